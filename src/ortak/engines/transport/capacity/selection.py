"""Which investments to build under a budget: the exact choice, and each one by itself.

>>> from ortak.engines.transport.capacity.problem import Arc, Demand, Limit, Option, Problem
>>> line = Limit("line", "the line", ("rail",), 40.0, "TEU", {"containers": 1.0})
>>> demand = Demand("d", "a", "b", 50.0, "containers", 5000.0)
>>> problem = Problem((Arc("rail", "a", "b", 100.0),), (demand,), (line,))
>>> options = (Option("small", "a siding", 1e4, {"line": 5.0}), Option("large", "a track", 9e4, {"line": 90.0}))
>>> select(problem, options, 2e4).chosen, select(problem, options, 1e5).chosen
(('small',), ('large',))
"""

from dataclasses import dataclass

from ortak.engines.transport.capacity.errors import CapacityError
from ortak.engines.transport.capacity.flows import Flows, cheapest_flow
from ortak.engines.transport.capacity.linear import solved
from ortak.engines.transport.capacity.problem import Option, Problem

CENT = 0.01


@dataclass(frozen=True)
class Selection:
    """The options chosen, what they cost, USD a year that they save, the flows with them; `left_out` have no known
    cost and were not weighed."""

    chosen: tuple[str, ...]
    spent: float
    saved: float
    flows: Flows
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Relief:
    """What one option brings by itself: USD a year, more cargo by kind, and USD saved a year for each USD spent (None
    if its cost is unknown)."""

    option: str
    saved: float
    more: dict[str, float]
    per_usd: float | None


def select(problem: Problem, options: tuple[Option, ...], budget: float) -> Selection:
    """The set of options within `budget` USD that saves most in a year; of sets that save the same, no dear ones.

    Exact: the options are yes-or-no columns of the flow programme, solved with no gap allowed. Options of unknown cost
    are left out and named.
    """
    if not budget >= 0:
        raise CapacityError(f"a budget is USD from 0 up, not {budget}")
    known = tuple(option for option in options if option.cost is not None)
    left_out = tuple(option.id for option in options if option.cost is None)
    before = cheapest_flow(problem)
    made = solved(problem, known, budget)
    chosen = tuple(each for each in known if made.values[made.option_columns[each.id]] > 0.5)
    after = cheapest_flow(problem.with_gains(chosen))
    for option in sorted(chosen, key=lambda each: -(each.cost or 0.0)):  # what saves nothing is not built
        fewer = tuple(each for each in chosen if each.id != option.id)
        without = cheapest_flow(problem.with_gains(fewer))
        if without.cost <= after.cost + CENT:
            chosen, after = fewer, without
    spent = sum(option.cost or 0.0 for option in chosen)
    return Selection(tuple(each.id for each in chosen), spent, before.cost - after.cost, after, left_out)


def reliefs(problem: Problem, options: tuple[Option, ...]) -> tuple[Relief, ...]:
    """Each option by itself, those that save most for a USD first, those of unknown cost last."""
    before = cheapest_flow(problem)
    kinds = {demand.id: demand.kind for demand in problem.demands}
    found = []
    for option in options:
        after = cheapest_flow(problem.with_gains((option,)))
        more: dict[str, float] = {}
        for demand, served in after.served.items():
            more[kinds[demand]] = more.get(kinds[demand], 0.0) + served - before.served[demand]
        saved = before.cost - after.cost
        found.append(Relief(option.id, saved, more, saved / option.cost if option.cost else None))
    return tuple(sorted(found, key=lambda each: (each.per_usd is None, -(each.per_usd or 0.0), -each.saved)))
