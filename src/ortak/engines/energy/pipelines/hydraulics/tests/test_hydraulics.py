"""Hydraulics against other ways to the same numbers: hand calculation, another solver, published factors."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from ortak.engines.energy.pipelines.errors import BadNetwork, NotSolved
from ortak.engines.energy.pipelines.hydraulics import Element, Gas, GasNetwork, Loss, Node, Nomination
from ortak.engines.energy.pipelines.hydraulics.checking import checked, ideal_megawatts
from ortak.engines.energy.pipelines.hydraulics.friction import hofer, nikuradse
from ortak.engines.energy.pipelines.hydraulics.laws import Laws, SetPoint
from ortak.engines.energy.pipelines.hydraulics.newton import by_name, steady
from ortak.engines.energy.pipelines.hydraulics.nominations import carried

IDEAL = Gas(18.5674, 0.785, 45.93, 188.55, 283.15, "ideal")
REAL = Gas(18.5674, 0.785, 45.93, 188.55, 283.15)


def pipe(name: str, tail: str, head: str, length: float = 55.0) -> Element:
    return Element(name, "pipe", tail, head, length=length, diameter=500, roughness=0.1)


def fixed(**flows: float) -> Nomination:
    return Nomination("n", flows, flows)


def nodes(names: str, low: float = 30.0, high: float = 70.0) -> list[Node]:
    return [Node(name, low, high) for name in names]


def test_a_pipe_loses_what_the_formula_says_by_hand():
    """160 thousand m3/h of an ideal gas through 55 km of 500 mm: p2^2 = p1^2 - lambda L R T (16/pi^2) m^2 / D^5."""
    mass = 160 * 1000 * 0.785 / 3600
    lost = 0.013724524 * 55_000 * 8314.462618 / 18.5674 * 283.15 * 16 / math.pi**2 * mass**2 / 0.5**5
    laws = Laws(GasNetwork.of("x", IDEAL, nodes("ab"), [pipe("p", "a", "b")]))
    found = steady(laws, {"a": 160.0, "b": -160.0}, {}, {"a": 60.0})
    assert found.pressure[1] == pytest.approx(math.sqrt((60e5) ** 2 - lost) / 1e5, rel=1e-8)


def test_friction_agrees_with_published_factors_and_with_colebrook():
    """GasLib's JSON conversion gives 0.01372452402130078 for 500 mm and 0.1 mm; Hofer approximates Colebrook-White."""
    assert nikuradse(np.array([0.5]), np.array([1e-4]))[0] == pytest.approx(0.01372452402130078, rel=1e-12)
    for mass in (5.0, 50.0, 500.0):
        reynolds = 4 * mass / (math.pi * 0.5 * 1e-5)
        factor = 0.01
        for _ in range(100):
            factor = (-2 * math.log10(2.51 / reynolds / math.sqrt(factor) + 1e-4 / 3.71 / 0.5)) ** -2
        assert hofer(np.array([0.5]), np.array([1e-4]), np.array([mass]))[0] == pytest.approx(factor, rel=0.01)


def test_gas_is_no_ideal_gas():
    """Papay and AGA stay within 3 % of each other where AGA holds, and go to 1 at no pressure."""
    aga = Gas(18.5674, 0.785, 45.93, 188.55, 283.15, "aga")
    bars = np.linspace(1, 60, 20)
    assert np.abs(REAL.factor(bars)[0] / aga.factor(bars)[0] - 1).max() < 0.03
    assert REAL.factor(np.array([0.0]))[0][0] == 1.0


@given(st.lists(st.floats(5, 80), min_size=3, max_size=3), st.floats(20, 80))
def test_a_loop_agrees_with_another_solver(leaving, length):
    """Three pipes in a ring, solved by scipy on the same equations written down again."""
    outs = dict(zip("bcd", leaving, strict=True))
    ring = [pipe("ab", "a", "b"), pipe("bc", "b", "c", length), pipe("cd", "c", "d"), pipe("da", "d", "a", length)]
    network = GasNetwork.of("ring", IDEAL, nodes("abcd", 1, 90), ring)
    injection = {"a": sum(leaving)} | {node: -flow for node, flow in outs.items()}
    laws = Laws(network)
    pressure, flow = by_name(laws, steady(laws, injection, {}, {"a": 80.0}))
    resisted = dict(zip(("ab", "bc", "cd", "da"), laws.resistance(np.full(4, 50.0), np.zeros(4))[0], strict=True))

    def around(first: float) -> float:
        q = {"ab": first}
        q["bc"] = q["ab"] - outs["b"]
        q["cd"] = q["bc"] - outs["c"]
        q["da"] = q["cd"] - outs["d"]
        return sum(resisted[each] * abs(q[each]) * q[each] for each in q)

    assert flow["ab"] == pytest.approx(brentq(around, 0, sum(leaving), xtol=1e-10), rel=1e-5, abs=1e-4)
    assert pressure["b"] ** 2 == pytest.approx(80.0**2 - resisted["ab"] * abs(flow["ab"]) * flow["ab"], rel=1e-8)


