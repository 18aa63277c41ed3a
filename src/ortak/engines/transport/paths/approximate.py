"""A front within a factor 1 + epsilon of every efficient path, by merging labels (A*pex, Zhang et al. 2022). Compiled.

A label is a path, its representative, with an apex: a vector that is at most the cost of every path the label stands
for. Two open labels of a node are merged if one of the two representatives is at most (1 + epsilon) times the least of
the two apexes. Continuing a label adds the same to representative and apex, so the ratio only falls.

Why the front covers everything within the factor: let P be any path to the target. Follow it from the source with the
label that stands for its beginning; the apex plus what P still costs is at most the cost of P. A label is only given up
for (a) a merged one, whose apex is no greater; (b) a settled one at the same node with an apex that is no greater; or
(c) a solution x that is at most (1 + epsilon) times the apex with its lower bound. (a) and (b) hand P on to a label
that fulfils the same, and settled labels are finite in number; (c) or reaching the target ends it with a solution that
is at most (1 + epsilon) times the cost of P.
"""

from typing import Any

import numpy as np

from ortak.engines.compiled import compiled
from ortak.engines.transport.paths.fronts import Array
from ortak.engines.transport.paths.queue import grown, pop, push
from ortak.engines.transport.paths.search import BUCKETS, FINISHED, OVERFLOW, TOO_MANY, insert, is_dominated, make_room

OPEN, CLOSED = 0, 1
LOOKED_AT = 32
"""How many open labels of a node a new one is compared with, the newest first. Merging less is only slower."""


@compiled
def mergeable(f: Array, shown: Array, old: int, apex: Array, path: Array, factor: float) -> int:
    """0 if two labels cannot be merged, 1 if the old path may stand for both, 2 if the new one may."""
    keep_old, keep_new = True, True
    for j in range(len(apex)):
        least = min(apex[j], f[old, j]) * factor
        keep_old &= shown[old, j] <= least
        keep_new &= path[j] <= least
    return 1 if keep_old else 2 if keep_new else 0


@compiled
def search_within(
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
    """As `search`, but within `factor`; the costs that it answers with are those of the representatives."""
    count, criteria = len(first) - 1, cost.shape[1]
    capacity = 1 << 14
    f = np.empty((capacity, criteria), cost.dtype)
    shown = np.empty((capacity, criteria), cost.dtype)
    at = np.empty(capacity, np.int32)
    parent = np.empty(capacity, np.int32)
    arc = np.empty(capacity, np.int32)
    following = np.empty(capacity, np.int32)
    beside = np.empty(capacity, np.int32)
    state = np.empty(capacity, np.uint8)
    opened = np.full(count, -1, np.int32)
    labels, settled = 1, 0
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
    shown[0] = remaining[source]
    at[0], parent[0], arc[0], state[0] = source, -1, -1, OPEN
    keys[0], queue[0] = f[0, 0], 0
    bound = np.empty(criteria - 1, cost.dtype)
    new = np.empty(criteria, cost.dtype)
    path = np.empty(criteria, cost.dtype)
    while True:
        while queued == 0 and waiting > 0:
            present += 1
            label = buckets[present]
            buckets[present] = -1
            while label >= 0:
                after = following[label]
                waiting -= 1
                if state[label] == OPEN:
                    if queued == len(keys):
                        keys, queue = grown(keys, queued + 1), grown(queue, queued + 1)
                    push(keys, queue, queued, f, label)
                    queued += 1
                label = after
        if queued == 0:
            break
        label = pop(keys, queue, queued, f)
        queued -= 1
        if state[label] != OPEN:
            continue
        state[label] = CLOSED
        node = at[label]
        for j in range(criteria - 1):
            bound[j] = f[label, j + 1]
        if node != target and is_dominated(pool, starts, sizes, hint, node, bound):
            continue
        for j in range(criteria - 1):
            new[j] = f[label, j + 1] * factor
        if is_dominated(pool, starts, sizes, hint, target, new[: criteria - 1]):
            continue
        settled += 1
        pool, used = make_room(pool, starts, sizes, rooms, used, node, greatest)
        if node == target:
            for j in range(criteria - 1):
                bound[j] = shown[label, j + 1]
            insert(pool, starts, sizes, node, bound, greatest)
            if found == len(solutions):
                solutions = grown(solutions, found + 1)
            solutions[found] = label
            found += 1
            continue
        insert(pool, starts, sizes, node, bound, greatest)
        for way in range(first[node], first[node + 1]):
            to = head[way]
            if not reachable[to]:
                continue
            for j in range(criteria):
                step = (cost[way, j] + remaining[to, j]) - remaining[node, j]
                new[j] = f[label, j] + step
                path[j] = shown[label, j] + step
                if path[j] > most:
                    return OVERFLOW, shown, parent, arc, solutions[:found], settled
            for j in range(criteria - 1):
                bound[j] = new[j + 1]
            if is_dominated(pool, starts, sizes, hint, to, bound):
                continue
            for j in range(criteria - 1):
                bound[j] = new[j + 1] * factor
            if is_dominated(pool, starts, sizes, hint, target, bound):
                continue
            source_of, through, covered = label, way, False
            before, old, looked = -1, opened[to], 0
            while old >= 0 and looked < LOOKED_AT:
                after = beside[old]
                merge = 0 if state[old] != OPEN else mergeable(f, shown, old, new, path, factor)
                if merge == 1:
                    covered = True
                    for j in range(criteria):
                        covered &= f[old, j] <= new[j]
                    if covered:
                        break
                if merge > 0:
                    for j in range(criteria):
                        new[j] = min(new[j], f[old, j])
                        if merge == 1:
                            path[j] = shown[old, j]
                    if merge == 1:
                        source_of, through = parent[old], arc[old]
                    state[old] = CLOSED
                if state[old] != OPEN:
                    if before < 0:
                        opened[to] = after
                    else:
                        beside[before] = after
                else:
                    before = old
                    looked += 1
                old = after
            if covered:
                continue
            if labels == len(at):
                if labels >= label_limit:
                    return TOO_MANY, shown, parent, arc, solutions[:found], settled
                larger = np.empty((2 * labels, criteria), cost.dtype)
                larger[:labels] = f
                f = larger
                larger = np.empty((2 * labels, criteria), cost.dtype)
                larger[:labels] = shown
                shown = larger
                at, parent, arc = grown(at, labels + 1), grown(parent, labels + 1), grown(arc, labels + 1)
                following, beside = grown(following, labels + 1), grown(beside, labels + 1)
                state = grown(state, labels + 1)
            made = labels
            labels += 1
            f[made] = new
            shown[made] = path
            at[made], parent[made], arc[made], state[made] = to, source_of, through, OPEN
            beside[made] = opened[to]
            opened[to] = made
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
    return FINISHED, shown, parent, arc, solutions[:found], settled
