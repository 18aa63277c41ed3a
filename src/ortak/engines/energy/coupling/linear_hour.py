"""One hour as a program for `dual_simplex`: rows are balances and critical elements, columns zones, links and margins.

Columns in this order: zones (net sales), links forward, links back, the margins left, and for each balance two last
resorts (power from nowhere, to nowhere) at a price that no market has; an hour whose optimum uses one is not feasible.

>>> LAST_RESORT > 10**8
True
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ortak.engines.compiled import compiled_in_place
from ortak.engines.energy.coupling.curves import Curves
from ortak.engines.energy.coupling.dual_simplex import EXACT, INFEASIBLE, SOLVED, Ladders, Program, foot_of, solve

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

LAST_RESORT = 1e9
"""Cents per MWh."""
NEAR = 1e-4
"""Cents by which a price may be off the step that sets it."""
MOST_ITERATIONS = 20_000


class Limits(NamedTuple):
    """What zones may exchange, all hours."""

    group: Integers
    """The balance to which a zone belongs: 0, the domain, if there is one."""
    tail: Integers
    head: Integers
    loss: Floats
    low: Floats
    high: Floats
    factor: Floats
    margin: Floats
    fixed: Floats


class Outcome(NamedTuple):
    """Where the results of all hours go."""

    price: Floats
    sold: Floats
    bought: Floats
    export: Floats
    flow: Floats
    """H x 2 x L."""
    shadow: Floats
    welfare: Floats
    state: Integers
    """H x 2: SOLVED or not, and the row that is to blame."""


@compiled_in_place
def run(
    limits: Limits, offers: Curves, bids: Curves, outcome: Outcome, wanted: Integers, least: int, most: int,
    ladders: Ladders, program: Program,
) -> None:  # fmt: skip
    """The hours wanted, one after the other, in the same working arrays."""
    zones, links = limits.group.size, limits.tail.size
    elements = limits.margin.shape[1]
    groups = program.basis.size - elements
    last = zones + 2 * links + elements
    for place in range(wanted.size):
        hour = wanted[place]
        _build(limits, offers, bids, ladders, program, hour)
        _matrix(limits, program, hour)
        for group in range(groups):
            _balance_alone(limits, ladders, program, group, least, most)
        _begin(limits, ladders, program, hour)
        state, row = solve(ladders, program, MOST_ITERATIONS)
        for column in range(last, program.value.size):
            if state == SOLVED and program.value[column] > 10 * EXACT:
                state, row = INFEASIBLE, (column - last) % groups
        outcome.state[hour, 0], outcome.state[hour, 1] = state, row
        if state == SOLVED:
            _tell(limits, offers, bids, outcome, program, hour, least, most)


@compiled_in_place
def _build(limits: Limits, offers: Curves, bids: Curves, ladders: Ladders, program: Program, hour: int) -> None:
    """The ladders of all columns and where each begins. Offers and bids of a zone are merged by price."""
    zones, links = limits.group.size, limits.tail.size
    place = 0
    for zone in range(zones):
        ladders.start[zone] = place
        cell = hour * zones + zone
        offer, bid = offers.start[cell], bids.start[cell + 1] - 1
        while offer < offers.start[cell + 1] or bid >= bids.start[cell]:
            if bid < bids.start[cell] or (offer < offers.start[cell + 1] and offers.price[offer] <= bids.price[bid]):
                ladders.cost[place], ladders.amount[place] = offers.price[offer], offers.quantity[offer]
                offer += 1
            else:
                ladders.cost[place], ladders.amount[place] = bids.price[bid], bids.quantity[bid]
                bid -= 1
            place += 1
        total = 0.0
        for each in range(bids.start[cell], bids.start[cell + 1]):
            total += bids.quantity[each]
        program.base[zone] = limits.fixed[hour, zone] - total
    for column in range(zones, program.value.size):
        ladders.start[column] = place
        program.base[column] = 0.0
        ladders.cost[place], ladders.amount[place] = 0.0, np.inf
        if column < zones + 2 * links:
            way, link = divmod(column - zones, links)
            low, high = limits.low[hour, link], limits.high[hour, link]
            if limits.loss[link] > 0.0:
                low, high = (max(low, 0.0), max(high, 0.0)) if way == 0 else (max(-high, 0.0), max(-low, 0.0))
            elif way == 1:
                low, high = 0.0, 0.0
            program.base[column] = low
            ladders.amount[place] = high - low
        elif column >= zones + 2 * links + limits.margin.shape[1]:
            ladders.cost[place] = LAST_RESORT
        place += 1
    ladders.start[program.value.size] = place
    for column in range(program.value.size):
        reach = 0.0
        for each in range(ladders.start[column], ladders.start[column + 1]):
            reach += ladders.amount[each]
            ladders.reach[each] = reach


@compiled_in_place
def _matrix(limits: Limits, program: Program, hour: int) -> None:
    """What a unit of each column brings to each balance and each critical element."""
    zones, links, elements = limits.group.size, limits.tail.size, limits.margin.shape[1]
    groups = program.basis.size - elements
    table = program.tableau
    for row in range(table.shape[0]):
        for column in range(table.shape[1]):
            table[row, column] = 0.0
    for zone in range(zones):
        table[limits.group[zone], zone] = 1.0
        for element in range(elements):
            if limits.margin[hour, element] < np.inf:
                table[groups + element, zone] = limits.factor[hour, element, zone]
    for link in range(links):
        tail, head, kept = limits.tail[link], limits.head[link], 1.0 - limits.loss[link]
        for row in range(table.shape[0]):
            table[row, zones + link] = kept * table[row, head] - table[row, tail]
            table[row, zones + links + link] = kept * table[row, tail] - table[row, head]
    first = zones + 2 * links
    for element in range(elements):
        table[groups + element, first + element] = 1.0
    for group in range(groups):
        table[group, first + elements + group] = 1.0
        table[group, first + elements + groups + group] = -1.0


@compiled_in_place
def _taken(ladders: Ladders, column: int, price: int) -> int:
    """How many steps of a ladder cost at most the price."""
    low, high = 0, ladders.start[column + 1] - ladders.start[column]
    while low < high:
        middle = (low + high) >> 1
        if ladders.cost[ladders.start[column] + middle] <= price:
            low = middle + 1
        else:
            high = middle
    return int(low)


@compiled_in_place
def _balance_alone(limits: Limits, ladders: Ladders, program: Program, group: int, least: int, most: int) -> None:
    """The zones of a balance at the price at which they need nobody else; one of them, or the last resort, is basic."""
    zones, links = limits.group.size, limits.tail.size
    groups = program.basis.size - limits.margin.shape[1]
    low, high = least - 1, most + 1
    while low < high:
        price = (low + high) >> 1
        total = 0.0
        for zone in range(zones):
            if limits.group[zone] == group:
                total += program.base[zone] + foot_of(ladders, zone, _taken(ladders, zone, price))
        if total >= 0.0:
            high = price
        else:
            low = price + 1
    resort = zones + 2 * links + limits.margin.shape[1] + group
    program.basis[group] = resort if low > most else resort + groups
    for zone in range(zones):
        if limits.group[zone] == group:
            program.stand[zone] = _taken(ladders, zone, low - 1)
            if (
                least <= low <= most
                and program.basis[group] >= resort
                and _taken(ladders, zone, low) > program.stand[zone]
            ):
                program.basis[group] = zone


@compiled_in_place
def _begin(limits: Limits, ladders: Ladders, program: Program, hour: int) -> None:
    """Prices of that basis, columns at rest, values of the basic ones, and the tableau in terms of the basis."""
    zones, links, elements = limits.group.size, limits.tail.size, limits.margin.shape[1]
    groups, columns, table = program.basis.size - elements, program.value.size, program.tableau
    first = zones + 2 * links
    for column in range(columns):
        program.row_of[column], program.worth[column] = -1, 0.0
    for row in range(groups, groups + elements):
        program.basis[row] = first + row - groups
    for group in range(groups):
        basic = program.basis[group]
        price = (
            ladders.cost[ladders.start[basic] + (program.stand[basic] if basic < zones else 0)] * table[group, basic]
        )
        for column in range(columns):
            program.worth[column] += price * table[group, column]
    for column in range(columns):
        if column >= zones:
            program.stand[column] = 1 if column < first and program.worth[column] > 0.0 else 0
        program.value[column] = foot_of(ladders, column, program.stand[column])
    for row in range(groups + elements):
        basic = program.basis[row]
        program.row_of[basic] = row
        right = limits.margin[hour, row - groups] if row >= groups else 0.0
        program.value[basic] = 0.0
        if right == np.inf:
            right = 1.0
        for column in range(columns):
            if column != basic:
                right -= table[row, column] * (program.base[column] + program.value[column])
        program.value[basic] = right / table[row, basic] - program.base[basic]
    for group in range(groups):
        basic, sign = program.basis[group], table[group, program.basis[group]]
        for column in range(columns):
            table[group, column] *= sign
        for row in range(groups, groups + elements):
            factor = table[row, basic]
            if factor != 0.0:
                for column in range(columns):
                    table[row, column] -= factor * table[group, column]
                table[row, basic] = 0.0


@compiled_in_place
def _tell(
    limits: Limits, offers: Curves, bids: Curves, outcome: Outcome, program: Program, hour: int, least: int, most: int
) -> None:
    """Prices, volumes, flows and money from the optimum; what only the last resort prices gets a price limit."""
    zones, links, elements = limits.group.size, limits.tail.size, limits.margin.shape[1]
    outcome.welfare[hour] = 0.0
    for zone in range(zones):
        price = program.worth[zone]
        if abs(price) > LAST_RESORT / 2:
            price = float(least if price < 0 else most)
        outcome.price[hour, zone] = price
        net = program.base[zone] + program.value[zone]
        outcome.export[hour, zone] = net
        net -= limits.fixed[hour, zone]
        cell = hour * zones + zone
        sold, bought = 0.0, 0.0
        for step in range(offers.start[cell], offers.start[cell + 1]):
            if offers.price[step] <= price + NEAR:
                sold += offers.quantity[step]
        for step in range(bids.start[cell], bids.start[cell + 1]):
            if bids.price[step] >= price - NEAR:
                bought += bids.quantity[step]
        bought = max(0.0, min(bought, sold - net))
        outcome.bought[hour, zone], outcome.sold[hour, zone] = bought, bought + net
        outcome.welfare[hour] += _worth(bids, cell, bought) - _worth(offers, cell, bought + net)
    for link in range(links):
        forward = program.base[zones + link] + program.value[zones + link]
        back = program.base[zones + links + link] + program.value[zones + links + link]
        outcome.flow[hour, 0, link], outcome.flow[hour, 1, link] = forward, back
        kept = 1.0 - limits.loss[link]
        outcome.export[hour, limits.tail[link]] += kept * back - forward
        outcome.export[hour, limits.head[link]] += kept * forward - back
    for element in range(elements):
        outcome.shadow[hour, element] = -program.worth[zones + 2 * links + element]


@compiled_in_place
def _worth(curve: Curves, cell: int, volume: float) -> float:
    """Price times quantity of the first steps, up to the volume."""
    total = 0.0
    for step in range(curve.start[cell], curve.start[cell + 1]):
        if volume <= 0.0:
            break
        part = min(volume, float(curve.quantity[step]))
        total += part * curve.price[step]
        volume -= part
    return total
