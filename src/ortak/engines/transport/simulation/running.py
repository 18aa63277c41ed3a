"""Running a simulation: on all cores of this machine, or on a Dask cluster.

Work goes out in blocks of replications. Each block depends on nothing but the corridor, the seed and its first number,
so the result is the same wherever and in whichever order the blocks run.

>>> from ortak.engines.transport.simulation.corridor import Corridor, Move
>>> from ortak.engines.transport.simulation.distributions import pert
>>> result = simulate(Corridor("a run", (Move("rail", pert(1, 2, 3)),)), replications=1000, seed=1)
>>> round(result.mean, 1), result.seed
(2.0, 1)
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from importlib import import_module
from typing import Any, Protocol

import numpy as np

from ortak.engines.transport.simulation.arrays import Arrays, arrays_of
from ortak.engines.transport.simulation.corridor import Corridor
from ortak.engines.transport.simulation.distributions import Numbers
from ortak.engines.transport.simulation.errors import SimulationError
from ortak.engines.transport.simulation.results import Result

BLOCK = 250
HOURS_A_YEAR = 8766.0
MOST_REPLICATIONS = 1_000_000
SEED = 2040
Progress = Callable[[int, int], None]


class Executor(Protocol):
    """Where blocks run: `submit` starts one, `finished` yields futures as they end. See `Cores` and `Cluster`."""

    def submit(self, first: int, count: int, seed: int, start: tuple[float, float], arrays: Arrays) -> Any: ...
    def finished(self, futures: list[Any]) -> Iterator[Any]: ...
    def stop(self, futures: list[Any]) -> None: ...


def simulate(
    corridor: Corridor,
    replications: int = 10_000,
    seed: int = SEED,
    start: tuple[float, float] = (0.0, HOURS_A_YEAR),
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Result:
    """Door-to-door times of `replications` boxes, each with traffic, wind and luck of its own.

    `start` is the range of the hour of the year at which a box leaves. `progress` is called with what is done and the
    whole. Raises `SimulationError` for a number of replications below 1 or above a million.
    """
    if not 1 <= replications <= MOST_REPLICATIONS:
        raise SimulationError(f"{replications} replications; from 1 to {MOST_REPLICATIONS:,} can be run")
    if seed < 0:
        raise SimulationError(f"a seed is a whole number from 0 up, not {seed}")
    arrays = arrays_of(corridor)
    where = executor or Cores()
    hours = np.empty((replications, len(corridor.stages), 3))
    futures: list[Any] = []
    firsts: dict[Any, tuple[int, int]] = {}
    try:
        for first in range(0, replications, BLOCK):
            count = min(BLOCK, replications - first)
            future = where.submit(first, count, seed, start, arrays)
            futures.append(future)
            firsts[future] = (first, count)
        done = 0
        for future in where.finished(futures):
            first, count = firsts[future]
            hours[first : first + count] = future.result()
            done += count
            if progress:
                progress(done, replications)
    finally:
        where.stop(futures)
    return Result(corridor, hours, seed)


def block(first: int, count: int, seed: int, start: tuple[float, float], arrays: Arrays) -> Numbers:
    """One block of replications: shape (count, stages, 3)."""
    from ortak.engines.transport.simulation.replication import replicate

    return replicate(first, count, seed, start[0], start[1], *arrays)


class Cores:
    """All cores of this machine, by threads: the compiled loop holds no lock while it runs."""

    def __init__(self, workers: int | None = None) -> None:
        self.pool = ThreadPoolExecutor(workers or len(os.sched_getaffinity(0)))
        self.ready = False

    def submit(self, first: int, count: int, seed: int, start: tuple[float, float], arrays: Arrays) -> Future[Numbers]:
        """Start a block. The loop is compiled here and not by the threads, so that Ctrl-C ends that as well."""
        if not self.ready:
            block(0, 0, seed, start, arrays)
            self.ready = True
        return self.pool.submit(block, first, count, seed, start, arrays)

    def finished(self, futures: list[Future[Numbers]]) -> Iterator[Future[Numbers]]:
        """The futures, as they end."""
        return as_completed(futures)

    def stop(self, futures: list[Future[Numbers]]) -> None:
        """End at once: blocks that have not begun are dropped."""
        self.pool.shutdown(wait=False, cancel_futures=True)


class Cluster:
    """A Dask cluster: give its client (`dask.distributed.Client`), which stays open."""

    def __init__(self, client: Any) -> None:
        self.client = client

    def submit(self, first: int, count: int, seed: int, start: tuple[float, float], arrays: Arrays) -> Any:
        """Start a block."""
        return self.client.submit(block, first, count, seed, start, arrays, pure=False)

    def finished(self, futures: list[Any]) -> Iterator[Any]:
        """The futures, as they end."""
        yield from import_module("dask.distributed").as_completed(futures)

    def stop(self, futures: list[Any]) -> None:
        """Drop what has not ended."""
        self.client.cancel(futures)
