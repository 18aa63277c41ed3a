"""The network of a corridor: places, legs, and where each figure comes from.

Money is US dollars for one TEU, distances are kilometres, times hours. A `Spread` is a fast, a usual and a slow case,
not a measured distribution. What is not known is None, never zero.

>>> leg = Leg("a--b", "a", "b", "rail", distance_km=100.0, hours=Spread(2.0, 3.0, 6.0))
>>> network = Network.of([Place("a", "A", "A", "KZ"), Place("b", "B", "B", "AZ")], [leg])
>>> [(arc.tail, arc.head) for arc in network.arcs]
[('a', 'b'), ('b', 'a')]
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple, TypeVar

ESTIMATE = "estimate"
OPERATING = "operating"
RUNS = ("rail", "road", "sea", "ferry")
"""The modes that move a box; the others are steps at one place: border procedure, gauge change, terminal handling."""
STOPS = ("border procedure", "gauge change", "terminal handling")
LONGEST_KM = 30_000
MOST_HOURS = 5_000
MOST_USD = 100_000
FASTEST_KMH = 160


class TransportError(ValueError):
    """What is wrong with a network, a place or a graph that somebody gave."""


class BadNetwork(TransportError):
    """The tables do not make a network: which row, and why."""


class UnknownPlace(TransportError):
    """No place of that name: `suggestions` are the nearest names."""

    def __init__(self, asked: str, suggestions: tuple[str, ...] = (), where: str = "network") -> None:
        self.asked, self.suggestions = asked, suggestions
        nearest = f"; did you mean {', '.join(suggestions)}?" if suggestions else ""
        super().__init__(f"there is no place {asked[:80]!r} in the {where}{nearest}")


class Spread(NamedTuple):
    """A fast, a usual and a slow case of one quantity.

    >>> Spread(1.0, 2.0, 4.0).usual
    2.0
    """

    low: float
    usual: float
    high: float


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a figure comes from: the id of a source with the place in it, or `estimate` with the id of a method."""

    source: str = ""
    place: str = ""
    year: str = ""
    method: str = ""

    @property
    def estimated(self) -> bool:
        """True if no source states the figure itself.

        >>> Cited("estimate", method="rail-speed-kz").estimated
        True
        """
        return self.source == ESTIMATE


UNCITED = Cited()


@dataclass(frozen=True, slots=True)
class Source:
    """A publication that figures are taken from."""

    id: str
    title: str
    publisher: str
    year: str
    url: str


@dataclass(frozen=True, slots=True)
class Place:
    """A port, station, crossing, city or junction. `country` is an ISO 3166-1 code."""

    id: str
    name: str
    local_name: str
    country: str
    kind: str = "station"
    lat: float = 0.0
    lon: float = 0.0
    gauge_mm: int | None = None
    unlocode: str = ""
    actor: str = ""
    cited: Cited = UNCITED

    @property
    def point(self) -> tuple[float, float]:
        """Where it lies, degrees (lon, lat).

        >>> Place("a", "A", "", "KZ", lat=43.2, lon=76.9).point
        (76.9, 43.2)
        """
        return self.lon, self.lat


