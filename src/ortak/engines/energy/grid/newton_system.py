"""The Newton system of the interior point method: assembled in fixed places, bent up where it must be, and solved.

    | H + J'RJ + diagonal + shift·1    G' |
    | G                              -p·1 |

where H is the Hessian of the Lagrangian, J and G the Jacobians of inequalities and equalities, R what the slacks add
and p the proximal term. A step leads downhill if the matrix has as many positive directions as variables; the shift
is the smallest of a rising series that brings this about (Wächter and Biegler, 2006, section 3.1)."""

import numpy as np

from ortak.engines.energy.grid.case import Floats, Integers
from ortak.engines.energy.grid.ldl import Factors, analyse, factor
from ortak.engines.energy.grid.pattern import Pattern, Sparse

PROXIMAL = 1e-8
FIRST_SHIFT, LARGEST_SHIFT = 1e-4, 1e12
REFINEMENTS, EXACT_ENOUGH = 10, 1e-12


class NewtonSystem:
    """Made once for the places of the entries, then solved at many points."""

    def __init__(self, hessian: Sparse, equal: Sparse, unequal: Sparse) -> None:
        n, m = hessian.shape[0], equal.shape[0]
        self.variables, self.equalities = n, m
        self._pairs(unequal)
        own = np.arange(n + m)
        rows = np.concatenate([_rows(hessian), unequal.indices[self.one], _rows(equal) + n, own])
        columns = np.concatenate([hessian.indices, unequal.indices[self.other], equal.indices, own])
        order = _ordering(rows, columns, n + m)
        self.order = order
        rank = np.empty(n + m, dtype=np.int64)
        rank[order] = np.arange(n + m)
        rows, columns = rank[rows], rank[columns]
        within = np.arange(len(rows)) < len(hessian.indices) + len(self.one)  # given on both sides of the diagonal
        self.kept = np.flatnonzero(~within | (rows <= columns))
        low, high = np.minimum(rows, columns)[self.kept], np.maximum(rows, columns)[self.kept]
        self.pattern = Pattern.of(high, low, (n + m, n + m))
        self.symbolic = analyse(self.pattern.pointer, self.pattern.indices)
        self.last_shift = 0.0

    def _pairs(self, unequal: Sparse) -> None:
        """All pairs of entries in one row of J: their products make J'RJ."""
        length = np.diff(unequal.indptr)
        each = np.repeat(length, length)
        self.one: Integers = np.repeat(np.arange(len(unequal.indices)), each)
        within = np.arange(len(self.one)) - np.repeat(np.cumsum(each) - each, each)
        self.row: Integers = np.repeat(_rows(unequal), each)
        self.other: Integers = unequal.indptr[self.row] + within

    def solve(
        self, hessian: Sparse, equal: Sparse, unequal: Sparse, ratio: Floats, diagonal: Floats, right: Floats
    ) -> Floats | None:
        """The step, or None if no shift makes it lead downhill."""
        squares = ratio[self.row] * unequal.data[self.one] * unequal.data[self.other]
        parts = np.concatenate([hessian.data, squares, equal.data])
        shift, tried = 0.0, 0
        while shift <= LARGEST_SHIFT:
            own = np.concatenate([diagonal + shift, np.full(self.equalities, -PROXIMAL)])
            value = self.pattern.data(np.concatenate([parts, own])[self.kept])
            factors = factor(self.symbolic, self.pattern.pointer, self.pattern.indices, value)
            if factors is not None and factors.negative == self.equalities:
                self.last_shift = shift or self.last_shift
                return self._refined(factors, value, right)
            tried += 1
            shift = self._next(shift, tried)
        return None

    def _next(self, shift: float, tried: int) -> float:
        if shift == 0.0:
            return max(1e-10, self.last_shift / 3) if self.last_shift else FIRST_SHIFT
        return shift * (8.0 if self.last_shift else 100.0)

    def _refined(self, factors: Factors, value: Floats, right: Floats) -> Floats | None:
        from scipy.sparse import csr_array

        pattern = self.pattern
        lower = csr_array((value, pattern.indices, pattern.pointer), shape=pattern.shape)
        middle = lower.diagonal()
        wanted = right[self.order]
        x = factors.solve(wanted)
        for _ in range(REFINEMENTS):
            rest = wanted - (lower @ x + lower.T @ x - middle * x)
            if np.abs(rest).max(initial=0.0) <= EXACT_ENOUGH * np.abs(wanted).max(initial=0.0):
                break
            x = x + factors.solve(rest)
        answer = np.empty_like(x)
        answer[self.order] = x
        return answer if np.isfinite(answer).all() else None


def _rows(matrix: Sparse) -> Integers:
    rows: Integers = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    return rows


def _ordering(rows: Integers, columns: Integers, size: int) -> Integers:
    """An order of elimination with little fill: minimum degree (Liu, 1985), as SuperLU computes it."""
    from scipy.sparse import coo_array, eye_array
    from scipy.sparse.linalg import splu

    ones = coo_array((np.ones(len(rows)), (rows, columns)), shape=(size, size)).tocsc()
    ones.data[:] = 1.0
    dominant = (ones + ones.T + eye_array(size) * (4.0 * size)).tocsc()
    place = splu(dominant, permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0, options={"SymmetricMode": True}).perm_c
    order: Integers = np.argsort(place)
    return order
