"""The JSON conversion of GasLib (kaarthiksundar/GasLib): network.json, params.json, nominations.json, in SI units.

It has no roughness but a friction factor, and no composition but a specific gravity and a temperature.
"""

import json
from math import inf
from typing import Any

from ortak.areas.energy.pipelines.gaslib.entries import Entry
from ortak.engines.energy.pipelines.errors import BadNetwork
from ortak.engines.energy.pipelines.hydraulics.gas import Gas, of_gravity
from ortak.engines.energy.pipelines.hydraulics.network import Element, GasNetwork, Loss, Node, Nomination

NORM_DENSITY = 0.785
"""kg a norm m3: what turns the 160 thousand m3 an hour of entry01 of GasLib-11 into the 34.889 kg/s of its JSON."""
PASCAL = 1e5
KINDS = {
    "pipes": "pipe",
    "short_pipes": "short",
    "resistors": "resistor",
    "loss_resistors": "resistor",
    "valves": "valve",
    "compressors": "compressor",
    "control_valves": "control",
}
SIDES = (
    ("entries", "entry_nominations", "injection", 1.0, ("min", "max")),
    ("exits", "exit_nominations", "withdrawal", -1.0, ("max", "min")),
)
"""Side, part of a nomination, amount, sign of what enters, and which end of the amount is the lower one."""


def loaded(data: bytes, file: str) -> Any:
    """The content of a JSON file. Raises `BadNetwork`."""
    try:
        return json.loads(data)
    except ValueError as error:
        raise BadNetwork(f"{file} is not JSON: {error}") from None


def network_of(content: Any, params: Any, name: str, model: str) -> GasNetwork:
    """The network of network.json with the gas of params.json. Raises `BadNetwork`."""
    network = Entry(content, "network.json")
    names = _names(network)
    nodes = [_node(each) for each in network.parts("nodes")]
    elements = [
        _element(each, kind, names) for part, kind in KINDS.items() for each in network.parts(part, optional=True)
    ]
    told = Entry(params, "params.json")
    told = told.part("params") if told.has("params") else told
    found = of_gravity(told.number("Gas specific gravity (G):"), told.number("Temperature (K):"), model)
    gas = Gas(
        found.molar_mass, NORM_DENSITY, found.critical_bar, found.critical_k, found.temperature_k, model, found.kappa
    )
    return GasNetwork.of(name, gas, nodes, elements)


def nominations_of(content: Any, network: Any, file: str) -> list[Nomination]:
    """The nominations, by the nodes of entries and exits. Raises `BadNetwork`."""
    of_it = Entry(network, "network.json")
    names = _names(of_it)
    places = {
        (side, each.key): each.one_of("node_id", names, "nodes")
        for side in ("entries", "exits")
        for each in of_it.parts(side, optional=True)
    }
    return [_nomination(each, places) for each in Entry(content, file).all()]


def _names(network: Entry) -> dict[str, str]:
    return {each.key: each.text("name") for each in network.parts("nodes")}


def _flow(kg_s: float) -> float:
    return kg_s * 3.6 / NORM_DENSITY


def _node(each: Entry) -> Node:
    return Node(
        each.text("name"),
        each.number("min_pressure") / PASCAL,
        each.number("max_pressure") / PASCAL,
        each.number("elevation", 0.0),
    )


def _element(each: Entry, kind: str, names: dict[str, str]) -> Element:
    pipe = kind == "pipe"
    return Element(
        each.text("name"),
        kind,
        each.one_of("fr_node", names, "nodes"),
        each.one_of("to_node", names, "nodes"),
        _flow(each.number("min_flow", -inf)),
        _flow(each.number("max_flow", inf)),
        each.number("length", None if pipe else 0.0) / 1000,
        each.number("diameter") * 1000 if pipe else 0.0,
        friction=each.number("friction_factor") if each.has("friction_factor") else None,
        loss_in=Loss(
            each.number("drag", 0.0), each.number("diameter", 0.0) * 1000, each.number("pressure_loss", 0.0) / PASCAL
        ),
        pressure_in_min=each.number("min_inlet_pressure", 0.0) / PASCAL,
        pressure_out_max=each.number("max_outlet_pressure", inf) / PASCAL,
        ratio_max=each.number("max_c_ratio", inf),
        drop_min=each.number("min_pressure_differential", 0.0) / PASCAL,
        drop_max=each.number("max_pressure_differential", inf) / PASCAL,
    )


def _nomination(each: Entry, places: dict[tuple[str, str], str]) -> Nomination:
    low: dict[str, float] = {}
    high: dict[str, float] = {}
    for side, part, amount, sign, ends in SIDES:
        for bounds in each.parts(part):
            if (side, bounds.key) not in places:
                known = ", ".join(key for one, key in places if one == side)
                raise BadNetwork(f"{bounds.where} is none of the {side} of network.json: {known}")
            node = places[side, bounds.key]
            least, most = (sign * _flow(bounds.number(f"{end}_{amount}")) for end in ends)
            low[node] = low.get(node, 0.0) + least
            high[node] = high.get(node, 0.0) + most
    return Nomination(each.key, low, high)
