"""What a new air route between two members or observers would bring, as an answer of the portal."""

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ortak.areas.transport.air.facts import SURVEY, air_facts
from ortak.engines.transport.air import Rules
from ortak.mechanisms.contract import Effect, Gain, WhatIfError, WhatIfResult
from ortak.mechanisms.presentation.formats import number, period

if TYPE_CHECKING:
    from ortak.engines.transport.air import Effect as RouteEffect

STRICT, USUAL, LOOSE = RULES = (Rules(3.0, 1.5), Rules(), Rules(1.0, 2.5))
"""What counts as a connection: the longest and shortest time on the ground and way round that are tried."""


def new_route(route: str) -> WhatIfResult:
    """The answer for two airports joined by a hyphen, as ALA-AZN. Raises `WhatIfError` for a route on record."""
    from ortak.areas.transport.air.answers import study
    from ortak.engines.transport.air import AirError

    one, _hyphen, other = route.partition("-")
    try:
        effects = [replace(study(), rules=rules).effect(one, other) for rules in RULES]
    except AirError as error:
        raise WhatIfError(str(error)) from None
    facts, usual = air_facts(), effects[RULES.index(USUAL)]
    first = _spread(_("Pairs of cities with a first way of at most one stop"), [_first(each) for each in effects])
    faster = _spread(_("Pairs of cities with a faster way"), [len(each.gains) - _first(each) for each in effects])
    gains = [first, faster]
    hours = [each.saved for each in effects]
    if None not in hours:
        unit = _("hours on average, weighted by modelled demand")
        gains.append(_spread(_("Hours saved where there was a way"), [each or 0.0 for each in hours], unit))
    return WhatIfResult(
        headline=_("%(one)s – %(other)s: %(first)s pairs of cities get their first way, %(faster)s a faster one.")
        % {
            "one": facts.name_of(one),
            "other": facts.name_of(other),
            "first": number(first.value, 0),
            "faster": number(faster.value, 0),
        },
        gains=gains,
        effects=_by_state(effects),
        assumptions=[
            _("Routes are those for which a document was found by %(day)s; what is missing is not known.")
            % {"day": period(SURVEY)},
            _("A connection has at least %(hours)s hours on the ground and at most %(detour)s times the great circle.")
            % {"hours": number(USUAL.connection_hours, 1), "detour": number(USUAL.detour, 0)},
            _("Hours are modelled: %(km)s km take about %(hours)s hours.")
            % {"km": number(usual.km, 0), "hours": number(usual.hours, 1)},
        ],
        accounting=_("pairs of cities of members and observers that have an airport"),
        method=_(
            "All ways with at most one stop are worked out with the route and without it. The ranges are those of the "
            "rules of a connection: from 1 hour on the ground and 2.5 times the great circle to 3 hours and 1.5 times."
        ),
        engine="engines.transport.air",
        engine_version="1",
        notes=[_("Any other route can be tried on the page of air links.")],
    )


def _first(effect: "RouteEffect") -> int:
    return sum(gain.before is None for gain in effect.gains)


def _spread(title: str, values: list[float], unit: str = "") -> Gain:
    value = values[RULES.index(USUAL)]
    return Gain(title, round(value, 2), round(min(values), 2), round(max(values), 2), unit or _("pairs of cities"), 1.0)


def _by_state(effects: "list[RouteEffect]") -> list[Effect]:
    """Pairs with a first way in which each state has a city, in the order of codes."""
    cities, found = air_facts().cities, []
    for effect in effects:
        pairs = [{cities[gain.one].actor, cities[gain.other].actor} for gain in effect.gains if gain.before is None]
        found.append(Counter(state for pair in pairs for state in pair))
    title = _("pairs with a first way that have a city there")
    return [
        Effect(state, title, *(float(of([each[state] for each in found])) for of in (_usual, min, max)))
        for state in sorted(set().union(*found))
    ]


def _usual(values: list[int]) -> int:
    return values[RULES.index(USUAL)]
