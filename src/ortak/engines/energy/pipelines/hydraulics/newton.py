"""Pressures and flows of a gas network at given set points: Newton's method on the node and element equations.

Of each part that gas can flow through, one node keeps the pressure it is given, and its balance follows from the
others'. Compressibility, friction and densities are held in the derivatives (they change slowly) and exact in what is
driven to nothing, so an answer satisfies the full equations.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ortak.engines.energy.pipelines.errors import BadNetwork, NotSolved
from ortak.engines.energy.pipelines.hydraulics.laws import Array, Laws, SetPoint

ENOUGH = 1e-10  # of the largest flow, and in bar
ROUNDS = 200
NUDGE = 1e-6


@dataclass(frozen=True)
class State:
    """Pressure at each node in bar, flow through each element in 1,000 norm m3 an hour, in the order of the network."""

    pressure: Array
    flow: Array
    rounds: int = 0


def steady(
    laws: Laws,
    injection: Mapping[str, float],
    set_points: Mapping[str, SetPoint],
    references: Mapping[str, float],
    start: State | None = None,
) -> State:
    """The steady state. `injection` by node (positive enters), `references` the pressures that are kept: one node for
    each part of the network that flow can join. Raises `BadNetwork` if a part has none or does not balance,
    `NotSolved` if the method does not converge.
    """
    given = np.array([injection.get(node, 0.0) for node in laws.network.nodes])
    scale = max(float(np.abs(given).max()), 1.0)
    kept = _kept(laws, given, set_points, references, scale)
    state = start or _first(laws, given, references, scale)
    pressure, flow = state.pressure.copy(), state.flow.copy()
    for node, bar in references.items():
        pressure[laws.nodes[node]] = bar
    open_ = _residual(laws, given, set_points, kept, pressure, flow, scale)
    for turn in range(ROUNDS):
        if np.abs(open_).max() < ENOUGH:
            return State(pressure, flow, turn)
        step = np.asarray(
            np.linalg.lstsq(_slopes(laws, set_points, kept, pressure, flow, scale), -open_, rcond=None)[0], np.float64
        )
        moved = _moved(laws, given, set_points, kept, pressure, flow, open_, step, scale)
        if moved is None:
            break
        pressure, flow, open_ = moved
    if np.abs(open_).max() < 1e-8:
        return State(pressure, flow, ROUNDS)
    raise NotSolved(_still_open(laws, kept, open_))


def _kept(
    laws: Laws,
    given: Array,
    set_points: Mapping[str, SetPoint],
    references: Mapping[str, float],
    scale: float,
) -> set[int]:
    """The nodes whose balance is left to the others'."""
    parts = parts_of(laws, set_points)
    held: dict[int, int] = {}
    for node in references:
        number = laws.nodes[node]
        if parts[number] in held:
            raise BadNetwork(f"a pressure is kept at {node} and at another node of the same part")
        held[int(parts[number])] = number
    names = list(laws.network.nodes)
    for part in set(parts.tolist()):
        inside = np.flatnonzero(parts == part)
        if part not in held:
            raise BadNetwork(f"no pressure is kept in the part of the network with {names[inside[0]]}")
        if abs(over := float(given[inside].sum())) > 1e-6 * scale:
            raise BadNetwork(
                f"the part of the network with {names[inside[0]]} does not balance: {over:+g} thousand m3 an hour"
            )
    return set(held.values())


def parts_of(laws: Laws, set_points: Mapping[str, SetPoint]) -> Array:
    """For each node the least number of a node in the same part: joined by elements that are not closed."""
    parts = np.arange(len(laws.nodes), dtype=np.float64)
    changed = True
    while changed:
        changed = False
        for row, element in enumerate(laws.elements):
            if (found := set_points.get(element.id)) and found.mode == "closed":
                continue
            one, two = parts[laws.tail[row]], parts[laws.head[row]]
            if one != two:
                parts[parts == max(one, two)] = min(one, two)
                changed = True
    return parts


def _first(laws: Laws, given: Array, references: Mapping[str, float], scale: float) -> State:
    mean = float(np.mean(list(references.values())))
    return State(np.full(len(laws.nodes), mean), even_flows(laws, given) + 1e-6 * scale)


def even_flows(laws: Laws, given: Array) -> Array:
    """Flows as in a network of equal resistances."""
    count = len(laws.nodes)
    laplace = np.zeros((count, count))
    for one, two in zip(laws.tail, laws.head, strict=True):
        laplace[one, one] += 1
        laplace[two, two] += 1
        laplace[one, two] -= 1
        laplace[two, one] -= 1
    level = np.linalg.lstsq(laplace, given, rcond=None)[0]
    return np.asarray(level[laws.tail] - level[laws.head])


