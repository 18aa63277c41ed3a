"""The pages of air links: states, map, gaps, airports, a new route; and every route with its source."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from ortak.areas.transport.air.facts import STATES, SURVEY, AirFacts, air_facts
from ortak.areas.transport.air.selecting import FIRST_YEAR, LAST_YEAR, BadChoice, Wanted, select
from ortak.areas.transport.network_page import guarded
from ortak.mechanisms.actors.models import Actor
from ortak.mechanisms.presentation.conditional import conditional
from ortak.mechanisms.presentation.downloads import csv_answer
from ortak.mechanisms.presentation.formats import title
from ortak.mechanisms.presentation.guarding import only
from ortak.mechanisms.presentation.maps import Drawing, around, great_circle

if TYPE_CHECKING:
    from ortak.areas.transport.air.answers import Study

PAGE, AIRPORTS_A_PAGE, MOST_GAPS = 50, 30, 20
NAMED, WIDE, HIGH = 10, 110, 16
"""How many places the map names, and how far names stand apart."""
FILTERS = ("state", "scope", "since")
QUESTION = ("one", "other")
ROUTE_FILTERS = ("q", "state", "other", "airport", "kind", "since")
SAMPLE = ("BSZ", "BUD")
SCOPE_WORDS = {
    "between": _("between members and observers"),
    "within": _("within a member or observer"),
    "all": _("all"),
}
KIND_WORDS = {"operating": _("seen to operate"), "announced": _("announced")}
GAIN_WORDS = {"direct": _("direct"), "one stop": _("with one stop, none before"), "faster": _("faster")}
SEASONS = {
    "summer": _("summer"),
    "winter": _("winter"),
    "spring and autumn": _("spring and autumn"),
}


def names() -> dict[str, str]:
    """The name of every member and observer in the reader's language, by code."""
    found = dict(Actor.objects.filter(code__in=STATES).values_list("code", "names"))
    return {code: title(found[code]) if code in found else code for code in STATES}


def given(request: HttpRequest, known: Sequence[str]) -> dict[str, str]:
    """The parameters of the address. Raises `BadChoice` for one that is not known."""
    only(request, known, BadChoice)
    return {name: request.GET.get(name, "") for name in known}


def year(value: str) -> int:
    """The first year of the facts that are wanted. Raises `BadChoice`."""
    if not value:
        return FIRST_YEAR
    if not (value.isascii() and value.isdigit() and FIRST_YEAR <= int(value[:9]) <= LAST_YEAR):
        raise BadChoice(f"since={value[:40]!r} is not known; valid are {FIRST_YEAR} to {LAST_YEAR}")
    return int(value)


def query_of(values: dict[str, str], names: Sequence[str]) -> str:
    """The filters that are set, as the query of an address."""
    return urlencode([(name, values[name]) for name in names if values.get(name)])


@guarded
@conditional
def index(request: HttpRequest) -> HttpResponse:
    """States, the map, a new route, gaps and airports, of all states or of one."""
    from ortak.areas.transport.air import answers

    asked = given(request, (*FILTERS, *QUESTION, "page"))
    found, facts = answers.study(year(asked["since"])), air_facts()
    gaps = answers.chosen_gaps(found, [asked["state"]] if asked["state"] else [], asked["scope"] or "between")
    reaches = [
        each for each in found.reaches if not asked["state"] or facts.airports[each.code].actor == asked["state"]
    ]
    one, other = asked["one"] or SAMPLE[0], asked["other"] or SAMPLE[1]
    linked = found.states()
    pairs = len(STATES) * (len(STATES) - 1) // 2
    joined = {pair: number for pair, number in linked.items() if pair[0] < pair[1]}
    context: dict[str, Any] = {
        "asked": asked,
        "query": query_of(asked, FILTERS),
        "facts": facts,
        "found": found,
        "linked": linked,
        "states": STATES,
        "names": names(),
        "between": sum(joined.values()),
        "pairs_of_states": pairs,
        "without": pairs - len(joined),
        "gaps": gaps[:MOST_GAPS],
        "gaps_count": len(gaps),
        "page": Paginator(reaches, AIRPORTS_A_PAGE).get_page(request.GET.get("page")),
        "page_query": f"{query}&" if (query := query_of(asked, (*FILTERS, *QUESTION))) else "",
        "csv_query": f"{query}&" if (query := query_of(asked, FILTERS)) else "",
        "picture": picture(found, asked["state"]),
        "effect": found.effect(one, other),
        "is_sample": not (asked["one"] and asked["other"]),
        "years": range(FIRST_YEAR, LAST_YEAR + 1),
        "scopes": SCOPE_WORDS,
        "gain_words": GAIN_WORDS,
        "survey": SURVEY,
        "reference": answers.REFERENCE,
    }
    return render(request, "transport/air.html", context)


