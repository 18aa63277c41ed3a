"""From the rows of a market folder to the market that the engine clears."""

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from ortak.areas.energy.market_folder import (
    BLOCKS,
    CAPACITIES,
    CURVES,
    DOMAINS,
    EXCHANGES,
    PRICES,
    SIDES,
    BadFolder,
    Border,
    Clock,
    Folder,
    Hour,
    Row,
    digests_of,
    file_of,
    needed,
    rows_of,
)
from ortak.areas.energy.market_network import read_domain, read_losses

if TYPE_CHECKING:
    from ortak.engines.energy.coupling.blocks import Block

TIME = ("timestamp", "delivery_day", "period")
Steps = dict[tuple[Hour, str, str], dict[int, int]]
Limits = dict[tuple[str, str], dict[Hour, tuple[int, int]]]


def read_market(path: Path, outside_prices: bool = False) -> Folder:
    """The market of a folder. `outside_prices`: also the prices of zones outside, if `published-prices` is there.

    Raises:
        BadFolder: with file, line and reason.
        BadMarket: what was read is not a market.
    """
    import numpy as np

    from ortak.engines.energy.coupling import Market, curves_of

    clock = Clock()
    steps = _curves(path, clock)
    legs = _block_rows(path)
    hours = clock.ordered()
    if not hours:
        raise BadFolder(f"{needed(path, CURVES).name} has no orders")
    number = {hour: place for place, hour in enumerate(hours)}
    zones = sorted({zone for _, zone, _ in steps} | {row.text("zone") for rows in legs.values() for row in rows})
    limits = _capacities(path)
    links = sorted(each for each in limits if each[0] in zones and each[1] in zones)
    low = np.array([[_limit(limits, each, hour)[0] for each in links] for hour in hours]).reshape(len(hours), -1)
    high = np.array([[_limit(limits, each, hour)[1] for each in links] for hour in hours]).reshape(len(hours), -1)
    borders = _borders(path, number, zones, limits)
    fixed = np.zeros((len(hours), len(zones)), dtype=np.int64)
    for border in borders:
        fixed[border.hour, border.zone] -= border.exchange
    cells = [(hour, zone) for hour in hours for zone in zones]
    market = Market(
        zones=tuple(zones),
        tail=np.array([zones.index(tail) for tail, _ in links], dtype=np.int64),
        head=np.array([zones.index(head) for _, head in links], dtype=np.int64),
        low=low.astype(np.int64), high=high.astype(np.int64), fixed=fixed,
        offers=curves_of([list(steps.get((*cell, "supply"), {}).items()) for cell in cells]),
        bids=curves_of([list(steps.get((*cell, "demand"), {}).items()) for cell in cells], falling=True),
    ).checked()  # fmt: skip
    domain, losses = read_domain(path, number, zones), read_losses(path)
    if legs and (domain or losses):
        raise BadFolder(f"{BLOCKS}: block orders cannot be cleared together with {DOMAINS} or loss_share")
    outside = {border.outside for border in borders}
    beyond = {
        there: here
        for link in sorted(limits)
        for here, there in (link, link[::-1])
        if here in outside and there not in outside and there not in zones
    }
    return Folder(
        path, market, _blocks(legs, number, zones), hours, clock.stamps, borders,
        _outside_prices(path, number, outside) if outside_prices else {}, beyond, digests_of(path),
        domain, tuple(losses.get(each, 0.0) for each in links) if losses else (),
    )  # fmt: skip


def _curves(path: Path, clock: Clock) -> Steps:
    """Quantities by price, for each hour, zone and side; two rows of one price would be a curve that crosses itself.

    An order with a full price is taken in part between its two prices, in steps of a cent.
    """
    from ortak.engines.energy.coupling.linear_orders import linear_steps

    steps: Steps = defaultdict(dict)
    sloped: list[tuple[dict[int, int], int, int, int]] = []
    for row in rows_of(needed(path, CURVES), (*TIME, "zone", "side", "price_eur_per_mwh", "quantity_mwh")):
        hour, side = clock.note(row), row.text("side")
        if side not in SIDES:
            raise row.refuse(f"side is {side!r}; valid are supply, demand")
        price, quantity = row.money("price_eur_per_mwh"), row.energy("quantity_mwh")
        if not -50_000 <= price <= 400_000:
            raise row.refuse(f"a price of {price / 100} lies outside -500 to 4000")
        if quantity < 0:
            raise row.refuse("a quantity below zero: the curve would not be monotone")
        curve = steps[hour, row.text("zone"), side]
        full = row.money("full_price_eur_per_mwh") if row.cells.get("full_price_eur_per_mwh") else price
        if not -50_000 <= full <= 400_000:
            raise row.refuse(f"a full price of {full / 100} lies outside -500 to 4000")
        if SIDES[side] * (full - price) < 0:
            raise row.refuse(
                f"a full price of {full / 100} after {price / 100}: the {side} curve would not be monotone"
            )
        if full != price:
            sloped.append((curve, price, full, quantity))
            continue
        if price in curve:
            raise row.refuse(f"a second step of the {side} curve at {price / 100}: one row for each price")
        curve[price] = quantity
    for curve, price, full, quantity in sloped:
        for at, amount in linear_steps(price, full, quantity):
            curve[at] = curve.get(at, 0) + amount
    return steps


