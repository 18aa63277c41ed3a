"""Can a nomination be carried, and with which set points?

1. Flows that bounds and balances leave to each element (`reach`).
2. First everything open and every station passed by, as step 4 does: what needs no station is found at once. Then with
   modes free in each programme.
3. Else a relaxation that every state satisfies (`relaxation`). Where it must break a bound of pressure, so must every
   state: the nomination is proved infeasible, and the bounds that break least are named.
4. From modes and flows, sequential linear programming: set points from a programme with the pipes' laws as tangents
   at the present state, the exact state at these set points by Newton's method, and again from there (Griffith and
   Stewart, Management Science 7 (1961)), with a region of trust around the flows. A state is accepted only if the full
   equations hold and every bound is kept. Where modes lead nowhere, the next ones of the relaxation are tried.

>>> from ortak.engines.energy.pipelines.hydraulics import Element, GasNetwork, Node, Nomination, of_gravity
>>> pipe = Element("p", "pipe", "a", "b", length=100, diameter=500, roughness=0.1)
>>> network = GasNetwork.of("x", of_gravity(0.6, 283.15), [Node("a", 40, 70), Node("b", 40, 70)], [pipe])
>>> found = carried(network, Nomination("n", {"a": 150.0, "b": -150.0}, {"a": 150.0, "b": -150.0}))
>>> found.feasible, 40 < found.pressure["b"] < found.pressure["a"] < 70
(True, True)
>>> carried(network, Nomination("n", {"a": 400.0, "b": -400.0}, {"a": 400.0, "b": -400.0})).breaches[0].node
'b'
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import sqrt

import numpy as np

from ortak.engines.energy.pipelines.errors import NotSolved
from ortak.engines.energy.pipelines.hydraulics.choosing import BREACH, Choice, set_point_of
from ortak.engines.energy.pipelines.hydraulics.laws import Array, Laws, SetPoint
from ortak.engines.energy.pipelines.hydraulics.network import Element, GasNetwork, Nomination
from ortak.engines.energy.pipelines.hydraulics.newton import State, by_name, even_flows, parts_of, steady
from ortak.engines.energy.pipelines.hydraulics.reach import bounded, flow_ranges
from ortak.engines.energy.pipelines.hydraulics.relaxation import relaxed
from ortak.engines.energy.pipelines.programme import Answer

TRIES, ROUNDS = 6, 25
WORTH = 1e-4
PASSED = {"valve": "open", "compressor": "bypass", "control": "bypass"}


@dataclass(frozen=True)
class Breach:
    """A bound of pressure that cannot be kept: at `node`, `bar` would be needed where `bound` is allowed."""

    node: str
    bar: float
    bound: float

    def __str__(self) -> str:
        side = "least" if self.bar < self.bound else "most"
        return f"{self.node} would be at {self.bar:.3f} bar, and the {side} allowed is {self.bound:.3f}"


@dataclass(frozen=True)
class Carried:
    """The answer. `feasible`, or `proved` infeasible, or neither: none was found and none excluded. Pressures in bar,
    flows in 1,000 norm m3 an hour; `breaches` of the least broken state where it is not feasible."""

    feasible: bool
    proved: bool
    pressure: dict[str, float] = field(default_factory=dict)
    flow: dict[str, float] = field(default_factory=dict)
    injection: dict[str, float] = field(default_factory=dict)
    set_points: dict[str, SetPoint] = field(default_factory=dict)
    breaches: tuple[Breach, ...] = ()
    tried: int = 0


@dataclass(frozen=True)
class Point:
    """A state with the set points and the nomination that it is of."""

    state: State
    set_points: dict[str, SetPoint]
    injection: dict[str, float]
    exact: bool


def carried(network: GasNetwork, nomination: Nomination, friction: str = "nikuradse") -> Carried:
    """Whether the nomination can be carried, and how. Raises `BadNetwork` if it cannot whatever the pressures."""
    network.check(nomination)
    laws = Laws(network, friction)
    ranges = flow_ranges(network, nomination)
    idle = {each.id: PASSED[each.kind] for each in laws.elements if each.kind in PASSED}
    rest = _rest(laws, nomination, ranges)
    best, least = _improved(laws, nomination, ranges, rest, idle)
    if best is None and idle:
        best, _ = _improved(laws, nomination, ranges, rest, None)
    if best is not None:
        return _carried(laws, best, 0)
    banned: list[dict[str, str]] = []
    for tried in range(TRIES):
        found = relaxed(laws, nomination, ranges, banned)
        if found is None:
            break
        if breaches := _breaches(found[0], found[1]):
            if not banned:
                return Carried(False, found[1].bound > 1e-3, breaches=breaches, tried=1)
            break
        choice, answer = found
        modes = choice.modes(answer)
        best, broken = _improved(laws, nomination, ranges, _point(choice, answer, modes).state, modes)
        if best is not None:
            return _carried(laws, best, tried + 1)
        least = broken if not banned else least
        if not modes:
            break
        banned.append(modes)
    return Carried(False, False, breaches=least, tried=len(banned) + 1)


def _carried(laws: Laws, point: Point, tried: int) -> Carried:
    pressure, flow = by_name(laws, point.state)
    return Carried(True, False, pressure, flow, point.injection, point.set_points, (), tried)


def _rest(laws: Laws, nomination: Nomination, ranges: dict[str, tuple[float, float]]) -> State:
    """Where to start: pressures in the middle of their bounds, flows of a network of equal resistances."""
    middle = [(low + high) / 2 for low, high in bounded(laws.network, nomination).values()]
    given = {node: (low + nomination.high.get(node, low)) / 2 for node, low in nomination.low.items()}
    first = even_flows(laws, np.array([given.get(node, 0.0) for node in laws.network.nodes]))
    held = [float(np.clip(flow, *ranges[each.id])) for each, flow in zip(laws.elements, first, strict=True)]
    return State(np.array(middle), np.array(held))


def _breaches(choice: Choice, answer: Answer) -> tuple[Breach, ...]:
    nodes = choice.laws.network.nodes
    return _out_of_bounds(
        choice.laws, choice.nomination, [sqrt(max(answer.values[choice.squares[node]], 0.0)) for node in nodes]
    )


def _out_of_bounds(laws: Laws, nomination: Nomination, pressure: Iterable[float]) -> tuple[Breach, ...]:
    found = []
    for (node, (low, high)), bar in zip(bounded(laws.network, nomination).items(), pressure, strict=True):
        if bar < low - 1e-5 or bar > high + 1e-5:
            found.append(Breach(node, bar, low if bar < low else high))
    return tuple(sorted(found, key=lambda each: -abs(each.bar - each.bound)))


def _improved(
    laws: Laws,
    nomination: Nomination,
    ranges: dict[str, tuple[float, float]],
    state: State,
    modes: dict[str, str] | None,
) -> tuple[Point | None, tuple[Breach, ...]]:
    """The best feasible point that these modes (any, if None) lead to, None if there is none, and what breaks then."""
    scale = max([1.0, *(high - low for low, high in ranges.values())])
    reach, best, best_effort, since = scale, None, np.inf, 0
    broken: tuple[Breach, ...] = ()
    for _ in range(ROUNDS):
        choice = _tangent(laws, nomination, ranges, state, modes or {}, reach)
        found = choice.made.solved()
        if found is None:
            break
        point = _point(choice, found, choice.modes(found) if modes is None else modes)
        state = point.state
        broken = _out_of_bounds(laws, nomination, state.pressure.tolist())
        if point.exact and not any(_violations(laws, nomination, point)):
            effort = _effort(laws, point)
            since = since + 1 if best and effort > best_effort * (1 - WORTH) else 0
            if effort < best_effort:
                best, best_effort = point, effort
            if since >= 1:
                break
        reach *= 0.6
    return best, broken


def _tangent(
    laws: Laws,
    nomination: Nomination,
    ranges: dict[str, tuple[float, float]],
    state: State,
    modes: dict[str, str],
    reach: float,
) -> Choice:
    """The programme with each law as its tangent at a state, modes as they are, flows within reach."""
    near = {
        each.id: (max(ranges[each.id][0], flow - reach), min(ranges[each.id][1], flow + reach))
        for each, flow in zip(laws.elements, state.flow.tolist(), strict=True)
    }
    near = {name: (min(low, high), max(low, high)) for name, (low, high) in near.items()}
    choice = Choice(laws, nomination, near)
    resisted, stretch, _ = laws.resistance(state.pressure, state.flow)
    for place, row in enumerate(laws.pipes):
        element, flow = laws.elements[row], float(state.flow[row])
        slope = 2 * float(resisted[place]) * max(abs(flow), 1e-6)
        terms = {
            choice.squares[element.tail]: 1.0,
            choice.squares[element.head]: -float(stretch[place]),
            choice.flows[element.id]: -slope,
            choice.made.column(BREACH): 1.0,  # what is open now may stay so at a price, until flows have moved
            choice.made.column(BREACH): -1.0,
        }
        held = float(resisted[place]) * abs(flow) * flow - slope * flow
        choice.made.row(terms, held, held)
    for row, element in enumerate(laws.elements):
        if element.kind != "pipe":
            _tangent_of(choice, laws, element, state, row, modes)
    return choice


def _tangent_of(choice: Choice, laws: Laws, element: Element, state: State, row: int, modes: dict[str, str]) -> None:
    tail, head = float(state.pressure[laws.tail[row]]), float(state.pressure[laws.head[row]])
    flow = float(state.flow[row])
    if element.kind == "short":
        choice.join(element)
    elif element.kind == "resistor":
        inlet = tail if flow >= 0 else head
        lost = laws.loss(element.loss_in, flow, inlet) * (tail + head)
        choice.made.row({choice.squares[element.tail]: 1.0, choice.squares[element.head]: -1.0}, lost, lost)
    else:
        choice.gate(element, modes.get(element.id))
        lost_in, lost_out = losses(laws, element, tail, head, flow)
        squared = (tail**2 - (tail - lost_in) ** 2, (head + lost_out) ** 2 - head**2)
        if element.kind == "compressor":
            choice.station(element, *squared)
        elif element.kind == "control":
            choice.regulator(element, *squared, tail - lost_in + head + lost_out)


def losses(laws: Laws, element: Element, tail: float, head: float, flow: float) -> tuple[float, float]:
    """Bar lost before and behind a working station; what is behind depends on the pressure before its resistor."""
    lost_in = laws.loss(element.loss_in, flow, tail)
    lost_out = laws.loss(element.loss_out, flow, head)
    for _ in range(30):
        lost_out = laws.loss(element.loss_out, flow, head + lost_out)
    return lost_in, lost_out


def _point(choice: Choice, answer: Answer, modes: dict[str, str]) -> Point:
    """The exact state at the set points of an answer; the answer's own where there is none."""
    laws = choice.laws
    pressure = np.sqrt(np.maximum([answer.values[choice.squares[node]] for node in laws.network.nodes], 1e-2))
    flow = np.array([answer.values[choice.flows[each.id]] for each in laws.elements])
    set_points = dict(_set_points(laws, pressure, flow, modes))
    injection = {node: answer.values[column] for node, column in choice.inflows.items()}
    references = _references(laws, set_points, pressure, injection)
    try:
        state = steady(laws, injection, set_points, references, State(pressure, flow))
        return Point(state, set_points, injection, True)
    except NotSolved:
        return Point(State(pressure, flow), set_points, injection, False)


