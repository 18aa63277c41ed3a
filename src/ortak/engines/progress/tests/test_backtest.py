"""The back-test: counted by hand on a small case, honest on series whose truth is known, and on the open series."""

import gzip
import os
from pathlib import Path

import numpy as np
import pytest

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
    path.write_text("indicator,ref_area,time_period,value\nA,KZ,2020,1\nA,KZ,2021,much\n", encoding="utf-8")
    with pytest.raises(ProgressError, match=r"values\.csv, line 3: .*much"):
        read_series(path)
    path.write_text("indicator,value\nA,1\n", encoding="utf-8")
    with pytest.raises(ProgressError, match="line 2"):
        read_series(path)


def test_a_gzipped_file_reads_like_a_plain_one(tmp_path):
    text = "indicator,ref_area,time_period,value\nA,KZ,2021,2\nA,KZ,2020,1\nA,HU,2020,9\n"
    (tmp_path / "plain.csv").write_text(text, encoding="utf-8")
    with gzip.open(tmp_path / "packed.csv.gz", "wt", encoding="utf-8") as packed:
        packed.write(text)
    one, two = read_series(tmp_path / "plain.csv"), read_series(tmp_path / "packed.csv.gz")
    assert list(one) == list(two) == [("A", "KZ")]
    assert one["A", "KZ"][1].tolist() == [1.0, 2.0]


def open_series() -> Path:
    here = Path(os.environ.get("ORTAK_DATA", Path(__file__).parents[6] / "shared" / "data"))
    return here.parent / "series" / "values.csv.gz"


def test_coverage_on_the_open_series_is_between_75_and_85_percent():
    path = open_series()
    if not path.is_file():
        if os.environ.get("CI") == "true":
            pytest.fail(f"no series at {path}; set ORTAK_DATA")
        pytest.skip(f"no series at {path}; set ORTAK_DATA")
    everything = sorted(read_series(path).items())
    tallies = back_test(dict(everything[::5]))  # each fifth series: every state and half is among them
    for choice in (True, False):
        for horizon in (1, 2, 3, 5):
            found = tallies["check", choice, horizon], tallies["calibration", choice, horizon]
            inside = [one for tally in found for one in tally.inside]
            assert len(inside) > 500
            assert 0.75 < np.mean(inside) < 0.85
    assert table(tallies).count("\n") >= 9
