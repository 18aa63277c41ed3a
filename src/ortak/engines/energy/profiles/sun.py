"""Solar power by hour: the sun over a place on a clear day, a clearness that changes with the day, the yearly energy.

Declination and hour angle after Cooper (1969) and Duffie and Beckman (2013), clear sky after Haurwitz (1945):
1098 cos z exp(-0.057 / cos z) W/m2 on level ground. Clearness is drawn for each day, tied to the day before.

>>> from ortak.engines.energy.profiles.calendar import Year
>>> power = sun(Year(2023), 40.0, 50.0, 1.0)
>>> float(power[0]), round(float(power.sum()) / 1e6, 6)
(0.0, 1.0)
"""

import numpy as np
from numpy.typing import NDArray

from ortak.engines.energy.profiles.calendar import Year, noise
from ortak.engines.energy.profiles.errors import BadProfile

Numbers = NDArray[np.float64]

OVERCAST, CLEAR = 0.2, 1.0
"""Clearness never leaves these."""
PERSISTENCE = 0.5
"""Of clearness from day to day."""


def elevation(year: Year, latitude: float, longitude: float) -> Numbers:
    """Sine of the sun's height in the middle of each hour; H. At the equator at noon of an equinox it is one.

    >>> from ortak.engines.energy.profiles.calendar import Year
    >>> round(float(elevation(Year(2023), 0.0, 0.0)[80 * 24 + 12]), 2)
    0.99
    """
    utc = (np.arange(year.hours) - year.starts_utc) % 24 + 0.5
    declination = np.radians(23.45) * np.sin(2 * np.pi * (284 + year.day + 1) / 365)
    angle = np.radians(15 * (utc - 12) + longitude)
    place = np.radians(latitude)
    height: Numbers = np.sin(place) * np.sin(declination) + np.cos(place) * np.cos(declination) * np.cos(angle)
    return height


def sun(year: Year, latitude: float, longitude: float, twh: float, seed: int = 0) -> Numbers:
    """MWh in each hour of the year, which add up to `twh`; H.

    Raises:
        BadProfile: a place that is not on the Earth, or an energy below zero.

    >>> sun(Year(2023), 91.0, 0.0, 1.0)
    Traceback (most recent call last):
    ...
    ortak.engines.energy.profiles.errors.BadProfile: latitude 91.0, longitude 0.0: there is no such place
    """
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise BadProfile(f"latitude {latitude}, longitude {longitude}: there is no such place")
    if not twh >= 0:
        raise BadProfile(f"an energy of {twh} TWh; it cannot be below zero")
    height = np.clip(elevation(year, latitude, longitude), 0, None)
    clear = np.where(height > 0, 1098 * height * np.exp(-0.057 / np.maximum(height, 1e-3)), 0.0)
    days = year.hours // 24
    drawn = noise(days, PERSISTENCE, seed)
    of_day = OVERCAST + (CLEAR - OVERCAST) / (1 + np.exp(-0.8 - 1.2 * drawn))
    raw = clear * of_day[year.day]
    power: Numbers = raw * (twh * 1e6 / raw.sum())
    return power
