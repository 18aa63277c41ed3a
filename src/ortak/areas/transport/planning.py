"""Routes of the planner as plain values for a page, the API or the command line, and timetables from a file."""

from functools import cache
from pathlib import Path
from typing import Any

from ortak.areas.transport.network import load_network
from ortak.areas.transport.network.tables import read_table
from ortak.engines.transport.network import Cited, Network, Place, TransportError
from ortak.engines.transport.planning import Planner, Route, RouteLeg, Service
from ortak.engines.transport.planning.timetables import BadTimetable

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CORRIDORS = {
    "middle": ("middle",),
    "btk": ("btk", "middle"),
    "zangezur": ("zangezur", "middle"),
    "cku": ("cku", "middle"),
    "lapis-lazuli": ("lapis-lazuli", "middle"),
    "northern": ("northern",),
    "via-iran": ("via-iran", "middle"),
    "southern-sea": ("southern-sea",),
}
"""The corridors that routes are compared along, and the legs that belong to each: a branch takes in its trunk."""


class SamePlace(TransportError):
    """A question from a place to itself."""


@cache
def planner(season: str | None = None, modes: frozenset[str] | None = None, planned: bool = False) -> Planner:
    """A planner on the network that ships, made once for each choice."""
    return Planner(load_network(), season=season, modes=modes, planned=planned)


def along_corridors(plan: Planner, source: str, target: str) -> list[tuple[str, Route]]:
    """The quickest route along each corridor, if the corridor's own legs are at least a tenth of it and it is new."""
    found: list[tuple[str, Route]] = []
    for name, tags in CORRIDORS.items():
        along = plan.along(source, target, tags)
        on_it = sum(leg.arc.leg.distance_km or 0.0 for leg in along.legs if name in leg.arc.leg.tags)
        if 10 * on_it >= along.distance_km and along.places not in {other.places for _, other in found}:
            found.append((name, along))
    return found


def read_services(file: Path) -> tuple[Service, ...]:
    """Services from a table: leg, from, and either per_week or departures ("tuesday 18:00; friday 06:30").

    Raises `BadNetwork` or `BadTimetable` with what is wrong.
    """
    found = []
    for row in read_table(file.parent, file.name.removesuffix(".csv")):
        per_week = row.number("per_week") if row.get("per_week") else None
        departures = [part.strip().lower() for part in row.get("departures", "").split(";") if part.strip()]
        hours = []
        for departure in departures:
            day, _, clock = departure.partition(" ")
            hour, _, minute = clock.partition(":")
            if day not in DAYS or not (hour.isdigit() and minute.isdigit() and int(hour) < 24 and int(minute) < 60):
                raise row.refused("departures", f"{departure!r} is not like 'tuesday 18:00'")
            hours.append(24.0 * DAYS.index(day) + int(hour) + int(minute) / 60)
        if per_week is None and not hours:
            raise row.refused("departures", "the service never runs: give departures, or how many per_week")
        found.append(Service(row.needed("leg"), row.needed("from"), per_week, tuple(sorted(set(hours)))))
    if not found:
        raise BadTimetable(f"{file.name}: no service is in it; columns are leg, from, per_week, departures")
    return tuple(found)


def two_places(origin: Place, destination: Place) -> tuple[Place, Place]:
    """Both, if they are two. Raises `SamePlace`."""
    if origin.id == destination.id:
        raise SamePlace(f"{origin.name} is both start and end; name two places")
    return origin, destination


def as_values(route: Route, network: Network) -> dict[str, Any]:
    """A route as JSON has it. What is unknown is null, and `incomplete` says why."""
    return {
        "hours": round(route.hours, 1),
        "hours_usual": round(route.usual_hours, 1),
        "hours_90_percent": [round(route.hours_from, 1), round(route.hours_to, 1)],
        "hours_by_season": {name: round(hours, 1) for name, hours in route.by_season.items()},
        "cost_usd": None if route.cost_usd is None else round(route.cost_usd, 1),
        "cost_usd_known": round(route.known_cost_usd, 1),
        "co2_kg": None if route.co2_kg is None else round(route.co2_kg, 1),
        "co2_kg_known": round(route.known_co2_kg, 1),
        "on_time_share": round(route.on_time_share, 3),
        "distance_km": round(route.distance_km, 1),
        "modes": list(route.modes),
        "best_in": list(route.best_in),
        "trades": [str(each) for each in route.trades],
        "incomplete": route.incomplete,
        "legs": [_leg(leg, network) for leg in route.legs],
    }


def _leg(part: RouteLeg, network: Network) -> dict[str, Any]:
    leg, places = part.arc.leg, network.places
    return {
        "id": leg.id,
        "from": {"id": part.arc.tail, "name": places[part.arc.tail].name},
        "to": {"id": part.arc.head, "name": places[part.arc.head].name},
        "mode": leg.mode,
        "status": leg.status,
        "distance_km": leg.distance_km,
        "hours": round(part.hours, 2),
        "hours_low_usual_high": [round(hours, 2) for hours in part.spread],
        "wait_hours": round(part.wait_hours, 2),
        "cost_usd": part.cost_usd,
        "co2_kg": None if part.carbon.kg is None else round(part.carbon.kg, 2),
        "co2_factor": part.carbon.factor,
        "co2_leaves_out": part.carbon.unknown,
        "steps": [{"step": step.name, "side": step.side, "hours": step.hours.usual} for step in leg.steps],
        "sources": {figure: source_of(cited, network) for figure, cited in part.cited.items()},
    }


def source_of(cited: Cited, network: Network) -> dict[str, Any]:
    """Where a figure comes from: a source with the place in it, or an estimate with its method."""
    if cited.estimated:
        return {"estimate": True, "method": cited.method}
    if not cited.source:
        return {"unknown": True}
    source = network.sources.get(cited.source)
    named = {"title": source.title, "url": source.url} if source else {}
    return {"estimate": False, "source": cited.source, "place": cited.place, "year": cited.year, **named}
