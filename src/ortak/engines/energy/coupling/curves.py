"""What a zone sells and buys at a price: step curves in merit order, in whole cents and kWh.

Offers of one zone and hour lie in rising order of price, bids in falling order. `sold` and `bought` hold the running
sums of their quantities, so a price is evaluated by bisection, and only between the steps where it can still lie.

>>> MOST_PRICE > MOST_QUANTITY
False
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ortak.engines.compiled import compiled
from ortak.engines.energy.coupling.one_hour import Hour

Integers = NDArray[np.int64]

MOST_PRICE = 10**8
"""Cents per MWh; a million euro, far above every limit of an exchange."""
MOST_QUANTITY = 10**10
"""kWh in one step: ten TWh in an hour."""


class Curves(NamedTuple):
    """One side's steps; those of hour h and zone z are at `start[h * zones + z]` to `start[h * zones + z + 1]`."""

    start: Integers
    price: Integers
    quantity: Integers


class Steps(NamedTuple):
    """The curves of one hour: where each zone's steps begin, and running sums (one more than steps in each zone)."""

    offers: Curves
    bids: Curves
    sold: Integers
    bought: Integers
    first: int
    """Number of the hour's first zone among all."""


@compiled
def add_up(steps: Steps, zones: int) -> None:
    """Fill `sold` and `bought`: those of a zone begin at `place_of` it."""
    for curve, sums in ((steps.offers, steps.sold), (steps.bids, steps.bought)):
        place = 0
        for zone in range(steps.first, steps.first + zones):
            total = 0
            sums[place] = 0
            for step in range(curve.start[zone], curve.start[zone + 1]):
                total += curve.quantity[step]
                place += 1
                sums[place] = total
            place += 1


@compiled
def place_of(curve: Curves, first: int, zone: int) -> int:
    """Where the running sums of a zone begin."""
    return int(curve.start[first + zone] - curve.start[first] + zone)


@compiled
def offered(curve: Curves, zone: int, price: int, low: int, high: int) -> int:
    """How many of the offers (counted from the zone's first, between low and high) ask at most the price."""
    begin = curve.start[zone]
    while low < high:
        middle = (low + high) // 2
        if curve.price[begin + middle] <= price:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def wanted(curve: Curves, zone: int, price: int, low: int, high: int) -> int:
    """How many of the bids (in falling order of price) pay more than the price."""
    begin = curve.start[zone]
    while low < high:
        middle = (low + high) // 2
        if curve.price[begin + middle] > price:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def balancing_price(steps: Steps, hour: Hour, part: int, least: int, most: int) -> int:
    """The lowest whole price at which the part, taken together, has no deficit; `most` + 1 if there is none.

    All offers at the price are then taken and no bid at it is served. Each step of the bisection narrows the range of
    steps in which the price lies, for every zone.
    """
    zones = hour.part.size
    for zone in range(zones):
        if hour.part[zone] == part:
            at = steps.first + zone
            hour.window[4 * zone] = 0
            hour.window[4 * zone + 1] = steps.offers.start[at + 1] - steps.offers.start[at]
            hour.window[4 * zone + 2] = 0
            hour.window[4 * zone + 3] = steps.bids.start[at + 1] - steps.bids.start[at]
    low, high = least, most + 1
    while low < high:
        price = (low + high) >> 1
        enough = surplus(steps, hour, part, price) >= 0
        if enough:
            high = price
        else:
            low = price + 1
        for zone in range(zones):
            if hour.part[zone] == part:
                window = 4 * zone
                if enough:
                    hour.window[window + 1] = hour.queue[zone]
                    hour.window[window + 2] = hour.by[zone]
                else:
                    hour.window[window] = hour.queue[zone]
                    hour.window[window + 3] = hour.by[zone]
    return low


@compiled
def surplus(steps: Steps, hour: Hour, part: int, price: int) -> int:
    """Surplus of the part at a price; leaves the numbers of offers in `queue` and of bids in `by`, free by then."""
    total = 0
    for zone in range(hour.part.size):
        if hour.part[zone] == part:
            at, window = steps.first + zone, 4 * zone
            sold = offered(steps.offers, at, price, hour.window[window], hour.window[window + 1])
            bought = wanted(steps.bids, at, price, hour.window[window + 2], hour.window[window + 3])
            hour.queue[zone], hour.by[zone] = sold, bought
            total += hour.fixed[zone]
            total += steps.sold[place_of(steps.offers, steps.first, zone) + sold]
            total -= steps.bought[place_of(steps.bids, steps.first, zone) + bought]
    return total
