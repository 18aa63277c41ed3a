"""A map as the parts of an SVG: the land as a path, and where points and lines lie."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from ortak.mechanisms.presentation.maps.projection import great_circle, project

LAND = Path(__file__).parent / "data" / "land.json"
Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A part of the projection, in kilometres: its west and north edge, its width and height."""

    west: float
    north: float
    width: float
    height: float

    def holds(self, x: float, y: float) -> bool:
        return self.west <= x <= self.west + self.width and self.north <= y <= self.north + self.height


def around(points: Iterable[Point], margin_km: float = 250, least_km: float = 1200) -> Box:
    """The box around points (lon, lat), with a margin and not smaller than `least_km` either way.

    >>> box = around([(60, 40)], margin_km=100, least_km=1000)
    >>> box.width, box.height
    (1000, 1000)
    """
    placed = [project(*point) for point in points]
    west, east = min(x for x, _ in placed) - margin_km, max(x for x, _ in placed) + margin_km
    north, south = min(y for _, y in placed) - margin_km, max(y for _, y in placed) + margin_km
    width, height = max(least_km, east - west), max(least_km, south - north)
    return Box((west + east - width) / 2, (north + south - height) / 2, width, height)


@dataclass(frozen=True)
class Drawing:
    """A box drawn so many pixels wide."""

    box: Box
    width: int = 960

    @property
    def scale(self) -> float:
        return self.width / self.box.width

    @property
    def height(self) -> int:
        return round(self.box.height * self.scale)

    @property
    def land(self) -> str:
        """The land of the box as the `d` of a path; lakes are holes (fill-rule evenodd)."""
        return _land_path(self.box, self.width)

    def at(self, lon: float, lat: float) -> Point:
        """Where a place lies, in pixels."""
        x, y = project(lon, lat)
        return round((x - self.box.west) * self.scale, 1), round((y - self.box.north) * self.scale, 1)

    def line(self, points: Sequence[Point]) -> str:
        """A line through places (lon, lat) as the `d` of a path, along great circles.

        >>> Drawing(Box(-1000, -1000, 2000, 2000), 200).line([(60, 40), (60, 41)])
        'M100 100L100 88.5'
        """
        through = [points[0]]
        for one, other in pairwise(points):
            through += great_circle(one, other)[1:]
        return _path([self.at(*point) for point in through])


def _path(points: Sequence[Point]) -> str:
    kept = [point for number, point in enumerate(points) if number == 0 or point != points[number - 1]]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in kept)


@lru_cache(maxsize=1)
def rings() -> tuple[tuple[Point, ...], ...]:
    """The outlines of land and, within them, of lakes: longitude and latitude."""
    return tuple(tuple((lon, lat) for lon, lat in ring) for ring in json.loads(LAND.read_text("utf-8"))["rings"])


@lru_cache(maxsize=64)
def _land_path(box: Box, width: int) -> str:
    drawing = Drawing(box, width)
    parts = []
    for ring in rings():
        placed = [project(*point) for point in ring]
        xs, ys = [x for x, _ in placed], [y for _, y in placed]
        if max(xs) < box.west or min(xs) > box.west + box.width:
            continue
        if max(ys) < box.north or min(ys) > box.north + box.height:
            continue
        clipped = _clipped(placed, box)
        if len(clipped) > 2:
            pixels = [
                (round((x - box.west) * drawing.scale, 1), round((y - box.north) * drawing.scale, 1))
                for x, y in clipped
            ]
            parts.append(_path(pixels) + "Z")
    return "".join(parts)


def _clipped(ring: Sequence[Point], box: Box) -> list[Point]:
    """A ring cut at the edges of a box (Sutherland and Hodgman, Communications of the ACM 17(1), 1974, 32-42)."""
    edges = ((0, box.west, 1), (0, box.west + box.width, -1), (1, box.north, 1), (1, box.north + box.height, -1))
    points = list(ring)
    for axis, limit, sign in edges:
        kept: list[Point] = []
        for number, here in enumerate(points):
            before = points[number - 1]
            inside, was_inside = sign * (here[axis] - limit) >= 0, sign * (before[axis] - limit) >= 0
            if inside != was_inside:
                share = (limit - before[axis]) / (here[axis] - before[axis])
                kept.append((before[0] + share * (here[0] - before[0]), before[1] + share * (here[1] - before[1])))
            if inside:
                kept.append(here)
        points = kept
    return points
