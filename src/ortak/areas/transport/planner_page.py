"""The planner: efficient routes between two places on a map and in a table, the corridors side by side, a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ortak.areas.transport.maps import picture
from ortak.areas.transport.network import load_network, place_names
from ortak.areas.transport.network.methods import load_methods
from ortak.areas.transport.network_page import guarded, said
from ortak.areas.transport.planning import along_corridors, planner, two_places
from ortak.areas.transport.wording import CORRIDORS, MODES
from ortak.engines.transport.network import Place, TransportError
from ortak.engines.transport.planning import CRITERIA, representatives, season_of
from ortak.mechanisms.presentation.conditional import conditional
from ortak.mechanisms.presentation.downloads import csv_answer
from ortak.mechanisms.presentation.guarding import only

SAMPLE = {"from": "Xi'an", "to": "Istanbul"}
FIELDS = ("from", "to", "criteria", "date", "compare", "planned")
MOST_DRAWN = 6
COLUMNS = (
    "route", "corridor", "leg", "from", "to", "mode", "distance, km", "hours", "hours, low", "hours, usual",
    "hours, high", "waiting, hours", "USD per TEU", "kg CO2e per TEU", "emission factor",
    "hours: source", "cost: source",
)  # fmt: skip


class BadQuestion(TransportError):
    """A question that cannot be asked: what is valid."""


@dataclass(frozen=True)
class Asked:
    """Two places and what is compared."""

    origin: Place
    destination: Place
    criteria: tuple[str, ...]
    day: date | None
    compare: bool
    planned: bool


@dataclass(frozen=True)
class Found:
    """A route with the corridor that it was sought along, if one was."""

    corridor: str
    route: Any


def asked(request: HttpRequest) -> Asked:
    """What the address asks for. Raises `TransportError`."""
    get = request.GET
    only(request, FIELDS, BadQuestion)
    names = place_names()
    ends = two_places(*(names.find(get.get(end, SAMPLE[end])[:120]) for end in ("from", "to")))
    criteria = tuple(each for each in get.getlist("criteria") if each) or CRITERIA
    if wrong := [each for each in criteria if each not in CRITERIA]:
        raise BadQuestion(f"there is no criterion {wrong[0][:40]!r}; there are {', '.join(CRITERIA)}")
    return Asked(
        ends[0], ends[1], tuple(dict.fromkeys(criteria)), _day(get.get("date", "")), "compare" in get, "planned" in get
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadQuestion(f"date={text[:40]!r} is no day as 2026-01-31") from None


def found(wanted: Asked) -> list[Found]:
    """The representatives of the efficient routes, or the quickest route along each corridor."""
    season = season_of(wanted.day) if wanted.day else None
    plan = planner(season, None, wanted.planned)
    ends = wanted.origin.id, wanted.destination.id
    if wanted.compare:
        return [Found(name, route) for name, route in along_corridors(plan, *ends)]
    routes = plan.routes(*ends, wanted.criteria, wanted.day)
    return [Found("", route) for route in representatives(routes, wanted.criteria)]


@guarded
@conditional
def index(request: HttpRequest) -> HttpResponse:
    """Routes that no other beats in everything at once, with what each is best in and what it costs instead."""
    network = load_network()
    context: dict[str, Any] = {
        "given": {name: request.GET.get(name, SAMPLE.get(name, "")) for name in FIELDS},
        "chosen": [each for each in request.GET.getlist("criteria") if each in CRITERIA] or CRITERIA,
        "criteria": CRITERIA,
        "is_sample": "from" not in request.GET,
        "places": sorted({place.name for place in network.places.values()}),
        "network": network,
        "sources": network.sources,
        "methods": load_methods(),
        "modes": MODES,
        "corridors": CORRIDORS,
        "query": request.GET.urlencode() or urlencode(SAMPLE),
        "problem": "",
    }
    try:
        wanted = asked(request)
        routes = found(wanted)
    except TransportError as error:
        return render(request, "transport/planner.html", context | {"problem": str(error)}, status=400)
    return render(request, "transport/planner.html", context | _shown(wanted, routes))


def _shown(wanted: Asked, routes: Sequence[Found]) -> dict[str, Any]:
    legs = {part.arc.leg.id: part.arc.leg for each in routes[:MOST_DRAWN] for part in each.route.legs}
    ends = wanted.origin, wanted.destination
    return {
        "asked": wanted,
        "routes": routes,
        "picture": picture(load_network(), legs.values(), [end.id for end in ends], {end.id: end.name for end in ends}),
    }


@guarded
@conditional
def as_csv(request: HttpRequest) -> HttpResponse:
    """Every leg of every route, with its figures and where they come from."""
    places = load_network().places
    rows = [
        (
            number, each.corridor, part.arc.leg.id, places[part.arc.tail].name, places[part.arc.head].name,
            part.arc.leg.mode, part.arc.leg.distance_km, round(part.hours, 2), *part.spread, part.wait_hours,
            part.cost_usd, part.carbon.kg, part.carbon.factor, said(part.cited["hours"]), said(part.cited["cost"]),
        )
        for number, each in enumerate(found(asked(request)), 1)
        for part in each.route.legs
    ]  # fmt: skip
    return csv_answer("ortak-routes.csv", COLUMNS, rows)
