"""Pairs of cities for which no link is known, ranked by the demand that a gravity model gives them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ortak.engines.transport.air.connecting import Table
from ortak.engines.transport.air.gravity import City, Demand
from ortak.engines.transport.air.network import AirNetwork


@dataclass(frozen=True)
class Gap:
    """A pair of cities without a known link: modelled demand with its 80 % interval, and the best way there is.

    `hours` and `via` (the code of the stop) are None where no connection with one stop is known either.
    """

    one: str
    other: str
    index: float
    low: float
    high: float
    km: float
    hours: float | None
    via: str | None


def of_cities(
    network: AirNetwork, table: Table, cities: Sequence[City]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The fastest hours of each pair of cities, (c, c), and the pair of airports that has them, as i * n + j.

    Infinite where no airport of one reaches one of the other. A city without an airport reaches nothing.
    """
    position = {city.id: number for number, city in enumerate(cities)}
    count, ports = len(cities), len(network.airports)
    place = np.array([position.get(each.city, -1) for each in network.airports], np.int64)
    known = np.flatnonzero(place >= 0)
    start, end = (each.ravel() for each in np.meshgrid(known, known, indexing="ij"))
    times = table.hours[start, end]
    order = np.argsort(times, kind="stable")[::-1]
    hours = np.full((count, count), np.inf)
    which = np.full((count, count), -1, np.int64)
    where = (place[start[order]], place[end[order]])
    hours[where] = times[order]
    which[where] = start[order] * ports + end[order]
    return hours, which


def unserved(network: AirNetwork, table: Table, cities: Sequence[City], demand: Demand) -> tuple[Gap, ...]:
    """All pairs of cities with airports that no known link joins and of which the model speaks, most demand first.

    >>> from ortak.engines.transport.air import AirNetwork, Airport, City, MODEL, connect
    >>> cities = [City("baku", "AZ", 40.4, 49.9, 2e6, 2e4), City("osh", "KG", 40.5, 72.8, 3e5, 7e3)]
    >>> places = [Airport(c.id[:3].upper(), c.id, c.state, c.lat, c.lon) for c in cities]
    >>> empty = AirNetwork.of(places, [])
    >>> [gap] = unserved(empty, connect(empty), cities, MODEL.demand(cities, ("baku", "osh")))
    >>> gap.one, gap.other, gap.hours
    ('baku', 'osh', None)
    """
    hours, which = of_cities(network, table, cities)
    ports = len(network.airports)
    served = {city for place in network.airports for city in [place.city]}
    first, second = np.triu_indices(len(cities), 1)
    direct = np.zeros(len(first), bool)
    found = which[first, second] >= 0
    pairs = which[first, second][found]
    direct[found] = table.stops[pairs // ports, pairs % ports] == 0
    index = demand.index[first, second]
    open_ = np.flatnonzero(~direct & np.isfinite(index))
    gaps = []
    for number in open_[np.argsort(-index[open_], kind="stable")]:
        i, j = int(first[number]), int(second[number])
        if cities[i].id in served and cities[j].id in served:
            pair, time = int(which[i, j]), float(hours[i, j])
            stop = int(table.via[pair // ports, pair % ports]) if np.isfinite(time) else -1
            gaps.append(
                Gap(
                    cities[i].id,
                    cities[j].id,
                    float(demand.index[i, j]),
                    float(demand.low[i, j]),
                    float(demand.high[i, j]),
                    float(demand.km[i, j]),
                    time if np.isfinite(time) else None,
                    network.airports[stop].code if stop >= 0 else None,
                )
            )
    return tuple(gaps)
