"""The what-ifs of the pipelines in the portal, from the answers that are kept as data."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ortak.areas.energy.pipelines.facts import load_facts
from ortak.areas.energy.pipelines.stored import stored_answers, stored_what_ifs
from ortak.mechanisms.contract import Effect, Gain, WhatIfResult
from ortak.mechanisms.presentation.folding import plain
from ortak.mechanisms.presentation.formats import locale, number


def _answer(code: str) -> WhatIfResult:
    found = stored_what_ifs()[code]
    unit = _("bcm a year")
    return WhatIfResult(
        headline=f"{_headline(found)} {_('Prices, contracts and sanctions are not in the model.')}",
        gains=[
            _gain(_("More gas that Europe takes"), found["europe"], unit),
            _gain(_("More gas taken by all states together"), found["taken"], unit),
            _gain(_("Less demand unserved if the pipe whose loss is felt most stops"), found["at_risk"], unit),
        ],
        effects=_effects(found["states"]),
        assumptions=[
            _("Production, demand and net trade of 2023; all capacity is there all year."),
            _("The upper or lower end: Turkmenistan produces 16 bcm a year more, as much as the line would carry."),
            _("Demand of states in the model is met first, then markets outside take what reaches them."),
            _("Capacities: %(added)s.") % {"added": _added(found["adds"])},
        ],
        accounting=_("gas of a year through the region's pipes"),
        method=_(
            "A minimum-cost flow of the year with and without the project; of what Europe takes, the origin is by "
            "proportional mixing. No price, contract or sanction is in the model."
        ),
        engine="engines.energy.pipelines.flows",
        engine_version="1",
        notes=[_("A state's figure is what it receives more, or sells more of what it produces or passes on.")],
    )


def _headline(found: Mapping[str, Any]) -> str:
    europe, taken = found["europe"], found["taken"]
    if europe["high"]:
        more = {"more": number(europe["high"], 1)}
        if europe["low"] == europe["high"]:
            return _("In every case tried, %(more)s bcm a year more would reach Europe.") % more
        return _("Up to %(more)s bcm a year more would reach Europe.") % more
    if taken["high"]:
        return _("Nothing more would reach Europe; up to %(more)s bcm a year more would reach others.") % {
            "more": number(taken["high"], 1)
        }
    full = "; ".join(name for pipe in found["adds"] for name in _full_after(pipe))
    if full:
        return _("No state would take more gas in any case tried: what comes next on its way is full (%(pipes)s).") % {
            "pipes": full
        }
    return _("No state would take more gas in any case tried.")


def _full_after(pipe: str) -> list[str]:
    """The names of the pipes that begin where this one ends, and are full in the usual year."""
    lines = load_facts().lines
    return [
        lines[each["pipe"]].name
        for each in stored_answers()["gas"]["year"]["pipes"]
        if lines[each["pipe"]].course[0] == lines[pipe].course[-1]
        and each["capacity"]
        and max(each["flows"] or [0.0]) >= each["capacity"]
    ]


def _gain(title: str, given: Mapping[str, float], unit: str) -> Gain:
    if given["low"] == given["high"]:
        title = _("%(what)s, the same in every case tried") % {"what": title}
    return Gain(title, given["value"], given["low"], given["high"], unit, 1.0)


def _effects(states: Mapping[str, Mapping[str, float]]) -> list[Effect]:
    names = locale(get_language()).territories
    found = [
        Effect(str(names[state]), _("gas received or sold, bcm a year"), part["value"], part["low"], part["high"])
        for state, part in states.items()
    ]
    return sorted(found, key=lambda each: plain(each.actor))


def _added(adds: Mapping[str, float]) -> str:
    lines = load_facts().lines
    return "; ".join(
        _("%(pipe)s %(more)s bcm a year more") % {"pipe": lines[pipe].name, "more": number(more)}
        for pipe, more in adds.items()
    )


trans_caspian = partial(_answer, "energy.trans_caspian")
tanap = partial(_answer, "energy.tanap")
tap = partial(_answer, "energy.tap")
southern_corridor = partial(_answer, "energy.southern_corridor")
central_asia_china = partial(_answer, "energy.central_asia_china")
beyneu_shymkent = partial(_answer, "energy.beyneu_shymkent")
