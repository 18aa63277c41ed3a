"""The planner and the simulation against published transit times, along the route that each of them names.

    python benchmarks/transport_truth.py [--calibration]

Only rows of `transit_times.csv` with `use` test are counted. Speeds and border times were set by the ten rows marked
calibration, and by figures of other kinds; no row of the test was used for any. Rules for all rows, none for one, and
the same for both:

- what carriers state for all their boxes (`stated`, `range of carriers`, `index`) is compared with the mean hours, in
  the simulation with the wait until the train is full; what is a schedule, a plan or a single train with the usual
  hours of the planner, and with the median from departure in the simulation;
- a row that says it speaks of a winter is compared with winter (the simulation: with January);
- trains and ships only: every row is about them;
- the error is the distance from the published range (none inside it), as a share of its middle.

The simulation knows no way for rows whose route is cut or needs lines that carry no name; they are left out of its
mean, and of that of the planner beside it.
"""

import argparse
import csv
import statistics
import sys
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from ortak.areas.transport.network import load_network  # noqa: E402  # the sources of this checkout
from ortak.areas.transport.operations.corridors import corridor_of  # noqa: E402
from ortak.areas.transport.operations.figures import load_figures  # noqa: E402
from ortak.areas.transport.operations.ways import Ask, NoWay, quickest_way  # noqa: E402
from ortak.areas.transport.planning import CORRIDORS, planner  # noqa: E402
from ortak.engines.transport.simulation import simulate  # noqa: E402
from ortak.engines.transport.simulation.running import HOURS_A_YEAR  # noqa: E402

MEANS = {"stated", "range of carriers", "index"}
HOURS = {"days": 24.0, "hours": 1.0}
RAIL_AND_SEA = frozenset({"rail", "sea", "ferry"})
SEED, BOXES = 2040, 2_000
Row = dict[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calibration", action="store_true", help="the rows that speeds were set by, instead")
    use = "calibration" if parser.parse_args().calibration else "test"
    table = files("ortak.areas.transport") / "data" / "network" / "transit_times.csv"
    with table.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["use"] == use]
    planned, simulated = {}, {}
    print("| Published | kind | from - to | planner | error | simulation | error |\n|---|---|---|---|---|---|---|")
    for row in rows:
        name, unit = row["id"], HOURS[row["unit"]]
        ours = by_planner(row) / unit
        planned[name] = error(row, ours)
        cells = f"| {name} | {row['kind']} | {row['low']} - {row['high']} {row['unit']} "
        cells += f"| {ours:.1f} | {planned[name]:+.0%} |"
        try:
            ours = by_simulation(row) / unit
            simulated[name] = error(row, ours)
            print(f"{cells} {ours:.1f} | {simulated[name]:+.0%} |")
        except NoWay:
            print(f"{cells} | |")
    said("Planner", planned)
    said("Simulation", simulated)
    said("Planner, rows of the simulation", {name: planned[name] for name in simulated})


def by_planner(row: Row) -> float:
    """Hours of the planner."""
    season = "winter" if is_winter(row) else None
    route = planner(season, RAIL_AND_SEA).along(row["from"], row["to"], CORRIDORS[row["route"]])
    return float(route.hours if row["kind"] in MEANS else route.usual_hours)


def by_simulation(row: Row) -> float:
    """Hours of the simulation. Raises `NoWay`."""
    network, figures = load_network(), load_figures()
    asked = Ask(frozenset(CORRIDORS[row["route"]]), frozenset({"road"}))
    way = quickest_way(network, row["from"], row["to"], figures, asked)
    start = (0.0, HOURS_A_YEAR / 12) if is_winter(row) else (0.0, HOURS_A_YEAR)
    result = simulate(corridor_of(network, way, figures, gather=row["kind"] in MEANS), BOXES, SEED, start)
    return result.mean if row["kind"] in MEANS else result.quantile(0.5)


def is_winter(row: Row) -> bool:
    """Whether the row speaks of a winter."""
    return row["note"].startswith("a winter")


def error(row: Row, ours: float) -> float:
    """The distance from the published range, as a share of its middle."""
    low, high = float(row["low"]), float(row["high"])
    return (min(ours - low, 0.0) + max(ours - high, 0.0)) / ((low + high) / 2)


def said(what: str, errors: dict[str, float]) -> None:
    sizes = [abs(each) for each in errors.values()]
    within = sum(size <= 0.10 for size in sizes)
    print(f"\n{what}, {len(sizes)} rows: mean absolute error {statistics.mean(sizes):.1%},")
    print(f"median {statistics.median(sizes):.1%}; {within} within 10 %; mean {statistics.mean(errors.values()):+.1%}")


if __name__ == "__main__":
    main()
