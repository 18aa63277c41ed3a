"""Pipelines in the API: every pipe with its sources, the flows of a year, N-1 and expansions."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from ortak.areas.energy.pipelines.facts import Facts, Line, load_facts
from ortak.areas.energy.pipelines.page import said
from ortak.areas.energy.pipelines.stored import stored_answers, stored_outages
from ortak.mechanisms.presentation.parameters import Parameters

router = Router(tags=["energy"])
Commodity = Annotated[str, Field(pattern="^(gas|oil)$", description="gas or oil.")]


class CommodityAsked(Parameters):
    """Which commodity; any other parameter is refused."""

    commodity: Commodity = "gas"


class OutageAsked(Parameters):
    """Which pipe stops; without one, each in turn."""

    pipe: Annotated[str, Field(max_length=60, description="The id of a pipe that runs.")] = ""


class PipeFacts(Schema):
    """A pipe; what no source gives is null."""

    id: str
    name: str
    commodity: str
    course: list[str]
    states: list[str]
    both_ways: bool
    capacity: float | None
    unit: str
    capacity_source: str
    capacity_method: str
    length_km: float | None
    diameter_mm: float | None
    size_source: str
    operator: str
    status: str
    status_year: str
    note: str


class PipelineAnswer(Schema):
    """What the model says, as the command line prints it."""

    answer: dict[str, Any]


@router.get("", response=list[PipeFacts], summary="The oil and gas pipes of the region")
def pipes(request: HttpRequest) -> list[dict[str, Any]]:
    """Every pipe with its figures and their sources."""
    facts = load_facts()
    return [_pipe(facts, line) for line in facts.lines.values()]


def _pipe(facts: Facts, line: Line) -> dict[str, Any]:
    return {
        "id": line.id,
        "name": line.name,
        "commodity": line.commodity,
        "course": [facts.nodes[place].name for place in line.course],
        "states": list(facts.states(line)),
        "both_ways": line.both_ways,
        "capacity": line.capacity,
        "unit": line.unit,
        "capacity_source": said(facts, line.capacity_cited),
        "capacity_method": line.capacity_cited.method,
        "length_km": line.length_km,
        "diameter_mm": line.diameter_mm,
        "size_source": said(facts, line.size_cited),
        "operator": line.operator,
        "status": line.status,
        "status_year": line.status_year,
        "note": line.note,
    }


@router.get("/flow", response=PipelineAnswer, summary="What the pipes carry in a year")
def flow(request: HttpRequest, parameters: Query[CommodityAsked]) -> dict[str, Any]:
    """Flows, what each state takes, and the cut that proves that no more demand can be met."""
    return {"answer": stored_answers()[parameters.commodity]["year"]}


@router.get("/n1", response=PipelineAnswer, summary="The year without one pipe")
def n1(request: HttpRequest, parameters: Query[OutageAsked]) -> dict[str, Any]:
    """By state: demand unserved, production that nobody takes; what other pipes carry instead; the cut."""
    outages = stored_outages()
    if parameters.pipe and parameters.pipe not in outages:
        raise HttpError(404, f"there is no pipe {parameters.pipe!r} that runs; there are {', '.join(outages)}")
    wanted = [parameters.pipe] if parameters.pipe else list(outages)
    return {"answer": {"outages": [outages[each] for each in wanted]}}


@router.get("/expansions", response=PipelineAnswer, summary="What more capacity would bring")
def expansions(request: HttpRequest, parameters: Query[CommodityAsked]) -> dict[str, Any]:
    """The margin of each pipe, and each project carried anew."""
    return {"answer": stored_answers()[parameters.commodity]["expansions"]}
