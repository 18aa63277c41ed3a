"""One hour cleared to the exact optimum: the zones are split by minimum cuts until each part has one price.

Fujishige's decomposition (Mathematics of Operations Research 5, 1980) applied to a market of zones: the price at which
all zones together would balance is tried; either the links can carry what that needs, and the price stands, or a
minimum cut separates the zones that stay short (dearer) or long (cheaper) even over full links, and each side is
solved on its own. At most two maximum flows for each price area, in integers, hence without rounding.

All functions here work on one hour's `Hour` arrays, in place, and are compiled.

>>> FEASIBLE, SHORT, LONG
(0, 1, 2)
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ortak.engines.compiled import compiled_in_place

Integers = NDArray[np.int64]

FEASIBLE, SHORT, LONG = 0, 1, 2
"""What an hour can be: cleared; fixed exports that no offer covers; fixed imports that no bid takes."""


class Network(NamedTuple):
    """The links, and for each zone those that touch it: `touching[first[z]:first[z + 1]]`."""

    tail: Integers
    head: Integers
    first: Integers
    touching: Integers


class Hour(NamedTuple):
    """What is worked on for one hour; the arrays are reused for the next."""

    low: Integers
    """Least flow of each link."""
    high: Integers
    """Greatest flow of each link."""
    flow: Integers
    """Flow of each link, from tail to head."""
    fixed: Integers
    """What comes into each zone from fixed exchanges and from links that were found full."""
    part: Integers
    """The part to which each zone belongs."""
    price: Integers
    """Price at which its part balances."""
    balance: Integers
    """What a zone has over (or lacks, if negative) while flows are sought."""
    slack: Integers
    """By how much a zone could still sell less or buy more at the price."""
    by: Integers
    """Link by which the search came to a zone; -1: not reached."""
    queue: Integers
    """Zones in the order in which the search reached them."""
    floor: Integers
    """A price below that of its part."""
    ceiling: Integers
    """A price that is not below that of its part."""
    sells: Integers
    """How many of its offers are taken at the price looked at."""
    buys: Integers
    """How many of its bids are served there."""
    outer: Integers
    """Places of the two prices among its steps: see `balancing`; zones x 4."""
    inner: Integers
    """The same for the price found and a cent less."""


@compiled_in_place
def search(network: Network, hour: Hour, part: int, sign: int) -> int:
    """From zones out of balance (surplus if `sign` is 1, deficit if -1) over links with room; the zone found, or -1.

    Looked for is a deficit or slack (sign 1), a surplus (sign -1). Breadth first: the shortest path, and of these the
    first in the order of zones and links, so the answer is always the same.
    """
    count = 0
    for zone in range(hour.part.size):
        hour.by[zone] = -1
        if hour.part[zone] == part and sign * hour.balance[zone] > 0:
            hour.by[zone] = network.tail.size
            hour.queue[count] = zone
            count += 1
    position = 0
    while position < count:
        zone = hour.queue[position]
        position += 1
        for place in range(network.first[zone], network.first[zone + 1]):
            link = network.touching[place]
            outward = network.tail[link] == zone
            other = network.head[link] if outward else network.tail[link]
            if hour.part[other] != part or hour.by[other] >= 0:
                continue
            upward = outward if sign > 0 else not outward
            if (upward and hour.flow[link] < hour.high[link]) or (not upward and hour.flow[link] > hour.low[link]):
                hour.by[other] = link
                if (sign > 0 and hour.slack[other] > 0) or (sign < 0 and hour.balance[other] > 0):
                    return int(other)
                hour.queue[count] = other
                count += 1
    return -1


@compiled_in_place
def push(network: Network, hour: Hour, end: int, sign: int, room: int) -> None:
    """Send as much as goes along the path that `search` found to `end`; the balances at both ends change."""
    amount, zone = room, end
    while hour.by[zone] < network.tail.size:
        link = hour.by[zone]
        into = network.head[link] == zone
        amount = min(
            amount, hour.high[link] - hour.flow[link] if into == (sign > 0) else hour.flow[link] - hour.low[link]
        )
        zone = network.tail[link] if into else network.head[link]
    amount = min(amount, sign * hour.balance[zone])
    hour.balance[zone] -= sign * amount
    if sign > 0:
        hour.slack[end] -= amount
    else:
        hour.balance[end] -= amount
    zone = end
    while hour.by[zone] < network.tail.size:
        link = hour.by[zone]
        into = network.head[link] == zone
        hour.flow[link] += amount if into == (sign > 0) else -amount
        zone = network.tail[link] if into else network.head[link]
