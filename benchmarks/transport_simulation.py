"""Simulating the corridor: ours, and the same model in SimPy on the same corridor in the same run.

    python benchmarks/transport_simulation.py [--replications N] [--rounds N] [--dask]

The corridor is Xi'an to the port of Poti by rail and sea. First both must find the same distribution; then they take
turns, and the ratio is that of the time for one replication on one core each. The time to load the compiled loop, or
to compile it where no cache is, is told apart. Also: the largest flow and the selection of investments.
The published transit times beside the simulated ones are in `transport_truth.py`.
"""

import argparse
import os
import statistics
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]

from ortak.areas.transport.network import load_network  # noqa: E402  # the sources of this checkout
from ortak.areas.transport.operations.capacities import options, problem_of  # noqa: E402
from ortak.areas.transport.operations.corridors import corridor_of  # noqa: E402
from ortak.areas.transport.operations.figures import load_figures  # noqa: E402
from ortak.areas.transport.operations.ways import Ask, quickest_way  # noqa: E402
from ortak.engines.transport.capacity import cheapest_flow, select  # noqa: E402
from ortak.engines.transport.simulation import Cluster, Cores, Corridor, Result, simulate  # noqa: E402

SEED = 2040


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--replications", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--dask", action="store_true", help="also on a Dask cluster of this machine")
    asked = parser.parse_args()
    corridor = way_of("cn-xian", "ge-poti", "middle", gather=True)
    began = time.perf_counter()
    simulate(corridor, 1, SEED)
    print(f"{len(corridor.stages)} stages; the loop was ready in {time.perf_counter() - began:.1f} s\n")
    print("| What | Time | |\n|---|---|---|")
    found = timed_runs(corridor, asked.replications, asked.rounds)
    if asked.dask:
        on_dask(corridor, found)
    capacity_rows()
    against_simpy(corridor, found, asked.rounds)


def way_of(start: str, end: str, route: str, gather: bool) -> Corridor:
    network, figures = load_network(), load_figures()
    way = quickest_way(network, start, end, figures, Ask(frozenset({route}), frozenset({"road"})))
    return corridor_of(network, way, figures, gather)


def timed_runs(corridor: Corridor, replications: int, rounds: int) -> Result:
    cores = len(os.sched_getaffinity(0))
    walls, works = [], []
    for _ in range(rounds):
        began, worked = time.perf_counter(), time.process_time()
        found = simulate(corridor, replications, SEED)
        walls.append(time.perf_counter() - began)
        works.append(time.process_time() - worked)
    print(f"| {replications:,} replications on {cores} cores | {described(walls)} s | work of {described(works)} s |")
    return found


def on_dask(corridor: Corridor, found: Result) -> None:
    if not find_spec("distributed"):
        print("| on a Dask cluster | | dask.distributed is not installed |")
        return
    from dask.distributed import Client

    with Client(n_workers=2, threads_per_worker=1, dashboard_address=None) as client:
        began = time.perf_counter()
        there = simulate(corridor, found.totals.size, SEED, executor=Cluster(client))
        same = "the same numbers, bit for bit" if np.array_equal(there.hours, found.hours) else "OTHER NUMBERS"
        print(f"| on a Dask cluster, 2 workers, compiled anew | {time.perf_counter() - began:.1f} s | {same} |")


def capacity_rows() -> None:
    problem = problem_of(load_network(), 2030).with_gains(tuple(each for each in options() if each.cost is None))
    for what, work in (
        ("cheapest flow of 2030", lambda: cheapest_flow(problem)),
        ("selection under 5 billion USD", lambda: select(problem, options(), 5e9)),
    ):
        began = time.perf_counter()
        work()
        seconds = time.perf_counter() - began
        print(f"| {what}, {len(problem.arcs)} arcs, {len(problem.demands)} demands | {seconds:.2f} s | |")


def against_simpy(corridor: Corridor, found: Result, rounds: int, each: int = 40) -> None:
    if not find_spec("simpy"):
        print("\nSimPy is not installed: no second implementation to compare with.")
        return
    from _transport_simpy import hours

    chance = np.random.default_rng(SEED)
    ratios, totals = [], []
    for turn in range(rounds):
        began = time.process_time()
        totals.extend(hours(corridor, chance) for _ in range(each))
        theirs = (time.process_time() - began) / each
        began = time.process_time()
        simulate(corridor, 100 * each, SEED + turn, executor=Cores(1))
        ratios.append(theirs / ((time.process_time() - began) / (100 * each)))
    other = np.asarray(totals)
    reach = 1.96 * other.std(ddof=1) / np.sqrt(other.size)
    print(
        f"\nSimPy, {other.size} replications: mean {other.mean():.1f} h (95 %: {other.mean() - reach:.1f} to ", end=""
    )
    print(f"{other.mean() + reach:.1f}), median {np.median(other):.1f}, nine of ten {np.quantile(other, 0.9):.1f}")
    print(f"Ours, {found.totals.size:,}: mean {found.mean:.1f} h, median {found.quantile(0.5):.1f}, ", end="")
    print(f"nine of ten {found.quantile(0.9):.1f}")
    print(f"Work for a replication: SimPy takes {described(ratios, 0)} times as long")


def described(values: list[float], digits: int = 2) -> str:
    middle, low, high = statistics.median(values), min(values), max(values)
    return f"{middle:.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"


if __name__ == "__main__":
    main()
