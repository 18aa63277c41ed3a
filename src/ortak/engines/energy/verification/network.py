"""Is a clearing with flow-based domains or lossy links what it claims to be? Limits, balance, prices, both values.

Floating point, so every rule has a tolerance: `WITHIN_KWH`, `WITHIN_CENTS`, and for welfare `RELATIVE`. Plain NumPy;
nothing is imported from the engine that cleared.

>>> step = Orders(cell=np.array([0]), price=np.array([2_000]), quantity=np.array([50_000]))
>>> need = Orders(cell=np.array([1]), price=np.array([9_000]), quantity=np.array([30_000]))
>>> none = np.zeros((1, 0))
>>> claim = NetworkClaim(tail=np.zeros(0, int), head=np.zeros(0, int), loss=none[0], low=none, high=none,
...     factor=np.array([[[0.5, -0.5]]]), margin=np.array([[40_000.0]]), fixed=np.zeros((1, 2)),
...     price=np.array([[2_000.0, 2_000.0]]), sold=np.array([[30_000.0, 0]]), bought=np.array([[0, 30_000.0]]),
...     forward=none, back=none, shadow=np.array([[0.0]]), welfare=np.array([210_000_000.0]))
>>> network_violations(step, need, claim)
[]
>>> from dataclasses import replace
>>> [each.rule for each in network_violations(step, need, replace(claim, margin=np.array([[10_000.0]])))]
['margin']
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ortak.engines.energy.verification.check import Orders, Violation

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
WITHIN_KWH, WITHIN_CENTS, RELATIVE = 1e-2, 1e-3, 1e-9


@dataclass(frozen=True)
class NetworkClaim:
    """The network and its clearing as claimed; H hours, Z zones, L links, K elements; NaN: outside the domain."""

    tail: Integers
    head: Integers
    loss: Floats
    low: Floats
    high: Floats
    factor: Floats
    margin: Floats
    fixed: Floats
    price: Floats
    sold: Floats
    bought: Floats
    forward: Floats
    back: Floats
    shadow: Floats
    welfare: Floats


def network_violations(offers: Orders, bids: Orders, claim: NetworkClaim) -> list[Violation]:
    """Every rule that is broken; none proves the optimum within the tolerances.

    >>> nothing = Orders(*(np.zeros(0, dtype=np.int64) for _ in range(3)))
    >>> empty, zero, ends = np.zeros((1, 0)), np.zeros((1, 1)), np.zeros(0, dtype=np.int64)
    >>> claim = NetworkClaim(ends, ends, empty[0], empty, empty, np.zeros((1, 0, 1)), empty, zero, zero, zero, zero,
    ...     empty, empty, empty, zero[0])
    >>> network_violations(nothing, nothing, claim)
    []
    """
    member = ~np.isnan(claim.factor).all(axis=(0, 1)) if claim.factor.size else np.zeros(claim.price.shape[1], bool)
    factor = np.nan_to_num(claim.factor, nan=0.0)
    export = _exports(claim)
    found = list(_limits(claim))
    found += _tell("balance", np.abs(export) * ~member > WITHIN_KWH, "{:.3f} kWh too much", export)
    total = np.where(member, export, 0.0).sum(axis=1, keepdims=True)
    found += _tell("balance of the domain", np.abs(total) > WITHIN_KWH, "{:.3f} kWh too much", total)
    over = np.einsum("hkz,hz->hk", factor, export) - claim.margin
    found += _tell("margin", over > WITHIN_KWH, "{:.3f} kWh above the margin", over)
    found += _tell("shadow price", claim.shadow < -WITHIN_CENTS, "{:.4f} below zero", claim.shadow)
    idle = (claim.shadow > WITHIN_CENTS) & (over < -WITHIN_KWH)
    found += _tell("shadow price", idle, "{:.4f} although there is room", claim.shadow)
    hub = claim.price + np.einsum("hkz,hk->hz", factor, claim.shadow)
    first = hub[:, [int(np.argmax(member))]]
    found += _tell("domain price", (np.abs(hub - first) > WITHIN_CENTS) & member, "hub price {:.4f} here", hub)
    found += _merit(offers, bids, claim)
    found += _values(offers, bids, claim)
    return found


def _tell(rule: str, broken: NDArray[np.bool_], says: str, numbers: Floats) -> Iterator[Violation]:
    for hour, place in np.argwhere(broken):
        yield Violation(rule, int(hour), int(place), says.format(float(numbers[hour, place])))


def _exports(claim: NetworkClaim) -> Floats:
    net = claim.sold - claim.bought + claim.fixed
    kept = 1.0 - claim.loss
    for link in range(claim.tail.size):
        net[:, claim.tail[link]] += kept[link] * claim.back[:, link] - claim.forward[:, link]
        net[:, claim.head[link]] += kept[link] * claim.forward[:, link] - claim.back[:, link]
    return net


def _bounds(claim: NetworkClaim) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
    """Least and greatest of what goes each way; a link without loss has one flow, which may be negative."""
    lossy, zero = claim.loss > 0, np.zeros_like(claim.low)
    ahead = np.where(lossy, np.maximum(claim.low, 0), claim.low), np.where(lossy, np.maximum(claim.high, 0), claim.high)
    behind = np.where(lossy, np.maximum(-claim.high, 0), zero), np.where(lossy, np.maximum(-claim.low, 0), zero)
    return ahead, behind


def _limits(claim: NetworkClaim) -> Iterator[Violation]:
    volumes = (claim.sold < -WITHIN_KWH) | (claim.bought < -WITHIN_KWH)
    yield from _tell("volume", volumes, "sold {:.3f}: a volume below zero", claim.sold)
    for flow, (low, high) in zip((claim.forward, claim.back), _bounds(claim), strict=True):
        yield from _tell("capacity", (flow < low - WITHIN_KWH) | (flow > high + WITHIN_KWH), "flow {:.3f}", flow)


def _sums(orders: Orders, worth: Floats | Integers, shape: tuple[int, ...]) -> Floats:
    total = np.zeros(int(np.prod(shape)))
    np.add.at(total, orders.cell, worth)
    return total.reshape(shape)


def _merit(offers: Orders, bids: Orders, claim: NetworkClaim) -> Iterator[Violation]:
    shape, price = claim.price.shape, claim.price.ravel()
    for name, orders, sign, volume in (("offers", offers, 1, claim.sold), ("bids", bids, -1, claim.bought)):
        gain = sign * (price[orders.cell] - orders.price)
        must = _sums(orders, orders.quantity * (gain > WITHIN_CENTS), shape)
        may = _sums(orders, orders.quantity * (gain >= -WITHIN_CENTS), shape)
        wrong = (volume < must - WITHIN_KWH) | (volume > may + WITHIN_KWH)
        yield from _tell(f"{name} in merit order", wrong, "{:.3f} kWh taken", volume)


def _values(offers: Orders, bids: Orders, claim: NetworkClaim) -> Iterator[Violation]:
    """What the volumes are worth, and the bound that prices and shadow prices give."""
    shape, price = claim.price.shape, claim.price.ravel()
    primal = _taken(bids, claim.bought, -1) - _taken(offers, claim.sold, 1)
    gain = _sums(bids, np.maximum(bids.price - price[bids.cell], 0) * bids.quantity, shape)
    gain += _sums(offers, np.maximum(price[offers.cell] - offers.price, 0) * offers.quantity, shape)
    kept, (ahead, behind) = 1.0 - claim.loss, _bounds(claim)
    tail, head = claim.price[:, claim.tail], claim.price[:, claim.head]
    rent = np.zeros(shape[0])
    for rise, (low, high) in ((kept * head - tail, ahead), (kept * tail - head, behind)):
        rent += np.maximum(rise * low, rise * high).sum(axis=1)
    finite = np.where(np.isfinite(claim.margin), claim.margin, 0.0)
    dual = gain.sum(axis=1) + rent + (claim.price * claim.fixed).sum(axis=1) + (claim.shadow * finite).sum(axis=1)
    size = np.maximum(1e6, _sums(bids, np.abs(bids.price) * bids.quantity.astype(float), shape).sum(axis=1))
    wrong = (np.abs(primal - claim.welfare) > RELATIVE * size) | (np.abs(dual - claim.welfare) > RELATIVE * size)
    for hour in np.flatnonzero(wrong):
        says = f"claimed {claim.welfare[hour]:.2f}, primal {primal[hour]:.2f}, dual {dual[hour]:.2f}"
        yield Violation("welfare", int(hour), -1, says)


def _taken(orders: Orders, volume: Floats, sign: int) -> Floats:
    """Price times quantity of the volume taken in merit order, summed over the zones of each hour."""
    order = np.lexsort((sign * orders.price, orders.cell))
    cell, price, quantity = orders.cell[order], orders.price[order], orders.quantity[order].astype(float)
    upto = np.cumsum(quantity)
    first = np.searchsorted(cell, np.arange(volume.size))
    begun = np.concatenate([[0.0], upto])[first]
    taken = np.clip(volume.ravel()[cell] - (upto - quantity - begun[cell]), 0, quantity)
    total: Floats = _sums(Orders(cell, price, order), taken * price, volume.shape).sum(axis=1)
    return total
