"""A linear or mixed-integer programme as it is written down, and its answer from HiGHS (Huangfu and Hall 2018).

>>> made = Programme()
>>> x, y = made.column(-1.0, 0.0, 4.0), made.column(-2.0, 0.0, 3.0)
>>> row = made.row({x: 1.0, y: 1.0}, high=5.0)
>>> answer = made.solved()
>>> answer.values, answer.duals[row], answer.objective
([2.0, 3.0], -1.0, -8.0)
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf

from ortak.engines.solver import linear_model, solver


@dataclass(frozen=True)
class Answer:
    """Value of each column; dual of each row (of a programme without whole numbers) and reduced cost of each column.
    `bound` is what no answer can be below; it is the objective itself where the optimum is proved."""

    values: list[float]
    duals: list[float]
    reduced: list[float]
    objective: float
    bound: float


@dataclass
class Programme:
    """Columns and rows as they are being made."""

    costs: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
    row_low: list[float] = field(default_factory=list)
    row_high: list[float] = field(default_factory=list)
    entries: list[tuple[int, int, float]] = field(default_factory=list)

    def column(self, cost: float = 0.0, low: float = 0.0, high: float = inf) -> int:
        """A new column; its number."""
        self.costs.append(cost)
        self.low.append(low)
        self.high.append(high)
        return len(self.costs) - 1

    def choice(self, cost: float = 0.0) -> int:
        """A new column that is 0 or 1."""
        self.whole.append(self.column(cost, 0.0, 1.0))
        return self.whole[-1]

    def row(self, terms: Mapping[int, float], low: float = -inf, high: float = inf) -> int:
        """A new row: low <= sum of coefficient times column <= high; its number."""
        self.row_low.append(low)
        self.row_high.append(high)
        number = len(self.row_low) - 1
        self.entries.extend((number, column, value) for column, value in terms.items() if value)
        return number

    def solved(self, nodes: int = 100_000) -> Answer | None:
        """The optimum, or the best after so many `nodes` of a search for whole numbers; None if there is no answer.
        Raises `RuntimeError` if the solver found nothing. Nodes are counted, not seconds: the answer is always one."""
        import highspy

        highs = solver()
        highs.setOptionValue("mip_rel_gap", 1e-6)
        highs.setOptionValue("mip_max_nodes", nodes)
        entries = tuple(zip(*self.entries, strict=True)) or ((), (), ())
        highs.passModel(
            linear_model(self.costs, (self.low, self.high), (self.row_low, self.row_high), entries, self.whole)
        )
        highs.run()
        status = highs.getModelStatus()
        if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return None
        found, told = highs.getSolution(), highs.getInfo()
        optimal = status == highspy.HighsModelStatus.kOptimal
        if not optimal and not (self.whole and found.value_valid):
            raise RuntimeError(f"the solver ended with {highs.modelStatusToString(status)}")
        objective = float(told.objective_function_value)
        bound = float(told.mip_dual_bound) if self.whole else objective
        return Answer(list(found.col_value), list(found.row_dual), list(found.col_dual), objective, bound)
