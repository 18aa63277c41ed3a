"""AC optimal power flow as a programme: variables, limits and exact derivatives.

Polar form, as in MATPOWER and in the model of pglib-opf (Coffrin and Van Hentenryck, arXiv 1502.07847): balance of
active and reactive power at every bus, limits in MVA at both ends of every branch, limits of the angle between its
buses."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ortak.engines.energy.grid.branch_flow import Ends, ends_of, first_derivatives, power_into, second_derivatives
from ortak.engines.energy.grid.case import Floats, Integers
from ortak.engines.energy.grid.network import Network
from ortak.engines.energy.grid.pattern import Pattern, Sparse
from ortak.engines.energy.grid.starting_point import levelled, middle


@dataclass(frozen=True)
class AcProgramme:
    """Variables: angles (n), magnitudes (n), active outputs (g), reactive outputs (g), costs by lines (k)."""

    network: Network

    @cached_property
    def ends(self) -> Ends:
        return ends_of(self.network)

    @property
    def _parts(self) -> tuple[int, int, int]:
        return self.network.buses, len(self.network.generator_bus), len(self.network.costs.by_lines)

    @property
    def size(self) -> int:
        n, g, k = self._parts
        return 2 * n + 2 * g + k

    @cached_property
    def bounds(self) -> Floats:
        net = self.network
        n, _, k = self._parts
        angle = np.full((n, 2), [-np.inf, np.inf])
        angle[net.reference] = net.start_voltage[net.reference, 1:]
        free = np.full((k, 2), [-np.inf, np.inf])
        return np.vstack([angle, net.voltage_limits, net.active_limits, net.reactive_limits, free])

    @cached_property
    def start(self) -> Floats:
        """Outputs in the middle of their limits; voltages at which little flows through branches of low impedance, with
        their taps and shifts."""
        net = self.network
        n, g, k = self._parts
        x = np.zeros(self.size)
        x[:n] = levelled(net, net.shift, net.start_voltage[net.reference, 1][net.island])
        x[2 * n : 2 * n + 2 * g] = middle(self.bounds[2 * n : 2 * n + 2 * g], 0.0)
        x[n : 2 * n] = np.exp(levelled(net, np.log(net.tap), np.log(middle(net.voltage_limits, 1.0))))
        if k:
            lines = net.costs.slope * x[2 * n + net.costs.output_of_line] + net.costs.intercept
            x[self.size - k :] = -np.inf
            np.maximum.at(x, self.size - k + self._line_place, lines + 1.0)
        return x

    def objective(self, x: Floats) -> tuple[float, Floats]:
        n, g, k = self._parts
        output = x[2 * n : 2 * n + 2 * g]
        slope = np.zeros(self.size)
        slope[2 * n : 2 * n + 2 * g] = self.network.costs.slopes(output)
        slope[self.size - k :] = 1.0
        return self.network.costs.value_of_polynomials(output) + float(x[self.size - k :].sum()), slope

    def equalities(self, x: Floats) -> tuple[Floats, Sparse]:
        net, ends = self.network, self.ends
        n, g, _ = self._parts
        angle, magnitude, output = x[:n], x[n : 2 * n], x[2 * n : 2 * n + 2 * g].reshape(2, g)
        power, first = power_into(ends, angle, magnitude), first_derivatives(ends, angle, magnitude)
        shunt = net.shunt * [1.0, -1.0]
        missing = [
            np.bincount(ends.near, power[:, k], n)
            + net.load[:, k]
            + shunt[:, k] * magnitude**2
            - np.bincount(net.generator_bus, output[k], n)
            for k in (0, 1)
        ]
        return np.concatenate(missing), self._balance_pattern.filled(
            np.concatenate([first.ravel(), (2 * shunt * magnitude[:, None]).ravel(), np.full(2 * g, -1.0)])
        )

    @cached_property
    def _variables_of_end(self) -> Integers:
        n = self.network.buses
        return np.column_stack([self.ends.near, self.ends.far, n + self.ends.near, n + self.ends.far])

    @cached_property
    def _balance_pattern(self) -> "Pattern":
        net = self.network
        n, g, _ = self._parts
        rows = np.repeat(self.ends.near[:, None] + np.array([0, n]), 4, axis=1).ravel()
        columns = np.repeat(self._variables_of_end[:, None, :], 2, axis=1).ravel()
        buses = np.arange(n)
        shunt_rows = (buses[:, None] + [0, n]).ravel()
        shunt_columns = np.repeat(n + buses, 2)
        made = np.arange(2 * g)
        made_rows = np.concatenate([net.generator_bus, n + net.generator_bus])
        return Pattern.of(
            np.concatenate([rows, shunt_rows, made_rows]),
            np.concatenate([columns, shunt_columns, 2 * n + made]),
            (2 * n, self.size),
        )

    @cached_property
    def rated(self) -> Integers:
        """Ends with a limit in MVA."""
        return np.flatnonzero(np.isfinite(np.tile(self.network.rate, 2)))

    @cached_property
    def _twice_limit(self) -> Floats:
        """Divisor that makes the limit on MVA² one on MVA, to first order, where the limit is at least 1."""
        return 2 * np.maximum(np.tile(self.network.rate, 2)[self.rated], 1.0)

    @cached_property
    def turned(self) -> tuple[Integers, Integers]:
        """Branches with a highest angle, and with a lowest."""
        limits = self.network.angle_limits
        return np.flatnonzero(np.isfinite(limits[:, 1])), np.flatnonzero(np.isfinite(limits[:, 0]))

    def inequalities(self, x: Floats) -> tuple[Floats, Sparse]:
        net, ends, costs = self.network, self.ends, self.network.costs
        n, g, _ = self._parts
        angle, magnitude = x[:n], x[n : 2 * n]
        power, first = (
            each[self.rated] for each in (power_into(ends, angle, magnitude), first_derivatives(ends, angle, magnitude))
        )
        limit = np.tile(net.rate, 2)[self.rated]
        above, below = self.turned
        turn = angle[net.tail] - angle[net.head]
        line_cost = costs.slope * x[2 * n + costs.output_of_line] + costs.intercept
        values = [
            ((power**2).sum(axis=1) - limit**2) / self._twice_limit,
            turn[above] - net.angle_limits[above, 1],
            net.angle_limits[below, 0] - turn[below],
            line_cost - x[2 * n + 2 * g + self._line_place],
        ]
        squares = 2 * np.einsum("ek,ekv->ev", power, first) / self._twice_limit[:, None]
        signs = np.concatenate([np.tile([1.0, -1.0], len(above)), np.tile([-1.0, 1.0], len(below))])
        entries = [squares.ravel(), signs, costs.slope, np.full(len(costs.slope), -1.0)]
        return np.concatenate(values), self._limit_pattern.filled(np.concatenate(entries))

    @cached_property
    def _line_place(self) -> Integers:
        costs = self.network.costs
        return np.searchsorted(costs.by_lines, costs.output_of_line)

    @cached_property
    def _limit_pattern(self) -> "Pattern":
        net, costs = self.network, self.network.costs
        n, g, _ = self._parts
        rated = len(self.rated)
        turned = np.concatenate(self.turned)
        lines = np.arange(len(costs.slope))
        after = rated + len(turned)
        rows = [
            np.repeat(np.arange(rated), 4),
            rated + np.repeat(np.arange(len(turned)), 2),
            after + lines,
            after + lines,
        ]
        columns = [
            self._variables_of_end[self.rated].ravel(),
            np.column_stack([net.tail[turned], net.head[turned]]).ravel(),
            2 * n + costs.output_of_line,
            2 * n + 2 * g + self._line_place,
        ]
        return Pattern.of(np.concatenate(rows), np.concatenate(columns), (after + len(lines), self.size))

    def hessian(self, x: Floats, scale: float, equal: Floats, unequal: Floats) -> Sparse:
        net, ends = self.network, self.ends
        n, g, _ = self._parts
        angle, magnitude = x[:n], x[n : 2 * n]
        at_bus = equal.reshape(2, n).T
        weight = at_bus[ends.near]
        limited = np.zeros(len(ends.near))
        limited[self.rated] = 2 * unequal[: len(self.rated)] / self._twice_limit
        power, first = power_into(ends, angle, magnitude), first_derivatives(ends, angle, magnitude)
        blocks = second_derivatives(ends, angle, magnitude, weight + limited[:, None] * power)
        blocks += np.einsum("e,ekv,ekw->evw", limited, first, first)
        shunt = 2 * (at_bus * net.shunt * [1.0, -1.0]).sum(axis=1)
        bends = scale * net.costs.bends(x[2 * n : 2 * n + 2 * g])
        return self._hessian_pattern.filled(np.concatenate([blocks.ravel(), shunt, bends]))

    @cached_property
    def _hessian_pattern(self) -> "Pattern":
        n, g, _ = self._parts
        places = self._variables_of_end
        own = n + np.arange(n + 2 * g)
        rows = np.concatenate([np.repeat(places, 4, axis=1).ravel(), own])
        columns = np.concatenate([np.tile(places, (1, 4)).ravel(), own])
        return Pattern.of(rows, columns, (self.size, self.size))
