"""The day-ahead auction by transfer capacity: prices, flows, volumes and welfare of every hour.

>>> from ortak.engines.energy.coupling.market import tiny_market
>>> result = clear(tiny_market())
>>> result.price.tolist(), result.flow.tolist(), result.sold.tolist()
([[2000, 5000]], [[30000]], [[90000, 30000]])
>>> result.rent.tolist()  # 30 MWh times 30.00, in cents times kWh
[90000000]
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from ortak.engines.compiled import compiled_in_place
from ortak.engines.energy.coupling.areas import clear_hour, take, widen
from ortak.engines.energy.coupling.curves import Curves, Steps, add_up, place_of
from ortak.engines.energy.coupling.errors import NotFeasible
from ortak.engines.energy.coupling.market import Market
from ortak.engines.energy.coupling.one_hour import FEASIBLE, SHORT, Hour, Network

Integers = NDArray[np.int64]

THREADS = 2
FEW_HOURS = 200
"""Below this a second thread costs more than it saves."""


@dataclass(frozen=True)
class Clearing:
    """What the auction gives for H hours, Z zones, L links: cents per MWh, kWh, and money in cents times kWh / MWh.

    `price` is the middle of `lowest` and `highest`, the prices between which every price clears, rounded down to a
    whole cent; where only one price clears the three are equal. Welfare = consumers + producers + rent + external.
    """

    price: Integers
    lowest: Integers
    highest: Integers
    flow: Integers
    sold: Integers
    bought: Integers
    welfare: Integers
    """What accepted bids would have paid less what accepted offers asked; H."""
    consumers: Integers
    producers: Integers
    rent: Integers
    """What the links earn: flow times difference in price."""
    external: Integers
    """What fixed exchanges into the zones are worth at their price."""


def clear(market: Market) -> Clearing:
    """Clear every hour to the exact optimum of welfare. The market is taken as checked.

    Ties: prices as `Clearing` says; volumes at the price: as much as can be traded, and where zones could replace
    each other, the power that moves least far, first zones first.

    Raises:
        NotFeasible: fixed exchanges that no order can balance: the hour, the zones and the shortfall.

    >>> from ortak.engines.energy.coupling.market import tiny_market
    >>> int(clear(tiny_market(0)).welfare[0]) == 60_000 * (28_000 + 25_000)
    True
    """
    hours = Hours(market)
    if not hours.clear(range(market.hours)):
        hours.refuse()
    return hours.result()


class Hours:
    """The hours of a market with room for their results; any of them are cleared, and again when `fixed` has changed.

    >>> from ortak.engines.energy.coupling.market import tiny_market
    >>> hours = Hours(tiny_market())
    >>> hours.clear([0]), hours.price.tolist()
    (True, [[2000, 5000]])
    """

    def __init__(self, market: Market) -> None:
        hours, zones, links = market.hours, len(market.zones), market.tail.size
        self.market = market
        self._network = Network(*map(_whole, market.network()))
        self._offers, self._bids = Curves(*map(_whole, market.offers)), Curves(*map(_whole, market.bids))
        self._low, self._high, self.fixed = _whole(market.low), _whole(market.high), _whole(market.fixed).copy()
        self._limits = np.array([market.least, market.most], dtype=np.int64)
        self._by_zone = np.zeros((5, hours, zones), dtype=np.int64)
        self._flow = np.zeros((hours, links), dtype=np.int64)
        self._money = np.zeros((5, hours), dtype=np.int64)
        self._state = np.zeros(hours, dtype=np.int64)
        self._part = np.zeros((hours, zones), dtype=np.int64)

    @property
    def price(self) -> Integers:
        """Prices, hours x zones."""
        price: Integers = self._by_zone[0]
        return price

    @property
    def welfare(self) -> Integers:
        """Welfare of each hour."""
        welfare: Integers = self._money[0]
        return welfare

    def clear(self, numbers: Sequence[int]) -> bool:
        """Clear these hours; False if one of them cannot be.

        Every hour is worked out on its own, so the result does not depend on the number of threads.
        """
        wanted = np.array(numbers, dtype=np.int64)
        if wanted.size < FEW_HOURS:
            self._clear(wanted)
        else:
            with ThreadPoolExecutor(THREADS) as threads:
                list(threads.map(self._clear, np.array_split(wanted, THREADS)))
        return bool((self._state[wanted] == FEASIBLE).all())

    def _clear(self, wanted: Integers) -> None:
        zones = self.fixed.shape[1]
        sold, bought = (
            np.empty(int(np.diff(curve.start[::zones]).max(initial=0)) + zones, dtype=np.int64)
            for curve in (self._offers, self._bids)
        )
        run(
            self._network, self._offers, self._bids, self._low, self._high, self.fixed, self._limits,
            self._by_zone, self._flow, self._money, self._state, self._part, wanted,
            sold, bought, np.zeros(self._flow.shape[1], dtype=np.int64), np.zeros((11, zones), dtype=np.int64),
            np.zeros((2, zones, 4), dtype=np.int64),
        )  # fmt: skip

    def refuse(self) -> NoReturn:
        """Say why an hour cannot be cleared.

        Raises:
            NotFeasible: always.

        >>> from ortak.engines.energy.coupling.market import tiny_market
        >>> hours = Hours(tiny_market())
        >>> hours.fixed[0, 0] = -200_000
        >>> hours.clear([0]) or hours.refuse()  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        ortak.engines.energy.coupling.errors.NotFeasible: hour 1: fixed exports of 200000 kWh from west exceed ...
        """
        bad = int(np.flatnonzero(self._state != FEASIBLE)[0])
        raise NotFeasible(_reason(self.market, self.fixed[bad], bad, int(self._state[bad]), self._part[bad]))

    def result(self) -> Clearing:
        """What was cleared."""
        price, lowest, highest, sold, bought = self._by_zone
        welfare, consumers, producers, rent, external = self._money
        return Clearing(price, lowest, highest, self._flow, sold, bought, welfare, consumers, producers, rent, external)


def _whole(numbers: Integers) -> Integers:
    """Of one type and layout, for which there is compiled code."""
    return np.ascontiguousarray(numbers, dtype=np.int64)


def _reason(market: Market, exchange: Integers, hour: int, state: int, part: Integers) -> str:
    inside = np.flatnonzero(part == 0)
    names = ", ".join(market.zones[zone] for zone in inside)
    cells = hour * len(market.zones) + inside
    curve = market.offers if state == SHORT else market.bids
    volume = sum(int(curve.quantity[curve.start[cell] : curve.start[cell + 1]].sum()) for cell in cells)
    fixed = int(exchange[inside].sum())
    leaving = np.isin(market.tail, inside) & ~np.isin(market.head, inside)
    entering = np.isin(market.head, inside) & ~np.isin(market.tail, inside)
    low, high = market.low[hour], market.high[hour]
    if state == SHORT:
        most_in = int(high[entering].sum() - low[leaving].sum())
        return (
            f"hour {hour + 1}: fixed exports of {-fixed} kWh from {names} exceed all offers there ({volume} kWh) and "
            f"all that its links can bring ({most_in} kWh)"
        )
    most_out = int(high[leaving].sum() - low[entering].sum())
    return (
        f"hour {hour + 1}: fixed imports of {fixed} kWh into {names} exceed all bids there ({volume} kWh) and "
        f"all that its links can take away ({most_out} kWh)"
    )


@compiled_in_place
def run(
    network: Network, offers: Curves, bids: Curves, low: Integers, high: Integers, fixed: Integers, limits: Integers,
    by_zone: Integers, flow: Integers, money: Integers, state: Integers, part: Integers, wanted: Integers,
    sold: Integers, bought: Integers, own_flow: Integers, room: Integers, places: Integers,
) -> None:  # fmt: skip
    """The hours wanted, one after the other, in the same working arrays."""
    zones = fixed.shape[1]
    for number in wanted:
        steps = Steps(offers, bids, sold, bought, number * zones)
        hour = Hour(
            low[number], high[number], own_flow, room[0], room[1], room[2], room[3], room[4], room[5], room[6],
            room[7], room[8], room[9], room[10], places[0], places[1],
        )  # fmt: skip
        for zone in range(zones):
            hour.fixed[zone] = fixed[number, zone]
        add_up(steps, zones)
        state[number] = clear_hour(network, steps, hour, limits[0], limits[1])
        for zone in range(zones):
            part[number, zone] = hour.part[zone]
        if state[number] == FEASIBLE:
            for link in range(hour.flow.size):
                flow[number, link] = hour.flow[link]
            _volumes(network, steps, hour, limits, by_zone[:, number])
            _money(network, steps, hour, by_zone[:, number], money[:, number])


@compiled_in_place
def _volumes(network: Network, steps: Steps, hour: Hour, limits: Integers, found: Integers) -> None:
    """Volumes of each zone, then the lowest and highest prices, then the price between them."""
    for zone in range(hour.part.size):
        sold, bought = take(steps, hour, zone)
        found[3, zone], found[4, zone] = sold, bought
        found[1, zone] = limits[0]
        found[2, zone] = limits[1]
        offers, bids = steps.offers.start[steps.first + zone], steps.bids.start[steps.first + zone]
        count = steps.offers.start[steps.first + zone + 1] - offers
        place = place_of(steps.offers, steps.first, zone)
        some, whole = _reached(steps.sold, place, count, sold), _filled(steps.sold, place, count, sold)
        if some > 0:
            found[1, zone] = max(found[1, zone], steps.offers.price[offers + some - 1])
        if whole < count:
            found[2, zone] = min(found[2, zone], steps.offers.price[offers + whole])
        count = steps.bids.start[steps.first + zone + 1] - bids
        place = place_of(steps.bids, steps.first, zone)
        some, whole = _reached(steps.bought, place, count, bought), _filled(steps.bought, place, count, bought)
        if some > 0:
            found[2, zone] = min(found[2, zone], steps.bids.price[bids + some - 1])
        if whole < count:
            found[1, zone] = max(found[1, zone], steps.bids.price[bids + whole])
    widen(network, hour, found[1], found[2])
    for zone in range(hour.part.size):
        found[0, zone] = (found[1, zone] + found[2, zone]) >> 1


@compiled_in_place
def _reached(sums: Integers, place: int, count: int, volume: int) -> int:
    """How many steps give some of the volume."""
    low, high = 0, count
    while low < high:
        middle = (low + high) // 2
        if sums[place + middle] < volume:
            low = middle + 1
        else:
            high = middle
    return low


@compiled_in_place
def _filled(sums: Integers, place: int, count: int, volume: int) -> int:
    """How many steps are taken whole (an empty step is)."""
    low, high = 0, count
    while low < high:
        middle = (low + high + 1) // 2
        if sums[place + middle] <= volume:
            low = middle
        else:
            high = middle - 1
    return low


@compiled_in_place
def _value(curve: Curves, cell: int, volume: int) -> int:
    """Price times quantity of the first steps, up to the volume."""
    total = 0
    for step in range(curve.start[cell], curve.start[cell + 1]):
        if volume <= 0:
            break
        part = min(volume, curve.quantity[step])
        total += part * curve.price[step]
        volume -= part
    return total


@compiled_in_place
def _money(network: Network, steps: Steps, hour: Hour, found: Integers, money: Integers) -> None:
    """Welfare and its parts: consumers, producers, links, fixed exchanges."""
    for share in range(5):
        money[share] = 0
    for zone in range(hour.part.size):
        price, sold, bought = found[0, zone], found[3, zone], found[4, zone]
        paid, asked = _value(steps.bids, steps.first + zone, bought), _value(steps.offers, steps.first + zone, sold)
        money[0] += paid - asked
        money[1] += paid - price * bought
        money[2] += price * sold - asked
        money[4] += price * hour.fixed[zone]
    for link in range(network.tail.size):
        money[3] += hour.flow[link] * (found[0, network.head[link]] - found[0, network.tail[link]])
