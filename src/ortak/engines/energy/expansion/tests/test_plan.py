"""The least-cost plan: against a screening curve, a second formulation, a bound, and what cannot be planned."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from ortak.engines.energy.expansion import BadSystem, Link, NoPlan, Store, System, Technology, plan, tiny_system


def one_zone(load: list[float], kinds: list[tuple[float, float]], hours_each: float = 1_000.0) -> System:
    """One zone, plants by (EUR a MW and year, EUR a MWh), always ready."""
    hours = len(load)
    return System(
        zones=("one",),
        load=np.array(load)[:, None],
        weight=np.full(hours, hours_each),
        day=np.zeros(hours, dtype=np.int64),
        technologies=tuple(
            Technology(str(number), np.zeros(1), np.full(1, 1e6), np.full(1, fixed), np.full(1, variable), 0.0,
                       np.ones((hours, 1)), 1.0)
            for number, (fixed, variable) in enumerate(kinds)
        ),
        stores=(),
        links=(),
        lost_load_eur=1e5,
    )  # fmt: skip


def test_a_screening_curve_says_which_plant_runs_how_long():
    """Base load costs 300 and 10, peak load 50 and 100 (thousand EUR a MW; EUR a MWh): they cross at 2,778 hours."""
    load = [10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0]
    found = plan(one_zone(load, [(300_000.0, 10.0), (50_000.0, 100.0)]))
    assert found.built[0].tolist() == pytest.approx([60.0, 20.0])  # 60 MW are needed for 3,000 hours, the rest less
    assert found.gap < 1e-9
    assert found.unserved.sum() == pytest.approx(0.0, abs=1e-6)


@given(st.lists(st.floats(1, 100), min_size=2, max_size=5), st.floats(1e4, 3e5), st.floats(5, 120), st.integers(0, 5))
@settings(max_examples=15, deadline=None)
def test_two_zones_cost_what_a_second_formulation_says(load, fixed, variable, seed):
    """Written out again as one dense program for scipy: two zones, a plant in each, a line between them."""
    hours, random = len(load), np.random.default_rng(seed)
    loads = np.stack([np.array(load), random.uniform(1, 100, hours)], axis=1)
    system = System(
        ("a", "b"), loads, np.full(hours, 500.0), np.zeros(hours, dtype=np.int64),
        (Technology("x", np.array([20.0, 0.0]), np.full(2, 1e6), np.array([fixed, 2 * fixed]),
                    np.array([variable, variable / 2]), 0.5, np.ones((hours, 2)), 1.0),),
        (), (Link(0, 1, 15.0, 10.0, 20_000.0, 50.0),), 5_000.0,
    )  # fmt: skip
    found = plan(system)
    size = 3 + 5 * hours  # two plants, a line; made in a and b, flow, lost in a and b
    cost = np.concatenate(
        [[fixed, 2 * fixed, 20_000.0], np.tile(500.0 * np.array([variable, variable / 2, 0, 5e3, 5e3]), hours)]
    )
    equal, right, above, most = [], [], [], []
    for hour in range(hours):
        base = 3 + 5 * hour
        for zone, sign in ((0, -1.0), (1, 1.0)):
            row = np.zeros(size)
            row[[base + zone, base + 2, base + 3 + zone]] = 1.0, sign, 1.0
            equal.append(row)
            right.append(loads[hour, zone])
            row = np.zeros(size)
            row[[base + zone, zone]] = 1.0, -1.0
            above.append(row)
            most.append(20.0 if zone == 0 else 0.0)
        for sign, limit in ((1.0, 15.0), (-1.0, 10.0)):
            row = np.zeros(size)
            row[[base + 2, 2]] = sign, -1.0
            above.append(row)
            most.append(limit)
    bounds = [(0, None), (0, None), (0, 50.0)]
    for hour in range(hours):
        bounds += [(0, None), (0, None), (None, None), (0, loads[hour, 0]), (0, loads[hour, 1])]
    peer = linprog(cost, above, most, equal, right, bounds)
    assert found.eur == pytest.approx(peer.fun, rel=1e-7)
    assert -1e-9 < found.gap < 1e-7


def test_a_store_carries_the_noon_into_the_evening():
    sun = np.array([[1.0], [1.0], [0.0], [0.0]])
    system = System(
        ("one",), np.full((4, 1), 10.0), np.full(4, 2_190.0), np.zeros(4, dtype=np.int64),
        (Technology("sun", np.zeros(1), np.full(1, 1e4), np.full(1, 40_000.0), np.zeros(1), 0.0, sun, 0.0),),
        (Store("battery", np.zeros(1), np.full(1, 1e4), np.full(1, 60_000.0), 2.0, 1.0, 1.0),), (), 1e5,
    )  # fmt: skip
    found = plan(system)
    assert found.built[0, 0] == pytest.approx(20.0)
    assert found.stores[0, 0] == pytest.approx(10.0)
    half = plan(replace(system, stores=(replace(system.stores[0], efficiency=0.5),)))
    assert half.built[0, 0] == pytest.approx(30.0)


def test_less_co2_costs_more_and_its_price_is_that_of_the_last_tonne():
    limits = [200_000.0, 150_000.0, 149_000.0]
    found = [plan(tiny_system(each)) for each in limits]
    assert [each.tonnes for each in found] == pytest.approx(limits, rel=1e-6) or found[0].tonnes <= limits[0]
    assert found[0].eur <= found[1].eur <= found[2].eur
    assert found[2].eur - found[1].eur == pytest.approx(1_000.0 * found[1].co2_eur, rel=0.01)


def test_a_shared_reserve_needs_less_than_two_of_their_own():
    """Peaks at different hours: 100 and 60, then 60 and 100; together 160, alone 200."""
    plant = Technology(
        "gas", np.zeros(2), np.full(2, 1e4), np.full(2, 50_000.0), np.full(2, 50.0), 0.4, np.ones((2, 2)), 1.0
    )
    system = System(
        ("a", "b"), np.array([[100.0, 60.0], [60.0, 100.0]]), np.full(2, 4_380.0), np.arange(2), (plant,), (),
        (Link(0, 1, 500.0, 500.0),), 1e5, None, ((0,), (1,)), np.array([100.0, 100.0]), 0.1,
    )  # fmt: skip
    alone = plan(system)
    together = plan(replace(system, areas=((0, 1),), peak=np.array([160.0])))
    assert alone.built.sum() == pytest.approx(220.0)
    assert together.built.sum() == pytest.approx(176.0)
    assert together.eur < alone.eur
    assert together.reserve_eur[0] == pytest.approx(50_000.0)


def test_what_cannot_be_met_is_said():
    with pytest.raises(NoPlan, match="allow more CO2"):
        system = tiny_system()
        plan(replace(system, areas=((0,),), peak=np.array([1e6]), margin=0.1))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"load": np.full((2, 1), np.nan)}, "loads are finite"),
        ({"weight": np.ones(3)}, "with weight and day"),
        ({"areas": ((0,),)}, "need as many peaks"),
        ({"links": (Link(0, 0, 1.0, 1.0),)}, "two zones of 1 are needed"),
    ],
)
def test_a_bad_system_is_refused(change, says):
    with pytest.raises(BadSystem, match=says):
        plan(replace(tiny_system(), **change))


def test_the_same_again():
    assert plan(tiny_system(170_000.0)).price.tolist() == plan(tiny_system(170_000.0)).price.tolist()
