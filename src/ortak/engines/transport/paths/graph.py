"""A graph for paths over several criteria, as arrays; costs that are not whole numbers are made so without loss.

>>> graph = Graph.of([0, 0, 1], [1, 2, 2], [[1, 5], [4, 4], [1, 5]], 3)
>>> graph.nodes, graph.criteria, graph.leaving.first.tolist()
(3, 2, [0, 2, 3, 3])
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[Any]
MOST = 2**61
"""No cost, and no sum of costs on a path that is looked at, may be greater: beyond it 64-bit sums could overflow."""
MOST_FLOAT = 1e300
DIGITS = 9
REORDERED_FROM = 5_000
"""Smaller graphs fit the processor's cache as they are."""


class PathError(ValueError):
    """The graph or the question cannot be answered: what is wrong and what is valid."""


class TooLarge(PathError):
    """Costs, or their sums along a path, do not fit the numbers that are computed with."""


@dataclass(frozen=True)
class Adjacency:
    """Arcs in compressed form: those of node `i` are at `first[i]` to `first[i + 1]`; `other` is their far end.

    `cost` has one row for each arc, `arc` its number in the order in which the graph was given.
    """

    first: Array
    other: Array
    cost: Array
    arc: Array


@dataclass(frozen=True)
class Graph:
    """`leaving` and `entering` arcs of `nodes` nodes; a cost times `unit` is what was given.

    `exact` says that costs are whole numbers, so that sums have no rounding. Inside, the nodes of a large graph have
    other numbers, near ones for neighbours, so that what is used together lies together in memory: `order` holds the
    given number of each, `rank` the number inside.
    """

    nodes: int
    criteria: int
    leaving: Adjacency
    entering: Adjacency
    unit: Array
    exact: bool
    whole: bool
    order: Array
    rank: Array

    @classmethod
    def of(cls, tail: ArrayLike, head: ArrayLike, cost: ArrayLike, nodes: int | None = None) -> "Graph":
        """A directed graph with arcs from `tail` to `head` and one row of non-negative costs for each arc.

        Costs are whole numbers, or decimals that are then counted in their last place (at most nine), which keeps
        their sums exact. Other floating-point numbers stay what they are: sums are then those of double precision in
        the order of the path. Loops and parallel arcs may be there.

        Raises `PathError` for shapes that do not fit, nodes out of range, costs that are negative or no numbers, and
        `TooLarge` for costs over 2**61.

        >>> Graph.of([0], [1], [[-1]])
        Traceback (most recent call last):
        ...
        ortak.engines.transport.paths.graph.PathError: arc 0 has a cost of -1; costs are finite and not negative
        """
        tails, heads, costs = np.asarray(tail, dtype=np.int64), np.asarray(head, dtype=np.int64), np.asarray(cost)
        if costs.ndim != 2 or len({len(tails), len(heads), len(costs)}) != 1 or costs.shape[1] == 0:
            raise PathError(f"{len(tails)} tails, {len(heads)} heads and costs of shape {costs.shape} do not fit")
        ends = np.concatenate([tails, heads])
        count = int(ends.max(initial=-1)) + 1 if nodes is None else nodes
        if len(ends) and (ends.min() < 0 or ends.max() >= count):
            raise PathError(f"nodes are numbered from 0 to {count - 1}; {ends.min()} to {ends.max()} occur")
        numbers, unit, exact = whole_numbers(costs)
        order = np.arange(count)
        if count >= REORDERED_FROM:
            order = _neighbours_together(_adjacency(tails, heads, numbers, count))
        rank = np.empty(count, dtype=np.int64)
        rank[order] = np.arange(count)
        tails, heads = rank[tails], rank[heads]
        leaving, entering = (_adjacency(one, other, numbers, count) for one, other in ((tails, heads), (heads, tails)))
        whole = bool(np.issubdtype(costs.dtype, np.integer))
        return cls(count, costs.shape[1], leaving, entering, unit, exact, whole, order, rank)

    def in_given_units(self, costs: Array) -> Array:
        """Sums of costs as they were given.

        >>> Graph.of([0], [1], [[0.1]]).in_given_units(np.array([[3]])).tolist()
        [[0.3]]
        """
        return costs if self.whole or not self.exact else costs / self.unit


def whole_numbers(costs: Array) -> tuple[Array, Array, bool]:
    """Costs as whole numbers, by how much each column was multiplied, and whether that worked without loss.

    >>> whole_numbers(np.array([[0.25, 3.0]]))[:2]
    (array([[25,  3]]), array([100,   1]))
    """
    if np.issubdtype(costs.dtype, np.bool_) or not np.issubdtype(costs.dtype, np.number):
        raise PathError(f"costs are of the kind {costs.dtype}; they are numbers below 2**61")
    bad = ~(np.isfinite(costs) & (costs >= 0)).all(axis=1)
    if bad.any():
        arc = int(bad.argmax())
        wrong = next(value for value in costs[arc].tolist() if not 0 <= value < float("inf"))
        raise PathError(f"arc {arc} has a cost of {wrong}; costs are finite and not negative")
    if (costs > (MOST if np.issubdtype(costs.dtype, np.integer) else MOST_FLOAT)).any():
        raise TooLarge(f"a cost of {costs.max()} is too large; at most 2**61 whole units, or 1e300")
    ones = np.ones(costs.shape[1], dtype=np.int64)
    if np.issubdtype(costs.dtype, np.integer):
        return costs.astype(np.int64), ones, True
    floats = costs.astype(np.float64)
    scaled = [_decimal(column) for column in floats.T]
    if all(found is not None for found in scaled):
        columns = [found for found in scaled if found]
        return np.column_stack([column for column, _ in columns]), np.array([unit for _, unit in columns]), True
    return floats, ones, False


def _decimal(column: Array) -> tuple[Array, int] | None:
    for digits in range(DIGITS + 1):
        unit = 10**digits
        counted = np.rint(column * unit)
        if counted.max(initial=0) >= 2**52:
            return None
        if (counted / unit == column).all():
            return counted.astype(np.int64), unit
    return None


def _neighbours_together(leaving: Adjacency) -> Array:
    from ortak.engines.transport.paths.distances import breadth_first

    return np.asarray(breadth_first(leaving.first, leaving.other))


def _adjacency(one: Array, other: Array, costs: Array, count: int) -> Adjacency:
    order = np.argsort(one, kind="stable")
    first = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(one, minlength=count), out=first[1:])
    return Adjacency(first, other[order].astype(np.int32), costs[order], order)