def _block_rows(path: Path) -> dict[tuple[str, str], list[Row]]:
    legs: dict[tuple[str, str], list[Row]] = defaultdict(list)
    file = file_of(path, BLOCKS)
    if file:
        for row in rows_of(file, (*TIME, "block_id", "zone", "side", "quantity_mwh", "price_eur_per_mwh")):
            legs[row.hour[0], row.text("block_id")].append(row)
    return legs


def _blocks(legs: dict[tuple[str, str], list[Row]], number: dict[Hour, int], zones: list[str]) -> "tuple[Block, ...]":
    """One block of each day and id; `parent_block_id` and `exclusive_group` are read if there are such columns."""
    from ortak.engines.energy.coupling.blocks import Block

    place = {key: index for index, key in enumerate(legs)}
    blocks = []
    for (day, name), rows in legs.items():
        one = {(row.text("side"), row.money("price_eur_per_mwh")) for row in rows}
        if len(one) > 1 or next(iter(one))[0] not in SIDES:
            raise rows[-1].refuse(f"block {name} needs one side (supply or demand) and one price for all its hours")
        _, price = one.pop()
        if not -50_000 <= price <= 400_000:
            raise rows[0].refuse(f"a price of {price / 100} lies outside -500 to 4000")
        parent = rows[0].cells.get("parent_block_id") or ""
        if parent and (day, parent) not in place:
            raise rows[0].refuse(f"block {name} is linked to {parent}, which is not there on {day}")
        group = rows[0].cells.get("exclusive_group") or ""
        blocks.append(
            Block(
                name,
                price,
                tuple(_leg(row, number, zones) for row in rows),
                place[day, parent] if parent else -1,
                f"{day} {group}" if group else "",
                _minimum(rows),
            )
        )
    return tuple(blocks)


def _minimum(rows: list[Row]) -> int:
    """The least share of a block that may be taken, in thousandths; a block without one is taken whole."""
    said = {
        row.whole("minimum_acceptance", 1_000, "0.001") if row.cells.get("minimum_acceptance") else 1_000
        for row in rows
    }
    if len(said) > 1 or not 0 < min(said) <= 1_000:
        raise rows[-1].refuse("minimum_acceptance is one share for all hours of the block, above 0 and up to 1")
    return said.pop()


def _leg(row: Row, number: dict[Hour, int], zones: list[str]) -> tuple[int, int, int]:
    if row.hour not in number:
        raise row.refuse(f"there are no curves for period {row.hour[1]} of {row.hour[0]}")
    quantity = row.energy("quantity_mwh")
    if quantity < 0:
        raise row.refuse("a quantity below zero")
    return number[row.hour], zones.index(row.text("zone")), SIDES[row.text("side")] * quantity


def _capacities(path: Path) -> Limits:
    limits: Limits = defaultdict(dict)
    columns = (*TIME, "from_zone", "to_zone", "min_flow_mwh", "max_flow_mwh")
    for row in rows_of(needed(path, CAPACITIES), columns):
        link, least, most = (row.text("from_zone"), row.text("to_zone")), row.energy("min_flow_mwh"), 0
        most = row.energy("max_flow_mwh")
        if least > most:
            raise row.refuse(f"the least flow {least / 1000} is above the greatest {most / 1000}")
        if link[0] == link[1]:
            raise row.refuse("a link leads from one zone to another")
        if row.hour in limits[link]:
            raise row.refuse(f"a second row for {link[0]} to {link[1]} in that hour")
        limits[link][row.hour] = (least, most)
    return limits


def _limit(limits: Limits, link: tuple[str, str], hour: Hour) -> tuple[int, int]:
    if hour not in limits[link]:
        raise BadFolder(f"{CAPACITIES}: no limits for {link[0]} to {link[1]} in period {hour[1]} of {hour[0]}")
    return limits[link][hour]


def _borders(path: Path, number: dict[Hour, int], zones: list[str], limits: Limits) -> tuple[Border, ...]:
    found = []
    file = file_of(path, EXCHANGES)
    for row in rows_of(file, (*TIME, "zone", "external_zone", "exchange_mwh")) if file else ():
        zone, outside = row.text("zone"), row.text("external_zone")
        if zone not in zones or outside in zones:
            raise row.refuse(f"an exchange leads from a zone with orders to one without: {zone} to {outside}")
        if row.hour not in number:
            raise row.refuse(f"there are no curves for period {row.hour[1]} of {row.hour[0]}")
        exchange = row.energy("exchange_mwh")
        least, most = limits.get((zone, outside), {}).get(row.hour, (None, None))
        if least is None or most is None:
            back = limits.get((outside, zone), {}).get(row.hour, (-(10**10), 10**10))
            least, most = -back[1], -back[0]
        found.append(Border(number[row.hour], zones.index(zone), outside, exchange, least, most))
    return tuple(found)


def _outside_prices(path: Path, number: dict[Hour, int], outside: set[str]) -> dict[tuple[int, str], int]:
    file = file_of(path, PRICES)
    rows = rows_of(file, (*TIME, "zone", "price_eur_per_mwh")) if file else ()
    return {
        (number[row.hour], row.text("zone")): row.nearest_cent("price_eur_per_mwh")
        for row in rows
        if row.cells["zone"] in outside and row.hour in number
    }
