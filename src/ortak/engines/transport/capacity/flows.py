"""The cheapest flows, the largest flows, and what one more unit of each limit would be worth.

>>> from ortak.engines.transport.capacity.problem import Arc, Demand, Limit, Problem
>>> arcs = (Arc("rail", "a", "b", 100.0), Arc("road", "a", "b", 300.0))
>>> line = Limit("line", "the line", ("rail",), 40.0, "TEU", {"containers": 1.0})
>>> found = cheapest_flow(Problem(arcs, (Demand("d", "a", "b", 50.0, "containers", 5000.0),), (line,)))
>>> found.cost, found.limits["line"].worth, found.served
(7000.0, 200.0, {'d': 50.0})
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ortak.engines.transport.capacity.linear import Programme, solved
from ortak.engines.transport.capacity.problem import Problem

LEAST = 1e-6


@dataclass(frozen=True)
class LimitUse:
    """How far a limit is used. `worth` is what one more unit of it would save or carry; above 0 it is a bottleneck."""

    used: float
    amount: float
    worth: float

    @property
    def share(self) -> float:
        """Used over amount; 1 where nothing is allowed."""
        return self.used / self.amount if self.amount else 1.0


@dataclass(frozen=True)
class Flows:
    """`cost` in USD with the penalties; what of each demand is served; the flow of each demand on each arc; the use of
    each limit with its worth, in USD or in weighted units of cargo."""

    cost: float
    served: Mapping[str, float]
    flows: Mapping[tuple[str, str], float]
    limits: Mapping[str, LimitUse]

    @property
    def bottlenecks(self) -> tuple[str, ...]:
        """The limits that hold something back, the dearest first."""
        held = [limit for limit, use in self.limits.items() if use.worth > LEAST]
        return tuple(sorted(held, key=lambda limit: -self.limits[limit].worth))


def cheapest_flow(problem: Problem) -> Flows:
    """The flows of least cost, what stays behind at its penalty; the worth of a limit is USD a unit."""
    made = solved(problem)
    return flows_of(problem, made, made.objective)


def largest_flow(problem: Problem, weights: Mapping[str, float] | None = None) -> Flows:
    """The flows that leave least behind, each kind by its weight (1 if none is given); the worth of a limit is the
    weighted amount that one more unit of it would let through."""
    made = solved(problem, weights=weights or {})
    return flows_of(problem, made, _usd(problem, made))


def flows_of(problem: Problem, made: Programme, cost: float) -> Flows:
    """What a solved programme says."""
    values = made.values
    flows = {key: values[column] for key, column in made.flow_columns.items() if values[column] > LEAST}
    served = {each.id: each.amount - values[made.left_columns[each.id]] for each in problem.demands}
    kinds = {each.id: each.kind for each in problem.demands}
    used = {limit.id: 0.0 for limit in problem.limits}
    limits_of: dict[str, list[tuple[str, Mapping[str, float]]]] = {}
    for limit in problem.limits:
        for arc in limit.arcs:
            limits_of.setdefault(arc, []).append((limit.id, limit.use))
    for (demand, arc), flow in flows.items():
        for name, use in limits_of.get(arc, ()):
            used[name] += flow * use.get(kinds[demand], 0.0)
    worth = {name: max(-made.duals[row], 0.0) if made.duals else 0.0 for name, row in made.limit_rows.items()}
    return Flows(
        cost,
        served,
        flows,
        {limit.id: LimitUse(used[limit.id], limit.amount, worth[limit.id]) for limit in problem.limits},
    )


def _usd(problem: Problem, made: Programme) -> float:
    arcs = {arc.id: arc for arc in problem.arcs}
    kinds = {demand.id: demand.kind for demand in problem.demands}
    moved = sum(
        made.values[column] * arcs[arc].cost_of(kinds[demand]) for (demand, arc), column in made.flow_columns.items()
    )
    return moved + sum(made.values[made.left_columns[each.id]] * each.penalty for each in problem.demands)
