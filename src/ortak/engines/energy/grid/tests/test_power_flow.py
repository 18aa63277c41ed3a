"""Power flow against figures of PYPOWER, and its loss of every branch against solving anew.

PYPOWER 5.1.21 (R. Lincoln; a port of MATPOWER 4.1; BSD licence), `runpf` with PF_TOL 1e-12, `rundcpf`, `runopf` and
`rundcopf` on the network of `five_buses`, run on 24 November 2026.
"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.engines.energy.grid import (
    NOT_CONVERGED,
    SOLVED,
    ac_optimal_power_flow,
    ac_power_flow,
    contingencies,
    dc_optimal_power_flow,
    dc_power_flow,
    network_of,
    read_case,
    tiny_network,
)
from ortak.engines.energy.grid.contingencies import outage_factors, transfer_factors
from ortak.engines.energy.grid.dc_model import MATPOWER, dc_model
from ortak.engines.energy.grid.tests.five_buses import FIVE_BUSES
from ortak.engines.energy.grid.tests.random_networks import random_network

MAGNITUDE = [1.03, 1.02, 1.0199543878558563, 0.9883648429112432, 1.01]
ANGLE = [0.0, -1.4333173390653018, -3.1346958384062575, -4.061910955704321, -2.4624900255071505]
MADE = [[88.45832217095774, 37.3417832495995], [70, 45.11565041395673], [0, 0], [0, 0], [60, -24.149860933336264]]
FROM_END = [
    [45.487514, 8.011479], [38.998558, 6.376617], [84.409738, 44.902409], [3.97225, 22.953688], [21.907208, 26.930147],
    [24.691422, 5.727099], [-54.384921, 25.531991],
]  # fmt: skip
DC_ANGLE = [0.0, -1.4760602670457261, -3.247524349632543, -4.214227046828624, -2.6617494112434223]
DC_FLOW = [
    42.936852696357796, 36.8030165968781, 78.87214495398139, 7.260130706764167, 16.872144953981362, 25.867724339254522,
    -55.86772433925453,
]  # fmt: skip


@pytest.fixture
def five():
    return network_of(read_case(FIVE_BUSES))


def test_ac_flow_is_that_of_pypower(five):
    found = ac_power_flow(five)
    assert found.status == SOLVED and found.mismatch < 1e-11
    assert np.allclose(found.voltage, np.column_stack([MAGNITUDE, np.radians(ANGLE)]), atol=1e-11)
    assert np.allclose(found.made * 100, MADE, atol=1e-8)
    assert np.allclose(found.flow[:7] * 100, FROM_END, atol=1e-6)


def test_dc_flow_is_that_of_pypower(five):
    found = dc_power_flow(five)
    assert np.allclose(np.degrees(found.voltage[:, 1]), DC_ANGLE, atol=1e-11)
    assert np.allclose(found.flow[:7, 0] * 100, DC_FLOW, atol=1e-10)
    assert np.isclose(found.made[0, 0], 0.87)


def test_optima_are_those_of_pypower(five):
    ac, dc = ac_optimal_power_flow(five), dc_optimal_power_flow(five, MATPOWER)
    assert np.isclose(ac.objective, 4744.120215825898, rtol=1e-7)
    prices = [24.72912487487438, 24.95384396066293, 25.069649979172965, 24.93873462278884, 24.788596544582095]
    assert np.allclose(ac.price[:, 0], prices, atol=1e-4)
    assert np.isclose(dc.objective, 4713.78, rtol=1e-8)
    assert np.allclose(dc.price[:, 0], 24.68, atol=1e-5)


def test_limits_of_reactive_power(five):
    """Every bus that holds its voltage is within its limits; one that does not stands at the limit that explains it."""
    found = ac_power_flow(five, keep_reactive_limits=True)
    assert found.status == SOLVED and found.mismatch < 1e-11
    limits = {1: (-0.2, 0.4, 1.02), 4: (-0.15, 0.15, 1.01)}
    assert 4 in found.let_go.tolist()
    for bus, (low, high, wanted) in limits.items():
        made, off = found.made[bus, 1], found.voltage[bus, 0] - wanted
        if bus in found.let_go:
            assert (np.isclose(made, high) and off <= 1e-9) or (np.isclose(made, low) and off >= -1e-9)
        else:
            assert low <= made <= high and abs(off) < 1e-12


def test_what_has_no_solution_is_said():
    network = tiny_network()
    found = ac_power_flow(replace(network, load=network.load * 10))
    assert found.status == NOT_CONVERGED


@given(st.integers(0, 10**6))
def test_an_optimum_is_a_power_flow(seed):
    """The dispatch of an optimum, put back into Newton's method, gives its voltages."""
    network = random_network(seed, piecewise=False)
    best = ac_optimal_power_flow(network)
    if best.status != "optimal":
        return
    held = np.unique(np.append(network.generator_bus, network.reference))
    again = replace(
        network,
        output=best.output,
        held=held,
        set_voltage=best.voltage[network.generator_bus, 0],
        start_voltage=best.voltage * [1, 0] + [0, 0],
    )
    found = ac_power_flow(again)
    assert found.status == SOLVED
    if network.reference[0] in network.generator_bus:
        assert np.allclose(found.voltage, best.voltage, atol=1e-5)


@given(st.integers(0, 10**6))
def test_the_loss_of_every_branch_as_if_solved_anew(seed):
    network = random_network(seed, buses=7, branches=9)
    network = replace(network, output=np.abs(network.load[:3]) * 2, rate=network.rate / 8)
    found = contingencies(network)
    within = ~np.isin(np.arange(9), found.overloaded_before)
    again = {}
    for lost in range(9):
        if lost in found.splits:
            continue
        kept = np.arange(9) != lost
        parts = ("tail", "head", "series", "charging", "tap", "shift", "rate", "angle_limits", "branch_row")
        without = replace(network, **{part: getattr(network, part)[kept] for part in parts})
        flow = dc_power_flow(without)
        assert flow.mismatch < 1e-9
        for place in np.flatnonzero(within[kept] & (np.abs(flow.flow[:8, 0]) > without.rate * (1 + 1e-9))):
            again[lost, int(np.flatnonzero(kept)[place])] = flow.flow[place, 0]
    ours = {(each.lost, each.branch): each.flow for each in found.overloads}
    assert ours.keys() == again.keys()
    assert all(np.isclose(ours[key], again[key], atol=1e-9) for key in ours)


def test_a_loss_that_splits(five):
    """Without its line, an end of the chain is cut off; the parallel branches 10-20 are no bridge."""
    chain = network_of(
        read_case(
            FIVE_BUSES.replace("40 50 0.006 0.05 0     90 0 0 0.97 0 1", "40 50 0.006 0.05 0     90 0 0 0.97 0 0")
        )
    )
    found = contingencies(chain)
    assert [chain.branch_name(int(each)) for each in found.splits] == ["20 to 50 (row 6)"]
    assert [[chain.bus_name(bus) for bus in each] for each in found.apart] == [["50"]]
    assert len(contingencies(five).splits) == 0


def test_factors_of_distribution(five):
    """A loss moves what the transfer from its tail to its head moves."""
    model = dc_model(five, MATPOWER)
    spread = transfer_factors(model)
    assert np.allclose(spread[:, 0], 0)
    for lost, factors in outage_factors(model):
        between = spread[:, five.tail[lost]] - spread[:, five.head[lost]]
        expected = between / (1 - between[lost])
        expected[lost] = -1
        assert np.allclose(factors, expected, atol=1e-12)
