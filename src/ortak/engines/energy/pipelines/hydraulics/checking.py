"""The independent check of an answer: plain arithmetic on the network, none of the solver's code.

>>> from ortak.engines.energy.pipelines.hydraulics import Element, GasNetwork, Node, Nomination, of_gravity
>>> from ortak.engines.energy.pipelines.hydraulics.nominations import carried
>>> pipe = Element("p", "pipe", "a", "b", length=100, diameter=500, roughness=0.1)
>>> network = GasNetwork.of("x", of_gravity(0.6, 283.15), [Node("a", 40, 70), Node("b", 40, 70)], [pipe])
>>> nomination = Nomination("n", {"a": 150.0, "b": -150.0}, {"a": 150.0, "b": -150.0})
>>> found = checked(network, nomination, carried(network, nomination))
>>> found.balance < 1e-6 and found.law_bar < 1e-6, found.broken
(True, ())
"""

import math
from dataclasses import dataclass

from ortak.engines.energy.pipelines.hydraulics.network import Element, GasNetwork, Loss, Nomination
from ortak.engines.energy.pipelines.hydraulics.nominations import Carried

TOLERANCE = 1e-6


@dataclass(frozen=True)
class Residuals:
    """`balance`: the worst of the nodes, over the largest that enters or leaves at one; `law_bar`: the worst law of an
    element, in bar; `broken`: bounds that are not kept, in words."""

    balance: float
    law_bar: float
    broken: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether everything holds to 1e-6."""
        return self.balance <= TOLERANCE and self.law_bar <= TOLERANCE and not self.broken


def checked(network: GasNetwork, nomination: Nomination, answer: Carried, friction: str = "nikuradse") -> Residuals:
    """What an answer leaves open, and which bounds it breaks."""
    scale = max([1.0, *(abs(each) for each in answer.injection.values())])
    over = dict(answer.injection)
    for element in network.elements.values():
        over[element.tail] -= answer.flow[element.id]
        over[element.head] += answer.flow[element.id]
    laws = [_open(network, element, answer, friction) for element in network.elements.values()]
    broken = [*_out_of_nomination(network, nomination, answer, scale), *_out_of_limits(network, answer)]
    return Residuals(max(abs(each) for each in over.values()) / scale, max(map(abs, laws), default=0.0), tuple(broken))


def _out_of_nomination(network: GasNetwork, nomination: Nomination, answer: Carried, scale: float) -> list[str]:
    found = []
    for node in network.nodes.values():
        bar, enters = answer.pressure[node.id], answer.injection[node.id]
        least = max(node.pressure_min, nomination.pressure_min.get(node.id, 0.0))
        most = min(node.pressure_max, nomination.pressure_max.get(node.id, math.inf))
        if not least - TOLERANCE <= bar <= most + TOLERANCE:
            found.append(f"{node.id}: {bar:.6f} bar is not from {least:g} to {most:g}")
        low = nomination.low.get(node.id, 0.0)
        high = nomination.high.get(node.id, low)
        if not low - TOLERANCE * scale <= enters <= high + TOLERANCE * scale:
            found.append(f"{node.id}: {enters:.6f} thousand m3 an hour is not from {low:g} to {high:g}")
    return found


def _out_of_limits(network: GasNetwork, answer: Carried) -> list[str]:
    found = []
    for element in network.elements.values():
        flow = answer.flow[element.id]
        set_point = answer.set_points.get(element.id)
        hair = TOLERANCE * max(1.0, abs(flow))
        if set_point and set_point.mode == "closed":
            continue
        if not element.flow_min - hair <= flow <= element.flow_max + hair:
            found.append(f"{element.id}: a flow of {flow:.6f} is not from {element.flow_min:g} to {element.flow_max:g}")
        if not set_point or set_point.mode != "works":
            continue
        before, behind = _inside(network, element, answer)
        if flow < -hair:
            found.append(f"{element.id} works against the flow")
        if before < element.pressure_in_min - TOLERANCE or behind > element.pressure_out_max + TOLERANCE:
            found.append(f"{element.id}: {before:.6f} bar before and {behind:.6f} behind are out of its limits")
        if element.kind == "compressor" and not 1 - TOLERANCE <= behind / before <= element.ratio_max + TOLERANCE:
            found.append(f"{element.id}: a ratio of {behind / before:.6f} is not from 1 to {element.ratio_max:g}")
        drop = before - behind
        if element.kind == "control" and not element.drop_min - TOLERANCE <= drop <= element.drop_max + TOLERANCE:
            found.append(f"{element.id}: a drop of {drop:.6f} bar is out of its limits")
    return found


def _inside(network: GasNetwork, element: Element, answer: Carried) -> tuple[float, float]:
    """Pressures inside a station: before it is lifted or lowered, and behind."""
    flow = answer.flow[element.id]
    tail, head = answer.pressure[element.tail], answer.pressure[element.head]
    before = tail - _lost(network, element.loss_in, flow, tail)
    low, high = head, 2 * head + 100  # what is behind loses its resistor's part on the way to the head
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if middle - _lost(network, element.loss_out, flow, middle) < head else (low, middle)
    return before, (low + high) / 2


def _open(network: GasNetwork, element: Element, answer: Carried, friction: str) -> float:
    """What is left open in the law of an element, in bar (in thousand m3 an hour of a closed one)."""
    tail, head, flow = answer.pressure[element.tail], answer.pressure[element.head], answer.flow[element.id]
    if element.kind == "pipe":
        return _pipe_outlet(network, element, tail, head, flow, friction) - head
    if element.kind == "short":
        return tail - head
    if element.kind == "resistor":
        return tail - head - _lost(network, element.loss_in, flow, tail if flow >= 0 else head)
    set_point = answer.set_points[element.id]
    if set_point.mode == "closed":
        return flow
    if set_point.mode in ("open", "bypass"):
        return tail - head
    before, behind = _inside(network, element, answer)
    return before * set_point.value - behind if element.kind == "compressor" else before - behind - set_point.value


def _pipe_outlet(network: GasNetwork, element: Element, tail: float, head: float, flow: float, friction: str) -> float:
    """The pressure that the momentum equation gives at the head of a pipe."""
    gas = network.gas
    kg_s = flow * 1000 * gas.norm_density / 3600
    width, rough = element.diameter / 1000, element.roughness / 1000
    if element.friction is not None:
        factor = element.friction
    elif friction == "nikuradse":
        factor = 1 / (2 * math.log10(width / rough) + 1.138) ** 2
    else:
        reynolds = max(4 * abs(kg_s) / (math.pi * width * 1e-5), 4000.0)
        factor = 1 / (2 * math.log10(4.518 / reynolds * math.log10(reynolds / 7) + rough / 3.71 / width)) ** 2
    z = _compressibility(network, 2 / 3 * (tail + head - tail * head / (tail + head)))
    square_of_sound = 8314.462618 / gas.molar_mass * gas.temperature_k * z
    section = math.pi * width**2 / 4
    lost = factor * element.length * 1000 / width * square_of_sound * kg_s * abs(kg_s) / section**2
    s: float = 2 * 9.80665 * (network.nodes[element.head].height - network.nodes[element.tail].height) / square_of_sound
    stretched = lost if abs(s) < 1e-12 else lost * (math.exp(s) - 1) / s
    return math.sqrt(max(((tail * 1e5) ** 2 - stretched) / math.exp(s), 0.0)) / 1e5


def _compressibility(network: GasNetwork, bar: float) -> float:
    gas = network.gas
    reduced, warmth = bar / gas.critical_bar, gas.temperature_k / gas.critical_k
    if gas.model == "papay":
        return 1 - 3.52 * reduced * math.exp(-2.26 * warmth) + 0.247 * reduced**2 * math.exp(-1.878 * warmth)
    return 1.0 if gas.model == "ideal" else 1 + 0.257 * reduced - 0.533 * reduced / warmth


def _lost(network: GasNetwork, loss: Loss, flow: float, inlet: float) -> float:
    if loss.bar:
        return math.copysign(loss.bar, flow) if flow else 0.0
    if not loss.drag:
        return 0.0
    gas = network.gas
    constant = 8314.462618 / gas.molar_mass
    density = inlet * 1e5 / (_compressibility(network, inlet) * constant * gas.temperature_k)
    kg_s = flow * 1000 * gas.norm_density / 3600
    speed = kg_s / density / (math.pi * (loss.diameter / 1000) ** 2 / 4)
    return loss.drag * density * speed * abs(speed) / 2 / 1e5


def ideal_megawatts(network: GasNetwork, element: Element, answer: Carried) -> float:
    """What a working compressor station needs at least: adiabatic head by mass flow, at full efficiency, in MW."""
    gas = network.gas
    before, behind = _inside(network, element, answer)
    power = (gas.kappa - 1) / gas.kappa
    z = _compressibility(network, before)
    head = z * 8314.462618 / gas.molar_mass * gas.temperature_k / power * ((behind / before) ** power - 1)
    return float(head) * answer.flow[element.id] * 1000 * gas.norm_density / 3600 / 1e6
