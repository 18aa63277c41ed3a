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
