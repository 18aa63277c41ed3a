"""Power flow: what flows when every generator keeps its output, but for one bus of each island that makes up the rest.

DC: one linear system. AC: Newton-Raphson in polar form (Tinney and Hart, 1967, "Power flow solution by Newton's
method", IEEE Transactions on Power Apparatus and Systems PAS-86(11), 1449-1460), with the derivatives of `branch_flow`.
Limits of reactive power are kept, if asked for, by letting go of the voltage at buses that break them, and solving
again.
"""

from dataclasses import dataclass, replace

import numpy as np

from ortak.engines.energy.grid.branch_flow import ends_of, first_derivatives, power_into
from ortak.engines.energy.grid.case import Floats, Integers
from ortak.engines.energy.grid.checking import missed
from ortak.engines.energy.grid.dc_model import MATPOWER, dc_model
from ortak.engines.energy.grid.dispatch import NOT_CONVERGED
from ortak.engines.energy.grid.network import Network
from ortak.engines.energy.grid.pattern import Pattern

SOLVED = "solved"
EXACT = 1e-10
MOST_STEPS = 30
MOST_RETURNS = 3
NEAR = 1e-9


@dataclass(frozen=True)
class Flow:
    """Voltages and flows, in per unit and radians.

    `made` is what all generators of a bus make together (n x 2); `mismatch` the largest miss of a balance, worked out
    apart from the method; `let_go` the buses whose voltage was let go to keep limits of reactive power.
    """

    network: Network
    model: str
    status: str
    iterations: int
    mismatch: float
    voltage: Floats
    flow: Floats
    made: Floats
    let_go: Integers


def dc_power_flow(network: Network, reading: str = MATPOWER) -> Flow:
    """The flows of the linear model.

    Args:
        network: what is in service.
        reading: of the DC model; MATPOWER's is the usual one for power flow.

    Raises:
        NotModelled: a branch without reactance.

    >>> from ortak.engines.energy.grid.network import tiny_network
    >>> found = dc_power_flow(tiny_network())
    >>> found.flow[:, 0].round(6).tolist(), found.voltage[:, 1].round(6).tolist()
    ([0.9, -0.9], [0.0, -0.09])
    """
    from scipy.sparse.linalg import splu

    model = dc_model(network, reading)
    n = network.buses
    made = np.bincount(network.generator_bus, network.output[:, 0], n)
    incidence = model.incidence()
    drawn = model.needed - incidence.T @ (model.susceptance * model.shift)
    angle = network.start_voltage[network.reference, 1][network.island]
    free = np.setdiff1d(np.arange(n), network.reference)
    if len(free):
        ties = (incidence.T @ model.flow_matrix()).tocsc()
        rest = made - drawn - ties @ angle
        angle[free] += splu(ties[free][:, free].tocsc()).solve(rest[free])
    flow = model.flows(angle)
    sent = np.bincount(network.tail, flow, n) - np.bincount(network.head, flow, n)
    made[network.reference] = (model.needed + sent)[network.reference]
    return Flow(
        network=network,
        model="dc",
        status=SOLVED,
        iterations=1,
        mismatch=float(np.abs(made - model.needed - sent).max(initial=0.0)),
        voltage=np.column_stack([np.ones(n), angle]),
        flow=np.column_stack([np.concatenate([flow, -flow]), np.zeros(2 * len(flow))]),
        made=np.column_stack([made, np.zeros(n)]),
        let_go=np.zeros(0, dtype=np.int64),
    )


