"""Air links in the API: states, airports, routes with their sources, trips, gaps, and what a new route brings."""

from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from ortak.areas.transport.air.facts import STATES, air_facts
from ortak.areas.transport.air.selecting import Wanted, select
from ortak.mechanisms.presentation.parameters import Parameters

router = Router(tags=["transport"])

Year = Annotated[int, Field(ge=2018, le=2100, description="Facts from this year on.")]
Place = Annotated[str, Field(min_length=3, max_length=60, description="An airport as GYD, or a city as Baku.")]
Code = Annotated[str, Field(max_length=2, json_schema_extra={"enum": ["", *STATES]}, description="As AZ.")]
Limit = Annotated[int, Field(ge=1, le=1000, description="How many rows.")]
Offset = Annotated[int, Field(ge=0, le=10**9, description="How many to leave out before them.")]


class Since(Parameters):
    since: Year = 2018


class RoutesAsked(Since):
    """Which facts of routes are wanted."""

    state: Code = ""
    other: Annotated[Code, Field(description="With this state at the other end.")] = ""
    airport: Annotated[str, Field(max_length=4, description="At this airport, as GYD.")] = ""
    kind: Annotated[str, Field(max_length=10, json_schema_extra={"enum": ["", "operating", "announced"]})] = ""
    q: Annotated[str, Field(max_length=200, description="City, airport, airline or publisher.")] = ""
    limit: Limit = 100
    offset: Offset = 0


class TripsAsked(Since):
    start: Annotated[Place, Field(alias="from")]
    end: Annotated[Place, Field(alias="to")]


class GapsAsked(Since):
    state: Code = ""
    other: Code = ""
    scope: Literal["between", "within", "all"] = "between"
    limit: Limit = 100


class RouteAsked(Since):
    one: Place
    other: Place


class AirSourceOut(Schema):
    title: str
    publisher: str
    year: int
    url: str


class AirRouteOut(Schema):
    """A direct route as one source has it, in both directions; `weekly` is null where the source does not say."""

    one: str
    other: str
    airline: str
    state: Literal["operating", "announced"]
    seen: str
    weekly: int | None
    season: str
    note: str
    source: AirSourceOut


class AirRoutePage(Schema):
    """A part of the list, in an order that stays. `survey` is the day on which the sources were looked through."""

    count: int
    survey: str
    next: str | None
    previous: str | None
    results: list[AirRouteOut]


class AirRulesOut(Schema):
    """What counts as a connection."""

    connection_hours: float
    detour: float


class AirAnswer(Schema):
    """What every answer says of itself."""

    survey: str
    rules: AirRulesOut


class AirStatePairOut(Schema):
    one: str
    other: str
    links: int


class AirStatesOut(AirAnswer):
    """Linked pairs of airports by pair of states; a pair of states that is not there has no route that we found."""

    airports: int
    links: int
    states: list[AirStatePairOut]


class AirReachOut(Schema):
    """What an airport reaches in the region; units and closeness are modelled."""

    code: str
    name: str
    city: str
    state: str
    direct: list[str]
    with_one_stop: int
    connectivity_units: float
    closeness: float


class AirTripOut(Schema):
    """An itinerary; hours are modelled."""

    start: Annotated[str, Field(alias="from")]
    to: str
    stops: int
    via: str | None
    hours: float
    km: int
    detour: float
    facts: list[AirRouteOut]


class AirTripsOut(AirAnswer):
    """The fastest first. None: no route found, which does not say that nobody flies."""

    trips: list[AirTripOut]
    modelled: list[str]
    note: str = ""


class AirGapOut(Schema):
    """A pair of cities without a known link; the index is modelled, `low` to `high` holds 80 % of such pairs."""

    one: str
    other: str
    demand_index: float
    low: float
    high: float
    km: int
    hours_with_one_stop: float | None
    via: str | None


class AirGapsOut(AirAnswer):
    count: int
    unserved: list[AirGapOut]
    modelled: list[str]
    index: str
    note: str


class AirGainOut(Schema):
    """A pair of cities that the route helps: direct, one stop (it had none) or faster."""

    one: str
    other: str
    kind: str
    hours_before: float | None
    hours_after: float
    demand_index: float | None


class AirEffectOut(AirAnswer):
    """What a new route brings; all of it is modelled."""

    route: list[str]
    km: int
    hours: float
    direct: int
    new_with_one_stop: int
    faster: int
    mean_hours_saved: float | None
    gains: list[AirGainOut]
    modelled: list[str]


@router.get("", response=AirStatesOut, summary="Linked pairs of airports by state")
def states(request: HttpRequest, asked: Query[Since]) -> dict[str, Any]:
    """How many pairs of airports have a direct route on record, by pair of states."""
    from ortak.areas.transport.air import answers, said

    return said.states(answers.study(asked.since))


@router.get("/airports", response=list[AirReachOut], summary="What each airport reaches")
def airports(request: HttpRequest, asked: Query[Since]) -> list[dict[str, Any]]:
    """Every airport with the airports it has a direct route to, how many more with one stop, and two indices."""
    from ortak.areas.transport.air import answers, said

    found = answers.study(asked.since)
    return [said.reach(found, each) for each in found.reaches]


@router.get("/routes", response=AirRoutePage, summary="Direct routes with their sources")
def routes(request: HttpRequest, asked: Query[RoutesAsked]) -> dict[str, Any]:
    """The facts: each route as one source has it."""
    from ortak.areas.transport.air import answers, said
    from ortak.areas.transport.air.facts import SURVEY

    wanted = Wanted(asked.state, asked.other, asked.airport, asked.kind, asked.since, asked.q)
    found, rows = answers.study(), select(air_facts(), wanted)
    after, before = asked.offset + asked.limit, max(0, asked.offset - asked.limit)
    return {
        "count": len(rows),
        "survey": SURVEY,
        "next": _address(request, after) if after < len(rows) else None,
        "previous": _address(request, before) if asked.offset else None,
        "results": [said.fact(found, row) for row in rows[asked.offset : after]],
    }


def _address(request: HttpRequest, offset: int) -> str:
    kept = [(name, value) for name, values in request.GET.lists() for value in values if name != "offset"]
    return request.build_absolute_uri(f"{request.path}?{urlencode([*kept, ('offset', offset)])}")


@router.get("/trips", response=AirTripsOut, by_alias=True, summary="Ways from one place to another")
def trips(request: HttpRequest, asked: Query[TripsAsked]) -> dict[str, Any]:
    """Direct and with one stop, the fastest first, direct ones with their sources."""
    from ortak.areas.transport.air import answers, said

    return said.trips(answers.study(asked.since), asked.start, asked.end)


@router.get("/unserved", response=AirGapsOut, summary="Pairs of cities without a known link")
def unserved(request: HttpRequest, asked: Query[GapsAsked]) -> dict[str, Any]:
    """Ranked by demand after a gravity model."""
    from ortak.areas.transport.air import answers, said

    chosen = [state for state in (asked.state, asked.other) if state]
    return said.gaps(answers.study(asked.since), chosen, asked.scope, asked.limit)


@router.get("/effect", response=AirEffectOut, summary="What a new route would bring")
def effect(request: HttpRequest, asked: Query[RouteAsked]) -> dict[str, Any]:
    """Pairs of cities that gain a direct route or a connection, and the hours that they save."""
    from ortak.areas.transport.air import answers, said

    found = answers.study(asked.since)
    return said.effect_dict(found, found.effect(asked.one, asked.other))
