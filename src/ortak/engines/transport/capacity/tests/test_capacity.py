"""Flows against cuts, duals, brute force, networkx and OR-tools."""

import itertools
import random

import pytest

from ortak.engines.transport.capacity import (
    Arc,
    CapacityError,
    Demand,
    Limit,
    Option,
    Problem,
    cheapest_flow,
    largest_flow,
    max_flow,
    reliefs,
    select,
)

PENALTY = 10_000.0


def random_graph(seed: int, places: int = 8, arcs: int = 22) -> list[tuple[str, str, float]]:
    chance = random.Random(seed)
    made = []
    for _ in range(arcs):
        tail, head = chance.sample(range(places), 2)
        made.append((str(tail), str(head), float(chance.randint(0, 12))))
    return made


def as_problem(graph: list[tuple[str, str, float]], amount: float, seed: int) -> Problem:
    chance = random.Random(seed)
    arcs = tuple(Arc(f"a{n}", tail, head, float(chance.randint(1, 20))) for n, (tail, head, _) in enumerate(graph))
    arcs += (Arc("far", "0", "x", 1.0), Arc("far 2", "x", "y", 1.0), Arc("far 3", "y", "7", 1.0))
    limits = tuple(Limit(f"l{n}", "", (f"a{n}",), room, "TEU", {"box": 1.0}) for n, (_, _, room) in enumerate(graph))
    limits += (Limit("far", "", ("far 2",), 0.0, "TEU", {"box": 1.0}),)
    return Problem(arcs, (Demand("d", "0", "7", amount, "box", PENALTY),), limits)


@pytest.mark.parametrize("seed", range(25))
def test_the_largest_flow_is_the_smallest_cut(seed: int) -> None:
    graph = random_graph(seed)
    found = max_flow(graph, "0", "7")
    assert found.value == pytest.approx(sum(room for _, room in found.cut))
    others = [str(each) for each in range(1, 7)]
    cuts = (
        sum(room for tail, head, room in graph if tail in near and head not in near)
        for size in range(7)
        for near in ({"0", *chosen} for chosen in itertools.combinations(others, size))
    )
    assert found.value == pytest.approx(min(cuts))
    for place in others:
        net = sum(
            flow * ((head == place) - (tail == place)) for flow, (tail, head, _) in zip(found.flows, graph, strict=True)
        )
        assert net == pytest.approx(0.0)


@pytest.mark.parametrize("seed", range(10))
def test_the_programme_carries_the_largest_flow(seed: int) -> None:
    graph = random_graph(seed)
    found = largest_flow(as_problem(graph, 100.0, seed))
    assert found.served["d"] == pytest.approx(max_flow(graph, "0", "7").value, abs=1e-3)


@pytest.mark.parametrize("seed", range(10))
def test_networkx_finds_the_same(seed: int) -> None:
    networkx = pytest.importorskip("networkx")
    graph = random_graph(seed)
    other = networkx.DiGraph()
    other.add_nodes_from(str(each) for each in range(8))
    for tail, head, room in graph:
        already = other.get_edge_data(tail, head, {"capacity": 0})["capacity"]
        other.add_edge(tail, head, capacity=already + room)
    assert networkx.maximum_flow_value(other, "0", "7") == pytest.approx(max_flow(graph, "0", "7").value)


@pytest.mark.parametrize("seed", range(8))
def test_or_tools_finds_the_same_cost(seed: int) -> None:
    flows = pytest.importorskip("ortools.graph.python.min_cost_flow")
    graph = random_graph(seed)
    amount = int(max_flow(graph, "0", "7").value)
    problem = as_problem(graph, float(amount), seed)
    other = flows.SimpleMinCostFlow()
    for (tail, head, room), arc in zip(graph, problem.arcs, strict=False):
        other.add_arc_with_capacity_and_unit_cost(int(tail), int(head), int(room), int(arc.cost))
    other.set_node_supply(0, amount)
    other.set_node_supply(7, -amount)
    assert other.solve() == other.OPTIMAL
    assert cheapest_flow(problem).cost == pytest.approx(other.optimal_cost())


@pytest.mark.parametrize("seed", range(12))
def test_the_worth_of_a_limit_is_what_one_more_unit_saves(seed: int) -> None:
    """Duality: the cost falls by the worth for a small step (by less at a kink), and a limit with room is worth 0."""
    problem = as_problem(random_graph(seed), 60.0, seed)
    found = cheapest_flow(problem)
    step = 1e-3
    for limit in problem.limits:
        more = problem.with_gains((Option("o", "", None, {limit.id: step}),))
        saved = (found.cost - cheapest_flow(more).cost) / step
        assert saved <= found.limits[limit.id].worth + 1e-3
        if found.limits[limit.id].used < limit.amount - 1e-6:
            assert found.limits[limit.id].worth == pytest.approx(0.0, abs=1e-9)


