"""Distances of sea legs, computed once and kept in `data/network/sea_distances.csv`.

    python -m ortak.areas.transport.network.sea

needs the package `searoute` (Apache-2.0). It routes between the coordinates that `nodes.csv` gives for the two ports,
through the Suez Canal where that is shorter. The length is that of the whole line, with the ways from the two ports to
its network, which the library's own figure leaves out.
"""

import csv
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from importlib.resources import files
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from ortak.areas.transport.network.tables import read_table

EARTH_KM = 6371.0088
COLUMNS = ("id", "from", "to", "km", "version", "source")


def sea_distances(folder: Path) -> list[tuple[str, ...]]:
    """One row for each sea leg whose distance is left to the library: port pair, km, its version, source id."""
    searoute = import_module("searoute").searoute
    places = {
        row["id"]: (row.number("lon", -180, 180), row.number("lat", -90, 90)) for row in read_table(folder, "nodes")
    }
    rows = {}
    for leg in read_table(folder, "legs"):
        if leg["distance_source"] == "searoute":
            one, other = leg["distance_place"].split(" - ")
            ends = places[leg["from"]], places[leg["to"]]
            line = searoute(*ends, units="km").geometry["coordinates"]
            kilometres = f"{_length_km([ends[0], *line, ends[1]]):.1f}"
            rows[f"{one}-{other}"] = (f"{one}-{other}", one, other, kilometres, version("searoute"), "searoute")
    return [rows[pair] for pair in sorted(rows)]


def _length_km(line: Sequence[Sequence[float]]) -> float:
    """Sum of the great circles between the points (longitude, latitude) of a line."""
    total = 0.0
    for (lon1, lat1), (lon2, lat2) in pairwise(line):
        half = sin(radians(lat2 - lat1) / 2) ** 2
        half += cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ** 2
        total += 2 * EARTH_KM * asin(sqrt(half))
    return total


def main() -> None:
    folder = Path(str(files("ortak.areas.transport") / "data" / "network"))
    try:
        rows = sea_distances(folder)
    except ModuleNotFoundError:
        sys.exit("sea distances are computed by the package searoute, which is not installed: pip install searoute")
    with (folder / "sea_distances.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])
    print(f"{len(rows)} distances written to sea_distances.csv")


if __name__ == "__main__":
    main()
