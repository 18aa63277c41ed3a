"""What generation costs per hour: polynomials, and piecewise linear costs as the highest of their lines.

Costs are kept per hour as functions of power in per unit, so that nothing has to be scaled later.
"""

from dataclasses import dataclass

import numpy as np

from ortak.engines.energy.grid.case import PIECEWISE, Case, Floats, Integers
from ortak.engines.energy.grid.errors import BadCase

HOLLOW = 1e-9
"""How far slopes may fall before a cost counts as not convex, relative to the steepest."""


@dataclass(frozen=True)
class Costs:
    """Costs of the outputs in the order P of every generator, then Q of every generator (2g).

    `polynomial[i, k]` is the coefficient of power `k` of output `i`. Output `i` with lines costs the highest of
    `slope * output + intercept` over the lines whose `output_of_line` is `i`, and has no polynomial.
    """

    polynomial: Floats
    output_of_line: Integers
    slope: Floats
    intercept: Floats

    @property
    def by_lines(self) -> Integers:
        """Outputs whose cost is piecewise linear."""
        return np.unique(self.output_of_line)

    @property
    def degree(self) -> int:
        """The highest power with a coefficient."""
        used = np.flatnonzero((self.polynomial != 0).any(axis=0))
        return int(used[-1]) if len(used) else 0

    def value(self, output: Floats) -> float:
        """Cost per hour of outputs (2g) in per unit.

        >>> costs = Costs(np.array([[5.0, 2.0, 1.0], [0.0, 0.0, 0.0]]), np.array([1]), np.array([3.0]), np.array([1.0]))
        >>> costs.value(np.array([2.0, 1.0]))
        17.0
        """
        total = self.value_of_polynomials(output)
        for each in self.by_lines:
            lines = self.output_of_line == each
            total += float(np.max(self.slope[lines] * output[each] + self.intercept[lines]))
        return total

    def value_of_polynomials(self, output: Floats) -> float:
        """The part of the cost that is polynomial."""
        return sum(float(self.polynomial[:, k] @ output**k) for k in range(self.polynomial.shape[1]))

    def slopes(self, output: Floats) -> Floats:
        """First derivative of the polynomials."""
        return sum(
            (k * self.polynomial[:, k] * output ** (k - 1) for k in range(1, self.polynomial.shape[1])),
            np.zeros(len(output)),
        )

    def bends(self, output: Floats) -> Floats:
        """Second derivative of the polynomials."""
        return sum(
            (k * (k - 1) * self.polynomial[:, k] * output ** (k - 2) for k in range(2, self.polynomial.shape[1])),
            np.zeros(len(output)),
        )


def costs_of(case: Case, generators: Integers) -> Costs:
    """The costs of some generators (rows of `gen`); none cost anything if the file gives no costs.

    Raises:
        BadCase: a piecewise linear cost whose slopes fall: it is not convex, and not modelled.
    """
    table, count = case.gencost, len(generators)
    polynomial = np.zeros((2 * count, max(table.values.shape[1] - 4, 1)))
    lines: list[tuple[int, float, float]] = []
    for place in range(2 * count):
        row = int(generators[place % count]) + (len(case.gen) if place >= count else 0)
        if row >= len(table):
            continue
        n = int(table["n"][row])
        if table["model"][row] == PIECEWISE:
            points = table.values[row, 4 : 4 + 2 * n].reshape(n, 2)
            lines += [(place, *line) for line in _lines(case, row, points)]
        else:
            powers = np.arange(n)
            polynomial[place, :n] = table.values[row, 4 : 4 + n][::-1] * case.base_mva**powers
    place_of_line, slope, intercept = (np.array(each) for each in zip(*lines, strict=True)) if lines else ([],) * 3
    return Costs(
        polynomial,
        np.array(place_of_line, dtype=np.int64),
        np.array(slope, dtype=float) * case.base_mva,
        np.array(intercept, dtype=float),
    )


def _lines(case: Case, row: int, points: Floats) -> list[tuple[float, float]]:
    slopes = np.diff(points[:, 1]) / np.diff(points[:, 0])
    if (np.diff(slopes) < -HOLLOW * np.abs(slopes).max()).any():
        where = f"{case.name}, line {case.gencost.lines[row]}"
        raise BadCase(f"{where}: the slopes of a piecewise linear cost must not fall (it would not be convex)")
    return [(float(s), float(c - s * p)) for s, (p, c) in zip(slopes, points[:-1], strict=True)]
