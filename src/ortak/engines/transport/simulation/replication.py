"""The compiled loop: one box after another through the corridor, each in a world of its own.

Internal: `running` calls it.
"""

import numpy as np
import numpy.typing as npt

from ortak.engines.compiled import compiled
from ortak.engines.transport.simulation.arrays import (
    AFTER,
    BEFORE,
    CLOSED,
    CLOSES,
    HEADWAY,
    KIND,
    LINE,
    LONGEST,
    MANY,
    MOVE,
    OPENS,
    RATE,
    SHIFT,
    STREAM,
    VESSEL,
    WORK,
)
from ortak.engines.transport.simulation.distributions import Numbers, drawn
from ortak.engines.transport.simulation.lines import leaves_line
from ortak.engines.transport.simulation.randomness import stream_key, uniform
from ortak.engines.transport.simulation.trains import departs
from ortak.engines.transport.simulation.vessels import sails

START = 1
"""The stream of the hour of departure."""


@compiled
def replicate(
    first: int,
    count: int,
    seed: int,
    start_low: float,
    start_high: float,
    whole: npt.NDArray[np.int64],
    real: Numbers,
    closed: Numbers,
    kinds: npt.NDArray[np.int64],
    tables: Numbers,
) -> Numbers:
    """Hours of work, waiting and weather at each stage, for replications `first` to `first + count`: shape (count,
    stages, 3). A box leaves at an hour of the year drawn evenly from `start_low` to `start_high`."""
    stages = whole.shape[0]
    hours = np.zeros((count, stages, 3))
    for each in range(count):
        clock = start_low + (start_high - start_low) * uniform(stream_key(seed, first + each, START), 0)
        for at in range(stages):
            key = stream_key(seed, first + each, whole[at, STREAM])
            kind = whole[at, KIND]
            work = whole[at, WORK]
            if kind == MOVE:
                hours[each, at, 0] = drawn(kinds[work], tables[work], uniform(key, 0))
            elif kind == LINE:
                left, service = leaves_line(
                    key,
                    clock,
                    real[at, RATE],
                    whole[at, MANY],
                    whole[at, BEFORE],
                    kinds[work],
                    tables[work],
                    real[at, OPENS],
                    real[at, CLOSES],
                )
                after = whole[at, AFTER]
                hours[each, at, 0] = service + drawn(kinds[after], tables[after], uniform(key, 0))
                hours[each, at, 1] = max(left - clock - service, 0.0)
            elif kind == VESSEL:
                left, held = sails(
                    key,
                    clock,
                    real[at, HEADWAY],
                    real[at, SHIFT],
                    whole[at, MANY],
                    real[at, RATE],
                    whole[at, BEFORE],
                    closed[at],
                    real[at, CLOSED],
                )
                hours[each, at, 1] = left - clock - held
                hours[each, at, 2] = held
            else:
                left = departs(key, clock, whole[at, MANY], real[at, RATE], real[at, LONGEST], whole[at, BEFORE])
                hours[each, at, 1] = left - clock
            clock += hours[each, at, 0] + hours[each, at, 1] + hours[each, at, 2]
    return hours
