"""Block orders: one price for a profile of several hours, taken whole or not at all; linked and exclusive ones too.

>>> from ortak.engines.energy.coupling.blocks import Block, closed
>>> blocks = [Block("a", 2_000, ((0, 0, 10_000),)), Block("b", 1_000, ((0, 0, 5_000),), parent=0)]
>>> closed(blocks, 1), closed(blocks, 0)
([1, 0], [0])
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd

import numpy as np
from numpy.typing import NDArray

from ortak.engines.energy.coupling.errors import BadMarket

Integers = NDArray[np.int64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Block:
    """A block: `legs` are (hour, zone, kWh), sold if positive, bought if negative; price in cents per MWh.

    With a `parent` it is taken only if the parent is; of an exclusive `group` at most one is taken.
    """

    name: str
    price: int
    legs: tuple[tuple[int, int, int], ...]
    parent: int = -1
    group: str = ""
    minimum: int = 1_000
    """The least share of it that may be taken, in thousandths."""

    @property
    def grain(self) -> int:
        """In how many equal parts its legs can be cut in whole kWh.

        >>> Block("a", 0, ((0, 0, 20), (1, 0, -30))).grain
        10
        """
        return max(1, gcd(*(energy for _, _, energy in self.legs)))


@dataclass(frozen=True)
class Book:
    """All blocks of a market, with their legs in flat arrays and the families they form."""

    blocks: tuple[Block, ...]
    owner: Integers
    hour: Integers
    zone: Integers
    energy: Integers
    children: tuple[tuple[int, ...], ...]
    groups: tuple[tuple[int, ...], ...]
    last_first: tuple[int, ...]
    """All blocks, children before their parents."""

    def surplus(self, price: Integers) -> Integers:
        """What each block earns if taken at these prices (hours x zones), in cents times kWh / MWh.

        >>> book([Block("a", 2_000, ((0, 0, 10),))], 1, 1).surplus(np.array([[2_500]])).tolist()
        [5000]
        """
        limit = np.array([each.price for each in self.blocks], dtype=np.int64)
        total = np.zeros(len(self.blocks), dtype=np.int64)
        np.add.at(total, self.owner, self.energy * (price[self.hour, self.zone] - limit[self.owner]))
        return total

    def in_part(self, share: Sequence[Fraction]) -> "Book":
        """The same blocks with so much of each; every leg must stay in whole kWh.

        >>> book([Block("a", 0, ((0, 0, 10),))], 1, 1).in_part([Fraction(3, 5)]).energy.tolist()
        [6]
        """
        above = np.array([each.numerator for each in share], dtype=np.int64)
        below = np.array([each.denominator for each in share], dtype=np.int64)
        return replace(self, energy=self.energy // below[self.owner] * above[self.owner])

    def worth(self, surplus: Integers) -> Integers:
        """The best that each block with its descendants could earn; never below zero.

        >>> two = book([Block("a", 2_000, ((0, 0, 10),)), Block("b", 0, ((0, 0, 10),), parent=0)], 1, 1)
        >>> two.worth(two.surplus(np.array([[1_500]]))).tolist()
        [10000, 15000]
        """
        best = np.zeros(len(self.blocks), dtype=np.int64)
        for each in self.last_first:
            best[each] = max(0, int(surplus[each]) + sum(int(best[child]) for child in self.children[each]))
        return best

    def carried(self, surplus: Integers, taken: Truths) -> Integers:
        """What each taken block earns together with its taken descendants: below zero, it would be a paradox.

        >>> one = book([Block("a", 2_000, ((0, 0, 10),))], 1, 1)
        >>> one.carried(np.array([-7]), np.array([True])).tolist()
        [-7]
        """
        total = np.where(taken, surplus, 0)
        for each in self.last_first:
            total[each] += sum(int(total[child]) for child in self.children[each])
        return np.where(taken, total, 0)

    def best(self, surplus: Integers) -> int:
        """The most that all blocks together could earn at these prices, whole and with links and groups respected.

        >>> either = [Block("a", 0, ((0, 0, 1),), group="g"), Block("b", 0, ((0, 0, 2),), group="g")]
        >>> book(either, 1, 1).best(np.array([3, 6]))
        6
        """
        worth = self.worth(surplus)
        single = sum(int(worth[k]) for k, each in enumerate(self.blocks) if each.parent < 0 and not each.group)
        return single + sum(max(int(worth[member]) for member in members) for members in self.groups)


def book(blocks: Sequence[Block], hours: int, zones: int) -> Book:
    """The blocks as a book for a market of so many hours and zones.

    Raises:
        BadMarket: an hour or zone outside, an unknown or circular parent, a group whose members have parents.

    >>> book([Block("a", 2_000, ((3, 0, 10),))], 2, 1)
    Traceback (most recent call last):
    ortak.engines.energy.coupling.errors.BadMarket: block a: hour 4 or its zone is outside the market
    """
    children: list[list[int]] = [[] for _ in blocks]
    groups: dict[str, list[int]] = {}
    for number, block in enumerate(blocks):
        for when, where, _ in block.legs:
            if not (0 <= when < hours and 0 <= where < zones):
                raise BadMarket(f"block {block.name}: hour {when + 1} or its zone is outside the market")
        if block.parent >= len(blocks):
            raise BadMarket(f"block {block.name}: there is no parent number {block.parent}")
        if not 0 < block.minimum <= 1_000:
            raise BadMarket(
                f"block {block.name}: a minimum share of {block.minimum / 1_000}; valid is above 0, up to 1"
            )
        if block.minimum < 1_000 and (block.group or block.parent >= 0):
            raise BadMarket(f"block {block.name}: one that may be taken in part cannot be linked or exclusive")
        if block.parent >= 0:
            if blocks[block.parent].minimum < 1_000:
                raise BadMarket(f"block {block.name}: its parent may be taken in part and so cannot have linked blocks")
            children[block.parent].append(number)
        if block.group:
            if block.parent >= 0:
                raise BadMarket(f"block {block.name}: a block is linked or of an exclusive group, not both")
            groups.setdefault(block.group, []).append(number)
    order = [number for number, block in enumerate(blocks) if block.parent < 0]
    for number in order:
        order.extend(children[number])
    if len(order) < len(blocks):
        names = ", ".join(sorted({blocks[each].name for each in set(range(len(blocks))) - set(order)}))
        raise BadMarket(f"blocks that are linked in a circle: {names}")
    legs = [(number, *leg) for number, block in enumerate(blocks) for leg in block.legs]
    owner, hour, zone, energy = (column.copy() for column in np.array(legs, dtype=np.int64).reshape(-1, 4).T)
    families = tuple(map(tuple, children))
    return Book(
        tuple(blocks), owner, hour, zone, energy, families, tuple(map(tuple, groups.values())), tuple(order[::-1])
    )


def closed(blocks: Sequence[Block], number: int) -> list[int]:
    """A block with its parent, grandparent and so on."""
    chain = [number]
    while blocks[chain[-1]].parent >= 0:
        chain.append(blocks[chain[-1]].parent)
    return chain
