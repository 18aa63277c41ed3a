"""A priority queue of labels in lexicographic order: a binary heap whose ties are broken by the other criteria.

Compiled; for the search alone. The search keeps far labels in buckets and only those of the present bucket here, so
the heap stays small.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ortak.engines.compiled import compiled

Array = NDArray[Any]


@compiled
def before(f: Array, one: int, other: int) -> bool:
    """Whether a label comes before another in lexicographic order."""
    for j in range(f.shape[1]):
        if f[one, j] != f[other, j]:
            return bool(f[one, j] < f[other, j])
    return False


@compiled
def push(keys: Array, labels: Array, size: int, f: Array, label: int) -> None:
    """Add a label to a heap of `size` labels that has room for one more."""
    key = f[label, 0]
    at = size
    while at > 0:
        above = (at - 1) >> 1
        if keys[above] < key or (keys[above] == key and not before(f, label, labels[above])):
            break
        keys[at], labels[at] = keys[above], labels[above]
        at = above
    keys[at], labels[at] = key, label


@compiled
def pop(keys: Array, labels: Array, size: int, f: Array) -> int:
    """Take the first label out of a heap of `size` labels."""
    first = labels[0]
    last = size - 1
    key, label = keys[last], labels[last]
    at = 0
    while True:
        below = 2 * at + 1
        if below >= last:
            break
        if below + 1 < last and (
            keys[below + 1] < keys[below]
            or (keys[below + 1] == keys[below] and before(f, labels[below + 1], labels[below]))
        ):
            below += 1
        if keys[below] > key or (keys[below] == key and not before(f, labels[below], label)):
            break
        keys[at], labels[at] = keys[below], labels[below]
        at = below
    keys[at], labels[at] = key, label
    return int(first)


@compiled
def grown(keys: Array, least: int) -> Array:
    """The same numbers in an array of at least this size."""
    larger = np.empty(max(least, 2 * len(keys)), keys.dtype)
    larger[: len(keys)] = keys
    return larger
