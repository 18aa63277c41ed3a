"""Demand by hour: a season, a day of the week, an hour of the day and the weather, scaled to the energy of the year.

The daily curve is read off four days of Türkiye that its grid operator published (14 November and 13 December 2023,
6 March 2023, 4 August 2021): lowest hour 0.76 to 0.82 of the mean, highest 1.15 to 1.17, at noon or at 18 hours in
winter and at 15 hours in summer; a Sunday 0.88 of a Monday.

>>> from ortak.engines.energy.profiles.calendar import Year
>>> load = demand(Year(2023), 8.76, Season(0.2, 0.0), weather=0.0)
>>> bool(load[:24].max() > load[4600:4624].max())
True
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ortak.engines.energy.profiles.calendar import Year, noise, season
from ortak.engines.energy.profiles.errors import BadProfile

Numbers = NDArray[np.float64]

HOURS = (0, 4, 6, 9, 12, 15, 18, 21, 24)
WINTER = (0.92, 0.81, 0.88, 1.07, 1.09, 1.06, 1.16, 1.06, 0.92)
SUMMER = (0.98, 0.84, 0.80, 0.99, 1.11, 1.16, 1.08, 1.07, 0.98)
WEEK = (1.02, 1.03, 1.03, 1.03, 1.02, 0.97, 0.90)
COLDEST, HOTTEST = 19, 207
"""20 January and 27 July."""
PERSISTENCE = 0.985
"""Of the weather from hour to hour: cold spells last some days (half of it is left after 46 hours)."""


@dataclass(frozen=True)
class Season:
    """How far the depth of winter and the height of summer lie above a mean day of the year, as shares of it."""

    winter: float
    summer: float
    """Below zero where summer needs less than a mean day."""
    swing: float = 1.0
    """How strong the daily curve is; 1 as in Türkiye."""


def demand(year: Year, twh: float, shape: Season, seed: int = 0, weather: float = 0.03) -> Numbers:
    """MWh in each hour of the year, which add up to `twh`; H. `weather`: standard deviation of what it adds.

    Raises:
        BadProfile: an energy below zero, or a season that is not between -1 and 3 or leaves nothing.

    >>> from ortak.engines.energy.profiles.calendar import Year
    >>> demand(Year(2023), -1.0, Season(0.1, 0.1))
    Traceback (most recent call last):
    ...
    ortak.engines.energy.profiles.errors.BadProfile: an energy of -1.0 TWh; it cannot be below zero
    """
    if not twh >= 0:
        raise BadProfile(f"an energy of {twh} TWh; it cannot be below zero")
    for name, value in (("winter", shape.winter), ("summer", shape.summer)):
        if not -1 < value < 3:
            raise BadProfile(f"the {name} adds {value} of a mean day; it lies between -1 and 3")
    cold, hot = season(year, COLDEST), season(year, HOTTEST)
    by_season = _by_season(_deep(cold), _deep(hot), shape)
    share = (1 + cold) / 2
    hours = np.arange(24)
    winter, summer = (np.interp(hours, HOURS, each) for each in (WINTER, SUMMER))
    curve = share * (winter / winter.mean())[year.local] + (1 - share) * (summer / summer.mean())[year.local]
    curve = 1 + shape.swing * (curve - 1)
    raw = by_season * curve * np.array(WEEK)[year.weekday] * np.exp(weather * noise(year.hours, PERSISTENCE, seed))
    load: Numbers = raw * (twh * 1e6 / raw.sum())
    return load


def _by_season(cold: Numbers, hot: Numbers, shape: Season) -> Numbers:
    """Mean 1 over the year, 1 + winter on the coldest day and 1 + summer on the hottest."""
    in_mean = np.array([cold.mean(), hot.mean()])
    added = np.linalg.solve(np.eye(2) - np.array([in_mean, in_mean]), np.array([shape.winter, shape.summer]))
    level: Numbers = 1 - in_mean @ added + added[0] * cold + added[1] * hot
    if not level.min() > 0:
        raise BadProfile(f"winter {shape.winter} and summer {shape.summer} leave no demand in between")
    return level


def _deep(wave: Numbers) -> Numbers:
    """Only the cold (or hot) half of the year counts, and its middle more than its ends."""
    deep: Numbers = np.clip(wave, 0, None) ** 1.5
    return deep
