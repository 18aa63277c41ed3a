"""What a simulation found: the distribution of the door-to-door time, and where the hours go.

>>> import numpy as np
>>> from ortak.engines.transport.simulation.corridor import Corridor, Move
>>> from ortak.engines.transport.simulation.distributions import constant
>>> two = Corridor("x", (Move("a", constant(1.0)), Move("b", constant(2.0), "gauge change")))
>>> hours = np.zeros((4, 2, 3)); hours[:, 0, 0] = [1, 2, 3, 4]; hours[:, 1, 0] = 2
>>> result = Result(two, hours, 1)
>>> result.mean, result.quantile(0.5), result.on_time_share(5.0), result.causes["gauge change"].mean
(4.5, 4.5, 0.75, 2.0)
"""

import math
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist

import numpy as np

from ortak.engines.transport.simulation.corridor import Corridor, causes_of
from ortak.engines.transport.simulation.distributions import Numbers
from ortak.engines.transport.simulation.errors import SimulationError

QUANTILES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)


@dataclass(frozen=True)
class Hours:
    """Mean, median and 90 % quantile of some hours, and their share of the mean total."""

    mean: float
    median: float
    high: float
    share: float


@dataclass(frozen=True)
class Result:
    """`hours` of work, waiting and weather by replication and stage: shape (replications, stages, 3)."""

    corridor: Corridor
    hours: Numbers
    seed: int

    @cached_property
    def totals(self) -> Numbers:
        """Door-to-door hours of each replication: shape (replications,)."""
        return np.asarray(self.hours.sum(axis=(1, 2)))

    @cached_property
    def mean(self) -> float:
        """The mean door-to-door time."""
        return float(self.totals.mean())

    def quantile(self, chance: float) -> float:
        """The hours within which this share of boxes arrives."""
        return float(np.quantile(self.totals, chance))

    @property
    def quantiles(self) -> dict[float, float]:
        """The usual quantiles."""
        return {chance: self.quantile(chance) for chance in QUANTILES}

    def on_time_share(self, hours: float) -> float:
        """The share of boxes that arrive within `hours`."""
        return float(np.mean(self.totals <= hours))

    def mean_interval(self, level: float = 0.95) -> tuple[float, float]:
        """Between what the mean lies, as far as chance in the replications goes."""
        if self.totals.size < 2:
            return -math.inf, math.inf
        reach = NormalDist().inv_cdf((1 + level) / 2) * float(self.totals.std(ddof=1)) / math.sqrt(self.totals.size)
        return self.mean - reach, self.mean + reach

    def histogram(self, bins: int = 24) -> tuple[list[float], list[int]]:
        """Edges (bins + 1) in hours and counts (bins), of equal width from the quickest to the slowest."""
        if bins < 1:
            raise SimulationError(f"a histogram has at least one bin, not {bins}")
        counts, edges = np.histogram(self.totals, bins)
        return edges.tolist(), counts.tolist()

    @cached_property
    def causes(self) -> dict[str, Hours]:
        """The hours by cause, in the order of the way; their means add up to the mean total."""
        by_cause: dict[str, Numbers] = {}
        for at, stage in enumerate(self.corridor.stages):
            for part, cause in enumerate(causes_of(stage)):
                if cause:
                    by_cause[cause] = by_cause.get(cause, 0.0) + self.hours[:, at, part]
        return {cause: self._hours(values) for cause, values in by_cause.items()}

    @cached_property
    def stages(self) -> dict[str, Hours]:
        """The hours by stage, all causes together."""
        return {stage.id: self._hours(self.hours[:, at].sum(axis=1)) for at, stage in enumerate(self.corridor.stages)}

    def _hours(self, values: Numbers) -> Hours:
        mean = float(values.mean())
        return Hours(
            mean, float(np.median(values)), float(np.quantile(values, 0.9)), mean / self.mean if self.mean else 0.0
        )
