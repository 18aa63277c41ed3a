"""A programme whose constraints may be missed, at a price: what is missed least tells what cannot hold."""

from dataclasses import dataclass

import numpy as np

from ortak.engines.energy.grid.case import Floats
from ortak.engines.energy.grid.interior_point import Programme
from ortak.engines.energy.grid.pattern import Sparse

PRICE_OF_LIMITS = 10.0
"""Of missing a limit, where missing an equality costs 1: a load goes unserved before a branch is overloaded."""


@dataclass(frozen=True)
class Elastic:
    """Variables of the programme, what each equality lacks, what it has too much, by what each inequality is missed.

    Bounds of variables stay hard. Source of the method: Chinneck (2008), Feasibility and Infeasibility in
    Optimization, chapter 6.
    """

    programme: Programme
    equal: int
    unequal: int
    start: Floats
    bounds: Floats

    @classmethod
    def of(cls, programme: Programme) -> "Elastic":
        """The elastic form of a programme."""
        own = programme.start
        equal, unequal = (len(part(own)[0]) for part in (programme.equalities, programme.inequalities))
        added = np.full((2 * equal + unequal, 2), [0.0, np.inf])
        start = np.concatenate([own, np.ones(len(added))])
        return cls(programme, equal, unequal, start, np.vstack([programme.bounds, added]))

    @property
    def _own(self) -> int:
        return len(self.start) - 2 * self.equal - self.unequal

    def missed(self, x: Floats) -> Floats:
        """What every equality lacks (positive) or has too much (negative)."""
        added = x[self._own :]
        return added[: self.equal] - added[self.equal : 2 * self.equal]

    def over(self, x: Floats) -> Floats:
        """By what every inequality is missed."""
        return x[self._own + 2 * self.equal :]

    def objective(self, x: Floats) -> tuple[float, Floats]:
        """What is missed in all."""
        slope = np.zeros(len(x))
        slope[self._own :] = 1.0
        slope[self._own + 2 * self.equal :] = PRICE_OF_LIMITS
        return float(slope @ x), slope

    def equalities(self, x: Floats) -> tuple[Floats, Sparse]:
        """Those of the programme, less what is lacking, plus what is too much."""
        from scipy.sparse import csr_array, eye_array, hstack

        value, jacobian = self.programme.equalities(x[: self._own])
        ones, none = eye_array(self.equal), csr_array((self.equal, self.unequal))
        return value - self.missed(x), hstack([jacobian, -ones, ones, none], format="csr")

    def inequalities(self, x: Floats) -> tuple[Floats, Sparse]:
        """Those of the programme, less what they are missed by."""
        from scipy.sparse import csr_array, eye_array, hstack

        value, jacobian = self.programme.inequalities(x[: self._own])
        none = csr_array((self.unequal, 2 * self.equal))
        return value - self.over(x), hstack([jacobian, none, -eye_array(self.unequal)], format="csr")

    def hessian(self, x: Floats, scale: float, equal: Floats, unequal: Floats) -> Sparse:
        """That of the constraints; the objective is linear."""
        curvature = self.programme.hessian(x[: self._own], 0.0, equal, unequal).copy()
        curvature.resize((len(x), len(x)))
        return curvature
