"""Routes in the API: every efficient one, or the quickest along each corridor, and the names of places."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from ortak.areas.transport.network import load_network
from ortak.areas.transport.planner_page import asked, found
from ortak.areas.transport.planning import as_values
from ortak.engines.transport.planning import CRITERIA
from ortak.mechanisms.presentation.parameters import Parameters

router = Router(tags=["transport"])


class PlannerAsked(Parameters):
    """What is asked for; any other parameter is refused."""

    origin: Annotated[str, Field(alias="from", min_length=1, max_length=120, description="A place, in any spelling.")]
    destination: Annotated[str, Field(alias="to", min_length=1, max_length=120)]
    criteria: Annotated[
        list[str], Field(description="Which to compare.", json_schema_extra={"items": {"enum": list(CRITERIA)}})
    ] = list(CRITERIA)
    date: Annotated[str, Field(max_length=10, description="Day of departure, as 2026-01-31.")] = ""
    compare: Annotated[str, Field(max_length=1, description="1: instead the quickest along each corridor.")] = ""
    planned: Annotated[str, Field(max_length=1, description="1: also lines that are not yet open.")] = ""


class PlannedRoutes(Schema):
    """Routes as `ortak transport route --json` prints them; what is unknown is null."""

    routes: list[dict[str, Any]]


@router.get("/route", response=PlannedRoutes, summary="Efficient routes between two places")
def route(request: HttpRequest, parameters: Query[PlannerAsked]) -> dict[str, Any]:
    """For one TEU of ten tonnes: routes that no other beats in everything compared, with legs and sources."""
    routes = found(asked(request))
    named = ({"corridor": each.corridor} if each.corridor else {} for each in routes)
    network = load_network()
    return {"routes": [as_values(each.route, network) | name for each, name in zip(routes, named, strict=True)]}


class NetworkPlace(Schema):
    """A place of the network."""

    id: str
    name: str
    local_name: str
    country: str
    kind: str
    lat: float
    lon: float
    unlocode: str


@router.get("/places", response=list[NetworkPlace], summary="The places of the network")
def places(request: HttpRequest) -> list[Any]:
    """Every port, station, crossing, city and junction."""
    return list(load_network().places.values())
