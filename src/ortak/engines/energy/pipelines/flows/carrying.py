"""The flows of a year: every demand that can be met is, then outlets take most, then the haul is least, and production
is used before inlets.

A minimum-cost flow, solved as a linear programme (Ahuja, Magnanti and Orlin, Network Flows (1993), chapter 9): a unit
of demand left unserved costs more than any haul, a unit that an outlet does not take less than that and more than any
haul. Corner points of such a programme are whole numbers; they are rounded and checked.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ortak.engines.energy.pipelines.errors import PipelineError
from ortak.engines.energy.pipelines.flows.network import GIVES, Balance, FlowNetwork
from ortak.engines.energy.pipelines.programme import Programme

INLET_KM = 5_000  # what an inlet counts as, in km of haul: production comes first
LAST_KM = 20_000  # what an inlet of last resort counts as
BOTH = 1e-3  # a hair a km, so that nothing runs both ways at once where a haul is free


@dataclass(frozen=True)
class Carried:
    """Net flow in each part of each pipe along its course; what each balance gives or takes; of each demand what stays
    unserved; of each production what nobody takes; the haul in units times km."""

    flows: Mapping[str, tuple[int, ...]]
    moved: Mapping[str, int]
    unserved: Mapping[str, int]
    left: Mapping[str, int]
    haul: int

    def through(self, pipe: str) -> int:
        """The most that a pipe carries in any of its parts."""
        return max(map(abs, self.flows[pipe]), default=0)


def carry(network: FlowNetwork) -> Carried:
    """The flows of the year."""
    made = Programme()
    longest = sum(sum(pipe.lengths) for pipe in network.pipes.values()) + LAST_KM + 1
    arcs = _arcs(made, network)
    moved: dict[str, int] = {}
    terms: dict[str, dict[int, float]] = {}
    for (_, _, tail, head), column in arcs.items():
        terms.setdefault(tail, {})[column] = -1.0
        terms.setdefault(head, {})[column] = 1.0
    for each in network.balances.values():
        most = float(network.enough if each.amount is None else each.amount)
        column = moved[each.id] = made.column(_price(each, longest), 0.0, most)
        terms.setdefault(each.place, {})[column] = 1.0 if each.kind in GIVES else -1.0
    for row in terms.values():
        made.row(row, 0.0, 0.0)
    answer = made.solved()
    if answer is None:
        raise PipelineError("nothing moving at all is an answer, and the solver found none")
    values = [round(value) for value in answer.values]
    _check(terms, values)
    return _carried(network, arcs, moved, values)


def _price(each: Balance, longest: int) -> float:
    """What a unit given costs, or a unit taken earns, in km of haul."""
    if each.kind == "inlet":
        return float(LAST_KM if each.last else INLET_KM)
    return {"demand": -4.0 * longest, "outlet": -2.0 * longest, "production": 0.0}[each.kind]


def _arcs(made: Programme, network: FlowNetwork) -> dict[tuple[str, int, str, str], int]:
    """A column for each part of each pipe, and for its way back where it has one."""
    found = {}
    for pipe in network.pipes.values():
        most = float(network.enough if pipe.capacity is None else pipe.capacity)
        for part, (tail, head) in enumerate(zip(pipe.course, pipe.course[1:], strict=False)):
            ways = [(tail, head), (head, tail)] if pipe.both_ways else [(tail, head)]
            for way in ways:
                found[(pipe.id, part, *way)] = made.column(pipe.lengths[part] + BOTH, 0.0, most)
    return found


def _check(terms: Mapping[str, Mapping[int, float]], values: list[int]) -> None:
    for place, row in terms.items():
        if over := sum(int(sign) * values[column] for column, sign in row.items()):
            raise PipelineError(f"{place} does not balance by {over}: the corner found is not a whole one")


def _carried(
    network: FlowNetwork,
    arcs: Mapping[tuple[str, int, str, str], int],
    moved: Mapping[str, int],
    values: list[int],
) -> Carried:
    flows = {name: [0] * len(pipe.lengths) for name, pipe in network.pipes.items()}
    haul = 0
    for (name, part, tail, _), column in arcs.items():
        forward = network.pipes[name].course[part] == tail
        flows[name][part] += values[column] if forward else -values[column]
    for name, parts in flows.items():
        haul += sum(abs(flow) * km for flow, km in zip(parts, network.pipes[name].lengths, strict=True))
    amounts = {name: values[column] for name, column in moved.items()}
    kinds = {name: (each.kind, each.amount) for name, each in network.balances.items()}
    return Carried(
        {name: tuple(parts) for name, parts in flows.items()},
        amounts,
        {n: (most or 0) - amounts[n] for n, (kind, most) in kinds.items() if kind == "demand"},
        {n: (most or 0) - amounts[n] for n, (kind, most) in kinds.items() if kind == "production"},
        haul,
    )
