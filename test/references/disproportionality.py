"""Disproportionality measures with SciPy, to make disproportionality.json: 2 x 2 tables, the statin table, the fitted prior.

Run it with SciPy, from the project:  python3 test/references/disproportionality.py
The statin counts are typed in below once more, so that a slip in the course's own file is noticed.
"""
import json
import pathlib

import numpy as np
from scipy import optimize, special, stats

STATINS = """
Rhabdomyolysis,2041,52,44,163,936,1376,31707
Muscle Disorder,291,2,7,21,191,87,7329
Muscle Fatigue,85,0,2,16,30,39,4257
Muscle Haemorrhage,24,0,0,5,13,4,3806
Muscle Necrosis,68,2,0,1,10,20,662
Muscle Rupture,181,25,0,61,36,120,3219
Muscular Weakness,1857,45,31,152,808,859,111003
Musculoskeletal Discomfort,137,18,15,25,187,93,19931
Musculoskeletal Disorder,56,3,0,9,65,73,25881
Musculoskeletal Pain,420,3,2,38,324,228,82576
Myalgia,5362,341,151,939,2757,3216,143819
Myasthenic Syndrome,1,0,9,0,3,6,643
Myopathy,849,64,45,145,377,544,6695
Myopathy Toxic,31,0,0,1,2,21,457
Myositis,219,8,10,28,62,141,7482
Necrotising Myositis,279,0,0,2,10,52,278
Tendon Discomfort,9,0,0,3,22,10,794
Diaphragm Muscle Weakness,14,0,0,0,8,1,94
Compartment Syndrome,53,0,0,1,12,12,2644
Electromyogram Abnormal,2,0,0,2,0,0,132
Blood Creatine Phosphokinase Abnormal,34,0,0,0,8,11,261
Blood Creatine Phosphokinase Increased,1175,125,32,200,562,768,23805
Blood Creatine Phosphokinase Mm Increased,2,0,0,0,9,0,14
Muscle Enzyme Increased,48,1,0,0,13,9,410
Myoglobin Blood Increased,71,4,0,4,16,39,1003
Myoglobin Blood Present,2,0,0,0,0,0,8
Myoglobinaemia,15,0,0,0,0,0,62
Blood Calcium Decreased,14,2,0,0,110,17,15918
Hypocalcaemia,36,0,0,16,8,18,23102
Chromaturia,340,10,6,33,174,114,19294
Myoglobinuria,26,4,0,1,1,9,296
Myoglobin Urine Present,0,0,0,0,1,2,70
Acute Kidney Injury,1353,42,7,154,689,823,355651
Renal Tubular Necrosis,40,0,0,12,10,24,12762
Renal Impairment,390,52,11,37,161,169,103343
Renal Failure,534,26,11,69,225,195,250710
Renal Failure Acute,18,0,0,7,16,31,5246
Oliguria,52,0,0,4,24,37,7590
Anuria,71,0,0,2,43,62,10403
Glomerular Filtration Rate Decreased,59,1,0,8,39,29,13190
Glomerular Filtration Rate Abnormal,8,0,0,0,1,0,1069
Hypercreatininaemia,0,0,0,0,8,0,648
Creatinine Renal Clearance Decreased,6,0,0,2,124,6,7768
Blood Creatinine Abnormal,27,0,0,0,5,3,3385
Blood Creatinine Increased,227,10,0,17,210,97,74742
Dialysis,12,0,0,7,4,16,10796
Haemodialysis,10,0,0,4,8,6,4363
Chronic Kidney Disease,152,16,2,19,177,37,339179
End Stage Renal Disease,30,0,0,0,19,6,97553
Other AE,180659,4886,2845,20278,113932,76015,61703817
"""


def ratios(a, b, c, d):
    z = stats.norm.ppf(0.975)
    prr = (a / (a + b)) / (c / (c + d))
    ror = a * d / (b * c)
    se_prr = np.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
    se_ror = np.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    interval = lambda value, se: [value, value * np.exp(-z * se), value * np.exp(z * se)]
    return interval(prr, se_prr), interval(ror, se_ror)


def component(n, e):
    lower, upper = stats.gamma.ppf([0.025, 0.975], n + 0.5, scale=1 / (e + 0.5))
    return [np.log2((n + 0.5) / (e + 0.5)), np.log2(lower), np.log2(upper)]


def parts(theta, n, e):
    """log densities of the two negative binomials, by scipy.stats."""
    a1, b1, a2, b2 = np.exp(theta[:4])
    return stats.nbinom.logpmf(n, a1, b1 / (b1 + e)), stats.nbinom.logpmf(n, a2, b2 / (b2 + e))


def loss(theta, n, e):
    p = special.expit(theta[4])
    one, two = parts(theta, n, e)
    return -np.sum(np.logaddexp(np.log(p) + one, np.log1p(-p) + two))


def fit(n, e):
    """Nelder-Mead from several starts, polished: another road than the course's."""
    best = None
    for start in ([0.2, 0.1, 2, 4, 1 / 3], [0.5, 0.05, 1.5, 1, 0.5], [1, 0.1, 1, 1, 0.5]):
        theta = np.append(np.log(start[:4]), special.logit(start[4]))
        for _ in range(6):
            found = optimize.minimize(loss, theta, (n, e), method="Nelder-Mead",
                                      options={"xatol": 1e-10, "fatol": 1e-12, "maxiter": 20000, "maxfev": 20000})
            theta = found.x
        if best is None or found.fun < best.fun:
            best = found
    return best.x, best.fun


