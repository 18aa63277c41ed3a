"""The what-ifs of the corridor in the portal: answers worked out by `ortak transport whatif --json` and kept as data.

`data/what_ifs.json` is that command's output; a test holds it to what the engine says now, and it is made anew by

    ortak transport whatif --json > src/ortak/areas/transport/data/what_ifs.json
"""

import json
from collections.abc import Mapping
from functools import cache, partial
from importlib.resources import files
from typing import Any

from django.utils.translation import gettext as _

from ortak.mechanisms.contract import Gain, WhatIfResult
from ortak.mechanisms.presentation.formats import number

HOURS_A_DAY = 24
#: by analogy with the lines around it the engine says something; a reader would take it for more than it is
UNKNOWN_YET = {"transport.zangezur"}


@cache
def stored() -> Mapping[str, Any]:
    """The answers by code, as the command printed them."""
    text = (files("ortak.areas.transport") / "data" / "what_ifs.json").read_text(encoding="utf-8")
    return {each["code"]: each for each in json.loads(text)["what_ifs"]}


def _answer(code: str) -> WhatIfResult:
    found = stored()[code]
    gains = [
        _gain(_("Hours less, door to door"), found["hours"], _("hours")),
        _gain(_("Paid less"), found["cost_usd"], _("USD a TEU")),
        _gain(_("What the hours are worth to the owner"), found["time_usd"], _("USD a TEU")),
        _gain(_("CO2 less"), found["co2_kg"], _("kg CO2e a TEU")),
        _gain(_("More containers because the way is quicker"), found["teu"], _("TEU a year")),
    ]
    if found["room_teu"]:
        gains.append(
            _gain(_("More containers because there is more room, in 2030"), found["room_teu"], _("TEU a year"))
        )
    moved = [gain for gain in gains if gain.value]
    unknown = code in UNKNOWN_YET
    return WhatIfResult(
        headline=_("Not known yet: of the new line and its borders no hours are published.")
        if unknown
        else _headline(found),
        gains=[] if unknown else moved or gains[:1],
        effects=[],
        assumptions=[] if unknown else [_(text) for text in found["assumptions"]],
        accounting=_("one container of twenty feet on %(way)s") % {"way": found["corridor"]},
        method=_(
            "The corridor is simulated with and without the change, with the same chance in both: queues at borders "
            "and ports, trains that fill, vessels and weather. Likely ranges hold four fifths of the draws of what is "
            "not known for sure."
        ),
        engine="engines.transport.what_ifs",
        engine_version="1",
        notes=[_("Held back by: %(limits)s.") % {"limits": "; ".join(found["held_by"])}]
        if found["held_by"] and not unknown
        else [],
    )


def _headline(found: Mapping[str, Any]) -> str:
    before, after = (found[each] / HOURS_A_DAY for each in ("hours_before", "hours_after"))
    if abs(before - after) < 0.05:
        return _("The time stays at %(days)s days; the table says what changes.") % {"days": number(before, 1)}
    return _("From %(before)s to %(after)s days on %(way)s.") % {
        "before": number(before, 1),
        "after": number(after, 1),
        "way": found["corridor"],
    }


def _gain(title: str, given: Mapping[str, float], unit: str) -> Gain:
    value, low, high = (round(given[each], 1) for each in ("value", "low", "high"))
    return Gain(title, value, low, high, unit, given["level"])


border_time = partial(_answer, "transport.border_time")
digital_document = partial(_answer, "transport.digital_document")
permits = partial(_answer, "transport.permits")
vessels = partial(_answer, "transport.vessels")
port_time = partial(_answer, "transport.port_time")
zangezur = partial(_answer, "transport.zangezur")
gauge_change = partial(_answer, "transport.gauge_change")
tariff = partial(_answer, "transport.tariff")
green_traction = partial(_answer, "transport.green_traction")
