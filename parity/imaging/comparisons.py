"""Golden values for packages/imaging/test/statistics/comparisons.test.ts, written to test/fixtures/comparisons.json.

    pip install numpy scipy statsmodels
    python parity/imaging/comparisons.py

Student's t and Wilcoxon's test are SciPy's, Holm's correction and the mean squares of the two-way layout statsmodels'.
"""

import json
import pathlib

import numpy as np
import pandas
from scipy import stats
from statsmodels.formula.api import ols
from statsmodels.stats.anova import anova_lm
from statsmodels.stats.multitest import multipletests

OUT = pathlib.Path(__file__).parents[2] / "packages/imaging/test/fixtures/comparisons.json"
rng = np.random.default_rng(20251129)


def student():
    for df in (1, 1.3, 2, 3.7, 9, 30, 1000):
        p = [0.001, 0.025, 0.3, 0.5, 0.9, 0.975, 0.9999]
        t = [-3.0, 0.0, 0.7, 2.5, 40.0]
        yield {
            "degreesOfFreedom": df,
            "p": p,
            "quantile": stats.t.ppf(p, df).tolist(),
            "t": t,
            "tail": stats.t.sf(t, df).tolist(),
        }


def holm(p):
    return {"p": list(map(float, p)), "corrected": multipletests(p, method="holm")[1].tolist()}


def repeated(values):
    """Mean and 95 % interval by statsmodels' mean squares and Satterthwaite's degrees of freedom, by SciPy's t."""
    values = np.asarray(values)
    repeats, cases = values.shape
    frame = pandas.DataFrame(
        [{"y": values[s, i], "seed": s, "scan": i} for s in range(repeats) for i in range(cases)]
    )
    if repeats == 1:
        low, high = stats.t.interval(0.95, cases - 1, values.mean(), stats.sem(values[0]))
        return {"values": values.tolist(), "mean": values.mean(), "low": low, "high": high, "df": cases - 1}
    table = anova_lm(ols("y ~ C(seed) + C(scan)", frame).fit())
    a, b, e = (table.loc[name, "mean_sq"] for name in ("C(scan)", "C(seed)", "Residual"))
    da, db, de = cases - 1, repeats - 1, (cases - 1) * (repeats - 1)
    if b > e:
        whole = a + b - e
        df = max(1, whole**2 / (a**2 / da + b**2 / db + e**2 / de))
    else:
        whole, df = a, da
    half = stats.t.ppf(0.975, df) * np.sqrt(whole / (cases * repeats))
    mean = values.mean()
    return {"values": values.tolist(), "mean": mean, "low": mean - half, "high": mean + half, "df": df}


def layout(repeats, cases, of_repeats):
    scans = rng.normal(85, 4, cases)
    return np.round(scans + rng.normal(0, of_repeats, (repeats, 1)) + rng.normal(0, 1, (repeats, cases)), 3)


def wilcoxon(differences):
    found = stats.wilcoxon(differences)
    return {"differences": list(map(float, differences)), "pValue": found.pvalue}


def main():
    fixture = {
        "student": list(student()),
        "holm": [
            holm([0.01, 0.04, 0.03, 0.005]),
            holm([0.2]),
            holm([0.5, 0.5, 0.9]),
            holm(rng.uniform(0, 0.2, 15)),
        ],
        "repeated": [
            repeated(layout(1, 10, 0)),
            repeated(layout(2, 10, 0)),
            repeated(layout(2, 10, 1.5)),
            repeated(layout(3, 20, 1)),
            repeated(layout(5, 8, 6)),
        ],
        "wilcoxon": [wilcoxon(np.round(rng.normal(0.4, 1, n), 3)) for n in (8, 10, 20)],
    }
    OUT.write_text(json.dumps(fixture, separators=(",", ":"), default=float) + "\n")
    print(OUT.name, OUT.stat().st_size, "bytes")


main()
