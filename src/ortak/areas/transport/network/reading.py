"""The tables of `data/network` to a `Network`. A bad cell is refused with its file, its line and the reason."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from ortak.areas.transport.network.tables import Folder, Row, read_table
from ortak.engines.transport.network import (
    Capacity,
    Cited,
    Factor,
    Leg,
    Network,
    Place,
    Source,
    Spread,
    Step,
)
from ortak.engines.transport.place_names import PlaceNames
from ortak.engines.transport.planning.measures import SEASONS

Seasons = dict[str, dict[str, list[float]]]
SEAROUTE = "searoute"


@cache
def load_network() -> Network:
    """The network that ships with the area, read once."""
    return read_network(files("ortak.areas.transport") / "data" / "network")


@cache
def place_names() -> PlaceNames:
    """The names of its places, with those in other languages."""
    aliases: dict[str, list[str]] = defaultdict(list)
    for row in read_table(files("ortak.areas.transport") / "data" / "network", "place_names"):
        aliases[row.needed("node")].append(row.needed("name"))
    return PlaceNames(load_network().places.values(), aliases)


def read_network(folder: Folder) -> Network:
    """The network in a folder of tables. Raises `BadNetwork` with file, line and reason."""
    methods = {row["id"]: row for row in read_table(folder, "methods")}
    seasons = _seasons(read_table(folder, "seasons"), methods)
    sea = {row["id"]: row.number("km") for row in read_table(folder, "sea_distances")}
    steps: dict[str, list[Row]] = defaultdict(list)
    for row in read_table(folder, "borders"):
        steps[row["leg"]].append(row)
    places = [_place(row) for row in read_table(folder, "nodes")]
    known = {place.id for place in places}
    legs = []
    for row in read_table(folder, "legs"):
        for end in ("from", "to"):
            if row[end] not in known:
                raise row.refused(end, f"there is no place {row[end]!r} in nodes.csv")
        legs.append(_leg(row, steps.pop(row["id"], []), methods, sea, seasons))
    for orphans in steps.values():
        raise orphans[0].refused("leg", f"there is no leg {orphans[0]['leg']!r} in legs.csv")
    sources = [_source(row) for row in read_table(folder, "sources")]
    return Network.of(places, legs, sources, [_factor(row) for row in read_table(folder, "emission_factors")])


def _place(row: Row) -> Place:
    lat, lon = row.number("lat", -90, 90), row.number("lon", -180, 180)
    return Place(
        row.needed("id"),
        row.needed("name_en"),
        row["name_local"],
        row.needed("country"),
        row["kind"],
        lat,
        lon,
        int(row.number("gauge_mm")) if row["gauge_mm"] else None,
        row["unlocode"],
        row["actor"],
        Cited(row["source"], method=row["method"]),
    )


def _leg(row: Row, steps: list[Row], methods: dict[str, Row], sea: dict[str, float], seasons: Seasons) -> Leg:
    distance = _distance(row, sea)
    hours = _spread(row, "hours") or _by_speed(row, distance, methods)
    capacity = (
        Capacity(row.number("capacity"), row["capacity_unit"], _cited(row, "capacity")) if row["capacity"] else None
    )
    return Leg(
        row.needed("id"),
        row["from"],
        row["to"],
        row.needed("mode"),
        distance,
        hours,
        _spread(row, "cost"),
        row.one_of("two_way", ("yes", "no")) == "yes",
        _carrier(row, steps),
        capacity,
        int(row.number("gauge_mm")) if row["gauge_mm"] else None,
        row["operator"],
        frozenset(row["tags"].split()),
        row.needed("status"),
        row["status_year"],
        row["status_source"],
        row["note"],
        tuple(Step(step["step"], step["side"], _needed_spread(step, "hours"), _step_cited(step)) for step in steps),
        _in_seasons(hours, seasons.get(row["hours_method"], {})),
        _cited(row, "distance"),
        _cited(row, "hours"),
        _cited(row, "cost"),
    )


def _seasons(rows: Iterable[Row], methods: dict[str, Row]) -> Seasons:
    """For each method and season, how far low, usual and high differ from those of the whole year."""
    found: Seasons = defaultdict(dict)
    for row in rows:
        method = methods.get(row["method"])
        if method is None:
            raise row.refused("method", f"there is no method {row['method']!r} in methods.csv")
        season, year = _needed_spread(row, "hours"), [method.number(part) for part in ("low", "mode", "high")]
        differences = [one - other for one, other in zip(season, year, strict=True)]
        found[method["id"]][row.one_of("season", tuple(SEASONS))] = differences
    return found


def _in_seasons(hours: Spread | None, seasons: dict[str, list[float]]) -> dict[str, Spread]:
    if hours is None:
        return {}
    changed = {name: [hour + more for hour, more in zip(hours, by, strict=True)] for name, by in seasons.items()}
    return {name: Spread(*(round(hour, 2) for hour in parts)) for name, parts in changed.items()}


def _distance(row: Row, sea: dict[str, float]) -> float | None:
    if row["distance_km"]:
        return row.number("distance_km", 0)
    if row["distance_source"] != SEAROUTE:
        return None
    pair = row["distance_place"].replace(" - ", "-")
    if pair not in sea:
        raise row.refused(
            "distance_place", f"{pair} is not in sea_distances.csv: run python -m ortak.areas.transport.network.sea"
        )
    return sea[pair]


def _by_speed(row: Row, distance: float | None, methods: dict[str, Row]) -> Spread | None:
    """Hours of a sea leg from its distance and the speeds of the method that it names."""
    if distance is None or row["hours_source"] != "estimate":
        return None
    method = methods.get(row["hours_method"])
    if method is None or method["unit"] != "km/h":
        raise row.refused("hours_method", f"{row['hours_method']!r} is no method with a speed in km/h")
    low, usual, high = (round(distance / method.number(part, 0.1), 1) for part in ("low", "mode", "high"))
    return Spread(low, usual, high)


def _spread(row: Row, figure: str) -> Spread | None:
    """Low, usual and high; an empty low or high is the usual value itself, an empty usual value is unknown."""
    if not row[f"{figure}_mode"]:
        return None
    usual = row.number(f"{figure}_mode", 0)
    low, high = (row.number(f"{figure}_{part}", 0) if row[f"{figure}_{part}"] else usual for part in ("low", "high"))
    if not low <= usual <= high:
        raise row.refused(f"{figure}_mode", f"{low}, {usual}, {high} do not rise from low to high")
    return Spread(low, usual, high)


def _needed_spread(row: Row, figure: str) -> Spread:
    found = _spread(row, figure)
    if found is None:
        raise row.refused(f"{figure}_mode", "is empty")
    return found


def _carrier(row: Row, steps: list[Row]) -> str:
    if row["mode"] == "terminal handling":
        return "road"
    if row["mode"] == "gauge change":
        return "rail"
    return steps[0]["mode"] if steps else row["mode"]


def _cited(row: Row, figure: str) -> Cited:
    return Cited(
        row[f"{figure}_source"], row[f"{figure}_place"], row[f"{figure}_year"], row.get(f"{figure}_method", "")
    )


def _step_cited(row: Row) -> Cited:
    return Cited(row["source"], row["place"], row["year"], row["method"])


def _source(row: Row) -> Source:
    return Source(row.needed("id"), row.needed("title"), row["publisher"], row["year"], row["url"])


def _factor(row: Row) -> Factor:
    value = row.number("value", 0) if row["value"] else None
    cited = Cited(row["source"], row["place"], method=row["method"])
    return Factor(row.needed("id"), row["mode"], row["vehicle"], value, row["unit"], row["region"], cited, row["note"])
