"""A flow problem as a linear programme, with yes-or-no options if there are any, and its answer from HiGHS.

Internal: `flows` and `selection` use it. Columns are the flow of each demand on each arc that it can use, what of each
demand stays behind, and the options; rows are the balance of each demand at each place, the limits and the budget.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from ortak.engines.solver import linear_model, solver
from ortak.engines.transport.capacity.errors import CapacityError
from ortak.engines.transport.capacity.problem import Demand, Option, Problem

CRACK = 1e-5
"""What a limit of nothing lets through all the same: without it the worth of its first unit has no single value."""


@dataclass
class Programme:
    """Columns and rows as they are being made, and the answer."""

    costs: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    entries: list[tuple[int, int, float]] = field(default_factory=list)
    flow_columns: dict[tuple[str, str], int] = field(default_factory=dict)
    left_columns: dict[str, int] = field(default_factory=dict)
    option_columns: dict[str, int] = field(default_factory=dict)
    limit_rows: dict[str, int] = field(default_factory=dict)
    values: list[float] = field(default_factory=list)
    duals: list[float] = field(default_factory=list)
    objective: float = 0.0

    def column(self, cost: float, most: float) -> int:
        self.costs.append(cost)
        self.most.append(most)
        return len(self.costs) - 1

    def row(self, low: float, high: float) -> int:
        self.low.append(low)
        self.high.append(high)
        return len(self.low) - 1


def solved(
    problem: Problem,
    options: tuple[Option, ...] = (),
    budget: float | None = None,
    weights: Mapping[str, float] | None = None,
) -> Programme:
    """The answer. With `weights` by kind, the least weighted amount that stays behind; without, the least USD."""
    made = Programme()
    limits_of: dict[str, list[tuple[int, Mapping[str, float]]]] = defaultdict(list)
    for limit in problem.limits:
        made.limit_rows[limit.id] = made.row(-np.inf, max(limit.amount, CRACK))
        for arc in limit.arcs:
            limits_of[arc].append((made.limit_rows[limit.id], limit.use))
    for demand in problem.demands:
        _add_demand(made, problem, demand, limits_of, weights)
    _add_options(made, options, budget)
    _solve(made)
    return made


def _add_demand(
    made: Programme,
    problem: Problem,
    demand: Demand,
    limits_of: Mapping[str, list[tuple[int, Mapping[str, float]]]],
    weights: Mapping[str, float] | None,
) -> None:
    useful = _useful(problem, demand)
    balance: dict[str, int] = {}
    for arc in problem.arcs:
        if arc.tail in useful and arc.head in useful:
            column = made.column(arc.cost_of(demand.kind) if weights is None else 0.0, demand.amount)
            made.flow_columns[demand.id, arc.id] = column
            for place, sign in ((arc.tail, -1.0), (arc.head, 1.0)):
                if place not in balance:
                    arrives = demand.amount * ((place == demand.sink) - (place == demand.source))
                    balance[place] = made.row(arrives, arrives)
                made.entries.append((balance[place], column, sign))
            for row, use in limits_of.get(arc.id, ()):
                if use.get(demand.kind):
                    made.entries.append((row, column, use[demand.kind]))
    cost = demand.penalty if weights is None else weights.get(demand.kind, 1.0)
    left = made.left_columns[demand.id] = made.column(cost, demand.amount)
    for place, sign in ((demand.source, -1.0), (demand.sink, 1.0)):
        if place in balance:
            made.entries.append((balance[place], left, sign))
    if not balance:  # no way at all: everything stays behind
        made.entries.append((made.row(demand.amount, demand.amount), left, 1.0))


def _useful(problem: Problem, demand: Demand) -> set[str]:
    """The places on some way from source to sink."""
    ahead, back = defaultdict(list), defaultdict(list)
    for arc in problem.arcs:
        ahead[arc.tail].append(arc.head)
        back[arc.head].append(arc.tail)

    def reached(start: str, steps: Mapping[str, list[str]]) -> set[str]:
        seen, waiting = {start}, [start]
        while waiting:
            for place in steps.get(waiting.pop(), ()):
                if place not in seen:
                    seen.add(place)
                    waiting.append(place)
        return seen

    both = reached(demand.source, ahead) & reached(demand.sink, back)
    return both if demand.sink in both else set()


def _add_options(made: Programme, options: tuple[Option, ...], budget: float | None) -> None:
    for option in options:
        column = made.option_columns[option.id] = made.column(0.0, 1.0)
        made.whole.append(column)
        for limit, gain in option.gains.items():
            if limit not in made.limit_rows:
                raise CapacityError(f"option {option.id}: there is no limit {limit}")
            made.entries.append((made.limit_rows[limit], column, -gain))
    if options and budget is not None:
        row = made.row(-np.inf, budget)
        made.entries.extend((row, made.option_columns[each.id], each.cost or 0.0) for each in options)


def _solve(made: Programme) -> None:
    import highspy

    if not made.costs:
        made.duals = [0.0] * len(made.low)
        return
    entries = tuple(zip(*made.entries, strict=True)) or ((), (), ())
    none = np.zeros(len(made.costs))
    programme = linear_model(made.costs, (none, made.most), (made.low, made.high), entries, made.whole)
    highs = solver()
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.passModel(programme)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise CapacityError(f"the solver ended with {highs.modelStatusToString(highs.getModelStatus())}")
    answer = highs.getSolution()
    made.values, made.duals = list(answer.col_value), list(answer.row_dual)
    made.objective = float(highs.getInfo().objective_function_value)
