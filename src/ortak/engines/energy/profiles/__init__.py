"""Hourly profiles of a year without any network: demand, sun, wind and water, each with its yearly energy.

>>> from ortak.engines.energy.profiles import Season, Year, demand
>>> year = Year(2023, utc_hours=5)
>>> load = demand(year, 10.0, Season(winter=0.2, summer=0.1), seed=1)
>>> load.shape, round(float(load.sum()) / 1e6, 6)  # MWh in each hour; TWh
((8760,), 10.0)
"""

from ortak.engines.energy.profiles.calendar import Year
from ortak.engines.energy.profiles.demand import Season, demand
from ortak.engines.energy.profiles.errors import BadProfile
from ortak.engines.energy.profiles.sun import sun
from ortak.engines.energy.profiles.water import water
from ortak.engines.energy.profiles.wind import wind

__all__ = ["BadProfile", "Season", "Year", "demand", "sun", "water", "wind"]
