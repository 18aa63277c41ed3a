"""Is a cleared market what it claims to be? Limits, balance, complementary slackness, primal and dual value.

Linear programming duality is the judge: volumes and flows that respect every limit, prices at which nobody would have
it otherwise, and the same value seen from both sides prove the optimum, whoever found it and however. All in whole
numbers (cents, kWh), so "equal" means equal. Plain NumPy; nothing is imported from the engine that cleared.

>>> step = Orders(cell=np.array([0]), price=np.array([2_000]), quantity=np.array([50_000]))
>>> need = Orders(cell=np.array([1]), price=np.array([9_000]), quantity=np.array([30_000]))
>>> claim = Claim(tail=np.array([0]), head=np.array([1]), low=np.array([[-40_000]]), high=np.array([[40_000]]),
...     fixed=np.array([[0, 0]]), price=np.array([[2_000, 2_000]]), flow=np.array([[30_000]]),
...     sold=np.array([[30_000, 0]]), bought=np.array([[0, 30_000]]), welfare=np.array([210_000_000]))
>>> violations(step, need, claim, 0, 400_000)
[]
>>> from dataclasses import replace
>>> [each.rule for each in violations(step, need, replace(claim, flow=np.array([[29_999]])), 0, 400_000)]
['balance', 'balance']
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True)
class Orders:
    """Steps of one side in any order: `cell` is hour times the number of zones, plus zone."""

    cell: Integers
    price: Integers
    quantity: Integers


@dataclass(frozen=True)
class Claim:
    """The network and what is said to be the clearing of it; H hours, Z zones, L links, cents per MWh and kWh."""

    tail: Integers
    head: Integers
    low: Integers
    high: Integers
    fixed: Integers
    price: Integers
    flow: Integers
    sold: Integers
    bought: Integers
    welfare: Integers


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that an hour breaks: `place` is a zone, a link or -1 for the whole hour."""

    rule: str
    hour: int
    place: int
    says: str


def violations(offers: Orders, bids: Orders, claim: Claim, least: int, most: int) -> list[Violation]:
    """Every rule that is broken; none proves that the claim is an optimum and its prices support it.

    >>> nothing = Orders(*(np.zeros(0, dtype=np.int64) for _ in range(3)))
    >>> no_links = np.zeros((1, 0), dtype=np.int64)
    >>> zero = np.zeros((1, 1), dtype=np.int64)
    >>> claim = Claim(no_links[0], no_links[0], no_links, no_links, zero, zero, no_links, zero, zero, zero[0])
    >>> violations(nothing, nothing, claim, -50_000, 400_000)
    []
    """
    found: list[Violation] = []
    for rules in (_limits(claim, least, most), _balance(claim), _slackness(offers, bids, claim), _links(claim)):
        found.extend(rules)
    found.extend(_values(offers, bids, claim))
    return found


def _tell(rule: str, broken: Truths, says: str, *numbers: Integers) -> Iterator[Violation]:
    for hour, place in np.argwhere(broken):
        yield Violation(rule, int(hour), int(place), says.format(*(int(each[hour, place]) for each in numbers)))


def _limits(claim: Claim, least: int, most: int) -> Iterator[Violation]:
    outside = (claim.flow < claim.low) | (claim.flow > claim.high)
    yield from _tell("capacity", outside, "flow {} outside {} to {}", claim.flow, claim.low, claim.high)
    yield from _tell("price limits", (claim.price < least) | (claim.price > most), "price {}", claim.price)
    yield from _tell("volume", (claim.sold < 0) | (claim.bought < 0), "sold {}, bought {}", claim.sold, claim.bought)


def _balance(claim: Claim) -> Iterator[Violation]:
    """What is sold, fixed and flows in is what is bought and flows out: to the last kWh, from the flows themselves."""
    net = claim.sold - claim.bought + claim.fixed
    for link in range(claim.tail.size):
        net[:, claim.tail[link]] -= claim.flow[:, link]
        net[:, claim.head[link]] += claim.flow[:, link]
    yield from _tell("balance", net != 0, "{} kWh too much", net)


def _sums(orders: Orders, worth: Integers, shape: tuple[int, ...]) -> Integers:
    total = np.zeros(int(np.prod(shape)), dtype=np.int64)
    np.add.at(total, orders.cell, worth)
    return total.reshape(shape)


def _slackness(offers: Orders, bids: Orders, claim: Claim) -> Iterator[Violation]:
    """Offers below and bids above the price are taken whole; those on the other side of it not at all."""
    shape, price = claim.price.shape, claim.price.ravel()
    must = _sums(offers, offers.quantity * (offers.price < price[offers.cell]), shape)
    may = _sums(offers, offers.quantity * (offers.price <= price[offers.cell]), shape)
    wrong = (claim.sold < must) | (claim.sold > may)
    yield from _tell("offers in merit order", wrong, "sold {}, at this price {} to {}", claim.sold, must, may)
    must = _sums(bids, bids.quantity * (bids.price > price[bids.cell]), shape)
    may = _sums(bids, bids.quantity * (bids.price >= price[bids.cell]), shape)
    wrong = (claim.bought < must) | (claim.bought > may)
    yield from _tell("bids in merit order", wrong, "bought {}, at this price {} to {}", claim.bought, must, may)


def _links(claim: Claim) -> Iterator[Violation]:
    """Power flows from cheap to dear, and a difference in price means a full link."""
    rise = claim.price[:, claim.head] - claim.price[:, claim.tail]
    broken = ((rise > 0) & (claim.flow < claim.high)) | ((rise < 0) & (claim.flow > claim.low))
    yield from _tell(
        "link not full", broken, "price rises by {}, flow {} of {} to {}", rise, claim.flow, claim.low, claim.high
    )


def _values(offers: Orders, bids: Orders, claim: Claim) -> Iterator[Violation]:
    """Welfare from the volumes taken in merit order, and the bound on welfare that the prices give: one number."""
    primal = _taken(bids, claim.bought, -1) - _taken(offers, claim.sold, 1)
    price = claim.price.ravel()
    gain = _sums(bids, np.maximum(bids.price - price[bids.cell], 0) * bids.quantity, claim.price.shape)
    gain += _sums(offers, np.maximum(price[offers.cell] - offers.price, 0) * offers.quantity, claim.price.shape)
    rise = claim.price[:, claim.head] - claim.price[:, claim.tail]
    rent = np.maximum(rise * claim.high, rise * claim.low).sum(axis=1)
    dual = gain.sum(axis=1) + rent + (claim.price * claim.fixed).sum(axis=1)
    for hour in np.flatnonzero((primal != claim.welfare) | (dual != claim.welfare)):
        says = f"claimed {claim.welfare[hour]}, primal {primal[hour]}, dual {dual[hour]}"
        yield Violation("welfare", int(hour), -1, says)


def _taken(orders: Orders, volume: Integers, sign: int) -> Integers:
    """Price times quantity of the volume taken in merit order, summed over the zones of each hour."""
    order = np.lexsort((sign * orders.price, orders.cell))
    cell, price, quantity = orders.cell[order], orders.price[order], orders.quantity[order]
    upto = np.cumsum(quantity)
    first = np.searchsorted(cell, np.arange(volume.size))
    begun = np.concatenate([[0], upto])[first]
    taken = np.clip(volume.ravel()[cell] - (upto - quantity - begun[cell]), 0, quantity)
    total: Integers = _sums(Orders(cell, price, quantity), taken * price, volume.shape).sum(axis=1)
    return total
