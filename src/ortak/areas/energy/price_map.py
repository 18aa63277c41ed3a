"""Prices on a map: a point for each zone, darker where power is dearer, and a line for each link, full or not.

Land only: no border is drawn, a zone stands at its main city, a link joins two points straight.
"""

from dataclasses import dataclass

from ortak.areas.energy.electricity.days import stored
from ortak.areas.energy.electricity.facts import load_facts
from ortak.mechanisms.presentation.maps import Drawing, around

WIDTHS = {"wide": 800, "narrow": 358, "slim": 288}
MARGIN_KM = 420
BEFORE, ABOVE = ("KG", "KZ-N", "KZ-S", "TJ", "UZ"), ("GE", "KZ-N", "KZ-S", "UZ")
"""Zones whose price stands before their point, and above it, so that no two lie on each other."""
SHADES = (0.15, 0.35, 0.55, 0.75, 1.0)


@dataclass(frozen=True)
class Point:
    zone: str
    x: float
    y: float
    price: float
    shade: float
    before: bool
    up: bool


@dataclass(frozen=True)
class Line:
    path: str
    full: bool


@dataclass(frozen=True)
class Picture:
    name: str
    drawing: Drawing
    points: tuple[Point, ...]
    lines: tuple[Line, ...]


def pictures(day: str, hour: int) -> tuple[Picture, ...]:
    """The map of an hour (1 to 24), as wide as each page."""
    return tuple(_picture(name, width, day, hour - 1) for name, width in WIDTHS.items())


def _picture(name: str, width: int, day: str, place: int) -> Picture:
    found, zones = stored(day), load_facts().zones
    at = {zone: (zones[zone].longitude, zones[zone].latitude) for zone in found["zones"]}
    drawing = Drawing(around(at.values(), MARGIN_KM, aspect=1.5 if name == "wide" else 1.2), width)
    prices = {zone: each["price"][place] for zone, each in found["zones"].items()}
    ends = sorted(prices.values())
    points = []
    for zone, price in prices.items():
        x, y = drawing.at(*at[zone])
        shade = SHADES[sum(price > ends[len(ends) * part // 5] for part in range(1, 5))]
        points.append(Point(zone, x, y, price, shade, before=zone in BEFORE, up=zone in ABOVE))
    lines = []
    for link in found["links"]:
        flow = link["flow"][place]
        limit = link["forward"] if flow >= 0 else link["back"]
        lines.append(Line(drawing.line([at[link["from"]], at[link["to"]]]), abs(abs(flow) - limit) < 0.001))
    return Picture(name, drawing, tuple(points), tuple(lines))
