"""The units that GasLib uses, turned into bar, 1,000 norm m3 an hour, km, mm, m and K.

>>> turned(71.0, "barg", "pressure")
72.01325
>>> turned(1.0, "furlong", "length")
Traceback (most recent call last):
...
ortak.engines.energy.pipelines.errors.BadNetwork: length in 'furlong': known are km, m, meter
"""

from collections.abc import Callable

from ortak.engines.energy.pipelines.errors import BadNetwork

UNITS: dict[str, dict[str, Callable[[float], float]]] = {
    "pressure": {"bar": lambda v: v, "barg": lambda v: v + 1.01325, "Pa": lambda v: v / 1e5},
    "flow": {"1000m_cube_per_hour": lambda v: v, "m_cube_per_hour": lambda v: v / 1000},
    "length": {"km": lambda v: v, "m": lambda v: v / 1000, "meter": lambda v: v / 1000},
    "width": {"mm": lambda v: v, "m": lambda v: v * 1000},
    "height": {"m": lambda v: v, "meter": lambda v: v, "": lambda v: v},
    "temperature": {"K": lambda v: v, "Celsius": lambda v: v + 273.15, "C": lambda v: v + 273.15},
    "bare": {"": lambda v: v, "kg_per_kmol": lambda v: v, "kg_per_m_cube": lambda v: v},
}


def turned(value: float, unit: str, quantity: str) -> float:
    """A value of a quantity in our unit of it."""
    known = UNITS[quantity]
    if unit not in known:
        raise BadNetwork(f"{quantity} in {unit!r}: known are {', '.join(each for each in known if each)}")
    return known[unit](value)
