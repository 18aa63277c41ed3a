"""Airports and the pairs of them that a nonstop flight joins.

Distances are great circles on a sphere of 6,371.0 km radius. A link counts for both directions: a scheduled flight
that goes one way comes back.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ortak.engines.transport.network import TransportError

EARTH_KM = 6371.0


class AirError(TransportError, ValueError):
    """What was wrong with a request about air links, and what is valid."""


@dataclass(frozen=True)
class Airport:
    """An airport: its code, the city and the state that it serves, degrees north and east.

    Raises `AirError` for a code that is empty and for coordinates that no place has.

    >>> Airport("ZZZ", "nowhere", "", 95.0, 0.0)
    Traceback (most recent call last):
    ...
    ortak.engines.transport.air.network.AirError: ZZZ: no place has latitude 95.0, longitude 0.0
    """

    code: str
    city: str
    state: str
    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not self.code:
            raise AirError(f"an airport of {self.city or 'no city'} has no code")
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise AirError(f"{self.code}: no place has latitude {self.lat}, longitude {self.lon}")


def unit_vectors(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points of the unit sphere, (n, 3), of degrees north and east, (n,)."""
    north, east = np.radians(lat), np.radians(lon)
    return np.stack((np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)), axis=1)


def arc_km(chord: NDArray[np.float64]) -> NDArray[np.float64]:
    """Kilometres along the sphere between points whose unit vectors lie `chord` apart (0 to 2), any shape."""
    arc: NDArray[np.float64] = 2 * EARTH_KM * np.arcsin(np.minimum(chord / 2, 1.0))
    return arc


def pairwise_km(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Kilometres between all points, (n, n), of their unit vectors, (n, 3).

    From the chord, whose square is 2 - 2 u.v; exact to about 0.1 m times the root of the distance in units of 1 km.
    """
    return arc_km(np.sqrt(np.maximum(2 - 2 * (vectors @ vectors.T), 0.0)))


def between_km(vectors: NDArray[np.float64], point: NDArray[np.float64]) -> NDArray[np.float64]:
    """Kilometres from points, (n, 3), to one point, (3,), or row by row to as many, (n, 3)."""
    return arc_km(np.sqrt(((vectors - point) ** 2).sum(axis=-1)))


def great_circle_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points given as (degrees north, degrees east).

    >>> round(great_circle_km((40.4675, 50.0467), (41.2753, 28.7519)))
    1788
    """
    vectors = unit_vectors(np.array([one[0], other[0]]), np.array([one[1], other[1]]))
    return float(arc_km(np.asarray(np.linalg.norm(vectors[0] - vectors[1]))))


@dataclass(frozen=True)
class AirNetwork:
    """Airports with their links as an array of index pairs, (m, 2), each pair once, smaller index first."""

    airports: tuple[Airport, ...]
    links: NDArray[np.int64] = field(repr=False)

    @classmethod
    def of(cls, airports: Iterable[Airport], routes: Iterable[tuple[str, str]]) -> "AirNetwork":
        """A network of airports and of pairs of codes; a pair given twice or in both directions is one link.

        Raises `AirError` for a code that two airports have, that no airport has, and for a route from an airport to
        itself.

        >>> AirNetwork.of([Airport("GYD", "baku", "AZ", 40.47, 50.05)], [("GYD", "GYX")])
        Traceback (most recent call last):
        ...
        ortak.engines.transport.air.network.AirError: no airport has the code GYX; near it: GYD
        """
        places = tuple(airports)
        index = {place.code: number for number, place in enumerate(places)}
        if len(index) != len(places):
            twice = next(code for code, times in Counter(place.code for place in places).items() if times > 1)
            raise AirError(f"two airports have the code {twice}")
        network = cls(places, np.zeros((0, 2), np.int64))
        pairs = [sorted((network.index_of(one), network.index_of(other))) for one, other in routes]
        for one, other in pairs:
            if one == other:
                raise AirError(f"a route from {places[one].code} to itself")
        links = np.unique(np.array(pairs, np.int64).reshape(-1, 2), axis=0)
        return cls(places, links)

    def index_of(self, code: str) -> int:
        """The place of an airport in `airports`. Raises `AirError` with the codes that look like it."""
        found = self._index.get(code)
        if found is None:
            near = get_close_matches(code, self._index, n=5, cutoff=0.6)
            raise AirError(f"no airport has the code {code}" + (f"; near it: {', '.join(near)}" if near else ""))
        return found

    def with_link(self, one: str, other: str) -> "AirNetwork":
        """The same network with one link more. Raises `AirError` where the link is there already."""
        pair = sorted((self.index_of(one), self.index_of(other)))
        if pair[0] == pair[1]:
            raise AirError(f"a route from {one} to itself")
        if bool(np.any(np.all(self.links == pair, axis=1))):
            raise AirError(f"{one} and {other} have a direct link already")
        return AirNetwork(self.airports, np.unique(np.vstack((self.links, [pair])), axis=0))

    @cached_property
    def _index(self) -> dict[str, int]:
        return {place.code: number for number, place in enumerate(self.airports)}

    @cached_property
    def vectors(self) -> NDArray[np.float64]:
        """Unit vectors of the airports, (n, 3)."""
        return unit_vectors(
            np.array([each.lat for each in self.airports]), np.array([each.lon for each in self.airports])
        )

    @cached_property
    def link_km(self) -> NDArray[np.float64]:
        """Great circle of each link, (m,)."""
        return between_km(self.vectors[self.links[:, 0]], self.vectors[self.links[:, 1]])

    @cached_property
    def cities(self) -> NDArray[np.int64]:
        """For each airport the number of its city, (n,): two airports of one city have the same."""
        return _numbered([(each.state, each.city) for each in self.airports])

    @cached_property
    def neighbours(self) -> list[NDArray[np.int64]]:
        """For each airport the indices of those it has a link to, ascending."""
        both = np.vstack((self.links, self.links[:, ::-1]))
        both = both[np.lexsort((both[:, 1], both[:, 0]))]
        ends = np.searchsorted(both[:, 0], np.arange(len(self.airports) + 1))
        return [both[start:end, 1] for start, end in pairwise(ends.tolist())]


def _numbered(names: Sequence[tuple[str, str]]) -> NDArray[np.int64]:
    numbers: dict[tuple[str, str], int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], np.int64)