def ac_power_flow(network: Network, keep_reactive_limits: bool = False) -> Flow:
    """The flows of the AC equations, from the voltages that the case holds.

    Args:
        network: what is in service. Buses of type 2 and 3 hold the voltage of their generator; one without a generator
            in service holds nothing, but for references.
        keep_reactive_limits: whether a bus that would break its generators' limits lets its voltage go.

    Returns:
        the flow; `not_converged` after 30 steps that did not bring every mismatch under 1e-10.

    >>> from ortak.engines.energy.grid.network import tiny_network
    >>> found = ac_power_flow(tiny_network())
    >>> found.status, found.iterations, round(float(found.made[0, 0]), 5)
    ('solved', 4, 0.9083)
    """
    solving = _Newton(network)
    while True:
        magnitude, angle, count = solving.run()
        flow = _flow(solving, magnitude, angle, count)
        if not keep_reactive_limits or flow.status != SOLVED or not solving.switch(flow.made[:, 1], magnitude):
            return flow


def _flow(solving: "_Newton", magnitude: Floats, angle: Floats, count: int) -> Flow:
    network, n = solving.network, solving.network.buses
    power = power_into(solving.ends, angle, magnitude)
    drawn = network.load + network.shunt * [1, -1] * magnitude[:, None] ** 2
    made = np.column_stack([np.bincount(solving.ends.near, power[:, k], n) + drawn[:, k] for k in (0, 1)])
    converged = solving.mismatch(magnitude, angle) < EXACT
    return Flow(
        network=network,
        model="ac",
        status=SOLVED if converged else NOT_CONVERGED,
        iterations=count,
        mismatch=solving.apart(made, magnitude, angle),
        voltage=np.column_stack([magnitude, angle]),
        flow=power,
        made=made,
        let_go=np.array(sorted(solving.fixed_reactive), dtype=np.int64),
    )


