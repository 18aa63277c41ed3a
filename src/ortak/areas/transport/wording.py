"""The words of the network for the reader: modes, kinds of places, corridors, status."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

MODES: Mapping[str, Any] = {
    "rail": _("rail"),
    "road": _("road"),
    "sea": _("sea"),
    "ferry": _("rail ferry"),
    "border procedure": _("border procedure"),
    "gauge change": _("change of gauge"),
    "terminal handling": _("handling in a terminal"),
}
STATUSES: Mapping[str, Any] = {
    "operating": _("operating"),
    "building": _("under construction"),
    "planned": _("planned"),
    "suspended": _("suspended"),
}
CORRIDORS: Mapping[str, Any] = {
    "middle": _("Trans-Caspian Middle Corridor"),
    "northern": _("Northern route through Russia"),
    "southern-sea": _("Southern route by sea"),
    "via-iran": _("Route through Iran"),
    "btk": _("Baku–Tbilisi–Kars railway"),
    "zangezur": _("Zangezur Corridor"),
    "lapis-lazuli": _("Lapis Lazuli Corridor"),
    "cku": _("China–Kyrgyzstan–Uzbekistan railway"),
    "feeder": _("feeder lines of the states"),
}
DIRECTIONS: Mapping[str, Any] = {"west": _("westward"), "east": _("eastward")}
SEASONS: Mapping[str, Any] = {"year": _("all year"), "january": _("January"), "july": _("July")}
CAUSES: Mapping[str, Any] = {
    "moving": _("moving"),
    "border procedure": _("border procedure"),
    "border queue": _("queue at borders"),
    "gauge change": _("change of gauge"),
    "port": _("port"),
    "port queue": _("queue at ports"),
    "terminal": _("terminal"),
    "waiting for the vessel": _("waiting for the vessel"),
    "weather": _("weather"),
    "waiting for the train": _("waiting until the train is full"),
}
PARTS: Mapping[str, Any] = {
    "moving": _("moving"),
    "borders": _("borders and changes of gauge"),
    "ports": _("ports and terminals"),
    "sea": _("waiting for the vessel and the weather"),
    "train": _("waiting until the train is full"),
}
MEASURES: Mapping[str, Any] = {
    "transport.border_time": _("half the time at borders"),
    "transport.digital_document": _("one digital transit document"),
    "transport.permits": _("no permits from a quota"),
    "transport.vessels": _("two more vessels between Aktau and Alat"),
    "transport.port_time": _("half the time in ports"),
    "transport.gauge_change": _("half the time at changes of gauge"),
}
SCENARIOS: Mapping[str, Any] = {"low": _("low"), "usual": _("usual"), "high": _("high")}
BUILT_WORDS: Mapping[str, Any] = {
    "nothing": _("nothing more than today"),
    "alat-2": _("the second stage of Alat"),
    "unknown-cost": _("everything whose cost is not known"),
}
