"""Shortest distances by Dijkstra's method: to a node for the lower bounds, and between two nodes. Compiled."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ortak.engines.compiled import compiled

Array = NDArray[Any]
AT_A_TIME = 64


@compiled
def sift_up(keys: Array, nodes: Array, size: int, key: float, node: int) -> None:
    """Add a node to a heap of `size` entries that has room for one more."""
    at = size
    while at > 0:
        above = (at - 1) >> 1
        if keys[above] <= key:
            break
        keys[at], nodes[at] = keys[above], nodes[above]
        at = above
    keys[at], nodes[at] = key, node


@compiled
def sift_down(keys: Array, nodes: Array, size: int) -> None:
    """Close the gap that the first of `size` entries left."""
    last = size - 1
    key, node = keys[last], nodes[last]
    at = 0
    while True:
        below = 2 * at + 1
        if below >= last:
            break
        if below + 1 < last and keys[below + 1] < keys[below]:
            below += 1
        if keys[below] >= key:
            break
        keys[at], nodes[at] = keys[below], nodes[below]
        at = below
    keys[at], nodes[at] = key, node


@compiled
def breadth_first(first: Array, other: Array) -> Array:
    """The nodes, each part of the graph in the order in which a search in breadth meets them."""
    count = len(first) - 1
    order = np.empty(count, np.int64)
    met = np.zeros(count, np.bool_)
    done, found = 0, 0
    for start in range(count):
        if met[start]:
            continue
        met[start] = True
        order[found] = start
        found += 1
        while done < found:
            node = order[done]
            done += 1
            for way in range(first[node], first[node + 1]):
                to = other[way]
                if not met[to]:
                    met[to] = True
                    order[found] = to
                    found += 1
    return order


@compiled
def distances_to(
    first: Array, tail: Array, cost: Array, target: int, source: int, reach: float, greatest: float, most: float
) -> Any:
    """Distance from each node to the target, whether all nodes were settled, and whether a sum went over `most`.

    `first` and `tail` list the arcs that enter each node. Beyond `reach` times the distance of the source the search
    stops; what was not settled by then has the distance at which it stopped, which is a consistent lower bound.
    """
    count = len(first) - 1
    key = cost.dtype.type(0)
    distance = np.full(count, greatest, cost.dtype)
    keys = np.empty(1 << 12, cost.dtype)
    nodes = np.empty(1 << 12, np.int32)
    distance[target] = 0
    keys[0], nodes[0], size = distance[target], target, 1
    limit = most
    stopped, overflow = False, False
    while size > 0:
        key, node = keys[0], nodes[0]
        sift_down(keys, nodes, size)
        size -= 1
        if key > distance[node]:
            continue
        if key > limit:
            stopped = True
            break
        if node == source:
            limit = min(limit, key * reach)
        for way in range(first[node], first[node + 1]):
            length = key + cost[way]
            before = tail[way]
            if length > most:
                overflow = True
            elif length < distance[before]:
                distance[before] = length
                if size == len(keys):
                    larger, more = np.empty(2 * size, keys.dtype), np.empty(2 * size, nodes.dtype)
                    larger[:size], more[:size] = keys, nodes
                    keys, nodes = larger, more
                sift_up(keys, nodes, size, length, before)
                size += 1
    if stopped:
        for node in range(count):
            if distance[node] > key:
                distance[node] = key
    return distance, not stopped, overflow


@compiled
def settle_some(
    first: Array,
    other: Array,
    cost: Array,
    distance: Array,
    via: Array,
    opposite: Array,
    keys: Array,
    nodes: Array,
    size: int,
    beyond: float,
    best: float,
    meeting: int,
    greatest: float,
    most: float,
) -> Any:
    """Settle up to `AT_A_TIME` nodes of one side; `beyond` is the first key of the opposite side.

    Answers with the heap, the best length and where its halves meet, and whether a sum went over `most`.
    """
    overflow = False
    for _ in range(AT_A_TIME):
        if size == 0 or keys[0] + beyond >= best:
            break
        key, node = keys[0], nodes[0]
        sift_down(keys, nodes, size)
        size -= 1
        if key > distance[node]:
            continue
        for way in range(first[node], first[node + 1]):
            to = other[way]
            length = key + cost[way]
            if length > most:
                overflow = True
            elif length < distance[to]:
                distance[to] = length
                via[to] = way
                far = opposite[to]
                if far < greatest and length + far < best:
                    best, meeting = length + far, to
                if size == len(keys):
                    larger, more = np.empty(2 * size, keys.dtype), np.empty(2 * size, nodes.dtype)
                    larger[:size], more[:size] = keys, nodes
                    keys, nodes = larger, more
                sift_up(keys, nodes, size, length, to)
                size += 1
    return keys, nodes, size, best, meeting, overflow


@compiled
def shortest_between(
    first: Array,
    head: Array,
    cost: Array,
    into: Array,
    tail: Array,
    back: Array,
    source: int,
    target: int,
    greatest: float,
    most: float,
) -> Any:
    """The shortest path by Dijkstra's method from both ends: length, where the halves meet, arcs of both, overflow.

    `first`, `head`, `cost` list the arcs that leave a node, `into`, `tail`, `back` those that enter one. The arc by
    which a node was reached is a position in the first list for the half from the source, in the second for the other.
    """
    count = len(first) - 1
    ahead, behind = np.full(count, greatest, cost.dtype), np.full(count, greatest, cost.dtype)
    via = np.full((2, count), -1, np.int32)
    keys, other_keys = np.empty(1 << 12, cost.dtype), np.empty(1 << 12, cost.dtype)
    nodes, other_nodes = np.empty(1 << 12, np.int32), np.empty(1 << 12, np.int32)
    ahead[source], behind[target] = 0, 0
    keys[0], other_keys[0], nodes[0], other_nodes[0] = 0, 0, source, target
    size, other_size = 1, 1
    best, meeting, overflow = greatest, -1, False
    if source == target:
        best, meeting = ahead[source], source
    while size > 0 and other_size > 0 and keys[0] + other_keys[0] < best:
        if keys[0] <= other_keys[0]:
            keys, nodes, size, best, meeting, over = settle_some(
                first,
                head,
                cost,
                ahead,
                via[0],
                behind,
                keys,
                nodes,
                size,
                other_keys[0],
                best,
                meeting,
                greatest,
                most,
            )
        else:
            other_keys, other_nodes, other_size, best, meeting, over = settle_some(
                into, tail, back, behind, via[1], ahead, other_keys, other_nodes, other_size, keys[0], best, meeting,
                greatest, most,
            )  # fmt: skip
        overflow |= over
    return best, meeting, via, overflow
