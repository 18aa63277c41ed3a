"""What more capacity would bring: at the margin, and for whole projects by carrying the year anew."""

from collections.abc import Mapping
from dataclasses import dataclass

from ortak.engines.energy.pipelines.flows.carrying import Carried, carry
from ortak.engines.energy.pipelines.flows.network import GIVES, FlowNetwork
from ortak.engines.energy.pipelines.flows.tracing import origins
from ortak.engines.energy.pipelines.programme import Programme


@dataclass(frozen=True)
class Brought:
    """What a project brings: more that each demand and outlet takes, more that each production and inlet gives, less
    that stays unserved, the change of haul; and the year with it."""

    takes: Mapping[str, int]
    gives: Mapping[str, int]
    served: int
    haul: int
    carried: Carried
    origins: Mapping[str, Mapping[str, float]]


def brought(network: FlowNetwork, added: Mapping[str, int], base: Carried | None = None) -> Brought:
    """What so much more capacity in these pipes brings.

    >>> from ortak.engines.energy.pipelines.flows import Balance, Pipe
    >>> needs = [Balance("p", "a", "A", "production", 60), Balance("d", "b", "B", "demand", 40)]
    >>> network = FlowNetwork.of([Pipe("one", ("a", "b"), 30, (9,))], needs)
    >>> found = brought(network, {"one": 20})
    >>> found.takes, found.served, marginal(network)
    ({'d': 10}, 10, {'one': 1.0})
    """
    base = base or carry(network)
    bigger = network.with_more(added)
    now = carry(bigger)
    changes = {name: now.moved[name] - base.moved[name] for name in now.moved}
    gives = {name for name, each in network.balances.items() if each.kind in GIVES}
    return Brought(
        {name: more for name, more in changes.items() if more and name not in gives},
        {name: more for name, more in changes.items() if more and name in gives},
        sum(base.unserved.values()) - sum(now.unserved.values()),
        now.haul - base.haul,
        now,
        origins(bigger, now),
    )


def marginal(network: FlowNetwork) -> dict[str, float]:
    """Of one more unit of capacity in each pipe, the part that would be taken, by demands and outlets together: the
    dual values of the largest flow. More than nothing marks a bottleneck."""
    made = Programme()
    columns: dict[str, list[int]] = {}
    rows: dict[str, dict[int, float]] = {}
    limits: dict[str, list[int]] = {}
    for pipe in network.pipes.values():
        for tail, head in zip(pipe.course, pipe.course[1:], strict=False):
            both = [made.column() for _ in range(1 + pipe.both_ways)]
            columns.setdefault(pipe.id, []).extend(both)
            for column, (start, end) in zip(both, ((tail, head), (head, tail)), strict=False):
                rows.setdefault(start, {})[column] = -1.0
                rows.setdefault(end, {})[column] = 1.0
            if pipe.capacity is not None:
                most = made.row(dict.fromkeys(both, 1.0), high=float(pipe.capacity))
                limits.setdefault(pipe.id, []).append(most)
    for each in network.balances.values():
        gives = each.kind in GIVES
        most_of = float(network.enough if each.amount is None else each.amount)
        rows.setdefault(each.place, {})[made.column(0.0 if gives else -1.0, 0.0, most_of)] = 1.0 if gives else -1.0
    for terms in rows.values():
        made.row(terms, 0.0, 0.0)
    answer = made.solved()
    assert answer is not None  # nothing moving is an answer
    return {
        name: worth
        for name, found in limits.items()
        if (worth := round(sum(-answer.duals[row] for row in found), 9) + 0.0) > 0
    }