def picture(found: "Study", state: str) -> dict[str, Any]:
    """The known links between states on a map, along great circles; with a state, only those it has."""
    places = found.network.airports
    drawing = Drawing(around([(place.lon, place.lat) for place in places], 150), 960)
    lines: list[str] = []
    ends: Counter[int] = Counter()
    for one, other in found.network.links.tolist():
        pair = places[one], places[other]
        if state in (pair[0].state, pair[1].state) if state else pair[0].state != pair[1].state:
            lines.append(drawing.line(great_circle((pair[0].lon, pair[0].lat), (pair[1].lon, pair[1].lat))))
            ends.update((one, other))
    dots = {number: drawing.at(places[number].lon, places[number].lat) for number in sorted(ends)}
    named = _named({number: dots[number] for number, _times in ends.most_common()})
    facts = air_facts()
    labels = {number: facts.cities[facts.airports[places[number].code].city].name for number in named}
    return {
        "drawing": drawing,
        "lines": lines,
        "dots": [(*at, labels.get(number, "")) for number, at in dots.items()],
    }


def _named(dots: dict[int, tuple[float, float]]) -> list[int]:
    """Which places the map names: the first ones whose names do not hide each other."""
    named: list[int] = []
    for number, (x, y) in dots.items():
        free = all(abs(x - dots[other][0]) > WIDE or abs(y - dots[other][1]) > HIGH for other in named)
        if free and len(named) < NAMED:
            named.append(number)
    return named


@guarded
@conditional
def routes(request: HttpRequest) -> HttpResponse:
    """Every route with its source, fifty a page."""
    facts = air_facts()
    asked = given(request, (*ROUTE_FILTERS, "page"))
    chosen = select(facts, wanted(asked))
    query = query_of(asked, ROUTE_FILTERS)
    context: dict[str, Any] = {
        "asked": asked,
        "facts": facts,
        "page": Paginator(chosen, PAGE).get_page(request.GET.get("page")),
        "shown": len(chosen),
        "query": query,
        "page_query": f"{query}&" if query else "",
        "names": names(),
        "states": STATES,
        "airports": sorted(facts.airports, key=facts.name_of),
        "kinds": KIND_WORDS,
        "seasons": SEASONS,
        "years": range(FIRST_YEAR, LAST_YEAR + 1),
        "survey": SURVEY,
    }
    return render(request, "transport/air_routes.html", context)


def wanted(asked: dict[str, str]) -> Wanted:
    """Which facts the address asks for."""
    return Wanted(
        asked["state"],
        asked["other"],
        asked["airport"].upper(),
        asked["kind"],
        year(asked["since"]),
        asked["q"][:200].strip(),
    )


@guarded
@conditional
def as_csv(request: HttpRequest, table: str) -> HttpResponse:
    """A table of the pages as a file: exactly what the address asks for, and all of it."""
    if table not in TABLES:
        raise Http404(f"there is no table {table!r}; there are {', '.join(TABLES)}")
    head, rows = TABLES[table](request)
    return csv_answer(f"ortak-air-{table}.csv", head, rows)


