"""Elo and Bradley–Terry in PyTorch: shown in the chapter on Elo, and run to make bradley_terry.json.

Run it with Debian's python3-torch (1.13):  /usr/bin/python3 test/references/bradley_terry.py
"""
import json
import math
import pathlib

import torch
import torch.nn.functional as F


def elo(first, second, score, players: int, k_factor: float) -> list:
    """Ratings after the last game. first, second: players; score: 1, ½ or 0 of the first."""
    ratings = [1000.0] * players
    for a, b, s in zip(first, second, score):
        expected = 1 / (1 + 10 ** ((ratings[b] - ratings[a]) / 400))
        ratings[a] += k_factor * (s - expected)
        ratings[b] -= k_factor * (s - expected)
    return ratings


def bradley_terry(first, second, score, players: int, added_ties: float) -> torch.Tensor:
    """Ratings by maximum likelihood: the loss of the reward model, with one score a player."""
    s = torch.zeros(players, dtype=torch.float64, requires_grad=True)
    every, other = torch.combinations(torch.arange(players)).T
    optimiser = torch.optim.LBFGS(
        [s], max_iter=500, tolerance_grad=1e-12, tolerance_change=0, line_search_fn="strong_wolfe"
    )

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        played = F.binary_cross_entropy_with_logits(s[first] - s[second], score, reduction="sum")
        margins = s[every] - s[other]
        halves = torch.full_like(margins, 0.5)
        added = F.binary_cross_entropy_with_logits(margins, halves, reduction="sum")
        total = played + added_ties * added
        total.backward()
        return total

    optimiser.step(loss)
    s = s.detach()
    return 1000 + 400 / math.log(10) * (s - s.mean())


def case(seed: int, players: int, games: int, added_ties: float, undefeated: bool) -> dict:
    """Random games; with `undefeated`, player 0 wins all of its own."""
    generator = torch.Generator().manual_seed(seed)
    draw = lambda top: torch.randint(top, (games,), generator=generator)
    first = draw(players)
    second = (first + 1 + draw(players - 1)) % players
    score = draw(3) / 2
    if undefeated:
        score = torch.where(first == 0, 1.0, torch.where(second == 0, 0.0, score))
    score = score.double()
    k_factor = [4, 16, 32, 64][seed % 4]
    return {
        "players": players,
        "games": [list(each) for each in zip(first.tolist(), second.tolist(), score.tolist())],
        "addedTies": added_ties,
        "kFactor": k_factor,
        "bradleyTerry": bradley_terry(first, second, score, players, added_ties).tolist(),
        "elo": elo(first.tolist(), second.tolist(), score.tolist(), players, k_factor),
    }


if __name__ == "__main__":
    cases = [
        case(0, 3, 30, 0.5, False),
        case(1, 4, 60, 0.1, False),
        case(2, 6, 120, 1.0, False),
        case(3, 4, 40, 0.5, True),
        case(4, 5, 25, 0.1, True),
    ]
    text = json.dumps({"torch": torch.__version__, "cases": cases})
    pathlib.Path(__file__).with_suffix(".json").write_text(text + "\n")
