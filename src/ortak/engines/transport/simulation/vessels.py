"""A vessel that sails every so many hours, holds so many boxes, and stays in port while the wind is too strong.

Boxes of others come at a steady rate and board in the order in which they came. The sea is open and closed in turn,
both for exponential times; the closed share depends on the month. A sailing that falls into a closed spell leaves when
it ends. A timetable train is the same without weather.
"""

import math

import numpy as np

from ortak.engines.compiled import compiled
from ortak.engines.transport.simulation.distributions import Numbers
from ortak.engines.transport.simulation.randomness import MOST_AT_ONCE, exponential, poisson, uniform

HOURS_A_MONTH = 730.5
PHASE, SEA, COUNTS, SAILINGS = 0, 1, 2**40, 2**50
"""Where the numbers of the stream are used: the first scheduled sailing, spells, counts of boxes, shifts. Sailings are
counted from the one at which the box comes, so that they draw the same however many are simulated before."""
PARTS = 64
SEA_HOURS = 4000.0
"""The sea is simulated from a multiple of this before the box comes, for the same reason."""


@compiled
def sails(
    key: np.uint64,
    arrives: float,
    headway: float,
    shift: float,
    capacity: int,
    rate: float,
    before: int,
    closed_share: Numbers,
    closed_hours: float,
) -> tuple[float, float]:
    """When the box that arrives at `arrives` leaves, and how long of its wait its vessel was held by the wind.

    `before` sailings are simulated before the box comes, so that the boxes ahead of it are those of an ordinary day.
    Each sailing is up to `shift` / 2 of a headway early or late.
    """
    scheduled = arrives + (uniform(key, PHASE) - before) * headway
    last = scheduled - headway
    sea = arrives - math.ceil((arrives - last) / SEA_HOURS) * SEA_HOURS
    closed, changes, spell = _first_spell(key, sea, closed_share, closed_hours)
    queue, sailing, came = 0, 0, False
    while True:
        late = uniform(key, SAILINGS + sailing - before) - 0.5
        planned = scheduled + (sailing + shift * late) * headway
        leaves = max(planned, last)
        while changes <= leaves or closed:
            if closed and changes > leaves:
                leaves = changes
            closed, changes, spell = _next_spell(key, closed, changes, spell, closed_share, closed_hours)
        if not came:
            until = min(leaves, arrives)
            queue += _boxes(key, COUNTS + (sailing - before) * PARTS, rate * (until - last))
            came = leaves >= arrives
        if came and queue < capacity:
            return leaves, leaves - max(min(planned, leaves), arrives)
        queue -= min(queue, capacity)
        last = leaves
        sailing += 1


@compiled
def _share(closed_share: Numbers, hour: float) -> float:
    return float(closed_share[int(hour / HOURS_A_MONTH) % 12])


@compiled
def _first_spell(key: np.uint64, hour: float, closed_share: Numbers, closed_hours: float) -> tuple[bool, float, int]:
    """Whether the sea is closed at `hour`, when that changes, and the number of the next spell."""
    share = _share(closed_share, hour)
    closed = uniform(key, SEA) < share
    return closed, hour + _spell_hours(key, closed, 0, share, closed_hours), 1


@compiled
def _next_spell(
    key: np.uint64, closed: bool, changes: float, spell: int, closed_share: Numbers, closed_hours: float
) -> tuple[bool, float, int]:
    share = _share(closed_share, changes)
    return not closed, changes + _spell_hours(key, not closed, spell, share, closed_hours), spell + 1


@compiled
def _spell_hours(key: np.uint64, closed: bool, spell: int, share: float, closed_hours: float) -> float:
    if share <= 0.0:
        return 0.0 if closed else HOURS_A_MONTH
    mean = closed_hours if closed else closed_hours * (1.0 - share) / share
    return exponential(uniform(key, SEA + 1 + spell), mean)


@compiled
def _boxes(key: np.uint64, number: int, mean: float) -> int:
    count = 0
    while mean > MOST_AT_ONCE:
        count += poisson(uniform(key, number), MOST_AT_ONCE)
        mean -= MOST_AT_ONCE
        number += 1
    return count + poisson(uniform(key, number), mean)
