"""The planner: efficient routes over time, cost, CO2 and reliability, with timetables, seasons and sources.

>>> sorted(SEASONS), CRITERIA
(['summer', 'winter'], ('time', 'cost', 'co2', 'reliability'))
"""

from ortak.engines.transport.planning.choosing import representatives
from ortak.engines.transport.planning.emissions import TONNES_PER_TEU
from ortak.engines.transport.planning.gaps import NoRoute
from ortak.engines.transport.planning.measures import CRITERIA, SEASONS
from ortak.engines.transport.planning.planner import BadQuestion, Planner, season_of
from ortak.engines.transport.planning.routes import Route, RouteLeg
from ortak.engines.transport.planning.timetables import BadTimetable, Service

__all__ = [
    "CRITERIA",
    "SEASONS",
    "TONNES_PER_TEU",
    "BadQuestion",
    "BadTimetable",
    "NoRoute",
    "Planner",
    "Route",
    "RouteLeg",
    "Service",
    "representatives",
    "season_of",
]
