"""DC optimal power flow as a programme: a convex quadratic one, or a linear one if costs are."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ortak.engines.energy.grid.case import Floats, Integers
from ortak.engines.energy.grid.dc_model import DcModel
from ortak.engines.energy.grid.errors import NotModelled
from ortak.engines.energy.grid.pattern import Pattern, Sparse
from ortak.engines.energy.grid.starting_point import levelled, middle


def check_costs(model: DcModel) -> None:
    """Refuse what has no convex quadratic cost.

    Raises:
        NotModelled: a generator with a falling or higher term.
    """
    net = model.network
    g = len(net.generator_bus)
    active = net.costs.polynomial[:g]
    wrong = (active[:, 3:] != 0).any(axis=1) | (active[:, 2:3] < 0).any(axis=1)
    if wrong.any():
        place = int(np.flatnonzero(wrong)[0])
        row = int(net.generator_row[place])
        line = net.case.gencost.lines[row]
        where = (
            f"{net.case.name}, line {line}: the cost of the generator at bus {net.bus_name(net.generator_bus[place])}"
        )
        raise NotModelled(f"{where} is not linear, convex quadratic or piecewise linear; the DC model holds no other")


@dataclass(frozen=True)
class DcProgramme:
    """Variables: angles (n), active outputs (g), costs by lines (k). Limits of angles join those of flows."""

    model: DcModel

    @property
    def _parts(self) -> tuple[int, int]:
        return self.model.network.buses, len(self.model.network.generator_bus)

    @cached_property
    def lined(self) -> Integers:
        """Generators whose active output has a piecewise linear cost."""
        by_lines = self.model.network.costs.by_lines
        return by_lines[by_lines < self._parts[1]]

    @cached_property
    def lines(self) -> Integers:
        """Their lines."""
        return np.flatnonzero(self.model.network.costs.output_of_line < self._parts[1])

    @cached_property
    def flow_limits(self) -> Floats:
        """m x 2: what a branch may carry by its rate and by its angle."""
        net, slope = self.model.network, self.model.susceptance
        turned = slope[:, None] * (net.angle_limits - self.model.shift[:, None])
        low, high = turned.min(axis=1), turned.max(axis=1)
        return np.column_stack([np.maximum(low, -net.rate), np.minimum(high, net.rate)])

    @cached_property
    def bounds(self) -> Floats:
        net = self.model.network
        angle = np.full((net.buses, 2), [-np.inf, np.inf])
        angle[net.reference] = net.start_voltage[net.reference, 1:]
        return np.vstack([angle, net.active_limits, np.full((len(self.lined), 2), [-np.inf, np.inf])])

    @cached_property
    def start(self) -> Floats:
        """Angles at which little flows, outputs in the middle of their limits."""
        net = self.model.network
        angle = levelled(net, self.model.shift, net.start_voltage[net.reference, 1][net.island])
        output = middle(net.active_limits, 0.0)
        cost = np.full(len(net.generator_bus), -np.inf)
        lines = net.costs.output_of_line[self.lines]
        np.maximum.at(cost, lines, net.costs.slope[self.lines] * output[lines] + net.costs.intercept[self.lines] + 1)
        return np.concatenate([angle, output, cost[self.lined]])

    def outputs(self, x: Floats) -> Floats:
        """Active outputs, then zeros for reactive ones."""
        n, g = self._parts
        return np.concatenate([x[n : n + g], np.zeros(g)])

    def objective(self, x: Floats) -> tuple[float, Floats]:
        """Cost per hour; lines by the variables that stand for them."""
        n, g = self._parts
        costs, output = self.model.network.costs, self.outputs(x)
        slope = np.ones(len(x))
        slope[:n] = 0.0
        slope[n : n + g] = costs.slopes(output)[:g]
        return costs.value_of_polynomials(output) + float(x[n + g :].sum()), slope

    @cached_property
    def _balance(self) -> Sparse:
        net = self.model.network
        n, g = self._parts
        tied = (self.model.incidence().T @ self.model.flow_matrix()).tocoo()
        rows = np.concatenate([tied.row, net.generator_bus])
        columns = np.concatenate([tied.col, n + np.arange(g)])
        shape = (n, n + g + len(self.lined))
        return Pattern.of(rows, columns, shape).filled(np.concatenate([tied.data, np.full(g, -1.0)]))

    @cached_property
    def _injected_by_shifts(self) -> Floats:
        drawn: Floats = self.model.incidence().T @ (-self.model.susceptance * self.model.shift)
        return drawn

    def equalities(self, x: Floats) -> tuple[Floats, Sparse]:
        """What is drawn at every bus, less what is made."""
        return self._balance @ x + self.model.needed + self._injected_by_shifts, self._balance

    @cached_property
    def limited(self) -> tuple[Integers, Integers]:
        """Branches with a highest flow, and with a lowest."""
        return np.flatnonzero(np.isfinite(self.flow_limits[:, 1])), np.flatnonzero(np.isfinite(self.flow_limits[:, 0]))

    @cached_property
    def _rows(self) -> tuple[Sparse, Floats]:
        """Coefficients and constants of all inequalities."""
        net, costs = self.model.network, self.model.network.costs
        n, g = self._parts
        above, below = self.limited
        branch = np.concatenate([above, below])
        sign = np.concatenate([np.ones(len(above)), -np.ones(len(below))])
        sent = sign * self.model.susceptance[branch]
        m, k = len(branch), len(self.lines)
        of_line = costs.output_of_line[self.lines]
        rows = np.concatenate([np.tile(np.arange(m), 2), np.tile(m + np.arange(k), 2)])
        place = n + g + np.searchsorted(self.lined, of_line)
        columns = np.concatenate([net.tail[branch], net.head[branch], n + of_line, place])
        entries = np.concatenate([sent, -sent, costs.slope[self.lines], np.full(k, -1.0)])
        limit = np.concatenate([self.flow_limits[above, 1], -self.flow_limits[below, 0]])
        constant = np.concatenate([-sent * self.model.shift[branch] - limit, costs.intercept[self.lines]])
        return Pattern.of(rows, columns, (m + k, n + g + len(self.lined))).filled(entries), constant

    def inequalities(self, x: Floats) -> tuple[Floats, Sparse]:
        """Flows above their highest and below their lowest, lines above their costs."""
        rows, constant = self._rows
        return rows @ x + constant, rows

    def hessian(self, x: Floats, scale: float, equal: Floats, unequal: Floats) -> Sparse:
        """That of the costs alone: all constraints are linear."""
        n, g = self._parts
        bend = np.zeros(len(x))
        bend[n : n + g] = scale * self.model.network.costs.bends(self.outputs(x))[:g]
        own = np.arange(len(x))
        return Pattern.of(own, own, (len(x), len(x))).filled(bend)
