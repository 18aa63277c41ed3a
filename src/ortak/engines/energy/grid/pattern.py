"""Sparse matrices whose entries change and whose places do not."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from ortak.engines.energy.grid.case import Floats, Integers

Sparse = Any  # a matrix of scipy.sparse, which has no types


@dataclass(frozen=True)
class Pattern:
    """Where entries go; several may fall on one place, and are summed there."""

    place: Integers
    indices: Integers
    pointer: Integers
    shape: tuple[int, int]

    @classmethod
    def of(cls, rows: Integers, columns: Integers, shape: tuple[int, int]) -> "Pattern":
        """The pattern of entries at these rows and columns.

        >>> pattern = Pattern.of(np.array([0, 1, 0]), np.array([1, 0, 1]), (2, 2))
        >>> pattern.filled(np.array([1.0, 2.0, 3.0])).toarray().tolist()
        [[0.0, 4.0], [2.0, 0.0]]
        """
        key, place = np.unique(rows * shape[1] + columns, return_inverse=True)
        pointer = np.searchsorted(key, np.arange(shape[0] + 1) * shape[1])
        return cls(place, key % max(shape[1], 1), pointer, shape)

    def data(self, entries: Floats) -> Floats:
        """The entries, summed by place, row by row."""
        summed: Floats = np.bincount(self.place, entries, len(self.indices)).astype(np.float64)
        return summed

    def filled(self, entries: Floats) -> Sparse:
        """The matrix with these entries, in compressed rows."""
        from scipy.sparse import csr_array

        return csr_array((self.data(entries), self.indices, self.pointer), shape=self.shape)
