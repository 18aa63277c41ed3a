"""The way of a corridor through the network: the quickest one by usual hours, with half a headway at each sailing.

The planner finds all efficient routes; a simulation needs one. A way can be kept to routes (`middle`, `btk`, ...) and
away from modes.
"""

import heapq
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from ortak.areas.transport.operations.figures import Figures
from ortak.engines.transport.network import Arc, Leg, Network, TransportError

CASPIAN_STATES = frozenset({"AZ", "IR", "KZ", "RU", "TM"})


class NoWay(TransportError):
    """No way between two places under what was asked: how far one gets is said."""


@dataclass(frozen=True)
class Ask:
    """What a way may use: legs with one of `routes` (any, if empty), no legs of `without`, `planned` legs as well, and
    no place in the states that it has to `avoid`."""

    routes: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    planned: frozenset[str] = frozenset()
    avoid: frozenset[str] = frozenset()

    def allows(self, arc: Arc) -> bool:
        """Whether the arc may be used. A planned leg counts if it carries one of the tags in `planned`."""
        leg = arc.leg
        if leg.hours is None or leg.mode in self.without:
            return False
        if self.routes and not self.routes & leg.tags:
            return False
        return leg.operating or bool(self.planned & leg.tags)


def quickest_way(network: Network, start: str, end: str, figures: Figures, ask: Ask | None = None) -> tuple[Arc, ...]:
    """The arcs from `start` to `end` (ids of places). Raises `NoWay` if there is none."""
    asked = ask or Ask()
    if start == end:
        raise NoWay(f"{network.places[start].name} is both start and end; name two places")
    out: dict[str, list[Arc]] = defaultdict(list)
    for arc in network.arcs:
        if asked.allows(arc) and network.places[arc.head].country not in asked.avoid:
            out[arc.tail].append(arc)
    best, came = {start: 0.0}, dict[str, Arc]()
    ahead = [(0.0, start)]
    while ahead:
        hours, place = heapq.heappop(ahead)
        if place == end:
            return _arcs(came, start, end)
        if hours > best[place]:
            continue
        for arc in out[place]:
            later = hours + _hours(arc, figures)
            if later < best.get(arc.head, float("inf")):
                best[arc.head], came[arc.head] = later, arc
                heapq.heappush(ahead, (later, arc.head))
    raise NoWay(_gap(network, start, end, asked, best))


def _hours(arc: Arc, figures: Figures) -> float:
    assert arc.leg.hours is not None
    wait = figures.value("headway", arc.leg.id) / 2 if figures.knows("headway", arc.leg.id) else 0.0
    return arc.leg.hours.usual + wait


def _arcs(came: dict[str, Arc], start: str, end: str) -> tuple[Arc, ...]:
    way: list[Arc] = []
    place = end
    while place != start:
        way.append(came[place])
        place = came[place].tail
    return tuple(reversed(way))


def _gap(network: Network, start: str, end: str, asked: Ask, reached: Collection[str]) -> str:
    names = [network.places[each].name for each in reached if each != start]
    kept = f" on the legs of {', '.join(sorted(asked.routes))}" if asked.routes else ""
    without = f" without {', '.join(sorted(asked.without))}" if asked.without else ""
    far = f"from there one reaches {len(names)} places, the last {names[-1]}" if names else "no such leg leaves there"
    return f"no way from {network.places[start].name} to {network.places[end].name}{kept}{without}: {far}"


def routes_of(network: Network) -> frozenset[str]:
    """The names of routes that legs carry."""
    return frozenset(tag for leg in network.legs.values() for tag in leg.tags)


def on_caspian(network: Network, leg: Leg) -> bool:
    """Whether a leg by sea crosses the Caspian: no other sea joins two of these states."""
    return {network.places[end].country for end in (leg.tail, leg.head)} <= CASPIAN_STATES