Rows = tuple[Sequence[str], Iterable[Sequence[Any]]]


def _states_table(request: HttpRequest) -> Rows:
    from ortak.areas.transport.air import answers

    asked = given(request, (*FILTERS, *QUESTION))
    linked = answers.study(year(asked["since"])).states()
    return ("member or observer", *STATES), (
        (one, *(linked.get((one, other), 0) for other in STATES)) for one in STATES
    )


def _airports_table(request: HttpRequest) -> Rows:
    from ortak.areas.transport.air import answers

    asked, facts = given(request, (*FILTERS, *QUESTION)), air_facts()
    if asked["state"]:
        answers.known_state(asked["state"])
    head = ("code", "airport", "city", "state", "lat", "lon", "population of the city", "direct", "with one stop")
    rows = []
    for each in answers.study(year(asked["since"])).reaches:
        place = facts.airports[each.code]
        if not asked["state"] or place.actor == asked["state"]:
            city = facts.cities[place.city]
            at = (place.lat, place.lon, city.population)
            reached = (" ".join(each.direct), each.one_stop, round(each.units, 3), round(each.closeness, 5))
            rows.append((each.code, place.name, city.name, place.actor, *at, *reached))
    return (*head, "connectivity units (modelled)", "closeness (modelled)"), rows


def _gaps_table(request: HttpRequest) -> Rows:
    from ortak.areas.transport.air import answers

    asked, cities = given(request, (*FILTERS, *QUESTION)), air_facts().cities
    chosen = [asked["state"]] if asked["state"] else []
    gaps = answers.chosen_gaps(answers.study(year(asked["since"])), chosen, asked["scope"] or "between")
    head = ("one", "other", "states", "demand index (modelled)", "low", "high", "km", "hours with one stop", "via")
    rows = (
        (
            cities[gap.one].name,
            cities[gap.other].name,
            f"{cities[gap.one].actor} {cities[gap.other].actor}",
            *(round(value, 2) for value in (gap.index, gap.low, gap.high)),
            round(gap.km),
            gap.hours and round(gap.hours, 2),
            gap.via,
        )
        for gap in gaps
    )
    return head, rows


def _effect_table(request: HttpRequest) -> Rows:
    from ortak.areas.transport.air import answers

    asked, cities = given(request, (*FILTERS, *QUESTION)), air_facts().cities
    found = answers.study(year(asked["since"]))
    effect = found.effect(asked["one"] or SAMPLE[0], asked["other"] or SAMPLE[1])
    head = ("one", "other", "gain", "hours before", "hours after", "demand index (modelled)", "low", "high")
    rows = (
        (
            cities[gain.one].name,
            cities[gain.other].name,
            gain.kind,
            *(v and round(v, 2) for v in (gain.before, gain.after, gain.index, gain.low, gain.high)),
        )
        for gain in effect.gains
    )
    return head, rows


def _routes_table(request: HttpRequest) -> Rows:
    facts = air_facts()
    asked = given(request, ROUTE_FILTERS)
    head = ("one", "other", "states", "airline", "kind", "seen", "weekly", "season", "note", "title", "publisher")
    return (*head, "year", "url"), (_route_row(facts, route) for route in select(facts, wanted(asked)))


def _route_row(facts: AirFacts, route: Any) -> tuple[Any, ...]:
    source = facts.sources[route.source]
    about = (route.airline, route.state, route.seen, route.weekly, route.season, route.note)
    cited = (source.title, source.publisher, source.year, source.url)
    return (route.one, route.other, " ".join(facts.states_of(route.pair)), *about, *cited)


TABLES: dict[str, Callable[[HttpRequest], Rows]] = {
    "states": _states_table,
    "airports": _airports_table,
    "unserved": _gaps_table,
    "effect": _effect_table,
    "routes": _routes_table,
}
