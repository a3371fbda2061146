"""The pairwise loss in PyTorch: shown in the chapter on the reward model, and run to make pairwise_loss.json.

Run it with Debian's python3-torch:  /usr/bin/python3 test/references/pairwise_loss.py
"""
import json
import pathlib

import torch
import torch.nn.functional as F


def pair_loss(s_chosen: torch.Tensor, s_rejected: torch.Tensor) -> torch.Tensor:
    """Bradley–Terry loss of a batch of pairs. s_chosen, s_rejected: (B), logits. Returns nats."""
    return -F.logsigmoid(s_chosen - s_rejected).mean()


def linear_case(seed: int) -> dict:
    """One gradient step of a linear reward model, s = h · w, on random features."""
    generator = torch.Generator().manual_seed(seed)
    draw = lambda *shape: torch.randn(*shape, generator=generator, dtype=torch.float64)
    w = draw(7).requires_grad_()
    chosen, rejected = draw(5, 7), draw(5, 7)
    loss = pair_loss(chosen @ w, rejected @ w)
    loss.backward()
    return {
        "w": w.tolist(),
        "chosen": chosen.tolist(),
        "rejected": rejected.tolist(),
        "loss": loss.item(),
        "gradient": w.grad.tolist(),
    }


def margin_case(margin: float) -> dict:
    """Loss and slope of a single pair."""
    delta = torch.tensor(margin, dtype=torch.float64, requires_grad=True)
    loss = pair_loss(delta, torch.zeros((), dtype=torch.float64))
    loss.backward()
    return {"margin": margin, "loss": loss.item(), "slope": delta.grad.item()}


if __name__ == "__main__":
    margins = [-40.0, -4.0, -3.0, -0.022, 0.0, 0.5, 1.5, 2.2, 4.0, 40.0]
    cases = {
        "torch": torch.__version__,
        "margins": [margin_case(m) for m in margins],
        "linear": [linear_case(seed) for seed in range(4)],
    }
    pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(cases, indent=1) + "\n")
