"""All efficient paths between two nodes, or a front that is within a stated factor of them.

>>> from ortak.engines.transport.paths.graph import Graph
>>> graph = Graph.of([0, 0, 1, 0], [1, 2, 2, 2], [[1, 5], [4, 4], [1, 5], [9, 9]])
>>> front = efficient_paths(graph, 0, 2)
>>> front.costs.tolist(), [front.path(number) for number in range(len(front))]
([[2, 10], [4, 4]], [[0, 1, 2], [0, 2]])
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ortak.engines.transport.paths.graph import MOST, MOST_FLOAT, Graph, PathError, TooLarge

Array = NDArray[Any]
REACH = 1.3
"""Lower bounds are computed this much further from the target than the source is; beyond, that distance stands."""
LABEL_LIMIT = 200_000_000


class TooManyPaths(PathError):
    """More labels than allowed: ask for fewer criteria, or for a front within a factor."""


@dataclass(frozen=True, repr=False)
class Front:
    """Efficient cost vectors, sorted, in the units that were given, and for each of them one path.

    `settled` counts the labels that the search continued. `epsilon` is 0 if every efficient vector is there; otherwise
    for each of them one is there that is at most (1 + epsilon) times it in every criterion.
    """

    costs: Array
    graph: Graph
    source: int
    epsilon: float
    settled: int
    _labels: Array
    _parent: Array
    _arc: Array

    def __len__(self) -> int:
        return len(self.costs)

    def arcs(self, number: int) -> list[int]:
        """The arcs of a path, by their numbers in the graph as it was given.

        >>> from ortak.engines.transport.paths.graph import Graph
        >>> efficient_paths(Graph.of([1, 0], [2, 1], [[1, 1], [1, 1]]), 0, 2).arcs(0)
        [1, 0]
        """
        return [int(self.graph.leaving.arc[place]) for place in self._places(number)]

    def path(self, number: int) -> list[int]:
        """The nodes of a path, from the source to the target.

        >>> from ortak.engines.transport.paths.graph import Graph
        >>> efficient_paths(Graph.of([1, 0], [2, 1], [[1, 1], [1, 1]]), 0, 2).path(0)
        [0, 1, 2]
        """
        graph = self.graph
        return [self.source, *(int(graph.order[graph.leaving.other[place]]) for place in self._places(number))]

    def _places(self, number: int) -> list[int]:
        label, places = int(self._labels[number]), []
        while self._parent[label] >= 0:
            places.append(int(self._arc[label]))
            label = int(self._parent[label])
        return places[::-1]


def efficient_paths(
    graph: Graph, source: int, target: int, epsilon: float = 0.0, label_limit: int = LABEL_LIMIT
) -> Front:
    """Every efficient cost vector from source to target with one path each, or a front within a factor of 1 + epsilon.

    A vector is efficient if no path is at least as good in every criterion and better in one. With `epsilon` from 0 to
    1 the front holds for each efficient vector y a path with a cost x <= (1 + epsilon) y; see `approximate.py` for why.
    No path: the front is empty.

    Raises `PathError` for a node that is not there, `TooLarge` if sums overflow, `TooManyPaths` beyond the limit.
    """
    for node in (source, target):
        if not 0 <= node < graph.nodes:
            raise PathError(f"there is no node {node}; nodes are numbered from 0 to {graph.nodes - 1}")
    if not 0 <= epsilon <= 1:
        raise PathError(f"epsilon is {epsilon}; it is from 0 (exact) to 1")
    if source == target:
        return _front(graph, source, 0.0, np.zeros((1, graph.criteria), graph.leaving.cost.dtype), _start())
    if graph.criteria == 1:
        return _single(graph, source, target)
    inside = int(graph.rank[source]), int(graph.rank[target])
    bounds, reachable = _bounds(graph, *inside)
    if not reachable[inside[0]]:
        empty = np.zeros((0, graph.criteria), graph.leaving.cost.dtype)
        return _front(graph, source, epsilon, empty, (*_start()[:2], np.zeros(0, np.int32), 0))
    costs, labels = _searched(graph, inside, epsilon, bounds, reachable, label_limit)
    return _front(graph, source, epsilon, costs, labels)


Labels = tuple[Array, Array, Array, int]


def _searched(
    graph: Graph, ends: tuple[int, int], epsilon: float, bounds: Array, reachable: Array, label_limit: int
) -> tuple[Array, Labels]:
    from ortak.engines.transport.paths import approximate, search

    run: Any = approximate.search_within if epsilon else search.search
    out = graph.leaving
    spread = float(bounds[ends[0], 0]) if graph.exact else float(out.cost[:, 0].max()) * 100
    limits = (_most(graph), _greatest(graph), label_limit)
    status, f, parent, arc, labels, settled = run(
        out.first, out.other, out.cost, bounds, reachable, *ends, spread, 1.0 + epsilon, *limits
    )
    if status == search.OVERFLOW:
        raise TooLarge("costs along a path add up to more than 2**61; give them in a larger unit")
    if status == search.TOO_MANY:
        raise TooManyPaths(f"more than {label_limit:,} paths had to be kept; ask within a factor (epsilon)")
    costs = f[labels]
    order = np.lexsort(costs.T[::-1])
    kept = order[search.undominated(costs[order])]
    return costs[kept], (parent, arc, labels[kept], settled)


def _bounds(graph: Graph, source: int, target: int) -> tuple[Array, Array]:
    """Lower bounds of what remains from each node, and from which nodes the target can be reached at all."""
    from ortak.engines.transport.paths.distances import distances_to

    bounds = np.zeros((graph.nodes, graph.criteria), graph.leaving.cost.dtype)
    back, greatest = graph.entering, _greatest(graph)
    reachable = np.ones(graph.nodes, dtype=np.bool_)
    for criterion in range(graph.criteria):
        column = np.ascontiguousarray(back.cost[:, criterion])
        distance, everything, overflow = distances_to(
            back.first, back.other, column, target, source, REACH, greatest, _most(graph)
        )
        if overflow:
            raise TooLarge("costs along a path add up to more than 2**61; give them in a larger unit")
        if everything:
            reachable &= distance < greatest
        if graph.exact:
            bounds[:, criterion] = distance
    return bounds, reachable


def _single(graph: Graph, source: int, target: int) -> Front:
    from ortak.engines.transport.paths.single import shortest_path

    found = shortest_path(graph, source, target)
    if found is None:
        empty = np.zeros((0, 1), graph.leaving.cost.dtype)
        return _front(graph, source, 0.0, empty, (*_start()[:2], np.zeros(0, np.int32), 0))
    parent = np.arange(-1, len(found.places), dtype=np.int32)
    arc = np.array([-1, *found.places], dtype=np.int32)
    costs = np.array([[found.length]], graph.leaving.cost.dtype)
    return _front(graph, source, 0.0, costs, (parent, arc, np.array([len(found.places)], np.int32), 1))


def _front(graph: Graph, source: int, epsilon: float, costs: Array, labels: Labels) -> Front:
    parent, arc, last, settled = labels
    return Front(graph.in_given_units(costs), graph, source, epsilon, int(settled), last, parent, arc)


def _start() -> Labels:
    return np.array([-1], np.int32), np.array([-1], np.int32), np.zeros(1, np.int32), 1


def _greatest(graph: Graph) -> Any:
    return np.iinfo(np.int64).max if graph.exact else np.inf


def _most(graph: Graph) -> Any:
    return MOST if graph.exact else MOST_FLOAT
