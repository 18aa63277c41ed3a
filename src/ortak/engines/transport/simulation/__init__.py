"""Door-to-door time along a corridor by simulation: lines at borders and ports, vessels in wind, trains that fill.

`corridor` says what a corridor is made of, `running.simulate` runs it, `results.Result` is what was found. The models,
and what they leave out, are in docs/transport-simulation.md.

>>> from ortak.engines.transport.simulation import Corridor, Line, Move, Vessel, pert, simulate
>>> border = Line("border", "border procedure", "border queue", service=pert(2, 4, 8), rate=0.15, after=pert(1, 2, 6))
>>> way = Corridor("to the other shore", (Move("rail", pert(60, 72, 144)), border, Vessel("ferry", headway=48.0)))
>>> result = simulate(way, replications=2000, seed=7)
>>> 115 < result.quantile(0.5) < 130, list(result.causes)
(True, ['moving', 'border procedure', 'border queue', 'waiting for the vessel', 'weather'])
"""

from ortak.engines.transport.simulation.corridor import Corridor, Line, Move, Stage, Train, Vessel
from ortak.engines.transport.simulation.distributions import (
    Distribution,
    constant,
    exponential_of,
    fitted_lognormal,
    lognormal,
    observed,
    pert,
)
from ortak.engines.transport.simulation.errors import BadStage, Overloaded, SimulationError
from ortak.engines.transport.simulation.results import Hours, Result
from ortak.engines.transport.simulation.running import Cluster, Cores, simulate

__all__ = [
    "BadStage",
    "Cluster",
    "Cores",
    "Corridor",
    "Distribution",
    "Hours",
    "Line",
    "Move",
    "Overloaded",
    "Result",
    "SimulationError",
    "Stage",
    "Train",
    "Vessel",
    "constant",
    "exponential_of",
    "fitted_lognormal",
    "lognormal",
    "observed",
    "pert",
    "simulate",
]
