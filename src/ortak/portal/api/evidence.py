"""Facts and figures: the list, one row, its history; and what each agreement still waits for."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import Field

from ortak.mechanisms.actors.viewers import Viewer
from ortak.mechanisms.presentation.conditional import viewer_of
from ortak.portal.api.answers import Page, Paged, as_json, no_parameters, page
from ortak.portal.api.counting import figures_by_indicator
from ortak.portal.api.forms import Act, Figure, Form, Source, Step
from ortak.portal.api.parameters import KnownOn, Short, today
from ortak.portal.api.problems import NotHere
from ortak.vision.acts import acts as acts_in_force
from ortak.vision.catalogue import Wanted, acts_of, asked_for, figures_of, versions
from ortak.vision.provenance import milestone_dict, observation_dict

router = Router(tags=["evidence"], by_alias=True)


class EvidenceAsked(Paged):
    """Filters of the list; without any, everything public."""

    code: Annotated[Short | None, Field(description="Only what is about this directive or priority.")] = None
    state: Annotated[Short | None, Field(description="Only what is about this state, or ORG.")] = None
    kind: Annotated[Literal["acts", "figures"] | None, Field(description="Only acts, or only figures.")] = None
    indicator: Annotated[Short | None, Field(description="Only figures of this indicator.")] = None
    area: Annotated[Short | None, Field(description="Only facts of this area, e.g. transport.")] = None
    known_on: KnownOn = None


@router.get("/evidence", response=Page[Act | Figure], summary="Every fact and figure")
def evidence(request: HttpRequest, asked: Query[EvidenceAsked]) -> HttpResponse:
    """Acts, newest first, then figures by indicator, state and period; each with its whole provenance."""
    wanted = asked_for(
        code=asked.code,
        state=asked.state,
        kind=asked.kind,
        indicator=asked.indicator,
        area=asked.area,
        known_on=asked.known_on,
    )
    viewer = viewer_of(request)
    start, end = asked.offset, asked.offset + asked.limit
    found: list[dict[str, Any]] = []
    acts = 0
    if wanted.kind != "figures" and not wanted.indicator:
        rows = acts_of(wanted, viewer)
        acts = rows.count()
        found += [milestone_dict(row) for row in rows[start : min(end, acts)]] if start < acts else []
    figures = 0
    if wanted.kind != "acts":
        figures, more = figure_page(wanted, viewer, max(0, start - acts), max(0, end - acts))
        found += more
    return page(request, asked, acts + figures, found)


def figure_page(wanted: Wanted, viewer: Viewer, start: int, end: int) -> tuple[int, list[dict[str, Any]]]:
    """How many figures there are, and those from `start` to `end`.

    The list is ordered by indicator, so only the indicators that the page touches are read: a page at the end of a
    million rows costs what the first one costs."""
    total, first = 0, 0
    touched: list[str] = []
    for code, rows in figures_by_indicator(wanted, viewer):
        if total < end and total + rows > start:
            first = first if touched else total
            touched.append(code)
        total += rows
    if not touched:
        return total, []
    chosen = figures_of(wanted, viewer).filter(indicator__code__in=touched)[start - first : end - first]
    return total, [observation_dict(row) for row in chosen]


class ActVersion(Act):
    version: int
    withdrawn: bool
    natural_key: str


class FigureVersion(Figure):
    version: int
    withdrawn: bool
    natural_key: str


Identity = Annotated[UUID, Path(description="Public id of the row.")]


@router.get("/evidence/{id}", response=ActVersion | FigureVersion, summary="One fact or figure")
@no_parameters
def evidence_row(request: HttpRequest, id: Identity) -> HttpResponse:
    """A row as it was recorded, superseded or not: its history says whether a newer one stands."""
    return as_json(next(row for row in _versions(id, request) if row["id"] == str(id)))


@router.get("/evidence/{id}/history", response=list[ActVersion | FigureVersion], summary="Its versions")
@no_parameters
def evidence_history(request: HttpRequest, id: Identity) -> HttpResponse:
    """Every version of the row, oldest first, superseded and withdrawn ones included. Nothing is ever deleted."""
    return as_json(_versions(id, request))


def _versions(identity: UUID, request: HttpRequest) -> list[dict[str, Any]]:
    rows = list(versions(str(identity), viewer_of(request)))
    if not rows:
        raise NotHere(f"nothing is recorded under the id {identity}; /api/v1/evidence lists what is")
    return rows


class OwnStep(Form):
    step: Step
    date: str
    title: str
    source: Source
    second_source: Source | None
    grade: str


class Signatory(Form):
    """A signatory's own steps. Not found is unknown, not no."""

    status: Literal["in force", "own step done", "not yet", "unknown"]
    steps: list[OwnStep]


class Agreement(Form):
    """An agreement of the Organization that needs approval."""

    id: str
    title: str
    signed: str | None
    place: str | None
    in_force: str | None
    entry_rule: str | None = Field(description="What joint entry into force needs, in our own words.")
    own_step_not_found: list[str]
    waiting_since: str | None
    days_since_signature: int | None
    source: Source
    note: str | None
    signatories: dict[str, Signatory]


@router.get("/acts", response=list[Agreement], summary="Acts in force")
@no_parameters
def acts(request: HttpRequest) -> HttpResponse:
    """What each agreement of the Organization still waits for, and since when."""
    return as_json(acts_in_force(viewer_of(request), today=today()))
