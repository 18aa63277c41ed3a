"""The words of the electricity pages for the reader: kinds of plants, tables, zones."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.presentation.formats import locale

FUELS: Mapping[str, Any] = {
    "all": _("all together"),
    "battery storage": _("battery"),
    "biomass": _("biomass"),
    "coal": _("coal"),
    "demand": _("demand"),
    "gas": _("gas"),
    "geothermal": _("geothermal"),
    "hydro": _("hydropower"),
    "nuclear": _("nuclear"),
    "oil": _("oil"),
    "other": _("biomass, heat of the earth, waste"),
    "solar": _("solar"),
    "new gas": _("new gas"),
    "battery": _("battery"),
    "wind": _("wind"),
    "Europe": _("market of Europe"),
}
TABLES: Mapping[str, Any] = {
    "capacity": _("Capacity by fuel"),
    "generation": _("Generation by fuel"),
    "demand": _("Demand: years, peaks, days"),
    "trade": _("Trade between states"),
    "links": _("Links between grids"),
    "costs": _("Cost of plants"),
    "emission_factors": _("CO2 of fuels"),
    "investment": _("Cost of new plants"),
}


def fuel(name: str) -> str:
    """What a step of a curve stands for; steps at one price are joined.

    >>> fuel("no such thing")
    'no such thing'
    """
    return " + ".join(str(FUELS.get(part, part)) for part in name.split("+"))


def zone(name: str) -> str:
    """A zone for the reader: its state, and which part of it."""
    state, _dash, part = name.partition("-")
    called = str(locale(get_language()).territories[state])
    parts = {"N": _("north"), "S": _("south"), "W": _("west")}
    return f"{called}, {parts[part]}" if part else called
