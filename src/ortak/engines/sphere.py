"""Distances on the sphere."""

from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""
Point = tuple[float, float]


def great_circle_km(one: Point, other: Point) -> float:
    """Kilometres between two points, degrees (lon, lat), by the haversine formula.

    >>> round(great_circle_km((0, 0), (0, 1)))
    111
    """
    (lon1, lat1), (lon2, lat2) = one, other
    half = sin(radians(lat2 - lat1) / 2) ** 2
    half += cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))
