"""A model of the course "LLM Training & Alignment" in PyTorch: rebuilt from its files, and asked one question.

    python3 course_model.py ppo.json                    # weights from the JSON
    python3 course_model.py ppo.json ppo.safetensors    # weights from the safetensors file

Needs PyTorch and nothing else. The world of the model is made up for teaching: educational material, not medical advice.
"""
import json
import struct
import sys

import torch
import torch.nn.functional as F


def read_safetensors(path):
    """8 bytes with the length of a JSON header, the header, the numbers."""
    with open(path, "rb") as file:
        data = file.read()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        assert entry["dtype"] == "F32", entry["dtype"]
        start, end = (8 + length + offset for offset in entry["data_offsets"])
        values = struct.unpack(f"<{(end - start) // 4}f", data[start:end])
        tensors[name] = torch.tensor(values).view(entry["shape"])
    return tensors


def read_json_weights(about):
    return {name: torch.tensor(w["data"], dtype=torch.float32).view(w["shape"]) for name, w in about["weights"].items()}


class Transformer(torch.nn.Module):
    def __init__(self, shape, epsilon, weights):
        super().__init__()
        self.layers, self.heads, self.epsilon = shape["layers"], shape["heads"], epsilon
        # A name with a dot is no name of a parameter.
        self.p = torch.nn.ParameterDict({name.replace(".", "_"): torch.nn.Parameter(w) for name, w in weights.items()})

    def norm(self, x):
        return x * torch.rsqrt((x * x).mean(-1, keepdim=True) + self.epsilon)

    def forward(self, ids):
        p, (batch, n) = self.p, ids.shape
        x = p["tokens"][ids] + p["positions"][:n]
        size = x.shape[-1] // self.heads
        future = torch.ones(n, n).triu(1).bool()
        for layer in range(self.layers):
            qkv = self.norm(x) @ p[f"layer{layer}_qkv"]
            q, k, v = (part.view(batch, n, self.heads, size).transpose(1, 2) for part in qkv.chunk(3, -1))
            scores = (q @ k.transpose(-1, -2) / size**0.5).masked_fill(future, float("-inf"))
            attended = (scores.softmax(-1) @ v).transpose(1, 2).reshape(x.shape)
            x = x + attended @ p[f"layer{layer}_attentionOut"]
            x = x + F.relu(self.norm(x) @ p[f"layer{layer}_up"]).square() @ p[f"layer{layer}_down"]
        return self.norm(x) @ p["head"]


@torch.no_grad()
def answer(model, question, end, longest):
    """The likeliest token each time."""
    ids, written = list(question), []
    while len(written) < longest and (not written or written[-1] != end):
        written.append(int(model(torch.tensor([ids]))[0, -1].argmax()))
        ids.append(written[-1])
    return written


def main(described, weights_file=None):
    with open(described, encoding="utf-8") as file:
        about = json.load(file)
    weights = read_safetensors(weights_file) if weights_file else read_json_weights(about)
    model = Transformer(about["shape"], about["architecture"]["epsilon"], weights)
    print(f"{about['model']}: {sum(w.numel() for w in model.parameters()):,} weights")
    if "answer" not in about:
        print("This is a reward model: its head scores answers and writes none.")
        return 0
    words = lambda ids: " ".join(about["vocabulary"][id] for id in ids)
    written = answer(model, about["question"]["tokens"], about["end"], about["longestAnswer"])
    same = written == about["answer"]["tokens"]
    print("Question:", " ".join(about["question"]["words"]))
    print("Answer:  ", words(written))
    print("The same tokens as in the browser." if same else f"In the browser: {words(about['answer']['tokens'])}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
