"""Flows against networkx, cuts against what they cut, N-1 against carrying anew."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.engines.energy.pipelines.errors import BadNetwork
from ortak.engines.energy.pipelines.flows import (
    Balance,
    FlowNetwork,
    Pipe,
    brought,
    carry,
    least_cut,
    marginal,
    origins,
    outages,
)
from ortak.engines.energy.pipelines.flows.cuts import proves, served_kind

PLACES = "abcdef"


@st.composite
def networks(draw: st.DrawFn) -> FlowNetwork:
    pipes = [
        Pipe(f"p{number}", (tail, head), draw(st.integers(0, 30)), (draw(st.integers(1, 900)),), draw(st.booleans()))
        for number, (tail, head) in enumerate(
            draw(st.lists(st.permutations(PLACES).map(lambda each: each[:2]), min_size=3, max_size=12))
        )
    ]
    balances = []
    for place in PLACES:
        kind = draw(st.sampled_from(["production", "inlet", "demand", "outlet", "none"]))
        if kind != "none":
            balances.append(Balance(f"{place}-{kind}", place, place.upper(), kind, draw(st.integers(0, 40))))
    return FlowNetwork.of(pipes, balances)


def by_networkx(network: FlowNetwork, kinds: tuple[str, ...]) -> int:
    graph = nx.DiGraph()
    graph.add_nodes_from(["source", "sink"])
    for pipe in network.pipes.values():
        tail, head = pipe.course
        for one, two in [(tail, head), (head, tail)] if pipe.both_ways else [(tail, head)]:
            room = graph.edges[one, two]["capacity"] if graph.has_edge(one, two) else 0
            graph.add_edge(one, two, capacity=room + (pipe.capacity or 0))
    for each in network.balances.values():
        if each.kind in ("production", "inlet"):
            graph.add_edge("source", each.place, capacity=each.amount)
        elif each.kind in kinds:
            graph.add_edge(each.place, "sink", capacity=each.amount)
    return nx.maximum_flow_value(graph, "source", "sink")


@given(networks())
def test_as_much_is_served_as_can_be_and_the_cut_proves_it(network):
    found, cut = carry(network), least_cut(network)
    taken = sum(found.moved[name] for name, each in network.balances.items() if each.kind in ("demand", "outlet"))
    kind = served_kind(network)
    served = sum(found.moved[name] for name, each in network.balances.items() if each.kind == kind)
    assert served == by_networkx(network, (kind,)) == cut.value
    assert taken == by_networkx(network, ("demand", "outlet"))
    assert proves(network, cut, found)


@given(networks())
def test_places_balance_and_capacities_hold(network):
    found = carry(network)
    over = dict.fromkeys(PLACES, 0)
    for name, pipe in network.pipes.items():
        assert (-(pipe.capacity or 0) if pipe.both_ways else 0) <= found.flows[name][0] <= (pipe.capacity or 0)
        over[pipe.course[0]] -= found.flows[name][0]
        over[pipe.course[1]] += found.flows[name][0]
    for name, each in network.balances.items():
        assert 0 <= found.moved[name] <= (each.amount or 0)
        over[each.place] += found.moved[name] if each.kind in ("production", "inlet") else -found.moved[name]
    assert set(over.values()) == {0}


@given(networks())
def test_an_outage_is_the_year_without_the_pipe(network):
    base = carry(network)
    for found in outages(network, base):
        alone = carry(network.without(found.pipe))
        more = sum(alone.unserved.values()) - sum(base.unserved.values())
        assert sum(found.unserved.values()) == more >= 0
        assert found.proved


@given(networks())
def test_what_is_taken_comes_from_somewhere(network):
    found = carry(network)
    for name, parts in origins(network, found).items():
        assert sum(parts.values()) == pytest.approx(found.moved[name], abs=1e-3)


def test_a_bottleneck_is_worth_what_a_unit_more_brings():
    pipes = [Pipe("in", ("a", "b"), 10, (1,)), Pipe("out", ("b", "c"), 20, (1,)), Pipe("no", ("c", "d"), 5, (1,))]
    network = FlowNetwork.of(pipes, [Balance("p", "a", "A", "production", 50), Balance("d", "c", "C", "demand", 40)])
    assert marginal(network) == {"in": 1.0}
    assert brought(network, {"in": 30}).served == 10
    assert brought(network, {"in": 30, "out": 30}).served == 30


def test_demand_comes_before_outlets_and_last_inlets_last():
    pipes = [
        Pipe("one", ("a", "b"), 10, (1,)),
        Pipe("far", ("a", "c"), 90, (9999,)),
        Pipe("ship", ("s", "c"), 90, (1,)),
    ]
    network = FlowNetwork.of(
        pipes,
        [
            Balance("p", "a", "A", "production", 30),
            Balance("abroad", "b", "B", "outlet", None),
            Balance("town", "c", "C", "demand", 35),
            Balance("sea", "s", "", "inlet", None, last=True),
        ],
    )
    found = carry(network)
    assert found.moved == {"p": 30, "abroad": 10, "town": 35, "sea": 15}


@pytest.mark.parametrize(
    ("pipe", "message"),
    [
        (Pipe("p", ("a",), 5, ()), "two places or more"),
        (Pipe("p", ("a", "b", "a"), 5, (1, 1)), "none twice"),
        (Pipe("p", ("a", "b"), -5, (1,)), "numbers from 0 up"),
    ],
)
def test_a_pipe_that_makes_no_sense_is_refused(pipe, message):
    with pytest.raises(BadNetwork, match=message):
        FlowNetwork.of([pipe], [])


def test_what_is_not_there_is_named():
    network = FlowNetwork.of([Pipe("p", ("a", "b"), 5, (1,))], [])
    with pytest.raises(BadNetwork, match="there is no pipe 'q'; there are p"):
        network.without("q")
    with pytest.raises(BadNetwork, match="'gift' is none of production"):
        FlowNetwork.of([], [Balance("x", "a", "A", "gift", 1)])
