"""What a change brings: the same boxes through the corridor as it is and as it would be.

Both runs share all chance (common random numbers), so the mean difference is exact to a fraction of an hour. What is
uncertain is the corridor itself: it is drawn anew a number of times from what is known of it, and the interval is that
of the mean gain over the draws. Chance within a draw is averaged away: a gain is one of the mean box.

>>> from ortak.engines.transport.simulation import Corridor, Move, pert
>>> from ortak.engines.transport.what_ifs.changes import quicker
>>> ways = [Corridor("way", (Move("rail", pert(10, 12 + draw, 24)),)) for draw in range(4)]
>>> gained = compare([(way, quicker(way, "moving", 0.5)) for way in ways], replications=200)
>>> 6 < gained.hours.value < 9, gained.hours.low < gained.hours.value < gained.hours.high
(True, True)
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ortak.engines.transport.simulation import Corridor, Result, simulate
from ortak.engines.transport.simulation.running import SEED, Executor, Progress
from ortak.engines.transport.what_ifs.errors import ChangeError

LEVEL = 0.8


@dataclass(frozen=True)
class Range:
    """A mean with the ends of its interval (`LEVEL`), in `unit`; positive is a gain."""

    value: float
    low: float
    high: float
    unit: str

    @classmethod
    def of(cls, values: Sequence[float], unit: str) -> "Range":
        """The mean of values, one for each draw, and the range that holds 80 % of them.

        >>> Range.of([1.0, 2.0, 3.0], "hours").value
        2.0
        """
        if not values:
            raise ChangeError("a range of nothing: give a value for each draw")
        low, high = (float(np.quantile(values, chance)) for chance in ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
        return cls(float(np.mean(values)), low, high, unit)


@dataclass(frozen=True)
class Gained:
    """Hours that the mean box gains, what it took before and after, and where the gain arises; `each` is the gain of
    each draw."""

    hours: Range
    before: float
    after: float
    late_before: float
    late_after: float
    causes: dict[str, float]
    each: tuple[float, ...]
    replications: int
    seed: int


def compare(
    pairs: Sequence[tuple[Corridor, Corridor]],
    replications: int = 250,
    seed: int = SEED,
    executor: Executor | None = None,
    progress: Progress | None = None,
    base_runs: list[Result] | None = None,
) -> Gained:
    """What the second of each pair of corridors gains over the first; a pair for each draw of what is uncertain.

    `late_*` are the times that nine of ten boxes stay below. `executor` must outlive several runs (`Cluster` does).
    `base_runs`, empty at first, keeps the runs of the first of each pair for other changes of the same corridors.
    """
    if not pairs:
        raise ChangeError("nothing to compare: give at least one pair of corridors")
    runs: list[tuple[Result, Result]] = []
    known = list(base_runs or ())
    for number, (now, then) in enumerate(pairs):
        here = known[number] if known else simulate(now, replications, seed + number, executor=executor)
        there = here if then == now else simulate(then, replications, seed + number, executor=executor)
        runs.append((here, there))
        if base_runs is not None and not known:
            base_runs.append(here)
        if progress:
            progress(number + 1, len(pairs))
    each = tuple(here.mean - there.mean for here, there in runs)
    causes: dict[str, float] = {}
    for here, there in runs:
        for result, sign in ((here, 1.0), (there, -1.0)):
            for cause, hours in result.causes.items():
                causes[cause] = causes.get(cause, 0.0) + sign * hours.mean / len(runs)
    before, after = (np.concatenate([run[side].totals for run in runs]) for side in (0, 1))
    return Gained(
        Range.of(each, "hours"),
        float(before.mean()),
        float(after.mean()),
        float(np.quantile(before, 0.9)),
        float(np.quantile(after, 0.9)),
        causes,
        each,
        replications * len(pairs),
        seed,
    )
