"""The planner: the same fronts as the compiled search, waiting by timetable, open unknowns, reasons, gaps."""

import itertools
import random
from collections import defaultdict
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.engines.transport.network import Factor, Leg, Network, Place, Spread, UnknownPlace
from ortak.engines.transport.paths import Graph, efficient_paths
from ortak.engines.transport.planning import (
    BadQuestion,
    BadTimetable,
    NoRoute,
    Planner,
    Service,
    representatives,
    season_of,
)
from ortak.engines.transport.planning.reliability import deviation, mean, on_time_share
from ortak.engines.transport.planning.search import efficient_routes

FACTORS = [
    Factor("rail-diesel-eu", "rail", "diesel", 30.0, "g CO2e per tkm", "Europe"),
    Factor("road-artic-40", "road", "lorry", 100.0, "g CO2e per tkm", "Europe"),
]


def places(names: str) -> list[Place]:
    return [Place(name, name.upper(), "", "KZ", lat=float(number)) for number, name in enumerate(names)]


def leg(name: str, hours: float, usd: float | None = 10.0, **more) -> Leg:
    spread, cost = Spread(hours, hours, hours), None if usd is None else Spread(usd, usd, usd)
    more = {"carrier": more.get("mode", "rail"), "mode": "rail", "distance_km": 100.0} | more
    return Leg(name, name[0], name[1], hours=spread, cost_usd=cost, **more)


@pytest.mark.parametrize("seed", range(60))
def test_routes_are_those_of_the_compiled_search(seed: int) -> None:
    chance = random.Random(seed)
    nodes, criteria = chance.randint(2, 25), chance.randint(1, 4)
    arcs = [
        (chance.randrange(nodes), chance.randrange(nodes), tuple(chance.randint(0, 9) for _ in range(criteria)))
        for _ in range(4 * nodes)
    ]
    leaving, entering = defaultdict(list), defaultdict(list)
    for tail, head, cost in arcs:
        leaving[tail].append((head, cost))
        entering[head].append((tail, cost))
    found = efficient_routes(leaving, entering, 0, nodes - 1, criteria)
    graph = Graph.of([a[0] for a in arcs], [a[1] for a in arcs], np.array([a[2] for a in arcs]), nodes)
    assert [list(cost) for cost, _ in found] == efficient_paths(graph, 0, nodes - 1).costs.tolist()
    for cost, ways in found:
        assert tuple(np.sum([leaving[node][number][1] for node, number in ways], axis=0)) == cost or not ways


@pytest.mark.parametrize("seed", range(30))
def test_with_timetables_against_every_route(seed: int) -> None:
    chance = random.Random(seed)
    names = "abcdef"
    pairs = list(itertools.permutations(names, 2))
    legs = [
        leg(one + other, chance.randint(1, 30), chance.randint(1, 50), two_way=False)
        for one, other in chance.sample(pairs, 14)
    ]
    services = [
        Service(each.id, each.tail, departures=tuple(sorted(chance.sample(range(168), chance.randint(1, 3)))))
        for each in chance.sample(legs, 7)
    ]
    planner = Planner(Network.of(places(names), legs, factors=FACTORS), services)
    of = {service.leg: service for service in services}
    best = set()
    for length in range(5):
        for middle in itertools.permutations("bcde", length):
            way = ["a", *middle, "f"]
            used = [next((each for each in legs if each.id == x + y), None) for x, y in itertools.pairwise(way)]
            if all(used):
                hour, usd = 48.0, 0.0  # a Wednesday
                for each in used:
                    hour += (of[each.id].wait(hour) if each.id in of else 0.0) + each.hours.usual
                    usd += each.cost_usd.usual
                best.add((hour - 48.0, usd))
    expected = sorted(c for c in best if not any(o != c and o[0] <= c[0] and o[1] <= c[1] for o in best))
    try:
        routes = planner.routes("a", "f", ("time", "cost"), date(2026, 1, 7))
    except NoRoute:
        routes = ()
    assert [(route.hours, route.cost_usd) for route in routes] == expected


