"""Pipelines: N-1 of the region's network against networkx, scipy and OR-tools, and GasLib's nominations.

    ortak bench energy_pipelines

N-1: each pipe of the gas network that ships stops in turn. All find the most demand that can be served then, on the
same graph of whole numbers; values must be equal first. Ours also names the cut; all of N-1 (least-haul flows,
unserved demand by state, alternatives and cuts) has a line of its own. Rounds alternate; wall time is median and range,
processor time beside it, because the machine may be shared. GasLib needs its files in the folder of open data
(ORTAK_DATA, else ../shared/data); absent ones are said to be.
"""

import importlib
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from ortak.areas.energy.pipelines.gaslib import read_instance
from ortak.areas.energy.pipelines.modelling import usual_year
from ortak.engines.energy.pipelines.flows import FlowNetwork, least_cut, outages
from ortak.engines.energy.pipelines.hydraulics.checking import checked
from ortak.engines.energy.pipelines.hydraulics.nominations import carried

ROUNDS = 7
Arcs = list[tuple[int, int, int]]


def arcs_of(network: FlowNetwork) -> tuple[Arcs, int]:
    """Tail, head and capacity by number, parallel arcs together; 0 is the source, 1 the sink; and how many places."""
    numbers = {" source": 0, " sink": 1}
    found: dict[tuple[int, int], int] = {}

    def add(tail: str, head: str, most: int | None) -> None:
        ends = tuple(numbers.setdefault(each, len(numbers)) for each in (tail, head))
        found[ends] = found.get(ends, 0) + (network.enough if most is None else most)  # type: ignore[index]

    for pipe in network.pipes.values():
        for tail, head in zip(pipe.course, pipe.course[1:], strict=False):
            add(tail, head, pipe.capacity)
            if pipe.both_ways:
                add(head, tail, pipe.capacity)
    for each in network.balances.values():
        if each.kind in ("production", "inlet"):
            add(" source", each.place, each.amount)
        elif each.kind == "demand":
            add(each.place, " sink", each.amount)
    return [(*ends, most) for ends, most in found.items()], len(numbers)


def networkx_values(cases: list[tuple[Arcs, int]]) -> list[int]:
    """Maximum flows by networkx (preflow push)."""
    nx = importlib.import_module("networkx")
    values = []
    for arcs, _ in cases:
        graph = nx.DiGraph()
        graph.add_weighted_edges_from(arcs, "capacity")
        values.append(int(nx.maximum_flow_value(graph, 0, 1)))
    return values


def scipy_values(cases: list[tuple[Arcs, int]]) -> list[int]:
    """Maximum flows by scipy (Dinic, compiled)."""
    sparse = importlib.import_module("scipy.sparse")
    graphs = importlib.import_module("scipy.sparse.csgraph")
    values = []
    for arcs, places in cases:
        tails, heads, most = (np.array(each, dtype=np.int32) for each in zip(*arcs, strict=True))
        graph = sparse.csr_matrix((most, (tails, heads)), shape=(places, places))
        values.append(int(graphs.maximum_flow(graph, 0, 1).flow_value))
    return values


def ortools_values(cases: list[tuple[Arcs, int]]) -> list[int]:
    """Maximum flows by OR-tools (push-relabel, compiled)."""
    max_flow = importlib.import_module("ortools.graph.python.max_flow")
    values = []
    for arcs, _ in cases:
        flow = max_flow.SimpleMaxFlow()
        tails, heads, most = (np.array(each) for each in zip(*arcs, strict=True))
        flow.add_arcs_with_capacity(tails, heads, most)
        flow.solve(0, 1)
        values.append(int(flow.optimal_flow()))
    return values


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and processor milliseconds."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return 1e3 * (time.perf_counter() - wall), 1e3 * (time.process_time() - processor)


def n1() -> None:
    """Print the table of N-1."""
    network, base = usual_year("gas")
    stopped = [network.without(name) for name, pipe in network.pipes.items() if pipe.capacity]
    cases = [arcs_of(each) for each in stopped]
    ours = [least_cut(each).value for each in stopped]
    contenders: dict[str, Callable[[], object]] = {"Ortak, cuts": lambda: [least_cut(each) for each in stopped]}
    absent = []
    for name, values in (("networkx", networkx_values), ("scipy", scipy_values), ("OR-tools", ortools_values)):
        try:
            found = values(cases)
        except ImportError:
            absent.append(name)
            continue
        assert found == ours, f"{name} differs: {found} and {ours}"
        contenders[name] = lambda values=values: values(cases)  # type: ignore[misc]
    contenders["Ortak, all of N-1"] = lambda: outages(network, base)
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, work in contenders.items():
            times[name].append(timed(work))
    print(f"{len(stopped)} pipes stop in turn; {len(cases[0][0])} arcs; served demand equal to the unit for all\n")
    print("| N-1 of the gas network | ms, median (range) | ms of processor |\n|---|---:|---:|")
    for name, rounds in times.items():
        wall = [each[0] for each in rounds]
        processor = statistics.median(each[1] for each in rounds)
        print(f"| {name} | {statistics.median(wall):.0f} ({min(wall):.0f} to {max(wall):.0f}) | {processor:.0f} |")
    print(f"\nall proved: {all(each.proved for each in outages(network, base))}")
    if absent:
        print(f"not installed: {', '.join(absent)}")


def gaslib() -> None:
    """Print the table of nominations."""
    folder = Path(os.environ.get("ORTAK_DATA") or Path(__file__).parents[2] / "shared" / "data") / "energy" / "gaslib"
    print("\n| GasLib | carried | balance | laws, bar | s, wall | s, processor |\n|---|---|---:|---:|---:|---:|")
    for name in ("data_GasLib-11", "data_GasLib-24", "data_GasLib-40", "data_GasLib-135", "json_GasLib-40"):
        path = folder / f"{name}.zip"
        if not path.exists():
            print(f"| {name} | not here | | | | |")
            continue
        instance = read_instance(path)
        start, processor = time.perf_counter(), time.process_time()
        found = carried(instance.network, instance.nomination)
        wall, used = time.perf_counter() - start, time.process_time() - processor
        residuals = checked(instance.network, instance.nomination, found)
        said = "yes" if found.feasible and residuals.holds else "no"
        print(f"| {name} | {said} | {residuals.balance:.1e} | {residuals.law_bar:.1e} | {wall:.2f} | {used:.2f} |")


def main() -> None:
    """Print both tables."""
    n1()
    gaslib()


if __name__ == "__main__":
    main()
