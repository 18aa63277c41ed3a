"""The pipelines: a map, every pipe with its sources, what happens without one, and what more would bring."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ortak.areas.energy.pipelines.facts import Cited, Facts, Line, load_facts
from ortak.areas.energy.pipelines.maps import picture
from ortak.areas.energy.pipelines.stored import stored_answers, stored_outages
from ortak.engines.energy.pipelines.errors import BadNetwork, PipelineError
from ortak.mechanisms.presentation.conditional import conditional
from ortak.mechanisms.presentation.downloads import csv_answer
from ortak.mechanisms.presentation.folding import holds, plain
from ortak.mechanisms.presentation.formats import locale
from ortak.mechanisms.presentation.guarding import guarding, only

COMMODITIES = {"gas": _("gas"), "oil": _("oil")}
UNITS = {"gas": _("bcm a year"), "oil": _("million tonnes a year")}
AMOUNTS = {"gas": _("bcm"), "oil": _("million tonnes")}
STATUSES = {"operating": _("operating"), "construction": _("under construction"), "proposed": _("proposed")}
FILTERS = ("q", "commodity", "status", "state")
COLUMNS = (
    "pipe", "name", "commodity", "course", "both ways", "states", "capacity", "unit", "capacity: source",
    "capacity: made by", "length, km", "diameter, mm", "size: source", "operator", "status", "since",
    "status: source", "carried in the model", "note",
)  # fmt: skip
N1_COLUMNS = ("pipe", "carried", "unit", "what", "state or pipe", "amount", "cut", "proved")
guarded = guarding({PipelineError: 400})


@dataclass(frozen=True)
class Asked:
    """Which pipes are wanted, and without which one the year is shown."""

    q: str = ""
    commodity: str = ""
    status: str = ""
    state: str = ""
    without: str = ""

    @property
    def query(self) -> str:
        return urlencode([(name, value) for name in FILTERS if (value := getattr(self, name))])


def asked(request: HttpRequest, facts: Facts) -> Asked:
    """What the address asks for. Raises `BadNetwork`."""
    known: dict[str, Mapping[str, Any]] = {
        "commodity": COMMODITIES,
        "status": STATUSES,
        "state": states(facts),
        "without": stored_outages(),
    }
    names = (*FILTERS, "without")
    only(request, names, BadNetwork)
    given = {name: request.GET.get(name, "") for name in names}
    for name, values in known.items():
        if given[name] and given[name] not in values:
            raise BadNetwork(f"{name}={given[name][:40]!r} is not known; valid are {', '.join(values)}")
    return Asked(**given | {"q": given["q"][:200].strip()})


def states(facts: Facts) -> dict[str, str]:
    """The states that pipes touch by ISO 3166 code, with their names for the reader, in their order."""
    names = locale(get_language()).territories
    codes = {state for line in facts.lines.values() for state in facts.states(line)}
    return dict(sorted(((code, str(names[code])) for code in codes), key=lambda each: plain(each[1])))


def chosen(facts: Facts, wanted: Asked) -> list[Line]:
    """The pipes that are wanted, in the order of the data."""
    return [line for line in facts.lines.values() if _matches(facts, line, wanted)]


def _matches(facts: Facts, line: Line, wanted: Asked) -> bool:
    return (
        (not wanted.commodity or line.commodity == wanted.commodity)
        and (not wanted.status or line.status == wanted.status)
        and (not wanted.state or wanted.state in facts.states(line))
        and (
            not wanted.q
            or holds(wanted.q, line.id, line.name, line.operator, *(facts.nodes[each].name for each in line.course))
        )
    )


@guarded
@conditional
def index(request: HttpRequest) -> HttpResponse:
    """The pipes that the address asks for, N-1, and expansions."""
    facts = load_facts()
    wanted = asked(request, facts)
    lines = chosen(facts, wanted)
    answers = stored_answers()
    names = states(facts)
    context = {
        "asked": wanted,
        "query": wanted.query,
        "lines": lines,
        "total": len(facts.lines),
        "carried": carried(),
        "picture": picture(facts, lines),
        "states": names,
        "outages": [_shown(each, names) for part in answers.values() for each in part["n1"] if _hurts(each)],
        "without": _shown(stored_outages()[wanted.without], names) if wanted.without else None,
        "stopping": stored_outages(),
        "projects": [_project(each, names) for part in answers.values() for each in part["expansions"]["projects"]],
        "bottlenecks": [facts.lines[pipe].name for part in answers.values() for pipe in part["expansions"]["marginal"]],
        "europe": {name: _named(amounts, names) for name, amounts in answers["gas"]["year"]["europe"].items()},
        "europe_total": sum(answers["gas"]["year"]["europe"]["takes"].values()),
        "lines_by_id": facts.lines,
        **_words(),
    }
    return render(request, "energy/pipelines.html", context)


def _words() -> dict[str, Any]:
    return {"commodities": COMMODITIES, "statuses": STATUSES, "units": UNITS, "amounts_in": AMOUNTS}


def carried() -> dict[str, float]:
    """The most that each pipe carries in a part of its course, in the model's usual year."""
    return {
        each["pipe"]: max(map(abs, each["flows"]))
        for part in stored_answers().values()
        for each in part["year"]["pipes"]
        if each["flows"] is not None
    }


