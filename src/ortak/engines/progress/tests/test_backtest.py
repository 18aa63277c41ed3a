"""The back-test: counted by hand on a small case, honest on series whose truth is known, and on the open series."""

from pathlib import Path

import numpy as np
import pytest

import ortak
from ortak.engines.progress import ProgressError
from ortak.engines.progress.backtest import back_test, read_series, table
from ortak.engines.progress.outlook import outlook


def walks(count, points=24):
    rng = np.random.default_rng(11)
    years = np.arange(2000, 2000 + points)
    return {(f"walk-{n:03}", "KZ"): (years, rng.normal(0.3, 1, points).cumsum()) for n in range(count)}


def test_the_rate_is_the_rate_counted_one_by_one():
    series = walks(6)
    tallies = back_test(series, horizons=(2,))
    inside = checked = 0
    for years, values in series.values():
        for points in range(10, 23):
            ahead = outlook(years[:points], values[:points])
            checked += 1
            inside += ahead.low[1] <= values[points + 1] <= ahead.high[1]
    found = [tallies[half, True, 2].inside for half in ("check", "calibration")]
    assert (sum(map(len, found)), sum(map(sum, found))) == (checked, inside)


def test_on_random_walks_the_interval_is_about_right_or_cautious():
    """It is calibrated on figures whose future is wilder than their past; where it is not, more falls inside."""
    tallies = back_test(walks(100))
    for horizon in (1, 2, 3, 5):
        assert 0.75 < tallies["check", True, horizon].coverage < 0.95


def test_bad_rows_are_named(tmp_path):
    path = tmp_path / "values.csv"
    path.write_text("indicator,ref_area,2020,2021\nA,KZ,1,2\nA,UZ,1,much\n", encoding="utf-8")
    with pytest.raises(ProgressError, match=r"values\.csv, line 3: .*much"):
        read_series(path)
    path.write_text("indicator,2020\nA,1\n", encoding="utf-8")
    with pytest.raises(ProgressError, match="line 2"):
        read_series(path)


def test_series_of_the_members_are_read_from_all_files(tmp_path):
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    one.write_text("indicator,ref_area,2021,2020,2019\nA,KZ,2,1,\nA,HU,9,9,9\nA,UZ,,,\n", encoding="utf-8")
    other.write_text("indicator,ref_area,2020\nB,KZ,3\n", encoding="utf-8")
    found = read_series(one, other)
    assert {key: (years.tolist(), values.tolist()) for key, (years, values) in found.items()} == {
        ("A", "KZ"): ([2020, 2021], [1.0, 2.0]),
        ("B", "KZ"): ([2020], [3.0]),
    }


def test_coverage_on_the_open_series_is_between_75_and_85_percent():
    folder = Path(ortak.__path__[0]) / "mechanisms" / "indicators" / "data"
    everything = sorted(read_series(*sorted(folder.glob("values*.csv"))).items())
    assert len(everything) > 1000
    tallies = back_test(dict(everything[::5]))  # each fifth series: every state and half is among them
    for choice in (True, False):
        for horizon in (1, 2, 3, 5):
            found = tallies["check", choice, horizon], tallies["calibration", choice, horizon]
            inside = [one for tally in found for one in tally.inside]
            assert len(inside) > 500
            assert 0.75 < np.mean(inside) < 0.85
    assert table(tallies).count("\n") >= 9
