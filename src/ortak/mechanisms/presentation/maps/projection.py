"""Albers' equal-area conic projection on the sphere, centred at 60 E, 40 N.

Source: Snyder, Map Projections: A Working Manual, U.S. Geological Survey Professional Paper 1395, 1987, pages 98 to
103, equations 14-1 to 14-6.
"""

from dataclasses import dataclass
from functools import cached_property
from math import asin, atan2, cos, degrees, hypot, pi, radians, sin, sqrt

from ortak.engines.sphere import EARTH_KM


@dataclass(frozen=True)
class Albers:
    """The projection with a centre (lon, lat) and two standard parallels, for a sphere of a radius."""

    centre: tuple[float, float]
    parallels: tuple[float, float]
    radius: float = EARTH_KM

    @cached_property
    def _constants(self) -> tuple[float, float, float]:
        one, other = (sin(radians(each)) for each in self.parallels)
        n = (one + other) / 2
        c = 1 - one * one + 2 * n * one
        return n, c, self.radius * sqrt(c - 2 * n * sin(radians(self.centre[1]))) / n

    def __call__(self, lon: float, lat: float) -> tuple[float, float]:
        """East and north of the centre, in the unit of the radius."""
        n, c, rho_0 = self._constants
        rho = self.radius * sqrt(max(0.0, c - 2 * n * sin(radians(lat)))) / n
        theta = n * radians((lon - self.centre[0] + 180) % 360 - 180)
        return rho * sin(theta), rho_0 - rho * cos(theta)


_REGION = Albers(centre=(60, 40), parallels=(25, 55))


def project(lon: float, lat: float) -> tuple[float, float]:
    """Kilometres to the east and to the south of 60 E, 40 N.

    >>> project(60, 40)
    (0.0, -0.0)
    >>> [round(each) for each in project(29, 41)]
    [-2466, -533]
    """
    x, y = _REGION(lon, lat)
    return x, -y


Point = tuple[float, float]


def great_circle(one: Point, other: Point, step_km: float = 200) -> list[Point]:
    """Points of the shortest line between two points (lon, lat), ends included, not further apart than `step_km`.

    >>> [(round(lon), round(lat)) for lon, lat in great_circle((0, 0), (90, 0), 6000)]
    [(0, 0), (45, 0), (90, 0)]
    """
    a, b = _vector(*one), _vector(*other)
    cross = (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
    angle = atan2(hypot(*cross), sum(x * y for x, y in zip(a, b, strict=True)))
    parts = max(1, round(angle * EARTH_KM / step_km + 0.5))
    if angle < 1e-9 or pi - angle < 1e-9:
        return [one, other]
    middle = []
    for number in range(1, parts):
        share = number / parts
        one_part, other_part = sin((1 - share) * angle) / sin(angle), sin(share * angle) / sin(angle)
        x, y, z = (one_part * p + other_part * q for p, q in zip(a, b, strict=True))
        middle.append((degrees(atan2(y, x)), degrees(asin(max(-1.0, min(1.0, z))))))
    return [one, *middle, other]


def _vector(lon: float, lat: float) -> tuple[float, float, float]:
    return cos(radians(lat)) * cos(radians(lon)), cos(radians(lat)) * sin(radians(lon)), sin(radians(lat))
