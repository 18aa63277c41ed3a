"""The table of all pairs of airports: direct, with one stop, or neither; hours, the stop, the quality.

The nonstop time and the quality of a connection follow NetScan (Veldhuis 1997, "The competitive position of airline
networks", Journal of Air Transport Management 3(4), 181-188; constants as in Burghouwt, de Wit, Veldhuis and Matsumoto
2009, "Air network performance and hub competitive position", Journal of Airport Management 3(4), 384-400; compared with
other indices by Burghouwt and Redondi 2013, Journal of Transport Economics and Policy 47(1), 35-53):

    nonstop    NST = (40 + 0.068 km) / 60                     hours, km along the great circle
    longest    MXT = (3 - 0.075 NST) NST                      a trip felt to be longer than this is not made
    felt       PTT = hours flown + (3 - 0.075 NST) hours on the ground
    quality    QLX = 1 - (PTT - NST) / (MXT - NST)            1 for a nonstop flight, 0 and less: not counted
    units      CNU = QLX x frequency

Where the frequency is not known each link counts once, so that the units are links weighted by quality and not weekly
flights. A connection through any airport counts that both links reach; whether one ticket is sold for it is not known.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ortak.engines.transport.air.network import AirError, AirNetwork, between_km, pairwise_km

MINUTES, MINUTES_PER_KM = 40.0, 0.068
PENALTY, PENALTY_PER_HOUR = 3.0, 0.075


@dataclass(frozen=True)
class Rules:
    """What counts as a connection: hours on the ground at the stop at least, and the longest way round allowed.

    `detour` is the distance flown divided by the great circle between the ends.
    """

    connection_hours: float = 1.5
    detour: float = 2.0

    def __post_init__(self) -> None:
        if not 0 <= self.connection_hours <= 24:
            raise AirError(f"a connection takes 0 to 24 hours, not {self.connection_hours}")
        if not 1 <= self.detour <= 10:
            raise AirError(f"the detour factor lies between 1 and 10, not {self.detour}")


@dataclass(frozen=True)
class Table:
    """All pairs of n airports as (n, n) arrays, symmetric; pairs within one city are left out.

    `stops` is 0 (direct), 1 or -1 (neither). `hours` is the fastest itinerary, infinite where there is none. `via` is
    the index of its stop or -1. `detour` is the distance flown over the great circle, NaN where there is none. `units`
    are the connectivity units, direct and through every possible stop.
    """

    stops: NDArray[np.int8]
    hours: NDArray[np.float64]
    via: NDArray[np.int32]
    units: NDArray[np.float64]
    vectors: NDArray[np.float64]

    @cached_property
    def km(self) -> NDArray[np.float64]:
        """Great circles between all airports, (n, n)."""
        return pairwise_km(self.vectors)

    @property
    def detour(self) -> NDArray[np.float64]:
        """Distance flown over the great circle, (n, n), NaN where there is no itinerary."""
        stop = np.maximum(self.via, 0)
        ends = np.arange(len(self.km))
        flown = self.km[ends[:, None], stop] + self.km[stop, ends[None, :]]
        with np.errstate(invalid="ignore", divide="ignore"):
            found: NDArray[np.float64] = np.where(
                self.stops == 0, 1.0, np.where(self.stops == 1, flown / self.km, np.nan)
            )
            return found

    @property
    def closeness(self) -> NDArray[np.float64]:
        """Harmonic closeness of each airport, (n,): the mean over all others of 1 / hours, 0 where not reached.

        Rochat 2009, "Closeness centrality extended to unconnected graphs".
        """
        found: NDArray[np.float64] = (1.0 / self.hours).sum(axis=1) / max(1, len(self.hours) - 1)
        return found


def nonstop_hours(km: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scheduled hours of a nonstop flight over a great circle of that many kilometres, from gate to gate.

    >>> nonstop_hours(np.array([500.0, 4000.0])).round(2).tolist()
    [1.23, 5.2]
    """
    hours: NDArray[np.float64] = (MINUTES + MINUTES_PER_KM * km) / 60
    return hours


def quality(
    km: NDArray[np.float64], flown: NDArray[np.float64], ground: float | NDArray[np.float64]
) -> NDArray[np.float64]:
    """NetScan's quality of a connection: `km` between the ends, `flown` hours in the air, `ground` hours at the stop.

    >>> quality(np.array([3000.0]), np.array([4.5]), 1.5).round(3).tolist()
    [0.351]
    """
    nonstop = nonstop_hours(km)
    penalty = PENALTY - PENALTY_PER_HOUR * nonstop
    longest = penalty * nonstop
    felt = flown + penalty * ground
    found: NDArray[np.float64] = 1 - (felt - nonstop) / (longest - nonstop)
    return found


def connect(network: AirNetwork, rules: Rules = Rules()) -> Table:
    """The table of all pairs: each link, and for every airport all pairs of its links.

    The work is the sum over airports of the square of their links: 67,000 directed routes of the world take well
    below a second.
    """
    count = len(network.airports)
    stops = np.full((count, count), -1, np.int8)
    hours = np.full((count, count), np.inf)
    via = np.full((count, count), -1, np.int32)
    units = np.zeros((count, count))
    one, other = network.links.T
    direct = nonstop_hours(network.link_km)
    apart = network.cities[one] != network.cities[other]
    for start, end in ((one, other), (other, one)):
        stops[start[apart], end[apart]] = 0
        hours[start, end] = np.where(apart, direct, np.inf)
        units[start[apart], end[apart]] = 1.0
    for stop, reached in enumerate(network.neighbours):
        if len(reached) > 1:
            _through(stop, reached, network, rules, stops, hours, via, units)
    return Table(stops, hours, via, units, network.vectors)


def _through(
    stop: int,
    reached: NDArray[np.int64],
    network: AirNetwork,
    rules: Rules,
    stops: NDArray[np.int8],
    hours: NDArray[np.float64],
    via: NDArray[np.int32],
    units: NDArray[np.float64],
) -> None:
    """Every pair of the airports that `stop` reaches: count its quality, and keep it where it is the fastest so far."""
    first, second = np.triu_indices(len(reached), 1)
    start, end = reached[first], reached[second]
    around = network.vectors[reached]
    legs = between_km(around, network.vectors[stop])
    flown_km = legs[first] + legs[second]
    apart = pairwise_km(around)[first, second]
    cities = network.cities
    fits = (flown_km <= rules.detour * apart) & (cities[start] != cities[end])
    fits &= (cities[start] != cities[stop]) & (cities[end] != cities[stop])
    start, end, apart = start[fits], end[fits], apart[fits]
    times = nonstop_hours(legs)
    flown = (times[first] + times[second])[fits]
    gained = np.maximum(quality(apart, flown, rules.connection_hours), 0.0)
    units[start, end] += gained
    units[end, start] += gained
    total = flown + rules.connection_hours
    better = (total < hours[start, end]) & (stops[start, end] != 0)
    start, end, total = start[better], end[better], total[better]
    for here, there in ((start, end), (end, start)):
        hours[here, there] = total
        via[here, there] = stop
        stops[here, there] = 1
