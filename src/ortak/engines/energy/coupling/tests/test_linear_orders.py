"""Linear orders against the straight lines that they are, in exact fractions."""

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ortak.engines.energy.coupling import Market, clear, curves_of
from ortak.engines.energy.coupling.linear_orders import linear_steps


def line(price: int, first: int, full: int, quantity: int) -> Fraction:
    """What is taken of an order at a price."""
    if first == full:
        return Fraction(quantity if price >= full else 0)
    return min(max(Fraction(price - first, full - first), Fraction(0)), Fraction(1)) * quantity


@given(st.integers(-500, 500), st.integers(-500, 500), st.integers(0, 5_000))
def test_every_price_takes_what_the_line_says(first, full, quantity):
    steps = linear_steps(first, full, quantity)
    sign = 1 if full >= first else -1
    for price in range(min(first, full) - 2, max(first, full) + 3):
        taken = sum(amount for at, amount in steps if sign * (price - at) >= 0)
        assert 0 <= line(price, first, full, quantity) - taken < 1
    assert sum(amount for _, amount in steps) == quantity


@given(st.lists(st.tuples(st.integers(-300, 900), st.integers(1, 900), st.integers(1, 4_000)), min_size=2, max_size=6))
@settings(deadline=None, max_examples=40)
def test_the_price_is_where_the_lines_cross(orders):
    offers = [(first, first + span, quantity) for first, span, quantity in orders[::2]]
    bids = [(first + span, first, quantity) for first, span, quantity in orders[1::2]]
    none = np.zeros((1, 0), dtype=np.int64)
    market = Market(
        ("a",), none[0], none[0], none, none, np.zeros((1, 1), dtype=np.int64),
        curves_of([[step for each in offers for step in linear_steps(*each)]]),
        curves_of([[step for each in bids for step in linear_steps(*each)]], falling=True), -500, 4_000,
    ).checked()  # fmt: skip
    result = clear(market)

    def surplus(price: int) -> Fraction:
        return sum((line(price, *each) for each in offers), Fraction(0)) - sum(
            (line(price, *each) for each in bids), Fraction(0)
        )

    # Volumes are rounded down by less than a kWh an order, and prices to a cent.
    assert surplus(int(result.lowest[0, 0]) - 1) <= len(orders)
    assert surplus(int(result.highest[0, 0]) + 1) >= -len(orders)


def test_two_lines_cross_in_the_middle():
    none = np.zeros((1, 0), dtype=np.int64)
    market = Market(
        ("a",), none[0], none[0], none, none, np.zeros((1, 1), dtype=np.int64),
        curves_of([linear_steps(-2_000, 6_000, 80_000)]), curves_of([linear_steps(8_000, 0, 80_000)], falling=True),
    )  # fmt: skip
    result = clear(market)
    # 10 kWh a cent each: -2000 + v / 10 = 8000 - v / 10 at v = 50,000 kWh and 30.00.
    assert abs(int(result.price[0, 0]) - 3_000) <= 1
    assert abs(int(result.sold[0, 0]) - 50_000) <= 10
    # Two triangles of 50 MWh times 50.00 each; whole cents take less than a cent for each kWh.
    exact = 50_000 * 5_000
    assert exact - 2 * 50_000 <= result.welfare[0] <= exact


def test_negative_prices_clear_as_others_do():
    none = np.zeros((1, 0), dtype=np.int64)
    market = Market(
        ("a",), none[0], none[0], none, none, np.array([[50_000]]),
        curves_of([linear_steps(-5_000, -1_000, 40_000)]),
        curves_of([linear_steps(1_000, -3_000, 80_000)], falling=True),
    )  # fmt: skip
    # 50 MWh from outside, 10 kWh a cent offered and 20 sought: the surplus changes by 30 kWh a cent.
    price = int(clear(market).price[0, 0])
    offered, sought = Fraction(price + 5_000, 4_000) * 40_000, Fraction(1_000 - price, 4_000) * 80_000
    assert price < 0
    assert abs(offered + 50_000 - sought) <= 31
