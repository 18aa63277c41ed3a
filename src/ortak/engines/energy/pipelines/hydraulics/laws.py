"""The equations of a gas network at given set points, and their derivatives.

Unknown are the pressure at each node in bar and the flow through each element in 1,000 norm m3 an hour. A pipe is
isothermal and steady: the momentum equation with mean compressibility (Weymouth; Darcy-Weisbach friction),

    p_tail^2 - exp(s) p_head^2 = C z(p_mean) ((exp(s) - 1) / s) |q| q,   s = 2 g h / (z R T),

with C = lambda L R T (16/pi^2) / D^5 on mass flow and p_mean = 2/3 (p1 + p2 - p1 p2 / (p1 + p2)). A resistor loses
8 zeta / (pi^2 D^4) m|m| / rho, rho at the inlet. Koch et al. (2015), chapter 2.
"""

from dataclasses import dataclass
from math import pi

import numpy as np
from numpy.typing import NDArray

from ortak.engines.energy.pipelines.errors import BadNetwork
from ortak.engines.energy.pipelines.hydraulics.friction import hofer, known_law, nikuradse
from ortak.engines.energy.pipelines.hydraulics.network import Element, GasNetwork, Loss

Array = NDArray[np.float64]
PA2_IN_BAR2 = 1e10
GRAVITY = 9.80665
MODES = ("works", "bypass", "open", "closed")


@dataclass(frozen=True)
class SetPoint:
    """How a valve, a compressor station or a control valve is set. `works` needs `value`: the pressure behind it (of a
    compressor over that before it, losses inside taken out), or the drop of a control valve in bar."""

    mode: str
    value: float = 0.0


class Laws:
    """The network as arrays: one row for each element, in the order of the network."""

    def __init__(self, network: GasNetwork, friction: str = "nikuradse") -> None:
        self.network = network
        self.friction = known_law(friction)
        self.nodes = {node: number for number, node in enumerate(network.nodes)}
        self.elements = list(network.elements.values())
        self.tail = np.array([self.nodes[each.tail] for each in self.elements], dtype=np.int64)
        self.head = np.array([self.nodes[each.head] for each in self.elements], dtype=np.int64)
        self.pipes = np.array([row for row, each in enumerate(self.elements) if each.kind == "pipe"], dtype=np.int64)
        self.kg_s = 1000 * network.gas.norm_density / 3600  # for one unit of flow
        pipes = [self.elements[row] for row in self.pipes]
        self.diameter = np.array([each.diameter / 1000 for each in pipes])
        self.roughness = np.array([each.roughness / 1000 for each in pipes])
        self.given = np.array([np.nan if each.friction is None else each.friction for each in pipes])
        length = np.array([each.length * 1000 for each in pipes])
        gas = network.gas
        rt = gas.constant * gas.temperature_k
        self.bare = length * rt * 16 / pi**2 / self.diameter**5 * self.kg_s**2 / PA2_IN_BAR2
        rise = [network.nodes[each.head].height - network.nodes[each.tail].height for each in pipes]
        self.climb = 2 * GRAVITY * np.array(rise) / rt

    def factors(self, flow: Array) -> Array:
        """The friction factor of each pipe at a flow."""
        if self.friction == "hofer":
            found = hofer(self.diameter, np.maximum(self.roughness, 1e-9), flow[self.pipes] * self.kg_s)
        else:
            found = nikuradse(self.diameter, np.maximum(self.roughness, 1e-9))
        return np.where(np.isnan(self.given), found, self.given)

    def resistance(self, pressure: Array, flow: Array) -> tuple[Array, Array, Array]:
        """Of each pipe: bar2 lost for each unit of |q|q, exp(s), and the mean compressibility."""
        one, two = pressure[self.tail[self.pipes]], pressure[self.head[self.pipes]]
        mean = 2 / 3 * (one + two - one * two / (one + two))
        z, _ = self.network.gas.factor(mean)
        s = self.climb / z
        stretch = np.where(np.abs(s) > 1e-9, np.expm1(s) / np.where(np.abs(s) > 1e-9, s, 1.0), 1.0)
        return self.factors(flow) * self.bare * z * stretch, np.exp(s), z

    def loss(self, loss: Loss, flow: float, inlet: float) -> float:
        """Bar lost in a resistor at a flow, with the gas as dense as at `inlet` bar."""
        if loss.bar:
            return loss.bar * float(np.sign(flow))
        if not loss.drag:
            return 0.0
        if loss.diameter <= 0:
            raise BadNetwork("a resistor with drag needs a diameter")
        gas = self.network.gas
        z = float(gas.factor(np.array([inlet]))[0][0])
        density = inlet * 1e5 / (z * gas.constant * gas.temperature_k)
        mass = flow * self.kg_s
        return 8 * loss.drag / (pi**2 * (loss.diameter / 1000) ** 4) * mass * abs(mass) / density / 1e5

    def residual(self, element: Element, set_point: SetPoint | None, tail: float, head: float, flow: float) -> float:
        """What is left open in the law of an element that is no pipe, in bar (of a closed one: in units of flow)."""
        if element.kind == "short":
            return tail - head
        if element.kind == "resistor":
            return tail - head - self.loss(element.loss_in, flow, tail if flow >= 0 else head)
        if set_point is None:
            raise BadNetwork(f"{element.kind} {element.id} has no set point")
        if set_point.mode == "closed":
            return flow
        if set_point.mode in ("open", "bypass"):
            return tail - head
        before = tail - self.loss(element.loss_in, flow, tail)
        if element.kind == "control":
            after = before - set_point.value
            return after - self.loss(element.loss_out, flow, max(after, 0.01)) - head
        after = before * set_point.value
        return after - self.loss(element.loss_out, flow, max(after, 0.01)) - head
