"""An area: its sentence, its directives as a small board, its what-ifs and tools, what is known, and its sources."""

from collections import Counter
from typing import Any

from django.apps import apps
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ortak.mechanisms.presentation.conditional import conditional, viewer_of
from ortak.vision.board import Board, Filter, board
from ortak.vision.catalogue import Wanted, acts_of
from ortak.vision.matrix import matrix
from ortak.vision.models import Section
from ortak.vision.provenance import milestone_dict
from ortak.vision.views.shared import NotFound, by_name, guarded, names, today
from ortak.vision.what_ifs import answers

NEWEST = 15


@guarded
@conditional
def index(request: HttpRequest) -> HttpResponse:
    shown = board(viewer_of(request), today=today())
    return render(request, "vision/areas.html", {"board": shown, "glance": glance(shown)})


def glance(shown: Board, column: str = "ORG") -> list[dict[str, Any]]:
    """Every section with one tile a directive, and how many of those that can be judged go well."""
    found = []
    for section in shown.sections:
        rows = [row for row in shown.directives if row.area == section.area]
        counts = Counter(row.columns[column].status for row in rows)
        silent = counts["not_reported"] + counts["not_measurable"]
        judged = len(rows) - silent - counts["too_early"] - counts["not_applicable"]
        found.append(
            {
                "section": section,
                "tiles": [(row.code, row.columns[column].status) for row in rows],
                "well": counts["done"] + counts["on_track"],
                "judged": judged,
                "early": counts["too_early"],
                "unknown": silent,
            }
        )
    return found


@guarded
@conditional
def page(request: HttpRequest, area: str) -> HttpResponse:
    section = Section.objects.filter(area=area).first()
    if section is None:
        raise NotFound(f"no area {area!r}; areas are {', '.join(Section.objects.values_list('area', flat=True))}")
    viewer = viewer_of(request)
    shown = board(viewer, today=today(), wanted=Filter(areas=(area,)))
    named = names()
    columns = by_name(shown.columns, named)
    acts = acts_of(Wanted(), viewer).filter(dataset=area)
    config = apps.get_app_config(area)
    context = {
        "section": section,
        "board": shown,
        "counts": shown.counts(),
        "matrix": matrix(shown, columns, named, {"area": [area]}),
        "names": named,
        "acts": [milestone_dict(row) for row in acts[:NEWEST]],
        "total": acts.count(),
        "tools": [service for service in getattr(config, "services", ()) if service.url],
        "what_ifs": answers(getattr(config, "what_ifs", ())),
        "sources": _sources(area, viewer),
    }
    return render(request, "vision/area.html", context)


def _sources(area: str, viewer: Any) -> list[dict[str, Any]]:
    """Publishers of the area's facts, with how many facts rest on each and when the last was recorded."""
    rows = acts_of(Wanted(), viewer).order_by().filter(dataset=area).values("source__publisher", "source__who")
    return list(
        rows.annotate(facts=Count("id", distinct=True), last=Max("last_day")).order_by("-facts", "source__publisher")
    )
