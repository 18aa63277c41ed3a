"""Movement against results published by a statistical office, and against a second implementation.

Statistics Canada assesses its Canadian Indicator Framework by Eurostat's method (same thresholds where there is a
target: 95, 60 and 0 % of the required pace) and publishes the numbers behind each word: `canada.csv` holds some of
them, from the file of progress components in its public data repository (cif-data-donnees-cic, 21 July 2026).
"""

import csv
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ortak.engines.progress.movement import movement

ROWS = list(csv.DictReader(Path(__file__).with_name("canada.csv").read_text(encoding="utf-8").splitlines()))
WORDS = {
    "target_achieved": {"fulfilled"},
    "substantial_progress": {"significant_progress"},
    "moderate_progress": {"moderate_progress"},
    "limited_progress": {"insufficient_progress"},
    "deterioration": {"moderate_away", "significant_away"},
}


def series(row: dict[str, str]) -> list[tuple[float, float]]:
    """The two published ends, with two points between them: the method looks at the ends only."""
    first, last = float(row["base_year"]), float(row["year"])
    a, b = float(row["base_value"]), float(row["value"])
    return [(first + (last - first) * part, a + (b - a) * part) for part in (0.0, 0.25, 0.75, 1.0)]


def name(row: dict[str, str]) -> str:
    return f"{row['indicator']} {row['value']}"


@pytest.mark.parametrize("row", [row for row in ROWS if row["target"]], ids=name)
def test_a_published_assessment_against_a_target(row):
    found = movement(
        series(row),
        better=row["better"],
        nature="level",
        baseline=int(row["base_year"]),
        target=float(row["target"]),
        target_year=int(row["target_year"]),
    )
    assert found.verdict in WORDS[row["word"]]
    if found.ratio is not None:
        assert found.ratio == pytest.approx(float(row["published"]), rel=1e-6)


@pytest.mark.parametrize("row", [row for row in ROWS if not row["target"]], ids=name)
def test_a_published_growth_rate_without_a_target(row):
    # Canada prints the rate with the sign of the wanted direction; its bands without a target are its own.
    found = movement(series(row), better=row["better"], nature="level", baseline=int(row["base_year"]))
    sign = 1 if row["better"] == "higher" else -1
    assert found.rate is not None
    assert sign * found.rate == pytest.approx(float(row["published"]), rel=1e-6)


def test_enough_is_published_to_prove_something():
    assert len([row for row in ROWS if row["target"]]) >= 30
    assert {row["word"] for row in ROWS if row["target"]} == set(WORDS)
    assert all(row["source"] for row in ROWS)


def by_hand(first, last, years, better, target=None, target_years=None):
    """Eurostat's annex, written down a second time from its formulas: (y_t / y_0) ** (1 / (t - t_0)) - 1."""
    rate = (last / first) ** (1 / years) - 1
    if target is None:
        wanted = rate if better == "higher" else -rate
        if abs(wanted) < 0.0005:
            return "no_change"
        bands = [(0.01, "significant_progress"), (0, "moderate_progress"), (-0.01, "moderate_away")]
        return next((word for least, word in bands if wanted >= least), "significant_away")
    required = (target / first) ** (1 / target_years) - 1
    bands = [(0.95, "significant_progress"), (0.60, "moderate_progress"), (0, "insufficient_progress")]
    away = "significant_away" if abs(rate) >= 0.01 else "moderate_away"
    return next((word for least, word in bands if rate / required >= least), away)


VALUES = st.floats(0.01, 1e6)


@given(VALUES, VALUES, st.integers(3, 15), st.sampled_from(["higher", "lower"]))
def test_the_second_implementation_agrees_without_a_target(first, last, years, better):
    rate = (last / first) ** (1 / years) - 1
    assume(all(abs(abs(rate) - edge) > 1e-9 for edge in (0.0005, 0.01)))
    points = [(2021.0, first), (2022.0, 1.0), (2022.5, 2.0), (2021.0 + years, last)]
    assert movement(points, better=better, nature="money").verdict == by_hand(first, last, years, better)


@given(
    st.tuples(VALUES, VALUES, VALUES),
    st.booleans(),
    st.integers(3, 8),
    st.integers(9, 19),
    st.sampled_from(["higher", "lower"]),
)
def test_the_second_implementation_agrees_with_a_target(values, falls, years, target_years, better):
    target, *ends = sorted(values, reverse=better == "higher")  # the best of the three
    first, last = ends if falls else reversed(ends)
    sign = 1 if better == "higher" else -1
    assume(sign * (target - first) > 1e-6 * target and sign * (target - last) > 0)
    ratio = ((last / first) ** (1 / years) - 1) / ((target / first) ** (1 / target_years) - 1)
    assume(all(abs(ratio - edge) > 1e-6 for edge in (0.95, 0.60, 0)))
    points = [(2021.0, first), (2022.0, 1.0), (2022.5, 2.0), (2021.0 + years, last)]
    found = movement(points, better=better, nature="level", target=target, target_year=2021 + target_years)
    expected = by_hand(first, last, years, better, target, target_years)
    rate = (last / first) ** (1 / years) - 1
    if "away" in expected and abs(abs(rate) - 0.01) < 1e-9:
        return
    assert found.verdict == expected
    assert found.ratio == pytest.approx(ratio, rel=1e-6, abs=1e-9)
