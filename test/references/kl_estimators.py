"""Gradients of KL estimators in PyTorch: shown in the chapter on the KL penalty, and run to make kl_estimators.json.

Run it with Debian's python3-torch:  /usr/bin/python3 test/references/kl_estimators.py
"""
import json
import pathlib

import torch


def penalty(use, logp, logp_ref, logp_old):
    """What is minimised for one sample each; logp alone carries a gradient."""
    log_r = logp_ref - logp
    k3 = torch.expm1(log_r) - log_r
    return {
        "k1 in the reward": -log_r.detach() * logp,  # a policy gradient whose reward is −k1
        "k1 as a loss": -log_r,
        "k2 as a loss": log_r**2 / 2,
        "k3 as a loss": k3,
        "k3 times the ratio": torch.exp(logp - logp_old) * k3,
    }[use]


USES = ["k1 in the reward", "k1 as a loss", "k2 as a loss", "k3 as a loss", "k3 times the ratio"]


def case(seed: int, prompts: int, scale: float, behind: float) -> dict:
    torch.manual_seed(seed)
    torch.set_default_dtype(torch.float64)
    verdicts = 6
    logp_ref = torch.log_softmax(2 * torch.randn(prompts, verdicts), 1)
    direction = scale * torch.randn(prompts, verdicts)
    logp_old = torch.log_softmax(logp_ref + (1 - behind) * direction, 1)

    def gradient(loss):
        logits = (logp_ref + direction).detach().requires_grad_()
        loss(torch.log_softmax(logits, 1)).backward()
        return logits.grad.flatten().tolist()

    # The mean over samples: every verdict counts with the probability that it is drawn.
    mean = lambda use: lambda logp: (logp_old.exp() * penalty(use, logp, logp_ref, logp_old)).sum()
    return {
        "reference": logp_ref.flatten().tolist(),
        "policy": torch.log_softmax(logp_ref + direction, 1).flatten().tolist(),
        "behaviour": logp_old.flatten().tolist(),
        "gradient": gradient(lambda logp: (logp.exp() * (logp - logp_ref)).sum()),
        "estimates": {use: gradient(mean(use)) for use in USES},
    }


if __name__ == "__main__":
    cases = [case(1, 4, 0.3, 0.0), case(2, 4, 1.0, 0.0), case(3, 3, 1.0, 0.5)]
    result = {"torch": torch.__version__, "cases": cases}
    pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(result, indent=1) + "\n")
