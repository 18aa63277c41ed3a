"""Piecewise linear orders as steps of one cent, so that they are cleared in whole numbers as all others are.

Taken is the share of the way that the price has gone from the first price to the full one, rounded down to a kWh.
Prices have whole cents anyway, so volumes at every price are those of the line, to a kWh; the welfare counts each kWh
at the whole cent at which it is taken, which is less than a cent per MWh from the line.

>>> linear_steps(2_000, 2_004, 10)
[(2001, 2), (2002, 3), (2003, 2), (2004, 3)]
>>> linear_steps(2_004, 2_000, 10)
[(2003, 2), (2002, 3), (2001, 2), (2000, 3)]
>>> linear_steps(2_000, 2_000, 10)
[(2000, 10)]
"""

import numpy as np

from ortak.engines.energy.coupling.market import Step


def linear_steps(first: int, full: int, quantity: int) -> list[Step]:
    """Steps (price, quantity) of an order of which nothing is taken at the first price and all at the full one.

    Prices in cents per MWh, quantity in kWh. An offer has the higher price last, a bid the lower one; equal prices make
    an ordinary step. There are as many steps as cents between the prices, or as kWh if these are fewer.

    >>> linear_steps(0, 1_000_000, 2)
    [(500000, 1), (1000000, 1)]
    """
    if first == full:
        return [(first, quantity)]
    sign, cents = (1 if full > first else -1), abs(full - first)
    upto = quantity * np.arange(cents + 1, dtype=np.int64) // cents
    taken = np.flatnonzero(np.diff(upto)) + 1
    return [
        (first + sign * int(cent), int(amount)) for cent, amount in zip(taken, np.diff(upto)[taken - 1], strict=True)
    ]
