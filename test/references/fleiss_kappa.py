"""Fleiss' kappa by another road, to make fleiss_kappa.json: every pair of ratings is looked at.

Run it:  python3 test/references/fleiss_kappa.py
"""
import itertools
import json
import pathlib
import random


def fleiss_kappa(ratings: list) -> tuple:
    """ratings: for each item the category that each of its raters gave. Agreement and kappa.

    Observed: the share of agreeing pairs among all pairs of ratings of one item. By chance: the share among all
    ordered pairs of ratings of the whole set, a rating paired with itself included.
    """
    pairs = [a == b for item in ratings for a, b in itertools.combinations(item, 2)]
    observed = sum(pairs) / len(pairs)
    everything = [category for item in ratings for category in item]
    by_chance = sum(a == b for a in everything for b in everything) / len(everything) ** 2
    return observed, (observed - by_chance) / (1 - by_chance)


def case(seed: int, items: int, raters: int, categories: int, copied: float) -> dict:
    """Random ratings; with probability `copied` a rater says what the first one of the item said."""
    draw = random.Random(seed)
    ratings = []
    for _ in range(items):
        first = draw.randrange(categories)
        others = [first if draw.random() < copied else draw.randrange(categories) for _ in range(raters - 1)]
        ratings.append([first, *others])
    agreed, kappa = fleiss_kappa(ratings)
    counts = [[item.count(category) for category in range(categories)] for item in ratings]
    return {"counts": counts, "agreed": agreed, "kappa": kappa}


if __name__ == "__main__":
    cases = [case(1, 12, 3, 2, 0.5), case(2, 20, 5, 4, 0.2), case(3, 7, 2, 3, 0.9), case(4, 30, 3, 2, 0.0)]
    pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps({"cases": cases}) + "\n")
