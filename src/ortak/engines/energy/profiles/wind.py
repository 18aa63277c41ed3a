"""Wind power by hour: speeds of a Weibull distribution that hang together in time, through the curve of a turbine.

Shape 2 (Rayleigh), as is usual where only a mean is known (Justus, 1978); the scale is found so that the year has the
capacity factor asked for. Speeds follow a Gaussian process that is tied from hour to hour, mapped to the distribution.
Curve: nothing below 3 m/s, the cube of the speed up to 12 m/s, full power up to 25 m/s, then nothing; a farm is
smoother than a turbine, so the curve is averaged over speeds that differ by a tenth.

>>> from ortak.engines.energy.profiles.calendar import Year
>>> power, mean_speed = wind(Year(2023), 0.30)
>>> round(float(power.mean()), 4), 6.0 < mean_speed < 8.5
(0.3, True)
"""

from math import erf, gamma, sqrt

import numpy as np
from numpy.typing import NDArray

from ortak.engines.energy.profiles.calendar import Year, noise
from ortak.engines.energy.profiles.errors import BadProfile

Numbers = NDArray[np.float64]

SHAPE = 2.0
CUT_IN, RATED, CUT_OUT = 3.0, 12.0, 25.0
PERSISTENCE = 0.95
"""Of the speed from hour to hour."""
SPREAD = np.array([0.9, 0.95, 1.0, 1.05, 1.1])
WITHIN = 1e-6


def turbine(speed: Numbers) -> Numbers:
    """Share of full power at each speed in m/s.

    >>> turbine(np.array([2.0, 12.0, 30.0])).tolist()
    [0.0, 1.0, 0.0]
    """
    rising = (speed**3 - CUT_IN**3) / (RATED**3 - CUT_IN**3)
    share: Numbers = np.where((speed < CUT_IN) | (speed > CUT_OUT), 0.0, np.minimum(rising, 1.0))
    return share


def wind(year: Year, capacity_factor: float, seed: int = 0) -> tuple[Numbers, float]:
    """Share of full power in each hour, whose mean is `capacity_factor`, and the mean speed in m/s that gives it; H.

    Raises:
        BadProfile: a capacity factor that no such turbine can have: it lies between 0 and 0.6.

    >>> wind(Year(2023), 0.9)
    Traceback (most recent call last):
    ...
    ortak.engines.energy.profiles.errors.BadProfile: a capacity factor of 0.9; between 0 and 0.6 is valid
    """
    if not 0 < capacity_factor <= 0.6:
        raise BadProfile(f"a capacity factor of {capacity_factor}; between 0 and 0.6 is valid")
    drift = noise(year.hours, PERSISTENCE, seed)
    rank = np.array([(1 + erf(each / sqrt(2))) / 2 for each in drift.tolist()])
    rank = np.clip(rank, 1e-9, 1 - 1e-9)
    unit = (-np.log1p(-rank)) ** (1 / SHAPE)
    low, high = 0.5, 16.0
    while high - low > WITHIN:
        scale = (low + high) / 2
        if _farm(unit * scale).mean() < capacity_factor:
            low = scale
        else:
            high = scale
    power = _farm(unit * high)
    return power * (capacity_factor / power.mean()), float(high * gamma(1 + 1 / SHAPE))


def _farm(speed: Numbers) -> Numbers:
    power: Numbers = turbine(speed[:, None] * SPREAD).mean(axis=1)
    return power
