"""How long a leg takes: mean and spread of a triangular distribution, and the share of trips that come in time.

A fast, a usual and a slow case are taken as the ends and the peak of a triangle (Kotz and van Dorp 2004). Legs of one
carrier in one state share their weather, locomotives and rules: they are taken as slow together, so their standard
deviations add up, and cutting a line into more legs changes nothing. Between such groups times are independent, so
variances add up, and the sum over a route is near a normal distribution.

>>> round(mean(Spread(2.0, 3.0, 7.0)), 2), round(deviation(Spread(2.0, 3.0, 7.0)), 2)
(4.0, 1.08)
"""

from collections.abc import Hashable, Mapping
from math import erf, sqrt

from ortak.engines.transport.network import Spread

LATE_AFTER = 1.25
"""A trip is in time if it takes no longer than the usual hours of its legs and a quarter more."""


def mean(hours: Spread) -> float:
    """Mean of the triangle.

    >>> mean(Spread(1.0, 2.0, 3.0))
    2.0
    """
    return (hours.low + hours.usual + hours.high) / 3


def deviation(hours: Spread) -> float:
    """Standard deviation of the triangle.

    >>> deviation(Spread(5.0, 5.0, 5.0))
    0.0
    """
    low, usual, high = hours
    return sqrt(max(0.0, low * low + usual * usual + high * high - low * usual - low * high - usual * high) / 18)


def on_time_share(usual: float, expected: float, deviations: Mapping[Hashable, float]) -> float:
    """Share of trips within `LATE_AFTER` times the usual hours; `deviations` holds the sum for each group of legs.

    >>> on_time_share(100.0, 100.0, {"rail": 0.0})
    1.0
    >>> round(on_time_share(100.0, 125.0, {"rail": 10.0, "sea": 5.0}), 2)
    0.5
    """
    promised = LATE_AFTER * usual
    spread = sqrt(sum(value * value for value in deviations.values()))
    if spread == 0:
        return 1.0 if expected <= promised else 0.0
    return 0.5 * (1 + erf((promised - expected) / (spread * sqrt(2))))
