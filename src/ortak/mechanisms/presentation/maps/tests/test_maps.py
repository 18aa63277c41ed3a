"""The projection against Snyder's printed example and its own law, and what is cut from the land."""

import json
import math
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ortak.engines.sphere import EARTH_KM
from ortak.mechanisms.presentation.maps import Box, Drawing, around, great_circle, project
from ortak.mechanisms.presentation.maps.drawing import LAND, _clipped, rings
from ortak.mechanisms.presentation.maps.projection import Albers

LON, LAT = st.floats(-40, 160), st.floats(-5, 80)


def test_snyders_numerical_example() -> None:
    """Page 291 of Professional Paper 1395: 35 N, 75 W on a sphere of radius 1."""
    x, y = Albers(centre=(-96, 23), parallels=(29.5, 45.5), radius=1)(-75, 35)
    assert (round(x, 7), round(y, 7)) == (0.2952720, 0.2416774)


@given(LON, LAT)
def test_areas_are_kept(lon: float, lat: float) -> None:
    step = 0.05
    corners = [project(lon, lat), project(lon + step, lat), project(lon + step, lat + step), project(lon, lat + step)]
    assume(abs((lon - 60 + 180) % 360 - 180) < 170)
    drawn = _area(corners)
    on_sphere = EARTH_KM**2 * math.radians(step) * (math.sin(math.radians(lat + step)) - math.sin(math.radians(lat)))
    assert drawn == pytest.approx(on_sphere, rel=1e-3)


def _area(ring: list[tuple[float, float]]) -> float:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


@given(st.tuples(LON, LAT), st.tuples(LON, LAT))
def test_a_great_circle_is_the_shortest_way(one: tuple[float, float], other: tuple[float, float]) -> None:
    points = great_circle(one, other, 300)
    assert (points[0], points[-1]) == (one, other)
    lengths = [_haversine(a, b) for a, b in pairwise(points)]
    assert sum(lengths) == pytest.approx(_haversine(one, other), rel=1e-6, abs=1e-6)
    assert max(lengths) <= 301


def _haversine(one: tuple[float, float], other: tuple[float, float]) -> float:
    (lon1, lat1), (lon2, lat2) = (tuple(map(math.radians, each)) for each in (one, other))
    a = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(a)))


COORDINATE = st.floats(-50, 150)
WITHIN = st.floats(0.5, 99.5)


@given(st.lists(st.tuples(COORDINATE, COORDINATE), min_size=3, max_size=8), WITHIN, WITHIN)
def test_a_ring_is_cut_at_the_edges_and_nowhere_else(ring: list[tuple[float, float]], x: float, y: float) -> None:
    cut = _clipped(ring, Box(0, 0, 100, 100))
    assert all(-1e-6 <= x <= 100 + 1e-6 and -1e-6 <= y <= 100 + 1e-6 for x, y in cut)
    assume(all(abs(y - corner) > 1e-6 for _, corner in (*ring, *cut)))
    assert _inside(x, y, cut) == _inside(x, y, ring)


def _inside(x: float, y: float, ring: Sequence[tuple[float, float]]) -> bool:
    """By the even-odd rule."""
    crossings = 0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize(
    ("place", "lon", "lat", "land"),
    [
        ("Ankara", 32.86, 39.93, True),
        ("Astana", 71.43, 51.13, True),
        ("Nicosia", 33.36, 35.17, True),
        ("Bishkek", 74.59, 42.87, True),
        ("the Caspian between Aktau and Baku", 50.4, 42.0, False),
        ("the Black Sea", 34.0, 43.0, False),
    ],
)
def test_places_lie_where_they_are(place: str, lon: float, lat: float, land: bool) -> None:
    assert sum(_inside(lon, lat, ring) for ring in rings()) % 2 == int(land)


def test_the_file_names_its_source_and_holds_no_border() -> None:
    file = json.loads(LAND.read_text("utf-8"))
    assert set(file) == {"source", "rings"}
    assert file["source"]["licence"] == "public domain"


def test_a_drawing_is_as_wide_as_asked_and_light() -> None:
    drawing = Drawing(around([(2, 50), (118, 36), (30, 28), (75, 62)]), 960)
    assert drawing.height < 700
    assert len(drawing.land) < 20_000
    x, y = drawing.at(49.87, 40.41)
    assert 0 < x < 960 and 0 < y < drawing.height
