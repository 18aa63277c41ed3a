"""`ortak transport route` on the network that ships: the form of the answer, its sources, its refusals."""

import json
import math
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ortak.areas.transport.network import load_network
from ortak.areas.transport.planning import CORRIDORS, SamePlace, planner, read_services, two_places
from ortak.cli import answer
from ortak.engines.transport.network import BadNetwork
from ortak.engines.transport.paths import Graph, efficient_paths
from ortak.engines.transport.planning.measures import measured
from ortak.engines.transport.planning.timetables import BadTimetable

SOURCES = Path(__file__).parents[4]


def ask(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = answer(["transport", "route", *words])
    return code, *capsys.readouterr()


def test_the_form_of_the_answer(capsys) -> None:
    code, out, _ = ask(capsys, "Xi'an", "Istanbul", "--json")
    routes = json.loads(out)["routes"]
    assert code == 0 and 2 <= len(routes) <= 12
    for route in routes:
        assert {"hours", "cost_usd", "co2_kg", "on_time_share", "legs"} <= set(route)
        assert (route["legs"][0]["from"]["id"], route["legs"][-1]["to"]["id"]) == ("cn-xian", "tr-istanbul")
        assert 0 <= route["on_time_share"] <= 1 and 5 * 24 < route["hours"] < 60 * 24
        assert route["hours"] == pytest.approx(sum(leg["hours"] for leg in route["legs"]), abs=0.5)
        assert route["hours_90_percent"][0] <= route["hours"] <= route["hours_90_percent"][1]
        assert route["cost_usd"] == pytest.approx(sum(leg["cost_usd"] for leg in route["legs"]), abs=1)
    assert {name for route in routes for name in route["best_in"]} == {"time", "cost", "co2", "reliability"}
    assert all(route["best_in"] or route["trades"] for route in routes)


def test_every_figure_of_a_leg_has_a_source_or_is_an_estimate_by_a_method(capsys) -> None:
    network = load_network()
    routes = json.loads(ask(capsys, "Xi'an", "Istanbul", "--json")[1])["routes"]
    for leg in (leg for route in routes for leg in route["legs"]):
        for figure in leg["sources"].values():
            assert figure.get("method") or figure.get("source") in network.sources or figure.get("unknown")


@pytest.mark.parametrize(
    ("source", "target"),
    [("cn-xian", "tr-istanbul"), ("uz-tashkent", "hu-budapest"), ("cn-shanghai", "az-baku"), ("kg-osh", "cy-kyrenia")],
)
def test_the_front_is_that_of_the_compiled_search(source: str, target: str) -> None:
    network, number = load_network(), {place: at for at, place in enumerate(load_network().places)}
    arcs = [found for arc in network.arcs if arc.leg.operating and (found := measured(network, arc, None))]
    ends = [[number[end] for end in (each.arc.tail, each.arc.head)] for each in arcs]
    graph = Graph.of(*np.array(ends).T, np.array([each.costs for each in arcs]), len(number))
    exact = efficient_paths(graph, number[source], number[target]).costs
    routes = planner().routes(source, target)
    assert len(routes) == len(exact)
    for route, cost in zip(routes, exact, strict=True):
        assert math.isclose(route.hours, cost[0] / 60, abs_tol=1)


def test_between_any_two_places_there_is_a_route_or_a_gap_is_named(capsys) -> None:
    ids = sorted(load_network().places)
    for one, other in zip(ids[::45], ids[::-37], strict=False):
        code, out, said = ask(capsys, one, other, "--criteria", "time", "--json")
        assert (code == 0 and json.loads(out)["routes"]) or "no route from" in said


def test_an_unknown_cost_is_null_with_its_reason(capsys) -> None:
    routes = json.loads(ask(capsys, "Singapore", "Piraeus", "--modes", "sea", "--json")[1])["routes"]
    assert any(route["cost_usd"] is None and "no published rate" in route["incomplete"]["cost"] for route in routes)


def test_winter_takes_longer_over_the_caspian(capsys) -> None:
    corridors = [
        json.loads(ask(capsys, "Xi'an", "Baku", "--corridors", "--date", day, "--json")[1])["routes"]
        for day in ("2026-01-15", "2026-07-15")
    ]
    winter, summer = ({route["corridor"]: route["hours"] for route in routes} for routes in corridors)
    assert winter["middle"] > summer["middle"] + 24 and len(winter) == len(summer)


def test_corridors_can_be_compared() -> None:
    for tags in CORRIDORS.values():
        assert planner().along("cn-xian", "hu-budapest", tags).hours > 0


def test_the_text_says_what_is_estimated_and_why_each_route_is_there(capsys) -> None:
    code, out, _ = ask(capsys, "Almaty", "Mersin")
    assert code == 0 and "best in time" in out and "against the best in" in out and "h~" in out and "unknown" in out


def test_a_timetable_makes_one_wait(capsys, tmp_path: Path) -> None:
    file = tmp_path / "week.csv"
    file.write_text("leg,from,per_week,departures\nkz-kuryk--az-alat--ferry,kz-kuryk,,tuesday 18:00; friday 06:30\n")
    words = ("kz-kuryk", "az-alat", "--criteria", "time", "--timetable", str(file), "--modes", "ferry", "--json")
    by_day = [json.loads(ask(capsys, *words, "--date", day)[1])["routes"][0] for day in ("2026-01-05", "2026-01-06")]
    assert [route["legs"][0]["wait_hours"] for route in by_day] == [42.0, 18.0]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("kz-kuryk--az-alat--ferry,kz-kuryk,,", "never runs"),
        ("kz-kuryk--az-alat--ferry,kz-kuryk,,someday 25:00", "is not like 'tuesday 18:00'"),
        ("kz-kuryk--az-alat--ferry,kz-kuryk,often,", "'often' is not a number"),
    ],
)
def test_a_timetable_that_cannot_be_is_refused_with_its_line(tmp_path: Path, line: str, reason: str) -> None:
    file = tmp_path / "week.csv"
    file.write_text(f"leg,from,per_week,departures\n{line}\n")
    with pytest.raises(BadNetwork, match="line 2") as refused:
        read_services(file)
    assert reason in str(refused.value)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("Xi'an", "Istambul"), "did you mean Istanbul"),
        (("Xi'an", "Istanbul", "--criteria", "speed"), "criteria are some of time, cost, co2, reliability"),
        (("Xi'an", "Istanbul", "--modes", "balloon"), "there is no mode 'balloon'"),
        (("Xi'an", "Istanbul", "--date", "yesterday"), "does not match the format"),
        (("Baku", "Kyrenia", "--modes", "rail"), "nothing in use joins the two"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_the_reason(capsys, words: tuple[str, ...], reason: str) -> None:
    code, out, said = ask(capsys, *words)
    assert (code, out) == (2, "") and reason in said


def test_a_route_needs_neither_a_framework_nor_a_compiler() -> None:
    code = (
        "import sys; from ortak.cli import answer\n"
        "assert answer(['transport', 'route', 'Baku', 'Poti', '--json']) == 0\n"
        "print([name for name in ('django', 'numpy', 'numba', 'highspy') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={"PYTHONPATH": str(SOURCES)}
    )
    assert (done.returncode, done.stderr.strip()) == (0, "[]")


def test_an_empty_timetable_and_a_place_to_itself_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("leg,from,per_week,departures\n")
    with pytest.raises(BadTimetable, match="no service is in it; columns are leg, from, per_week, departures"):
        read_services(tmp_path / "empty.csv")
    almaty = load_network().places["kz-almaty"]
    with pytest.raises(SamePlace, match="both start and end"):
        two_places(almaty, almaty)
