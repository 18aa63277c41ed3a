"""The table of all pairs equals brute force and a second implementation; its rules hold."""

import math
from itertools import pairwise

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ortak.engines.transport.air import AirError, AirNetwork, Airport, Rules, connect, great_circle_km
from ortak.engines.transport.air.connecting import nonstop_hours, quality


def random_network(seed: int, count: int, links: int) -> AirNetwork:
    """Airports at random places of the region, some two to a city."""
    draw = np.random.default_rng(seed)
    places = [
        Airport(f"A{number}", f"c{number // 2 if number < 6 else number}", "S", *place)
        for number, place in enumerate(zip(draw.uniform(35, 55, count), draw.uniform(20, 88, count), strict=True))
    ]
    ends = draw.integers(0, count, (links, 2))
    return AirNetwork.of(places, [(f"A{i}", f"A{j}") for i, j in ends if i != j])


def hours_of(one: Airport, other: Airport) -> float:
    return (40 + 0.068 * great_circle_km((one.lat, one.lon), (other.lat, other.lon))) / 60


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 12), st.integers(0, 40), st.sampled_from([1.0, 1.3, 2.0, 10.0]))
def test_the_table_equals_brute_force(seed: int, count: int, links: int, detour: float) -> None:
    network, rules = random_network(seed, count, links), Rules(1.25, detour)
    table = connect(network, rules)
    linked = {tuple(pair) for pair in network.links.tolist()} | {tuple(pair[::-1]) for pair in network.links.tolist()}
    places = network.airports

    def km(i: int, j: int) -> float:
        return great_circle_km((places[i].lat, places[i].lon), (places[j].lat, places[j].lon))

    for i in range(count):
        for j in range(count):
            best, stops, units = math.inf, -1, 0.0
            if i != j and places[i].city != places[j].city:
                if (i, j) in linked:
                    best, stops, units = hours_of(places[i], places[j]), 0, 1.0
                for stop in range(count):
                    other_city = places[stop].city not in (places[i].city, places[j].city)
                    joined = other_city and (i, stop) in linked and (stop, j) in linked
                    if joined and km(i, stop) + km(stop, j) <= detour * km(i, j):
                        flown = hours_of(places[i], places[stop]) + hours_of(places[stop], places[j])
                        worth = quality(np.array([km(i, j)]), np.array([flown]), 1.25)[0]
                        units += max(0.0, float(worth))
                        if stops != 0 and flown + 1.25 < best:
                            best, stops = flown + 1.25, 1
            assert table.stops[i, j] == stops
            assert table.hours[i, j] == pytest.approx(best)
            assert table.units[i, j] == pytest.approx(units)


def test_the_fastest_equals_shortest_paths_of_two_links() -> None:
    network = random_network(6, 60, 220)
    graph = networkx.Graph()
    for (i, j), hours in zip(network.links.tolist(), nonstop_hours(network.link_km), strict=True):
        graph.add_edge(i, j, weight=float(hours) + 1.0)
    table = connect(network, Rules(1.0, 10.0))
    cities = network.cities
    for i in range(60):
        lengths, paths = networkx.single_source_dijkstra(graph, i) if i in graph else ({}, {})
        for j, path in paths.items():
            inner = {int(cities[stop]) for stop in path[1:-1]}
            one_city = cities[i] == cities[j] or inner & {int(cities[i]), int(cities[j])}
            way_round = sum(table.km[i, j] for i, j in pairwise(path)) > 10 * table.km[i, j]
            if 2 <= len(path) <= 3 and not one_city and not way_round:
                assert table.hours[i, j] == pytest.approx(lengths[j] - 1.0)


def test_detour_and_stop_of_a_connection() -> None:
    places = [Airport("A", "a", "S", 40, 30), Airport("B", "b", "S", 40, 40), Airport("C", "c", "S", 40, 50)]
    network = AirNetwork.of(places, [("A", "B"), ("B", "C")])
    table = connect(network)
    assert (table.via[0, 2], table.stops[0, 2]) == (1, 1)
    assert table.detour[0, 2] == pytest.approx(1.0016, abs=0.0001)
    assert (table.detour[0, 1], math.isnan(table.detour[0, 0])) == (1.0, True)
    assert connect(network, Rules(detour=1.001)).stops[0, 2] == -1
    assert table.closeness[1] == pytest.approx((1 / table.hours[0, 1] + 1 / table.hours[1, 2]) / 2)


def test_two_airports_of_one_city_are_no_connection() -> None:
    places = [Airport("IST", "istanbul", "TR", 41.3, 28.8), Airport("SAW", "istanbul", "TR", 40.9, 29.3)]
    places.append(Airport("ESB", "ankara", "TR", 40.1, 33.0))
    table = connect(AirNetwork.of(places, [("IST", "SAW"), ("SAW", "ESB")]))
    assert table.stops.tolist() == [[-1, -1, -1], [-1, -1, 0], [-1, 0, -1]]


@pytest.mark.parametrize(
    ("rules", "message"),
    [((-1, 2), "a connection takes 0 to 24 hours"), ((1, 0.5), "the detour factor lies between 1 and 10")],
)
def test_rules_that_cannot_be(rules: tuple[float, float], message: str) -> None:
    with pytest.raises(AirError, match=message):
        Rules(*rules)


def test_networks_that_cannot_be() -> None:
    baku = Airport("GYD", "baku", "AZ", 40.47, 50.05)
    with pytest.raises(AirError, match="two airports have the code GYD"):
        AirNetwork.of([baku, baku], [])
    with pytest.raises(AirError, match="from GYD to itself"):
        AirNetwork.of([baku], [("GYD", "GYD")])
    with pytest.raises(AirError, match="no airport has the code IST"):
        AirNetwork.of([baku], [("GYD", "IST")])
    with pytest.raises(AirError, match="has no code"):
        Airport("", "baku", "AZ", 40, 50)


def test_an_empty_network_has_an_empty_table() -> None:
    assert connect(AirNetwork.of([], [])).hours.shape == (0, 0)
