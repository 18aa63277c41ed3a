"""DC optimal power flow: linear programs solved by HiGHS, networks derived by hand, and the bound behind the gap."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from ortak.engines.energy.grid import (
    INFEASIBLE,
    OPTIMAL,
    NotModelled,
    dc_optimal_power_flow,
    network_of,
    read_case,
    tiny_network,
)
from ortak.engines.energy.grid.dc_model import MATPOWER, SERIES, dc_model
from ortak.engines.energy.grid.dc_programme import DcProgramme
from ortak.engines.energy.grid.matpower import TINY
from ortak.engines.energy.grid.tests.random_networks import random_network

TRIANGLE = """
mpc.version = '2';
mpc.baseMVA = 100;
mpc.bus = [
    1 3   0 0 0 0 1 1 0 230 1 1.1 0.9;
    2 2   0 0 0 0 1 1 0 230 1 1.1 0.9;
    3 1 150 0 0 0 1 1 0 230 1 1.1 0.9;
];
mpc.gen = [
    1 0 0 50 -50 1 100 1 200 0;
    2 0 0 50 -50 1 100 1 200 0;
];
mpc.branch = [
    1 2 0 0.1 0   0 0 0 0 0 1 0 0;
    1 3 0 0.1 0  80 0 0 0 0 1 0 0;
    2 3 0 0.1 0 200 0 0 0 0 1 0 0;
];
mpc.gencost = [
    2 0 0 2 10 0;
    2 0 0 2 40 0;
];
"""


@pytest.mark.parametrize("reading", [SERIES, MATPOWER])
def test_a_congested_triangle_by_hand(reading):
    """Of a MW from 1 to 3 two thirds go straight: 2/3 a + 1/3 b = 80 with a + b = 150 gives a = 90, b = 60. One more MW
    at 3 takes 2 more at 2 and 1 less at 1: 2 x 40 - 10 = 70."""
    found = dc_optimal_power_flow(network_of(read_case(TRIANGLE)), reading)
    assert found.status == OPTIMAL
    assert np.allclose(found.output[:, 0], [0.9, 0.6], atol=1e-6)
    assert np.isclose(found.objective, 900 + 2400, atol=1e-3)
    assert np.allclose(found.price[:, 0], [10, 40, 70], atol=1e-4)
    assert np.allclose(found.flow[:3, 0], [0.1, 0.8, 0.7], atol=1e-6)
    assert 0 <= found.gap < 1e-6


def test_a_phase_shifter_by_hand():
    """A shift of s radians in the line 1-3 drives s / 0.3 around the triangle; only MATPOWER's reading holds it."""
    text = TRIANGLE.replace("1 3 0 0.1 0  80 0 0 0 0 1", "1 3 0 0.1 0  80 0 0 1 3 1")
    network = network_of(read_case(text))
    around = np.radians(3) / 0.3
    found = dc_optimal_power_flow(network, MATPOWER)
    share = 3 * (0.8 + around) - 1.5  # 2/3 a + 1/3 b - around = 0.8
    assert np.isclose(found.output[0, 0], share, atol=1e-6)
    assert np.isclose(dc_optimal_power_flow(network, SERIES).output[0, 0], 0.9, atol=1e-6)


def test_an_angle_limit_by_hand():
    """One degree across a reactance of 0.1 lets 17.45 MW through."""
    text = TRIANGLE.replace("200 0 0 0 0 1 0 0", "200 0 0 0 0 1 -1 1")
    found = dc_optimal_power_flow(network_of(read_case(text)))
    assert found.status == INFEASIBLE
    assert "in the way: branch 2 to 3 (row 3), limit of 17.4533 MW" in found.reasons


def test_an_angle_held_by_hand():
    """An angle of 0.07 radians across 2-3 sends 70 MW, as the optimum of the triangle does."""
    held = float(np.degrees(0.07))
    text = TRIANGLE.replace("200 0 0 0 0 1 0 0", f"200 0 0 0 0 1 {held} {held}")
    found = dc_optimal_power_flow(network_of(read_case(text)))
    assert found.status == OPTIMAL
    assert np.allclose(found.output[:, 0], [0.9, 0.6], atol=1e-5)


def test_costs_by_lines_by_hand():
    """10 per MWh up to 50 MW, then 30: 90 MW cost 500 + 1200, and the price is 30; a second branch of equal limits."""
    text = TINY.replace("2 0 0 3 0.01 20 0", "1 0 0 3 0 0 50 500 200 5000")
    found = dc_optimal_power_flow(network_of(read_case(text)))
    assert np.isclose(found.objective, 1700, atol=1e-3)
    assert np.allclose(found.price[:, 0], 30, atol=1e-4)
    assert 0 <= found.gap < 1e-6


