"""Where the search for blocks starts: the linear program in which blocks may be taken in part (HiGHS).

Its prices bound the welfare of every choice, and blocks taken by more than half are a good first choice.

>>> from ortak.engines.energy.coupling.blocks import Block, book
>>> from ortak.engines.energy.coupling.market import tiny_market
>>> share, price = relaxed(tiny_market(), book([Block("cheap", 1_000, ((0, 1, 20_000),))], 1, 2))
>>> share.tolist(), price.tolist()
([1.0], [[2000, 5000]])
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ortak.engines.energy.coupling.blocks import Book
from ortak.engines.energy.coupling.market import Market
from ortak.engines.solver import linear_model, solver

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
MWH = 1_000.0


def relaxed(market: Market, pages: Book) -> tuple[Floats, Integers]:
    """The share of each block that the relaxation takes, and its prices (hours x zones, to whole cents).

    Raises:
        RuntimeError: HiGHS finds no optimum, though the market was cleared without blocks before.
    """

    count, rows = len(pages.blocks), market.fixed.size
    cell_of = [np.repeat(np.arange(rows), np.diff(curve.start)) for curve in (market.offers, market.bids)]
    links = market.tail.size
    tails = (np.arange(market.hours)[:, None] * len(market.zones) + market.tail).ravel()
    heads = (np.arange(market.hours)[:, None] * len(market.zones) + market.head).ravel()
    limit = np.array([each.price for each in pages.blocks], dtype=np.float64)
    ask = np.bincount(pages.owner, pages.energy / MWH * limit[pages.owner], count)
    offers, bids, flows = market.offers.price.size, market.bids.price.size, market.hours * links
    cost = np.concatenate([market.offers.price, -market.bids.price, np.zeros(flows), ask]).astype(np.float64)
    low = np.concatenate([np.zeros(offers + bids), market.low.ravel() / MWH, np.zeros(count)])
    high = np.concatenate(
        [market.offers.quantity / MWH, market.bids.quantity / MWH, market.high.ravel() / MWH, np.ones(count)]
    )
    first_flow, first_block = offers + bids, offers + bids + flows
    row = [*cell_of, tails, heads, pages.hour * len(market.zones) + pages.zone]
    column = [
        np.arange(offers), np.arange(bids) + offers, np.arange(flows) + first_flow, np.arange(flows) + first_flow,
        pages.owner + first_block,
    ]  # fmt: skip
    value = [np.ones(offers), -np.ones(bids), -np.ones(flows), np.ones(flows), pages.energy / MWH]
    extra = rows
    for number, block in enumerate(pages.blocks):
        if block.parent >= 0:
            row.append(np.array([extra, extra]))
            column.append(np.array([number, block.parent]) + first_block)
            value.append(np.array([1.0, -1.0]))
            extra += 1
    links_end = extra
    for members in pages.groups:
        row.append(np.full(len(members), extra))
        column.append(np.array(members) + first_block)
        value.append(np.ones(len(members)))
        extra += 1
    right = -market.fixed.ravel() / MWH
    below = np.concatenate([right, np.full(extra - rows, -np.inf)])
    above = np.concatenate([right, np.zeros(links_end - rows), np.ones(extra - links_end)])
    entries = (np.concatenate(row), np.concatenate(column), np.concatenate(value))
    model = linear_model(cost, (low, high), (below, above), entries)
    answer = _solved(model)
    price = np.rint(np.array(answer.row_dual[:rows])).astype(np.int64).reshape(market.fixed.shape)
    return np.array(answer.col_value[first_block:]), price


def _solved(model: Any) -> Any:
    """The solution of a model. HiGHS refuses to run after a run with another number of threads in the same process
    until its scheduler, which all solvers share, is made anew: then once more."""
    import highspy

    for _ in range(2):
        highs = solver()
        highs.passModel(model)
        highs.run()
        status = highs.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            return highs.getSolution()
        highs.resetGlobalScheduler(True)
    raise RuntimeError(f"HiGHS ended the relaxation of the blocks with {highs.modelStatusToString(status)!r}")
