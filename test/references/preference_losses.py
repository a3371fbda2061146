"""Losses of preference and group methods in PyTorch: shown in the chapter on alternatives, and run to make preference_losses.json.

Run it with Debian's python3-torch:  /usr/bin/python3 test/references/preference_losses.py
"""
import json
import pathlib

import torch
import torch.nn.functional as F


def dpo_loss(chosen, rejected, ref_chosen, ref_rejected, beta):
    """Summed log-probabilities of whole answers (pairs); the mean loss."""
    h = (chosen - ref_chosen) - (rejected - ref_rejected)
    return -F.logsigmoid(beta * h).mean()


def ipo_loss(chosen, rejected, ref_chosen, ref_rejected, beta):
    h = (chosen - ref_chosen) - (rejected - ref_rejected)
    return ((h - 1 / (2 * beta)) ** 2).mean()


def simpo_loss(chosen, rejected, chosen_length, rejected_length, beta, gamma):
    u = beta * (chosen / chosen_length - rejected / rejected_length) - gamma
    return -F.logsigmoid(u).mean()


def kto_loss(policy, reference, good, z, beta):
    h = policy - reference
    return torch.where(good, 1 - torch.sigmoid(beta * (h - z)), 1 - torch.sigmoid(beta * (z - h))).mean()


def rloo_loss(log_probs, rewards):
    """Each answer against the mean of the others of its group; log_probs are summed over tokens."""
    others = (rewards.sum() - rewards) / (len(rewards) - 1)
    return -((rewards - others) * log_probs).mean()


def grpo_loss(new, old, ref, mask, rewards, clip_range, beta, by_length, by_spread, constant):
    """(answers, longest) log-probabilities of tokens, padded; mask says which count."""
    advantage = rewards - rewards.mean()
    if by_spread:
        advantage = advantage / (rewards.std() + 1e-6)
    ratio = (new - old).exp()
    clipped = ratio.clamp(1 - clip_range, 1 + clip_range)
    surrogate = torch.minimum(ratio * advantage[:, None], clipped * advantage[:, None])
    k3 = (ref - new).exp() - 1 - (ref - new)
    loss = ((-surrogate + beta * k3) * mask).sum(1)
    return (loss / (mask.sum(1) if by_length else constant)).mean()


def answers(lengths, vocabulary=9):
    """Ragged answers: token log-probabilities of random logits, for policy, old policy and reference."""
    longest = max(lengths)
    mask = torch.tensor([[1.0 if t < n else 0.0 for t in range(longest)] for n in lengths])
    ids = torch.randint(vocabulary, (len(lengths), longest, 1))
    logits = torch.randn(len(lengths), longest, vocabulary)
    near = lambda scale: (logits + scale * torch.randn_like(logits)).log_softmax(-1).gather(-1, ids)[..., 0] * mask
    return mask, near(0.0).clone().requires_grad_(), near(0.15), near(0.5)


def ragged(values, mask):
    return [row[: int(m.sum())].tolist() for row, m in zip(values, mask)]


def case(seed, lengths, beta, gamma):
    torch.manual_seed(seed)
    mask, new, old, ref = answers(lengths)
    rewards = torch.randn(len(lengths))
    size = mask.sum(1)
    z = torch.tensor(0.3)
    good = torch.tensor([i % 2 == 0 for i in range(len(lengths))])
    chosen = lambda values: values[0::2]
    rejected = lambda values: values[1::2]
    total = lambda values: (values * mask).sum(1)

    def result(loss):
        new.grad = None
        loss.backward()
        return {"loss": loss.item(), "slopes": ragged(new.grad, mask)}

    pair = lambda: (chosen(total(new)), rejected(total(new)))
    pair_ref = (chosen(total(ref)), rejected(total(ref)))
    group = lambda length, spread: grpo_loss(new, old, ref, mask, rewards, 0.1, beta, length, spread, 8.0)
    return {
        "beta": beta, "gamma": gamma, "z": z.item(), "rewards": rewards.tolist(),
        "policy": ragged(new.detach(), mask), "old": ragged(old, mask), "reference": ragged(ref, mask),
        "dpo": result(dpo_loss(*pair(), *pair_ref, beta)),
        "ipo": result(ipo_loss(*pair(), *pair_ref, beta)),
        "simpo": result(simpo_loss(*pair(), chosen(size), rejected(size), beta, gamma)),
        "kto": result(kto_loss(total(new), total(ref), good, z, beta)),
        "rloo": result(rloo_loss(total(new), rewards)),
        "grpo": result(group(True, True)),
        "drGrpo": result(group(False, False)),
    }


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)
    cases = {"torch": torch.__version__, "clipRange": 0.1, "constant": 8.0,
             "cases": [case(1, [3, 7, 1, 5], 0.1, 1.0), case(2, [4, 4, 9, 2, 6, 1], 0.7, 0.4)]}
    pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(cases, indent=1) + "\n")
