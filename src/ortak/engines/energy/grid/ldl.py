"""Factors L·D·L' of a sparse symmetric matrix, with the signs of D: how many directions bend up and down.

Method: Davis (2005), "Algorithm 849: a concise sparse Cholesky factorization package", ACM Transactions on
Mathematical Software 31(4), 587-591. Nothing is exchanged for stability, so the matrix must be quasi-definite, as
Newton systems with a proximal term are where the method converges (Vanderbei, 1995); answers are refined, and pivots
that vanish are told. Nothing in the standing libraries factors such a matrix: SuperLU ignores symmetry and tells no
signs."""

from dataclasses import dataclass

import numpy as np

from ortak.engines.compiled import compiled
from ortak.engines.energy.grid.case import Floats, Integers


@dataclass(frozen=True)
class Symbolic:
    """What the places of the entries alone decide: the elimination tree and the columns of L."""

    tree: Integers
    pointer: Integers


@dataclass(frozen=True)
class Factors:
    """L without its diagonal of ones, in compressed columns, and D."""

    symbolic: Symbolic
    row: Integers
    value: Floats
    diagonal: Floats

    @property
    def negative(self) -> int:
        """How many entries of D are below zero."""
        return int((self.diagonal < 0).sum())

    def solve(self, right: Floats) -> Floats:
        """The vector that the matrix takes to `right`."""
        return _solve(self.symbolic.pointer, self.row, self.value, self.diagonal, right)


def analyse(pointer: Integers, row: Integers) -> Symbolic:
    """The structure of the factors of a matrix, given by its upper triangle in compressed columns.

    >>> analyse(np.array([0, 1, 3]), np.array([0, 0, 1])).pointer.tolist()
    [0, 1, 1]
    """
    tree, count = _tree(pointer, row)
    return Symbolic(tree, np.concatenate([[0], np.cumsum(count)]))


def factor(symbolic: Symbolic, pointer: Integers, row: Integers, value: Floats) -> Factors | None:
    """The factors; None where a pivot vanishes.

    >>> upper = np.array([0, 1, 3]), np.array([0, 0, 1])
    >>> factors = factor(analyse(*upper), *upper, np.array([4.0, 2.0, -3.0]))
    >>> factors.solve(np.array([2.0, 5.0])).tolist(), factors.negative
    ([1.0, -1.0], 1)
    """
    found, l_row, l_value, diagonal = _factor(symbolic.tree, symbolic.pointer, pointer, row, value)
    return Factors(symbolic, l_row, l_value, diagonal) if found else None


@compiled
def _tree(pointer: Integers, row: Integers) -> tuple[Integers, Integers]:
    """Parent of every column in the elimination tree, and the entries of every column of L."""
    n = len(pointer) - 1
    tree, flag = np.full(n, -1), np.full(n, -1)
    count = np.zeros(n, dtype=np.int64)
    for k in range(n):
        flag[k] = k
        for place in range(pointer[k], pointer[k + 1]):
            i = row[place]
            while i < k and flag[i] != k:
                if tree[i] == -1:
                    tree[i] = k
                count[i] += 1
                flag[i] = k
                i = tree[i]
    return tree, count


@compiled
def _factor(
    tree: Integers, l_pointer: Integers, pointer: Integers, row: Integers, value: Floats
) -> tuple[bool, Integers, Floats, Floats]:
    n = len(tree)
    l_row, l_value = np.empty(l_pointer[n], dtype=np.int64), np.empty(l_pointer[n])
    diagonal, dense = np.zeros(n), np.zeros(n)
    filled, flag = np.zeros(n, dtype=np.int64), np.full(n, -1)
    stack, path = np.empty(n, dtype=np.int64), np.empty(n, dtype=np.int64)
    for k in range(n):
        top = n
        flag[k] = k
        for place in range(pointer[k], pointer[k + 1]):
            i = row[place]
            dense[i] += value[place]
            length = 0
            while flag[i] != k:
                path[length] = i
                length += 1
                flag[i] = k
                i = tree[i]
            while length > 0:
                length -= 1
                top -= 1
                stack[top] = path[length]
        diagonal[k] = dense[k]
        dense[k] = 0.0
        for step in range(top, n):
            i = stack[step]
            across = dense[i]
            dense[i] = 0.0
            end = l_pointer[i] + filled[i]
            for place in range(l_pointer[i], end):
                dense[l_row[place]] -= l_value[place] * across
            share = across / diagonal[i]
            diagonal[k] -= share * across
            l_row[end] = k
            l_value[end] = share
            filled[i] += 1
        if not abs(diagonal[k]) > 1e-300:
            return False, l_row, l_value, diagonal
    return True, l_row, l_value, diagonal


@compiled
def _solve(pointer: Integers, row: Integers, value: Floats, diagonal: Floats, right: Floats) -> Floats:
    n = len(diagonal)
    x = right.copy()
    for j in range(n):
        for place in range(pointer[j], pointer[j + 1]):
            x[row[place]] -= value[place] * x[j]
    for j in range(n):
        x[j] /= diagonal[j]
    for j in range(n - 1, -1, -1):
        for place in range(pointer[j], pointer[j + 1]):
            x[j] -= value[place] * x[row[place]]
    return x
