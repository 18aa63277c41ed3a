"""Distributions of times, as the simulation draws them: by the inverse of the distribution function.

A `Distribution` is a constant, an exponential, or a table of quantiles at equally spaced chances, joined by straight
lines; its mean and variance are those of the table itself. `pert` takes a fast, a usual and a slow case (Malcolm,
Roseboom, Clark and Fazar 1959: a beta distribution with mean (low + 4 usual + high) / 6). `lognormal` is fitted to two
quantiles, or made from mean and coefficient of variation.

>>> hours = pert(20.1, 68.7, 240.0)
>>> round(hours.mean, 2), round(hours.quantile(0.9), 1)
(89.17, 143.6)
>>> exponential_of(4.0).variance
16.0
>>> lognormal(10.0, 0.5).scaled(2.0).mean.__round__(2)
20.0
"""

import math
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from ortak.engines.compiled import compiled
from ortak.engines.transport.simulation.errors import SimulationError

Numbers = npt.NDArray[np.float64]
CONSTANT, EXPONENTIAL, TABLE = 0, 1, 2
POINTS = 513
TAIL = 1 / 4096
"""Unbounded distributions are cut at this chance on either side."""


@dataclass(frozen=True)
class Distribution:
    """A distribution of non-negative times: `kind` and the table of `POINTS` quantiles (the mean alone in the first
    two kinds), times `factor`."""

    kind: int
    table: tuple[float, ...]
    factor: float = 1.0

    @cached_property
    def mean(self) -> float:
        """The mean; of a table, that of the straight lines between its points."""
        if self.kind != TABLE:
            return self.table[0] * self.factor
        values = np.asarray(self.table)
        return float(np.mean((values[1:] + values[:-1]) / 2)) * self.factor

    @cached_property
    def variance(self) -> float:
        """The variance, by the same lines."""
        if self.kind != TABLE:
            return self.mean**2 if self.kind == EXPONENTIAL else 0.0
        low, high = np.asarray(self.table[:-1]), np.asarray(self.table[1:])
        square = float(np.mean((low * low + low * high + high * high) / 3)) * self.factor**2
        return max(square - self.mean**2, 0.0)

    def quantile(self, chance: float) -> float:
        """The value that is reached with this chance."""
        if self.kind == CONSTANT:
            return self.mean
        if self.kind == EXPONENTIAL:
            return -self.mean * math.log1p(-chance)
        return float(np.interp(chance, np.linspace(0, 1, POINTS), self.table)) * self.factor

    def scaled(self, factor: float) -> "Distribution":
        """The same shape, `factor` times as long."""
        if not 0 <= factor < math.inf:
            raise SimulationError(f"a time is scaled by a number from 0 up, not {factor}")
        return replace(self, factor=self.factor * factor)

    @property
    def squared_variation(self) -> float:
        """Variance over squared mean.

        >>> constant(3.0).squared_variation
        0.0
        """
        return self.variance / self.mean**2 if self.mean else 0.0


def constant(value: float) -> Distribution:
    """Always the same time."""
    return Distribution(CONSTANT, (_time(value),))


def exponential_of(mean: float) -> Distribution:
    """Exponential times of this mean."""
    return Distribution(EXPONENTIAL, (_time(mean),))


@lru_cache(maxsize=4096)
def pert(low: float, usual: float, high: float) -> Distribution:
    """PERT: the beta distribution on [low, high] with its peak at `usual`.

    >>> pert(1, 1, 0)
    Traceback (most recent call last):
    ortak.engines.transport.simulation.errors.SimulationError: low 1, usual 1, high 0: they rise, from 0 up
    """
    if not 0 <= low <= usual <= high < math.inf:
        raise SimulationError(f"low {low}, usual {usual}, high {high}: they rise, from 0 up")
    if high - low < 1e-9:
        return constant(usual)
    first = 1 + 4 * (usual - low) / (high - low)
    second = 6 - first
    x = np.linspace(0, 1, 4097)
    density = x ** (first - 1) * (1 - x) ** (second - 1)
    steps = np.concatenate(([0.0], np.cumsum(density[1:] + density[:-1])))
    quantiles = np.interp(np.linspace(0, 1, POINTS), steps / steps[-1], x)
    return Distribution(TABLE, tuple((low + (high - low) * quantiles).tolist()))


@lru_cache(maxsize=256)
def lognormal(mean: float, variation: float) -> Distribution:
    """Lognormal with this mean and coefficient of variation, cut at a chance of 1 in 4,096 and put back to its mean."""
    if variation <= 0:
        return constant(mean)
    sigma = math.sqrt(math.log1p(variation**2))
    chances = np.clip(np.linspace(0, 1, POINTS), TAIL, 1 - TAIL)
    normal = NormalDist()
    raw = Distribution(TABLE, tuple(math.exp(sigma * normal.inv_cdf(float(chance))) for chance in chances))
    return raw.scaled(_time(mean) / raw.mean)


def fitted_lognormal(usual: float, high: float, chance: float = 0.95) -> Distribution:
    """Lognormal with median `usual` that stays below `high` with this chance.

    >>> round(fitted_lognormal(10, 20).quantile(0.5), 2)
    10.0
    """
    if not 0 < usual <= high or not 0.5 < chance < 1:
        raise SimulationError(f"usual {usual}, high {high}, chance {chance}: 0 < usual <= high, 0.5 < chance < 1")
    sigma = math.log(high / usual) / NormalDist().inv_cdf(chance)
    return lognormal(usual * math.exp(sigma**2 / 2), math.sqrt(math.expm1(sigma**2))).scaled(1.0)


def observed(values: list[float]) -> Distribution:
    """What was measured, as it is: quantiles of the values.

    >>> observed([1.0, 2.0, 3.0]).mean
    2.0
    """
    if not values:
        raise SimulationError("a distribution of nothing: give at least one value")
    for value in values:
        _time(value)
    return Distribution(TABLE, tuple(np.quantile(np.asarray(values), np.linspace(0, 1, POINTS)).tolist()))


def _time(value: float) -> float:
    if not 0 <= value < math.inf:
        raise SimulationError(f"a time is a number from 0 up, not {value}")
    return value


@compiled
def drawn(kind: int, table: Numbers, chance: float) -> float:
    """The value of one distribution at a chance, from its row of a packed table."""
    if kind == CONSTANT:
        return float(table[0])
    if kind == EXPONENTIAL:
        return float(-table[0] * math.log1p(-chance))
    place = chance * (POINTS - 1)
    below = int(place)
    return float(table[below] + (table[below + 1] - table[below]) * (place - below))


def packed(distributions: list[Distribution]) -> tuple[npt.NDArray[np.int64], Numbers]:
    """Kinds and tables of several distributions as arrays: shapes (n,) and (n, POINTS)."""
    tables = np.zeros((max(len(distributions), 1), POINTS))
    for row, each in zip(tables, distributions, strict=False):
        row[: len(each.table)] = np.asarray(each.table) * each.factor
    return np.asarray([each.kind for each in distributions] or [0], dtype=np.int64), tables
