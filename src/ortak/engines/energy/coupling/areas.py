"""The price areas of one hour, and for each zone the lowest and the highest price that clears.

>>> from ortak.engines.energy.coupling.one_hour import FEASIBLE
>>> FEASIBLE
0
"""

import numpy as np
from numpy.typing import NDArray

from ortak.engines.compiled import compiled_in_place
from ortak.engines.energy.coupling.balancing import balancing_price, bracket
from ortak.engines.energy.coupling.curves import Steps, place_of
from ortak.engines.energy.coupling.one_hour import FEASIBLE, LONG, SHORT, Hour, Network, push, search

Integers = NDArray[np.int64]


@compiled_in_place
def clear_hour(network: Network, steps: Steps, hour: Hour, least: int, most: int) -> int:
    """Find price, flows and the balance of each zone; FEASIBLE, or what hinders it, with the zones in part 0.

    Afterwards `balance` is what each zone sells less what it buys. A part is solved again and again until the links
    inside it carry what its one price needs; each time it is split, so there are at most as many parts as zones.
    """
    zones = hour.part.size
    parts, solved = 1, 0
    for zone in range(zones):
        at = steps.first + zone
        hour.part[zone], hour.floor[zone], hour.ceiling[zone] = 0, least - 1, most
        hour.outer[zone, 0], hour.outer[zone, 2] = 0, 0
        hour.outer[zone, 1] = steps.offers.start[at + 1] - steps.offers.start[at]
        hour.outer[zone, 3] = steps.bids.start[at + 1] - steps.bids.start[at]
    while solved < parts:
        price = balancing_price(steps, hour, solved, least, most)
        if price > most:
            return _blame(hour, solved, SHORT)
        _start(network, steps, hour, solved, price)
        if _serve(network, hour, solved, -1):
            parts = _split(network, hour, solved, parts, -1)
            if price == most:
                return _blame(hour, parts - 1, SHORT)
        else:
            _give_way(steps, hour, solved)
            if not _serve(network, hour, solved, 1):
                solved += 1
            else:
                parts = _split(network, hour, solved, parts, 1)
                if price == least:
                    return _blame(hour, parts - 1, LONG)
    _settle(network, hour)
    return FEASIBLE


@compiled_in_place
def _blame(hour: Hour, part: int, reason: int) -> int:
    for zone in range(hour.part.size):
        hour.part[zone] = 0 if hour.part[zone] == part else 1
    return reason


@compiled_in_place
def _start(network: Network, steps: Steps, hour: Hour, part: int, price: int) -> None:
    """Links at the flow nearest to none; every offer at the price taken, no bid at it: the balances follow."""
    for zone in range(hour.part.size):
        if hour.part[zone] == part:
            hour.price[zone] = price
            hour.slack[zone] = 0
            hour.balance[zone] = (
                hour.fixed[zone]
                + steps.sold[place_of(steps.offers, steps.first, zone) + hour.inner[zone, 1]]
                - steps.bought[place_of(steps.bids, steps.first, zone) + hour.inner[zone, 2]]
            )
    for link in range(network.tail.size):
        tail, head = network.tail[link], network.head[link]
        if hour.part[tail] == part and hour.part[head] == part:
            hour.flow[link] = min(max(0, hour.low[link]), hour.high[link])
            hour.balance[tail] -= hour.flow[link]
            hour.balance[head] += hour.flow[link]


@compiled_in_place
def _serve(network: Network, hour: Hour, part: int, sign: int) -> bool:
    """Move power until nobody in the part is out of balance; True if some zones stay so (those reached)."""
    while True:
        end = search(network, hour, part, sign)
        if end < 0:
            break
        push(network, hour, end, sign, hour.slack[end] if sign > 0 else hour.balance[end])
    for zone in range(hour.part.size):  # noqa: SIM110 (compiled)
        if hour.part[zone] == part and sign * hour.balance[zone] > 0:
            return True
    return False


