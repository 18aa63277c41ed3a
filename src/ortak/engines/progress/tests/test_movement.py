"""The guards of the design: enough points, no growth across zero, shares by absolute change, arrived is arrived."""

import math
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.engines.progress import MOVEMENT_RULES, ProgressError, Verdict, movement


def years(*values, start=2021):
    return [(start + place, float(value)) for place, value in enumerate(values)]


def verdict(points, better="higher", nature="level", **more):
    return movement(points, better=better, nature=nature, **more).verdict


# Enough points


def test_nothing_known_and_nothing_known_since_the_baseline_are_told_apart():
    assert movement([], better="higher", nature="level").rule == "no-points"
    old = movement(years(1, 2, 3, 4, 5, start=2012), better="higher", nature="level")
    assert (old.verdict, old.rule) == ("no_data", "no-points-since-baseline")


@pytest.mark.parametrize(
    "points",
    [
        years(1, 2, 3),
        [(2021, 1), (2023, 2), (2025, 3)],
        [(2021, 1), (2022, 2), (2023, 3), (2023.9, 4)],
        years(1, 2, 3, 4, 5, 6, start=2018),
    ],
)
def test_fewer_than_four_points_over_three_years_since_the_baseline_is_too_early(points):
    assert verdict(points) == "too_early"


def test_the_baseline_year_itself_counts():
    found = movement(years(9, 9, 9, 10, 11, 12, 13, start=2018), better="higher", nature="level")
    assert (found.first, found.last, found.points) == ((2021, 10), (2024, 13), 4)


@given(st.lists(st.floats(-1e6, 1e6), max_size=8))
def test_points_before_the_baseline_change_nothing(before):
    since = years(5, 6, 8, 7, 9)
    earlier = [(2021 - len(before) + place, value) for place, value in enumerate(before)]
    assert movement(earlier + since, better="higher", nature="level") == movement(
        since, better="higher", nature="level"
    )


# Bands without a target


@pytest.mark.parametrize(
    ("last", "better", "expected"),
    [
        (103.1, "higher", "significant_progress"),  # 1.02 % a year
        (102.9, "higher", "moderate_progress"),  # 0.96 %
        (100.1, "higher", "no_change"),  # 0.03 %
        (99.9, "higher", "no_change"),
        (97.2, "higher", "moderate_away"),  # -0.94 %
        (96.9, "higher", "significant_away"),  # -1.04 %
        (96.9, "lower", "significant_progress"),
        (103.1, "lower", "significant_away"),
    ],
)
def test_the_one_percent_bands(last, better, expected):
    assert verdict(years(100, 90, 110, last), better=better) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (50, 51.51, "significant_progress"),  # 0.503 points a year; significant from 0.5
        (50, 51.47, "moderate_progress"),
        (50, 50.07, "no_change"),  # 0.023 points a year; nothing below 0.025
        (90, 90.31, "significant_progress"),  # 10 points from the end: significant from 0.1 a year
        (90, 89.71, "moderate_away"),
        (0.15, 0.20, "moderate_progress"),  # 0.017 points: below the smallest mark of 0.05
    ],
)
def test_a_share_is_judged_by_points_a_year_from_the_nearer_end(first, last, expected):
    found = movement(years(first, first, first, last), better="higher", nature="share")
    assert (found.verdict, found.measure, found.rule) == (expected, "change", "direction-change")


@given(st.floats(1, 97), st.floats(1, 97))
def test_a_share_and_its_complement_get_the_same_verdict(first, last):
    up = movement(years(first, 50, 50, last), better="higher", nature="share")
    down = movement(years(100 - first, 50, 50, 100 - last), better="lower", nature="share")
    assert up.mark == pytest.approx(down.mark)
    assert abs(up.rate) == pytest.approx(abs(down.rate))
    if abs(abs(up.rate) - up.mark) > 1e-6 and abs(abs(up.rate) - up.mark / 20) > 1e-6:
        assert up.verdict == down.verdict


def test_a_ratio_above_a_hundred_percent_has_no_end():
    found = movement(years(128, 130, 131, 133), better="higher", nature="share")
    assert (found.verdict, found.mark) == ("significant_progress", pytest.approx(1.28))


def test_an_index_uses_its_scale_or_where_it_started():
    assert movement(
        years(0.80, 0.80, 0.81, 0.815), better="higher", nature="index", scale=(0, 1)
    ).mark == pytest.approx(0.002)
    assert movement(years(100, 101, 103, 104), better="higher", nature="index").mark == pytest.approx(1.0)
    assert movement(years(2.6, 2.6, 2.6, 2.7), better="higher", nature="index", floor=1, ceiling=5).measure == "change"


# Zero


@pytest.mark.parametrize("values", [(-4, 1, 2, 8), (0, 1, 2, 3), (-9, -8, -7, -6), (5, 4, 3, 0)])
def test_there_is_no_growth_rate_at_or_across_zero(values):
    found = movement(years(*values), better="higher", nature="money")
    assert (found.measure, found.rule) == ("change", "direction-size")
    assert found.rate == pytest.approx((values[-1] - values[0]) / 3)
    assert found.mark == pytest.approx(0.01 * max(max(map(abs, values)), max(values) - min(values)))
    assert ("away" in found.verdict) == (values[-1] < values[0])


def test_zero_is_no_floor_for_what_can_be_negative():
    assert verdict([(2019, -3.0), *years(0, 0, 0, 0)], better="lower", nature="money") == "no_change"


def test_all_zero_is_no_change():
    assert verdict(years(0, 0, 0, 0), nature="money") == "no_change"


def test_a_target_of_zero_is_reached_by_change_not_growth():
    found = movement(years(10, 9, 8, 7), better="lower", nature="level", target=0, target_year=2031)
    assert (found.rate, found.required_rate, found.ratio) == (-1, -1, 1)


