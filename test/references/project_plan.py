"""Plans worked out independently of the course: laws by their printed formulas, best divisions by numerical search.

Run it with NumPy and SciPy:  python3 test/references/project_plan.py
"""
import json
import math
import pathlib

from scipy.optimize import minimize_scalar

FITS = {
    "printed": (1.69, 406.4, 410.7, 0.34, 0.28),
    "unrounded": (math.e**0.5267228, math.e**6.0073404, math.e**6.0179186, 0.33917084, 0.2849083),
    "refitted": (1.8172, 482.01, 2085.43, 0.3478, 0.3658),
    "repeated": (math.e**0.6254804, math.e**6.255414, math.e**7.3049974, 0.3526596, 0.3526596),
}
REPEATS, EXCESS = 15.387756, 5.309743

# TFLOP/s dense in 16 bits, gigabytes, dollars per hour.
GPUS = {"h100": (989, 80, 2.69), "h200": (989, 141, 3.59), "b200": (2250, 180, 5.98)}

PLANS = [
    {},
    {"weights": 0.1, "tokens": 1, "epochs": 1, "utilisation": 0.1, "gpus": 16, "demonstrations": 1000, "pairs": 1000},
    {"weights": 70, "tokens": 100, "epochs": 20, "gpu": "b200", "utilisation": 0.6, "gpus": 4096, "pairs": 100000},
    {"weights": 70, "tokens": 1, "epochs": 20, "gpu": "h200", "gpus": 8, "iterations": 200, "answers": 2048},
    {"weights": 0.5, "tokens": 1, "epochs": 10, "gpus": 8, "demonstrations": 2000, "pairs": 5000, "length": 4000},
    {"weights": 13, "tokens": 60, "epochs": 5, "gpu": "b200", "utilisation": 0.38, "writing": 60, "minutes": 5, "expertPrice": 20},
]
DEFAULTS = {
    "weights": 7, "tokens": 35, "epochs": 4, "gpu": "h100", "utilisation": 0.4, "gpus": 64, "demonstrations": 10000,
    "pairs": 50000, "iterations": 100, "answers": 512, "length": 500, "writing": 15, "minutes": 30, "expertPrice": 100,
}


def loss(fit, n, d):
    e, a, b, alpha, beta = FITS[fit]
    return e + a / n**alpha + b / d**beta


def best(fit, compute):
    """Weights of the lowest loss for this compute, by golden-section search over ln N."""
    found = minimize_scalar(
        lambda x: loss(fit, math.exp(x), compute / 6 / math.exp(x)), bracket=(15, 25), method="golden", options={"xtol": 1e-12}
    )
    return math.exp(found.x)


def suited(tokens):
    """Weights whose best division of some compute reads so many tokens, by the law for repeated text: bisection."""
    low, high = 10.0, 35.0
    for _ in range(200):
        middle = (low + high) / 2
        e, a, b, alpha, beta = FITS["repeated"]
        # At the best division the two derivatives by ln N and ln D agree: alpha A / N^alpha = beta B / D^beta.
        if alpha * a / math.exp(middle) ** alpha > beta * b / tokens**beta:
            low = middle
        else:
            high = middle
    return math.exp(middle)


def plan(settings):
    s = {**DEFAULTS, **settings}
    n, unique, passes = s["weights"] * 1e9, s["tokens"] * 1e9, s["epochs"]
    worth = unique + unique * REPEATS * (1 - math.exp(-(passes - 1) / REPEATS))
    enough = min(n, suited(unique))
    effective = enough + enough * EXCESS * (1 - math.exp(-(n / enough - 1) / EXCESS))
    read = unique * passes
    compute = 6 * n * read
    peak, memory, price = GPUS[s["gpu"]]
    per_hour = peak * 1e12 * s["utilisation"] * 3600
    answer_tokens = s["iterations"] * s["answers"] * s["length"]
    work = [
        compute,
        2 * 6 * n * s["demonstrations"] * s["length"],
        6 * n * s["pairs"] * 2 * s["length"],
        # Written by the policy; read by reference, reward and value model; learned from four times by policy and value model.
        4 * 2 * n * answer_tokens + 4 * 2 * 6 * n * answer_tokens,
    ]
    hours = [s["demonstrations"] * s["writing"] / 60, s["pairs"] * s["minutes"] / 10 / 60]
    g = s["gpus"]
    shards = [16 * n, 4 * n + 12 * n / g, 2 * n + 14 * n / g, 16 * n / g]
    return {
        "settings": settings,
        "fresh": {fit: loss(fit, n, read) for fit in FITS},
        "planned": {**{fit: loss(fit, n, worth) for fit in FITS}, "repeated": loss("repeated", effective, worth)},
        "ratio": {fit: compute / 6 / best(fit, compute) ** 2 for fit in FITS},
        "worth": worth,
        "compute": work,
        "gpuHours": [each / per_hour for each in work],
        "days": [each / per_hour / g / 24 for each in work],
        "cost": [each / per_hour * price for each in work],
        "labelHours": hours,
        "labelCost": [each * s["expertPrice"] for each in hours],
        "gigabytes": [each / 1e9 for each in shards],
        "share": [each / 1e9 / memory for each in shards],
    }


if __name__ == "__main__":
    made = {
        "plans": [plan(each) for each in PLANS],
        "worthOfPasses": {
            str(passes): 1 + REPEATS * (1 - math.exp(-(passes - 1) / REPEATS)) for passes in (1, 2, 4, 8, 16, 40)
        },
        "ratiosAtChinchilla": {fit: 5.76e23 / 6 / best(fit, 5.76e23) ** 2 for fit in FITS},
    }
    path = pathlib.Path(__file__).with_name("project_plan.json")
    path.write_text(json.dumps(made, indent=1) + "\n")
