"""The XML of GasLib: networks (.net) and nominations (.scn)."""

from collections.abc import Iterator
from math import inf, isfinite
from xml.etree import ElementTree
from xml.etree.ElementTree import Element as Tag

from ortak.areas.energy.pipelines.gaslib.units import turned
from ortak.engines.energy.pipelines.errors import BadNetwork
from ortak.engines.energy.pipelines.hydraulics.gas import Gas
from ortak.engines.energy.pipelines.hydraulics.network import Element, GasNetwork, Loss, Node, Nomination

PLACES = ("source", "sink", "innode")
KINDS = {
    "pipe": "pipe",
    "shortPipe": "short",
    "resistor": "resistor",
    "valve": "valve",
    "compressorStation": "compressor",
    "controlValve": "control",
}


def network_of(data: bytes, file: str, inflow: dict[str, float], gas_model: str) -> GasNetwork:
    """The network in a .net file; its gas is the mean of the sources' by `inflow` (all alike where nothing enters)."""
    nodes, elements, sources = [], [], {}
    for tag in _parts(data, file):
        name = _name(tag)
        if name in PLACES:
            nodes.append(_node(tag, file))
            if name == "source":
                sources[_id(tag, file)] = tag
        elif name in KINDS:
            elements.append(_element(tag, file))
    if not sources:
        raise BadNetwork(f"{file}: there is no source, so nothing says which gas it is")
    return GasNetwork.of(file.rsplit(".", 1)[0], _gas(sources, inflow, file, gas_model), nodes, elements)


def nominations_of(data: bytes, file: str) -> list[Nomination]:
    """The scenarios in a .scn file."""
    found = []
    for scenario in _root(data, file).iter():
        if _name(scenario) == "scenario":
            found.append(_nomination(scenario, file))
    if not found:
        raise BadNetwork(f"{file}: there is no scenario")
    return found


def _root(data: bytes, file: str) -> Tag:
    if b"<!ENTITY" in data:
        raise BadNetwork(f"{file}: entities are not read")
    try:
        return ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise BadNetwork(f"{file} is not XML: {error}") from None


def _parts(data: bytes, file: str) -> Iterator[Tag]:
    for section in _root(data, file):
        yield from section


def _name(tag: Tag) -> str:
    return tag.tag.rsplit("}", 1)[-1]


def _id(tag: Tag, file: str) -> str:
    if not tag.get("id"):
        raise BadNetwork(f"{file}: a {_name(tag)} has no id")
    return tag.attrib["id"]


def _value(tag: Tag, name: str, quantity: str, file: str, without: float | None = None) -> float:
    child = next((each for each in tag if _name(each) == name), None)
    if child is None:
        if without is None:
            raise BadNetwork(f"{file}, {_name(tag)} {_id(tag, file)}: {name} is missing")
        return without
    return _read(child, quantity, f"{file}, {_name(tag)} {_id(tag, file)}, {name}")


def _read(tag: Tag, quantity: str, where: str) -> float:
    try:
        value = float(tag.get("value", ""))
    except ValueError:
        value = inf
    if not isfinite(value):
        raise BadNetwork(f"{where}: {tag.get('value')!r} is not a number")
    try:
        return turned(value, tag.get("unit", ""), quantity)
    except BadNetwork as error:
        raise BadNetwork(f"{where}: {error}") from None


def _node(tag: Tag, file: str) -> Node:
    return Node(
        _id(tag, file),
        _value(tag, "pressureMin", "pressure", file),
        _value(tag, "pressureMax", "pressure", file),
        _value(tag, "height", "height", file, 0.0),
    )


def _element(tag: Tag, file: str) -> Element:
    kind = KINDS[_name(tag)]

    def read(name: str, quantity: str, without: float | None = None) -> float:
        return _value(tag, name, quantity, file, without)

    pipe = kind == "pipe"
    resistor = kind == "resistor"
    return Element(
        _id(tag, file),
        kind,
        tag.get("from", ""),
        tag.get("to", ""),
        read("flowMin", "flow", -inf),
        read("flowMax", "flow", inf),
        read("length", "length") if pipe else 0.0,
        read("diameter", "width") if pipe else 0.0,
        read("roughness", "width") if pipe else 0.0,
        None,
        _loss(tag, file, "" if resistor else "In"),
        _loss(tag, file, "Out"),
        read("pressureInMin", "pressure", 0.0),
        read("pressureOutMax", "pressure", inf),
        drop_min=read("pressureDifferentialMin", "pressure", 0.0),
        drop_max=read("pressureDifferentialMax", "pressure", inf),
    )


def _loss(tag: Tag, file: str, side: str) -> Loss:
    return Loss(
        _value(tag, f"dragFactor{side}", "bare", file, 0.0),
        _value(tag, f"diameter{side}", "width", file, 0.0),
        _value(tag, f"pressureLoss{side}", "pressure", file, 0.0),
    )


def _gas(sources: dict[str, Tag], inflow: dict[str, float], file: str, model: str) -> Gas:
    weights = {each: max(inflow.get(each, 0.0), 0.0) for each in sources}
    if not sum(weights.values()):
        weights = dict.fromkeys(sources, 1.0)

    def mean(name: str, quantity: str) -> float:
        total = sum(weights.values())
        return sum(weights[each] * _value(tag, name, quantity, file) for each, tag in sources.items()) / total

    return Gas(
        mean("molarMass", "bare"),
        mean("normDensity", "bare"),
        mean("pseudocriticalPressure", "pressure"),
        mean("pseudocriticalTemperature", "temperature"),
        mean("gasTemperature", "temperature"),
        model,
    )


def _nomination(scenario: Tag, file: str) -> Nomination:
    low: dict[str, float] = {}
    high: dict[str, float] = {}
    least: dict[str, float] = {}
    most: dict[str, float] = {}
    for tag in scenario:
        if _name(tag) != "node":
            continue
        node, sign = _id(tag, file), 1.0 if tag.get("type") == "entry" else -1.0
        for child in tag:
            quantity = _name(child)
            if quantity not in ("flow", "pressure"):
                continue
            bound = child.get("bound", "")
            if bound not in ("lower", "upper", "both"):
                raise BadNetwork(f"{file}, node {node}: bound {bound!r} is none of lower, upper, both")
            value = _read(child, quantity, f"{file}, node {node}, {quantity}")
            lower, upper = (low, high) if quantity == "flow" else (least, most)
            if quantity == "flow":
                value *= sign
                if sign < 0:
                    lower, upper = upper, lower
            if bound in ("lower", "both"):
                lower[node] = value
            if bound in ("upper", "both"):
                upper[node] = value
    for node in set(low) ^ set(high):
        raise BadNetwork(f"{file}, node {node}: the flow has one bound; both are needed")
    return Nomination(scenario.get("id") or file, low, high, least, most)