def _residual(
    laws: Laws,
    given: Array,
    set_points: Mapping[str, SetPoint],
    kept: set[int],
    pressure: Array,
    flow: Array,
    scale: float,
) -> Array:
    """Balances (over the scale of flow; nothing at kept nodes), then the laws of the elements in bar."""
    balance = given.copy()
    np.subtract.at(balance, laws.tail, flow)
    np.add.at(balance, laws.head, flow)
    balance[list(kept)] = 0.0
    resisted, stretch, _ = laws.resistance(pressure, flow)
    one, two = pressure[laws.tail[laws.pipes]], pressure[laws.head[laws.pipes]]
    through = flow[laws.pipes]
    law = np.empty(len(laws.elements))
    law[laws.pipes] = (one**2 - stretch * two**2 - resisted * np.abs(through) * through) / (one + two)
    for row, element in enumerate(laws.elements):
        if element.kind != "pipe":
            set_point = set_points.get(element.id)
            found = laws.residual(
                element, set_point, pressure[laws.tail[row]], pressure[laws.head[row]], float(flow[row])
            )
            law[row] = found / scale if set_point and set_point.mode == "closed" else found
    return np.concatenate((balance / scale, law))


def _slopes(
    laws: Laws, set_points: Mapping[str, SetPoint], kept: set[int], pressure: Array, flow: Array, scale: float
) -> Array:
    nodes, count = len(laws.nodes), len(laws.elements)
    slopes = np.zeros((nodes + count, nodes + count))
    columns = nodes + np.arange(count)
    np.add.at(slopes, (laws.tail, columns), -1 / scale)
    np.add.at(slopes, (laws.head, columns), 1 / scale)
    for node in kept:
        slopes[node] = 0.0
        slopes[node, node] = 1.0
    resisted, stretch, _ = laws.resistance(pressure, flow)
    tail, head, rows = laws.tail[laws.pipes], laws.head[laws.pipes], nodes + laws.pipes
    one, two, through = pressure[tail], pressure[head], flow[laws.pipes]
    slopes[rows, tail] = 2 * one / (one + two)
    slopes[rows, head] = -2 * stretch * two / (one + two)
    slopes[rows, columns[laws.pipes]] = -2 * resisted * np.maximum(np.abs(through), 1e-6 * scale) / (one + two)
    for row, element in enumerate(laws.elements):
        if element.kind == "pipe":
            continue
        set_point = set_points.get(element.id)
        at = (float(pressure[laws.tail[row]]), float(pressure[laws.head[row]]), float(flow[row]))
        here = laws.residual(element, set_point, *at)
        by = scale if set_point and set_point.mode == "closed" else 1.0
        for place, column in enumerate((laws.tail[row], laws.head[row], columns[row])):
            nudge = NUDGE * max(abs(at[place]), 1.0)
            beside = list(at)
            beside[place] += nudge
            slopes[nodes + row, column] += (laws.residual(element, set_point, *beside) - here) / nudge / by
    return slopes


def _moved(
    laws: Laws,
    given: Array,
    set_points: Mapping[str, SetPoint],
    kept: set[int],
    pressure: Array,
    flow: Array,
    open_: Array,
    step: Array,
    scale: float,
) -> tuple[Array, Array, Array] | None:
    """The longest part of the step, halved as often as needed, that leaves less open; None if none does."""
    nodes = len(laws.nodes)
    falling = step[:nodes] < 0
    part = 1.0
    if falling.any():
        part = min(1.0, float((0.9 * pressure[falling] / -step[:nodes][falling]).min()))
    for _ in range(40):
        there = (pressure + part * step[:nodes], flow + part * step[nodes:])
        left = _residual(laws, given, set_points, kept, *there, scale)
        if np.linalg.norm(left) < np.linalg.norm(open_):
            return (*there, left)
        part /= 2
    return None


def _still_open(laws: Laws, kept: set[int], open_: Array) -> str:
    worst = int(np.abs(open_).argmax())
    nodes = list(laws.network.nodes)
    what = (
        f"the balance of {nodes[worst]}"
        if worst < len(nodes)
        else f"the law of {laws.elements[worst - len(nodes)].kind} {laws.elements[worst - len(nodes)].id}"
    )
    return f"no pressures and flows satisfy the equations at these set points: {what} stays open by {open_[worst]:.3g}"


def by_name(laws: Laws, state: State) -> tuple[dict[str, float], dict[str, float]]:
    """Pressures by node and flows by element."""
    pressures = dict(zip(laws.network.nodes, state.pressure.tolist(), strict=True))
    flows: dict[str, float] = defaultdict(float)
    for element, flow in zip(laws.elements, state.flow.tolist(), strict=True):
        flows[element.id] = flow
    return pressures, dict(flows)