def test_gas_that_climbs_loses_its_weight():
    """With hardly any flow the pressure falls as the barometric formula says: exp(-g h / (R T))."""
    network = GasNetwork.of("hill", IDEAL, [Node("a", 1, 90), Node("b", 1, 90, 1000.0)], [pipe("p", "a", "b")])
    laws = Laws(network)
    found = steady(laws, {"a": 1e-3, "b": -1e-3}, {}, {"a": 60.0})
    assert found.pressure[1] / 60 == pytest.approx(math.exp(-9.80665 * 1000 / (IDEAL.constant * 283.15)), rel=1e-6)


def line(station: Element, low: float = 40.0) -> GasNetwork:
    return GasNetwork.of("line", REAL, nodes("abcd", low, 70), [pipe("one", "a", "b"), station, pipe("two", "c", "d")])


def test_a_compressor_works_only_where_it_must():
    station = Element("s", "compressor", "b", "c", 0, 1000, pressure_in_min=35.0, pressure_out_max=70.0)
    little, much = fixed(a=180.0, d=-180.0), fixed(a=320.0, d=-320.0)
    assert carried(line(station), little).set_points["s"].mode == "bypass"
    found = carried(line(station), much)
    assert found.feasible and found.set_points["s"].mode == "works"
    assert checked(line(station), much, found).holds
    assert found.pressure["c"] == pytest.approx(found.pressure["b"] * found.set_points["s"].value)
    assert 0 < ideal_megawatts(line(station), station, found) < 20


def test_a_ratio_too_small_is_proved_to_be_so():
    station = Element("s", "compressor", "b", "c", 0, 1000, pressure_out_max=70.0, ratio_max=1.05)
    found = carried(line(station), fixed(a=360.0, d=-360.0))
    assert not found.feasible and found.proved
    assert found.breaches and "allowed is" in str(found.breaches[0])


def test_losses_inside_a_station_count():
    drag = Loss(18.0, 500.0)
    station = Element("s", "compressor", "b", "c", 0, 1000, loss_in=drag, loss_out=drag, pressure_out_max=75.0)
    network, much = line(station, 38.0), fixed(a=320.0, d=-320.0)
    found = carried(network, much)
    assert found.feasible and checked(network, much, found).holds
    assert found.set_points["s"].value > found.pressure["c"] / found.pressure["b"]


def test_a_control_valve_lowers_the_pressure_that_a_branch_cannot_bear():
    valve = Element("v", "control", "b", "c", 0, 1000, drop_max=30.0)
    network = GasNetwork.of(
        "branch",
        REAL,
        [Node("a", 60, 70), Node("b", 50, 70), Node("c", 20, 45), Node("d", 20, 45)],
        [pipe("one", "a", "b"), valve, pipe("two", "c", "d")],
    )
    nomination = fixed(a=120.0, d=-120.0)
    found = carried(network, nomination)
    assert found.feasible and found.set_points["v"].mode == "works" and checked(network, nomination, found).holds


def test_a_wrong_answer_does_not_pass_the_check():
    network, nomination = GasNetwork.of("x", REAL, nodes("ab"), [pipe("p", "a", "b")]), fixed(a=100.0, b=-100.0)
    found = carried(network, nomination)
    found.pressure["b"] += 1e-3
    assert checked(network, nomination, found).law_bar > 5e-4
    found.pressure["b"] -= 1e-3
    found.flow["p"] += 1e-2
    assert checked(network, nomination, found).balance > 5e-5


def test_what_cannot_flow_at_all_is_said():
    network = GasNetwork.of("x", REAL, nodes("abc"), [pipe("p", "a", "b"), Element("v", "valve", "b", "c", 0, 50)])
    with pytest.raises(BadNetwork, match=r"cannot be carried whatever the pressures .*at their bounds of flow are v"):
        carried(network, fixed(a=100.0, c=-100.0))
    with pytest.raises(BadNetwork, match="does not balance: 100 to 100 enter and 90"):
        carried(network, fixed(a=100.0, b=-90.0))


def test_set_points_without_a_state_are_refused():
    laws = Laws(GasNetwork.of("x", REAL, nodes("ab"), [pipe("p", "a", "b")]))
    with pytest.raises(NotSolved, match="stays open"):
        steady(laws, {"a": 900.0, "b": -900.0}, {}, {"a": 60.0})
    with pytest.raises(BadNetwork, match="no pressure is kept in the part of the network with a"):
        steady(laws, {"a": 1.0, "b": -1.0}, {}, {})
    closed = Laws(GasNetwork.of("x", REAL, nodes("ab"), [Element("v", "valve", "a", "b")]))
    with pytest.raises(BadNetwork, match="does not balance"):
        steady(closed, {"a": 1.0, "b": -1.0}, {"v": SetPoint("closed")}, {"a": 50.0, "b": 50.0})


@pytest.mark.parametrize(
    ("element", "message"),
    [
        (Element("p", "hose", "a", "b"), "'hose' is none of"),
        (Element("p", "pipe", "a", "z", length=1, diameter=500, roughness=1), "there is no node z"),
        (Element("p", "pipe", "a", "b", length=0, diameter=500, roughness=1), "length is 0"),
        (Element("p", "pipe", "a", "b", length=1, diameter=500, roughness=300), "less than the radius"),
        (Element("p", "valve", "a", "b", 5, 4), "flows from 5 to 4 do not rise"),
        (Element("p", "valve", "a", "a"), "to itself"),
    ],
)
def test_a_network_that_makes_no_sense_is_refused(element, message):
    with pytest.raises(BadNetwork, match=message):
        GasNetwork.of("x", REAL, nodes("ab"), [element])
