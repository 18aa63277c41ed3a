"""Where what is taken came from: proportional sharing at every place (Bialek, IEE Proc. 143 (1996), for electricity).

What leaves a place is a mix of what arrives there. A convention, not a fact of contracts: gas mixes, invoices do not.
"""

import numpy as np

from ortak.engines.energy.pipelines.flows.carrying import Carried
from ortak.engines.energy.pipelines.flows.network import GIVES, FlowNetwork


def origins(network: FlowNetwork, carried: Carried) -> dict[str, dict[str, float]]:
    """Of each demand and outlet, how much came from each production and inlet.

    >>> from ortak.engines.energy.pipelines.flows import Balance, Pipe, carry
    >>> pipes = [Pipe("one", ("a", "m"), 30, (9,)), Pipe("two", ("b", "m"), 10, (9,))]
    >>> needs = [Balance("A", "a", "", "production", 30), Balance("B", "b", "", "production", 30)]
    >>> needs += [Balance("C", "c", "", "demand", 20), Balance("M", "m", "", "demand", 20)]
    >>> network = FlowNetwork.of([*pipes, Pipe("on", ("m", "c"), 99, (9,))], needs)
    >>> origins(network, carry(network))["C"]
    {'A': 15.0, 'B': 5.0}
    """
    places = sorted(
        {place for pipe in network.pipes.values() for place in pipe.course}
        | {each.place for each in network.balances.values()}
    )
    number = {place: at for at, place in enumerate(places)}
    givers = [name for name, each in network.balances.items() if each.kind in GIVES and carried.moved[name]]
    arriving = np.zeros(len(places))
    mixing = np.zeros((len(places), len(places)))
    given = np.zeros((len(places), len(givers)))
    for name, pipe in network.pipes.items():
        for part, flow in enumerate(carried.flows[name]):
            tail, head = (number[place] for place in pipe.course[part : part + 2])
            start, end = (tail, head) if flow >= 0 else (head, tail)
            mixing[end, start] += abs(flow)
            arriving[end] += abs(flow)
    for at, name in enumerate(givers):
        place = number[network.balances[name].place]
        given[place, at] += carried.moved[name]
        arriving[place] += carried.moved[name]
    total = np.where(arriving > 0, arriving, 1.0)
    shares = np.linalg.solve(np.eye(len(places)) - mixing / total[:, None], given / total[:, None])
    found: dict[str, dict[str, float]] = {}
    for name, each in network.balances.items():
        if each.kind not in GIVES and carried.moved[name]:
            parts = shares[number[each.place]] * carried.moved[name]
            found[name] = {
                giver: round(float(part), 6) for giver, part in zip(givers, parts, strict=True) if part > 1e-6
            }
    return found
