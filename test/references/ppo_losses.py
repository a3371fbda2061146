"""The loss of PPO in PyTorch, in double precision: shown in the chapter on PPO, and run to make ppo_losses.json.

Run it with Debian's python3-torch:  /usr/bin/python3 test/references/ppo_losses.py
"""
import json
import pathlib

import torch
import torch.nn.functional as F


def clipped_surrogate(log_probs, log_probs_old, advantages, clip_range):
    """Minus the clipped objective, averaged over tokens."""
    ratio = torch.exp(log_probs - log_probs_old)
    clipped = torch.clamp(ratio, 1 - clip_range, 1 + clip_range)
    return -torch.min(ratio * advantages, clipped * advantages).mean()


def gae(rewards, values, gamma, lam):
    """Advantages of one answer, from its last token to its first; its future is worth 0."""
    advantages, later = torch.zeros_like(rewards), 0.0
    for t in reversed(range(len(rewards))):
        following = values[t + 1] if t + 1 < len(rewards) else 0.0
        later = rewards[t] + gamma * following - values[t] + gamma * lam * later
        advantages[t] = later
    return advantages


def case(seed: int, lengths: list, clip_range: float, value_weight: float, entropy_weight: float, gamma: float, lam: float) -> dict:
    torch.manual_seed(seed)
    torch.set_default_dtype(torch.float64)
    vocabulary = 6
    rewards = [torch.randn(n) for n in lengths]  # ragged answers
    values_old = [torch.randn(n) for n in lengths]
    advantages = [gae(r, v, gamma, lam) for r, v in zip(rewards, values_old)]
    returns = [a + v for a, v in zip(advantages, values_old)]
    flat = torch.cat(advantages)
    white = (flat - flat.mean()) / flat.std(unbiased=False)
    logits = torch.randn(len(flat), vocabulary, requires_grad=True)
    values = torch.randn(len(flat), requires_grad=True)
    actions = torch.randint(vocabulary, (len(flat),))
    log_probs = F.log_softmax(logits, -1).gather(1, actions[:, None])[:, 0]
    log_probs_old = (log_probs + 0.5 * torch.randn(len(flat))).detach()  # ratios on both sides of the clip range
    surrogate = clipped_surrogate(log_probs, log_probs_old, white, clip_range)
    value_loss = 0.5 * F.mse_loss(values, torch.cat(returns))
    entropy = torch.distributions.Categorical(logits=logits).entropy().mean()
    loss = surrogate + value_weight * value_loss - entropy_weight * entropy
    loss.backward()
    return {
        "clipRange": clip_range, "valueWeight": value_weight, "entropyWeight": entropy_weight, "gamma": gamma, "lambda": lam,
        "rewards": [r.tolist() for r in rewards], "valuesOld": [v.tolist() for v in values_old],
        "advantages": [a.tolist() for a in advantages], "returns": [g.tolist() for g in returns],
        "whitened": white.tolist(), "logits": logits.tolist(), "values": values.tolist(),
        "actions": actions.tolist(), "logProbsOld": log_probs_old.tolist(),
        "surrogate": surrogate.item(), "valueLoss": value_loss.item(), "entropy": entropy.item(), "loss": loss.item(),
        "dLogits": logits.grad.tolist(), "dValues": values.grad.tolist(),
    }


if __name__ == "__main__":
    cases = {
        "torch": torch.__version__,
        "cases": [
            case(1, [4, 7, 2], 0.2, 0.5, 0.0, 1.0, 0.7),
            case(2, [5, 3, 9, 1], 0.2, 0.1, 0.01, 0.99, 0.95),
            case(3, [6, 6], 0.02, 1.0, 0.1, 0.9, 0.0),
        ],
    }
    pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(cases, indent=1) + "\n")
