"""What a new route brings: pairs of cities that gain a link or a connection, and the hours that they save."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ortak.engines.transport.air.connecting import Rules, connect
from ortak.engines.transport.air.gaps import of_cities
from ortak.engines.transport.air.gravity import City, Demand
from ortak.engines.transport.air.network import AirNetwork


@dataclass(frozen=True)
class Gain:
    """A pair of cities that the route helps. `before` is None where it had no itinerary; index None: not modelled.

    `kind` is "direct", "one stop" (it had none) or "faster".
    """

    one: str
    other: str
    kind: str
    before: float | None
    after: float
    index: float | None
    low: float | None
    high: float | None

    @property
    def saved(self) -> float | None:
        """Hours saved, None where there was nothing to compare with."""
        return None if self.before is None else self.before - self.after


@dataclass(frozen=True)
class Effect:
    """All pairs of cities that a new route between two airports helps, most demand first.

    `saved` is the mean of hours saved weighted by the modelled demand, over the pairs that had an itinerary before;
    None where no such pair has a modelled demand.
    """

    one: str
    other: str
    km: float
    hours: float
    gains: tuple[Gain, ...]
    saved: float | None

    def count(self, kind: str) -> int:
        """How many pairs gain in that way."""
        return sum(gain.kind == kind for gain in self.gains)


def open_route(
    network: AirNetwork,
    one: str,
    other: str,
    cities: Sequence[City],
    demand: Demand,
    rules: Rules = Rules(),  # noqa: B008 (frozen)
) -> Effect:
    """The table with the route compared with the table without it. Raises `AirError` for a route that is there.

    >>> from ortak.engines.transport.air import AirNetwork, Airport, City, MODEL
    >>> cities = [City("baku", "AZ", 40.4, 49.9, 2e6, 2e4), City("osh", "KG", 40.5, 72.8, 3e5, 7e3)]
    >>> places = [Airport(c.id[:3].upper(), c.id, c.state, c.lat, c.lon) for c in cities]
    >>> effect = open_route(AirNetwork.of(places, []), "BAK", "OSH", cities, MODEL.demand(cities, ("baku", "osh")))
    >>> [(gain.kind, gain.before, round(gain.after, 1)) for gain in effect.gains], effect.saved
    ([('direct', None, 2.9)], None)
    """
    after = network.with_link(one, other)
    first, second = connect(network, rules), connect(after, rules)
    old, _ = of_cities(network, first, cities)
    new, which = of_cities(after, second, cities)
    ports = len(network.airports)
    starts, ends = np.triu_indices(len(cities), 1)
    gains, weights, saved = [], 0.0, 0.0
    for number in np.flatnonzero(new[starts, ends] < old[starts, ends] - 1e-9):
        i, j = int(starts[number]), int(ends[number])
        direct = second.stops[which[i, j] // ports, which[i, j] % ports] == 0
        before = float(old[i, j]) if np.isfinite(old[i, j]) else None
        kind = "direct" if direct else "one stop" if before is None else "faster"
        index, low, high = (
            float(each[i, j]) if np.isfinite(each[i, j]) else None for each in (demand.index, demand.low, demand.high)
        )
        gain = Gain(cities[i].id, cities[j].id, kind, before, float(new[i, j]), index, low, high)
        gains.append(gain)
        if gain.saved is not None and index is not None:
            weights += index
            saved += index * gain.saved
    here, there = network.index_of(one), network.index_of(other)
    gains.sort(key=lambda gain: (-(gain.index or 0.0), gain.one, gain.other))
    mean = saved / weights if weights else None
    return Effect(one, other, float(second.km[here, there]), float(second.hours[here, there]), tuple(gains), mean)
