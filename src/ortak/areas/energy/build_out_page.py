"""The build-out to 2040: plans worked out by `ortak energy expand --json` and kept as data, zone by zone.

`data/build_out.json` holds the plans by name; a nightly test holds them to what the engine says now.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from ortak.areas.energy.market_page import BadQuestion, guarded
from ortak.areas.energy.wording import fuel, zone
from ortak.mechanisms.presentation.conditional import conditional
from ortak.mechanisms.presentation.downloads import csv_answer
from ortak.mechanisms.presentation.guarding import only

PLANS: Mapping[str, Any] = {
    "least_cost": _("Least cost, no limit on CO2"),
    "half_co2": _("Half of the CO2 of today, with links and a shared reserve"),
    "half_co2_alone": _("Half of the CO2 of today, links as they are, each zone with its own reserve"),
}
ARGUMENTS = {
    "least_cost": "",
    "half_co2": " --co2 0.5",
    "half_co2_alone": " --co2 0.5 --links as-they-are --reserve own",
}
BUILT = ("wind", "solar", "new gas", "battery")
BEYOND = "EU"


@cache
def stored() -> Mapping[str, Any]:
    """The plans by name, as the command printed them."""
    text = (files("ortak.areas.energy") / "data" / "build_out.json").read_text(encoding="utf-8")
    return {each["name"]: each for each in json.loads(text)["plans"]}


def asked(request: HttpRequest) -> str:
    """Which plan. Raises `BadQuestion`."""
    only(request, ("plan",), BadQuestion)
    name = request.GET.get("plan", "") or next(iter(PLANS))
    if name not in PLANS:
        raise BadQuestion(f"plan={name[:40]!r} is not known; valid are {', '.join(PLANS)}")
    return name


@guarded
@conditional
def index(request: HttpRequest) -> HttpResponse:
    """A plan, zone by zone, and all plans beside each other."""
    name = asked(request)
    context = {
        "name": name,
        "plans": PLANS,
        "stored": stored(),
        "plan": stored()[name],
        "zones": {code: zone(code) for code in stored()[name]["zones"] if code != BEYOND},
        "built": {each: fuel(each) for each in BUILT},
        "links": [
            (*(zone(end) for end in ends.split(" - ")), mw) for ends, mw in stored()[name]["links_added_mw"].items()
        ],
        "arguments": ARGUMENTS[name],
    }
    return render(request, "energy/build_out.html", context)


@guarded
@conditional
def as_csv(request: HttpRequest) -> HttpResponse:
    """What is added and made in each zone, and the links."""
    name = asked(request)
    return csv_answer(f"ortak-build-out-{name}.csv", ("plan", "place", "what", "value", "unit"), _rows(name))


def _rows(name: str) -> Iterator[tuple[Any, ...]]:
    plan = stored()[name]
    for place, each in plan["zones"].items():
        for what, mw in each["added_mw"].items():
            yield name, place, f"added: {what}", mw, "MW"
        for what, twh in each["made_twh"].items():
            yield name, place, f"made: {what}", twh, "TWh a year"
        yield name, place, "demand", each["demand_twh"], "TWh a year"
        yield name, place, "price", each["price_eur_mwh"], "EUR a MWh"
    for ends, mw in plan["links_added_mw"].items():
        yield name, ends, "added: link", mw, "MW"
