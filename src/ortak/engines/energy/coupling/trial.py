"""A choice of blocks that is changed step by step; only the hours that a change touches are cleared again.

>>> from ortak.engines.energy.coupling.blocks import Block, book
>>> from ortak.engines.energy.coupling.market import tiny_market
>>> trial = Trial(tiny_market(), book([Block("a", 1_000, ((0, 1, 20_000),))], 1, 2), 10)
>>> before = trial.welfare
>>> trial.add(0), trial.welfare - before  # 20 MWh for 10.00 instead of 50.00
(True, 80000000)
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ortak.engines.energy.coupling.blocks import Book, closed
from ortak.engines.energy.coupling.clearing import Hours
from ortak.engines.energy.coupling.market import Market

Integers = NDArray[np.int64]
Truths = NDArray[np.bool_]


class Kept(NamedTuple):
    """What is needed to come back to a state."""

    taken: Truths
    fixed: Integers
    price: Integers
    by_hour: Integers
    welfare: int


class Trial:
    """The state of the search: blocks taken, prices, welfare; `bound` is the lowest seen, `tries` what is left."""

    def __init__(self, market: Market, pages: Book, tries: int) -> None:
        self.pages, self.tries = pages, tries
        self.taken = np.zeros(len(pages.blocks), dtype=np.bool_)
        self.hours = Hours(market)
        if not self.hours.clear(range(market.hours)):
            self.hours.refuse()
        self.price, self.by_hour = self.hours.price, self.hours.welfare
        self.legs = [np.flatnonzero(pages.owner == number) for number in range(len(pages.blocks))]
        self.asked = [
            int(pages.energy[legs].sum()) * each.price for legs, each in zip(self.legs, pages.blocks, strict=True)
        ]
        self.welfare = int(self.by_hour.sum())
        self.bound = self.welfare + pages.best(self.surplus())

    def surplus(self) -> Integers:
        """What each block earns at the prices of the moment."""
        return self.pages.surplus(self.price)

    def keep(self) -> Kept:
        """The state, to come back to."""
        return Kept(self.taken.copy(), self.hours.fixed.copy(), self.price.copy(), self.by_hour.copy(), self.welfare)

    def restore(self, kept: Kept) -> None:
        """Back to a state that was kept."""
        self.taken[:], self.hours.fixed[:], self.price[:], self.by_hour[:] = kept[:4]
        self.welfare = kept.welfare

    def add(self, number: int) -> bool:
        """Take a block with its parents, in place of another of its group; False, and nothing done, if it cannot be."""
        blocks = self.pages.blocks
        change = {each: 1 for each in closed(blocks, number) if not self.taken[each]}
        for members in self.pages.groups:
            if number in members:
                change.update({each: -1 for each in members if self.taken[each]})
        return self._change(change)

    def drop(self, number: int) -> bool:
        """Leave a block out, with all that is linked to it."""
        change, todo = {}, [number]
        while todo:
            each = todo.pop()
            todo.extend(self.pages.children[each])
            if self.taken[each]:
                change[each] = -1
        return self._change(change)

    def _change(self, change: dict[int, int]) -> bool:
        self.tries -= 1
        before = self.keep()
        for number, sign in change.items():
            legs = self.legs[number]
            where = (self.pages.hour[legs], self.pages.zone[legs])
            np.add.at(self.hours.fixed, where, sign * self.pages.energy[legs])
            self.taken[number] = sign > 0
        touched = sorted({int(hour) for number in change for hour in self.pages.hour[self.legs[number]]})
        if not self.hours.clear(touched):
            self.restore(before)
            return False
        asked = sum(self.asked[number] for number in np.flatnonzero(self.taken))
        self.welfare = int(self.by_hour.sum()) - asked
        surplus = self.surplus()
        possible = self.welfare + self.pages.best(surplus) - int(surplus[self.taken].sum())
        self.bound = min(self.bound, possible)
        return True

    def bound_at(self, price: Integers) -> None:
        """Lower the bound by what any prices prove: hours cleared with prices as given, and the best of the blocks."""
        market, cells = self.hours.market, np.arange(price.size)
        flat = price.ravel()
        gain = 0
        for curve, sign in ((market.offers, 1), (market.bids, -1)):
            cell = np.repeat(cells, np.diff(curve.start))
            gain += int((np.maximum(sign * (flat[cell] - curve.price), 0) * curve.quantity).sum())
        rise = price[:, market.head] - price[:, market.tail]
        gain += int(np.maximum(rise * market.high, rise * market.low).sum() + (price * market.fixed).sum())
        self.bound = min(self.bound, gain + self.pages.best(self.pages.surplus(price)))
