"""Working hours: a place that is open from one hour of the day to another, every day.

>>> after_work(7.0, 3.0, 8.0, 18.0), after_work(17.0, 3.0, 8.0, 18.0)
(11.0, 34.0)
>>> after_work(5.0, 30.0, 0.0, 24.0)
35.0
"""

import math

from ortak.engines.compiled import compiled


@compiled
def after_work(start: float, work: float, opens: float, closes: float) -> float:
    """When `work` hours of work are done that may begin at `start`; hours since a midnight.

    The work rests while the place is closed; `opens` < `closes`, both from 0 to 24.
    """
    day = closes - opens
    if day >= 24.0:
        return start + work
    midnight = math.floor(start / 24.0) * 24.0
    begun = start - midnight
    if begun >= closes:
        midnight, begun = midnight + 24.0, opens
    elif begun < opens:
        begun = opens
    if work <= closes - begun:
        return midnight + begun + work
    left = work - (closes - begun)
    days = math.ceil(left / day) - 1
    return float(midnight + 24.0 + days * 24.0 + opens + left - days * day)
