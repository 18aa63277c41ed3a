"""Paths on a synthetic graph: one criterion against peers, several criteria exact and within a factor.

    python benchmarks/transport_paths.py [--rounds N] [--pairs N] [--kilometres KM]

The graph has 100,000 nodes and 400,000 arcs (`_transport_graph.py` has generator and seed). Peers: scgraph, scipy,
igraph, networkx; those that are not installed are named. Every round asks every library the same pairs in turn; lengths
are compared first. Compiling is timed apart. For several criteria no Python package is exact: the least of weighted
sums over the front is compared with the shortest path by that sum; the tests compare whole fronts, vector by vector.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(Path(__file__).resolve().parent)]

from _transport_graph import Synthetic, synthetic  # noqa: E402

from ortak.engines.transport.paths import Graph, efficient_paths, shortest_path  # noqa: E402  # this checkout

Ask = Callable[[int, int], float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="rounds over all pairs (default 5)")
    parser.add_argument("--pairs", type=int, default=10, help="pairs of places (default 10)")
    parser.add_argument("--kilometres", type=float, default=500.0, help="how far apart for several criteria")
    options = parser.parse_args()
    made = synthetic()
    print(f"{len(made.points):,} nodes, {len(made.tail):,} arcs\n", flush=True)
    one_criterion(made, options.pairs, options.rounds)
    several_criteria(made, options.kilometres, options.pairs, options.rounds)


def one_criterion(made: Synthetic, pairs: int, rounds: int) -> None:
    """Every library on the same pairs, whatever their distance."""
    chance = np.random.default_rng(7)
    asked = [(int(one), int(other)) for one, other in chance.integers(0, len(made.points), (pairs, 2))]
    graph = Graph.of(made.tail, made.head, made.costs[:, :1], len(made.points))
    libraries: dict[str, Ask] = {"ours": lambda one, other: _length(graph, one, other)}
    for name, build in PEERS.items():
        try:
            libraries[name] = build(made)
        except ModuleNotFoundError:
            print(f"{name} is not installed")
    began = time.perf_counter()
    libraries["ours"](*asked[0])
    print(f"first answer of ours, with compiling or loading what was compiled: {time.perf_counter() - began:.1f} s\n")
    expected = [libraries["ours"](*pair) for pair in asked]
    for name, ask in libraries.items():
        assert [ask(*pair) for pair in asked] == expected, f"{name} finds other lengths"
    times: dict[str, list[float]] = {name: [] for name in libraries}
    for _ in range(rounds):
        for name, ask in libraries.items():
            began = time.perf_counter()
            for pair in asked:
                ask(*pair)
            times[name].append((time.perf_counter() - began) / len(asked) * 1000)
    ours = statistics.median(times["ours"])
    print("| one criterion, any two places | median ms | from | to | times ours |\n|---|---|---|---|---|")
    for name, of in times.items():
        middle = statistics.median(of)
        print(f"| {name} | {middle:.1f} | {min(of):.1f} | {max(of):.1f} | {middle / ours:.1f} |", flush=True)


def _length(graph: Graph, one: int, other: int) -> float:
    found = shortest_path(graph, one, other)
    return float("inf") if found is None else float(found.length)


def _scgraph(made: Synthetic) -> Ask:
    graph: list[dict[int, int]] = [{} for _ in made.points]
    for tail, head, cost in zip(made.tail.tolist(), made.head.tolist(), made.costs[:, 0].tolist(), strict=True):
        graph[tail][head] = cost
    built = import_module("scgraph").Graph(graph)

    def ask(one: int, other: int) -> float:
        try:
            return float(built.bidirectional_dijkstra(one, other)["length"])
        except Exception:  # it has no other way to say that there is no path
            return float("inf")

    return ask


def _scipy(made: Synthetic) -> Ask:
    sparse, csgraph = import_module("scipy.sparse"), import_module("scipy.sparse.csgraph")
    matrix = sparse.csr_matrix((made.costs[:, 0], (made.tail, made.head)), shape=(len(made.points),) * 2)
    return lambda one, other: float(csgraph.dijkstra(matrix, indices=one)[other])


def _igraph(made: Synthetic) -> Ask:
    edges = np.column_stack([made.tail, made.head])
    graph = import_module("igraph").Graph(len(made.points), edges, directed=True)
    weights = made.costs[:, 0].tolist()
    return lambda one, other: float(graph.distances(one, other, weights=weights)[0][0])


def _networkx(made: Synthetic) -> Ask:
    networkx: Any = import_module("networkx")
    graph = networkx.DiGraph()
    columns = made.tail.tolist(), made.head.tolist(), made.costs[:, 0].tolist()
    graph.add_weighted_edges_from(zip(*columns, strict=True))

    def ask(one: int, other: int) -> float:
        try:
            return float(networkx.bidirectional_dijkstra(graph, one, other)[0])
        except networkx.NetworkXNoPath:
            return float("inf")

    return ask


PEERS: dict[str, Callable[[Synthetic], Ask]] = {
    "scgraph (bidirectional)": _scgraph,
    "scipy": _scipy,
    "igraph": _igraph,
    "networkx (bidirectional)": _networkx,
}


def several_criteria(made: Synthetic, kilometres: float, pairs: int, rounds: int) -> None:
    """Exact fronts of three criteria, fronts within 1 % of four, at a distance."""
    asked = [made.pair_apart(kilometres, number) for number in range(pairs)]
    for criteria, epsilon in ((3, 0.0), (4, 0.01)):
        graph = Graph.of(made.tail, made.head, made.costs[:, :criteria], len(made.points))
        began = time.perf_counter()
        efficient_paths(graph, *made.pair_apart(20, 0), epsilon=epsilon)
        compiling = time.perf_counter() - began
        what = "exact" if not epsilon else f"within {epsilon:.0%}"
        print(f"\n{criteria} criteria, {what}, {kilometres:.0f} km; compiling or loading first: {compiling:.1f} s")
        print("\n| pair | front | labels settled | median s | from | to | of the processor |")
        print("|---|---|---|---|---|---|---|")
        medians, used = [], []
        for number, pair in enumerate(asked):
            times, busy = [], []
            for _ in range(rounds):
                began, worked = time.perf_counter(), time.process_time()
                front = efficient_paths(graph, *pair, epsilon=epsilon)
                times.append(time.perf_counter() - began)
                busy.append(time.process_time() - worked)
            check(graph, made, front.costs, pair, epsilon)
            medians.append(statistics.median(times))
            used.append(statistics.median(busy))
            row = f"{len(front):,} | {front.settled:,} | {medians[-1]:.2f} | {min(times):.2f} | {max(times):.2f}"
            print(f"| {number} | {row} | {used[-1]:.2f} |", flush=True)
        print(f"\nmedian of the pairs {statistics.median(medians):.2f} s, slowest {max(medians):.2f} s;", end=" ")
        print(f"of the processor {statistics.median(used):.2f} s and {max(used):.2f} s")


def check(graph: Graph, made: Synthetic, costs: Any, pair: tuple[int, int], epsilon: float) -> None:
    """The least of several weighted sums over the front is the shortest path by that sum, or within the factor."""
    chance = np.random.default_rng(pair[0])
    for _ in range(4):
        weights = chance.integers(0, 100, graph.criteria)
        summed = Graph.of(made.tail, made.head, (made.costs[:, : graph.criteria] @ weights)[:, None], graph.nodes)
        least, ours = _length(summed, *pair), float((costs @ weights).min())
        assert least <= ours <= least * (1 + epsilon), (least, ours)


if __name__ == "__main__":
    main()
