"""Fronts of many nodes in one pool: which vectors are dominated, and adding one. Compiled; for the search alone.

A front holds the truncated vectors (without the first criterion) of the labels that were settled at a node. In two
dimensions it is a staircase, sorted, so a look takes a binary search. In more it is scanned in blocks that the
compiler turns into vector instructions; a block that is not full is padded with the greatest number.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ortak.engines.compiled import compiled

Array = NDArray[Any]
BLOCK = 32


@compiled
def dominated_2d(pool: Array, start: int, size: int, x: float, y: float) -> bool:
    """Whether a step of the staircase is at most (x, y) in both."""
    low, high = start, start + size
    while low < high:
        middle = (low + high) >> 1
        if pool[0, middle] <= x:
            low = middle + 1
        else:
            high = middle
    return low > start and pool[1, low - 1] <= y


@compiled
def insert_2d(pool: Array, start: int, size: int, x: float, y: float) -> int:
    """Add (x, y), which no step dominates, and drop the steps that it dominates. Answers with the new size."""
    low, high = start, start + size
    while low < high:
        middle = (low + high) >> 1
        if pool[0, middle] < x:
            low = middle + 1
        else:
            high = middle
    end = start + size
    after = low
    while after < end and pool[1, after] >= y:
        after += 1
    gone = after - low
    if gone == 0:
        for at in range(end, low, -1):
            pool[0, at] = pool[0, at - 1]
            pool[1, at] = pool[1, at - 1]
    elif gone > 1:
        for at in range(after, end):
            pool[0, at - gone + 1] = pool[0, at]
            pool[1, at - gone + 1] = pool[1, at]
    pool[0, low] = x
    pool[1, low] = y
    return size + 1 - gone


@compiled
def block_dominates(pool: Array, at: int, bound: Array, dimensions: int) -> bool:
    """Whether a vector of the block that begins at `at` is at most `bound` in every dimension."""
    if dimensions == 3:
        x, y, z = bound[0], bound[1], bound[2]
        first, second, third = pool[0, at : at + BLOCK], pool[1, at : at + BLOCK], pool[2, at : at + BLOCK]
        below = np.int64(0)  # counted, not asked, and on slices: so the loop becomes vector instructions
        for i in range(BLOCK):
            below += np.int64((first[i] <= x) & (second[i] <= y) & (third[i] <= z))
        return bool(below > 0)
    found = False
    for i in range(at, at + BLOCK):
        every = True
        for j in range(dimensions):
            every &= pool[j, i] <= bound[j]
        found |= every
    return found


@compiled
def dominated_scan(pool: Array, start: int, size: int, hint: Array, node: int, bound: Array, dimensions: int) -> bool:
    """Whether a vector of the front is at most `bound`. The block that dominated last is looked at first."""
    first = hint[node]
    if first * BLOCK < size and block_dominates(pool, start + first * BLOCK, bound, dimensions):
        return True
    for block in range((size + BLOCK - 1) // BLOCK - 1, -1, -1):
        if block != first and block_dominates(pool, start + block * BLOCK, bound, dimensions):
            hint[node] = block
            return True
    return False


@compiled
def insert_scan(pool: Array, start: int, size: int, vector: Array, dimensions: int, greatest: float) -> int:
    """Add a vector that none dominates; drop those that it dominates. Answers with the new size."""
    at = 0
    while at < size:
        every = True
        for j in range(dimensions):
            if pool[j, start + at] < vector[j]:
                every = False
                break
        if every:
            size -= 1
            for j in range(dimensions):
                pool[j, start + at] = pool[j, start + size]
                pool[j, start + size] = greatest
        else:
            at += 1
    for j in range(dimensions):
        pool[j, start + size] = vector[j]
    return size + 1