@given(st.lists(st.floats(0, 167.9), min_size=1, max_size=6, unique=True), st.floats(0, 1000), st.floats(0, 200))
def test_who_comes_later_never_leaves_earlier(departures: list[float], hour: float, more: float) -> None:
    service = Service("ab", "a", departures=tuple(sorted(departures)))
    assert hour + more + service.wait(hour + more) >= hour + service.wait(hour) - 1e-9
    assert 0 <= service.wait(hour) <= 168


def test_without_a_day_one_waits_the_average() -> None:
    network = Network.of(places("ab"), [leg("ab", 5.0)], factors=FACTORS)
    assert Planner(network, [Service("ab", "a", per_week=2)]).routes("a", "b")[0].hours == 5 + 42
    planner = Planner(network, [Service("ab", "a", departures=(24.0,))])
    assert planner.routes("a", "b")[0].hours == 5 + 84
    route = planner.routes("a", "b", start=date(2026, 1, 5))[0]
    assert (route.hours, route.legs[0].wait_hours) == (29, 24)
    assert planner.routes("b", "a")[0].hours == 5


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"per_week": 0},
        {"per_week": -1},
        {"per_week": 1e9},
        {"departures": (200.0,)},
        {"departures": (3.0, 2.0)},
        {"departures": (2.0, 2.0)},
    ],
)
def test_a_service_that_never_runs_is_refused(wrong: dict) -> None:
    with pytest.raises(BadTimetable):
        Service("ab", "a", **wrong)


def test_services_on_legs_that_are_not_there_are_refused() -> None:
    network = Network.of(places("ab"), [leg("ab", 5.0)])
    for service in (Service("xy", "x", per_week=1), Service("ab", "x", per_week=1)):
        with pytest.raises(BadQuestion, match="no such leg"):
            Planner(network, [service])
    with pytest.raises(BadTimetable, match="twice"):
        Planner(network, [Service("ab", "a", per_week=1)] * 2)


def test_unknown_cost_ranks_last_and_is_shown_as_unknown() -> None:
    legs = [leg("ab", 1.0, None, mode="road"), leg("ac", 5.0, 900.0), leg("cb", 5.0, 900.0)]
    quick, known = Planner(Network.of(places("abc"), legs, factors=FACTORS)).routes("a", "b", ("time", "cost"))
    assert (quick.cost_usd, quick.known_cost_usd, quick.incomplete["cost"]) == (None, 0.0, "no published rate for ab")
    assert known.cost_usd == 1800.0 and "cost" not in known.incomplete
    assert quick.best_in == ("time",) and known.best_in == ("cost",)
    assert [str(each) for each in known.trades] == ["against the best in time: 9 h more"]


def test_unknown_co2_is_shown_as_unknown_and_hubs_are_named() -> None:
    hub = leg("bc", 9.0, mode="terminal handling", carrier="road", distance_km=1.0)
    network = Network.of(places("abc"), [leg("ab", 1.0), hub], factors=FACTORS)
    route = Planner(network).routes("a", "c")[0]
    assert route.co2_kg == pytest.approx(100 * 10 * 0.030 + 1 * 10 * 0.1)
    assert route.incomplete["co2"] == "unknown and not in the sum for terminals and gauge changes: 1"
    bare = Planner(Network.of(places("abc"), [leg("ab", 1.0), hub])).routes("a", "c")[0]
    assert bare.co2_kg is None and "no factor for rail" in bare.incomplete["co2"]


