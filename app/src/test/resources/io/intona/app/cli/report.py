"""Computes the numbers of a report from its records with SciPy and compares them with its CSV files.

report.py RECORDS CSV...   prints a line for each row: file, row and the columns that differ, or "equal".
Ends with 77 without SciPy.
"""
import csv
import json
import math
import pathlib
import sys

try:
    import numpy as np
    from scipy import stats
except ImportError:
    sys.exit(77)

runs = {}  # model -> run -> UAR
for file in sorted(pathlib.Path(sys.argv[1]).glob("*/run-*.json")):
    if "provenance" in file.name:
        continue
    record = json.load(open(file))
    recalls = []
    for label in record["labels"]:
        of_label = [each["predicted"] == label for each in record["predictions"] if each["true"] == label]
        recalls.append(np.mean(of_label))
    runs.setdefault(record["model"], {})[record["run"]] = np.mean(recalls)


def model_row(row):
    uars = np.array([uar for _, uar in sorted(runs[row["model"]].items())])
    n = len(uars)
    low, high = stats.t.interval(0.95, n - 1, loc=uars.mean(), scale=stats.sem(uars))
    return {
        "runs": n,
        "uar_mean": uars.mean(),
        "uar_sd_ddof1": uars.std(ddof=1),
        "uar_sd_ddof0": uars.std(ddof=0),
        "uar_max": uars.max(),
        "uar_low": low,
        "uar_high": high,
    }


def comparison_row(row):
    pairs = sorted(runs[row["first"]].keys() & runs[row["second"]].keys())
    first = np.array([runs[row["first"]][run] for run in pairs])
    second = np.array([runs[row["second"]][run] for run in pairs])
    difference = second - first
    test = stats.ttest_rel(second, first)
    low, high = stats.t.interval(0.95, len(pairs) - 1, loc=difference.mean(), scale=stats.sem(difference))
    expected = {
        "pairs": len(pairs),
        "difference": difference.mean(),
        "difference_low": low,
        "difference_high": high,
        "t": test.statistic,
        "p": test.pvalue,
        "effect_size_dz": difference.mean() / difference.std(ddof=1),
    }
    magnitudes = np.abs(difference)
    if magnitudes.min() > 1e-9 and np.diff(np.sort(magnitudes)).min(initial=1) > 1e-9:  # SciPy is exact without ties
        expected["p_wilcoxon"] = stats.wilcoxon(second, first, mode="exact").pvalue
    return expected


for path in sys.argv[2:]:
    for row in csv.DictReader(open(path, encoding="utf-8")):
        expected = model_row(row) if "model" in row else comparison_row(row)
        different = [
            f"{key} is {row[key]}, expected {value}"
            for key, value in expected.items()
            if not math.isclose(float(row[key]), value, rel_tol=1e-9, abs_tol=1e-12)
        ]
        print(pathlib.Path(path).name, len(expected), "; ".join(different) or "equal")
