"""Hydropower by hour: a season of water, and within each day the reservoir follows demand.

A part of each day's water runs whatever the hour; the rest is used in the hours of higher demand, up to the capacity.

>>> from ortak.engines.energy.profiles.calendar import Year
>>> import numpy as np
>>> load = 1 + 0.2 * np.sin(np.arange(8760) / 24 * 2 * np.pi)
>>> power = water(Year(2023), 1.0, 400.0, 0.3, 150, load)
>>> round(float(power.sum()) / 1e6, 6), float(power.max()) <= 400
(1.0, True)
"""

import numpy as np
from numpy.typing import NDArray

from ortak.engines.energy.profiles.calendar import Year, season
from ortak.engines.energy.profiles.errors import BadProfile

Numbers = NDArray[np.float64]

RUNS = 0.5
"""Share of a day's water that runs whatever the hour."""
ROUNDS = 60


def water(
    year: Year, twh: float, capacity_mw: float, amplitude: float, peak_day: float, load: Numbers, runs: float = RUNS
) -> Numbers:
    """MWh in each hour of the year, which add up to `twh`, none above the capacity; H.

    `amplitude`: how far the fullest day lies above a mean day; `load`: what the reservoir follows, H.

    Raises:
        BadProfile: more energy than the plants can make, or an amplitude that is not between 0 and 1.

    >>> water(Year(2023), 9.0, 1000.0, 0.0, 0, np.ones(8760))
    Traceback (most recent call last):
    ...
    ortak.engines.energy.profiles.errors.BadProfile: 9.0 TWh from 1000.0 MW: at most 8.76 can be made
    """
    if not 0 <= amplitude <= 1:
        raise BadProfile(f"an amplitude of {amplitude}; between 0 and 1 is valid")
    if twh * 1e6 > capacity_mw * year.hours:
        raise BadProfile(f"{twh} TWh from {capacity_mw} MW: at most {capacity_mw * year.hours / 1e6:.4g} can be made")
    days = load.reshape(-1, 24)
    above = days - days.min(axis=1, keepdims=True)
    above = above / np.maximum(above.mean(axis=1, keepdims=True), 1e-12)
    flat = np.where(above.sum(axis=1, keepdims=True) > 0, runs + (1 - runs) * above, 1.0).reshape(-1)
    wanted = (1 + amplitude * season(year, peak_day)) * flat
    return _up_to(wanted, twh * 1e6, capacity_mw)


def _up_to(wanted: Numbers, energy: float, capacity: float) -> Numbers:
    """The shape scaled so that, cut at the capacity, it has the energy: what is cut is spread over the other hours."""
    low, high = 0.0, capacity / max(float(wanted.min()), 1e-9) + 1.0
    for _ in range(ROUNDS):
        scale = (low + high) / 2
        if np.minimum(wanted * scale, capacity).sum() < energy:
            low = scale
        else:
            high = scale
    power = np.minimum(wanted * high, capacity)
    total = float(power.sum())
    exact: Numbers = power * (energy / total) if total > 0 else power
    return exact
