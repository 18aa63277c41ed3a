"""Flows of several commodities on arcs that share limits.

A `Limit` is what a port, a line or a fleet can take in a year, over one or several arcs together; each kind of cargo
uses a stated amount of it (a TEU of ten tonnes uses 1 of a limit in TEU, 0.01 of one in kilotonnes). An arc under no
limit takes anything: capacities that nobody published are not guessed.

>>> arcs = (Arc("rail", "a", "b", 100.0), Arc("road", "a", "b", 300.0))
>>> limit = Limit("line", "the line", ("rail",), 40.0, "TEU", {"containers": 1.0})
>>> Problem(arcs, (Demand("d", "a", "b", 50.0, "containers", 5000.0),), (limit,)).places
('a', 'b')
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ortak.engines.transport.capacity.errors import CapacityError


@dataclass(frozen=True)
class Arc:
    """A way from `tail` to `head`; `cost` is USD for one unit of cargo, time included, unless its kind is in
    `by_kind`.

    >>> Arc("rail", "a", "b", 5.0, {"ore": 1.0}).cost_of("ore")
    1.0
    """

    id: str
    tail: str
    head: str
    cost: float
    by_kind: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for cost in (self.cost, *self.by_kind.values()):
            if not 0 <= cost < math.inf:
                raise CapacityError(f"arc {self.id}: a cost is a number from 0 up, not {cost}")

    def cost_of(self, kind: str) -> float:
        """USD for a unit of this kind."""
        return self.by_kind.get(kind, self.cost)


@dataclass(frozen=True)
class Demand:
    """`amount` a year that wants to go from `source` to `sink`; each unit that cannot costs `penalty` USD."""

    id: str
    source: str
    sink: str
    amount: float
    kind: str
    penalty: float

    def __post_init__(self) -> None:
        if not (0 <= self.amount < math.inf and 0 < self.penalty < math.inf):
            raise CapacityError(f"demand {self.id}: an amount from 0 up and a penalty above 0, not {self}")
        if self.source == self.sink:
            raise CapacityError(f"demand {self.id} goes from {self.source} to itself")


@dataclass(frozen=True)
class Limit:
    """What may pass over `arcs` together in a year, in `unit`; `use` is the amount that a unit of each kind takes."""

    id: str
    title: str
    arcs: tuple[str, ...]
    amount: float
    unit: str
    use: Mapping[str, float]

    def __post_init__(self) -> None:
        if not 0 <= self.amount < math.inf:
            raise CapacityError(f"limit {self.id}: an amount is a number from 0 up, not {self.amount}")
        if any(not 0 <= each < math.inf for each in self.use.values()):
            raise CapacityError(f"limit {self.id}: a unit of cargo uses a number from 0 up, not {dict(self.use)}")


@dataclass(frozen=True)
class Option:
    """An investment: what it costs (USD; None if unknown) and what it adds to limits, by their id."""

    id: str
    title: str
    cost: float | None
    gains: Mapping[str, float]

    def __post_init__(self) -> None:
        if self.cost is not None and not 0 <= self.cost < math.inf:
            raise CapacityError(f"option {self.id}: a cost is a number from 0 up, or unknown, not {self.cost}")
        if not self.gains or any(not 0 <= gain < math.inf for gain in self.gains.values()):
            raise CapacityError(f"option {self.id}: it adds a number from 0 up to at least one limit")


@dataclass(frozen=True)
class Problem:
    """Arcs, demands and limits; the names that they use must be there."""

    arcs: tuple[Arc, ...]
    demands: tuple[Demand, ...]
    limits: tuple[Limit, ...] = field(default=())

    def __post_init__(self) -> None:
        known = {arc.id for arc in self.arcs}
        for kind, parts in (("arc", self.arcs), ("demand", self.demands), ("limit", self.limits)):
            ids = [part.id for part in parts]
            twice = next((each for each in ids if ids.count(each) > 1), None) if len(set(ids)) < len(ids) else None
            if twice is not None:
                raise CapacityError(f"{kind} {twice} is there twice")
        for limit in self.limits:
            for arc in limit.arcs:
                if arc not in known:
                    raise CapacityError(f"limit {limit.id}: there is no arc {arc}")
        for demand in self.demands:
            for place in (demand.source, demand.sink):
                if place not in self.places:
                    raise CapacityError(f"demand {demand.id}: no arc touches {place}")

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The ends of all arcs."""
        return tuple(dict.fromkeys(place for arc in self.arcs for place in (arc.tail, arc.head)))

    def with_gains(self, options: tuple[Option, ...]) -> "Problem":
        """The problem once these options are built.

        >>> limit = Limit("l", "l", ("a",), 1.0, "TEU", {})
        >>> problem = Problem((Arc("a", "x", "y", 1.0),), (), (limit,))
        >>> problem.with_gains((Option("o", "o", None, {"l": 2.0}),)).limits[0].amount
        3.0
        """
        known = {limit.id for limit in self.limits}
        gains: dict[str, float] = {}
        for option in options:
            for limit, gain in option.gains.items():
                if limit not in known:
                    raise CapacityError(f"option {option.id}: there is no limit {limit}")
                gains[limit] = gains.get(limit, 0.0) + gain
        limits = tuple(replace(limit, amount=limit.amount + gains.get(limit.id, 0.0)) for limit in self.limits)
        return replace(self, limits=limits)

    def grown(self, factors: Mapping[str, float]) -> "Problem":
        """The same with each demand times the factor of its kind."""
        demands = tuple(replace(each, amount=each.amount * factors.get(each.kind, 1.0)) for each in self.demands)
        return replace(self, demands=demands)
