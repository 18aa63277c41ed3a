"""The outlook against the libraries on the same work: all open series of the five members.

    python benchmarks/outlook.py

Each series is cut three years before its end and projected over them. Ours: the whole outlook (choice of method and
calibrated interval). Peers: one fit each of scipy's Theil-Sen line (on the same last ten points, drawn from the latest)
and of statsmodels' damped trend, without choice and without interval. Prints a markdown table: time for a series,
ratio to ours, and error in mean yearly steps; then the time for the outlooks of all series to their ends.
"""

import argparse
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
from scipy.stats import theilslopes
from statsmodels.tsa.holtwinters import Holt

from ortak.engines.progress.backtest import read_series
from ortak.engines.progress.outlook import Outlook, outlook

SERIES = Path(__file__).parents[1] / "src" / "ortak" / "mechanisms" / "indicators" / "data"
AHEAD = 3  # years
LEAST = 13  # points: ten before the cut, so that our outlook has its choice
Forecast = Callable[[np.ndarray, np.ndarray], np.ndarray]


def ours(years: np.ndarray, values: np.ndarray) -> np.ndarray:
    ahead = outlook(years.tolist(), values.tolist(), horizon=AHEAD)
    return np.array(ahead.values) if isinstance(ahead, Outlook) else np.repeat(values[-1], AHEAD)


def scipy_line(years: np.ndarray, values: np.ndarray) -> np.ndarray:
    return values[-1] + theilslopes(values[-10:], years[-10:]).slope * np.arange(1, AHEAD + 1)


def statsmodels_trend(years: np.ndarray, values: np.ndarray) -> np.ndarray:
    return np.asarray(Holt(values, damped_trend=True, initialization_method="estimated").fit().forecast(AHEAD))


def measure(method: Forecast, cases: list[tuple[np.ndarray, np.ndarray]]) -> tuple[float, float, float]:
    """Seconds a series, median and mean error in mean yearly steps."""
    errors, spent = [], 0.0
    for years, values in cases:
        begin = time.perf_counter()
        found = method(years[:-AHEAD], values[:-AHEAD])
        spent += time.perf_counter() - begin
        errors.extend(np.abs(found - values[-AHEAD:]) / np.mean(np.abs(np.diff(values))))
    return spent / len(cases), float(np.median(errors)), float(np.mean(errors))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args()
    series = read_series(*sorted(SERIES.glob("values*.csv")))
    cases = [
        (years, values)
        for years, values in series.values()
        if len(years) >= LEAST and (np.diff(years) == 1).all() and np.ptp(values[:-AHEAD]) > 0
    ]
    warnings.simplefilter("ignore")  # statsmodels warns where its search does not converge
    methods: dict[str, Forecast] = {
        "ours: choice and interval": ours,
        "scipy theilslopes: line alone": scipy_line,
        "statsmodels Holt damped: one fit": statsmodels_trend,
    }
    results = {name: measure(method, cases) for name, method in methods.items()}
    base = results["ours: choice and interval"][0]
    print(f"{len(cases):,} series of at least {LEAST} points without gaps, cut {AHEAD} years before their end\n")
    print("| Method | ms a series | Time against ours | Median error, yearly steps | Mean error |")
    print("| --- | --- | --- | --- | --- |")
    for name, (spent, median, mean) in results.items():
        print(f"| {name} | {1000 * spent:.2f} | {spent / base:.1f} | {median:.2f} | {mean:.2f} |")
    begin = time.perf_counter()
    made = sum(isinstance(outlook(t.tolist(), y.tolist()), Outlook) for t, y in series.values())
    spent = time.perf_counter() - begin
    print(f"\nAll {len(series):,} series to their ends: {made:,} outlooks in {spent:.1f} s, one core")


if __name__ == "__main__":
    main()
