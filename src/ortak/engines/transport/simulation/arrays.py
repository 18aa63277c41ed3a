"""A corridor as arrays, for the compiled loop.

>>> from ortak.engines.transport.simulation.corridor import Corridor, Move
>>> from ortak.engines.transport.simulation.distributions import constant
>>> arrays_of(Corridor("x", (Move("a", constant(1.0)),))).whole[0].tolist()[:4]
[0, 0, 0, 3904355907]
"""

import zlib
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ortak.engines.transport.simulation.corridor import MONTHS, Corridor, Line, Move, Stage, Train, Vessel
from ortak.engines.transport.simulation.distributions import Distribution, Numbers, constant, packed

MOVE, LINE, VESSEL, TRAIN = 0, 1, 2, 3
KIND, WORK, AFTER, STREAM, MANY, BEFORE = 0, 1, 2, 3, 4, 5
"""Columns of whole numbers: kind of stage, row of its distribution, row of what follows, key of its stream, servers or
boxes, what is simulated before."""
RATE, OPENS, CLOSES, HEADWAY, SHIFT, CLOSED, LONGEST = 0, 1, 2, 3, 4, 5, 6


class Arrays(NamedTuple):
    """Shapes: whole (stages, 6), real (stages, 7), closed (stages, 12), kinds (d,), tables (d, points)."""

    whole: npt.NDArray[np.int64]
    real: Numbers
    closed: Numbers
    kinds: npt.NDArray[np.int64]
    tables: Numbers


def stream_of(name: str) -> int:
    """The stream of a stage, from its name alone: a stage added elsewhere changes no other stage's numbers.

    >>> stream_of("a")
    3904355907
    """
    return zlib.crc32(name.encode())


def arrays_of(corridor: Corridor) -> Arrays:
    """The corridor, packed."""
    distributions: list[Distribution] = []
    rows: dict[Distribution, int] = {}

    def row(distribution: Distribution) -> int:
        if distribution not in rows:
            rows[distribution] = len(distributions)
            distributions.append(distribution)
        return rows[distribution]

    whole = np.zeros((len(corridor.stages), 6), dtype=np.int64)
    real = np.zeros((len(corridor.stages), 7))
    closed = np.zeros((len(corridor.stages), MONTHS))
    for at, stage in enumerate(corridor.stages):
        whole[at], real[at] = _packed(stage, row)
        if isinstance(stage, Vessel):
            closed[at] = stage.closed_share
    kinds, tables = packed(distributions)
    return Arrays(whole, real, closed, kinds, tables)


def _packed(stage: Stage, row: Callable[[Distribution], int]) -> tuple[list[int], list[float]]:
    stream = stream_of(stage.id)
    if isinstance(stage, Move):
        return [MOVE, row(stage.hours), 0, stream_of(f"group {stage.group}") if stage.group else stream, 0, 0], [
            0.0
        ] * 7
    if isinstance(stage, Line):
        numbers = [LINE, row(stage.service), row(stage.after), stream, stage.servers, stage.before]
        return numbers, [stage.rate, stage.opens, stage.closes, 0.0, 0.0, 0.0, 0.0]
    nothing = row(constant(0.0))
    if isinstance(stage, Vessel):
        numbers = [VESSEL, nothing, nothing, stream, stage.capacity, stage.before]
        return numbers, [stage.rate, 0.0, 0.0, stage.headway, stage.shift, stage.closed_hours, 0.0]
    assert isinstance(stage, Train)
    return [TRAIN, nothing, nothing, stream, stage.size, 12], [stage.rate, 0.0, 0.0, 0.0, 0.0, 0.0, stage.longest]
