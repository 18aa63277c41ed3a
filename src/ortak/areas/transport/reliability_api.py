"""Door-to-door times in the API, and what brings a journey below so many days: stored answers of the simulation."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from ortak.areas.transport.reliability_page import MOST_DAYS
from ortak.areas.transport.stored_times import SetTimes, StoredJourney, document, stored, stored_journey
from ortak.mechanisms.presentation.parameters import Parameters

router = Router(tags=["transport"])


class JourneysAsked(Parameters):
    """Which journeys are wanted."""

    corridor: Annotated[str, Field(max_length=40, description="As middle or northern.")] = ""
    direction: Literal["", "west", "east"] = ""


class BelowAsked(Parameters):
    """Which journey is to take less than how many days."""

    journey: Annotated[str, Field(max_length=80, description="As xian-poti.")] = "xian-poti"
    days: Annotated[float, Field(gt=0, le=MOST_DAYS, description="Days from door to door.")]


class TimesOut(Schema):
    """Days of boxes that leave in a season; `shares` are percent of boxes between `edges`."""

    mean: float
    one_of_ten: float
    half: float
    nine_of_ten: float
    edges: list[float]
    shares: list[float]


class CauseOut(Schema):
    """Days of the mean box for a cause."""

    name: str
    days: float
    share: float
    nine_of_ten: float


class JourneyOut(Schema):
    """A journey with its times and their causes."""

    id: str
    corridor: str
    direction: str
    start: str
    end: str
    digest: str
    replications: int
    seed: int
    legs: int
    distance_km: float
    seasons: dict[str, TimesOut]
    causes: list[CauseOut]
    assumptions: list[str]


class JourneysOut(Schema):
    """Modelled: it explains, and never counts as evidence."""

    engine: str
    version: str
    journeys: list[JourneyOut]


class SpanOut(Schema):
    """Days, with the range that holds four fifths of the draws of what is not known."""

    days: float
    low: float
    high: float


class SetOut(Schema):
    """A set of measures, with what it makes of the journey."""

    measures: list[str]
    mean: SpanOut
    nine_of_ten: SpanOut


class BelowOut(Schema):
    """The smallest sets that do it, the quickest first: [] if none does, a set of nothing if nothing is needed. `all`
    holds every set that was simulated."""

    journey: str
    days: float
    mean: list[SetOut]
    nine_of_ten: list[SetOut]
    all: list[SetOut]


@router.get("/reliability", response=JourneysOut, summary="Door-to-door times of the journeys, with their causes")
def reliability(request: HttpRequest, parameters: Query[JourneysAsked]) -> dict[str, Any]:
    """Simulated times: distribution by month of departure, and where the days of the mean box go."""
    chosen: list[StoredJourney] = [
        each
        for each in stored().values()
        if parameters.corridor in ("", each.corridor) and parameters.direction in ("", each.direction)
    ]
    return {"engine": document()["engine"], "version": document()["version"], "journeys": chosen}


@router.get("/below", response=BelowOut, summary="What brings a journey below so many days")
def below(request: HttpRequest, parameters: Query[BelowAsked]) -> dict[str, Any]:
    """Single changes and the smallest sets of them that bring the mean box, and nine boxes of ten, below `days`."""
    found = stored_journey(parameters.journey)
    sets: tuple[SetTimes, ...] = found.sets
    return {"journey": found.id, "days": parameters.days, **found.below(parameters.days), "all": sets}
