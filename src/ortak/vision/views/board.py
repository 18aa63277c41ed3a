"""The board as a page, as CSV and as JSON: every filter is in the address, and a download holds exactly what the
page shows."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from ortak.mechanisms.presentation.conditional import conditional, viewer_of
from ortak.mechanisms.presentation.downloads import csv_answer, json_answer
from ortak.mechanisms.presentation.formats import title
from ortak.vision import board as boards
from ortak.vision.matrix import matrix
from ortak.vision.views.shared import BadRequest, by_name, guarded, moment, names, takes, today, words
from ortak.vision.words import GRADES, STATUSES

PARAMETERS = ("area", "status", "evidence", "actor", "q", "order", "down", "known-on")


def wanted(request: HttpRequest) -> boards.Filter:
    """The filter that the address asks for."""
    get = request.GET
    if get.get("down", "") not in ("", "0", "1"):
        raise BadRequest(f"down {get['down'][:40]!r} does not exist; valid are 0 and 1, which turns the order round")
    return boards.Filter(
        areas=tuple(filter(None, get.getlist("area"))),
        column=(get.get("actor") or "ORG").upper(),
        statuses=tuple(filter(None, get.getlist("status"))),
        grades=tuple(filter(None, get.getlist("evidence"))),
        words=words(request),
        order=get.get("order") or "vision",
        descending=get.get("down") == "1",
        language=get_language() or "en",
    )


def shown(request: HttpRequest) -> boards.Board:
    known_on = moment(request.GET.get("known-on", ""))
    return boards.board(viewer_of(request), today=today(), known_on=known_on, wanted=wanted(request))


@guarded
@takes(*PARAMETERS)
@conditional
def page(request: HttpRequest) -> HttpResponse:
    board = shown(request)
    named = names()
    columns = by_name(board.columns, named)
    query = _query(request)
    context = {
        "board": board,
        "columns": columns,
        "names": named,
        "matrix": matrix(board, columns, named, query),
        "query": urlencode(query, doseq=True),
        "applied": _applied(request, board, named),
        "known_on": request.GET.get("known-on", ""),
    }
    return render(request, "vision/board.html", context)


def _query(request: HttpRequest) -> dict[str, list[str]]:
    """The parts of the address that say something, without empty ones."""
    return {key: kept for key, values in request.GET.lists() if (kept := [value for value in values if value])}


def _applied(request: HttpRequest, board: boards.Board, named: dict[str, str]) -> list[dict[str, Any]]:
    """Each filter in force as the reader calls it, with the address that removes it."""
    query = _query(request)
    areas = {section.area: title(section.short_titles) for section in board.sections}
    called: dict[str, Any] = {**areas, **named, **STATUSES, **GRADES}
    found = []
    for key in ("q", "area", "actor", "status", "evidence", "known-on"):
        for value in query.get(key, []):
            rest = {name: [v for v in values if (name, v) != (key, value)] for name, values in query.items()}
            shown_as = value if key == "q" else called.get(value, value)
            found.append({"title": shown_as, "without": "?" + urlencode(rest, doseq=True)})
    return found


@guarded
@takes(*PARAMETERS)
@conditional
def as_csv(request: HttpRequest) -> HttpResponse:
    board = shown(request)
    header = ["code", "area", "title", "language", "required", "known"]
    header += [f"{column}_{part}" for column in board.columns for part in ("status", "grade", "known", "required")]
    rows = []
    for row in board.directives:
        org = row.columns["ORG"]
        language = get_language() if get_language() in row.titles else "en"
        line: list[Any] = [row.code, row.area, title(row.titles), language, org.required, org.known]
        for column in board.columns:
            cell = row.columns[column]
            line += [cell.status, cell.grade, cell.known, cell.required]
        rows.append(line)
    return csv_answer(f"ortak-board-{board.as_of}.csv", header, rows)


@guarded
@takes(*PARAMETERS)
@conditional
def as_json(request: HttpRequest) -> HttpResponse:
    return json_answer(boards.as_dict(shown(request)))
