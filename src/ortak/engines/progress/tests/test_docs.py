"""The page "How status is worked out" says what the engine does: every rule, state, grade and threshold is on it."""

from pathlib import Path
from typing import get_args

import pytest

from ortak.engines.progress import GRADES, MOVEMENT_RULES, STATUS_RULES, State, movement
from ortak.engines.progress.forecasts import LINE_WINDOW
from ortak.engines.progress.movement import ARRIVED_WITHIN, MIN_POINTS, MIN_YEARS, TARGET_MODERATE, TARGET_SIGNIFICANT
from ortak.engines.progress.outlook import CHOICE_FROM, FEW_POINTS, FEWEST_POINTS, GROWTH, LAST_YEAR, PAST_PART
from ortak.engines.progress.pace import NO_CHANGE_PART, SIGNIFICANT_GROWTH, SMALLEST_MARK

PAGE = Path(__file__).parents[5] / "docs" / "status.md"


@pytest.fixture(scope="module")
def page() -> str:
    if not PAGE.is_file():
        pytest.skip("the docs lie in the source tree only")
    return " ".join(PAGE.read_text(encoding="utf-8").split())


def test_every_rule_is_on_the_page_in_its_order(page):
    places = [page.index(f"{rule.sentence} |") for rule in STATUS_RULES]
    assert places == sorted(places)
    assert all(f"`{rule.id}`" in page for rule in STATUS_RULES)
    assert all(f"| `{rule}` | {sentence} |" in page for rule, sentence in MOVEMENT_RULES.items())


def test_every_state_and_grade_is_on_the_page(page):
    assert all(f"| `{state}` |" in page for state in get_args(State))
    assert all(f"| {grade} |" in page for grade in GRADES)


def test_the_thresholds_are_those_of_the_engine(page):
    assert (MIN_POINTS, MIN_YEARS) == (4, 3) and "four points or three years" in page
    assert f"{TARGET_SIGNIFICANT:.0%} and more".replace("%", " %") in page
    assert f"{TARGET_MODERATE:.0%} to {TARGET_SIGNIFICANT:.0%}".replace("60%", "60").replace("%", " %") in page
    assert SIGNIFICANT_GROWTH == 0.01 and "1 % and more" in page
    assert pytest.approx(0.0005) == SIGNIFICANT_GROWTH * NO_CHANGE_PART and "below 0.05 % a year" in page
    assert SMALLEST_MARK == 0.0005 and "at least 0.05 % of the scale" in page
    assert ARRIVED_WITHIN == 0.01 and "within 1 % of a stated ceiling" in page


def test_the_examples_of_the_page_hold(page):
    def mark(start):
        return movement([(2021 + n, start) for n in range(4)], better="higher", nature="share").mark

    assert "half a point a year at 50 of 100, a tenth at 90" in page
    assert (mark(50.0), mark(90.0)) == (pytest.approx(0.5), pytest.approx(0.1))


def test_the_outlook_is_described_as_it_is(page):
    assert (FEWEST_POINTS, CHOICE_FROM, LINE_WINDOW, LAST_YEAR) == (5, 10, 10, 2040)
    assert f"their {PAST_PART:.0%}".replace("%", "th percentile") in page
    assert f"to the power {GROWTH}" in page and f"{FEW_POINTS:.0f} / n²" in page
    assert page.count("% | ") > 20, "the back-test's table is missing"
