"""Losses over next tokens in PyTorch: shown in the chapter on pretraining, and run to make next_token_loss.json.

Run it with Debian's python3-torch:  /usr/bin/python3 test/references/next_token_loss.py
"""
import json
import pathlib

import numpy as np
import torch
import torch.nn.functional as F


def next_token_loss(logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Row t of the logits predicts label t + 1. logits: (T, V); labels: (T), -100 where nothing is scored. Nats."""
    return F.cross_entropy(logits[:-1], labels[1:], ignore_index=-100)


def suffix_loss(logits: torch.Tensor, labels: torch.Tensor, prefix: int) -> torch.Tensor:
    """The same behind a prefix that is given: prefix-LM, and fine-tuning on answers."""
    masked = labels.clone()
    masked[:prefix] = -100
    return next_token_loss(logits, masked)


def source_cross_entropy(logits, targets, ignore_index=-100):
    """LanguageModelingLoss.cross_entropy_loss of the source, without its batch."""
    shifted_targets, shifted_logits = targets[1:], logits[:-1]
    exp_logits = np.exp(shifted_logits - shifted_logits.max(1, keepdims=True))
    probs = exp_logits / exp_logits.sum(1, keepdims=True)
    kept = [(i, t) for i, t in enumerate(shifted_targets) if t != ignore_index]
    return sum(-np.log(probs[i, t] + 1e-8) for i, t in kept) / len(kept) if kept else 0.0


def source_prefix_lm_loss(logits, targets, prefix_length):
    """LanguageModelingLoss.prefix_lm_loss of the source: it slices at the prefix, and then shifts."""
    return source_cross_entropy(logits[prefix_length:], targets[prefix_length:])


def source_sft_loss(logits, labels):
    """SFTTrainer.compute_loss of the source: label t is compared with row t."""
    valid = labels != -100
    rows = logits[valid]
    exp_logits = np.exp(rows - rows.max(-1, keepdims=True))
    probs = exp_logits / exp_logits.sum(-1, keepdims=True)
    return float(np.mean([-np.log(probs[i, label] + 1e-8) for i, label in enumerate(labels[valid])]))


def case(seed: int) -> dict:
    generator = torch.Generator().manual_seed(seed)
    length, vocabulary, prefix = 9, 11, 3
    logits = torch.randn(length, vocabulary, generator=generator, dtype=torch.float64)
    labels = torch.randint(vocabulary, (length,), generator=generator)
    labels[-1] = -100  # padding
    masked = labels.clone()
    masked[:prefix] = -100
    return {
        "logits": logits.tolist(),
        "labels": labels.tolist(),
        "prefix": prefix,
        "every": next_token_loss(logits, labels).item(),
        "suffix": suffix_loss(logits, labels, prefix).item(),
        "source-prefix": source_prefix_lm_loss(logits.numpy(), labels.numpy(), prefix),
        "source-sft": source_sft_loss(logits.numpy(), masked.numpy()),
    }


def schedule() -> dict:
    """Cosine decay after a linear warm-up, on a short run."""
    peak, floor, warm_up, steps = 6e-4, 6e-5, 20, 200
    optimiser = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=peak)
    rising = torch.optim.lr_scheduler.LinearLR(optimiser, 1 / warm_up, 1.0, warm_up - 1)
    falling = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps - warm_up, floor)
    both = torch.optim.lr_scheduler.SequentialLR(optimiser, [rising, falling], [warm_up])
    rates = []
    for _ in range(steps):
        rates.append(optimiser.param_groups[0]["lr"])
        optimiser.step()
        both.step()
    return {"peak": peak, "floor": floor, "warmUp": warm_up, "steps": steps, "rates": rates}


def source_rates() -> list:
    """DistributedTrainer.get_learning_rate of the source at some steps."""
    def rate(step):
        if step < 2000:
            return 6e-4 * (step / 2000)
        ratio = min((step - 2000) / (100000 - 2000), 1.0)
        return 6e-5 + 0.5 * (6e-4 - 6e-5) * (1 + np.cos(np.pi * ratio))
    return [[step, rate(step)] for step in [1, 500, 1999, 2000, 2001, 30000, 51000, 99999, 100000]]


if __name__ == "__main__":
    cases = {
        "torch": torch.__version__,
        "cases": [case(seed) for seed in range(4)],
        "schedule": schedule(),
        "source": source_rates(),
    }
    pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(cases, indent=1) + "\n")
