"""Indicators: definitions, series with their movement, every figure, and where a series is heading."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from ortak.mechanisms.actors.services import in_order
from ortak.mechanisms.actors.viewers import Viewer, visible_to
from ortak.mechanisms.indicators.models import Indicator, Observation
from ortak.mechanisms.indicators.words import Category as Categories
from ortak.mechanisms.presentation.conditional import viewer_of
from ortak.mechanisms.presentation.folding import holds
from ortak.mechanisms.presentation.parameters import Parameters
from ortak.portal.api.answers import Page, Paged, as_json, page
from ortak.portal.api.evidence import figure_page
from ortak.portal.api.forms import Better, Category, Figure, Form, Movement, Point, Texts
from ortak.portal.api.parameters import IndicatorCode, KnownOn, Short, Words
from ortak.portal.api.problems import Invalid
from ortak.vision.catalogue import asked_for
from ortak.vision.evidence import Basis, read_points
from ortak.vision.explain import movement_dict
from ortak.vision.outlooks import UnknownIndicator, find_indicator, of_indicator

router = Router(tags=["indicators"], by_alias=True)


class IndicatorsAsked(Paged):
    area: Annotated[Short | None, Field(description="Only indicators of this area, e.g. transport.")] = None
    category: Annotated[
        Category | None, Field(alias="class", description="Only evidence, external assessments or context.")
    ] = None
    q: Words = ""


class Definition(Form):
    """What is measured, in which unit, which direction is wanted, and what the figure may do."""

    code: str
    title: str
    titles: Texts
    area: str | None
    codes: list[str] = Field(description="Directives and priorities that it says something about.")
    unit: str
    better: Better
    category: Category = Field(alias="class")
    nature: Literal["share", "index", "level", "count", "money", "rate"]
    baseline: str
    target: float | None
    target_period: str | None
    target_source: str | None
    ceiling: float | None
    floor: float | None
    modelled: bool
    pairs: bool = Field(description="Whether its figures are of pairs of states.")
    producer: str | None
    dataset: str | None
    edition: str | None
    licence: str | None
    share_alike: bool
    note: str | None


@router.get("/indicators", response=Page[Definition], summary="Indicators")
def indicators(request: HttpRequest, asked: Query[IndicatorsAsked]) -> HttpResponse:
    """Definitions by code."""
    rows = list(Indicator.objects.order_by("code"))
    areas = sorted({row.area for row in rows if row.area})
    if asked.area and asked.area not in areas:
        raise Invalid(f"area {asked.area!r} has no indicator; valid are {', '.join(areas)}")
    chosen = [
        row
        for row in rows
        if (not asked.area or row.area == asked.area)
        and (not asked.category or row.category == asked.category)
        and holds(asked.q, row.code, *row.titles.values(), row.producer)
    ]
    shown = chosen[asked.offset : asked.offset + asked.limit]
    return page(request, asked, len(chosen), [definition(row) for row in shown])


def definition(row: Indicator) -> dict[str, Any]:
    """An indicator as data."""
    return {
        "code": row.code,
        "title": row.titles["en"],
        "titles": row.titles,
        "area": row.area or None,
        "codes": row.codes,
        "unit": row.unit_measure,
        "better": row.better,
        "class": row.category,
        "nature": row.nature,
        "baseline": row.baseline,
        "target": row.target,
        "target_period": row.target_period or None,
        "target_source": row.target_source or None,
        "ceiling": row.ceiling,
        "floor": row.floor,
        "modelled": row.modelled,
        "pairs": row.pairs,
        "producer": row.producer or None,
        "dataset": row.dataset or None,
        "edition": row.edition or None,
        "licence": row.licence or None,
        "share_alike": row.share_alike,
        "note": row.note or None,
    }


class IndicatorAsked(Parameters):
    known_on: KnownOn = None


class Series(Form):
    """One series. Only evidence is judged: external assessments and context have no movement."""

    movement: Movement | None
    points: list[Point]


class WithSeries(Definition):
    series: dict[str, Series]


@router.get("/indicators/{code}", response=WithSeries, summary="One indicator with its series")
def indicator(request: HttpRequest, code: IndicatorCode, asked: Query[IndicatorAsked]) -> HttpResponse:
    """The definition, and the series of each state and of the Organization, one figure a period. Figures by pair of
    states and what an engine modelled stand in the list of observations alone."""
    row = find_indicator(code)
    return as_json({**definition(row), "series": series_of(row, viewer_of(request), asked.known_on)})


def series_of(row: Indicator, viewer: Viewer, known_on: datetime | None = None) -> dict[str, dict[str, Any]]:
    """The series of an indicator by area, with the movement of each that is judged."""
    figures = Observation.objects.filter(
        indicator=row, counterpart_area="", modelled=False, audience__in=visible_to(viewer)
    )
    points = read_points(figures.known_on(known_on) if known_on else figures.current())
    judged = row.category == Categories.EVIDENCE and row.better != "none" and not row.modelled
    basis = Basis(series=points, indicators={row.code: vars(row)})
    return {
        area: {
            "movement": movement_dict(basis.movement_of(row.code, area)) if judged else None,
            "points": [
                {"period": point.period, "value": point.value, "grade": point.grade} for point in points[row.code, area]
            ],
        }
        for area in in_order(area for _, area in points)
    }


class ObservationsAsked(Paged):
    state: Annotated[Short | None, Field(description="Only figures of this state, or ORG; of a pair, either side.")] = (
        None
    )
    known_on: KnownOn = None


@router.get("/indicators/{code}/observations", response=Page[Figure], summary="Every figure of an indicator")
def observations(request: HttpRequest, code: IndicatorCode, asked: Query[ObservationsAsked]) -> HttpResponse:
    """Figures by state and period, each with its whole provenance."""
    wanted = asked_for(state=asked.state, indicator=find_indicator(code).code, known_on=asked.known_on)
    count, found = figure_page(wanted, viewer_of(request), asked.offset, asked.offset + asked.limit)
    return page(request, asked, count, found)


class OutlookAsked(Parameters):
    state: Annotated[Short | None, Field(description="Only the series of this state, or ORG.")] = None


class Ahead(Form):
    year: int
    value: float
    low: float = Field(description="Lower end of the 80 % interval.")
    high: float = Field(description="Upper end of the 80 % interval.")


class Outlook(Form):
    """Where a series is heading, no further ahead than it reaches back; a projection, never evidence."""

    indicator: str
    ref_area: str
    method: str | None
    reason: str | None = Field(description="Why there is no projection.")
    parameters: list[float] = Field(
        [], description="What it can be recomputed with; the method page says what each is."
    )
    points: list[Ahead]


@router.get("/indicators/{code}/outlook", response=list[Outlook], summary="Where an indicator is heading")
def outlook(request: HttpRequest, code: IndicatorCode, asked: Query[OutlookAsked]) -> HttpResponse:
    """The projection of each series with its 80 % interval, as `ortak outlook --json` writes it."""
    find_indicator(code)
    try:
        return as_json(of_indicator(code, asked.state, viewer_of(request)), sort=True)
    except UnknownIndicator as error:  # the indicator is there, so it is the state that has no series
        raise Invalid(str(error)) from None
