"""The facts on electricity: each table with filters, its sources, and a file of exactly what is shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from ortak.areas.energy.electricity.facts import TABLES as COLUMNS
from ortak.areas.energy.electricity.facts import Facts, Source, load_facts
from ortak.areas.energy.market_folder import Row
from ortak.areas.energy.wording import TABLES, fuel
from ortak.mechanisms.presentation.conditional import conditional
from ortak.mechanisms.presentation.downloads import csv_answer
from ortak.mechanisms.presentation.folding import holds
from ortak.mechanisms.presentation.formats import locale
from ortak.mechanisms.presentation.guarding import guarding, only

PAGE = 50
FIELDS = ("table", "state", "q")
PLACES = ("state", "area", "zone", "from_area", "to_area", "from_zone", "to_zone")
"""Columns that name a state, or a zone whose name begins with its state."""
TEXTS = (*PLACES, "id", "fuel", "kind", "period", "unit", "technology", "status")


class BadQuestion(ValueError):
    """An address that asks for what is not there: says what is valid."""


guarded = guarding({BadQuestion: 400})


@dataclass(frozen=True)
class Asked:
    table: str
    state: str
    q: str

    @property
    def query(self) -> str:
        return urlencode([(name, value) for name in FIELDS if (value := getattr(self, name))])


@dataclass(frozen=True)
class Fact:
    """A row as it is shown: its cells, its source, how it was made if it is an estimate."""

    cells: tuple[tuple[str, str, bool], ...]
    """Column, text, and whether it is a number."""
    source: Source | None
    locator: str
    method: Row | None


def asked(request: HttpRequest) -> Asked:
    """What the address asks for. Raises `BadQuestion`."""
    only(request, (*FIELDS, "page"), BadQuestion)
    return question(*(request.GET.get(name, "") for name in FIELDS))


def question(table: str, state: str, q: str) -> Asked:
    """Checked. Raises `BadQuestion`."""
    table = table or next(iter(TABLES))
    if table not in TABLES:
        raise BadQuestion(f"table={table[:40]!r} is not known; valid are {', '.join(TABLES)}")
    known = states(load_facts())
    if state and state not in known:
        raise BadQuestion(f"state={state[:40]!r} is not known; valid are {', '.join(known)}")
    return Asked(table, state, q[:200].strip())


def states(facts: Facts) -> list[str]:
    """States that the facts name, by their codes."""
    return sorted({zone.state for zone in facts.zones.values()})


def chosen(wanted: Asked) -> list[Row]:
    """The rows that are wanted, in the order of the table."""
    return [row for row in load_facts().tables[wanted.table] if _matches(row, wanted)]


def _matches(row: Row, wanted: Asked) -> bool:
    cells = row.cells
    named = {cells[name].split("-")[0] for name in PLACES if cells.get(name)}
    return (not wanted.state or wanted.state in named) and (not wanted.q or holds(wanted.q, *map(str, cells.values())))


@guarded
@conditional
def index(request: HttpRequest) -> HttpResponse:
    """The rows that the address asks for, fifty a page."""
    facts, wanted = load_facts(), asked(request)
    rows = chosen(wanted)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    names = locale(get_language()).territories
    context = {
        "asked": wanted,
        "query": f"{wanted.query}&" if wanted.query else "",
        "tables": TABLES,
        "states": sorted(((code, str(names[code])) for code in states(facts)), key=lambda each: each[1]),
        "columns": COLUMNS[wanted.table],
        "texts": TEXTS,
        "codes": PLACES,
        "page": page,
        "facts": [_fact(facts, row, COLUMNS[wanted.table]) for row in page.object_list],
        "shown": len(rows),
        "total": len(facts.tables[wanted.table]),
    }
    return render(request, "energy/facts.html", context)


def _fact(facts: Facts, row: Row, columns: tuple[str, ...]) -> Fact:
    cells = tuple(
        (name, fuel(row.cells[name]) if name == "fuel" else row.cells[name], name not in TEXTS) for name in columns
    )
    method = row.cells.get("method") or ""
    return Fact(cells, facts.sources.get(row.cells["source"]), row.cells["locator"], facts.methods.get(method))


@guarded
@conditional
def as_csv(request: HttpRequest) -> HttpResponse:
    """The rows that the address asks for, each with its source in full."""
    wanted = asked(request)
    columns = (*COLUMNS[wanted.table], "title", "publisher", "published", "url", "place in it", "method")
    return csv_answer(f"ortak-energy-{wanted.table}.csv", columns, _rows(wanted))


def _rows(wanted: Asked) -> Iterator[tuple[Any, ...]]:
    facts = load_facts()
    for row in chosen(wanted):
        source = facts.sources.get(row.cells["source"])
        said = (source.title, source.publisher, source.year, source.url) if source else ("", "", "", "")
        method = facts.methods.get(row.cells.get("method") or "")
        yield (
            *(row.cells[name] for name in COLUMNS[wanted.table]), *said, row.cells["locator"],
            f"{method.cells['id']}: {method.cells['formula']}" if method else "",
        )  # fmt: skip
