"""The fit of Besiroglu et al. 2024 made again, and 4,000 times on points drawn with replacement: how sure the law is.

The 245 points that they read off figure 4 of Hoffmann et al. 2022 are not part of this project; they stand in
github.com/Besiroglu/data, svg_extracted_data.csv (columns "Model Size", "Training FLOP", "loss"). As there, the five
points of highest loss are left out, and the sum of Huber losses of ln L with delta 0.001 is made smallest.
chinchilla_refits.json was made from these columns, rounded to six digits.

Run it with NumPy and SciPy:  python3 test/references/chinchilla_refits.py svg_extracted_data.csv
"""
import csv
import json
import pathlib
import sys

import numpy as np
from scipy.optimize import minimize

PUBLISHED = [np.log(482.01), np.log(2085.43), np.log(1.8172), 0.3478, 0.3658]
DELTA = 1e-3
REFITS = 4000
KEPT = 200
PLANS = [(7e9, 140e9), (0.1e9, 1e9), (70e9, 2000e9), (1e9, 20e9)]
COMPUTES = [6 * 7e9 * 140e9, 5.76e23, 6 * 0.1e9 * 1e9]


def objective(p, log_n, log_d, log_loss, times):
    """Sum of Huber losses, and its gradient; `times`: how often each point was drawn."""
    a, b, e, alpha, beta = p
    parts = np.stack([a - alpha * log_n, b - beta * log_d, np.full_like(log_n, e)])
    top = parts.max(0)
    weights = np.exp(parts - top)
    total = weights.sum(0)
    residual = top + np.log(total) - log_loss
    weights = weights / total
    small = np.abs(residual) <= DELTA
    value = np.where(small, residual**2 / 2, DELTA * (np.abs(residual) - DELTA / 2))
    slope = np.where(small, residual, DELTA * np.sign(residual)) * times
    gradient = [
        (slope * weights[0]).sum(),
        (slope * weights[1]).sum(),
        (slope * weights[2]).sum(),
        -(slope * weights[0] * log_n).sum(),
        -(slope * weights[1] * log_d).sum(),
    ]
    return (value * times).sum() * 1e4, np.array(gradient) * 1e4


def fit(points, times):
    x = np.array(PUBLISHED)
    for _ in range(3):
        x = minimize(objective, x, args=(*points, times), jac=True, method="BFGS", options={"gtol": 1e-9}).x
    return x


def spread(values):
    return np.percentile(values, [2.5, 97.5]).tolist()


if __name__ == "__main__":
    with open(sys.argv[1]) as file:
        rows = list(csv.DictReader(file))
    n, c, loss = (np.array([float(row[name]) for row in rows]) for name in ("Model Size", "Training FLOP", "loss"))
    kept = loss < np.sort(loss)[-5]
    points = np.log(n[kept]), np.log(c[kept] / 6 / n[kept]), np.log(loss[kept])
    count = int(kept.sum())
    once = fit(points, np.ones(count))
    rng = np.random.default_rng(20261127)
    refits = []
    for _ in range(REFITS):
        drawn = rng.integers(0, count, count)
        refits.append(fit(points, np.bincount(drawn, minlength=count).astype(float)))
    refits = np.array(refits)
    a, b, e, alpha, beta = refits.T
    share = beta / (alpha + beta)

    losses = [np.exp(e) + np.exp(a - alpha * np.log(N)) + np.exp(b - beta * np.log(D)) for N, D in PLANS]
    ratios = []
    for compute in COMPUTES:
        log_weights = (np.log(alpha / beta) + a - b) / (alpha + beta) + share * np.log(compute / 6)
        ratios.append(np.exp(np.log(compute / 6) - 2 * log_weights))
    constants = {"A": np.exp(a), "B": np.exp(b), "E": np.exp(e), "alpha": alpha, "beta": beta, "share": share}
    made = {
        "points": count,
        "fit": {"A": np.exp(once[0]), "B": np.exp(once[1]), "E": np.exp(once[2]), "alpha": once[3], "beta": once[4]},
        "standardErrors": {name: float(values.std(ddof=1)) for name, values in constants.items()},
        "losses": [
            {"weights": N, "tokens": D, "middle95": spread(values), "apart": spread(values[:KEPT])}
            for (N, D), values in zip(PLANS, losses)
        ],
        "ratios": [
            {"compute": compute, "middle95": spread(values), "apart": spread(values[:KEPT])}
            for compute, values in zip(COMPUTES, ratios)
        ],
        "refits": [[round(float(x), 6) for x in row] for row in refits[:KEPT]],
    }
    path = pathlib.Path(__file__).with_name("chinchilla_refits.json")
    path.write_text(json.dumps(made, indent=1) + "\n")
