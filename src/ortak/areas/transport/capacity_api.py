"""What the corridor can carry, in the API: stored answers of the flows."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from ortak.areas.transport.stored_room import StoredRoom, document, stored
from ortak.mechanisms.presentation.parameters import Parameters

router = Router(tags=["transport"])


class CapacityAsked(Parameters):
    """Which traffic is wanted, and what is taken as built; 2025 has one growth."""

    year: Literal["", "2025", "2030", "2040"] = ""
    growth: Annotated[Literal["", "low", "usual", "high"], Field(description="Growth of the traffic.")] = ""
    built: Literal["nothing", "alat-2", "unknown-cost"] = "nothing"


class WorkOut(Schema):
    """What could be built; the cost is null where none was found."""

    id: str
    title: str
    status: str
    cost: float | None
    gain_source: str
    cost_source: str
    note: str


class LimitOut(Schema):
    """A published capacity; `usd` and `teu` are what one more unit would save in a year, and let through."""

    id: str
    title: str
    unit: str
    room: float
    used: float
    usd: float
    teu: float
    built: bool
    source: str
    place: str


class ReliefOut(Schema):
    """A work by itself: USD saved in a year, for each USD spent, and more containers."""

    work: WorkOut
    saved: float
    per_usd: float | None
    more_teu: float


class ChoiceOut(Schema):
    """The best works of known cost for a budget in USD."""

    budget: float
    chosen: list[WorkOut]
    spent: float
    saved: float
    left_out: list[WorkOut]


class RoomOut(Schema):
    """The traffic of a year. Wanted and served by kind are units of ten tonnes; `most_teu` is the largest flow of
    containers, whatever it costs."""

    year: int
    scenario: str
    built: str
    wanted: dict[str, float]
    served: dict[str, float]
    most_teu: float
    limits: list[LimitOut]
    reliefs: list[ReliefOut]
    choices: list[ChoiceOut]


class CapacityOut(Schema):
    """Modelled: it explains, and never counts as evidence."""

    engine: str
    version: str
    digest: str
    results: list[RoomOut]


@router.get("/capacity", response=CapacityOut, summary="What the corridor can carry, and what holds it back")
def capacity(request: HttpRequest, parameters: Query[CapacityAsked]) -> dict[str, Any]:
    """Limits with their worth, investments by themselves, and the best choice for each budget, by year and growth."""
    chosen: list[StoredRoom] = [
        each
        for each in stored().values()
        if each.built == parameters.built
        and parameters.year in ("", str(each.year))
        and parameters.growth in ("", each.scenario)
    ]
    about = {name: document()[name] for name in ("engine", "version", "digest")}
    return {**about, "results": chosen}
