"""Two ways to carry a yearly series forward, each from every past year at once.

A forecast is judged by what it would have said in the past (rolling origins, Tashman 2000), so both functions return
a table: row k holds the forecasts made from the first k points, column h - 1 the forecast h years after the k-th
point; rows with too few points hold NaN. Row k never depends on later points: no forecast knows its future.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Years = NDArray[np.int64]
Floats = NDArray[np.float64]

LINE_FROM: Final = 3  # points; the first row of the line
TREND_FROM: Final = 5  # points; the first row of the damped trend, which starts from the slope of these
LINE_WINDOW: Final = 10  # points; older ones tell little of today's pace

# All pairs of a window, by its length.
_PAIRS: Final = {length: np.tril_indices(length, -1) for length in range(LINE_FROM, LINE_WINDOW + 1)}

# The damped trend's parameters: level, trend and damping. A grid, because one pass over the series then fits all of
# them from every origin; a search per origin is hundreds of times slower and its forecasts are no better
# (benchmarks/outlook.py). Damping below 0.8 or above 0.98 is not used in practice (Hyndman and Athanasopoulos 2021).
_LEVEL, _TREND, _DAMPING = (
    axis.ravel()
    for axis in np.meshgrid(
        np.array([0.1, 0.2, 0.35, 0.5, 0.7, 0.85, 1.0]),
        np.array([0.0, 0.05, 0.1, 0.2, 0.35, 0.6]),
        np.array([0.80, 0.85, 0.90, 0.95, 0.98]),
        indexing="ij",
    )
)
GRID: Final = np.stack([_LEVEL, _TREND, _DAMPING], axis=1)


def robust_slopes(years: Years, values: Floats) -> Floats:
    """Theil and Sen's slope per year of the last ten points, from every origin; shape (points + 1,).

    The slope is the median of the slopes of all pairs (Theil 1950, Sen 1968): one wild year in four does not bend it.

    >>> float(robust_slopes(np.array([2000, 2001, 2002, 2003, 2004]), np.array([0.0, 1.0, 90.0, 3.0, 4.0]))[5])
    1.0
    """
    slopes = np.full(len(years) + 1, np.nan)
    for k in range(LINE_FROM, len(years) + 1):
        t, y = years[max(0, k - LINE_WINDOW) : k], values[max(0, k - LINE_WINDOW) : k]
        later, earlier = _PAIRS[len(t)]
        slopes[k] = np.median((y[later] - y[earlier]) / (t[later] - t[earlier]))
    return slopes


def robust_line(values: Floats, slopes: Floats, horizon: int) -> Floats:
    """The robust slopes, each drawn on from its latest point; shape (points + 1, horizon).

    Through the latest point and not through the middle of the cloud: on the open series this cuts the median error one
    year ahead by two fifths. A caller who doubts the latest point (provisional) leaves it out.
    """
    latest = np.concatenate([[np.nan], values])
    return np.asarray(latest[:, None] + slopes[:, None] * np.arange(1, horizon + 1))


def damped_trend(years: Years, values: Floats, horizon: int) -> tuple[Floats, Years]:
    """Holt's linear trend, damped (Gardner and McKenzie 1985), from every origin.

    Returns the forecasts, shape (points + 1, horizon), and the row of GRID that fits each origin best (least squared
    one-step error), shape (points + 1,). Missing years move the state on without an update. The state starts at the
    first point, with the median yearly step of the first five.
    """
    forecasts = np.full((len(years) + 1, horizon), np.nan)
    best = np.zeros(len(years) + 1, dtype=np.int64)
    if len(years) < TREND_FROM:
        return forecasts, best
    steps = np.diff(values[:TREND_FROM]) / np.diff(years[:TREND_FROM])
    level, trend = np.full(len(GRID), values[0]), np.full(len(GRID), np.median(steps))
    squares = np.zeros(len(GRID))
    fade = np.cumsum(_DAMPING[:, None] ** np.arange(1, horizon + 1), axis=1)
    for k in range(1, len(years)):
        for _ in range(int(years[k] - years[k - 1])):
            trend = _DAMPING * trend
            level = level + trend
        error = values[k] - level
        squares += error * error
        level = level + _LEVEL * error
        trend = trend + _LEVEL * _TREND * error
        if k + 1 >= TREND_FROM:
            best[k + 1] = fit = int(np.argmin(squares))
            forecasts[k + 1] = level[fit] + trend[fit] * fade[fit]
    return forecasts, best
