"""The two forms of Gao et al. 2022, fitted with SciPy: shown in the chapter on reward hacking, and run to make gao_fit.json.

Run it with SciPy:  python3 test/references/gao_fit.py
"""
import json
import pathlib

import numpy as np
from scipy.optimize import curve_fit, minimize_scalar


def best_of_n(d, alpha, beta):
    return d * (alpha - beta * d)


def rl(d, alpha, beta):
    return d * (alpha - beta * np.log(d))


FORMS = {"best of n": best_of_n, "RL": rl}


def case(seed: int, alpha: float, beta: float, made_by: str) -> dict:
    rng = np.random.default_rng(seed)
    d = np.sort(rng.uniform(0.05, 3.0, size=12))
    gain = FORMS[made_by](d, alpha, beta) + rng.normal(0, 0.02, size=12)
    fits = {}
    for name, form in FORMS.items():
        (a, b), _ = curve_fit(form, d, gain, p0=(0.5, 0.1))
        misfit = float(np.sqrt(np.mean((gain - form(d, a, b)) ** 2)))
        peak = minimize_scalar(lambda x: -form(x, a, b), bounds=(1e-6, 20), method="bounded", options={"xatol": 1e-9})
        fits[name] = {"alpha": a, "beta": b, "misfit": misfit, "peak": float(peak.x), "gain": float(-peak.fun)}
    return {"d": d.tolist(), "gain": gain.tolist(), "fits": fits}


if __name__ == "__main__":
    cases = [case(1, 0.6, 0.2, "best of n"), case(2, 0.4, 0.25, "RL"), case(3, 0.3, 0.15, "best of n")]
    path = pathlib.Path(__file__).with_name("gao_fit.json")
    path.write_text(json.dumps(cases, indent=2) + "\n")