@compiled_in_place
def _give_way(steps: Steps, hour: Hour, part: int) -> None:
    """The surplus left is first taken back at its place: bids at the price are served, offers at it are not taken."""
    for zone in range(hour.part.size):
        if hour.part[zone] == part:
            offers, bids = place_of(steps.offers, steps.first, zone), place_of(steps.bids, steps.first, zone)
            span = steps.sold[offers + hour.inner[zone, 1]] - steps.sold[offers + hour.inner[zone, 0]]
            span += steps.bought[bids + hour.inner[zone, 3]] - steps.bought[bids + hour.inner[zone, 2]]
            back = min(span, hour.balance[zone])
            hour.balance[zone] -= back
            hour.slack[zone] = span - back


@compiled_in_place
def _split(network: Network, hour: Hour, part: int, parts: int, sign: int) -> int:
    """Give the zones that the search reached a part of their own; the links between the two are full from now on.

    Zones short of power at a price will be dearer, zones with too much of it cheaper; those that stay, not dearer.
    """
    for zone in range(hour.part.size):
        if hour.part[zone] == part:
            apart = hour.by[zone] >= 0
            bracket(hour, zone, hour.price[zone], apart and sign < 0, apart and sign > 0)
            if apart:
                hour.part[zone] = parts
    for link in range(network.tail.size):
        tail, head = network.tail[link], network.head[link]
        out = hour.part[tail] == parts and hour.part[head] == part
        into = hour.part[tail] == part and hour.part[head] == parts
        if out or into:
            hour.flow[link] = hour.high[link] if out == (sign > 0) else hour.low[link]
            hour.fixed[tail] -= hour.flow[link]
            hour.fixed[head] += hour.flow[link]
    return parts + 1


@compiled_in_place
def _settle(network: Network, hour: Hour) -> None:
    """The balance of each zone from the flows alone; what came from full links goes out of `fixed` again."""
    for zone in range(hour.part.size):
        hour.balance[zone] = 0
    for link in range(network.tail.size):
        tail, head = network.tail[link], network.head[link]
        hour.balance[tail] += hour.flow[link]
        hour.balance[head] -= hour.flow[link]
        if hour.part[tail] != hour.part[head]:
            hour.fixed[tail] += hour.flow[link]
            hour.fixed[head] -= hour.flow[link]
    for zone in range(hour.part.size):
        hour.balance[zone] -= hour.fixed[zone]


@compiled_in_place
def take(steps: Steps, hour: Hour, zone: int) -> tuple[int, int]:
    """What the zone sells and buys: at its price as much as its balance allows, so the most volume.

    Offers below and bids above the price are taken whole. Of those at the price, bids are served before offers are cut.
    """
    sold = steps.sold[place_of(steps.offers, steps.first, zone) + hour.inner[zone, 1]]
    most = steps.bought[place_of(steps.bids, steps.first, zone) + hour.inner[zone, 3]]
    bought = min(most, sold - hour.balance[zone])
    return bought + hour.balance[zone], bought


@compiled_in_place
def widen(network: Network, hour: Hour, lowest: Integers, highest: Integers) -> None:
    """From each zone's own bounds to those of the market: the lowest and the highest price of every zone that clear.

    What one more MWh in a zone is worth is the most that it is worth anywhere power could go from it; what one less
    costs, the least anywhere it could come from. Both vectors clear the market, and so does each of their midpoints
    rounded down (the optimal prices form an L-natural convex set: Murota, Discrete Convex Analysis, 2003).
    """
    changed = True
    while changed:
        changed = False
        for link in range(network.tail.size):
            tail, head = network.tail[link], network.head[link]
            if hour.flow[link] < hour.high[link]:
                if lowest[head] > lowest[tail]:
                    lowest[tail], changed = lowest[head], True
                if highest[tail] < highest[head]:
                    highest[head], changed = highest[tail], True
            if hour.flow[link] > hour.low[link]:
                if lowest[tail] > lowest[head]:
                    lowest[head], changed = lowest[tail], True
                if highest[head] < highest[tail]:
                    highest[tail], changed = highest[head], True