def shrunk(theta, n, e):
    a1, b1, a2, b2 = np.exp(theta[:4])
    p = special.expit(theta[4])
    one, two = parts(theta, n, e)
    q = special.expit(np.log(p) + one - np.log1p(-p) - two)
    mean = np.exp(q * (special.digamma(a1 + n) - np.log(b1 + e)) + (1 - q) * (special.digamma(a2 + n) - np.log(b2 + e)))
    cdf = lambda x: q * stats.gamma.cdf(x, a1 + n, scale=1 / (b1 + e)) + (1 - q) * stats.gamma.cdf(x, a2 + n, scale=1 / (b2 + e))
    quantile = lambda share: optimize.brentq(lambda x: cdf(x) - share, 1e-12, 1e5, xtol=1e-14, rtol=1e-14)
    return [float(mean), quantile(0.05), quantile(0.95)]


def case(name, a, b, c, d, theta):
    table = np.array([[a, b], [c, d]])
    e = stats.contingency.expected_freq(table)[0, 0]
    prr, ror = ratios(a, b, c, d)
    return {
        "name": name, "counts": {"a": a, "b": b, "c": c, "d": d}, "expected": e, "prr": prr, "ror": ror,
        "chi": stats.chi2_contingency(table, correction=False)[0],
        "yates": stats.chi2_contingency(table, correction=True)[0],
        "ic": component(a, e), "ebgm": shrunk(theta, a, e),
    }


if __name__ == "__main__":
    rows = [line.rsplit(",", 7) for line in STATINS.strip().splitlines()]
    names = [row[0] for row in rows]
    table = np.array([[int(x) for x in row[1:]] for row in rows])
    total = table.sum()
    columns, events = table.sum(axis=0), table.sum(axis=1)
    n = table[:-1, :-1].ravel()
    e = (np.outer(events, columns) / total)[:-1, :-1].ravel()
    theta, value = fit(n, e)
    a1, b1, a2, b2 = np.exp(theta[:4])
    drugs = ["atorvastatin", "fluvastatin", "lovastatin", "pravastatin", "rosuvastatin", "simvastatin"]

    def pair(drug, event):
        i, j = names.index(event), drugs.index(drug)
        a = int(table[i, j])
        b, c = int(columns[j]) - a, int(events[i]) - a
        return case(f"{drug}: {event}", a, b, c, int(total) - a - b - c, theta)

    counts = {"Evans": 0, "EMA": 0, "ROR": 0, "UMC": 0, "MHRA": 0, "EB05": 0}
    for i in range(len(names) - 1):
        for j in range(6):
            a = int(table[i, j])
            if a == 0:
                continue
            one = pair(drugs[j], names[i])
            counts["Evans"] += bool(a >= 3 and one["prr"][0] >= 2 and one["yates"] >= 4)
            counts["EMA"] += bool(a >= 5 and one["prr"][1] >= 1)
            counts["ROR"] += bool(a >= 3 and one["ror"][1] > 1)
            counts["UMC"] += bool(one["ic"][1] > 0)
            counts["MHRA"] += bool(a >= 3 and one["ebgm"][0] >= 2.5 and one["ebgm"][1] >= 1.8)
            counts["EB05"] += bool(one["ebgm"][1] >= 2)

    found = {
        "sums": columns.tolist(), "zeros": int((n == 0).sum()),
        "prior": {"alpha1": a1, "beta1": b1, "alpha2": a2, "beta2": b2, "weight": float(special.expit(theta[4])), "loss": value},
        "signals": counts,
        "cases": [
            case("rifabutin: uveitis", 41, 14, 754, 591958, theta),
            case("drug X: SJS/TEN", 24, 1976, 120, 197880, theta),
            pair("atorvastatin", "Rhabdomyolysis"), pair("simvastatin", "Rhabdomyolysis"), pair("lovastatin", "Rhabdomyolysis"),
            pair("atorvastatin", "Necrotising Myositis"), pair("lovastatin", "Myasthenic Syndrome"),
            pair("rosuvastatin", "Creatinine Renal Clearance Decreased"),
            pair("pravastatin", "Electromyogram Abnormal"), pair("atorvastatin", "Chronic Kidney Disease"),
        ],
        "exactIc": [[k, m, *component(k, m)] for k, m in ((12, 5), (0, 0.5), (1, 0.01), (3, 1), (41, 0.0738), (5000, 4000))],
        "logGamma": [[x, float(special.gammaln(x))] for x in (0.01, 0.5, 1, 2.5, 11.99, 12, 100.5, 5362.5, 1e7)],
        "digamma": [[x, float(special.digamma(x))] for x in (0.01, 0.5, 1, 2.5, 11.99, 12, 100.5, 5362.5, 1e7)],
        "gammaCdf": [[s, x, float(special.gammainc(s, x))] for s, x in
                     ((0.5, 0.001), (0.5, 3), (1, 1), (12.5, 5.5), (12.5, 30), (279, 200), (5362.5, 5300), (5362.5, 5500))],
    }
    pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(found, indent=1) + "\n")
