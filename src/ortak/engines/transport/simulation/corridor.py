"""The stages of a corridor, in the order in which a box passes them.

>>> from ortak.engines.transport.simulation.distributions import constant, pert
>>> from ortak.engines.transport.simulation.corridor import Corridor, Line, Move, Vessel
>>> border = Line("border", "border procedure", "border queue", service=pert(2, 4, 8), rate=0.15)
>>> round(border.utilisation, 2)
0.65
>>> Corridor("to the sea", (Move("rail", pert(60, 72, 144)), border, Vessel("ferry", 24.0, 225, 6.0))).name
'to the sea'
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ortak.engines.transport.simulation.distributions import Distribution, constant
from ortak.engines.transport.simulation.errors import BadStage, Overloaded

MOVING, WEATHER = "moving", "weather"
FEWEST_BEFORE, MOST_BEFORE = 50, 20_000
MONTHS = 12


@dataclass(frozen=True)
class Move:
    """Time that depends on nobody else: a run, a lift. Stages of one `group` share their luck (one slow train)."""

    id: str
    hours: Distribution
    cause: str = MOVING
    group: str = ""


@dataclass(frozen=True)
class Line:
    """Servers that take one train or lorry after another, and what follows once the server is left.

    `rate` arrivals an hour come from others; `opens` and `closes` are hours of the day.
    """

    id: str
    cause: str
    wait_cause: str
    service: Distribution
    rate: float
    servers: int = 1
    after: Distribution = field(default_factory=lambda: constant(0.0))
    opens: float = 0.0
    closes: float = 24.0

    def __post_init__(self) -> None:
        if self.servers < 1:
            raise BadStage(f"{self.id}: a line has at least one server, not {self.servers}")
        if not 0 <= self.rate < math.inf:
            raise BadStage(f"{self.id}: arrivals an hour are a number from 0 up, not {self.rate}")
        if not 0 <= self.opens < self.closes <= 24:
            raise BadStage(f"{self.id}: open from {self.opens} to {self.closes}; hours rise, from 0 to 24")
        if self.utilisation >= 1:
            raise Overloaded(self.id, self.utilisation)

    @property
    def utilisation(self) -> float:
        """The share of its working time for which a server is busy."""
        return self.rate * self.service.mean / self.servers * 24 / (self.closes - self.opens)

    @property
    def before(self) -> int:
        """How many customers are simulated before the box, until the empty start is forgotten: eight times the
        relaxation time of the M/M/1 queue, 1 / (1 - sqrt(utilisation))^2 services (Cohen 1982)."""
        if not self.rate:
            return 0
        needed = 8 * self.servers / (1 - math.sqrt(self.utilisation)) ** 2
        return int(min(max(needed, FEWEST_BEFORE), MOST_BEFORE))


@dataclass(frozen=True)
class Vessel:
    """Sailings every `headway` hours with room for `capacity` boxes, and wind that closes the sea.

    `rate` boxes of others come an hour; a sailing is up to `shift` / 2 of a headway early or late; `closed_share` by
    month, January first; closed spells have a mean of `closed_hours`.
    """

    id: str
    headway: float
    capacity: int = 1_000_000
    rate: float = 0.0
    shift: float = 0.0
    closed_share: tuple[float, ...] = (0.0,) * MONTHS
    closed_hours: float = 24.0
    wait_cause: str = "waiting for the vessel"
    weather_cause: str = WEATHER

    def __post_init__(self) -> None:
        if not 0 < self.headway < math.inf:
            raise BadStage(
                f"{self.id}: hours between sailings are a positive number, not {self.headway}; it never runs"
            )
        if self.capacity < 1 or not 0 <= self.rate < math.inf or not 0 <= self.shift <= 1:
            raise BadStage(f"{self.id}: capacity at least 1, arrivals from 0 up, shift from 0 to 1")
        if len(self.closed_share) != MONTHS or not all(0 <= share < 1 for share in self.closed_share):
            raise BadStage(f"{self.id}: twelve closed shares from 0 to below 1, not {self.closed_share}")
        if not 0 < self.closed_hours < math.inf:
            raise BadStage(f"{self.id}: a closed spell lasts a positive number of hours, not {self.closed_hours}")
        if self.utilisation >= 1:
            raise Overloaded(self.id, self.utilisation)

    @property
    def utilisation(self) -> float:
        """Boxes that come over boxes that sail."""
        return self.rate * self.headway / self.capacity

    @property
    def before(self) -> int:
        """How many sailings are simulated before the box comes."""
        return int(min(max(4 / (1 - self.utilisation) ** 2, 12), 400)) if self.rate else 2


@dataclass(frozen=True)
class Train:
    """Boxes of which `size` make a train; it leaves with fewer once the first has waited `longest` hours."""

    id: str
    size: int
    rate: float
    longest: float = math.inf
    wait_cause: str = "waiting for the train"

    def __post_init__(self) -> None:
        if self.size < 1 or not 0 < self.rate < math.inf or not self.longest > 0:
            raise BadStage(f"{self.id}: size at least 1, a positive number of boxes an hour, a positive longest wait")


Stage = Move | Line | Vessel | Train


@dataclass(frozen=True)
class Corridor:
    """A named way of stages. `assumptions` say in words what rests on no source."""

    name: str
    stages: tuple[Stage, ...]
    assumptions: tuple[str, ...] = ()
    notes: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.stages:
            raise BadStage(f"{self.name}: a corridor has at least one stage")
        seen: set[str] = set()
        for stage in self.stages:
            if stage.id in seen:
                raise BadStage(f"{self.name}: two stages are called {stage.id}")
            seen.add(stage.id)

    @property
    def causes(self) -> tuple[str, ...]:
        """The causes of time, in the order in which they first come up.

        >>> from ortak.engines.transport.simulation.distributions import constant
        >>> Corridor("x", (Move("a", constant(1.0)), Vessel("b", 24.0))).causes
        ('moving', 'waiting for the vessel', 'weather')
        """
        return tuple(dict.fromkeys(cause for stage in self.stages for cause in causes_of(stage) if cause))


def causes_of(stage: Stage) -> tuple[str, str, str]:
    """What the hours of work, of waiting and of weather at a stage are called; empty where there are none."""
    if isinstance(stage, Move):
        return stage.cause, "", ""
    if isinstance(stage, Line):
        return stage.cause, stage.wait_cause, ""
    if isinstance(stage, Vessel):
        return "", stage.wait_cause, stage.weather_cause
    return "", stage.wait_cause, ""
