"""Where a figure is heading: a projection with an 80 % interval, no further ahead than the series reaches back.

From 5 points a robust line; from 10 points the better of robust line and damped trend, by what each would have said
in the past. The interval comes from those past errors too (rolling origins): nine tenths of them, scaled to each
horizon, lie inside; docs/status.md shows how often the truth then fell inside on the open series, which is what the
80 % rests on. A projection continues what was; it knows of no plan and no treaty. Beyond it begins the scenario.

This module needs numpy and is not imported by the package: `from ortak.engines.progress.outlook import outlook`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from ortak.engines.progress.errors import ProgressError
from ortak.engines.progress.forecasts import GRID, TREND_FROM, Floats, Years, damped_trend, robust_line, robust_slopes
from ortak.engines.progress.pace import finite

Method = Literal["robust_line", "damped_trend"]

FEWEST_POINTS: Final = 5
CHOICE_FROM: Final = 10  # points
LAST_YEAR: Final = 2040  # the vision's
COVERAGE: Final = 0.80

# The interval's calibration, chosen on every second indicator of the open series and checked on the others
# (`backtest.py`): errors grow with horizon ** 0.8; the past understates the future, so the 90th percentile of past
# errors stands for 80 %, and more so the fewer the points.
GROWTH: Final = 0.80
PAST_PART: Final = 0.90
FEW_POINTS: Final = 18.0
NEAR: Final = 5  # years; errors up to this horizon are pooled

REASONS: Final[dict[str, str]] = {
    "too-few-points": "Fewer than five figures: no projection.",
    "past-2040": "The series already reaches the last year of the vision.",
    "no-variation": "The past shows no error to measure: the figure has not moved, so no interval can be worked out.",
    "outside-limits": "A figure lies outside the limits that were stated.",
}


@dataclass(frozen=True, slots=True)
class NoOutlook:
    """Why there is no projection; `reason` is a key of REASONS."""

    reason: str
    points: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """A projection in the series' unit, one entry a year: `low` and `high` bound the 80 % interval.

    `parameters` are what the figures can be recomputed with: the slope per year of a robust line; level, trend and
    damping of a damped trend. `errors` is the number of past errors the interval rests on, `past_error` their mean
    size one year ahead.
    """

    method: Method
    years: tuple[int, ...]
    values: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    parameters: tuple[float, ...]
    points: int
    errors: int
    past_error: float


@dataclass(frozen=True, slots=True)
class Past:
    """A series, what each method would have said from every year of it, and how wrong it would have been.

    Everything lies on a scale of its own: `values` is (figure - `base`) / `unit`. Tables have shape
    (points + 1, horizon), see `forecasts.py`; errors are absolute and divided by horizon ** GROWTH. `slopes` and `best`
    hold each origin's robust slope and best row of GRID.
    """

    years: Years
    values: Floats
    base: float
    unit: float
    forecasts: dict[Method, Floats]
    errors: dict[Method, Floats]
    slopes: Floats
    best: Years


def outlook(
    years: Sequence[int],
    values: Sequence[float],
    *,
    lower: float | None = None,
    upper: float | None = None,
    horizon: int | None = None,
) -> Outlook | NoOutlook:
    """Project a yearly series; gaps between the years are allowed, and nothing is filled in.

    `lower` and `upper` are where the figure cannot go further; projection and interval are cut there. `horizon` (years)
    can only shorten. Raises ProgressError on values that are not finite and years that are not whole or do not rise.

    >>> ahead = outlook([2018, 2019, 2020, 2021, 2022, 2023], [10.0, 11.0, 12.0, 14.0, 14.0, 15.0], horizon=2)
    >>> ahead.method, ahead.years, ahead.values
    ('robust_line', (2024, 2025), (16.0, 17.0))
    >>> outlook([2021, 2022], [1.0, 2.0])
    NoOutlook(reason='too-few-points', points=2)
    """
    t, y = _checked(years, values, lower, upper, horizon)
    if len(t) < FEWEST_POINTS:
        return NoOutlook("too-few-points", len(t))
    if (lower is not None and y.min() < lower) or (upper is not None and y.max() > upper):
        return NoOutlook("outside-limits", len(t))
    ahead = min(int(t[-1] - t[0]), LAST_YEAR - int(t[-1]))
    ahead = ahead if horizon is None else min(ahead, horizon)
    if ahead < 1:
        return NoOutlook("past-2040", len(t))
    return project(look_back(t, y), len(t), ahead, lower, upper)


def look_back(years: Years, values: Floats) -> Past:
    """Both methods from every origin, and their errors wherever the truth is known by now."""
    base = float(values[0])
    # In plain numbers, where an overflow is infinity and not a warning.
    unit = finite(max(abs(value - base) for value in values.tolist()) or 1.0, "the range of the values")
    scaled = (values - base) / unit
    reach = int(years[-1] - years[0])
    slopes = robust_slopes(years, scaled)
    trend, best = damped_trend(years, scaled, reach)
    forecasts: dict[Method, Floats] = {"robust_line": robust_line(scaled, slopes, reach), "damped_trend": trend}
    truth = np.full(2 * reach + 1, np.nan)
    truth[years - years[0]] = scaled
    horizons = np.arange(1, reach + 1)
    actual = np.full((len(years) + 1, reach), np.nan)
    actual[1:] = truth[(years - years[0])[:, None] + horizons]
    errors = {method: np.abs(actual - table) / horizons**GROWTH for method, table in forecasts.items()}
    return Past(years, scaled, base, unit, forecasts, errors, slopes, best)


def project(
    past: Past, points: int, ahead: int, lower: float | None = None, upper: float | None = None
) -> Outlook | NoOutlook:
    """The outlook as it would have been with the first `points` points only, `ahead` years from the last of them."""
    method = _choose(past, points)
    errors = _known(past, method, points)
    if not len(errors) or not (spread := float(np.quantile(errors, PAST_PART))):
        return NoOutlook("no-variation", points)
    spread *= 1 + FEW_POINTS / points**2
    middle = past.forecasts[method][points, :ahead]
    half = spread * np.arange(1, ahead + 1) ** GROWTH
    least, most = -np.inf if lower is None else lower, np.inf if upper is None else upper
    curves = (np.clip(past.base + past.unit * curve, least, most) for curve in (middle, middle - half, middle + half))
    values, low, high = (tuple(finite(value, "the projection") for value in curve) for curve in curves)
    one_year = past.errors[method][1:points, 0]
    one_year = one_year[np.isfinite(one_year)]
    return Outlook(
        method,
        tuple(int(past.years[points - 1]) + step for step in range(1, ahead + 1)),
        values,
        low,
        high,
        _parameters(past, method, points),
        points,
        len(errors),
        float(past.unit * np.mean(one_year if len(one_year) else errors)),
    )


def _choose(past: Past, points: int) -> Method:
    """From ten points, the method with the smaller mean past error; the same origins for both."""
    if points < CHOICE_FROM:
        return "robust_line"
    line, trend = (_known(past, method, points, TREND_FROM) for method in ("robust_line", "damped_trend"))
    return "damped_trend" if len(trend) and np.mean(trend) <= np.mean(line) else "robust_line"


def _known(past: Past, method: Method, points: int, first: int = 0) -> Floats:
    """Past errors that were known when the series had `points` points, from origins of at least `first` points.

    Horizons up to five years are pooled; a series with longer gaps uses what it has.
    """
    rows = slice(max(1, first), points)
    origins, last = past.years[rows.start - 1 : points - 1], past.years[points - 1]
    table = past.errors[method][rows]
    known = np.isfinite(table) & (origins[:, None] + np.arange(1, table.shape[1] + 1) <= last)
    near = known.copy()
    near[:, NEAR:] = False
    return np.asarray(table[near if near.sum() > 1 else known])


def _parameters(past: Past, method: Method, points: int) -> tuple[float, ...]:
    if method == "damped_trend":
        return tuple(float(number) for number in GRID[past.best[points]])
    return (float(past.slopes[points] * past.unit),)


def _checked(
    years: Sequence[int], values: Sequence[float], lower: float | None, upper: float | None, horizon: int | None
) -> tuple[Years, Floats]:
    if len(years) != len(values):
        raise ProgressError(f"{len(years)} years, but {len(values)} values; each year needs one value")
    for place, year in enumerate(years, start=1):
        if finite(year, f"year {place}") != int(year):
            raise ProgressError(f"year {place} is {year}; valid is a whole year")
        if place > 1 and year <= years[place - 2]:
            raise ProgressError(f"year {place} is {year} after {years[place - 2]}; years must rise")
    for year, value in zip(years, values, strict=True):
        finite(value, f"the value of {year}")
    for name, limit in (("lower", lower), ("upper", upper)):
        if limit is not None:
            finite(limit, name)
    if lower is not None and upper is not None and lower >= upper:
        raise ProgressError(f"lower {lower} is not below upper {upper}")
    if horizon is not None and horizon < 1:
        raise ProgressError(f"horizon is {horizon}; valid is at least 1 year")
    return np.asarray(years, dtype=np.int64), np.asarray(values, dtype=np.float64)
