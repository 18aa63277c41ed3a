"""Maximum flow and minimum cut between two places: Dinic (1970), by shortest augmenting levels.

>>> flow = max_flow([("a", "b", 3.0), ("b", "c", 2.0), ("a", "c", 1.0)], "a", "c")
>>> flow.value, flow.cut
(3.0, ((1, 2.0), (2, 1.0)))
"""

import math
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass

from ortak.engines.reaching import reached

LEAST = 1e-9


@dataclass(frozen=True)
class MaxFlow:
    """`value`; the flow on each arc in the order given; the cut: number and capacity of each arc that crosses it from
    the places that can still be reached."""

    value: float
    flows: tuple[float, ...]
    cut: tuple[tuple[int, float], ...]


def max_flow(arcs: Sequence[tuple[str, str, float]], source: str, sink: str) -> MaxFlow:
    """The most that can go from `source` to `sink` over arcs (tail, head, capacity).

    Raises `ValueError` if a capacity is negative or not a number, or the two are one. A way without limits, all
    capacities infinite, gives an infinite value and an empty cut.
    """
    if source == sink:
        raise ValueError(f"a flow from {source} to itself")
    for number, (tail, head, capacity) in enumerate(arcs):
        if not capacity >= 0:
            raise ValueError(f"arc {number} from {tail} to {head}: a capacity is a number from 0 up, not {capacity}")
    if sink in reached(((tail, head) for tail, head, most in arcs if most == math.inf), source):
        return MaxFlow(math.inf, tuple(0.0 for _ in arcs), ())
    most = sum(capacity for _, _, capacity in arcs if capacity < math.inf) + 1.0
    ends: list[str] = []
    left: list[float] = []
    out: dict[str, list[int]] = defaultdict(list)
    for tail, head, capacity in arcs:
        for start, end, room in ((tail, head, min(capacity, most)), (head, tail, 0.0)):
            out[start].append(len(ends))
            ends.append(end)
            left.append(room)
    value = 0.0
    while sink in (levels := _levels(out, ends, left, source)):
        tried = dict.fromkeys(out, 0)
        while pushed := _push(out, ends, left, levels, tried, source, sink):
            value += pushed
    near = _levels(out, ends, left, source)
    cut = tuple((at, arc[2]) for at, arc in enumerate(arcs) if arc[0] in near and arc[1] not in near)
    return MaxFlow(value, tuple(left[2 * at + 1] for at in range(len(arcs))), cut)


def _levels(out: dict[str, list[int]], ends: list[str], left: list[float], source: str) -> dict[str, int]:
    levels = {source: 0}
    ahead = deque([source])
    while ahead:
        place = ahead.popleft()
        for edge in out[place]:
            if left[edge] > LEAST and ends[edge] not in levels:
                levels[ends[edge]] = levels[place] + 1
                ahead.append(ends[edge])
    return levels


def _push(
    out: dict[str, list[int]],
    ends: list[str],
    left: list[float],
    levels: dict[str, int],
    tried: dict[str, int],
    source: str,
    sink: str,
) -> float:
    """One augmenting path along rising levels; 0 when there is none."""
    path: list[int] = []
    place = source
    while place != sink:
        edges = out[place]
        while tried[place] < len(edges):
            edge = edges[tried[place]]
            if left[edge] > LEAST and levels.get(ends[edge], -1) == levels[place] + 1:
                break
            tried[place] += 1
        else:
            if not path:
                return 0.0
            last = path.pop()
            place = ends[last ^ 1]
            tried[place] += 1
            continue
        path.append(edge)
        place = ends[edge]
    pushed = min(left[edge] for edge in path)
    for edge in path:
        left[edge] -= pushed
        left[edge ^ 1] += pushed
    return pushed
