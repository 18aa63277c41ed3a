"""A primal-dual interior point method for smooth programmes with sparse derivatives.

    minimise f(x)   subject to   g(x) = 0,   h(x) <= 0,   lower <= x <= upper

Method: Wang, Murillo-Sánchez, Zimmerman, Thomas (2007), "On computational issues of market-based optimal power flow",
IEEE Transactions on Power Systems 22(3), 1185-1193: slacks z > 0 for the inequalities with a logarithmic barrier,
Newton steps on the optimality conditions with slacks and their multipliers eliminated, one step length for x and z
and one for the multipliers. Bounds are inequalities too, but add to the diagonal alone. The equalities are loosened
by a proximal term that vanishes with the steps (Friedlander and Orban, 2012), so that equalities which say the same
twice do no harm."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ortak.engines.energy.grid.case import Floats, Integers
from ortak.engines.energy.grid.newton_system import NewtonSystem
from ortak.engines.energy.grid.pattern import Sparse

TO_THE_BOUNDARY = 0.995
CENTRING = 0.1
FIRST_SLACK = 1.0
STEEPEST = 100.0
"""The objective is scaled so that its steepest slope at the start is at most this."""


class Programme(Protocol):
    """What is minimised. Sparse matrices are in compressed rows, and their places are the same at every point."""

    @property
    def start(self) -> Floats:
        """First point; it is moved inside the bounds."""

    @property
    def bounds(self) -> Floats:
        """Lower and upper bound of every variable (n x 2), infinite where there is none; equal ones fix it."""

    def objective(self, x: Floats) -> tuple[float, Floats]:
        """Value and gradient."""

    def equalities(self, x: Floats) -> tuple[Floats, Sparse]:
        """Values and Jacobian of g."""

    def inequalities(self, x: Floats) -> tuple[Floats, Sparse]:
        """Values and Jacobian of h."""

    def hessian(self, x: Floats, scale: float, equal: Floats, unequal: Floats) -> Sparse:
        """Second derivatives of scale·f + equal·g + unequal·h."""


@dataclass(frozen=True)
class Tolerance:
    """When a point counts as optimal.

    `feasible`: largest violation of g, h and bounds, absolute. `gradient`: largest component of the gradient of the
    Lagrangian, relative to the largest multiplier. `gap`: sum of slack times multiplier, relative to the objective.
    """

    feasible: float = 1e-8
    gradient: float = 1e-7
    gap: float = 1e-7
    iterations: int = 200


@dataclass(frozen=True)
class Found:
    """Where the method stopped. Multipliers are those of the unscaled objective; `gap` is complementarity (see
    above)."""

    x: Floats
    objective: float
    equal: Floats
    unequal: Floats
    lower: Floats
    upper: Floats
    """Multipliers of the bounds; those of a fixed variable have only their difference."""
    converged: bool
    iterations: int
    violation: float
    gradient: float
    gap: float


def minimise(programme: Programme, tolerance: Tolerance | None = None) -> Found:
    """A point that satisfies the first-order conditions of optimality, or where the method had to stop.

    Args:
        programme: functions with exact derivatives.
        tolerance: when to stop.

    Returns:
        the last point; look at `converged` first.

    >>> class Circle:  # the point of the unit disc that lies furthest along (1, 1)
    ...     start, bounds = np.full(2, 0.1), np.full((2, 2), [-np.inf, np.inf])
    ...     def objective(self, x): return -x.sum(), -np.ones(2)
    ...     def equalities(self, x): return np.zeros(0), csr_array((0, 2))
    ...     def inequalities(self, x): return np.array([x @ x - 1]), csr_array([2 * x])
    ...     def hessian(self, x, scale, equal, unequal): return csr_array(2 * unequal[0] * np.eye(2))
    >>> from scipy.sparse import csr_array
    >>> found = minimise(Circle())
    >>> found.x.round(6).tolist(), found.converged
    ([0.707107, 0.707107], True)
    """
    return _Method(programme, tolerance or Tolerance()).run()


@dataclass(frozen=True)
class _Point:
    x: Floats
    slack: Floats
    equal: Floats
    unequal: Floats


class _Method:
    """Rows of all inequalities: those of h, then upper bounds, then lower bounds."""

    def __init__(self, programme: Programme, tolerance: Tolerance) -> None:
        self.programme, self.tolerance = programme, tolerance
        low, high = programme.bounds[:, 0], programme.bounds[:, 1]
        fixed = low == high
        self.fixed: Integers = np.flatnonzero(fixed)
        self.above: Integers = np.flatnonzero(~fixed & np.isfinite(high))
        self.below: Integers = np.flatnonzero(~fixed & np.isfinite(low))
        self.low, self.high = low, high
        steepest = np.abs(programme.objective(self._inside())[1]).max(initial=0.0)
        self.system: NewtonSystem | None = None
        self.length = 1.0
        self.scale = min(1.0, STEEPEST / steepest) if steepest > 0 else 1.0

    def _inside(self) -> Floats:
        both = np.isfinite(self.low) & np.isfinite(self.high)
        width = np.where(both, self.high - self.low, np.inf)
        margin = np.minimum(1e-2 * np.where(np.isfinite(width), width, 1.0), 1e-2)
        return np.clip(self.programme.start, self.low + margin, self.high - margin)

    def run(self) -> Found:
        state = _State(self, self._first())
        barrier = FIRST_SLACK
        count, best = 0, state
        while not state.good and count < self.tolerance.iterations:
            point = self._step(state, barrier)
            if point is None:
                break
            count += 1
            state = _State(self, point)
            if not np.isfinite(state.violation + state.gradient + state.gap):
                break
            best = state
            barrier = self._barrier(state)
        return self._found(best, count)

    def _barrier(self, state: "_State") -> float:
        """A tenth of the mean complementarity, more after a short step, which says that the point lies close to a limit
        that it should not; and no less than the gap asks for, because smaller barriers only spoil the numbers."""
        count = max(len(state.point.slack), 1)
        enough = 0.1 * self.tolerance.gap * state.size / count
        centring = max(CENTRING, (1 - self.length) ** 2)
        return float(max(centring * (state.point.slack @ state.point.unequal) / count, enough))

    def _first(self) -> _Point:
        x = self._inside()
        values = self.all_inequalities(x, self.programme.inequalities(x)[0])
        slack = np.maximum(FIRST_SLACK, -values)
        return _Point(
            x,
            slack,
            np.zeros(len(self.programme.equalities(x)[0]) + len(self.fixed)),
            FIRST_SLACK / np.minimum(slack, 1),
        )

    def all_inequalities(self, x: Floats, own: Floats) -> Floats:
        return np.concatenate([own, x[self.above] - self.high[self.above], self.low[self.below] - x[self.below]])

    def transposed(self, own: Sparse, weight: Floats) -> Floats:
        """Weights of all inequalities, carried to the variables."""
        m, above = own.shape[0], len(self.above)
        total: Floats = own.T @ weight[:m]
        total[self.above] += weight[m : m + above]
        total[self.below] -= weight[m + above :]
        return total

    def _step(self, state: "_State", barrier: float) -> _Point | None:
        point, own = state.point, state.jacobian
        m, above = own.shape[0], len(self.above)
        ratio = point.unequal / point.slack
        diagonal = np.zeros(len(point.x))
        diagonal[self.above] += ratio[m : m + above]
        diagonal[self.below] += ratio[m + above :]
        curvature = self.programme.hessian(point.x, self.scale, point.equal[: state.equal_rows], point.unequal[:m])
        push = self.transposed(own, (barrier + point.unequal * state.inequality) / point.slack)
        if self.system is None:
            self.system = NewtonSystem(curvature, state.equal_jacobian, own)
        right = -np.concatenate([state.lagrangian + push, state.equality])
        solved = self.system.solve(curvature, state.equal_jacobian, own, ratio[:m], diagonal, right)
        if solved is None:
            return None
        dx, d_equal = solved[: len(point.x)], solved[len(point.x) :]
        dz = -state.inequality - point.slack - self._forward(own, dx)
        d_unequal = -point.unequal + (barrier - point.unequal * dz) / point.slack
        primal, dual = _longest(point.slack, dz), _longest(point.unequal, d_unequal)
        self.length = min(primal, dual)
        if max(primal, dual) < 1e-10:
            return None
        return _Point(
            point.x + primal * dx,
            point.slack + primal * dz,
            point.equal + dual * d_equal,
            point.unequal + dual * d_unequal,
        )

    def _forward(self, own: Sparse, dx: Floats) -> Floats:
        return np.concatenate([own @ dx, dx[self.above], -dx[self.below]])

    def _found(self, state: "_State", count: int) -> Found:
        point, rows, m = state.point, state.equal_rows, state.jacobian.shape[0]
        lower, upper = np.zeros(len(point.x)), np.zeros(len(point.x))
        upper[self.above] = point.unequal[m : m + len(self.above)]
        lower[self.below] = point.unequal[m + len(self.above) :]
        held = point.equal[rows:]
        upper[self.fixed], lower[self.fixed] = np.maximum(held, 0), np.maximum(-held, 0)
        return Found(
            point.x,
            state.value,
            point.equal[:rows] / self.scale,
            point.unequal[:m] / self.scale,
            lower / self.scale,
            upper / self.scale,
            state.good,
            count,
            state.violation,
            state.gradient,
            state.gap,
        )


class _State:
    """A point with everything that is evaluated there."""

    def __init__(self, method: _Method, point: _Point) -> None:
        from scipy.sparse import csr_array, vstack

        programme, self.point = method.programme, point
        x = point.x
        self.value, slope = programme.objective(x)
        equality, equal_jacobian = programme.equalities(x)
        own, self.jacobian = programme.inequalities(x)
        self.inequality = method.all_inequalities(x, own)
        self.equal_rows = len(equality)
        self.equality = np.concatenate([equality, x[method.fixed] - method.low[method.fixed]])
        count = len(method.fixed)
        held = csr_array((np.ones(count), (np.arange(count), method.fixed)), shape=(count, len(x)))
        self.equal_jacobian = vstack([equal_jacobian, held], format="csr") if count else equal_jacobian
        carried = method.transposed(self.jacobian, point.unequal)
        self.lagrangian = method.scale * slope + self.equal_jacobian.T @ point.equal + carried
        self.violation = float(max(np.abs(self.equality).max(initial=0.0), self.inequality.max(initial=0.0)))
        largest = max(np.abs(point.equal).max(initial=0.0), point.unequal.max(initial=0.0))
        self.gradient = float(np.abs(self.lagrangian).max(initial=0.0)) / (1 + largest)
        self.size = max(1.0, abs(method.scale * self.value))
        self.gap = float(point.slack @ point.unequal) / self.size
        limit = method.tolerance
        self.good = bool(self.violation < limit.feasible and self.gradient < limit.gradient and self.gap < limit.gap)


def _longest(values: Floats, step: Floats) -> float:
    """How far a step may go until a value that must stay positive would reach zero."""
    falling = step < 0
    return min(1.0, TO_THE_BOUNDARY * float(np.min(-values[falling] / step[falling], initial=np.inf)))
