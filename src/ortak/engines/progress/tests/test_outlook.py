"""The outlook against scipy and statsmodels, and what must hold for any series."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import theilslopes
from statsmodels.tsa.holtwinters import ExponentialSmoothing, Holt

from ortak.engines.progress import ProgressError
from ortak.engines.progress.forecasts import GRID, damped_trend, robust_line, robust_slopes
from ortak.engines.progress.outlook import NoOutlook, Outlook, look_back, outlook, project


def walk(points, seed=0, drift=0.5, start=2000):
    rng = np.random.default_rng(seed)
    return np.arange(start, start + points), 100 + np.cumsum(rng.normal(drift, 1, points))


def gappy(seed=0):
    years, values = walk(24, seed)
    keep = np.array([place not in (3, 4, 11, 17) for place in range(24)])
    return years[keep], values[keep]


# The two methods against the libraries


@pytest.mark.parametrize("series", [walk(5), walk(9, 1), walk(26, 2), gappy(3)])
def test_the_robust_slope_is_scipys(series):
    years, values = series
    for k in range(3, len(years) + 1):
        expected = theilslopes(values[max(0, k - 10) : k], years[max(0, k - 10) : k]).slope
        assert robust_slopes(years, values)[k] == pytest.approx(expected, rel=1e-12)
    line = robust_line(values, robust_slopes(years, values), 4)
    slope = theilslopes(values[-10:], years[-10:]).slope
    assert line[-1] == pytest.approx(values[-1] + slope * np.arange(1, 5))


def holt(values, level, trend, parameters):
    """statsmodels' damped trend, started where ours starts: after the first point."""
    alpha, beta, phi = (float(number) for number in parameters)
    model = Holt(values[1:], damped_trend=True, initialization_method="known", initial_level=level, initial_trend=trend)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return model.fit(smoothing_level=alpha, smoothing_trend=beta, damping_trend=phi, optimized=False)


@pytest.mark.parametrize("seed", range(5))
def test_the_damped_trend_is_statsmodels(seed):
    years, values = walk(22, seed)
    forecasts, best = damped_trend(years, values, 6)
    start = float(np.median(np.diff(values[:5])))
    for k in (5, 10, 22):
        fitted = holt(values[:k], float(values[0]), start, GRID[best[k]])
        assert forecasts[k] == pytest.approx(np.asarray(fitted.forecast(6)), rel=1e-9)


