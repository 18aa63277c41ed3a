"""The page of what the corridor can carry: what finds room by year, what holds it back, and what to build for a
budget."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ortak.areas.transport.network import load_network
from ortak.areas.transport.network.tables import read_table
from ortak.areas.transport.network_page import BadFilter, guarded
from ortak.areas.transport.operations.figures import FOLDER
from ortak.areas.transport.reliability_page import FORMS
from ortak.areas.transport.stored_room import BUILT, Choice, StoredRoom, document, stored
from ortak.areas.transport.wording import BUILT_WORDS, SCENARIOS, STATUSES
from ortak.mechanisms.presentation.bars import Stacked, bar_chart, bar_picture
from ortak.mechanisms.presentation.charts import SERIES
from ortak.mechanisms.presentation.conditional import conditional
from ortak.mechanisms.presentation.downloads import csv_answer
from ortak.mechanisms.presentation.formats import number
from ortak.mechanisms.presentation.guarding import only

FIELDS = ("year", "scenario", "built", "budget")
SAMPLE = {"year": "2030", "scenario": "usual", "built": "nothing", "budget": "1000000000"}
MILLION = 1e6


@dataclass(frozen=True)
class Asked:
    """Which answer is looked at, and for which budget."""

    room: StoredRoom
    choice: Choice

    @property
    def query(self) -> str:
        return urlencode(
            {
                "year": self.room.year,
                "scenario": self.room.scenario,
                "built": self.room.built,
                "budget": f"{self.choice.budget:.0f}",
            }
        )


def asked(request: HttpRequest) -> Asked:
    """What the address asks for. Raises `BadFilter`."""
    get = request.GET
    only(request, FIELDS, BadFilter)
    given = {name: get.get(name) or SAMPLE[name] for name in FIELDS}
    rooms = stored()
    known: dict[str, set[str]] = {
        "year": {str(year) for year, _scenario, _built in rooms},
        "scenario": {scenario for _year, scenario, _built in rooms},
        "built": set(BUILT),
    }
    for name, values in known.items():
        if given[name] not in values:
            raise BadFilter(f"{name}={given[name][:40]!r} is not known; valid are {', '.join(sorted(values))}")
    key = (int(given["year"]), given["scenario"], given["built"])
    if key not in rooms:  # a year that is past has one traffic
        key = (key[0], "usual", key[2])
    choices = {f"{each.budget:.0f}": each for each in rooms[key].choices}
    if given["budget"] not in choices:
        raise BadFilter(f"budget={given['budget'][:40]!r} is not known; valid are {', '.join(choices)}")
    return Asked(rooms[key], choices[given["budget"]])


@guarded
@conditional
def index(request: HttpRequest) -> HttpResponse:
    """What finds room by year; one year with its limits, its investments and the best choice for a budget."""
    wanted, network = asked(request), load_network()
    context: dict[str, Any] = {
        "asked": wanted,
        "one": wanted.room,
        "rooms": beside(wanted),
        "years": sorted({year for year, _s, _b in stored()}),
        "scenarios": SCENARIOS,
        "built_words": BUILT_WORDS,
        "statuses": STATUSES,
        "chart": bar_chart(chart(wanted), _says(wanted)),
        "places": network.places,
        "sources": network.sources,
        "growth": list(read_table(FOLDER, "growth")),
        "colours": SERIES,
        "engine": document(),
    }
    return render(request, "transport/capacity.html", context)


def beside(wanted: Asked) -> list[StoredRoom]:
    """Every year and scenario with the same built."""
    return [each for each in stored().values() if each.built == wanted.room.built]


def chart(wanted: Asked) -> Stacked:
    """Containers that find room and that do not, by year and scenario."""
    bars = [(label(each), list(each.teu), number(each.wanted["containers"], 0)) for each in beside(wanted)]
    return Stacked(bars, _("containers of twenty feet a year"))


def label(room: StoredRoom) -> str:
    """The year, and its growth where there are several."""
    return (
        str(room.year)
        if room.year == min(year for year, _s, _b in stored())
        else _("%(year)s, %(growth)s growth")
        % {
            "year": room.year,
            "growth": SCENARIOS[room.scenario],
        }
    )


def _says(wanted: Asked) -> str:
    room = wanted.room
    return _("Of %(wanted)s containers that want to go in %(year)s, %(served)s find room") % {
        "wanted": number(room.wanted["containers"], 0),
        "year": room.year,
        "served": number(room.teu[0], 0),
    }


@guarded
@conditional
def as_picture(request: HttpRequest, form: str) -> HttpResponse:
    """The chart as a file."""
    if form not in FORMS:
        raise Http404(f"there is no picture {form!r}; there are {', '.join(FORMS)}")
    answer = HttpResponse(bar_picture(chart(asked(request)), form), content_type=FORMS[form])
    answer["Content-Disposition"] = f'attachment; filename="ortak-capacity.{form}"'
    return answer


@guarded
@conditional
def as_csv(request: HttpRequest, table: str) -> HttpResponse:
    """A table of the page as a file: exactly what the address asks for."""
    if table not in TABLES:
        raise Http404(f"there is no table {table!r}; there are {', '.join(TABLES)}")
    head, rows = TABLES[table](asked(request))
    return csv_answer(f"ortak-capacity-{table}.csv", head, rows)


Rows = tuple[Sequence[str], Sequence[Sequence[Any]]]


def _years_table(wanted: Asked) -> Rows:
    rows = [
        (each.year, each.scenario, each.built, kind, each.wanted[kind], each.served[kind])
        + ((each.most_teu,) if kind == "containers" else (None,))
        for each in beside(wanted)
        for kind in each.wanted
    ]
    head = ("year", "growth", "built", "kind", "wanted, units of ten tonnes", "finds room", "most that could find room")
    return head, rows


def _limits_table(wanted: Asked) -> Rows:
    head = ("limit", "title", "unit", "used", "room", "share used", "USD a year for one more", "TEU for one more",
            "built", "source", "place in it")  # fmt: skip
    rows = [
        (each.id, each.title, each.unit, each.used, each.room, round(each.share, 4), each.usd, each.teu,
         "yes" if each.built else "no", each.source, each.place)
        for each in wanted.room.limits
    ]  # fmt: skip
    return head, rows


def _investments_table(wanted: Asked) -> Rows:
    head = ("investment", "title", "state", "cost, USD", "saved, USD a year", "saved a year for each USD", "more TEU",
            "chosen for the budget", "source of the gain", "source of the cost", "note")  # fmt: skip
    chosen = {each.id for each in wanted.choice.chosen}
    rows = []
    for each in wanted.room.reliefs:
        work = each.work
        rows.append(
            (work.id, work.title, work.status, work.cost, each.saved, each.per_usd, each.more_teu,
             "yes" if work.id in chosen else "no", work.gain_source, work.cost_source, work.note)
        )  # fmt: skip
    return head, rows


TABLES = {"years": _years_table, "limits": _limits_table, "investments": _investments_table}
