"""The transformer of sim/model in PyTorch, float64: losses, gradients and ten training steps.

    python3 test/references/transformer.py > test/references/transformer.json

Weights and tokens come from a small generator that both sides have, so that only results stand in the file.
"""
import json

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)

V, T, D, L, H, B = 19, 13, 12, 2, 3, 3
CASES = {"length": 11, "steps": 10, "rate": 0.01, "decay": 0.05, "clip": 1.0, "betas": (0.9, 0.995)}


class Lcg:
    """x <- 1664525 x + 1013904223 mod 2^32; its upper 24 bits are exact in float32."""

    def __init__(self, state):
        self.state = state

    def bits(self):
        self.state = (1664525 * self.state + 1013904223) % 2**32
        return self.state >> 8

    def signed(self):
        return self.bits() / 2**23 - 1


def shapes():
    yield "tokens", (V, D)
    yield "positions", (T, D)
    for l in range(L):
        yield f"layer{l}.qkv", (D, 3 * D)
        yield f"layer{l}.attentionOut", (D, D)
        yield f"layer{l}.up", (D, 4 * D)
        yield f"layer{l}.down", (4 * D, D)
    yield "head", (D, V)
    yield "scalarHead", (D, 1)
    yield "scalarBias", (1, 1)


def rms_norm(x):
    return x * torch.rsqrt((x * x).mean(-1, keepdim=True) + 1e-5)


def forward(p, ids):
    n = ids.shape[1]
    x = p["tokens"][ids] + p["positions"][:n]
    for l in range(L):
        q, k, v = (rms_norm(x) @ p[f"layer{l}.qkv"]).chunk(3, -1)
        heads = lambda t: t.view(*t.shape[:2], H, D // H).transpose(1, 2)
        scores = heads(q) @ heads(k).transpose(-1, -2) / (D // H) ** 0.5
        scores = scores.masked_fill(torch.ones(n, n).triu(1).bool(), float("-inf"))
        attended = (scores.softmax(-1) @ heads(v)).transpose(1, 2).reshape(x.shape)
        x = x + attended @ p[f"layer{l}.attentionOut"]
        x = x + F.relu(rms_norm(x) @ p[f"layer{l}.up"]).square() @ p[f"layer{l}.down"]
    hidden = rms_norm(x)
    return hidden @ p["head"], (hidden @ p["scalarHead"] + p["scalarBias"]).squeeze(-1)


def main():
    lcg = Lcg(1)
    p = {}
    for name, shape in shapes():
        values = [0.5 * lcg.signed() for _ in range(shape[0] * shape[1])]
        p[name] = torch.tensor(values).view(shape).requires_grad_()
    n = CASES["length"]
    ids = torch.tensor([[lcg.bits() % V for _ in range(n)] for _ in range(B)])
    # Every fifth target is ignored; the weights and the gradient of the values differ from row to row.
    targets = torch.tensor([-100 if i % 5 == 4 else lcg.bits() % V for i in range(B * n)])
    weights = torch.tensor([(i % 7 + 1) / 64 for i in range(B * n)])
    d_values = torch.tensor([(i % 9 - 4) / 128 for i in range(B * n)])

    def loss():
        logits, values = forward(p, ids)
        losses = F.cross_entropy(logits.view(-1, V), targets, reduction="none", ignore_index=-100)
        return losses, (weights * losses).sum() + (d_values * values.view(-1)).sum()

    losses, total = loss()
    total.backward()
    gradients = {name: [float(f"{g:.9g}") for g in t.grad.flatten().tolist()] for name, t in p.items()}
    first = losses.tolist()

    optimiser = torch.optim.AdamW(
        p.values(), lr=CASES["rate"], betas=CASES["betas"], eps=1e-8, weight_decay=CASES["decay"]
    )
    steps, norms = [], []
    for _ in range(CASES["steps"]):
        optimiser.zero_grad()
        losses, total = loss()
        total.backward()
        norms.append(torch.nn.utils.clip_grad_norm_(p.values(), CASES["clip"]).item())
        optimiser.step()
        steps.append((weights * losses).sum().item())
    print(json.dumps({"losses": first, "gradients": gradients, "steps": steps, "norms": norms}))


if __name__ == "__main__":
    main()
