"""The planner against published transit times, along the route that each of them names.

    python benchmarks/transport_truth.py [--calibration]

Only rows of `transit_times.csv` with `use` test are counted. Speeds and border times were set by the ten rows marked
calibration, and by figures of other kinds; no row of the test was used for any. Rules for all rows, none for one:

- what carriers state for all their boxes (`stated`, `range of carriers`, `index`) is compared with the mean hours, what
  is a schedule, a plan or a single train with the usual hours;
- a row that says it speaks of a winter is compared with winter;
- trains and ships only: every row is about them;
- the error is the distance from the published range (none inside it), as a share of its middle.
"""

import argparse
import csv
import statistics
import sys
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from ortak.areas.transport.planning import CORRIDORS, planner  # noqa: E402  # the sources of this checkout

MEANS = {"stated", "range of carriers", "index"}
HOURS = {"days": 24.0, "hours": 1.0}
RAIL_AND_SEA = frozenset({"rail", "sea", "ferry"})


def compared(use: str) -> list[tuple[str, str, float, float, float, float]]:
    """For each row: id, kind, published low and high, ours in its unit, error as a share of the published middle."""
    table = files("ortak.areas.transport") / "data" / "network" / "transit_times.csv"
    with table.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["use"] == use]
    found = []
    for row in rows:
        season = "winter" if row["note"].startswith("a winter") else None
        route = planner(season, RAIL_AND_SEA).along(row["from"], row["to"], CORRIDORS[row["route"]])
        hours = route.hours if row["kind"] in MEANS else route.usual_hours
        low, high, ours = float(row["low"]), float(row["high"]), hours / HOURS[row["unit"]]
        off = min(ours - low, 0.0) + max(ours - high, 0.0)
        found.append((row["id"], row["kind"], low, high, ours, off / ((low + high) / 2)))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calibration", action="store_true", help="the rows that speeds were set by, instead")
    rows = compared("calibration" if parser.parse_args().calibration else "test")
    print("| published | kind | from | to | ours | error |\n|---|---|---|---|---|---|")
    for name, kind, low, high, ours, error in rows:
        print(f"| {name} | {kind} | {low:g} | {high:g} | {ours:.1f} | {error:+.0%} |")
    errors = [abs(error) for *_, error in rows]
    within = sum(error <= 0.10 for error in errors)
    print(f"\n{len(rows)} rows: mean absolute error {statistics.mean(errors):.1%},")
    print(f"median {statistics.median(errors):.1%};")
    print(f"{within} within 10 %; mean signed error {statistics.mean(error for *_, error in rows):+.1%}")


if __name__ == "__main__":
    main()
