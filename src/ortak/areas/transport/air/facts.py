"""Airports, cities and direct routes as facts, read from `data/air`, each route with the source that it was found in.

A route is what a source said of scheduled passenger flights: seen to operate, or announced, in a month. Where no fact
is here, no route was found: that does not say that nobody flies.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from ortak.areas.transport.network.tables import Folder, Row, read_table
from ortak.engines.transport.network import BadNetwork

SURVEY = "2026-11-24"
"""The day on which the sources were last looked through."""
STATES = ("AZ", "KZ", "KG", "TR", "UZ", "HU", "TM", "XN")
"""Members and observers that have airports, as the register of actors names them."""
OPERATING, ANNOUNCED = "operating", "announced"
CODE = re.compile(r"[A-Z]{3}|[A-Z]{4}")
MONTH = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")


@dataclass(frozen=True)
class Source:
    """A document that can be looked up; the title is in our words where it is in another language."""

    id: str
    title: str
    publisher: str
    year: int
    url: str
    kind: str


@dataclass(frozen=True)
class AirportFact:
    """An airport by its IATA code, or by its ICAO code where it has none."""

    code: str
    icao: str
    name: str
    city: str
    actor: str
    lat: float
    lon: float


@dataclass(frozen=True)
class CityFact:
    """A city that airports serve; population and GDP per head are None where they are not known."""

    id: str
    name: str
    actor: str
    lat: float
    lon: float
    population: float | None
    gdp: float | None


@dataclass(frozen=True)
class RouteFact:
    """A direct route between two airports, in both directions, as one source has it.

    `seen` is the month or the year of which it speaks, `weekly` the flights a week each way, None where it does not
    say; `state` is "operating" or "announced".
    """

    one: str
    other: str
    airline: str
    seen: str
    weekly: int | None
    season: str
    state: str
    source: str
    note: str

    @property
    def pair(self) -> tuple[str, str]:
        """Its two codes, in the order of the alphabet."""
        return self.one, self.other


@dataclass(frozen=True)
class AirFacts:
    """All that is known, by code and id."""

    airports: Mapping[str, AirportFact]
    cities: Mapping[str, CityFact]
    routes: tuple[RouteFact, ...]
    sources: Mapping[str, Source]

    @cached_property
    def pairs(self) -> dict[tuple[str, str], tuple[RouteFact, ...]]:
        """The facts of each pair of airports, the last seen first."""
        found: dict[tuple[str, str], list[RouteFact]] = {}
        for route in self.routes:
            found.setdefault(route.pair, []).append(route)
        return {pair: tuple(sorted(facts, key=lambda fact: fact.seen, reverse=True)) for pair, facts in found.items()}

    @cached_property
    def cited(self) -> int:
        """How many documents the routes are from."""
        return len({route.source for route in self.routes})

    def states_of(self, pair: tuple[str, str]) -> tuple[str, str]:
        """The states at the two ends."""
        return self.airports[pair[0]].actor, self.airports[pair[1]].actor

    def name_of(self, code: str) -> str:
        """The city of an airport, and the airport where the city has several.

        >>> air_facts().name_of("GYD"), air_facts().name_of("SAW")
        ('Baku', 'Istanbul (SAW)')
        """
        city = self.airports[code].city
        several = sum(airport.city == city for airport in self.airports.values()) > 1
        return f"{self.cities[city].name} ({code})" if several else self.cities[city].name


@cache
def air_facts() -> AirFacts:
    """The facts that ship, read once."""
    return read(files("ortak.areas.transport") / "data" / "air")


def read(folder: Folder) -> AirFacts:
    """The facts of a folder. Raises `BadNetwork`, which names file, line and what is valid."""
    sources = {row["id"]: _source(row) for row in read_table(folder, "sources")}
    wealth = {row["actor"]: _perhaps(row, "gdp_per_head") for row in read_table(folder, "economies")}
    cities = {row["id"]: _city(row, wealth, sources) for row in read_table(folder, "cities")}
    airports: dict[str, AirportFact] = {}
    for row in read_table(folder, "airports"):
        airport = _airport(row, cities, sources)
        if airport.code in airports:
            raise row.refused("iata", f"two airports have the code {airport.code}")
        airports[airport.code] = airport
    return AirFacts(airports, cities, _routes(read_table(folder, "routes"), airports, sources), sources)


def _source(row: Row) -> Source:
    return Source(
        row["id"],
        row.needed("title"),
        row.needed("publisher"),
        int(row.number("year", 1990, 2100)),
        row.needed("url"),
        row["kind"],
    )


def _perhaps(row: Row, column: str) -> float | None:
    return row.number(column, 1) if row[column] else None


def _known(row: Row, column: str, known: Iterable[str]) -> str:
    if row[column] not in known:
        raise row.refused(column, f"{row[column]!r} is not known")
    return row[column]


def _city(row: Row, wealth: Mapping[str, float | None], sources: Mapping[str, Source]) -> CityFact:
    _known(row, "source", sources)
    return CityFact(
        row.needed("id"),
        row.needed("name"),
        row.one_of("actor", STATES),
        row.number("lat", -90, 90),
        row.number("lon", -180, 180),
        _perhaps(row, "population"),
        wealth.get(row["actor"]),
    )


def _airport(row: Row, cities: Mapping[str, CityFact], sources: Mapping[str, Source]) -> AirportFact:
    code = row["iata"] or row["icao"]
    if not CODE.fullmatch(code):
        raise row.refused("iata", f"{code!r} is neither an IATA nor an ICAO code")
    _known(row, "source", sources)
    return AirportFact(
        code,
        row["icao"],
        row.needed("name"),
        _known(row, "city", cities),
        row.one_of("actor", STATES),
        row.number("lat", -90, 90),
        row.number("lon", -180, 180),
    )


def _routes(
    rows: Iterable[Row], airports: Mapping[str, AirportFact], sources: Mapping[str, Source]
) -> tuple[RouteFact, ...]:
    routes = []
    for row in rows:
        one, other = _known(row, "one", airports), _known(row, "other", airports)
        if one >= other:
            raise row.refused("other", "the two codes stand in the order of the alphabet and differ")
        if not MONTH.fullmatch(row["seen"]):
            raise row.refused("seen", f"{row['seen']!r} is neither a year nor a month as 2025-05")
        weekly = int(row.number("weekly", 1, 500)) if row["weekly"] else None
        state = row.one_of("state", (OPERATING, ANNOUNCED))
        source = _known(row, "source", sources)
        routes.append(
            RouteFact(one, other, row["airline"], row["seen"], weekly, row["season"], state, source, row["note"])
        )
    return tuple(routes)


__all__ = ["SURVEY", "AirFacts", "AirportFact", "BadNetwork", "CityFact", "RouteFact", "Source", "air_facts", "read"]
