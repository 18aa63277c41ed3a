"""The price at which zones together balance: the range in which it lies is narrowed, and with it that of their steps.

Columns of `outer` and `inner`, a row for each zone: how many of its offers ask at most the low end of the range, how
many at most the high end, how many of its bids pay more than the high end, how many more than the low end. `outer` is
where the search starts, from what larger parts have shown; `inner` where it ends, a cent below the price and at it.

>>> FEW_STEPS
4
"""

from ortak.engines.compiled import compiled_in_place
from ortak.engines.energy.coupling.curves import Steps, place_of
from ortak.engines.energy.coupling.one_hour import Hour

FEW_STEPS = 4
"""With so few steps left (as a straight line has it), going from step to step is quicker than looking at a price."""


@compiled_in_place
def balancing_price(steps: Steps, hour: Hour, part: int, least: int, most: int) -> int:
    """The lowest whole price at which the part, taken together, has no deficit; `most` + 1 if there is none.

    All offers at the price are then taken and no bid at it is served. Looked at is where a straight line between the
    ends of the range crosses zero (every third time: the middle); the last steps are taken one by one from an end.
    """
    count = 0
    for zone in range(hour.part.size):
        if hour.part[zone] == part:
            hour.queue[count] = zone
            count += 1
            for column in range(4):
                hour.inner[zone, column] = hour.outer[zone, column]
    low, high = hour.floor[hour.queue[0]], hour.ceiling[hour.queue[0]]
    short, long = _at_end(steps, hour, count, 0, 3), _at_end(steps, hour, count, 1, 2)
    if long < 0:
        return most + 1
    if short >= 0:
        _narrow(hour, count, _look(steps, hour, count, least) >= 0)
        return least
    looks = 0
    while high - low > 1:
        left, share = _steps_left(hour, count), short / (short - long)
        if left * share <= FEW_STEPS:
            at = _next_above(steps, hour, count)
            low = at - 1
            balance = _climb(steps, hour, count, at)
        elif left * (1 - share) <= FEW_STEPS:
            high = _next_below(steps, hour, count)
            at = high - 1
            balance = _descend(steps, hour, count, high)
        else:
            looks += 1
            ahead = int((high - low) * (share if looks % 3 else 0.5))
            at = min(max(low + ahead, low + 1), high - 1)
            balance = _look(steps, hour, count, at)
        _narrow(hour, count, balance >= 0)
        if balance >= 0:
            high, long = at, balance
        else:
            low, short = at, balance
    return int(high)


@compiled_in_place
def _at_end(steps: Steps, hour: Hour, count: int, offers: int, bids: int) -> int:
    """Surplus of the zones at an end of the range."""
    total = 0
    for place in range(count):
        zone = hour.queue[place]
        total += hour.fixed[zone]
        total += steps.sold[place_of(steps.offers, steps.first, zone) + hour.inner[zone, offers]]
        total -= steps.bought[place_of(steps.bids, steps.first, zone) + hour.inner[zone, bids]]
    return total


@compiled_in_place
def _steps_left(hour: Hour, count: int) -> int:
    total = 0
    for place in range(count):
        zone = hour.queue[place]
        total += hour.inner[zone, 1] - hour.inner[zone, 0] + hour.inner[zone, 3] - hour.inner[zone, 2]
    return total


@compiled_in_place
def _narrow(hour: Hour, count: int, enough: bool) -> None:
    """The price looked at becomes the high end of the range if it was enough, else the low end."""
    for place in range(count):
        zone = hour.queue[place]
        hour.inner[zone, 1 if enough else 0] = hour.sells[zone]
        hour.inner[zone, 2 if enough else 3] = hour.buys[zone]


@compiled_in_place
def _surplus(steps: Steps, hour: Hour, zone: int) -> int:
    """Of a zone at the price looked at."""
    sold = steps.sold[place_of(steps.offers, steps.first, zone) + hour.sells[zone]]
    return int(hour.fixed[zone] + sold - steps.bought[place_of(steps.bids, steps.first, zone) + hour.buys[zone]])


