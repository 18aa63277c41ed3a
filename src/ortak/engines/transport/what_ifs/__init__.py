"""What a change of the corridor brings, in hours with an interval, and which changes bring it below so many days.

>>> from ortak.engines.transport.simulation import Corridor, Move, constant
>>> from ortak.engines.transport.what_ifs import compare, quicker
>>> way = Corridor("way", (Move("rail", constant(60.0)),))
>>> compare([(way, quicker(way, "moving", 0.5))], replications=10).hours.value
30.0
"""

from ortak.engines.transport.smallest_sets import Below, smallest
from ortak.engines.transport.what_ifs.changes import Change, in_turn, less_traffic, more_sailings, quicker
from ortak.engines.transport.what_ifs.comparing import LEVEL, Gained, Range, compare
from ortak.engines.transport.what_ifs.errors import ChangeError
from ortak.engines.transport.what_ifs.thresholds import below, set_hours

__all__ = [
    "LEVEL",
    "Below",
    "Change",
    "ChangeError",
    "Gained",
    "Range",
    "below",
    "compare",
    "in_turn",
    "less_traffic",
    "more_sailings",
    "quicker",
    "set_hours",
    "smallest",
]
