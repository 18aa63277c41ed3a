"""Flow-based domains and lossy links against linear programs solved by HiGHS, and against the independent check."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from ortak.engines.energy.coupling import BadMarket, Market, NotFeasible, clear, tiny_market
from ortak.engines.energy.coupling.domains import Domain, no_domain
from ortak.engines.energy.coupling.flow_based import FlowBased, clear_flow_based
from ortak.engines.energy.coupling.linear_hour import LAST_RESORT
from ortak.engines.energy.coupling.tests.test_clearing import orders, random_market
from ortak.engines.energy.verification.network import NetworkClaim, network_violations


def broken_rules(market: Market, domain: Domain, loss, result: FlowBased) -> list[str]:
    claim = NetworkClaim(
        market.tail, market.head, loss, market.low, market.high, domain.factor, domain.margin, market.fixed,
        result.price, result.sold, result.bought, result.forward, result.back, result.shadow, result.welfare,
    )  # fmt: skip
    cells = market.fixed.size
    found = network_violations(orders(market.offers, cells), orders(market.bids, cells), claim)
    return [f"{each.rule}: {each.says}" for each in found]


def random_domain(seed: int, hours: int, zones: int, elements: int, outside: int = 0) -> Domain:
    """Factors from a coarse grid, so that ties come often; the last zones are outside."""
    dice = np.random.default_rng(seed)
    factor = dice.integers(-4, 5, (hours, elements, zones)) / 8
    factor[:, :, zones - outside :] = np.nan
    margin = dice.integers(0, 6, (hours, elements)).astype(float)
    return Domain(tuple(f"e{each}" for each in range(elements)), factor, margin)


def optimum(market: Market, domain: Domain, loss, hour: int = 0) -> float | None:
    """The welfare by HiGHS: net exports of the domain as columns of their own, lossy links both ways."""
    zones, member = len(market.zones), domain.members()
    cost, bounds, columns = [0.0], [(0, 0)], [np.zeros(zones)]  # one that does nothing: HiGHS needs a column
    for curve, sign in ((market.offers, 1.0), (market.bids, -1.0)):
        for zone in range(zones):
            cell = hour * zones + zone
            for step in range(curve.start[cell], curve.start[cell + 1]):
                cost.append(sign * curve.price[step])
                bounds.append((0, curve.quantity[step]))
                columns.append(sign * np.eye(zones)[zone])
    for link, (tail, head) in enumerate(zip(market.tail, market.head, strict=True)):
        low, high, kept = market.low[hour, link], market.high[hour, link], 1 - loss[link]
        ways = [(tail, head, low, high)] if not loss[link] else []
        if loss[link]:
            ways = [(tail, head, max(low, 0), max(high, 0)), (head, tail, max(-high, 0), max(-low, 0))]
        for start, end, least, most in ways:
            cost.append(0.0)
            bounds.append((least, most))
            columns.append(kept * np.eye(zones)[end] - np.eye(zones)[start])
    free = len(cost)
    for zone in np.flatnonzero(member):
        cost.append(0.0)
        bounds.append((None, None))
        columns.append(-np.eye(zones)[zone])
    equal = np.vstack([np.array(columns).T, [[0.0] * free + [1.0] * (len(cost) - free)]])
    within = np.zeros((len(domain.elements), len(cost)))
    within[:, free:] = np.nan_to_num(domain.factor[hour])[:, member]
    right = np.concatenate([-market.fixed[hour].astype(float), [0.0]])
    keep = np.isfinite(domain.margin[hour])
    answer = linprog(
        cost, A_eq=equal, b_eq=right, A_ub=within[keep], b_ub=domain.margin[hour][keep], bounds=bounds, method="highs"
    )
    return -answer.fun if answer.status == 0 else None


@given(st.integers(0, 10**6), st.integers(1, 6), st.integers(0, 6), st.integers(0, 5), st.integers(0, 6), st.booleans())
@settings(deadline=None, max_examples=80)
def test_optimum_of_linear_program(seed, zones, links, steps, elements, lossy):
    market = random_market(seed, zones, links if zones > 1 else 0, steps)
    outside = seed % 3 if zones > 2 else 0
    domain = random_domain(seed, 1, zones, elements, outside)
    share = np.random.default_rng(seed).choice([0.0, 0.05, 0.25], market.tail.size)
    loss = share if lossy else np.zeros(market.tail.size)
    best = optimum(market, domain, loss)
    if best is None:
        with pytest.raises(NotFeasible, match=r"hour 1: (nothing keeps critical element e|fixed exchanges of)"):
            clear_flow_based(market, domain, loss)
        return
    result = clear_flow_based(market, domain, loss)
    assert result.welfare[0] == pytest.approx(best, rel=1e-9, abs=1e-6)
    if (
        np.abs(result.shadow).max(initial=0) < LAST_RESORT / 2
    ):  # else no order sets a price: see docs/energy-coupling.md
        assert broken_rules(market, domain, loss, result) == []


@given(st.integers(0, 10**6), st.integers(1, 6), st.integers(0, 8))
@settings(deadline=None, max_examples=30)
def test_without_domain_and_losses_it_is_the_clearing_by_capacity(seed, zones, links):
    market = random_market(seed, zones, links if zones > 1 else 0)
    try:
        exact = clear(market)
    except NotFeasible:
        with pytest.raises(NotFeasible):
            clear_flow_based(market, no_domain(1, zones))
        return
    result = clear_flow_based(market, no_domain(1, zones))
    assert result.welfare[0] == pytest.approx(exact.welfare[0], abs=1e-6)
    assert (result.price >= exact.lowest - 1e-6).all()
    assert (result.price <= exact.highest + 1e-6).all()


def test_the_check_finds_what_is_wrong():
    market, domain = tiny_market(0), Domain(("line",), np.array([[[0.5, -0.5]]]), np.array([[10_000.0]]))
    loss = np.array([0.0])
    good = clear_flow_based(market, domain, loss)
    assert broken_rules(market, domain, loss, good) == []
    for change, rule in (
        ({"sold": good.sold + np.array([[1.0, 0.0]])}, "balance of the domain"),
        ({"shadow": good.shadow + 1.0}, "domain price"),
        ({"price": good.price + 1.0}, "merit order"),
        ({"welfare": good.welfare + 100.0}, "welfare"),
        ({"forward": good.forward + 1.0}, "capacity"),
    ):
        said = broken_rules(market, domain, loss, replace(good, **change))
        assert any(rule in each for each in said), (rule, said)


def test_power_is_lost_on_the_way_and_prices_say_so():
    market = tiny_market(200_000)
    result = clear_flow_based(market, no_domain(1, 2), np.array([0.1]))
    # 40 MWh are left in the west after its own 60: 36 arrive, the other 24 of the east cost 50.00 there.
    assert result.forward.tolist() == [[40_000.0]]
    assert result.sold.tolist() == [[100_000.0, 24_000.0]]
    assert result.price.tolist() == [[4_500.0, 5_000.0]]


def test_losses_above_the_difference_in_price_stop_the_flow():
    result = clear_flow_based(tiny_market(), no_domain(1, 2), np.array([0.7]))
    assert result.forward.tolist() == [[0.0]]
    assert result.price.tolist() == [[2_000.0, 5_000.0]]


def test_two_threads_give_what_one_gives():
    market = random_market(5, zones=5, links=0, steps=6, hours=400)
    market = replace(market, fixed=np.zeros_like(market.fixed))
    domain = random_domain(5, 400, 5, 4)
    whole = clear_flow_based(market, domain)
    best = [optimum(market, domain, np.zeros(0), hour) for hour in range(0, 400, 20)]
    assert whole.welfare[::20] == pytest.approx(best, rel=1e-9, abs=1e-6)
    assert broken_rules(market, domain, np.zeros(0), whole) == []


@pytest.mark.parametrize(
    ("domain", "loss", "says"),
    [
        (Domain(("a",), np.zeros((1, 1, 2)), np.array([[np.nan]])), [0.0], "element a, hour 1: the margin is not a"),
        (Domain(("a",), np.array([[[0.1, np.inf]]]), np.ones((1, 1))), [0.0], "no finite factor for zone number 2"),
        (Domain(("a",), np.zeros((1, 1, 3)), np.ones((1, 1))), [0.0], "a domain needs factors"),
        (no_domain(1, 2), [1.0], "losses are shares"),
        (no_domain(1, 2), [float("nan")], "losses are shares"),
    ],
)
def test_what_does_not_fit_is_refused(domain, loss, says):
    with pytest.raises(BadMarket, match=says):
        clear_flow_based(tiny_market(), domain, np.array(loss))


def test_a_margin_that_nothing_can_keep_is_named():
    domain = Domain(("weak", "strong"), np.zeros((1, 2, 2)), np.array([[-1_000.0, 5.0]]))
    with pytest.raises(NotFeasible, match="hour 1: nothing keeps critical element weak within -1000 kWh"):
        clear_flow_based(tiny_market(0), domain)
