"""Are the block orders of a result what it claims: none at a loss, links and groups respected, the bound proved?

>>> one = [Taken("a", 1_000, ((0, 0, 50),), -1, "", True)]
>>> problems(one, np.array([[900]]))
['block a is taken at a loss of 5000']
>>> problems(one, np.array([[1_100]])), most_welfare(one, np.array([[1_100]]), 0)
([], 5000)
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Taken:
    """A block order and whether it was taken: legs are (hour, zone, kWh sold), the parent a place in the list or -1."""

    name: str
    price: int
    legs: tuple[tuple[int, int, int], ...]
    parent: int
    group: str
    taken: bool


def earned(block: Taken, price: Integers) -> int:
    """What it earns at prices (hours x zones), taken or not.

    >>> earned(Taken("a", 1_000, ((0, 0, -50),), -1, "", False), np.array([[900]]))
    5000
    """
    return sum(energy * (int(price[hour, zone]) - block.price) for hour, zone, energy in block.legs)


def problems(blocks: Sequence[Taken], price: Integers) -> list[str]:
    """What is wrong with the choice of blocks; empty: nothing.

    >>> pair = [Taken("a", 0, (), -1, "g", True), Taken("b", 0, (), -1, "g", True)]
    >>> problems(pair, np.zeros((1, 1), dtype=np.int64))
    ['2 blocks of the exclusive group g are taken']
    """
    found, carried, groups = [], [0] * len(blocks), dict[str, int]()
    for block in blocks:
        if block.taken and block.parent >= 0 and not blocks[block.parent].taken:
            found.append(f"block {block.name} is taken without its parent {blocks[block.parent].name}")
        if block.taken and block.group:
            groups[block.group] = groups.get(block.group, 0) + 1
    found += [f"{count} blocks of the exclusive group {name} are taken" for name, count in groups.items() if count > 1]
    for number, block in enumerate(blocks):
        gain, place = earned(block, price) if block.taken else 0, block
        carried[number] += gain
        while place.parent >= 0:
            carried[place.parent] += gain
            place = blocks[place.parent]
    for block, total in zip(blocks, carried, strict=True):
        if block.taken and total < 0:
            found.append(f"block {block.name} is taken at a loss of {-total}")
    return found


def most_welfare(blocks: Sequence[Taken], price: Integers, without: int) -> int:
    """A bound on the welfare of any choice: the dual value of the hours `without` blocks, and the best of each family.

    >>> most_welfare([Taken("a", 1_000, ((0, 0, 50),), -1, "", False)], np.array([[900]]), 7)
    7
    """
    worth = [earned(block, price) for block in blocks]
    depth = [0] * len(blocks)
    for number, block in enumerate(blocks):
        place = block
        while place.parent >= 0:
            depth[number] += 1
            place = blocks[place.parent]
    groups, total = dict[str, int](), without
    for number in sorted(range(len(blocks)), key=lambda each: -depth[each]):
        block, gain = blocks[number], max(0, worth[number])
        if block.parent >= 0:
            worth[block.parent] += gain
        elif block.group:
            groups[block.group] = max(groups.get(block.group, 0), gain)
        else:
            total += gain
    return total + sum(groups.values())