def _set_points(laws: Laws, pressure: Array, flow: Array, modes: dict[str, str]) -> Iterator[tuple[str, SetPoint]]:
    for row, element in enumerate(laws.elements):
        mode = modes.get(element.id)
        if mode is None:
            continue
        if mode != "works":
            yield element.id, set_point_of(mode)
            continue
        tail, head = float(pressure[laws.tail[row]]), float(pressure[laws.head[row]])
        lost_in, lost_out = losses(laws, element, tail, head, float(flow[row]))
        before, behind = tail - lost_in, head + lost_out
        value = max(behind / before, 1.0) if element.kind == "compressor" else before - behind
        yield element.id, SetPoint("works", value)


def _references(
    laws: Laws, set_points: dict[str, SetPoint], pressure: Array, injection: dict[str, float]
) -> dict[str, float]:
    """For each part the node where most enters, with its pressure."""
    parts = parts_of(laws, set_points)
    found: dict[float, tuple[float, str]] = {}
    for node, number in laws.nodes.items():
        here = (injection[node], node)
        if parts[number] not in found or here > found[parts[number]]:
            found[float(parts[number])] = here
    return {node: float(pressure[laws.nodes[node]]) for _, node in found.values()}


def _violations(laws: Laws, nomination: Nomination, point: Point) -> Iterator[bool]:
    """Whether each bound is broken, by more than rounding."""
    state = point.state
    limits = list(bounded(laws.network, nomination).values())
    for bar, (low, high) in zip(state.pressure, limits, strict=True):
        yield not low - 1e-9 <= bar <= high + 1e-9
    for row, element in enumerate(laws.elements):
        flow = float(state.flow[row])
        hair = 1e-7 * max(1.0, abs(flow))
        set_point = point.set_points.get(element.id)
        if set_point and set_point.mode == "closed":
            continue
        yield not element.flow_min - hair <= flow <= element.flow_max + hair
        if set_point and set_point.mode == "works":
            tail, head = float(state.pressure[laws.tail[row]]), float(state.pressure[laws.head[row]])
            lost_in, lost_out = losses(laws, element, tail, head, flow)
            yield flow < -hair
            yield tail - lost_in < element.pressure_in_min - 1e-9
            yield head + lost_out > element.pressure_out_max + 1e-9
            value = set_point.value
            if element.kind == "compressor":
                yield not 1 - 1e-9 <= value <= element.ratio_max * (1 + 1e-9)
            else:
                yield not element.drop_min - 1e-9 <= value <= element.drop_max + 1e-9


def _effort(laws: Laws, point: Point) -> float:
    """What the stations lift, in bar2; a hair for each that works."""
    total = 1e-6
    for row, element in enumerate(laws.elements):
        if element.kind == "compressor" and point.set_points[element.id].mode == "works":
            total += max(
                float(point.state.pressure[laws.head[row]] ** 2 - point.state.pressure[laws.tail[row]] ** 2), 0
            )
    return total
