"""The network: a map, every leg with its figures and their sources, a page for each leg, and a file of all of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from ortak.areas.transport.maps import picture
from ortak.areas.transport.network import load_network
from ortak.areas.transport.network.methods import load_methods
from ortak.areas.transport.wording import CORRIDORS, MODES, STATUSES
from ortak.engines.transport.network import Cited, Leg, Network, Place, Spread, TransportError
from ortak.mechanisms.presentation.conditional import conditional
from ortak.mechanisms.presentation.downloads import csv_answer
from ortak.mechanisms.presentation.folding import holds
from ortak.mechanisms.presentation.formats import locale
from ortak.mechanisms.presentation.guarding import guarding, only

PAGE = 50
FILTERS = ("q", "mode", "corridor", "country", "status")
COLUMNS = (
    "leg", "from", "to", "both ways", "mode", "corridors", "status", "gauge, mm", "operator",
    "distance, km", "distance: source", "hours, fast", "hours, usual", "hours, slow", "hours: source",
    "USD per TEU, low", "USD per TEU, usual", "USD per TEU, high", "cost: source",
    "capacity a year", "unit of capacity", "capacity: source",
)  # fmt: skip


class BadFilter(TransportError):
    """A filter with a value that it does not have."""


guarded = guarding({TransportError: 400})


@dataclass(frozen=True)
class Asked:
    """Which legs are wanted."""

    q: str = ""
    mode: str = ""
    corridor: str = ""
    country: str = ""
    status: str = ""

    @property
    def query(self) -> str:
        return urlencode([(name, value) for name in FILTERS if (value := getattr(self, name))])


def asked(request: HttpRequest, network: Network) -> Asked:
    """What the address asks for. Raises `BadFilter`."""
    known = {"mode": MODES, "corridor": CORRIDORS, "status": STATUSES, "country": countries(network)}
    only(request, (*FILTERS, "page"), BadFilter)
    given = {name: request.GET.get(name, "") for name in FILTERS}
    for name, values in known.items():
        if given[name] and given[name] not in values:
            raise BadFilter(f"{name}={given[name][:40]!r} is not known; valid are {', '.join(values)}")
    return Asked(**given | {"q": given["q"][:200].strip()})


def countries(network: Network) -> dict[str, str]:
    """The countries that the network touches by ISO 3166 code, with their names for the reader, in their order."""
    names = locale(get_language()).territories
    codes = {place.country for place in network.places.values()}
    return dict(sorted(((code, str(names[code])) for code in codes), key=lambda each: each[1]))


def chosen(network: Network, wanted: Asked) -> list[Leg]:
    """The legs that are wanted, in the order of the data."""
    return [leg for leg in network.legs.values() if _matches(network, leg, wanted)]


def _matches(network: Network, leg: Leg, wanted: Asked) -> bool:
    ends = network.places[leg.tail], network.places[leg.head]
    return (
        (not wanted.mode or leg.mode == wanted.mode)
        and (not wanted.corridor or wanted.corridor in leg.tags)
        and (not wanted.status or leg.status == wanted.status)
        and (not wanted.country or wanted.country in {end.country for end in ends})
        and (not wanted.q or holds(wanted.q, leg.id, *(text for end in ends for text in (end.name, end.local_name))))
    )


@guarded
@conditional
def index(request: HttpRequest) -> HttpResponse:
    """The legs that the address asks for, on a map and fifty a page."""
    network = load_network()
    wanted = asked(request, network)
    legs = chosen(network, wanted)
    context = {
        "asked": wanted,
        "query": f"{wanted.query}&" if wanted.query else "",
        "page": Paginator(legs, PAGE).get_page(request.GET.get("page")),
        "shown": len(legs),
        "network": network,
        "picture": picture(network, legs),
        "countries": countries(network),
        "cited": sum(not leg.hours_cited.estimated for leg in legs if leg.hours),
        **_words(),
    }
    return render(request, "transport/network.html", context)


def _words() -> dict[str, Any]:
    return {"modes": MODES, "corridors": CORRIDORS, "statuses": STATUSES}


@guarded
@conditional
def leg_page(request: HttpRequest, identity: str) -> HttpResponse:
    """A leg with every figure, how it was made, and where it comes from."""
    network = load_network()
    leg = network.legs.get(identity)
    if leg is None:
        raise Http404(f"there is no leg {identity!r}")
    cited = [leg.distance_cited, leg.hours_cited, leg.cost_cited, *(step.cited for step in leg.steps)]
    cited += [leg.capacity.cited] if leg.capacity else []
    context = {
        "leg": leg,
        "ends": (network.places[leg.tail], network.places[leg.head]),
        "picture": picture(network, [leg], (leg.tail, leg.head), _names(network, leg)),
        "sources": network.sources,
        "methods": load_methods(),
        "named": [network.sources[each] for each in dict.fromkeys(_named(cited)) if each in network.sources],
        **_words(),
    }
    return render(request, "transport/leg.html", context)


def _names(network: Network, leg: Leg) -> dict[str, str]:
    return {end: network.places[end].name for end in (leg.tail, leg.head)}


def _named(cited: Iterable[Cited]) -> Iterator[str]:
    methods = load_methods()
    for each in cited:
        yield each.source
        if each.method in methods:
            yield methods[each.method].source


@guarded
@conditional
def as_csv(request: HttpRequest) -> HttpResponse:
    """The legs that the address asks for, each figure beside where it comes from."""
    network = load_network()
    rows = (_row(leg, network.places) for leg in chosen(network, asked(request, network)))
    return csv_answer("ortak-transport-network.csv", COLUMNS, rows)


def _row(leg: Leg, places: Any) -> tuple[Any, ...]:
    tail, head = (places[end] for end in (leg.tail, leg.head))
    capacity = leg.capacity
    return (
        leg.id, _name(tail), _name(head), "yes" if leg.two_way else "no", leg.mode, " ".join(sorted(leg.tags)),
        leg.status, leg.gauge_mm, leg.operator, leg.distance_km, said(leg.distance_cited), *_spread(leg.hours),
        said(leg.hours_cited), *_spread(leg.cost_usd), said(leg.cost_cited),
        capacity and capacity.value, capacity and capacity.unit, said(capacity.cited) if capacity else "",
    )  # fmt: skip


def _name(place: Place) -> str:
    return f"{place.name}, {place.country}"


def _spread(spread: Spread | None) -> tuple[float | None, ...]:
    return spread if spread else (None, None, None)


def said(cited: Cited) -> str:
    """Where a figure comes from, in a cell.

    >>> said(Cited("estimate", method="rail-speed-kz")), said(Cited("cpmm-2023", "page 12"))
    ('estimate by rail-speed-kz', 'cpmm-2023, page 12')
    """
    if cited.estimated:
        return f"estimate by {cited.method}" if cited.method else "estimate"
    return ", ".join(part for part in (cited.source, cited.place) if part)
