"""The lanes of sea legs, for maps: computed once and kept in `data/network/sea_lines.csv`.

    python -m ortak.areas.transport.network.sea_lines

needs the package `searoute` (Apache-2.0). Legs on the Caspian, which it does not know, are drawn straight.
"""

import csv
import sys
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path

from ortak.mechanisms.presentation.maps import thinned

Point = tuple[float, float]
TOLERANCE = 0.25  # degrees


@cache
def sea_lines() -> dict[str, tuple[Point, ...]]:
    """Points (lon, lat) between the ends of each sea leg, by the id of the leg.

    >>> len(sea_lines()) > 100
    True
    """
    with (files("ortak.areas.transport") / "data" / "network" / "sea_lines.csv").open(encoding="utf-8") as file:
        return {row["leg"]: tuple(_point(each) for each in row["points"].split()) for row in csv.DictReader(file)}


def _point(text: str) -> Point:
    lon, _comma, lat = text.partition(",")
    return float(lon), float(lat)


def main() -> None:
    try:
        searoute = import_module("searoute").searoute
    except ModuleNotFoundError:
        sys.exit("sea lanes are computed by the package searoute, which is not installed: pip install searoute")
    folder = Path(str(files("ortak.areas.transport") / "data" / "network"))
    with (folder / "nodes.csv").open(encoding="utf-8") as file:
        places = {row["id"]: (float(row["lon"]), float(row["lat"])) for row in csv.DictReader(file)}
    with (folder / "legs.csv").open(encoding="utf-8") as file:
        legs = [row for row in csv.DictReader(file) if row["distance_source"] == "searoute"]
    with (folder / "sea_lines.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(("leg", "points"))
        for leg in legs:
            way = searoute(places[leg["from"]], places[leg["to"]]).geometry["coordinates"]
            points = thinned([places[leg["from"]], *map(tuple, way), places[leg["to"]]], TOLERANCE)[1:-1]
            lines.writerow((leg["id"], " ".join(f"{lon:.2f},{lat:.2f}" for lon, lat in points)))
    sys.stdout.write(f"{len(legs)} lanes written\n")


if __name__ == "__main__":
    main()
