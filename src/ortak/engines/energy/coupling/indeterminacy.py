"""Where orders leave a price open: it is drawn to the prices of zones outside, as far as these orders allow.

At a border whose fixed exchange could grow, the zone outside is not dearer; where it could shrink, not cheaper. Such
bounds narrow the range of optimal prices, and the middle of what is left clears as every price in the range does.

>>> from ortak.engines.energy.coupling import Market, clear, curves_of
>>> none = np.zeros((1, 0), dtype=np.int64)
>>> market = Market(("a",), none[0], none[0], none, none, np.zeros((1, 1), dtype=np.int64),
...     curves_of([[(1_000, 10), (2_000, 10)]]), curves_of([[(3_000, 10)]], falling=True))
>>> clear(market).price.tolist(), drawn(market, clear(market), [Reference(0, 0, 1_990, 1_990)]).price.tolist()
([[1500]], [[1990]])
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ortak.engines.energy.coupling.clearing import Clearing
from ortak.engines.energy.coupling.market import Market

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reference:
    """Bounds that a border sets for the price of a zone in an hour, in cents; None where it sets none."""

    hour: int
    zone: int
    least: int | None
    most: int | None


def drawn(
    market: Market, clearing: Clearing, references: Sequence[Reference], kept: frozenset[int] = frozenset()
) -> Clearing:
    """The same clearing at prices that respect the references where the range of prices allows it.

    Hours `kept` stay as they are. A reference outside the range of optimal prices says nothing and is left out.

    >>> from ortak.engines.energy.coupling import clear, tiny_market
    >>> drawn(tiny_market(), clear(tiny_market()), [Reference(0, 0, 2_500, 2_500)]).price.tolist()
    [[2000, 5000]]
    """
    lowest, highest = clearing.lowest.copy(), clearing.highest.copy()
    touched = set()
    for each in references:
        low, high = clearing.lowest[each.hour, each.zone], clearing.highest[each.hour, each.zone]
        if low == high or each.hour in kept:
            continue
        if each.least is not None and low < each.least <= high:
            lowest[each.hour, each.zone] = max(lowest[each.hour, each.zone], each.least)
            touched.add(each.hour)
        if each.most is not None and low <= each.most < high:
            highest[each.hour, each.zone] = min(highest[each.hour, each.zone], each.most)
            touched.add(each.hour)
    price = clearing.price.copy()
    for hour in sorted(touched):
        _spread(market, clearing, hour, lowest[hour], highest[hour])
        if (lowest[hour] <= highest[hour]).all():
            price[hour] = (lowest[hour] + highest[hour]) >> 1
    return at_prices(market, clearing, price)


def _spread(market: Market, clearing: Clearing, hour: int, lowest: Integers, highest: Integers) -> None:
    """A price bound holds wherever power could still go: over links with room."""
    for _ in market.zones:
        for link in range(market.tail.size):
            ends = (
                [(market.tail[link], market.head[link])] if clearing.flow[hour, link] < market.high[hour, link] else []
            )
            if clearing.flow[hour, link] > market.low[hour, link]:
                ends.append((market.head[link], market.tail[link]))
            for start, end in ends:
                lowest[start] = max(lowest[start], lowest[end])
                highest[end] = min(highest[end], highest[start])


def at_prices(market: Market, clearing: Clearing, price: Integers) -> Clearing:
    """The same volumes and flows at other prices; welfare is the same, its parts are not.

    >>> from ortak.engines.energy.coupling import clear, tiny_market
    >>> result = clear(tiny_market())
    >>> at_prices(tiny_market(), result, result.price).rent.tolist() == result.rent.tolist()
    True
    """
    change = price - clearing.price
    rise = price[:, market.head] - price[:, market.tail]
    return replace(
        clearing,
        price=price,
        consumers=clearing.consumers - (change * clearing.bought).sum(axis=1),
        producers=clearing.producers + (change * clearing.sold).sum(axis=1),
        rent=(rise * clearing.flow).sum(axis=1),
        external=(price * market.fixed).sum(axis=1),
    )