# Arrived


@pytest.mark.parametrize(
    ("value", "better", "nature", "more", "arrived"),
    [
        (99.0, "higher", "share", {"ceiling": 100}, True),
        (98.9, "higher", "share", {"ceiling": 100}, False),
        (99.0, "higher", "share", {}, False),  # nobody said that 100 is the aim
        (100.0, "higher", "share", {}, True),
        (2.5, "lower", "share", {"floor": 2.5}, True),
        (2.6, "lower", "share", {"floor": 2.5}, False),
        (0.1, "lower", "rate", {"floor": 0.0}, False),
        (0.0, "lower", "count", {}, True),
        (0.0, "lower", "level", {}, True),  # no coal is burnt: less cannot be asked
        (0.0, "lower", "index", {}, False),
        (30.0, "higher", "count", {"target": 30}, True),
        (29.9, "higher", "count", {"target": 30}, False),
        (30.0, "lower", "count", {"target": 30, "target_year": 2030}, True),
    ],
)
def test_a_figure_at_its_limit_or_target_is_fulfilled_even_with_one_point(value, better, nature, more, arrived):
    found = movement([(2022, value)], better=better, nature=nature, **more)
    assert found.verdict == ("fulfilled" if arrived else "too_early")


def test_a_figure_that_was_at_its_limit_before_the_baseline_only_is_unknown():
    assert verdict([(2015, 100.0)], nature="share", ceiling=100) == "no_data"


# Targets


def test_a_target_that_was_met_and_lost_is_a_movement_away():
    found = movement(years(55, 54, 52, 49), better="higher", nature="share", target=50, target_year=2030)
    assert (found.verdict, found.rule) == ("significant_away", "target-lost")


def test_after_its_date_a_missed_target_is_never_significant_progress():
    points = years(10, 15, 20, 24.9)
    before = movement(points, better="higher", nature="share", target=25, target_year=2025)
    after = movement(points, better="higher", nature="share", target=25, target_year=2024)
    assert (before.verdict, before.rule) == ("significant_progress", "target-pace")
    assert (after.verdict, after.rule) == ("moderate_progress", "target-date-passed")


def test_a_target_due_before_the_first_figure_asks_no_pace():
    found = movement(years(10, 11, 12, 13), better="higher", nature="share", target=25, target_year=2020)
    assert (found.verdict, found.required_rate) == ("insufficient_progress", None)


def test_a_target_without_a_date_is_only_a_level():
    assert movement(years(10, 11, 12, 13), better="higher", nature="share", target=25).rule == "direction-change"


# Whatever comes in


@given(
    st.lists(st.floats(-1e300, 1e300), min_size=0, max_size=9),
    st.sampled_from(["higher", "lower"]),
    st.sampled_from(["share", "index", "level", "count", "money", "rate"]),
    st.none() | st.floats(-1e300, 1e300),
    st.none() | st.integers(2015, 2040),
)
def test_any_finite_series_gets_a_known_verdict_or_a_clear_error(values, better, nature, target, target_year):
    try:
        found = movement(
            years(*values), better=better, nature=nature, target=target, target_year=target_year if target else None
        )
    except ProgressError as error:
        assert "finite" in str(error)
        return
    assert found.verdict in get_args(Verdict)
    assert found.rule in MOVEMENT_RULES
    assert all(number is None or math.isfinite(number) for number in (found.rate, found.required_rate, found.ratio))


@given(st.lists(st.floats(1, 1e6), min_size=4, max_size=9), st.sampled_from(["level", "share", "index"]))
def test_the_opposite_wish_gives_the_opposite_verdict(values, nature):
    mirror = {
        "significant_progress": "significant_away",
        "moderate_progress": "moderate_away",
        "no_change": "no_change",
    }
    up, down = verdict(years(*values), "higher", nature), verdict(years(*values), "lower", nature)
    if "fulfilled" not in (up, down):
        assert mirror.get(up) == down or mirror.get(down) == up


@given(st.lists(st.floats(1, 1e6), min_size=4, max_size=9), st.sampled_from([0.001, 1000.0]))
def test_the_unit_does_not_matter(values, factor):
    one = movement(years(*values), better="higher", nature="money")
    other = movement(years(*(value * factor for value in values)), better="higher", nature="money")
    assert one.rate == pytest.approx(other.rate, abs=1e-12)


@pytest.mark.parametrize(
    ("points", "more", "words"),
    [
        ([(2021, float("nan"))], {}, "value of point 1"),
        ([(2021, 1.0), (2022, float("inf"))], {}, "value of point 2"),
        ([(float("nan"), 1.0)], {}, "year of point 1"),
        ([(2022, 1.0), (2021, 1.0)], {}, "point 2: year 2021 comes after 2022"),
        ([(2021, 1.0), (2021, 2.0)], {}, "point 2: year 2021 is there twice"),
        ([(2021, "much")], {}, "value of point 1"),
        ([2021], {}, "point 1 is 2021"),
        (years(1), {"better": "more"}, "better is 'more'"),
        (years(1), {"nature": "ratio"}, "nature is 'ratio'"),
        (years(1), {"target": float("inf")}, "target"),
        (years(1), {"target_year": 2030}, "no target"),
        (years(1), {"floor": 5, "ceiling": 5}, "not below ceiling"),
        (years(1), {"scale": (5, 1)}, "scale is"),
        (years(9), {"scale": (1, 5)}, "value 9.0 lies outside the scale"),
        (years(1), {"scale": (1, 5), "target": 7}, "target 7 lies outside"),
    ],
)
def test_bad_input_says_what_and_where(points, more, words):
    with pytest.raises(ProgressError, match=words):
        movement(points, **{"better": "higher", "nature": "level"} | more)
