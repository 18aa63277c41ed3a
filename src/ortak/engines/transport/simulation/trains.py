"""A block train that leaves when it is full, or when its first box has waited long enough.

Other boxes come one by one at a steady rate.
"""

import numpy as np

from ortak.engines.compiled import compiled
from ortak.engines.transport.simulation.randomness import exponential, uniform


@compiled
def departs(key: np.uint64, arrives: float, size: int, rate: float, longest: float, before: int) -> float:
    """When the train leaves that the box of `arrives` is put on; `before` trains are formed before it comes.

    `size` boxes make a train; it leaves with fewer when its first box has waited `longest` hours.
    """
    cycle = min(size / rate, 1.0 / rate + longest)
    clock = arrives - (before + uniform(key, 0)) * cycle
    number = 1
    waiting, leaves = 0, 0.0
    came = False
    while True:
        following = clock + exponential(uniform(key, number), 1.0 / rate)
        number += 1
        if not came and following >= arrives:
            following, came = arrives, True
            clock = arrives
            if waiting and leaves < arrives:
                waiting = 0
            waiting, leaves = _joined(waiting, leaves, arrives, longest)
            if waiting >= size:
                return arrives
            continue
        if waiting and leaves < following:
            if came:
                return leaves
            waiting = 0
        clock = following
        waiting, leaves = _joined(waiting, leaves, following, longest)
        if waiting >= size:
            if came:
                return following
            waiting = 0


@compiled
def _joined(waiting: int, leaves: float, now: float, longest: float) -> tuple[int, float]:
    """One box more on the train that is being formed, or the first of the next one."""
    return (waiting + 1, leaves) if waiting else (1, now + longest)
