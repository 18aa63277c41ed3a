"""The hours of a year as they are where the power is used.

>>> Year(2023).hours, Year(2024).hours
(8760, 8784)
>>> Year(2023, utc_hours=5).local.tolist()[:3]  # the year begins at midnight UTC
[5, 6, 7]
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Year:
    """A calendar year, hour by hour from `starts_utc` hours before midnight UTC; `utc_hours`: the zone's own clock."""

    number: int
    utc_hours: int = 0
    starts_utc: int = 0
    """How many hours before midnight UTC of 1 January the first hour lies: 3 for a year that begins in Istanbul."""

    @property
    def hours(self) -> int:
        """8,760, or 8,784 in a leap year."""
        return (date(self.number + 1, 1, 1) - date(self.number, 1, 1)).days * 24

    @cached_property
    def _clock(self) -> Integers:
        return np.arange(self.hours, dtype=np.int64) + self.utc_hours - self.starts_utc

    @property
    def local(self) -> Integers:
        """The hour of the zone's clock, 0 to 23; H."""
        hour: Integers = self._clock % 24
        return hour

    @property
    def day(self) -> Integers:
        """Day of the year from 0, by the zone's clock; H. Hours that fall outside count to the first or last day."""
        day: Integers = np.clip(self._clock // 24, 0, self.hours // 24 - 1)
        return day

    @property
    def weekday(self) -> Integers:
        """0 is Monday; H.

        >>> Year(2023).weekday[0]  # 1 January 2023 was a Sunday
        np.int64(6)
        """
        weekday: Integers = (self.day + date(self.number, 1, 1).weekday()) % 7
        return weekday


def season(year: Year, peak_day: float) -> Numbers:
    """A wave over the year, 1 on `peak_day` (counted from 0) and -1 half a year off; H.

    >>> float(season(Year(2023), 20.0)[20 * 24])
    1.0
    """
    wave: Numbers = np.cos(2 * np.pi * (year.day - peak_day) / 365.0)
    return wave


def noise(hours: int, persistence: float, seed: int) -> Numbers:
    """Standard normal, each hour tied to the one before (autoregressive of order one); H.

    >>> noise(3, 0.9, 7).shape
    (3,)
    """
    shocks = np.random.default_rng(seed).standard_normal(hours) * np.sqrt(1 - persistence**2)
    shocks[0] /= np.sqrt(1 - persistence**2)
    drift = accumulate(shocks.tolist(), lambda before, shock: persistence * before + shock)
    return np.fromiter(drift, dtype=np.float64, count=hours)