def _hurts(found: Mapping[str, Any]) -> bool:
    """Whether anybody goes without something if the pipe stops."""
    return bool(found["unserved"] or found["left"] or any(more > 0 for more in found["outlets"].values()))


def _named(amounts: Mapping[str, float], names: Mapping[str, str]) -> list[tuple[str, float]]:
    """Amounts by the names of states, in the reader's order."""
    known = [(names.get(code, str(_("ships")) if code == "sea" else code), value) for code, value in amounts.items()]
    return sorted(known, key=lambda each: plain(each[0]))


def _shown(found: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    facts = load_facts()
    parts = {name: _named(found[name], names) for name in ("unserved", "outlets", "left")}
    instead = [(facts.lines[name].name, name, more) for name, more in found["instead"].items() if name in facts.lines]
    cut = found["cut"]
    return (
        dict(found)
        | parts
        | {
            "instead": instead,
            "line": facts.lines[found["pipe"]],
            "cut_pipes": [(facts.lines[name].name, more) for name, more in cut["pipes"].items()],
            "cut_supplies": sum(cut["supplies"].values()),
            "cut_demands": sum(cut["demands"].values()),
            "cut_met": len(cut["demands"]),
        }
    )


def _project(found: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    facts = load_facts()
    parts = {name: _named(found[name], names) for name in ("takes", "gives")}
    reach = found["europe"]
    pipes = [facts.lines[pipe] for pipe in found["adds"]]
    return (
        dict(found)
        | parts
        | {
            "pipes": [(line, more) for line, more in zip(pipes, found["adds"].values(), strict=True)],
            "europe_takes": sum(reach["takes"].values()),
            "europe_from": _named(reach["from"], names),
            "commodity": pipes[0].commodity,
        }
    )


@guarded
@conditional
def pipe_page(request: HttpRequest, identity: str) -> HttpResponse:
    """A pipe with every figure and where it comes from, and the year without it."""
    facts = load_facts()
    line = facts.lines.get(identity)
    if line is None:
        raise Http404(f"there is no pipe {identity!r}")
    found = stored_outages().get(identity)
    names = states(facts)
    context = {
        "line": line,
        "course": [facts.nodes[place] for place in line.course],
        "sources": facts.sources,
        "picture": picture(facts, [line], named=True),
        "carried": carried().get(identity),
        "without": _shown(found, names) if found else None,
        "states": names,
        **_words(),
    }
    return render(request, "energy/pipe.html", context)


@guarded
@conditional
def as_csv(request: HttpRequest) -> HttpResponse:
    """The pipes that the address asks for, each figure beside where it comes from."""
    facts = load_facts()
    rows = (_row(facts, line) for line in chosen(facts, asked(request, facts)))
    return csv_answer("ortak-pipelines.csv", COLUMNS, rows)


def _row(facts: Facts, line: Line) -> tuple[Any, ...]:
    return (
        line.id, line.name, line.commodity, " - ".join(facts.nodes[place].name for place in line.course),
        "yes" if line.both_ways else "no", " ".join(facts.states(line)), line.capacity, line.unit,
        said(facts, line.capacity_cited), line.capacity_cited.method, line.length_km, line.diameter_mm,
        said(facts, line.size_cited), line.operator, line.status, line.status_year, said(facts, line.status_cited),
        carried().get(line.id), line.note,
    )  # fmt: skip


def said(facts: Facts, cited: Cited) -> str:
    """Where a figure comes from, in a cell."""
    if cited.source not in facts.sources:
        return ""
    source = facts.sources[cited.source]
    return ", ".join(part for part in (source.title, source.publisher, source.year, source.url, cited.place) if part)


@guarded
@conditional
def n1_csv(request: HttpRequest) -> HttpResponse:
    """N-1 of every pipe, a row for each thing that changes."""
    return csv_answer("ortak-pipelines-n1.csv", N1_COLUMNS, _n1_rows())


def _n1_rows() -> Iterable[tuple[Any, ...]]:
    for found in stored_outages().values():
        head = found["pipe"], found["carried"], found["unit"]
        tail = found["cut"]["value"], "yes" if found["proved"] else "no"
        changes = [
            (what, name, amount)
            for what in ("unserved", "outlets", "left", "instead")
            for name, amount in found[what].items()
        ]
        for change in changes or [("nothing changes", "", "")]:
            yield (*head, *change, *tail)