def test_islands_are_solved_together():
    text = TINY.replace("];\nmpc.gen =", " 3 1 30 0 5 0 1 1 0 230 1 1.1 0.9\n];\nmpc.gen =")
    text = text.replace("200 0 ];", "200 0; 3 0 0 9 -9 1 100 1 50 0 ];")
    text = text.replace("3 0.01 20 0 ]", "3 0.01 20 0; 2 0 0 3 0 7 0 ]")
    found = dc_optimal_power_flow(network_of(read_case(text)))
    assert np.allclose(found.output[:, 0], [0.9, 0.35], atol=1e-7)
    assert np.isclose(found.objective, 1881 + 35 * 7, atol=1e-3)
    assert np.isclose(found.price[2, 0], 7, atol=1e-5)


def test_no_branch_at_all():
    alone = TINY.replace("2 1 90 0 0 0 1 1 0 230 1 1.1 0.9;", "").replace("1 2 0.01 0.1 0.02 120 0 0 0 0 1 -30 30", "")
    found = dc_optimal_power_flow(network_of(read_case(alone.replace("1 3  0", "1 3 80"))))
    assert (found.status, round(found.objective, 3)) == (OPTIMAL, 64 + 1600)


def linear(network, reading):
    """The same problem with costs by polynomials of degree 1, as a linear program for HiGHS."""
    programme = DcProgramme(dc_model(network, reading))
    x = programme.start
    value, slope = programme.objective(x)
    equal, equal_rows = programme.equalities(x)
    unequal, unequal_rows = programme.inequalities(x)
    return value - slope @ x, linprog(
        slope,
        A_ub=unequal_rows, b_ub=unequal_rows @ x - unequal,
        A_eq=equal_rows, b_eq=equal_rows @ x - equal,
        bounds=programme.bounds, method="highs",
    )  # fmt: skip


@given(st.integers(0, 10**6), st.sampled_from([0.5, 1.0, 2.0]), st.sampled_from([SERIES, MATPOWER]))
def test_random_networks_against_highs(seed, heavy, reading):
    network = random_network(seed, scale=1.0)
    flat = network.costs.polynomial * ([1, 1, 0, 0][: network.costs.polynomial.shape[1]])
    network = replace(network, costs=replace(network.costs, polynomial=flat), load=network.load * heavy)
    network = replace(network, rate=network.rate / 4)
    constant, other = linear(network, reading)
    found = dc_optimal_power_flow(network, reading)
    if other.status == 2:
        assert found.status == INFEASIBLE and found.reasons
    else:
        assert other.status == 0 and found.status == OPTIMAL
        assert np.isclose(found.objective, other.fun + constant, rtol=1e-6)
        assert -1e-12 <= found.gap < 1e-6
        assert found.violation < 1e-8


@given(st.integers(0, 10**6))
@settings(max_examples=20)
def test_no_dispatch_undercuts_the_bound(seed):
    """Any feasible point costs at least the bound: here the optimum of a network with tighter limits."""
    network = random_network(seed)
    found = dc_optimal_power_flow(network)
    tighter = dc_optimal_power_flow(replace(network, rate=network.rate * 0.7))
    if found.status == OPTIMAL and tighter.status == OPTIMAL:
        assert tighter.objective >= found.objective * (1 - found.gap) - 1e-9


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("3 0.01 20 0", "3 -0.01 20 0", "tiny.m, line 10: the cost of the generator at bus 1 is not linear"),
        ("3 0.01 20 0", "4 1 0.01 20 0", "tiny.m, line 10: the cost of the generator at bus 1 is not linear"),
        ("0.01 0.1 0.02", "0.01 0 0.02", "branch 1 to 2 (row 1) has no reactance"),
    ],
)
def test_what_the_model_does_not_hold_is_refused(old, new, says):
    network = network_of(read_case(TINY.replace(old, new), "tiny.m"))
    with pytest.raises(NotModelled) as refused:
        dc_optimal_power_flow(network)
    assert str(refused.value).startswith(says)


def test_too_much_generation_is_said():
    network = tiny_network()
    forced = replace(network, active_limits=np.array([[1.5, 2.0]]))
    says = "island of bus 1 (2 buses): loads draw 90 MW, its generators make at least 150 MW"
    found = dc_optimal_power_flow(forced)
    assert (found.status, found.reasons) == (INFEASIBLE, (says,))