@compiled_in_place
def _look(steps: Steps, hour: Hour, count: int, price: int) -> int:
    """Look at a price inside the range: `sells`, `buys` and the surplus, by bisection of the steps that are left."""
    total = 0
    for place in range(count):
        zone = hour.queue[place]
        begin, low, high = steps.offers.start[steps.first + zone], hour.inner[zone, 0], hour.inner[zone, 1]
        while low < high:
            middle = (low + high) >> 1
            if steps.offers.price[begin + middle] <= price:
                low = middle + 1
            else:
                high = middle
        hour.sells[zone] = low
        begin, low, high = steps.bids.start[steps.first + zone], hour.inner[zone, 2], hour.inner[zone, 3]
        while low < high:
            middle = (low + high) >> 1
            if steps.bids.price[begin + middle] > price:
                low = middle + 1
            else:
                high = middle
        hour.buys[zone] = low
        total += _surplus(steps, hour, zone)
    return total


@compiled_in_place
def _next_above(steps: Steps, hour: Hour, count: int) -> int:
    """The lowest price of a step in the range."""
    price = hour.ceiling[hour.queue[0]]
    for place in range(count):
        zone = hour.queue[place]
        if hour.inner[zone, 0] < hour.inner[zone, 1]:
            price = min(price, steps.offers.price[steps.offers.start[steps.first + zone] + hour.inner[zone, 0]])
        if hour.inner[zone, 2] < hour.inner[zone, 3]:
            price = min(price, steps.bids.price[steps.bids.start[steps.first + zone] + hour.inner[zone, 3] - 1])
    return int(price)


@compiled_in_place
def _next_below(steps: Steps, hour: Hour, count: int) -> int:
    """The highest price of a step in the range."""
    price = hour.floor[hour.queue[0]] + 1
    for place in range(count):
        zone = hour.queue[place]
        if hour.inner[zone, 0] < hour.inner[zone, 1]:
            price = max(price, steps.offers.price[steps.offers.start[steps.first + zone] + hour.inner[zone, 1] - 1])
        if hour.inner[zone, 2] < hour.inner[zone, 3]:
            price = max(price, steps.bids.price[steps.bids.start[steps.first + zone] + hour.inner[zone, 2]])
    return int(price)


@compiled_in_place
def _climb(steps: Steps, hour: Hour, count: int, price: int) -> int:
    """Look at the lowest price of a step in the range, counting from the low end."""
    total = 0
    for place in range(count):
        zone = hour.queue[place]
        begin, step, last = steps.offers.start[steps.first + zone], hour.inner[zone, 0], hour.inner[zone, 1]
        while step < last and steps.offers.price[begin + step] <= price:
            step += 1
        hour.sells[zone] = step
        begin, step, last = steps.bids.start[steps.first + zone], hour.inner[zone, 3], hour.inner[zone, 2]
        while step > last and steps.bids.price[begin + step - 1] <= price:
            step -= 1
        hour.buys[zone] = step
        total += _surplus(steps, hour, zone)
    return total


@compiled_in_place
def _descend(steps: Steps, hour: Hour, count: int, price: int) -> int:
    """Look a cent below the highest price of a step in the range, counting from the high end."""
    total = 0
    for place in range(count):
        zone = hour.queue[place]
        begin, step, last = steps.offers.start[steps.first + zone], hour.inner[zone, 1], hour.inner[zone, 0]
        while step > last and steps.offers.price[begin + step - 1] >= price:
            step -= 1
        hour.sells[zone] = step
        begin, step, last = steps.bids.start[steps.first + zone], hour.inner[zone, 2], hour.inner[zone, 3]
        while step < last and steps.bids.price[begin + step] >= price:
            step += 1
        hour.buys[zone] = step
        total += _surplus(steps, hour, zone)
    return total


@compiled_in_place
def bracket(hour: Hour, zone: int, price: int, above: bool, below: bool) -> None:
    """What a zone's new part knows: its price is above the price found; or it is not, and even `below` it."""
    inner, outer = hour.inner[zone], hour.outer[zone]
    if above:
        hour.floor[zone], outer[0], outer[3] = price, inner[1], inner[2]
    elif below:
        hour.ceiling[zone], outer[1], outer[2] = price - 1, inner[0], inner[3]
    else:
        hour.ceiling[zone], outer[1], outer[2] = price, inner[1], inner[2]
