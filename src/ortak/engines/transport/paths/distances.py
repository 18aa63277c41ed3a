"""Shortest distances by Dijkstra's method: to a node for the lower bounds, and between two nodes. Compiled."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ortak.engines.compiled import compiled

Array = NDArray[Any]


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
    """The shortest path by Dijkstra's method from both ends: length, arcs out of nodes, arcs into nodes, overflow.

    `first`, `head`, `cost` list the arcs that leave a node, `into`, `tail`, `back` those that enter one. The arcs
    before the meeting point come as positions in the first list, backwards; those after it in the second, forwards.
    """
    count = len(first) - 1
    distance = np.full((2, count), greatest, cost.dtype)
    via = np.full((2, count), -1, np.int32)
    keys = np.empty((2, 1 << 12), cost.dtype)
    nodes = np.empty((2, 1 << 12), np.int32)
    size = np.ones(2, np.int64)
    distance[0, source], distance[1, target] = 0, 0
    keys[0, 0], keys[1, 0], nodes[0, 0], nodes[1, 0] = 0, 0, source, target
    best, meeting, overflow = greatest, -1, False
    if source == target:
        best, meeting = distance[0, source], source
    while size[0] > 0 and size[1] > 0 and keys[0, 0] + keys[1, 0] < best:
        side = 0 if keys[0, 0] <= keys[1, 0] else 1
        key, node = keys[side, 0], nodes[side, 0]
        sift_down(keys[side], nodes[side], size[side])
        size[side] -= 1
        if key > distance[side, node]:
            continue
        begin, end = (first[node], first[node + 1]) if side == 0 else (into[node], into[node + 1])
        for way in range(begin, end):
            to = head[way] if side == 0 else tail[way]
            length = key + (cost[way] if side == 0 else back[way])
            if length > most:
                overflow = True
            elif length < distance[side, to]:
                distance[side, to] = length
                via[side, to] = way
                if distance[1 - side, to] < greatest and length + distance[1 - side, to] < best:
                    best, meeting = length + distance[1 - side, to], to
                if size[side] == keys.shape[1]:
                    larger = np.empty((2, 2 * keys.shape[1]), keys.dtype)
                    more = np.empty((2, 2 * keys.shape[1]), nodes.dtype)
                    larger[:, : keys.shape[1]], more[:, : keys.shape[1]] = keys, nodes
                    keys, nodes = larger, more
                sift_up(keys[side], nodes[side], size[side], length, to)
                size[side] += 1
    return best, meeting, via, overflow
