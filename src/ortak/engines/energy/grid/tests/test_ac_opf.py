"""AC optimal power flow: derivatives by differences, a second method on random networks, cases derived by hand."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from ortak.engines.energy.grid import (
    INFEASIBLE,
    OPTIMAL,
    ac_optimal_power_flow,
    network_of,
    read_case,
    tiny_network,
)
from ortak.engines.energy.grid.ac_programme import AcProgramme
from ortak.engines.energy.grid.checking import missed
from ortak.engines.energy.grid.elastic import Elastic
from ortak.engines.energy.grid.matpower import TINY
from ortak.engines.energy.grid.tests.random_networks import random_network

STEP = 1e-6


def differences(function, x):
    columns = []
    for k in range(len(x)):
        step = np.zeros(len(x))
        step[k] = STEP
        columns.append((function(x + step) - function(x - step)) / (2 * STEP))
    return np.array(columns).T


def somewhere(programme, dice):
    """A point that is no solution of anything."""
    return programme.start + dice.uniform(-0.2, 0.2, len(programme.start))


@given(st.integers(0, 10**6))
@settings(max_examples=5)
def test_derivatives_are_those_of_the_functions(seed):
    dice = np.random.default_rng(seed)
    own = AcProgramme(random_network(seed))
    for programme in (own, Elastic.of(AcProgramme(random_network(seed, buses=3, branches=3)))):
        x = somewhere(programme, dice)
        slope = differences(lambda at: np.array([programme.objective(at)[0]]), x)[0]  # noqa: B023
        assert np.allclose(programme.objective(x)[1], slope, rtol=1e-5, atol=1e-3)
        for part in (programme.equalities, programme.inequalities):
            assert np.allclose(part(x)[1].toarray(), differences(lambda at: part(at)[0], x), rtol=1e-5, atol=1e-5)  # noqa: B023
        equal, unequal = (dice.normal(size=len(part(x)[0])) for part in (programme.equalities, programme.inequalities))

        def lagrangian_slope(at, programme=programme, equal=equal, unequal=unequal):
            rows = programme.equalities(at)[1].T @ equal + programme.inequalities(at)[1].T @ unequal
            return 0.7 * programme.objective(at)[1] + rows

        curvature = programme.hessian(x, 0.7, equal, unequal).toarray()
        assert np.allclose(curvature, differences(lagrangian_slope, x), rtol=1e-5, atol=1e-3)
        assert np.allclose(curvature, curvature.T)


@given(st.integers(0, 10**6))
@settings(max_examples=20)
def test_the_balance_is_that_of_complex_arithmetic(seed):
    network = random_network(seed)
    programme = AcProgramme(network)
    x = somewhere(programme, np.random.default_rng(seed))
    n, g = network.buses, len(network.generator_bus)
    found = missed(network, np.column_stack([x[n : 2 * n], x[:n]]), x[2 * n : 2 * n + 2 * g].reshape(2, g).T)
    assert np.isclose(found.balance, np.abs(programme.equalities(x)[0]).max(), rtol=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_a_second_method_finds_the_same_optimum(seed):
    """Sequential quadratic programming (scipy's SLSQP), with its own differences as derivatives."""
    network = random_network(seed, buses=4, branches=5, piecewise=False)
    ours = ac_optimal_power_flow(network)
    programme = AcProgramme(network)
    bounds = [(None if np.isinf(a) else a, None if np.isinf(b) else b) for a, b in programme.bounds]
    other = minimize(
        lambda x: programme.objective(x)[0] / 100,
        programme.start,
        method="SLSQP",
        bounds=bounds,
        constraints=[
            {"type": "eq", "fun": lambda x: programme.equalities(x)[0]},
            {"type": "ineq", "fun": lambda x: -programme.inequalities(x)[0]},
        ],
        options={"maxiter": 500, "ftol": 1e-12},
    )
    assert other.success and ours.status == OPTIMAL
    assert np.isclose(ours.objective, 100 * other.fun, rtol=1e-6)
    assert ours.violation < 1e-7


def test_two_buses_by_hand():
    """All voltages at 1, no shunts: a load p at the end of r + jx needs the angle d with p = g(cos d - 1) + b sin d."""
    text = TINY.replace("1 1.1 0.9", "1 1 1").replace("0.01 0.1 0.02", "0.01 0.1 0")
    text = text.replace("2 1 90 0 0 0 1", "2 2 90 0 0 0 1").replace("200 0 ];", "200 0; 2 0 0 90 -90 1 100 1 0 0 ];")
    text = text.replace("20 0 ];", "20 0; 2 0 0 3 0 0 0 ];")
    found = ac_optimal_power_flow(network_of(read_case(text)))
    admittance = 1 / (0.01 + 0.1j)
    angle = found.voltage[1, 1] - found.voltage[0, 1]
    g, b = admittance.real, admittance.imag
    received = g * (np.cos(angle) - 1) + b * np.sin(angle)
    sent = g * (1 - np.cos(angle)) + b * np.sin(angle)
    assert found.status == OPTIMAL
    assert np.isclose(received, 0.9, atol=1e-7)
    assert np.isclose(found.output[0, 0], sent, atol=1e-7)
    assert np.isclose(found.objective, 0.01 * (100 * sent) ** 2 + 20 * 100 * sent, atol=1e-3)


@given(st.integers(0, 10**6))
@settings(max_examples=5)
def test_the_price_is_what_one_more_mw_costs(seed):
    network = random_network(seed, piecewise=False)
    found = ac_optimal_power_flow(network)
    if found.status != OPTIMAL:
        return
    extra = np.zeros_like(network.load)
    extra[2, 0] = 1e-3
    more, less = (replace(network, load=network.load + sign * extra) for sign in (1, -1))
    rise = ac_optimal_power_flow(more).objective - ac_optimal_power_flow(less).objective
    assert np.isclose(rise / 0.2, found.price[2, 0], rtol=1e-3, atol=1e-2)


def test_what_cannot_be_served_is_said():
    """The line holds 120 MVA; 150 MW are asked for."""
    found = ac_optimal_power_flow(network_of(read_case(TINY.replace("2 1 90", "2 1 150"))))
    assert found.status == INFEASIBLE
    assert found.reasons[0].startswith("bus 2: 31.") and found.reasons[0].endswith("MW cannot be served")
    assert "in the way: branch 1 to 2 (row 1), limit of 120 MVA" in found.reasons


def test_an_angle_that_cannot_be_kept_is_said():
    """Four degrees across the line carry 84 MW at most, at the highest voltages."""
    found = ac_optimal_power_flow(network_of(read_case(TINY.replace("-30 30", "-4 4"))))
    assert found.status == INFEASIBLE
    assert any("branch 1 to 2 (row 1), highest angle of 4 degrees" in each for each in found.reasons)


def test_an_island_without_enough_generation_is_said():
    network = tiny_network()
    found = ac_optimal_power_flow(replace(network, load=3 * network.load))
    says = "island of bus 1 (2 buses): loads draw 270 MW, its generators make at most 200 MW"
    assert (found.status, found.reasons) == (INFEASIBLE, (says,))
