"""What a dispatch misses, by complex arithmetic that shares nothing with the derivatives of the method."""

from dataclasses import dataclass

import numpy as np

from ortak.engines.energy.grid.case import Floats
from ortak.engines.energy.grid.network import Network


@dataclass(frozen=True)
class Missed:
    """The largest misses: of the balance at a bus and of limits of power in per unit, of voltages in per unit, of
    angles in radians."""

    balance: float
    output: float
    rate: float
    voltage: float
    angle: float

    @property
    def worst(self) -> float:
        """The largest of them."""
        return max(self.balance, self.output, self.rate, self.voltage, self.angle)


def missed(network: Network, voltage: Floats, output: Floats) -> Missed:
    """What voltages (n x 2: magnitude, angle) and outputs (g x 2) miss of the AC equations and limits.

    >>> from ortak.engines.energy.grid.network import tiny_network
    >>> found = missed(tiny_network(), np.array([[1.0, 0.0], [1.0, 0.0]]), np.array([[0.0, 0.0]]))
    >>> round(found.balance, 3), found.rate
    (0.9, 0.0)
    """
    phasor = voltage[:, 0] * np.exp(1j * voltage[:, 1])
    admittance = 1 / (network.series[:, 0] + 1j * network.series[:, 1])
    behind = phasor[network.tail] / (network.tap * np.exp(1j * network.shift))
    at_head = phasor[network.head]
    through = (behind - at_head) * admittance
    half = 0.5j * network.charging
    into_tail = behind * (through + half * behind).conj()
    into_head = at_head * (half * at_head - through).conj()
    drawn = network.load @ [1, 1j] + np.abs(phasor) ** 2 * (network.shunt @ [1, -1j])
    np.add.at(drawn, network.tail, into_tail)
    np.add.at(drawn, network.head, into_head)
    np.add.at(drawn, network.generator_bus, -(output @ [1, 1j]))
    angle = voltage[network.tail, 1] - voltage[network.head, 1]
    sent = np.maximum(np.abs(into_tail), np.abs(into_head))
    return Missed(
        float(max(np.abs(drawn.real).max(initial=0.0), np.abs(drawn.imag).max(initial=0.0))),
        max(
            outside(output[:, 0], network.active_limits[:, 0], network.active_limits[:, 1]),
            outside(output[:, 1], network.reactive_limits[:, 0], network.reactive_limits[:, 1]),
        ),
        outside(sent, -network.rate, network.rate),
        outside(voltage[:, 0], network.voltage_limits[:, 0], network.voltage_limits[:, 1]),
        outside(angle, network.angle_limits[:, 0], network.angle_limits[:, 1]),
    )


def outside(value: Floats, low: Floats, high: Floats) -> float:
    """How far the worst value lies outside its limits; 0 if none does."""
    return float(np.maximum(low - value, value - high).max(initial=0.0))
