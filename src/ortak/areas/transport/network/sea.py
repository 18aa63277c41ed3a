"""Distances and lanes of sea legs, computed once and kept in `data/network`: `sea_distances.csv`, `sea_lines.csv`.

    python -m ortak.areas.transport.network.sea

needs the package `searoute` (Apache-2.0). It routes between the coordinates that `nodes.csv` gives for the two ports,
through the Suez Canal where that is shorter. The length is that of the whole line, with the ways from the two ports to
its network, which the library's own figure leaves out. Legs on the Caspian, which it does not know, are drawn straight.
"""

import csv
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import version
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from ortak.areas.transport.network.tables import Row, read_table
from ortak.engines.sphere import Point, great_circle_km
from ortak.mechanisms.presentation.maps import thinned

TABLES = files("ortak.areas.transport") / "data" / "network"
TOLERANCE = 0.25  # degrees that a lane on a map may be off


@cache
def sea_lines() -> dict[str, tuple[Point, ...]]:
    """Points (lon, lat) between the ends of each sea leg, by the id of the leg.

    >>> len(sea_lines()) > 100
    True
    """
    return {
        row["leg"]: tuple(_point(each) for each in row["points"].split()) for row in read_table(TABLES, "sea_lines")
    }


def _point(text: str) -> Point:
    lon, _comma, lat = text.partition(",")
    return float(lon), float(lat)


def routed(folder: Path) -> Iterator[tuple[Row, list[Point]]]:
    """Each sea leg that is left to the library, with its line from port to port."""
    searoute = import_module("searoute").searoute
    places = {
        row["id"]: (row.number("lon", -180, 180), row.number("lat", -90, 90)) for row in read_table(folder, "nodes")
    }
    for leg in read_table(folder, "legs"):
        if leg["distance_source"] == "searoute":
            one, other = places[leg["from"]], places[leg["to"]]
            line = searoute(one, other, units="km").geometry["coordinates"]
            yield leg, [one, *((lon, lat) for lon, lat in line), other]


def _length_km(line: list[Point]) -> float:
    return sum(great_circle_km(one, other) for one, other in pairwise(line))


def _write(path: Path, rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def main() -> None:
    folder = Path(str(TABLES))
    try:
        found = list(routed(folder))
    except ModuleNotFoundError:
        sys.exit("sea legs are computed by the package searoute, which is not installed: pip install searoute")
    distances, lanes = {}, []
    for leg, line in found:
        one, other = leg["distance_place"].split(" - ")
        row = (f"{one}-{other}", one, other, f"{_length_km(line):.1f}", version("searoute"), "searoute")
        distances[row[0]] = row
        points = thinned(line, TOLERANCE)[1:-1]
        lanes.append((leg["id"], " ".join(f"{lon:.2f},{lat:.2f}" for lon, lat in points)))
    ordered = [distances[pair] for pair in sorted(distances)]
    _write(folder / "sea_distances.csv", [("id", "from", "to", "km", "version", "source"), *ordered])
    _write(folder / "sea_lines.csv", [("leg", "points"), *lanes])
    sys.stdout.write(f"{len(ordered)} distances and {len(lanes)} lanes written\n")


if __name__ == "__main__":
    main()
