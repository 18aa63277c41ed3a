"""Efficient paths against all simple paths of small graphs, and against plain label setting on larger ones."""

import heapq
import itertools
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ortak.engines.transport.paths import (
    Graph,
    PathError,
    TooLarge,
    TooManyPaths,
    efficient_paths,
    shortest_path,
)

Arc = tuple[int, int, tuple[int, ...]]


def graph_of(arcs: Sequence[Arc], nodes: int, criteria: int) -> Graph:
    costs = np.array([cost for *_, cost in arcs], dtype=np.int64).reshape(len(arcs), criteria)
    return Graph.of([tail for tail, *_ in arcs], [head for _, head, _ in arcs], costs, nodes)


def undominated(vectors: set[tuple[int, ...]]) -> list[tuple[int, ...]]:
    def dominated(one: tuple[int, ...]) -> bool:
        return any(other != one and all(b <= a for a, b in zip(one, other, strict=True)) for other in vectors)

    return sorted(one for one in vectors if not dominated(one))


def by_hand(arcs: Sequence[Arc], source: int, target: int, criteria: int) -> list[tuple[int, ...]]:
    """All efficient vectors from all simple paths: costs are not negative, so no other path is needed."""
    leaving = defaultdict(list)
    for tail, head, cost in arcs:
        leaving[tail].append((head, cost))

    def walk(node: int, seen: frozenset[int], cost: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        if node == target:
            yield cost
            return
        for head, more in leaving[node]:
            if head not in seen:
                yield from walk(head, seen | {head}, tuple(a + b for a, b in zip(cost, more, strict=True)))

    return undominated(set(walk(source, frozenset({source}), (0,) * criteria)))


def by_martins(arcs: Sequence[Arc], source: int, target: int, criteria: int) -> list[tuple[int, ...]]:
    """Martins (1984): labels in lexicographic order, compared at their node in every criterion, nothing else."""
    leaving = defaultdict(list)
    for tail, head, cost in arcs:
        leaving[tail].append((head, cost))
    kept: dict[int, list[tuple[int, ...]]] = defaultdict(list)
    queue = [((0,) * criteria, source)]
    while queue:
        cost, node = heapq.heappop(queue)
        if any(all(a <= b for a, b in zip(other, cost, strict=True)) for other in kept[node]):
            continue
        kept[node].append(cost)
        for head, more in leaving[node]:
            heapq.heappush(queue, (tuple(a + b for a, b in zip(cost, more, strict=True)), head))
    return sorted(kept[target])


def small_graph(seed: int) -> tuple[list[Arc], int, int]:
    """Few nodes with loops, parallel and repeated arcs, zeros, and often no path."""
    chance = random.Random(seed)
    nodes, criteria = chance.randint(1, 7), chance.randint(1, 5)
    most = chance.choice([1, 3, 10, 1000])
    number = chance.randint(0, 3 * nodes)
    arcs = [
        (chance.randrange(nodes), chance.randrange(nodes), tuple(chance.randint(0, most) for _ in range(criteria)))
        for _ in range(number)
    ]
    return arcs + arcs[: number // 4], nodes, criteria


def grid_graph(side: int, criteria: int, seed: int, most: int = 20) -> tuple[list[Arc], int]:
    chance = random.Random(seed)
    arcs = []
    for row, column in itertools.product(range(side), repeat=2):
        for down, right in ((0, 1), (1, 0), (0, -1), (-1, 0), (1, 1)):
            if 0 <= row + down < side and 0 <= column + right < side:
                cost = tuple(chance.randint(0, most) for _ in range(criteria))
                arcs.append((row * side + column, (row + down) * side + column + right, cost))
    return arcs, side * side


def check_paths(front, arcs: Sequence[Arc], source: int, target: int) -> None:
    for number, cost in enumerate(front.costs):
        used = [arcs[arc] for arc in front.arcs(number)]
        nodes = [source, *(head for _, head, _ in used)]
        assert nodes == front.path(number) and nodes[-1] == target
        assert [tail for tail, *_ in used] == nodes[:-1]
        total = np.sum([c for *_, c in used], axis=0) if used else np.zeros_like(cost)
        assert np.allclose(total, cost, rtol=1e-12)


def assert_within(found: np.ndarray, exact: np.ndarray, epsilon: float) -> None:
    for vector in exact:
        assert ((found <= vector * (1 + epsilon) * (1 + 1e-15)).all(axis=1)).any(), vector


@pytest.fixture(params=[0, 5_000], ids=["renumbered", "as given"], autouse=True)
def numbering(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test once with the nodes renumbered inside, as in a large graph, and once without."""
    monkeypatch.setattr("ortak.engines.transport.paths.graph.REORDERED_FROM", request.param)


@pytest.mark.parametrize("seed", range(200))
def test_every_vector_of_200_small_graphs_is_that_of_all_simple_paths(seed: int) -> None:
    arcs, nodes, criteria = small_graph(seed)
    graph = graph_of(arcs, nodes, criteria)
    for source, target in itertools.product(range(nodes), repeat=2):
        front = efficient_paths(graph, source, target)
        expected = by_hand(arcs, source, target, criteria)
        assert [tuple(cost) for cost in front.costs.tolist()] == expected
        check_paths(front, arcs, source, target)
        near = efficient_paths(graph, source, target, epsilon=0.1)
        assert len(near) <= len(front) and bool(len(near)) == bool(len(front))
        assert_within(near.costs, front.costs, 0.1)


@pytest.mark.parametrize(("side", "criteria"), [(9, 2), (8, 3), (6, 4), (5, 5), (12, 1)])
@pytest.mark.parametrize("seed", range(3))
def test_larger_graphs_against_plain_label_setting(side: int, criteria: int, seed: int) -> None:
    arcs, nodes = grid_graph(side, criteria, seed)
    graph = graph_of(arcs, nodes, criteria)
    front = efficient_paths(graph, 0, nodes - 1)
    assert [tuple(cost) for cost in front.costs.tolist()] == by_martins(arcs, 0, nodes - 1, criteria)
    check_paths(front, arcs, 0, nodes - 1)


@pytest.mark.parametrize("epsilon", [0.001, 0.01, 0.05, 0.3, 1.0])
@pytest.mark.parametrize("criteria", [2, 3, 4])
def test_a_front_within_a_factor_covers_the_exact_front(epsilon: float, criteria: int) -> None:
    arcs, nodes = grid_graph(7, criteria, 5, most=1000)
    graph = graph_of(arcs, nodes, criteria)
    exact, near = efficient_paths(graph, 0, nodes - 1), efficient_paths(graph, 0, nodes - 1, epsilon)
    assert len(near) <= len(exact)
    assert_within(near.costs, exact.costs, epsilon)
    check_paths(near, arcs, 0, nodes - 1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.data())
def test_any_graph(data: st.DataObject) -> None:
    nodes, criteria = data.draw(st.integers(1, 6)), data.draw(st.integers(1, 4))
    node, cost = st.integers(0, nodes - 1), st.tuples(*[st.integers(0, 5)] * criteria)
    arcs = data.draw(st.lists(st.tuples(node, node, cost), max_size=14))
    source, target = data.draw(node), data.draw(node)
    front = efficient_paths(graph_of(arcs, nodes, criteria), source, target)
    assert [tuple(cost) for cost in front.costs.tolist()] == by_hand(arcs, source, target, criteria)


@pytest.mark.parametrize("seed", range(20))
def test_floats_that_are_no_decimals_as_well(seed: int) -> None:
    arcs, nodes, criteria = small_graph(seed)
    chance = np.random.default_rng(seed)
    costs = chance.random((len(arcs), criteria))
    graph = Graph.of([a[0] for a in arcs], [a[1] for a in arcs], costs, nodes)
    assert not arcs or not graph.exact
    given_arcs = [(tail, head, tuple(cost)) for (tail, head, _), cost in zip(arcs, costs.tolist(), strict=True)]
    for source, target in itertools.product(range(nodes), repeat=2):
        front = efficient_paths(graph, source, target)
        expected = by_hand(given_arcs, source, target, criteria)
        assert len(front) == len(expected)
        assert np.allclose(front.costs, np.array(expected).reshape(-1, criteria), rtol=1e-12)


def test_decimals_add_up_without_rounding() -> None:
    graph = Graph.of([0, 1, 0], [1, 2, 2], [[0.1, 0.2], [0.2, 0.1], [0.3, 0.3]])
    front = efficient_paths(graph, 0, 2)
    assert graph.exact and front.costs.tolist() == [[0.3, 0.3]]


@pytest.mark.parametrize("criterion", [0, 1])
@pytest.mark.parametrize("seed", range(10))
def test_a_single_criterion_is_the_least_of_the_front(seed: int, criterion: int) -> None:
    arcs, nodes = grid_graph(6, 2, seed)
    graph = graph_of(arcs, nodes, 2)
    found = shortest_path(graph, 0, nodes - 1, criterion)
    assert found is not None
    assert found.length == min(cost[criterion] for cost in by_martins(arcs, 0, nodes - 1, 2))
    assert sum(int(graph.leaving.cost[place, criterion]) for place in found.places) == found.length
    assert found.nodes[0] == 0 and found.nodes[-1] == nodes - 1


@pytest.mark.parametrize(("criteria", "epsilon"), [(1, 0.0), (2, 0.0), (3, 0.0), (4, 0.0), (4, 0.1)])
def test_sums_that_overflow_are_refused_and_large_ones_are_right(criteria: int, epsilon: float) -> None:
    large = 2**60
    graph = Graph.of([0, 1], [1, 2], [[large] * criteria] * 2, 3)
    assert efficient_paths(graph, 0, 2, epsilon).costs.tolist() == [[2**61] * criteria]
    longer = Graph.of([0, 1, 2], [1, 2, 3], [[large] * criteria] * 3, 4)
    with pytest.raises(TooLarge, match=r"add up to more than 2\*\*61"):
        efficient_paths(longer, 0, 3, epsilon)
    with pytest.raises(TooLarge, match="too large"):
        Graph.of([0], [1], [[2**62] * criteria])


@pytest.mark.parametrize(
    ("tail", "head", "cost", "reason"),
    [
        ([0], [1], [[-1]], "arc 0 has a cost of -1"),
        ([0, 0], [1, 1], [[1.0], [float("nan")]], "arc 1 has a cost of nan"),
        ([0], [1], [[float("inf")]], "arc 0 has a cost of inf"),
        ([0], [1], [["far"]], "they are numbers"),
        ([0], [1], [[]], "do not fit"),
        ([0], [1, 2], [[1]], "do not fit"),
        ([-1], [1], [[1]], "nodes are numbered"),
    ],
)
def test_what_is_no_graph_is_refused(tail: list[int], head: list[int], cost: list[list[object]], reason: str) -> None:
    with pytest.raises(PathError, match=reason):
        Graph.of(tail, head, cost)


def test_questions_that_make_no_sense_are_refused() -> None:
    graph = Graph.of([0], [1], [[1, 1]])
    for source, target, epsilon in ((0, 2, 0.0), (-1, 1, 0.0), (0, 1, -0.1), (0, 1, 2.0)):
        with pytest.raises(PathError):
            efficient_paths(graph, source, target, epsilon)
    with pytest.raises(TooManyPaths):
        arcs, nodes = grid_graph(30, 3, 1, most=1000)
        efficient_paths(graph_of(arcs, nodes, 3), 0, nodes - 1, label_limit=1000)


def test_no_arcs_no_path_and_no_way() -> None:
    empty = Graph.of([], [], np.zeros((0, 2), dtype=np.int64), 3)
    assert len(efficient_paths(empty, 0, 1)) == 0
    assert efficient_paths(empty, 1, 1).costs.tolist() == [[0, 0]] and efficient_paths(empty, 1, 1).path(0) == [1]
