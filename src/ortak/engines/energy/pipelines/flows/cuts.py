"""Why no more demand can be met: a minimum cut, which anyone can add up (Ford and Fulkerson 1956).

What crosses the cut (pipes, and what can be given and what is needed on the wrong side of it) bounds what can be
served from above; a flow of just that much is served, so both are proved.
"""

from dataclasses import dataclass

from ortak.engines.energy.pipelines.flows.carrying import Carried
from ortak.engines.energy.pipelines.flows.network import GIVES, FlowNetwork
from ortak.engines.max_flow import max_flow


@dataclass(frozen=True)
class Cut:
    """`value`: the most that can be served. `pipes`, `supplies` and `demands` add up to it."""

    value: int
    pipes: tuple[tuple[str, int], ...]
    supplies: tuple[tuple[str, int], ...]
    demands: tuple[tuple[str, int], ...]

    @property
    def adds_up(self) -> bool:
        """Whether the parts add up to the value."""
        return sum(amount for part in (self.pipes, self.supplies, self.demands) for _, amount in part) == self.value


def served_kind(network: FlowNetwork) -> str:
    """What is to be served: demands; where there are none, as of oil on its way to ports, the outlets."""
    return "demand" if any(each.kind == "demand" for each in network.balances.values()) else "outlet"


def least_cut(network: FlowNetwork) -> Cut:
    """The cut that holds back demand (outlets, where there is none)."""
    kind_served = served_kind(network)
    arcs: list[tuple[str, str, float]] = []
    names: list[tuple[str, str]] = []
    for pipe in network.pipes.values():
        most = network.enough if pipe.capacity is None else pipe.capacity
        for tail, head in zip(pipe.course, pipe.course[1:], strict=False):
            arcs.append((tail, head, most))
            names.append(("pipe", pipe.id))
            if pipe.both_ways:
                arcs.append((head, tail, most))
                names.append(("pipe", pipe.id))
    for each in network.balances.values():
        most = network.enough if each.amount is None else each.amount
        if each.kind in GIVES:
            arcs.append((" source", each.place, most))
            names.append(("supply", each.id))
        elif each.kind == kind_served:
            arcs.append((each.place, " sink", most))
            names.append(("demand", each.id))
    found = max_flow(arcs, " source", " sink")
    parts: dict[str, list[tuple[str, int]]] = {"pipe": [], "supply": [], "demand": []}
    for at, capacity in found.cut:
        kind, name = names[at]
        if not capacity:
            continue  # a pipe that is not there holds nothing back
        parts[kind].append((name, int(capacity)))
    return Cut(round(found.value), *(tuple(parts[kind]) for kind in ("pipe", "supply", "demand")))


def proves(network: FlowNetwork, cut: Cut, carried: Carried) -> bool:
    """Whether the cut proves that the flow serves all that can be served."""
    kind = served_kind(network)
    served = sum(carried.moved[name] for name, each in network.balances.items() if each.kind == kind)
    return cut.adds_up and cut.value == served
