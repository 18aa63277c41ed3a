"""The search for all efficient paths: label setting in lexicographic order with lazy checks. Compiled.

A label is a path from the source. Its `f` is what it has cost and what at least remains, by a consistent lower bound
for each criterion. Labels are settled in lexicographic order of `f`, so at a node the first criterion never falls and
a settled label dominates a new one if it does in the others alone (dimensionality reduction, Pulido, Mandow and Pérez
de la Cruz 2015). A label is looked at when it is made and again when it is taken out (lazy A*, Hernández et al. 2023),
both at its node and at the target. Labels lie in pools, and one that is refused leaves its place to the next.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ortak.engines.compiled import compiled
from ortak.engines.transport.paths.fronts import BLOCK, dominated_2d, dominated_scan, insert_2d, insert_scan
from ortak.engines.transport.paths.queue import grown, pop, push

Array = NDArray[Any]
FINISHED, OVERFLOW, TOO_MANY = 0, 1, 2
BUCKETS = 1 << 15


@compiled
def is_dominated(pool: Array, starts: Array, sizes: Array, hint: Array, node: int, bound: Array) -> bool:
    """Whether a truncated vector at the node is at most `bound`."""
    size = sizes[node]
    if size == 0:
        return False
    if len(bound) == 2:
        return dominated_2d(pool, starts[node], size, bound[0], bound[1])
    if len(bound) == 1:
        return bool(pool[0, starts[node]] <= bound[0])
    return dominated_scan(pool, starts[node], size, hint, node, bound, len(bound))


@compiled
def make_room(pool: Array, starts: Array, sizes: Array, rooms: Array, used: int, node: int, greatest: float) -> Any:
    """Room for one more vector at the node: the pool, which may have grown, and how much of it is used."""
    room = rooms[node]
    if sizes[node] < room:
        return pool, used
    dimensions = pool.shape[0]
    wanted = 2 * room if room else (1 if dimensions == 1 else 4 if dimensions == 2 else BLOCK)
    if used + wanted > pool.shape[1]:
        larger = np.full((dimensions, 2 * (used + wanted)), greatest, pool.dtype)
        larger[:, :used] = pool[:, :used]
        pool = larger
    start = starts[node]
    for j in range(dimensions):
        for at in range(sizes[node]):
            pool[j, used + at] = pool[j, start + at]
    starts[node] = used
    rooms[node] = wanted
    return pool, used + wanted


@compiled
def insert(pool: Array, starts: Array, sizes: Array, node: int, vector: Array, greatest: float) -> None:
    """Add a truncated vector that none at the node dominates."""
    start, size = starts[node], sizes[node]
    if len(vector) == 2:
        sizes[node] = insert_2d(pool, start, size, vector[0], vector[1])
    elif len(vector) == 1:
        pool[0, start] = vector[0]
        sizes[node] = 1
    else:
        sizes[node] = insert_scan(pool, start, size, vector, len(vector), greatest)


@compiled
def undominated(costs: Array) -> Any:
    """Which rows, sorted lexicographically, no earlier row dominates or repeats."""
    kept = np.ones(len(costs), np.bool_)
    for row in range(len(costs)):
        for other in range(row - 1, -1, -1):
            if kept[other] and (costs[other] <= costs[row]).all():
                kept[row] = False
                break
    return kept


@compiled
def search(
    first: Array,
    head: Array,
    cost: Array,
    remaining: Array,
    reachable: Array,
    source: int,
    target: int,
    spread: float,
    factor: float,
    most: float,
    greatest: float,
    label_limit: int,
) -> Any:
    """All efficient paths: status, f, parent and arc of the labels, the labels at the target, how many were settled.

    `first`, `head` and `cost` are the graph in CSR form, `remaining` the lower bounds (one row for each node),
    `reachable` the nodes from which the target can be reached. `spread` is how far the first criterion may rise, for
    the width of the buckets. `factor` is 1, or 1 + epsilon. A sum over `most` ends the search.
    """
    count, criteria = len(first) - 1, cost.shape[1]
    capacity = 1 << 14
    f = np.empty((capacity, criteria), cost.dtype)
    at = np.empty(capacity, np.int32)
    parent = np.empty(capacity, np.int32)
    arc = np.empty(capacity, np.int32)
    following = np.empty(capacity, np.int32)
    labels, free, settled = 1, -1, 0
    pool = np.full((criteria - 1, 1 << 14), greatest, cost.dtype)
    starts = np.zeros(count, np.int64)
    sizes = np.zeros(count, np.int32)
    rooms = np.zeros(count, np.int32)
    hint = np.zeros(count, np.int32)
    used = 0
    solutions = np.empty(1 << 8, np.int32)
    found = 0
    buckets = np.full(BUCKETS, -1, np.int32)
    keys = np.empty(1 << 10, cost.dtype)
    queue = np.empty(1 << 10, np.int32)
    waiting, queued, present = 0, 1, 0
    base = remaining[source, 0]
    scale = (BUCKETS - 1) / (spread + 1.0)
    f[0] = remaining[source]
    at[0], parent[0], arc[0] = source, -1, -1
    keys[0], queue[0] = f[0, 0], 0
    bound = np.empty(criteria - 1, cost.dtype)
    new = np.empty(criteria, cost.dtype)
    while True:
        while queued == 0 and waiting > 0:
            present += 1
            label = buckets[present]
            buckets[present] = -1
            while label >= 0:
                after = following[label]
                waiting -= 1
                if queued == len(keys):
                    keys, queue = grown(keys, queued + 1), grown(queue, queued + 1)
                push(keys, queue, queued, f, label)
                queued += 1
                label = after
        if queued == 0:
            break
        label = pop(keys, queue, queued, f)
        queued -= 1
        node = at[label]
        for j in range(criteria - 1):
            bound[j] = f[label, j + 1]
        refused = is_dominated(pool, starts, sizes, hint, node, bound)
        if not refused and node != target:
            if factor > 1.0:
                for j in range(criteria - 1):
                    new[j] = f[label, j + 1] * factor
                refused = is_dominated(pool, starts, sizes, hint, target, new[: criteria - 1])
            else:
                refused = is_dominated(pool, starts, sizes, hint, target, bound)
        if refused:
            following[label] = free
            free = label
            continue
        settled += 1
        pool, used = make_room(pool, starts, sizes, rooms, used, node, greatest)
        insert(pool, starts, sizes, node, bound, greatest)
        if node == target:
            if found == len(solutions):
                solutions = grown(solutions, found + 1)
            solutions[found] = label
            found += 1
            continue
        for way in range(first[node], first[node + 1]):
            to = head[way]
            if not reachable[to]:
                continue
            for j in range(criteria):
                new[j] = f[label, j] + ((cost[way, j] + remaining[to, j]) - remaining[node, j])
                if new[j] > most:
                    return OVERFLOW, f, parent, arc, solutions[:found], settled
            for j in range(criteria - 1):
                bound[j] = new[j + 1]
            if is_dominated(pool, starts, sizes, hint, to, bound):
                continue
            if factor > 1.0:
                for j in range(criteria - 1):
                    bound[j] = new[j + 1] * factor
            if is_dominated(pool, starts, sizes, hint, target, bound):
                continue
            if free >= 0:
                made = free
                free = following[made]
            else:
                if labels == len(at):
                    if labels >= label_limit:
                        return TOO_MANY, f, parent, arc, solutions[:found], settled
                    larger = np.empty((2 * labels, criteria), cost.dtype)
                    larger[:labels] = f
                    f = larger
                    at, parent, arc = grown(at, labels + 1), grown(parent, labels + 1), grown(arc, labels + 1)
                    following = grown(following, labels + 1)
                made = labels
                labels += 1
            f[made] = new
            at[made], parent[made], arc[made] = to, label, way
            bucket = int(min((new[0] - base) * scale, BUCKETS - 1.0))
            if bucket <= present:
                if queued == len(keys):
                    keys, queue = grown(keys, queued + 1), grown(queue, queued + 1)
                push(keys, queue, queued, f, made)
                queued += 1
            else:
                following[made] = buckets[bucket]
                buckets[bucket] = made
                waiting += 1
    return FINISHED, f, parent, arc, solutions[:found], settled
