"""Indicators: the list, and each with its trend, its outlook, its table and its sources."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ortak.engines.progress import MOVEMENT_RULES
from ortak.mechanisms.actors.services import members_on
from ortak.mechanisms.actors.viewers import Viewer
from ortak.mechanisms.indicators.models import Indicator
from ortak.mechanisms.indicators.words import Category
from ortak.mechanisms.presentation import charts
from ortak.mechanisms.presentation.conditional import conditional, viewer_of
from ortak.mechanisms.presentation.downloads import csv_answer
from ortak.mechanisms.presentation.folding import holds
from ortak.vision.catalogue import Wanted, areas, figures_of
from ortak.vision.drawings import drawing, series_of
from ortak.vision.evidence import Basis, Point
from ortak.vision.models import EvidenceItem, Section
from ortak.vision.outlooks import find_indicator, of_indicator
from ortak.vision.sentences import indicator_finding
from ortak.vision.views.shared import BadRequest, NotFound, by_name, guarded, names, page_of, takes, today, words


@guarded
@takes("q", "area", "class", "page")
@conditional
def index(request: HttpRequest) -> HttpResponse:
    rows = list(Indicator.objects.order_by("area", "code"))
    area, category = request.GET.get("area", ""), request.GET.get("class", "")
    for name, value, valid in (("area", area, areas()), ("class", category, Category.values)):
        if value and value not in valid:
            raise BadRequest(f"{name} {value[:40]!r} does not exist; valid are {', '.join(valid)}")
    asked = words(request)
    chosen = [
        row
        for row in rows
        if (not area or row.area == area)
        and (not category or row.category == category)
        and (not asked or holds(asked, row.code, *row.titles.values(), row.producer))
    ]
    context = {
        "page": page_of(request, chosen),
        "shown": len(chosen),
        "total": len(rows),
        "sections": Section.objects.all(),
        "categories": Category.choices,
        "area": area,
        "category": category,
        "q": asked,
        "query": _without_page(request),
    }
    return render(request, "vision/indicators.html", context)


def _without_page(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode() + ("&" if query else "")


@guarded
@takes("of")
@conditional
def page(request: HttpRequest, code: str) -> HttpResponse:
    indicator = find_indicator(code)
    viewer = viewer_of(request)
    named = names()
    series = series_of(indicator, viewer)
    members = [area for area in by_name(sorted(series), named) if series[area]]
    chosen = request.GET.get("of", "")
    if chosen and chosen not in series:
        raise NotFound(f"{code} has no series of {chosen!r}; it has {', '.join(members) or 'none'}")
    outlooks = {row["ref_area"]: row for row in of_indicator(code, viewer=viewer)} if series else {}
    context = {
        "indicator": indicator,
        "names": named,
        "areas": members,
        "chosen": chosen,
        "series": series,
        "periods": sorted({point.period for points in series.values() for point in points}, reverse=True),
        "values": {(area, point.period): point for area, points in series.items() for point in points},
        "movements": _movements(indicator, series, members),
        "rules": MOVEMENT_RULES,
        "outlooks": outlooks,
        "drawing": drawing(indicator, series, members, chosen, outlooks, named),
        "finding": indicator_finding(indicator.titles, members, named, series, chosen) if members else "",
        "sources": _sources(indicator, viewer),
        "pairs": _pairs(indicator, viewer) if indicator.pairs else [],
        "used_by": EvidenceItem.objects.filter(indicator=code).values_list("commitment__code", flat=True).distinct(),
    }
    return render(request, "vision/indicator.html", context)


def _movements(indicator: Indicator, series: dict[str, list[Point]], areas: list[str]) -> dict[str, Any]:
    """How each member's figure moved, for indicators that are evidence; nothing for assessments and context."""
    if indicator.category != Category.EVIDENCE or indicator.better == "none" or indicator.modelled:
        return {}
    about: dict[str, Any] = dict(Indicator.objects.filter(pk=indicator.pk).values().get())
    basis = Basis(
        series={(indicator.code, area): points for area, points in series.items()}, indicators={indicator.code: about}
    )
    allowed = {"ORG", *members_on(today())}
    return {area: basis.movement_of(indicator.code, area) for area in areas if area in allowed}


def _sources(indicator: Indicator, viewer: Viewer) -> list[dict[str, Any]]:
    """Each source of the indicator's current figures with its place, licence, and the periods it covers."""
    rows = (
        figures_of(Wanted(indicator=indicator.code), viewer)
        .order_by()
        .values_list(
            "source__title",
            "source__publisher",
            "source__published",
            "source__url",
            "source__licence",
            "locator",
            "time_period",
        )
    )
    found: dict[tuple[Any, ...], list[str]] = {}
    for *source, period in rows:
        found.setdefault(tuple(source), []).append(period)
    keys = ("title", "publisher", "published", "address", "licence", "place")
    return [
        dict(zip(keys, source, strict=True)) | {"first": min(p), "last": max(p)} for source, p in sorted(found.items())
    ]


def _pairs(indicator: Indicator, viewer: Viewer) -> list[dict[str, Any]]:
    """Pairs of members in the latest period that has any."""
    members = members_on(today())
    rows = figures_of(Wanted(indicator=indicator.code), viewer).filter(
        ref_area__in=members, counterpart_area__in=members
    )
    values = list(rows.order_by("-first_day").values("ref_area", "counterpart_area", "time_period", "obs_value"))
    latest = values[0]["time_period"] if values else ""
    return [row for row in values if row["time_period"] == latest]


@guarded
@takes()
@conditional
def as_csv(request: HttpRequest, code: str) -> HttpResponse:
    indicator = find_indicator(code)
    header = [
        "indicator",
        "ref_area",
        "counterpart_area",
        "time_period",
        "obs_value",
        "unit_measure",
        "how",
        "source",
        "publisher",
    ]
    header += ["address", "place", "licence"]
    rows = (
        [
            code,
            row.ref_area,
            row.counterpart_area,
            row.time_period,
            row.obs_value,
            indicator.unit_measure,
            row.how,
            row.source.title,
            row.source.publisher,
            row.source.url,
            row.locator,
            row.source.licence,
        ]
        for row in figures_of(Wanted(indicator=code), viewer_of(request)).iterator(chunk_size=2000)
    )
    return csv_answer(f"ortak-{code}.csv", header, rows)


@guarded
@takes("of")
@conditional
def picture(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The chart as a picture to download, in the light colours."""
    if form not in ("svg", "png"):
        raise NotFound(f"no picture as {form!r}; there are svg and png")
    indicator = find_indicator(code)
    series = series_of(indicator, viewer_of(request))
    named = names()
    chosen = request.GET.get("of", "")
    if chosen and chosen not in series:
        raise NotFound(f"{code} has no series of {chosen!r}")
    outlooks = {row["ref_area"]: row for row in of_indicator(code, chosen)} if chosen else {}
    drawn = drawing(indicator, series, by_name(sorted(series), named), chosen, outlooks, named)
    if drawn is None:
        raise NotFound(f"{code} has too few figures for a chart")
    data = charts.picture(drawn["lines"], drawn["outlook"], drawn["unit"], form)
    return HttpResponse(data, content_type="image/png" if form == "png" else "image/svg+xml")