def test_the_grid_point_is_the_one_with_the_least_error():
    years, values = walk(16, 7)
    best = damped_trend(years, values, 1)[1][16]
    start = float(np.median(np.diff(values[:5])))
    errors = [holt(values, float(values[0]), start, row).sse for row in GRID[:: len(GRID) // 40]]
    assert holt(values, float(values[0]), start, GRID[best]).sse <= min(errors) * (1 + 1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_the_grid_is_fine_enough(seed):
    """The best grid point fits nearly as well as statsmodels' own search from the same start."""
    years, values = walk(25, seed)
    best = damped_trend(years, values, 1)[1][25]
    start = float(np.median(np.diff(values[:5])))
    ours = holt(values, float(values[0]), start, GRID[best]).sse
    model = ExponentialSmoothing(
        values[1:],
        trend="add",
        damped_trend=True,
        initialization_method="known",
        initial_level=float(values[0]),
        initial_trend=start,
        bounds={"smoothing_level": (0.1, 1.0), "damping_trend": (0.8, 0.98)},
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert ours <= model.fit().sse * 1.05


def test_a_missing_year_moves_the_state_on_without_an_update():
    years, values = walk(12, 4)
    keep = np.arange(12) != 7
    best = int(damped_trend(years[keep], values[keep], 1)[1][-1])
    level, trend = values[0], float(np.median(np.diff(values[:5])))
    alpha, beta, phi = GRID[best]
    for year in range(1, 12):
        level, trend = level + phi * trend, phi * trend
        if keep[year]:
            error = values[year] - level
            level, trend = level + alpha * error, trend + alpha * beta * error
    assert damped_trend(years[keep], values[keep], 1)[0][-1, 0] == pytest.approx(level + phi * trend)


# What must hold


def test_no_forecast_knows_its_future():
    years, values = walk(20, 5)
    other = values.copy()
    other[12:] += 50
    assert np.array_equal(robust_slopes(years, values)[:13], robust_slopes(years, other)[:13], equal_nan=True)
    assert np.array_equal(damped_trend(years, values, 5)[0][:13], damped_trend(years, other, 5)[0][:13], equal_nan=True)


@pytest.mark.parametrize("series", [walk(14, 8), gappy(9), walk(26, 10)])
def test_the_back_test_sees_what_a_reader_of_that_year_saw(series):
    years, values = series
    past = look_back(years, values)
    for points in range(5, len(years) + 1):
        then = outlook(years[:points], values[:points])
        now = project(past, points, min(int(years[points - 1] - years[0]), 2040 - int(years[points - 1])))
        assert (then.method, then.years, then.errors) == (now.method, now.years, now.errors)
        assert then.low == pytest.approx(now.low)
        assert then.high == pytest.approx(now.high)


series = st.lists(st.tuples(st.integers(1, 3), st.floats(-1e6, 1e6)), min_size=0, max_size=26).map(
    lambda steps: (np.cumsum([1990] + [gap for gap, _ in steps])[1:].tolist(), [value for _, value in steps])
)


@settings(deadline=None)
@given(series, st.none() | st.integers(1, 50))
def test_any_series(case, horizon):
    years, values = case
    ahead = outlook(years, values, horizon=horizon)
    if isinstance(ahead, NoOutlook):
        assert len(years) < 5 or years[-1] >= 2040 or ahead.reason == "no-variation"
        return
    assert ahead.years[0] == years[-1] + 1
    assert len(ahead.years) == min(years[-1] - years[0], 2040 - years[-1], horizon or 99)
    assert ahead.method == "robust_line" or len(years) >= 10
    widths = np.subtract(ahead.high, ahead.low)
    assert np.all(np.array(ahead.low) <= ahead.values) and np.all(np.array(ahead.values) <= ahead.high)
    assert np.all(np.diff(widths) >= -1e-6 * widths[-1])
    assert ahead == outlook(years, values, horizon=horizon)


@settings(deadline=None, max_examples=30)
@given(st.integers(5, 26), st.integers(0, 99), st.sampled_from([1e-3, 1e6]), st.sampled_from([-1e4, 0.0, 1e3]))
def test_the_unit_does_not_matter(points, seed, factor, shift):
    years, values = walk(points, seed)
    one, other = outlook(years, values), outlook(years, values * factor + shift)
    assert np.allclose(np.array(one.low) * factor + shift, other.low, rtol=1e-6, atol=1e-6 * factor)
    assert np.allclose(np.array(one.high) * factor + shift, other.high, rtol=1e-6, atol=1e-6 * factor)


def test_limits_cut_projection_and_interval():
    years = list(range(2010, 2024))
    values = [70 + 2.0 * place + (place % 3) for place in range(14)]
    ahead = outlook(years, values, lower=0, upper=100)
    assert max(ahead.high) == max(ahead.values) == 100
    assert min(ahead.low) >= 0
    free = outlook(years, values)
    assert max(free.values) > 100
    assert outlook(years, values, upper=90) == NoOutlook("outside-limits", 14)


def test_a_damped_trend_is_chosen_where_it_was_better_and_a_line_where_that_was():
    years = np.arange(2000, 2024)
    bends = 100 * (1 - 0.8 ** np.arange(24))
    zigzag = np.arange(24.0) + np.where(np.arange(24) % 6 == 3, 0.01, 0)
    assert outlook(years, bends).method == "damped_trend"
    assert outlook(years, zigzag).method == "robust_line"


def test_one_wild_year_does_not_bend_the_line():
    years, values = list(range(2012, 2020)), [10.0, 11, 12, 13, 95, 15, 16, 17]
    assert outlook(years, values).values[0] == pytest.approx(18, abs=0.5)


def test_reasons_for_no_outlook():
    assert outlook([], []) == NoOutlook("too-few-points", 0)
    assert outlook([2019, 2020, 2021, 2022], [1, 2, 3, 5]) == NoOutlook("too-few-points", 4)
    assert outlook(range(2010, 2020), [100.0] * 10) == NoOutlook("no-variation", 10)
    assert outlook(range(2031, 2041), np.arange(10.0) ** 2) == NoOutlook("past-2040", 10)


def test_five_points_every_five_years_reach_as_far_as_they_go_back():
    ahead = outlook([2000, 2005, 2010, 2015, 2020], [10.0, 12.0, 13.0, 16.0, 17.0])
    assert isinstance(ahead, Outlook)
    assert (ahead.years[0], ahead.years[-1], ahead.errors) == (2021, 2040, 2)


@pytest.mark.parametrize(
    ("years", "values", "more", "words"),
    [
        ([2020, 2021], [1.0], {}, "2 years, but 1 values"),
        ([2020, 2021], [1.0, float("nan")], {}, "value of 2021"),
        ([2020, 2021.5], [1.0, 2.0], {}, "year 2 is 2021.5"),
        ([2021, 2020], [1.0, 2.0], {}, "year 2 is 2020 after 2021"),
        ([2021, 2021], [1.0, 2.0], {}, "years must rise"),
        ([2021], [1.0], {"horizon": 0}, "horizon is 0"),
        ([2021], [1.0], {"lower": 2.0, "upper": 2.0}, "not below upper"),
        ([2021], [1.0], {"lower": float("inf")}, "lower is inf"),
        ([2020, 2021, 2022, 2023, 2024], [1e308, -1e308, 1.0, 2.0, 3.0], {}, "range of the values"),
    ],
)
def test_bad_input_says_what_and_where(years, values, more, words):
    with pytest.raises(ProgressError, match=words):
        outlook(years, values, **more)
