"""What a zone sells and buys at a price: step curves in merit order, in whole cents and kWh.

Offers of one zone and hour lie in rising order of price, bids in falling order. `sold` and `bought` hold the running
sums of their quantities.

>>> MOST_PRICE > MOST_QUANTITY
False
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ortak.engines.compiled import compiled_in_place

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


@compiled_in_place
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


@compiled_in_place
def place_of(curve: Curves, first: int, zone: int) -> int:
    """Where the running sums of a zone begin."""
    return int(curve.start[first + zone] - curve.start[first] + zone)
