"""The JSON conversion of GasLib (kaarthiksundar/GasLib): network.json, params.json, nominations.json, in SI units.

It has no roughness but a friction factor, and no composition but a specific gravity and a temperature.
"""

import json
from math import inf
from typing import Any

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


def loaded(data: bytes, file: str) -> Any:
    """The content of a JSON file. Raises `BadNetwork`."""
    try:
        return json.loads(data)
    except ValueError as error:
        raise BadNetwork(f"{file} is not JSON: {error}") from None


def network_of(content: dict[str, Any], params: dict[str, Any], name: str, model: str) -> GasNetwork:
    """The network of network.json with the gas of params.json."""
    try:
        nodes = [_node(each) for each in content["nodes"].values()]
        names = {str(key): each["name"] for key, each in content["nodes"].items()}
        elements = [
            _element(each, kind, names) for part, kind in KINDS.items() for each in content.get(part, {}).values()
        ]
        told = params.get("params", params)
        found = of_gravity(float(told["Gas specific gravity (G):"]), float(told["Temperature (K):"]), model)
    except (KeyError, TypeError, AttributeError) as error:
        raise BadNetwork(f"{name}: {error} is missing or of another kind") from None
    gas = Gas(
        found.molar_mass, NORM_DENSITY, found.critical_bar, found.critical_k, found.temperature_k, model, found.kappa
    )
    return GasNetwork.of(name, gas, nodes, elements)


def nominations_of(content: dict[str, Any], network: dict[str, Any], file: str) -> list[Nomination]:
    """The nominations, by the nodes of entries and exits."""
    names = {str(key): each["name"] for key, each in network["nodes"].items()}
    places = {
        (side, str(key)): names[str(each["node_id"])]
        for side in ("entries", "exits")
        for key, each in network.get(side, {}).items()
    }
    try:
        return [_nomination(name, each, places) for name, each in content.items()]
    except (KeyError, TypeError) as error:
        raise BadNetwork(f"{file}: {error} is missing or of another kind") from None


def _flow(kg_s: float) -> float:
    return kg_s * 3.6 / NORM_DENSITY


def _node(each: dict[str, Any]) -> Node:
    return Node(
        each["name"], each["min_pressure"] / PASCAL, each["max_pressure"] / PASCAL, float(each.get("elevation", 0))
    )


def _element(each: dict[str, Any], kind: str, names: dict[str, str]) -> Element:
    return Element(
        each["name"],
        kind,
        names[str(each["fr_node"])],
        names[str(each["to_node"])],
        _flow(each.get("min_flow", -inf)),
        _flow(each.get("max_flow", inf)),
        each.get("length", 0.0) / 1000,
        each["diameter"] * 1000 if kind == "pipe" else 0.0,
        friction=each.get("friction_factor"),
        loss_in=Loss(each.get("drag", 0.0), each.get("diameter", 0.0) * 1000, each.get("pressure_loss", 0.0) / PASCAL),
        pressure_in_min=each.get("min_inlet_pressure", 0.0) / PASCAL,
        pressure_out_max=each.get("max_outlet_pressure", inf) / PASCAL,
        ratio_max=each.get("max_c_ratio", inf),
        drop_min=each.get("min_pressure_differential", 0.0) / PASCAL,
        drop_max=each.get("max_pressure_differential", inf) / PASCAL,
    )


def _nomination(name: str, each: dict[str, Any], places: dict[tuple[str, str], str]) -> Nomination:
    low: dict[str, float] = {}
    high: dict[str, float] = {}
    for key, bounds in each["entry_nominations"].items():
        node = places["entries", str(key)]
        low[node] = low.get(node, 0.0) + _flow(bounds["min_injection"])
        high[node] = high.get(node, 0.0) + _flow(bounds["max_injection"])
    for key, bounds in each["exit_nominations"].items():
        node = places["exits", str(key)]
        low[node] = low.get(node, 0.0) - _flow(bounds["max_withdrawal"])
        high[node] = high.get(node, 0.0) - _flow(bounds["min_withdrawal"])
    return Nomination(name, low, high)
