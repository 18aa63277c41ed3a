"""A market of bidding zones: step curves, links and fixed exchanges, for any number of hours.

Whole numbers throughout: prices in cents per MWh, quantities, capacities and exchanges in kWh for the hour. Sums of
such numbers have no rounding, so what balances balances exactly, and equal welfare is equal to the last digit.

>>> market = tiny_market()
>>> market.hours, market.zones, market.tail.tolist()
(1, ('west', 'east'), [0])
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ortak.engines.energy.coupling.curves import MOST_PRICE, MOST_QUANTITY, Curves
from ortak.engines.energy.coupling.errors import BadMarket
from ortak.engines.energy.coupling.one_hour import Network

Integers = NDArray[np.int64]
Step = tuple[int, int]
"""Price in cents per MWh, quantity in kWh."""


@dataclass(frozen=True)
class Market:
    """Curves, links and exchanges of H hours, Z zones and L links. `checked` refuses what is not a market."""

    zones: tuple[str, ...]
    tail: Integers
    """Zone from which each link leads; L."""
    head: Integers
    """Zone to which each link leads; L."""
    low: Integers
    """Least flow of each link from tail to head, usually minus the capacity against its direction; H x L."""
    high: Integers
    """Greatest flow of each link; H x L."""
    fixed: Integers
    """What is brought into each zone from outside whatever the price; negative: taken out; H x Z."""
    offers: Curves
    """What is for sale, in rising order of price for each hour and zone."""
    bids: Curves
    """What is sought, in falling order of price."""
    least: int = -50_000
    """Lowest price that may be set; every order lies between the two."""
    most: int = 400_000
    """Highest price that may be set."""

    @property
    def hours(self) -> int:
        """Number of hours."""
        return int(self.fixed.shape[0])

    def network(self) -> Network:
        """The links with, for each zone, those that touch it.

        >>> tiny_market().network().first.tolist()
        [0, 1, 2]
        """
        ends = np.concatenate([self.tail, self.head])
        links = np.tile(np.arange(self.tail.size, dtype=np.int64), 2)
        order = np.lexsort((links, ends))
        first = np.searchsorted(ends[order], np.arange(len(self.zones) + 1)).astype(np.int64)
        return Network(self.tail, self.head, first, links[order])

    def checked(self) -> "Market":
        """The market itself, if it is one.

        Raises:
            BadMarket: unknown zones in links, limits that cross, curves out of order, quantities below zero.

        >>> tiny_market().checked().hours
        1
        """
        _check_network(self)
        for name, curve, sign in (("offers", self.offers, 1), ("bids", self.bids, -1)):
            _check_curves(self, name, curve, sign)
        return self


def _check_network(market: Market) -> None:
    zones, links, hours = len(market.zones), market.tail.size, market.hours
    if zones == 0 or len(set(market.zones)) != zones:
        raise BadMarket("a market needs zones, each with a name of its own")
    if market.head.size != links or market.low.shape != (hours, links) or market.high.shape != (hours, links):
        raise BadMarket(f"links need two ends and limits for each of {hours} hours: {links} links")
    if market.fixed.shape != (hours, zones):
        raise BadMarket(f"fixed exchanges are {market.fixed.shape}, not hours x zones: {(hours, zones)}")
    ends = np.concatenate([market.tail, market.head])
    if ends.size and (ends.min() < 0 or ends.max() >= zones or (market.tail == market.head).any()):
        raise BadMarket("a link leads from one zone to another zone of the market")
    crossed = np.argwhere(market.low > market.high)
    if crossed.size:
        hour, link = crossed[0]
        raise BadMarket(
            f"hour {hour + 1}, {_link(market, link)}: the least flow {market.low[hour, link]} kWh is above the "
            f"greatest {market.high[hour, link]} kWh"
        )
    if not -MOST_PRICE <= market.least < market.most <= MOST_PRICE:
        raise BadMarket(f"price limits {market.least} to {market.most}: the lower one comes first")
    for name, limits in (("flow", market.low), ("flow", market.high), ("exchange", market.fixed)):
        if limits.size and np.abs(limits).max() > MOST_QUANTITY:
            raise BadMarket(f"a {name} above {MOST_QUANTITY} kWh in an hour cannot be right")


def _check_curves(market: Market, name: str, curve: Curves, sign: int) -> None:
    start, price, quantity = curve
    if start.size != market.hours * len(market.zones) + 1 or start[0] != 0 or start[-1] != price.size:
        raise BadMarket(f"{name}: the curves are not one for each hour and zone")
    if price.size != quantity.size or (np.diff(start) < 0).any():
        raise BadMarket(f"{name}: prices and quantities do not belong together")
    if not price.size:
        return
    if quantity.min() < 0 or quantity.max() > MOST_QUANTITY:
        raise BadMarket(f"{name}: a quantity is below zero or above {MOST_QUANTITY} kWh")
    if price.min() < market.least or price.max() > market.most:
        raise BadMarket(f"{name}: a price lies outside {market.least} to {market.most} cents")
    inside = np.ones(price.size, dtype=bool)
    inside[start[:-1][start[:-1] < price.size]] = False
    wrong = np.flatnonzero(inside[1:] & (sign * np.diff(price) < 0))
    if wrong.size:
        curve_number = int(np.searchsorted(start, wrong[0] + 1, side="right")) - 1
        hour, zone = divmod(curve_number, len(market.zones))
        order = "rising" if sign > 0 else "falling"
        raise BadMarket(f"{name} of {market.zones[zone]}, hour {hour + 1}: prices are not in {order} order")


def _link(market: Market, link: int) -> str:
    return f"link {market.zones[market.tail[link]]} to {market.zones[market.head[link]]}"


def curves_of(steps: list[list[Step]], falling: bool = False) -> Curves:
    """Curves from lists of (price, quantity), one list for each hour and zone, in any order.

    >>> curves_of([[(500, 10), (200, 5)], []]).price.tolist()
    [200, 500]
    """
    ordered = [sorted(each, key=lambda step: -step[0] if falling else step[0]) for each in steps]
    flat = np.array([step for each in ordered for step in each], dtype=np.int64).reshape(-1, 2)
    start = np.cumsum([0] + [len(each) for each in ordered], dtype=np.int64)
    return Curves(start, np.ascontiguousarray(flat[:, 0]), np.ascontiguousarray(flat[:, 1]))


def tiny_market(capacity: int = 30_000) -> Market:
    """Two zones for one hour: a cheap west with 100 MWh at 20.00, a dear east with 100 MWh at 50.00; each needs 60.

    >>> tiny_market().offers.price.tolist()
    [2000, 5000]
    """
    return Market(
        zones=("west", "east"),
        tail=np.array([0]),
        head=np.array([1]),
        low=np.array([[-capacity]]),
        high=np.array([[capacity]]),
        fixed=np.zeros((1, 2), dtype=np.int64),
        offers=curves_of([[(2_000, 100_000)], [(5_000, 100_000)]]),
        bids=curves_of([[(30_000, 60_000)], [(30_000, 60_000)]], falling=True),
    )
