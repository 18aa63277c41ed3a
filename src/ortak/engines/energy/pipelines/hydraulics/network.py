"""A gas network as its operator describes it, after the elements of GasLib (Schmidt et al., Data 2 (2017), 40).

Pressures are absolute, in bar; flows in 1,000 norm m3 an hour, positive from `tail` to `head`; lengths in km,
diameters and roughness in mm, heights in m.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import inf, isfinite

from ortak.engines.energy.pipelines.errors import BadNetwork
from ortak.engines.energy.pipelines.hydraulics.gas import Gas


@dataclass(frozen=True)
class Node:
    """A place where gas enters, leaves or passes."""

    id: str
    pressure_min: float
    pressure_max: float
    height: float = 0.0


@dataclass(frozen=True)
class Loss:
    """A resistor: either by `drag` at a `diameter`, or a constant `bar` against the flow."""

    drag: float = 0.0
    diameter: float = 0.0
    bar: float = 0.0


NO_LOSS = Loss()


@dataclass(frozen=True)
class Element:
    """What joins two nodes. `kind` is one of KINDS; the rest holds what the kind needs.

    A `pipe` has length, diameter and roughness, or a friction factor of its own. A `resistor` has `loss_in`. A
    `compressor` station lifts the pressure by at most `ratio_max`, a `control` valve lowers it by `drop_min` to
    `drop_max`; both lose `loss_in` and `loss_out` while they work, need `pressure_in_min` before and keep
    `pressure_out_max` behind, let gas pass (`bypass`) or are closed. A `valve` is open or closed. A `short` pipe joins.
    """

    id: str
    kind: str
    tail: str
    head: str
    flow_min: float = -inf
    flow_max: float = inf
    length: float = 0.0
    diameter: float = 0.0
    roughness: float = 0.0
    friction: float | None = None
    loss_in: Loss = NO_LOSS
    loss_out: Loss = NO_LOSS
    pressure_in_min: float = 0.0
    pressure_out_max: float = inf
    ratio_max: float = inf
    drop_min: float = 0.0
    drop_max: float = inf


SHORTEST_KM, NARROWEST_MM = 1e-6, 1.0
LONGEST_KM = 10_000.0
WIDEST_MM = 5_000.0
MOST_FLOW = 1e6
"""1,000 norm m3 an hour: more than twice what the whole world burns."""
LEAST_BAR, MOST_BAR = 1e-3, 1_000.0
HIGHEST_M = 10_000.0
MOST_DRAG = 1e6
KINDS = ("pipe", "short", "resistor", "valve", "compressor", "control")
WORKING = {"compressor", "control"}


@dataclass(frozen=True)
class Nomination:
    """What enters (positive) and leaves (negative) at each node, from `low` to `high`; nodes not named have none."""

    name: str
    low: dict[str, float]
    high: dict[str, float]
    pressure_min: dict[str, float] = field(default_factory=dict)
    pressure_max: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class GasNetwork:
    """Nodes and elements by id, and the gas in them."""

    name: str
    gas: Gas
    nodes: dict[str, Node]
    elements: dict[str, Element]

    @classmethod
    def of(cls, name: str, gas: Gas, nodes: Iterable[Node], elements: Iterable[Element]) -> "GasNetwork":
        """Checks what it is given. Raises `BadNetwork`.

        >>> from ortak.engines.energy.pipelines.hydraulics.gas import of_gravity
        >>> GasNetwork.of("x", of_gravity(0.6, 283.15), [Node("a", 60, 40)], [])
        Traceback (most recent call last):
        ...
        ortak.engines.energy.pipelines.errors.BadNetwork: node a: pressures from 60 to 40 bar do not rise from above 0
        """
        by_id: dict[str, Node] = {}
        for node in nodes:
            if node.id in by_id:
                raise BadNetwork(f"node {node.id} stands twice")
            _check_node(node)
            by_id[node.id] = node
        joined: dict[str, Element] = {}
        for element in elements:
            _check(element, by_id)
            if element.id in joined:
                raise BadNetwork(f"element {element.id} stands twice")
            joined[element.id] = element
        if not by_id:
            raise BadNetwork(f"{name} has no nodes")
        return cls(name, gas, by_id, joined)

    def check(self, nomination: Nomination) -> None:
        """Raises `BadNetwork` if the nomination names other nodes or has bounds that do not rise."""
        for node in (*nomination.low, *nomination.high, *nomination.pressure_min, *nomination.pressure_max):
            if node not in self.nodes:
                raise BadNetwork(f"nomination {nomination.name}: the network has no node {node}")
        for node, low in nomination.low.items():
            high = nomination.high.get(node, low)
            if not (isfinite(low) and isfinite(high) and low <= high):
                raise BadNetwork(f"nomination {nomination.name}, {node}: flows from {low} to {high} do not rise")
            if max(abs(low), abs(high)) > MOST_FLOW:
                raise BadNetwork(
                    f"nomination {nomination.name}, {node}: flows from {low:g} to {high:g} thousand m3 an hour; "
                    f"at most {MOST_FLOW:,.0f} enter or leave"
                )


def _check_node(node: Node) -> None:
    if not 0 < node.pressure_min <= node.pressure_max < inf:
        raise BadNetwork(
            f"node {node.id}: pressures from {node.pressure_min} to {node.pressure_max} bar do not rise from above 0"
        )
    _within(f"node {node.id}: most pressure", node.pressure_max, LEAST_BAR, MOST_BAR, " bar")
    _within(f"node {node.id}: height", node.height, -HIGHEST_M, HIGHEST_M, " m")


def _check(element: Element, nodes: dict[str, Node]) -> None:
    where = f"{element.kind} {element.id}"
    if element.kind not in KINDS:
        raise BadNetwork(f"element {element.id}: {element.kind!r} is none of {', '.join(KINDS)}")
    for end in (element.tail, element.head):
        if end not in nodes:
            raise BadNetwork(f"{where}: there is no node {end}")
    if element.tail == element.head:
        raise BadNetwork(f"{where} leads from {element.tail} to itself")
    if not element.flow_min <= element.flow_max:
        raise BadNetwork(f"{where}: flows from {element.flow_min} to {element.flow_max} do not rise")
    if max(element.flow_min, -element.flow_max) > MOST_FLOW:
        raise BadNetwork(f"{where}: at least {MOST_FLOW:,.0f} thousand m3 an hour are to flow; nothing bears that")
    if element.kind == "pipe":
        _check_pipe(element, where)
    for loss in (element.loss_in, element.loss_out):
        for name, most in (("drag", MOST_DRAG), ("diameter", WIDEST_MM), ("bar", MOST_BAR)):
            _within(f"{where}: {name} of its resistor", getattr(loss, name), 0.0, most)
    _within(f"{where}: least pressure before it", element.pressure_in_min, 0.0, MOST_BAR, " bar")
    _within(f"{where}: most pressure behind it", element.pressure_out_max, 0.0, inf, " bar")
    _within(f"{where}: largest ratio of pressures", element.ratio_max, 1.0, inf)
    _within(f"{where}: least drop of pressure", element.drop_min, 0.0, MOST_BAR, " bar")
    _within(f"{where}: largest drop of pressure", element.drop_max, element.drop_min, inf, " bar")


def _check_pipe(element: Element, where: str) -> None:
    _within(f"{where}: length", element.length, SHORTEST_KM, LONGEST_KM, " km")
    _within(f"{where}: diameter", element.diameter, NARROWEST_MM, WIDEST_MM, " mm")
    if element.friction is not None:
        _within(f"{where}: friction factor", element.friction, 1e-6, 1.0)
    elif not 0 < element.roughness < element.diameter / 2:
        raise BadNetwork(f"{where}: roughness {element.roughness} mm; above 0 and less than the radius is needed")


def _within(what: str, value: float, low: float, high: float, unit: str = "") -> None:
    if not low <= value <= high:
        end = f" to {high:,.10g}" if high < inf else " on"
        raise BadNetwork(f"{what} is {value:g}{unit}; valid is a number from {low:,.10g}{end}{unit}")
