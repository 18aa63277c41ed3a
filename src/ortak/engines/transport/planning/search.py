"""All efficient routes on a network with departures: label setting in plain Python, for some hundred places.

The method is that of `engines.transport.paths` (lexicographic order, lower bounds, dominance at the node and at the
target); in addition the first criterion may be time that depends on when one comes to a leg. Waiting keeps the order
of arrivals, so a label that is no earlier and no better otherwise can be dropped. A test compares the two.
"""

import heapq
from collections.abc import Callable, Mapping, Sequence
from operator import add

Vector = tuple[int, ...]
Way = tuple[int, Vector]
"""A far end and the costs to it."""
Wait = Callable[[int, int, int], int]
"""Whole units of waiting before a way, for one who comes there after so many units: (node, number of way, time)."""


def lower_bounds(entering: Sequence[Sequence[Way]], target: int, criterion: int) -> Mapping[int, int]:
    """Least cost from each node that can reach the target, by Dijkstra's method backwards.

    >>> lower_bounds([[], [(0, (5, 2))]], 1, 0)
    {1: 0, 0: 5}
    """
    bounds: dict[int, int] = {}
    queue = [(0, target)]
    while queue:
        cost, node = heapq.heappop(queue)
        if node in bounds:
            continue
        bounds[node] = cost
        for before, costs in entering[node]:
            if before not in bounds:
                heapq.heappush(queue, (cost + costs[criterion], before))
    return bounds


def efficient_routes(
    leaving: Sequence[Sequence[Way]],
    entering: Sequence[Sequence[Way]],
    source: int,
    target: int,
    criteria: int,
    wait: Wait | None = None,
) -> list[tuple[Vector, list[tuple[int, int]]]]:
    """Efficient cost vectors, sorted, each with its ways as (node, number of the way at that node).

    `wait` adds to the first criterion. Empty if there is no route.

    >>> efficient_routes([[(1, (5, 2)), (1, (4, 3))], []], [[], [(0, (5, 2)), (0, (4, 3))]], 0, 1, 2)
    [((4, 3), [(0, 1)]), ((5, 2), [(0, 0)])]
    """
    bounds = [lower_bounds(entering, target, criterion) for criterion in range(criteria)]
    if source not in bounds[0]:
        return []
    rest = {node: tuple(bound[node] for bound in bounds) for node in bounds[0]}
    labels: list[tuple[int, int, int, Vector]] = [(source, -1, -1, (0,) * criteria)]
    queue: list[tuple[Vector, int]] = [(rest[source], 0)]
    settled: dict[int, list[Vector]] = {}
    at_target: list[Vector] = []
    found = []
    while queue:
        whole, label = heapq.heappop(queue)
        node, _, _, spent = labels[label]
        if _dominated(at_target, whole[1:]) or _dominated(settled.get(node, ()), spent[1:]):
            continue
        settled.setdefault(node, []).append(spent[1:])
        if node == target:
            at_target.append(spent[1:])
            found.append((spent, _ways(labels, label)))
            continue
        for number, (head, costs) in enumerate(leaving[node]):
            remaining = rest.get(head)
            if remaining is None:
                continue
            later = wait(node, number, spent[0]) if wait else 0
            new = tuple(map(add, spent, costs))
            if later:
                new = (new[0] + later, *new[1:])
            total = tuple(map(add, new, remaining))
            if not _dominated(at_target, total[1:]) and not _dominated(settled.get(head, ()), new[1:]):
                labels.append((head, label, number, new))
                heapq.heappush(queue, (total, len(labels) - 1))
    return found


def _dominated(front: Sequence[Vector], vector: Vector) -> bool:
    """Whether a vector of the front is at most this one; both are without the first criterion."""
    if len(vector) == 3:
        x, y, z = vector
        for a, b, c in front:  # noqa: SIM110  # half as slow as any(): this line is most of the work
            if a <= x and b <= y and c <= z:
                return True
        return False
    for other in front:
        for one, two in zip(other, vector, strict=True):
            if one > two:
                break
        else:
            return True
    return False


def _ways(labels: Sequence[tuple[int, int, int, Vector]], label: int) -> list[tuple[int, int]]:
    ways = []
    while labels[label][1] >= 0:
        _, before, number, _ = labels[label]
        ways.append((labels[before][0], number))
        label = before
    return ways[::-1]
