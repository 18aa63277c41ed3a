"""What a nomination leaves to each element: the least and the most flow, by two linear programmes each.

>>> from ortak.engines.energy.pipelines.hydraulics.gas import of_gravity
>>> from ortak.engines.energy.pipelines.hydraulics.network import Element, GasNetwork, Node, Nomination
>>> pipe = Element("p", "pipe", "a", "b", length=1, diameter=500, roughness=0.1)
>>> network = GasNetwork.of("x", of_gravity(0.6, 283.15), [Node("a", 1, 80), Node("b", 1, 80)], [pipe])
>>> found = flow_ranges(network, Nomination("n", {"a": 5.0, "b": -5.0}, {"a": 5.0, "b": -5.0}))
>>> [round(end, 6) for end in found["p"]]
[5.0, 5.0]
"""

from math import inf

from ortak.engines.energy.pipelines.errors import BadNetwork
from ortak.engines.energy.pipelines.hydraulics.network import GasNetwork, Nomination
from ortak.engines.energy.pipelines.programme import Programme


def flow_ranges(network: GasNetwork, nomination: Nomination) -> dict[str, tuple[float, float]]:
    """By element. Raises `BadNetwork` with the places that cannot be served if flow bounds alone forbid it."""
    most = sum(max(high, 0.0) for high in nomination.high.values())
    made = Programme()
    columns = {
        each.id: made.column(0.0, max(each.flow_min, -most), min(each.flow_max, most))
        for each in network.elements.values()
    }
    _balance(made, network, nomination, columns)
    if made.solved() is None:
        raise BadNetwork(unserved(network, nomination))
    found: dict[str, tuple[float, float]] = {}
    for element, column in columns.items():
        ends = []
        for sign in (1.0, -1.0):
            made.costs[column] = sign
            answer = made.solved()
            assert answer is not None  # it had one without a cost
            ends.append(sign * answer.objective)
        made.costs[column] = 0.0
        found[element] = (ends[0] + 0.0, max(ends[1] + 0.0, ends[0] + 0.0))
    return found


def unserved(network: GasNetwork, nomination: Nomination) -> str:
    """Why flow bounds and balances alone forbid a nomination: what is missing where, by the least that is left over."""
    supply = sum(max(low, 0.0) for low in nomination.low.values())
    demand = -sum(min(high, 0.0) for high in nomination.high.values())
    most_supply = sum(max(high, 0.0) for high in nomination.high.values())
    most_demand = -sum(min(low, 0.0) for low in nomination.low.values())
    if most_supply < demand - 1e-6 * demand or most_demand < supply - 1e-6 * supply:
        return (
            f"nomination {nomination.name} does not balance: {supply:g} to {most_supply:g} enter and {demand:g} to "
            f"{most_demand:g} leave, in thousand m3 an hour"
        )
    made = Programme()
    columns = {each.id: made.column(0.0, each.flow_min, each.flow_max) for each in network.elements.values()}
    left = {node: (made.column(1.0), made.column(1.0)) for node in network.nodes}
    _balance(made, network, nomination, columns, left)
    answer = made.solved()
    if answer is None:
        return "flow bounds of the elements contradict each other"
    short = [
        f"{node} by {over:g}"
        for node, (one, two) in left.items()
        if (over := answer.values[one] + answer.values[two]) > 1e-6
    ]
    full = [each for each, column in columns.items() if _at_bound(network, each, answer.values[column])]
    return (
        f"nomination {nomination.name} cannot be carried whatever the pressures (thousand m3 an hour): "
        f"{', '.join(short)}; at their bounds of flow are {', '.join(full) or 'none'}"
    )


def _at_bound(network: GasNetwork, element: str, flow: float) -> bool:
    bounds = network.elements[element]
    return flow >= bounds.flow_max - 1e-6 or flow <= bounds.flow_min + 1e-6


def _balance(
    made: Programme,
    network: GasNetwork,
    nomination: Nomination,
    columns: dict[str, int],
    left: dict[str, tuple[int, int]] | None = None,
) -> None:
    """What leaves a node through elements is what enters it, within its bounds (and a hair, for sums that round)."""
    hair = 1e-9 * max([1.0, *map(abs, nomination.high.values())])
    for node in network.nodes:
        terms: dict[int, float] = {}
        for each in network.elements.values():
            if node in (each.tail, each.head):
                terms[columns[each.id]] = 1.0 if each.tail == node else -1.0
        if left:
            terms |= {left[node][0]: 1.0, left[node][1]: -1.0}
        low = nomination.low.get(node, 0.0)
        made.row(terms, low - hair, nomination.high.get(node, low) + hair)


def bounded(network: GasNetwork, nomination: Nomination) -> dict[str, tuple[float, float]]:
    """The pressures allowed at each node: those of the network and of the nomination."""
    return {
        node.id: (
            max(node.pressure_min, nomination.pressure_min.get(node.id, 0.0)),
            min(node.pressure_max, nomination.pressure_max.get(node.id, inf)),
        )
        for node in network.nodes.values()
    }
