"""What the facts answer: links of states, what an airport reaches, a trip, pairs without a link, a new route.

Brings NumPy: import it when it is needed. Links are facts; hours, units, demand and effects are modelled.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property, lru_cache

import numpy as np

from ortak.areas.transport.air.facts import STATES, AirFacts, RouteFact, air_facts
from ortak.engines.transport.air import (
    MODEL,
    AirError,
    AirNetwork,
    Airport,
    City,
    Demand,
    Effect,
    Gap,
    Rules,
    Table,
    connect,
    open_route,
    unserved,
)
from ortak.engines.transport.air.connecting import nonstop_hours

REFERENCE = ("baku", "almaty")
"""The pair of cities whose modelled demand is 100."""
EARLIEST = 2018
RULES = Rules()
BETWEEN, WITHIN, ALL = SCOPES = ("between", "within", "all")


@dataclass(frozen=True)
class Reach:
    """What an airport reaches in the region: codes it has a link to, how many more with one stop, and indices.

    `units` are NetScan's connectivity units with each link counted once; `closeness` the mean of 1 / hours.
    """

    code: str
    direct: tuple[str, ...]
    one_stop: int
    units: float
    closeness: float


@dataclass(frozen=True)
class Trip:
    """An itinerary between two airports; `stop` is None for a direct one, whose facts it has."""

    one: str
    other: str
    stop: str | None
    hours: float
    km: float
    detour: float
    facts: tuple[RouteFact, ...] = ()


@dataclass(frozen=True)
class Study:
    """A network of links with its table, and what the demand model says of its cities.

    `facts` is None for links that came from a file of the user; cities are then known by name and place only.
    """

    network: AirNetwork
    cities: tuple[City, ...]
    facts: AirFacts | None = None
    rules: Rules = RULES

    @classmethod
    def of_facts(cls, facts: AirFacts, since: int = EARLIEST, rules: Rules = RULES) -> "Study":
        """The links that were seen or announced in the year `since` or later."""
        pairs = [route.pair for route in facts.routes if int(route.seen[:4]) >= since]
        return cls(AirNetwork.of(places(facts), pairs), cities(facts), facts, rules)

    @classmethod
    def of_network(cls, network: AirNetwork, rules: Rules) -> "Study":
        """Links of a file: what is known of the region's cities counts where a city has that name."""
        named = dict.fromkeys((place.city, place.state) for place in network.airports)
        spots = {place.city: (place.lat, place.lon) for place in network.airports}
        return cls(network, tuple(City(city, state, *spots[city], None, None) for city, state in named), None, rules)

    @cached_property
    def table(self) -> Table:
        """The table of all pairs of airports."""
        return connect(self.network, self.rules)

    @cached_property
    def demand(self) -> Demand:
        """The modelled demand of all pairs of cities; nothing is known where no city has a population."""
        if any(city.population and city.gdp for city in self.cities):
            return MODEL.demand(self.cities, REFERENCE)
        unknown = np.full((len(self.cities), len(self.cities)), np.nan)
        return Demand(unknown, unknown, unknown, unknown)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Pairs of cities without a known link, most demand first."""
        return unserved(self.network, self.table, self.cities, self.demand)

    @cached_property
    def reaches(self) -> tuple[Reach, ...]:
        """What each airport reaches, those with most links first."""
        table, codes = self.table, [place.code for place in self.network.airports]
        closeness = table.closeness
        found = [
            Reach(
                code,
                tuple(codes[other] for other in np.flatnonzero(table.stops[number] == 0)),
                int((table.stops[number] == 1).sum()),
                float(table.units[number].sum()),
                float(closeness[number]),
            )
            for number, code in enumerate(codes)
        ]
        return tuple(sorted(found, key=lambda each: (-len(each.direct), -each.units, each.code)))

    def states(self) -> dict[tuple[str, str], int]:
        """How many pairs of airports have a known link, by pair of states in both orders; a state with itself too."""
        found: dict[tuple[str, str], int] = {}
        for one, other in self.network.links:
            ends = self.network.airports[one].state, self.network.airports[other].state
            for pair in {ends, ends[::-1]}:
                found[pair] = found.get(pair, 0) + 1
        return found

    def find(self, name: str) -> tuple[str, ...]:
        """The codes of the airports that a code or the name of a city means. Raises `AirError` with near ones."""
        wanted = name.strip()
        codes = {place.code for place in self.network.airports}
        if wanted.upper() in codes:
            return (wanted.upper(),)
        named = self._by_city
        found = named.get(wanted.casefold())
        if found is None:
            near = get_close_matches(wanted.casefold(), [*named, *(code.casefold() for code in codes)], n=5)
            shown = ", ".join(near) if near else "airport codes as GYD, cities as Baku"
            raise AirError(f"no airport or city here is called {wanted[:40]!r}; valid are for example: {shown}")
        return found

    @cached_property
    def _by_city(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for place in self.network.airports:
            names = {place.city.casefold(), place.city.partition(",")[0].casefold()}
            if self.facts:
                names.add(self.facts.cities[place.city].name.casefold())
            for name in names:
                found.setdefault(name, []).append(place.code)
        return {name: tuple(codes) for name, codes in found.items()}

    def trips(self, one: str, other: str, most: int = 10) -> tuple[Trip, ...]:
        """The ways from one airport or city to another, direct or with one stop, the fastest first."""
        found: list[Trip] = []
        for start in self.find(one):
            for end in self.find(other):
                found += self._between(start, end)
        if set(self.find(one)) == set(self.find(other)):
            raise AirError(f"{one} and {other} are the same place")
        return tuple(sorted(found, key=lambda trip: (trip.hours, trip.stop or ""))[:most])

    def _between(self, start: str, end: str) -> Iterable[Trip]:
        network, table = self.network, self.table
        here, there = network.index_of(start), network.index_of(end)
        km = float(table.km[here, there])
        if table.stops[here, there] == 0:
            pair = (start, end) if start < end else (end, start)
            facts = self.facts.pairs.get(pair, ()) if self.facts else ()
            yield Trip(start, end, None, float(table.hours[here, there]), km, 1.0, facts)
        for stop in np.intersect1d(network.neighbours[here], network.neighbours[there]):
            flown = float(table.km[here, stop] + table.km[stop, there])
            elsewhere = network.cities[stop] not in (network.cities[here], network.cities[there])
            if km and flown <= self.rules.detour * km and elsewhere:
                times = nonstop_hours(table.km[[here, stop], [stop, there]]).sum() + self.rules.connection_hours
                yield Trip(start, end, network.airports[stop].code, float(times), flown, flown / km)

    def effect(self, one: str, other: str) -> Effect:
        """What a new route between two airports brings; a city stands for its airport if it has one only."""
        codes = [self.find(name) for name in (one, other)]
        for name, found in zip((one, other), codes, strict=True):
            if len(found) > 1:
                raise AirError(f"{name} has several airports: {', '.join(found)}; name one")
        return open_route(self.network, codes[0][0], codes[1][0], self.cities, self.demand, self.rules)


def places(facts: AirFacts) -> tuple[Airport, ...]:
    """The airports of the facts as the engine takes them."""
    return tuple(Airport(a.code, a.city, a.actor, a.lat, a.lon) for a in facts.airports.values())


def cities(facts: AirFacts) -> tuple[City, ...]:
    """The cities of the facts as the engine takes them."""
    return tuple(City(c.id, c.actor, c.lat, c.lon, c.population, c.gdp) for c in facts.cities.values())


@lru_cache(maxsize=16)
def study(since: int = EARLIEST) -> Study:
    """The study of the facts that ship, worked out once for each year."""
    return Study.of_facts(air_facts(), since)


def chosen_gaps(found: Study, states: Sequence[str] = (), scope: str = BETWEEN) -> tuple[Gap, ...]:
    """Pairs of cities without a known link: of one state with any other, of two with each other, or of all.

    `scope` is "between" states, "within" one, or "all". Raises `AirError` for what is not known.
    """
    if scope not in SCOPES:
        raise AirError(f"{scope[:40]!r} is no scope; valid are {', '.join(SCOPES)}")
    for state in states:
        known_state(state)
    ends = {city.id: city.state for city in found.cities}

    def fits(gap: Gap) -> bool:
        pair = {ends[gap.one], ends[gap.other]}
        return set(states) <= pair and scope in (ALL, BETWEEN if len(pair) == 2 else WITHIN)

    return tuple(gap for gap in found.gaps if fits(gap))


def known_state(code: str) -> str:
    """The code of a state here. Raises `AirError` with those that are valid."""
    if code not in STATES:
        raise AirError(f"{code[:40]!r} is no state here; valid are {', '.join(STATES)}")
    return code
