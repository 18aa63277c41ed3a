"""The shortest path by one criterion, or by a weighted sum of several.

>>> from ortak.engines.transport.paths.graph import Graph
>>> found = shortest_path(Graph.of([0, 0, 1], [1, 2, 2], [[1], [4], [2]]), 0, 2)
>>> found.length, found.nodes
(3, [0, 1, 2])
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from ortak.engines.transport.paths.graph import MOST, MOST_FLOAT, Graph, TooLarge


@dataclass(frozen=True)
class Shortest:
    """A shortest path: its length in the units of the graph's whole numbers, its nodes, its places in `leaving`."""

    length: Any
    nodes: list[int]
    places: list[int]


def shortest_path(graph: Graph, source: int, target: int, criterion: int = 0) -> Shortest | None:
    """The shortest path by one criterion (Dijkstra's method from both ends), or None if there is no path.

    Raises `TooLarge` if sums overflow.

    >>> shortest_path(Graph.of([0], [1], [[1]]), 1, 0) is None
    True
    """
    from ortak.engines.transport.paths.distances import shortest_between

    out, back = graph.leaving, graph.entering
    greatest: Any = np.iinfo(np.int64).max if graph.exact else np.inf
    most = MOST if graph.exact else MOST_FLOAT
    best, meeting, via, overflow = shortest_between(
        out.first, out.other, _column(out.cost, criterion), back.first, back.other, _column(back.cost, criterion),
        graph.rank[source], graph.rank[target], greatest, most,
    )  # fmt: skip
    if best > most and (overflow or meeting >= 0):
        raise TooLarge("costs along a path add up to more than 2**61; give them in a larger unit")
    if meeting < 0:
        return None
    places, nodes = _walk(graph, via, int(meeting), int(graph.rank[source]), int(graph.rank[target]))
    return Shortest(best, [int(graph.order[node]) for node in nodes], places)


def _column(cost: Any, criterion: int) -> Any:
    return np.ascontiguousarray(cost[:, criterion])


def _walk(graph: Graph, via: Any, meeting: int, source: int, target: int) -> tuple[list[int], list[int]]:
    places: list[int] = []
    nodes = [meeting]
    node, leaving, entering = meeting, graph.leaving, graph.entering
    while node != source:
        place = int(via[0, node])
        places.append(place)
        node = int(np.searchsorted(leaving.first, place, side="right")) - 1
        nodes.append(node)
    places, nodes = places[::-1], nodes[::-1]
    node = meeting
    while node != target:
        place = int(via[1, node])
        ways = range(leaving.first[node], leaving.first[node + 1])
        places.append(next(way for way in ways if leaving.arc[way] == entering.arc[place]))
        node = int(np.searchsorted(entering.first, place, side="right")) - 1
        nodes.append(node)
    return places, nodes
