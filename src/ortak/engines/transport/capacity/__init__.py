"""What a network of limits can carry, what holds it back, and which investment relieves it most.

Linear and mixed-integer programmes are solved by HiGHS (Huangfu and Hall 2018); a single commodity by Dinic's
algorithm. Models and sources are in docs/transport-simulation.md.

>>> from ortak.engines.transport.capacity import max_flow
>>> max_flow([("a", "b", 3.0), ("b", "c", 2.0)], "a", "c").value
2.0
"""

from ortak.engines.max_flow import MaxFlow, max_flow
from ortak.engines.transport.capacity.errors import CapacityError
from ortak.engines.transport.capacity.flows import Flows, LimitUse, cheapest_flow, largest_flow
from ortak.engines.transport.capacity.problem import Arc, Demand, Limit, Option, Problem
from ortak.engines.transport.capacity.selection import Relief, Selection, reliefs, select

__all__ = [
    "Arc",
    "CapacityError",
    "Demand",
    "Flows",
    "Limit",
    "LimitUse",
    "MaxFlow",
    "Option",
    "Problem",
    "Relief",
    "Selection",
    "cheapest_flow",
    "largest_flow",
    "max_flow",
    "reliefs",
    "select",
]
