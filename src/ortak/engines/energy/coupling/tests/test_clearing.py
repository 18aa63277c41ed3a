"""The clearing against a linear program solved by HiGHS, and against the independent check."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from ortak.engines.energy.coupling import BadMarket, Clearing, Market, NotFeasible, clear, curves_of, tiny_market
from ortak.engines.energy.verification import Claim, Orders, violations


def orders(curve, hours_by_zones):
    cell = np.repeat(np.arange(hours_by_zones), np.diff(curve.start))
    return Orders(cell, curve.price, curve.quantity)


def broken_rules(market: Market, result: Clearing) -> list[str]:
    claim = Claim(
        market.tail, market.head, market.low, market.high, market.fixed,
        result.price, result.flow, result.sold, result.bought, result.welfare,
    )  # fmt: skip
    cells = market.fixed.size
    found = violations(orders(market.offers, cells), orders(market.bids, cells), claim, market.least, market.most)
    return [each.rule for each in found]


def random_market(seed: int, zones: int = 4, links: int = 5, steps: int = 4, hours: int = 1) -> Market:
    """Small numbers, so that ties, full links and prices between two orders come often."""
    dice = np.random.default_rng(seed)
    ends = np.array([dice.choice(zones, 2, replace=False) for _ in range(links)], dtype=int).reshape(-1, 2)
    shape = (hours * zones, steps)
    offers = [
        list(zip(dice.integers(-3, 12, steps) * 100, dice.integers(0, 9, steps), strict=True)) for _ in range(shape[0])
    ]
    bids = [
        list(zip(dice.integers(-3, 15, steps) * 100, dice.integers(0, 9, steps), strict=True)) for _ in range(shape[0])
    ]
    return Market(
        zones=tuple("abcdefgh"[:zones]),
        tail=ends[:, 0].copy(), head=ends[:, 1].copy(),
        low=-dice.integers(0, 7, (hours, links)), high=dice.integers(0, 7, (hours, links)),
        fixed=dice.integers(-2, 3, (hours, zones)),
        offers=curves_of(offers), bids=curves_of(bids, falling=True), least=-500, most=4_000,
    ).checked()  # fmt: skip


def optimum(market: Market, hour: int = 0, extra: tuple[int, float] | None = None) -> float | None:
    """The welfare of one hour by HiGHS; None if it has no solution."""
    zones, links = len(market.zones), market.tail.size
    cost, bounds, columns = [], [], []
    for curve, sign in ((market.offers, 1.0), (market.bids, -1.0)):
        for zone in range(zones):
            cell = hour * zones + zone
            for step in range(curve.start[cell], curve.start[cell + 1]):
                cost.append(sign * curve.price[step])
                bounds.append((0, curve.quantity[step]))
                columns.append([sign if place == zone else 0.0 for place in range(zones)])
    for link in range(links):
        cost.append(0.0)
        bounds.append((market.low[hour, link], market.high[hour, link]))
        column = [0.0] * zones
        column[market.tail[link]] -= 1
        column[market.head[link]] += 1
        columns.append(column)
    right = -market.fixed[hour].astype(float)
    if extra:
        right[extra[0]] -= extra[1]
    answer = linprog(cost, A_eq=np.array(columns).T, b_eq=right, bounds=bounds, method="highs")
    return -answer.fun if answer.status == 0 else None


@pytest.mark.parametrize("seed", range(60))
def test_optimum_of_linear_program_and_range_of_prices(seed):
    market = random_market(seed)
    best = optimum(market)
    if best is None:
        with pytest.raises(NotFeasible, match="hour 1: fixed"):
            clear(market)
        return
    result = clear(market)
    assert result.welfare[0] == pytest.approx(best, abs=1e-6)
    assert broken_rules(market, result) == []
    assert result.welfare == result.consumers + result.producers + result.rent + result.external
    for zone in range(len(market.zones)):
        more, less = optimum(market, 0, (zone, 0.25)), optimum(market, 0, (zone, -0.25))
        if more is not None:
            assert (more - best) * 4 == pytest.approx(max(result.lowest[0, zone], -500), abs=1e-4) or (
                result.lowest[0, zone] == -500
            )
        if less is not None:
            assert (best - less) * 4 == pytest.approx(result.highest[0, zone], abs=1e-4) or (
                result.highest[0, zone] == 4_000
            )


@given(st.integers(0, 10**6), st.integers(1, 8), st.integers(0, 12), st.integers(0, 6))
@settings(deadline=None)
def test_every_clearing_passes_the_independent_check(seed, zones, links, steps):
    market = random_market(seed, zones, links if zones > 1 else 0, steps, hours=3)
    try:
        result = clear(market)
    except NotFeasible:
        return
    assert broken_rules(market, result) == []
    for price in (result.lowest, result.highest):
        assert "welfare" not in broken_rules(market, _at(result, price))


def _at(result: Clearing, price) -> Clearing:
    from dataclasses import replace

    return replace(result, price=price)


def test_the_check_finds_what_is_wrong():
    market = tiny_market()
    good = clear(market)
    from dataclasses import replace

    assert "balance" in broken_rules(market, replace(good, flow=good.flow - 1))
    assert "capacity" in broken_rules(market, replace(good, flow=good.flow + 1))
    assert "link not full" in broken_rules(market, replace(good, price=good.price[:, ::-1]))
    assert "welfare" in broken_rules(market, replace(good, welfare=good.welfare + 1))
    assert "offers in merit order" in broken_rules(market, replace(good, price=good.price - 1))


def test_two_threads_give_what_one_gives():
    market = random_market(5, zones=6, links=8, steps=6, hours=400)
    market = Market(**{**market.__dict__, "fixed": np.zeros_like(market.fixed)})
    whole = clear(market)
    for hour in (0, 199, 200, 399):
        cells = slice(hour * 6, hour * 6 + 7)
        offers = [
            list(zip(curve.price[a:b].tolist(), curve.quantity[a:b].tolist(), strict=True))
            for curve in (market.offers, market.bids)
            for a, b in zip(curve.start[cells][:-1], curve.start[cells][1:], strict=True)
        ]
        one = Market(
            market.zones, market.tail, market.head, market.low[[hour]], market.high[[hour]], market.fixed[[hour]],
            curves_of(offers[:6]), curves_of(offers[6:], falling=True), market.least, market.most,
        )  # fmt: skip
        alone = clear(one)
        assert (alone.price[0] == whole.price[hour]).all()
        assert (alone.flow[0] == whole.flow[hour]).all()


def test_price_between_two_orders_is_the_middle_rounded_down():
    market = Market(
        ("one",), np.zeros(0, int), np.zeros(0, int), np.zeros((1, 0), int), np.zeros((1, 0), int),
        np.zeros((1, 1), int),
        curves_of([[(1_000, 10), (2_001, 10)]]), curves_of([[(3_000, 10)]], falling=True),
    )  # fmt: skip
    result = clear(market)
    assert (result.lowest[0, 0], result.highest[0, 0], result.price[0, 0]) == (1_000, 2_001, 1_500)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"low": np.array([[50_000]])}, "least flow 50000 kWh is above"),
        ({"head": np.array([0])}, "leads from one zone to another"),
        ({"head": np.array([2])}, "leads from one zone to another"),
        ({"fixed": np.zeros((2, 2), int)}, "limits"),
        ({"zones": ("west", "west")}, "a name of its own"),
        ({"offers": curves_of([[(10, -1)], []])}, "below zero"),
        ({"offers": curves_of([[(900_000, 1)], []])}, "outside"),
        ({"bids": curves_of([[(10, 1), (20, 1)], []])}, "bids of west, hour 1: prices are not in falling order"),
        ({"least": 500_000}, "price limits"),
    ],
)
def test_what_is_not_a_market_is_refused(change, says):
    with pytest.raises(BadMarket, match=says):
        Market(**{**tiny_market().__dict__, **change}).checked()
