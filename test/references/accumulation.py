"""Gradient accumulation in PyTorch: shown in the chapter on scaling, and run to make accumulation.json.

Run it with Debian's python3-torch:  /usr/bin/python3 test/references/accumulation.py
"""
import json
import pathlib

import torch
import torch.nn.functional as F


def accumulate(model, optimiser, micro_batches):
    """One update from many micro-batches of (ids, labels); every scored token counts alike."""
    total = sum((labels != -100).sum() for _, labels in micro_batches)
    optimiser.zero_grad()
    for ids, labels in micro_batches:
        loss = F.cross_entropy(model(ids), labels, ignore_index=-100, reduction="sum") / total
        loss.backward()  # adds to what is there
    optimiser.step()


def average_means(model, optimiser, micro_batches):
    """What looks the same and is not: the mean of each micro-batch counts alike."""
    optimiser.zero_grad()
    for ids, labels in micro_batches:
        loss = F.cross_entropy(model(ids), labels, ignore_index=-100) / len(micro_batches)
        loss.backward()
    optimiser.step()


def case(seed: int, lengths: list) -> dict:
    torch.manual_seed(seed)
    torch.set_default_dtype(torch.float64)
    vocabulary, width = 7, 4
    model = torch.nn.Sequential(torch.nn.Embedding(vocabulary, width), torch.nn.Linear(width, vocabulary))
    optimiser = torch.optim.SGD(model.parameters(), lr=0.0)  # leaves the weights as they are
    draw = lambda n: torch.randint(vocabulary, (n,))
    micro_batches = [(draw(n), draw(n)) for n in lengths]
    micro_batches[0][1][-1] = -100

    def gradient(update, batches):
        update(model, optimiser, batches)
        return torch.cat([p.grad.flatten() for p in model.parameters()]).tolist()

    at_once = [(torch.cat([ids for ids, _ in micro_batches]), torch.cat([labels for _, labels in micro_batches]))]
    return {
        "scored": [int((labels != -100).sum()) for _, labels in micro_batches],
        "meanGradients": [gradient(accumulate, [each]) for each in micro_batches],
        "atOnce": gradient(accumulate, at_once),
        "accumulated": gradient(accumulate, micro_batches),
        "averagedMeans": gradient(average_means, micro_batches),
    }


if __name__ == "__main__":
    cases = {"torch": torch.__version__, "cases": [case(1, [6, 3, 12]), case(2, [6, 5, 5])]}
    pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(cases, indent=1) + "\n")
