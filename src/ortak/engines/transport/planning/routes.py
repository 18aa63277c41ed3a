"""A route as it is shown: legs with figures and sources, sums, what is unknown in it, and what it is best in."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from math import sqrt

from ortak.engines.transport.network import Arc, Cited, Network, Spread
from ortak.engines.transport.planning.emissions import Carbon
from ortak.engines.transport.planning.measures import Measured
from ortak.engines.transport.planning.reliability import deviation, mean, on_time_share

UNITS = {"time": "h", "cost": "USD", "co2": "kg CO2e", "reliability": "h of spread"}
NINETY_PERCENT = 1.645
"""Standard deviations on either side of the mean that hold nine trips of ten (normal distribution)."""


@dataclass(frozen=True, slots=True)
class RouteLeg:
    """A leg as it is travelled. `wait_hours` is the wait for a departure, in `hours` as well."""

    arc: Arc
    spread: Spread
    hours: float
    wait_hours: float
    cost_usd: float | None
    carbon: Carbon

    @property
    def cited(self) -> dict[str, Cited]:
        """Where its distance, hours and cost come from.

        >>> from ortak.engines.transport.network import Leg
        >>> arc = Arc(Leg("a--b", "a", "b", "rail", hours_cited=Cited("timetable-2024")), "a", "b")
        >>> RouteLeg(arc, Spread(1, 1, 1), 1.0, 0.0, None, Carbon(None)).cited["hours"].source
        'timetable-2024'
        """
        leg = self.arc.leg
        return {"distance": leg.distance_cited, "hours": leg.hours_cited, "cost": leg.cost_cited}


@dataclass(frozen=True)
class Trade:
    """What a route gives up and gains against the best in `best_in`: by criterion how much more (h, USD, kg CO2e, h of
    spread), negative where it is less, None where this route's is unknown.

    >>> str(Trade(("time",), {"time": 4.0, "cost": None}))
    'against the best in time: 4 h more, cost unknown'
    """

    best_in: tuple[str, ...]
    changes: dict[str, float | None]

    def __str__(self) -> str:
        changes = [
            f"{name} unknown" if more is None else f"{abs(more):,.0f} {UNITS[name]} {'more' if more > 0 else 'less'}"
            for name, more in self.changes.items()
        ]
        return f"against the best in {', '.join(self.best_in)}: {', '.join(changes)}"


@dataclass(frozen=True)
class Route:
    """Sums over the legs. What is None is unknown, and `incomplete` says why; `known_*` are the sums of what is known.

    `hours` is the mean, `usual_hours` the sum of the usual cases, `hours_from` to `hours_to` hold nine trips of ten.
    """

    legs: tuple[RouteLeg, ...]
    hours: float
    usual_hours: float
    hours_from: float
    hours_to: float
    spread_hours: float
    cost_usd: float | None
    known_cost_usd: float
    co2_kg: float | None
    known_co2_kg: float
    on_time_share: float
    distance_km: float
    incomplete: dict[str, str] = field(default_factory=dict)
    best_in: tuple[str, ...] = ()
    trades: tuple[Trade, ...] = ()
    by_season: dict[str, float] = field(default_factory=dict)

    @property
    def places(self) -> tuple[str, ...]:
        """Ids of the places on the way."""
        return (self.legs[0].arc.tail, *(leg.arc.head for leg in self.legs)) if self.legs else ()

    @property
    def without_cost(self) -> tuple[RouteLeg, ...]:
        """The legs without a published rate."""
        return tuple(leg for leg in self.legs if leg.cost_usd is None)

    @property
    def without_co2(self) -> tuple[RouteLeg, ...]:
        """The legs whose CO2 is unknown as a whole."""
        return tuple(leg for leg in self.legs if leg.carbon.kg is None)

    @property
    def partial_co2(self) -> tuple[RouteLeg, ...]:
        """Terminals and changes of gauge whose own CO2 is not in the sum."""
        return tuple(leg for leg in self.legs if leg.carbon.kg is not None and leg.carbon.unknown)

    @property
    def modes(self) -> tuple[str, ...]:
        """What carries the box, in the order of the way.

        >>> Route((), 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0).modes
        ()
        """
        carriers = [leg.arc.leg.mode for leg in self.legs if leg.arc.leg.mode in ("rail", "road", "sea", "ferry")]
        return tuple(mode for mode, before in zip(carriers, ["", *carriers], strict=False) if mode != before)


def route_of(network: Network, legs: Sequence[tuple[Measured, float]]) -> Route:
    """The route over measured legs, each with the hours of waiting before it."""
    parts = tuple(
        RouteLeg(
            each.arc,
            each.hours,
            mean(each.hours) + wait,
            wait,
            each.arc.leg.cost_usd.usual if each.arc.leg.cost_usd else None,
            each.carbon,
        )
        for each, wait in legs
    )
    groups: dict[Hashable, float] = defaultdict(float)
    for part in parts:
        state, mode = network.places[part.arc.tail].country, part.arc.leg.mode
        groups[mode, state] += deviation(part.spread)
    hours, waits = sum((part.hours for part in parts), 0.0), sum((part.wait_hours for part in parts), 0.0)
    low, usual, high = (waits + sum(part.spread[case] for part in parts) for case in range(3))
    spread = sqrt(sum(value * value for value in groups.values()))
    costs, kilograms = [part.cost_usd for part in parts], [part.carbon.kg for part in parts]
    return Route(
        parts,
        hours,
        usual,
        max(low, hours - NINETY_PERCENT * spread),
        min(high, hours + NINETY_PERCENT * spread),
        spread,
        None if None in costs else sum((cost for cost in costs if cost is not None), 0.0),
        sum((cost for cost in costs if cost is not None), 0.0),
        None if None in kilograms else sum((kg for kg in kilograms if kg is not None), 0.0),
        sum((kg for kg in kilograms if kg is not None), 0.0),
        on_time_share(usual, hours, groups),
        sum((part.arc.leg.distance_km or 0.0 for part in parts), 0.0),
        _incomplete(parts),
    )


def _incomplete(parts: Sequence[RouteLeg]) -> dict[str, str]:
    unknown: dict[str, str] = {}
    no_cost = [part.arc.leg.id for part in parts if part.cost_usd is None]
    if no_cost:
        unknown["cost"] = f"no published rate for {', '.join(no_cost)}"
    no_carbon = [f"{part.arc.leg.id} ({part.carbon.unknown})" for part in parts if part.carbon.kg is None]
    hubs = sum(part.carbon.kg is not None and bool(part.carbon.unknown) for part in parts)
    if no_carbon:
        unknown["co2"] = f"unknown for {', '.join(no_carbon)}"
    elif hubs:
        unknown["co2"] = f"unknown and not in the sum for terminals and gauge changes: {hubs}"
    return unknown
