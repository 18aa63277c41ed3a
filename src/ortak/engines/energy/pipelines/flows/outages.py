"""N-1: what happens in a year without one pipe."""

from collections.abc import Mapping
from dataclasses import dataclass

from ortak.engines.energy.pipelines.flows.carrying import Carried, carry
from ortak.engines.energy.pipelines.flows.cuts import Cut, least_cut, proves
from ortak.engines.energy.pipelines.flows.network import FlowNetwork


@dataclass(frozen=True)
class Outage:
    """Without `pipe`: more demand unserved, less reaching outlets and more production left, each by state; what other
    pipes and inlets carry more; the cut, and whether it proves that no more can be served."""

    pipe: str
    carried: int
    unserved: Mapping[str, int]
    outlets: Mapping[str, int]
    left: Mapping[str, int]
    instead: Mapping[str, int]
    cut: Cut
    proved: bool


def outages(network: FlowNetwork, base: Carried | None = None) -> tuple[Outage, ...]:
    """Each pipe stops in turn, in the order of the network."""
    base = base or carry(network)
    return tuple(outage(network, name, base) for name, pipe in network.pipes.items() if pipe.capacity is not None)


def outage(network: FlowNetwork, pipe: str, base: Carried | None = None) -> Outage:
    """One pipe stops.

    >>> from ortak.engines.energy.pipelines.flows import Balance, Pipe
    >>> pipes = [Pipe("one", ("a", "b"), 30, (9,)), Pipe("two", ("a", "b"), 20, (9,))]
    >>> needs = [Balance("p", "a", "A", "production", 60), Balance("d", "b", "B", "demand", 40)]
    >>> found = outage(FlowNetwork.of(pipes, needs), "one")
    >>> found.unserved, found.cut.pipes, found.proved
    ({'B': 20}, (('two', 20),), True)
    """
    base = base or carry(network)
    rest = network.without(pipe)
    now = carry(rest)
    states = {name: each.state for name, each in network.balances.items()}
    kinds = {name: each.kind for name, each in network.balances.items()}
    inlets = {
        name: more for name in now.moved if kinds[name] == "inlet" and (more := now.moved[name] - base.moved[name]) > 0
    }
    others = {name: more for name in rest.pipes if (more := now.through(name) - base.through(name)) > 0}
    named = {name: more for name, more in others.items() if rest.pipes[name].capacity is not None}
    cut = least_cut(rest)
    return Outage(
        pipe,
        base.through(pipe),
        _by_state({name: now.unserved[name] - base.unserved[name] for name in now.unserved}, states),
        _by_state({n: base.moved[n] - now.moved[n] for n in now.moved if kinds[n] == "outlet"}, states),
        _by_state({name: now.left[name] - base.left[name] for name in now.left}, states),
        dict(sorted((named | inlets).items(), key=lambda each: (-each[1], each[0]))),
        cut,
        proves(rest, cut, now),
    )


def _by_state(amounts: Mapping[str, int], states: Mapping[str, str]) -> dict[str, int]:
    """Sums by state, those of nothing left out, in alphabetical order."""
    found: dict[str, int] = {}
    for name, amount in amounts.items():
        found[states[name]] = found.get(states[name], 0) + amount
    return {state: amount for state, amount in sorted(found.items()) if amount}