@dataclass(frozen=True, slots=True)
class Step:
    """One procedure at a border, on one side of it."""

    name: str
    side: str
    hours: Spread
    cited: Cited = UNCITED


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a leg can carry in a year, in `unit` (kt or TEU)."""

    value: float
    unit: str
    cited: Cited = UNCITED


@dataclass(frozen=True, slots=True)
class Leg:
    """A way between two places, or a step at one place.

    `carrier` is the mode that moves the box: of a border procedure that of the trains or lorries it is for, of
    terminal handling the road between the two places. `distance_km`, `hours` and `cost_usd` are None when unknown.
    `season_hours` stands in place of `hours` in the seasons that it names.
    """

    id: str
    tail: str
    head: str
    mode: str
    distance_km: float | None = None
    hours: Spread | None = None
    cost_usd: Spread | None = None
    two_way: bool = True
    carrier: str = ""
    capacity: Capacity | None = None
    gauge_mm: int | None = None
    operator: str = ""
    tags: frozenset[str] = frozenset()
    status: str = OPERATING
    status_year: str = ""
    status_source: str = ""
    note: str = ""
    steps: tuple[Step, ...] = ()
    season_hours: Mapping[str, Spread] = field(default_factory=dict)
    distance_cited: Cited = UNCITED
    hours_cited: Cited = UNCITED
    cost_cited: Cited = UNCITED

    @property
    def operating(self) -> bool:
        """Whether it runs today.

        >>> Leg("a--b", "a", "b", "rail", status="planned").operating
        False
        """
        return self.status == OPERATING


@dataclass(frozen=True, slots=True)
class Factor:
    """An emission factor; `unit` is g CO2e per tkm, per TEU-km or per t. `value` is None if none was found."""

    id: str
    mode: str
    vehicle: str
    value: float | None
    unit: str
    region: str
    cited: Cited = UNCITED
    note: str = ""


class Arc(NamedTuple):
    """A leg in one direction."""

    leg: Leg
    tail: str
    head: str


Part = TypeVar("Part", Place, Leg, Source, Factor)


@dataclass(frozen=True)
class Network:
    """Places and legs by id, with the sources and emission factors that they name."""

    places: Mapping[str, Place]
    legs: Mapping[str, Leg]
    sources: Mapping[str, Source] = field(default_factory=lambda: MappingProxyType({}))
    factors: Mapping[str, Factor] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(
        cls,
        places: Iterable[Place],
        legs: Iterable[Leg],
        sources: Iterable[Source] = (),
        factors: Iterable[Factor] = (),
    ) -> "Network":
        """A network of these parts.

        Raises `BadNetwork` if an id is there twice, a leg names a place that is not there, or a figure makes no sense.

        >>> Network.of([Place("a", "A", "A", "KZ")], [Leg("a--b", "a", "b", "rail")])
        Traceback (most recent call last):
        ...
        ortak.engines.transport.network.BadNetwork: leg a--b: there is no place b
        """
        network = cls(
            _by_id("place", places), _by_id("leg", legs), _by_id("source", sources), _by_id("factor", factors)
        )
        for leg in network.legs.values():
            _check(leg, network.places)
        return network

    @cached_property
    def arcs(self) -> tuple[Arc, ...]:
        """Every leg in each direction in which it can be used."""
        both = ((leg, leg.tail, leg.head) for leg in self.legs.values())
        back = ((leg, leg.head, leg.tail) for leg in self.legs.values() if leg.two_way)
        return tuple(Arc(*arc) for arc in (*both, *back))


def _by_id(kind: str, parts: Iterable[Part]) -> Mapping[str, Part]:
    found: dict[str, Part] = {}
    for part in parts:
        if part.id in found:
            raise BadNetwork(f"{kind} {part.id} is there twice")
        found[part.id] = part
    return MappingProxyType(found)


def _check(leg: Leg, places: Mapping[str, Place]) -> None:
    for end in (leg.tail, leg.head):
        if end not in places:
            raise BadNetwork(f"leg {leg.id}: there is no place {end}")
    if leg.mode not in (*RUNS, *STOPS):
        raise BadNetwork(f"leg {leg.id}: the mode {leg.mode!r} is none of {', '.join((*RUNS, *STOPS))}")
    if leg.distance_km is not None and not 0 <= leg.distance_km <= LONGEST_KM:
        raise BadNetwork(f"leg {leg.id}: {leg.distance_km} km; a distance is from 0 to {LONGEST_KM:,}")
    for what, spread, most in (("hours", leg.hours, MOST_HOURS), ("cost", leg.cost_usd, MOST_USD)):
        if spread and not 0 <= spread.low <= spread.usual <= spread.high <= most:
            raise BadNetwork(f"leg {leg.id}: {what} {tuple(spread)}; they rise from low to high, from 0 to {most:,}")
    if leg.mode in RUNS and leg.hours and leg.distance_km and leg.distance_km > FASTEST_KMH * leg.hours.usual:
        speed = leg.distance_km / leg.hours.usual if leg.hours.usual else float("inf")
        raise BadNetwork(f"leg {leg.id}: {speed:.0f} km/h; freight runs at {FASTEST_KMH} at most. Are the units right?")
