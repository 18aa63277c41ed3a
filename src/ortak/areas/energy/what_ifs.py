"""The what-ifs of the region's electricity in the portal: worked out by `ortak energy whatif --json`, kept as data.

`data/what_ifs.json` is that command's output; a test holds it to what the engine says now, and it is made anew by

    ortak energy whatif --json > src/ortak/areas/energy/data/what_ifs.json
"""

import json
from collections.abc import Mapping
from functools import cache, partial
from importlib.resources import files
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ortak.mechanisms.contract import Effect, Gain, WhatIfResult
from ortak.mechanisms.presentation.formats import locale, number

BEYOND = ("AF", "EU")
"""Not states of the region: their gain stands beside the table, not in it."""


NEIGHBOURS = ("GE", "TJ")


@cache
def stored() -> Mapping[str, Any]:
    """The answers by code, as the command printed them."""
    text = (files("ortak.areas.energy") / "data" / "what_ifs.json").read_text(encoding="utf-8")
    return {each["code"]: each for each in json.loads(text)["what_ifs"]}


def _answer(code: str) -> WhatIfResult:
    found = stored()[code]
    region, level = found["region"], found["level"]
    money = _("EUR m a year")
    gains = [
        _gain(_("More welfare in the states of the region"), region["members"], money, level),
        _gain(_("For consumers"), region["consumers"], money, level),
        _gain(_("For producers"), region["producers"], money, level),
        _gain(_("For the owners of links"), region["rent"], money, level),
        _gain(_("CO2, more or less"), region["co2"], _("Mt a year"), level, 2),
        _gain(_("Power not served, more or less"), region["unserved"], _("TWh a year"), level, 2),
    ]
    if "reserve" in region:
        gains = [gains[0], _gain(_("Reserve that is not needed"), region["reserve"], _("MW"), level)]
    effects = [
        Effect(_actor(state), _("welfare"), *(round(gain[each], 1) for each in ("value", "low", "high")))
        for state, gain in sorted(found["states"]["welfare"].items(), key=lambda each: _name(each[0]))
        if state not in BEYOND
    ]
    return WhatIfResult(
        headline=_headline(region["members"]),
        gains=gains,
        effects=effects,
        assumptions=[_(text) for text in found["assumptions"]],
        accounting=_("electricity of the region in 2023, money of 2023; one day in thirteen is cleared"),
        method=_(
            "The market of the region is cleared hour by hour with and without the change: plants at their cost, "
            "demand, water, wind and sun from facts with their sources. Likely ranges hold four fifths of the draws "
            "of demand, water, weather, fuel, contracts, capacities and the worth of power that is not served."
        ),
        engine="engines.energy.coupling",
        engine_version="1",
        cost=_cost(code),
        notes=_notes(found),
    )


def _actor(state: str) -> str:
    """The code of a state that the portal knows by name; the name of a neighbour."""
    return _name(state) if state in NEIGHBOURS else state


def _name(state: str) -> str:
    return str(locale(get_language()).territories[state])


def _headline(gain: Mapping[str, float]) -> str:
    return _("The states of the region together gain EUR %(value)s m a year, likely %(low)s to %(high)s.") % {
        each: number(gain[each], 0) for each in ("value", "low", "high")
    }


def _cost(code: str) -> str | None:
    """The published cost of what is built."""
    from ortak.areas.energy.electricity.facts import load_facts
    from ortak.areas.energy.electricity.measures import measure

    link = measure(code).cost
    if not link:
        return None
    return _("EUR %(cost)s m, as the press reported") % {
        "cost": number(load_facts().one("links", id=link).number("cost_eur_m"), 0)
    }


def _notes(found: Mapping[str, Any]) -> list[str]:
    notes = [_("Where power is short its price rises for all that is sold, so consumers and producers move by far more "
               "than the sum: that part is paid by one and earned by the other.")]  # fmt: skip
    for actor, name in (("EU", _("the European Union")), ("AF", _("Afghanistan and Pakistan"))):
        gain = found["states"]["welfare"].get(actor)
        if gain and abs(gain["value"]) >= 0.5:
            notes.append(
                _("Beyond the region: %(name)s %(value)s EUR m a year.")
                % {"name": name, "value": number(gain["value"], 0)}
            )
    return [] if "reserve" in found["region"] else notes


def _gain(title: str, given: Mapping[str, float], unit: str, level: float, digits: int = 1) -> Gain:
    value, low, high = (round(given[each], digits) for each in ("value", "low", "high"))
    return Gain(title, value, low, high, unit, level)


coupling = partial(_answer, "energy.coupling")
caspian_cable = partial(_answer, "energy.caspian_cable")
central_asian_ring = partial(_answer, "energy.central_asian_ring")
georgia_turkiye = partial(_answer, "energy.georgia_turkiye")
nakhchivan = partial(_answer, "energy.nakhchivan")
casa_1000 = partial(_answer, "energy.casa_1000")
black_sea_cable = partial(_answer, "energy.black_sea_cable")
shared_reserve = partial(_answer, "energy.shared_reserve")
wind = partial(_answer, "energy.wind")
