"""Cut the outlines of land and lakes from Natural Earth, as the package world-atlas ships it.

    python -m ortak.mechanisms.presentation.maps.building land-50m.json

The file is TopoJSON, scale 1:50 million, version 4.1.0, public domain (https://www.naturalearthdata.com); the package
world-atlas 2.0.2 (ISC) is in the npm registry. Only rings in the frame are kept, thinned.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ortak.mechanisms.presentation.maps.drawing import LAND, Point
from ortak.mechanisms.presentation.maps.thinning import thinned

FRAME = (-30.0, 0.0, 150.0, 75.0)
TOLERANCE = 0.07  # degrees
LEAST = 0.25  # degrees across: a smaller island or lake is left out
SOURCE = {
    "title": "1:50m land",
    "producer": "Natural Earth",
    "edition": "4.1.0, as in world-atlas 2.0.2",
    "licence": "public domain",
    "url": "https://www.naturalearthdata.com",
}


def arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a TopoJSON topology: longitude and latitude.

    >>> transform = {"scale": [0.5, 0.5], "translate": [10, 20]}
    >>> arcs({"transform": transform, "arcs": [[[0, 0], [2, 4], [-2, 0]]]})
    [[(10.0, 20.0), (11.0, 22.0), (10.0, 22.0)]]
    """
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        found.append(points)
    return found


def outlines(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Every ring of the land, holes too."""
    known = arcs(topology)
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]:
            for ring in polygon:
                points: list[Point] = []
                for number in ring:
                    part = known[number] if number >= 0 else known[~number][::-1]
                    points += part[1:] if points else part
                yield points


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    west, south, east, north = FRAME
    rings = []
    for ring in outlines(json.loads(parser.parse_args().file.read_text("utf-8"))):
        inside = [(min(east, max(west, x)), min(north, max(south, y))) for x, y in ring]
        across = max(x for x, _ in inside) - min(x for x, _ in inside)
        up = max(y for _, y in inside) - min(y for _, y in inside)
        if max(across, up) >= LEAST and min(across, up) > 0:
            half = len(inside) // 2
            thin = thinned(inside[: half + 1], TOLERANCE) + thinned(inside[half:], TOLERANCE)[1:]
            rings.append([[round(x, 2), round(y, 2)] for x, y in thin])
    text = json.dumps({"source": SOURCE, "rings": rings}, separators=(",", ":"))
    LAND.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