class _Newton:
    """The equations that are left once what is held is taken out."""

    def __init__(self, network: Network) -> None:
        self.network, self.ends = network, ends_of(network)
        n = network.buses
        self.made = np.column_stack([np.bincount(network.generator_bus, network.output[:, k], n) for k in (0, 1)])
        limits = network.reactive_limits
        self.limits = np.column_stack([np.bincount(network.generator_bus, limits[:, k], n) for k in (0, 1)])
        with_generator = np.zeros(n, dtype=bool)
        with_generator[network.generator_bus] = True
        self.held = np.zeros(n, dtype=bool)
        self.held[network.held] = True
        self.held &= with_generator
        self.held[network.reference] = True
        self.fixed_reactive: dict[int, float] = {}
        self.taken_back = np.zeros(n, dtype=np.int64)
        self.magnitude, self.angle = network.start_voltage.T.copy()
        first = {int(bus): float(network.set_voltage[k]) for k, bus in reversed(list(enumerate(network.generator_bus)))}
        for bus in np.flatnonzero(self.held):
            self.magnitude[bus] = first.get(int(bus), self.magnitude[bus])

    @property
    def unknown(self) -> tuple[Integers, Integers]:
        """Buses whose angle, and whose magnitude, is sought."""
        buses = np.arange(self.network.buses)
        return np.setdiff1d(buses, self.network.reference), np.flatnonzero(~self.held)

    def run(self) -> tuple[Floats, Floats, int]:
        """Newton steps until the mismatch is small, or it goes nowhere."""
        from scipy.sparse.linalg import splu

        magnitude, angle = self.magnitude.copy(), self.angle.copy()
        turned, free = self.unknown
        kept = np.concatenate([turned, self.network.buses + free])
        pattern, used = self._places(kept)
        count = 0
        missing = self.missing(magnitude, angle)[kept]
        while count < MOST_STEPS and EXACT <= np.abs(missing).max(initial=0.0) < np.inf:
            matrix = pattern.filled(self._entries(magnitude, angle)[used]).tocsc()
            try:
                step = splu(matrix).solve(-missing)
            except RuntimeError:  # exactly singular
                break
            angle[turned] += step[: len(turned)]
            magnitude[free] += step[len(turned) :]
            missing = self.missing(magnitude, angle)[kept]
            count += 1
        return magnitude, angle, count

    def missing(self, magnitude: Floats, angle: Floats) -> Floats:
        """What is drawn at every bus, less what is made: active, then reactive; infinite if the numbers ran away."""
        net, n = self.network, self.network.buses
        with np.errstate(over="ignore", invalid="ignore"):
            power = power_into(self.ends, angle, magnitude)
            drawn = net.load + net.shunt * [1, -1] * magnitude[:, None] ** 2 - self.made
            found = np.concatenate([np.bincount(self.ends.near, power[:, k], n) + drawn[:, k] for k in (0, 1)])
        return np.where(np.isfinite(found), found, np.inf)

    def mismatch(self, magnitude: Floats, angle: Floats) -> float:
        """The largest miss of an equation that is left."""
        turned, free = self.unknown
        kept = np.concatenate([turned, self.network.buses + free])
        return float(np.abs(self.missing(magnitude, angle)[kept]).max(initial=0.0))

    def apart(self, made: Floats, magnitude: Floats, angle: Floats) -> float:
        """The largest miss by complex arithmetic: of balances with what is made, and of what had to be made."""
        net = self.network
        turned, free = self.unknown
        plain = missed(_bare(net, made), np.column_stack([magnitude, angle]), np.zeros((0, 2))).balance
        kept = [np.abs(made - self.made)[turned, 0], np.abs(made - self.made)[free, 1]]
        return max(plain, float(np.concatenate(kept).max(initial=0.0)))

    def switch(self, made: Floats, magnitude: Floats) -> bool:
        """Let the voltage go at buses that break a limit of reactive power, references apart; take it back at those
        that no longer need their limit, each a few times at most. Whether anything changed."""
        low, high = self.limits.T
        holds = self.held.copy()
        holds[self.network.reference] = False
        over = np.flatnonzero(holds & ((made > high + NEAR) | (made < low - NEAR)))
        off = self.magnitude - magnitude
        back = [
            bus
            for bus, limit in self.fixed_reactive.items()
            if self.taken_back[bus] < MOST_RETURNS and (off[bus] < -NEAR if limit == high[bus] else off[bus] > NEAR)
        ]
        for bus in over.tolist():
            self.fixed_reactive[bus] = self.made[bus, 1] = float(np.clip(made[bus], low[bus], high[bus]))
            self.held[bus] = False
        for bus in back:
            del self.fixed_reactive[bus]
            self.taken_back[bus] += 1
            self.held[bus] = True
        return bool(len(over) or back)

    def _places(self, kept: Integers) -> tuple[Pattern, Integers]:
        """Where the derivatives of the equations that are left go, and which of all derivatives these are."""
        ends, n = self.ends, self.network.buses
        variables = np.column_stack([ends.near, ends.far, n + ends.near, n + ends.far])
        buses = np.arange(n)
        rows = np.repeat(ends.near[:, None] + np.array([0, n]), 4, axis=1).ravel()
        columns = np.repeat(variables[:, None, :], 2, axis=1).ravel()
        place = np.full(2 * n, -1)
        place[kept] = np.arange(len(kept))
        rows = place[np.concatenate([rows, buses, n + buses])]
        columns = place[np.concatenate([columns, n + buses, n + buses])]
        used = np.flatnonzero((rows >= 0) & (columns >= 0))
        return Pattern.of(rows[used], columns[used], (len(kept), len(kept))), used

    def _entries(self, magnitude: Floats, angle: Floats) -> Floats:
        own = 2 * self.network.shunt * [1, -1] * magnitude[:, None]
        first = first_derivatives(self.ends, angle, magnitude)
        return np.concatenate([first.ravel(), own[:, 0], own[:, 1]])


def _bare(network: Network, made: Floats) -> Network:
    """The network without generators, its loads less what is made."""
    none = np.zeros((0, 2))
    return replace(
        network,
        load=network.load - made,
        generator_bus=np.zeros(0, dtype=np.int64),
        active_limits=none,
        reactive_limits=none,
    )