def test_two_kinds_share_a_limit() -> None:
    arcs = (Arc("sea", "a", "b", 10.0),)
    limit = Limit("port", "port", ("sea",), 100.0, "kt", {"box": 0.01, "bulk": 1.0})
    demands = (Demand("boxes", "a", "b", 6_000.0, "box", 500.0), Demand("bulk", "a", "b", 90.0, "bulk", 800.0))
    found = cheapest_flow(Problem(arcs, demands, (limit,)))
    assert found.served == pytest.approx({"boxes": 6_000.0, "bulk": 40.0})
    assert found.limits["port"].worth == pytest.approx(790.0)
    assert found.bottlenecks == ("port",)
    assert largest_flow(Problem(arcs, demands, (limit,)), {"box": 1.0, "bulk": 1.0}).limits["port"].worth > 0


def two_lines(seed: int) -> tuple[Problem, tuple[Option, ...]]:
    chance = random.Random(seed)
    problem = as_problem(random_graph(seed, arcs=14), 60.0, seed)
    options = tuple(
        Option(
            f"o{number}",
            "",
            float(chance.randint(1, 30)),
            {chance.choice(problem.limits).id: float(chance.randint(1, 15)) for _ in range(2)},
        )
        for number in range(6)
    )
    return problem, (*options, Option("free of cost data", "", None, {"far": 50.0}))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("budget", [0.0, 25.0, 60.0])
def test_the_selection_is_the_best_of_all_subsets(seed: int, budget: float) -> None:
    problem, options = two_lines(seed)
    found = select(problem, options, budget)
    known = [option for option in options if option.cost is not None]
    best = min(
        cheapest_flow(problem.with_gains(subset)).cost
        for size in range(len(known) + 1)
        for subset in itertools.combinations(known, size)
        if sum(option.cost or 0.0 for option in subset) <= budget
    )
    assert found.flows.cost == pytest.approx(best)
    assert found.spent <= budget
    assert found.left_out == ("free of cost data",)


def test_reliefs_are_sorted_by_what_a_dollar_saves() -> None:
    problem, options = two_lines(3)
    found = reliefs(problem, options)
    rates = [each.per_usd for each in found if each.per_usd is not None]
    assert rates == sorted(rates, reverse=True)
    assert found[-1].option == "free of cost data" and found[-1].per_usd is None


def test_growth_by_kind() -> None:
    problem = as_problem(random_graph(1), 10.0, 1).grown({"box": 3.0})
    assert problem.demands[0].amount == 30.0


def test_no_way_leaves_everything_behind() -> None:
    arcs = (Arc("a", "x", "y", 1.0), Arc("b", "z", "y", 1.0))
    found = cheapest_flow(Problem(arcs, (Demand("d", "x", "z", 5.0, "box", 7.0),)))
    assert found.served == {"d": 0.0} and found.cost == 35.0


def test_a_flow_without_limits_is_infinite() -> None:
    assert max_flow([("a", "b", float("inf"))], "a", "b").value == float("inf")
    assert max_flow([("a", "b", float("inf")), ("b", "c", 4.0)], "a", "c").value == 4.0


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Arc("a", "x", "y", -1.0), "a cost is a number from 0 up"),
        (lambda: Demand("d", "x", "x", 1.0, "box", 1.0), "from x to itself"),
        (lambda: Demand("d", "x", "y", -1.0, "box", 1.0), "an amount from 0 up"),
        (lambda: Limit("l", "", (), float("nan"), "TEU", {}), "limit l: an amount"),
        (lambda: Option("o", "", -5.0, {"l": 1.0}), "option o: a cost"),
        (lambda: Option("o", "", 5.0, {}), "at least one limit"),
        (lambda: Problem((), (), (Limit("l", "", ("a",), 1.0, "TEU", {}),)), "there is no arc a"),
        (lambda: Problem((Arc("a", "x", "y", 1.0),) * 2, ()), "arc a is there twice"),
        (lambda: Problem((), (Demand("d", "x", "y", 1.0, "box", 1.0),)), "no arc touches x"),
        (lambda: select(Problem((), ()), (), -1.0), "a budget"),
        (lambda: select(Problem((), ()), (Option("o", "", 1.0, {"l": 1.0}),), 1.0), "there is no limit l"),
    ],
)
def test_refusals(make: object, says: str) -> None:
    with pytest.raises(CapacityError, match=says):
        make()  # type: ignore[operator]


@pytest.mark.parametrize(
    ("arcs", "sink", "says"),
    [([("a", "b", -1.0)], "b", "a capacity is a number from 0 up"), ([], "a", "a flow from a to itself")],
)
def test_a_flow_that_makes_no_sense_is_refused(arcs: list[tuple[str, str, float]], sink: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        max_flow(arcs, "a", sink)