def test_seasons_change_the_hours_where_a_leg_says_so() -> None:
    stormy = leg("ab", 10.0, season_hours={"winter": Spread(10.0, 10.0, 40.0)})
    network = Network.of(places("ab"), [stormy], factors=FACTORS)
    assert [Planner(network, season=season).routes("a", "b")[0].hours for season in (None, "summer", "winter")] == [
        10,
        10,
        20,
    ]
    assert Planner(network).routes("a", "b")[0].by_season == {"winter": 20.0, "summer": 10.0}
    assert [season_of(date(2026, month, 1)) for month in (1, 2, 3, 11, 12)] == [
        "winter", "winter", "summer", "summer", "winter",
    ]  # fmt: skip


def test_spread_does_not_change_when_a_line_is_cut() -> None:
    whole = Leg("ac", "a", "c", "rail", 200.0, Spread(10, 20, 60), carrier="rail")
    halves = [Leg(name, name[0], name[1], "rail", 100.0, Spread(5, 10, 30), carrier="rail") for name in ("ab", "bc")]
    one = Planner(Network.of(places("abc"), [whole, leg("ab", 99.0)])).routes("a", "c", ("time",))[0]
    two = Planner(Network.of(places("abc"), halves)).routes("a", "c", ("time",))[0]
    assert one.hours == two.hours == pytest.approx(30) and one.spread_hours == pytest.approx(two.spread_hours)
    assert one.on_time_share == pytest.approx(two.on_time_share)


def test_mean_and_deviation_are_those_of_a_triangle() -> None:
    drawn = np.random.default_rng(1).triangular(3.0, 5.0, 19.0, 400_000)
    spread = Spread(3.0, 5.0, 19.0)
    assert (mean(spread), deviation(spread)) == pytest.approx((drawn.mean(), drawn.std()), rel=0.01)

    sums = np.random.default_rng(2).triangular(3.0, 5.0, 10.0, (100_000, 12)).sum(axis=1)  # twelve independent groups
    spread, groups = Spread(3.0, 5.0, 10.0), {number: deviation(Spread(3.0, 5.0, 10.0)) for number in range(12)}
    assert on_time_share(60.0, 12 * mean(spread), groups) == pytest.approx((sums <= 75.0).mean(), abs=0.01)


def test_the_gap_is_named_with_what_would_close_it() -> None:
    legs = [leg("ab", 1.0), leg("cd", 1.0), leg("bc", 1.0, status="planned")]
    network = Network.of(places("abcd"), legs, factors=FACTORS)
    with pytest.raises(NoRoute, match=r"as far as B, to D one goes from C.*bc would: it is planned"):
        Planner(network).routes("a", "d")
    assert Planner(network, planned=True).routes("a", "d")[0].hours == 3
    with pytest.raises(NoRoute, match="nothing in use"):
        Planner(network).along("a", "d", [])


def test_questions_that_make_no_sense_are_refused() -> None:
    network = Network.of(places("ab"), [leg("ab", 1.0)])
    for criteria in ((), ("speed",), ("time", "time")):
        with pytest.raises(BadQuestion):
            Planner(network).routes("a", "b", criteria)
    for wrong in ({"season": "spring"}, {"modes": ["balloon"]}, {"modes": []}, {"tonnes": 0}, {"tonnes": 400}):
        with pytest.raises(BadQuestion):
            Planner(network, **wrong)
    with pytest.raises(UnknownPlace):
        Planner(network).routes("a", "z")
    with pytest.raises(BadQuestion, match="no corridor"):
        Planner(network).along("a", "b", ["silk"])


def test_representatives_hold_the_best_of_each_and_are_few() -> None:
    legs = [Leg(f"w{n}", "a", "b", "rail", 1.0, Spread(n, n, n), Spread(900 - n * n, 900 - n * n, 900 - n * n),
                carrier="rail") for n in range(1, 30)]  # fmt: skip
    routes = Planner(Network.of(places("ab"), legs, factors=FACTORS)).routes("a", "b", ("time", "cost"))
    few = representatives(routes, ("time", "cost"), most=6)
    assert len(routes) == 29 and len(few) == 6 and routes[0] in few and routes[-1] in few
    assert list(few) == sorted(few, key=lambda route: route.hours)
