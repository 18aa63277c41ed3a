"""The network of the corridors: whole, connected, and every figure cited or estimated by a stated method."""

import csv
from collections import Counter, defaultdict
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt

import pytest

DATA = files("ortak.areas.transport") / "data" / "network"
ESTIMATE = "estimate"
MODES = {"rail", "road", "sea", "ferry", "border procedure", "gauge change", "terminal handling"}
ROUTES = {"middle", "northern", "southern-sea", "via-iran", "btk", "zangezur", "lapis-lazuli", "cku", "feeder"}
KINDS = {
    *("seaport", "inland port", "rail border", "road border"),
    *("station", "logistics centre", "city", "junction"),
}
MEMBERS = {"AZ", "KG", "KZ", "TR", "UZ"}
OBSERVERS = {"HU", "TM"}  # with the port and the roads of Northern Cyprus, column `actor`


def table(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


NODES, LEGS, BORDERS, METHODS, SOURCES = (
    {row["id"]: row for row in table(name)} for name in ("nodes", "legs", "borders", "methods", "sources")
)
ROAD = {"hours": "road-speed", "cost": "cost-road"}
FIGURE_TABLES = ("transit_times", "volumes", "capacities", "tariffs", "emission_factors")
OPERATION_TABLES = ("operations", "closed_sea", "limits", "demands", "growth", "investments")


def great_circle(one: str, other: str) -> float:
    lat1, lon1, lat2, lon2 = (radians(float(NODES[key][axis])) for key in (one, other) for axis in ("lat", "lon"))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0088 * asin(sqrt(half))


def from_searoute(leg: dict[str, str]) -> bool:
    return leg["distance_source"] == "searoute"


@pytest.mark.parametrize("name", ["nodes", "legs", "borders", "methods", "sources", *FIGURE_TABLES, *OPERATION_TABLES])
def test_ids_are_there_and_unique(name: str) -> None:
    assert [key for key, count in Counter(row["id"] for row in table(name)).items() if count > 1 or not key] == []


def test_the_network_is_as_large_as_asked() -> None:
    assert len(NODES) >= 150
    assert len(LEGS) >= 400


def test_every_route_mode_and_state_has_legs() -> None:
    assert {tag for leg in LEGS.values() for tag in leg["tags"].split()} == ROUTES
    assert {leg["mode"] for leg in LEGS.values()} == MODES
    served = {NODES[end]["country"] for leg in LEGS.values() for end in (leg["from"], leg["to"])}
    assert served >= MEMBERS | OBSERVERS | {"CY", "GE", "CN"}
    inside = Counter(
        NODES[leg["from"]]["country"]
        for leg in LEGS.values()
        if leg["mode"] in {"rail", "road"} and NODES[leg["from"]]["country"] == NODES[leg["to"]]["country"]
    )
    assert all(inside[state] >= 5 for state in MEMBERS | OBSERVERS)


def test_each_node_is_complete() -> None:
    for node in NODES.values():
        assert node["name_en"] and node["name_local"] and node["kind"] in KINDS, node["id"]
        assert node["id"].split("-")[0] == node["country"].lower() and len(node["country"]) == 2
        assert -90 < float(node["lat"]) < 90 and -180 < float(node["lon"]) < 180, node["id"]
        assert all(len(node[axis].split(".")[1]) == 4 for axis in ("lat", "lon")), node["id"]
        assert node["gauge_mm"] in {"", "1435", "1520"}, node["id"]
        if node["source"] == ESTIMATE:
            assert METHODS[node["method"]]["figure"] == "lat, lon", node["id"]
        else:
            assert node["source"] in SOURCES and not node["method"], node["id"]
        assert (node["unlocode_source"] in SOURCES) == bool(node["unlocode"]), node["id"]


def test_no_place_is_there_twice() -> None:
    names = Counter((node["country"], node["name_en"]) for node in NODES.values())
    assert [name for name, count in names.items() if count > 1] == []


def test_northern_cyprus_is_placed_as_the_united_nations_do_and_named_as_in_the_register() -> None:
    actors = files("ortak.mechanisms.actors") / "data" / "actors.csv"
    with actors.open(encoding="utf-8", newline="") as file:
        known = {row["code"] for row in csv.DictReader(file)}
    marked = {node["actor"] for node in NODES.values()} - {""}
    assert marked == {"XN"} and marked <= known
    assert {node["country"] for node in NODES.values() if node["actor"] == "XN"} == {"CY"}


def test_legs_join_places_that_exist_and_none_is_there_twice() -> None:
    ends = {end for leg in LEGS.values() for end in (leg["from"], leg["to"])}
    assert ends == set(NODES)
    assert all(leg["from"] != leg["to"] for leg in LEGS.values())
    seen: Counter[tuple[str, str, str, str]] = Counter()
    for leg in LEGS.values():
        for one, other in [(leg["from"], leg["to"])] + [(leg["to"], leg["from"])] * (leg["two_way"] == "yes"):
            seen[one, other, leg["mode"], leg["status"]] += 1
    assert [key for key, count in seen.items() if count > 1] == []


@pytest.mark.parametrize("operating_only", [True, False], ids=["operating", "all"])
def test_the_graph_is_connected(operating_only: bool) -> None:
    legs = [leg for leg in LEGS.values() if leg["status"] == "operating" or not operating_only]
    neighbours = defaultdict(set)
    for leg in legs:
        neighbours[leg["from"]].add(leg["to"])
        neighbours[leg["to"]].add(leg["from"])
    reached, ahead = set(), ["kz-altynkol"]
    while ahead:
        place = ahead.pop()
        if place not in reached:
            reached.add(place)
            ahead.extend(neighbours[place] - reached)
    assert reached == set(neighbours)


@pytest.mark.parametrize("figure", ["distance", "hours", "cost", "capacity"])
def test_each_figure_of_a_leg_is_cited_or_estimated(figure: str) -> None:
    for leg in LEGS.values():
        value = leg[{"distance": "distance_km", "capacity": "capacity"}.get(figure, f"{figure}_mode")]
        source, method = leg[f"{figure}_source"], leg.get(f"{figure}_method", "")
        if not value:
            assert from_searoute(leg) or not source, leg["id"]
            continue
        if source == ESTIMATE:
            assert method in METHODS and METHODS[method]["figure"].split("_")[0] == figure, leg["id"]
        else:
            assert source in SOURCES and leg[f"{figure}_place"] and leg[f"{figure}_year"] and not method, leg["id"]


def test_only_sea_legs_wait_for_the_sea_routing_library() -> None:
    for leg in LEGS.values():
        assert (not leg["distance_km"]) == from_searoute(leg), leg["id"]
        if from_searoute(leg):
            assert leg["mode"] == "sea" and METHODS[leg["hours_method"]]["unit"] == "km/h"
            assert all(NODES[end]["kind"] == "seaport" for end in (leg["from"], leg["to"]))
        else:
            assert leg["hours_mode"], leg["id"]


def test_numbers_are_sane() -> None:
    for leg in LEGS.values():
        for figure, most in (("hours", 1000.0), ("cost", 10_000.0)):
            three = [float(leg[f"{figure}_{part}"]) for part in ("low", "mode", "high") if leg[f"{figure}_{part}"]]
            assert three == sorted(three) and all(0 <= value <= most for value in three), leg["id"]
        if leg["distance_km"]:
            assert 0 < float(leg["distance_km"]) < 2_500, leg["id"]
            if leg["mode"] in {"rail", "road", "sea", "ferry"}:
                assert 5 < float(leg["distance_km"]) / float(leg["hours_mode"]) < 90, leg["id"]
        if leg["capacity"]:
            assert (leg["capacity_unit"], float(leg["capacity"]) > 0) in {("TEU", True), ("kt", True)}
        assert leg["gauge_mm"] in {"", "1435", "1520"} and leg["two_way"] in {"yes", "no"}


def test_no_leg_is_shorter_than_the_great_circle() -> None:
    short = {
        leg["id"]: (leg["distance_km"], round(great_circle(leg["from"], leg["to"]), 1))
        for leg in LEGS.values()
        if leg["distance_km"] and float(leg["distance_km"]) + 0.05 < great_circle(leg["from"], leg["to"])
    }
    assert short == {}


def test_estimated_distances_follow_their_method() -> None:
    sections = defaultdict(list)
    for leg in LEGS.values():
        method = METHODS.get(leg["distance_method"])
        if not method:
            continue
        distance, straight = float(leg["distance_km"]), great_circle(leg["from"], leg["to"])
        if method["id"].startswith("share-"):
            sections[method["id"]].append((distance, straight))
        else:
            assert distance == pytest.approx(max(1.0, straight * float(method["mode"])), abs=0.06), leg["id"]
    for name, parts in sections.items():
        assert sum(distance for distance, _ in parts) <= float(METHODS[name]["mode"]) + 0.2
        ratios = [distance / straight for distance, straight in parts]
        assert max(ratios) == pytest.approx(min(ratios), rel=0.01), name


def test_estimated_hours_and_costs_follow_their_method() -> None:
    for leg in LEGS.values():
        for figure in ("hours", "cost"):
            method = METHODS.get(leg[f"{figure}_method"])
            if not method or from_searoute(leg) or method["id"] in {"border-sum", "cost-border"}:
                continue
            for part in ("low", "mode", "high"):
                value, parameter = leg[f"{figure}_{part}"], method[part]
                if not value:
                    continue
                if method["unit"] == "km/h":
                    expected = float(leg["distance_km"]) / float(parameter)
                elif method["unit"] == "USD per TEU-km":
                    expected = float(leg["distance_km"]) * float(parameter)
                else:
                    expected = float(parameter)
                    if leg["mode"] == "terminal handling":  # and the way by road
                        haul, kilometres = METHODS[ROAD[figure]], float(leg["distance_km"])
                        expected += (
                            kilometres / float(haul[part]) if figure == "hours" else kilometres * float(haul[part])
                        )
                assert float(value) == pytest.approx(expected, abs=0.06), (leg["id"], figure, part)


def test_a_border_is_the_sum_of_its_steps() -> None:
    steps = defaultdict(list)
    for row in BORDERS.values():
        steps[row["leg"]].append(row)
    for leg in LEGS.values():
        if leg["mode"] not in {"border procedure", "gauge change"}:
            assert leg["id"] not in steps
            continue
        for part in ("low", "mode", "high"):
            total = sum(float(row[f"hours_{part}"]) for row in steps[leg["id"]])
            assert float(leg[f"hours_{part}"]) == pytest.approx(total, abs=0.02), leg["id"]
        if leg["mode"] == "border procedure":
            countries = [NODES[leg[end]]["country"] for end in ("from", "to")]
            assert list(dict.fromkeys(row["side"] for row in steps[leg["id"]])) == countries
            assert leg["two_way"] == "no" and f"{leg['to']}--{leg['from']}--border" in LEGS


def test_each_step_at_a_border_is_cited_or_estimated() -> None:
    for row in BORDERS.values():
        three = [float(row[f"hours_{part}"]) for part in ("low", "mode", "high")]
        assert row["step"] and three == sorted(three) and three[0] > 0 and three[2] <= 170
        if row["source"] == ESTIMATE:
            assert row["method"] in METHODS, row["id"]
        else:
            assert row["source"] in SOURCES and row["place"] and row["year"], row["id"]
            assert row["method"] in {"", "border-spread"}


def test_what_does_not_run_yet_says_since_when_and_who_says_so() -> None:
    for leg in LEGS.values():
        assert leg["status"] in {"operating", "building", "planned", "suspended"}
        told = (bool(leg["status_year"]), leg["status_source"] in SOURCES)
        assert told == ((False, False) if leg["status"] == "operating" else (True, True)), leg["id"]


def test_gauges_change_only_where_a_gauge_is_changed() -> None:
    for leg in LEGS.values():
        gauges = {NODES[end]["gauge_mm"] for end in (leg["from"], leg["to"])}
        if leg["mode"] == "rail":
            assert gauges == {leg["gauge_mm"]}, leg["id"]
        elif leg["mode"] == "gauge change":
            assert gauges == {"1435", "1520"}, leg["id"]
        elif leg["mode"] == "border procedure" and leg["status"] == "operating":
            assert len(gauges - {""}) <= 1, leg["id"]


@pytest.mark.parametrize("name", FIGURE_TABLES)
def test_each_figure_beside_the_network_is_cited(name: str) -> None:
    for row in table(name):
        assert bool(row["source"]) == (row.get("value") != ""), row["id"]  # unknown stays empty, without a source
        if row["source"] == ESTIMATE:
            assert row["method"] in METHODS, row["id"]
        elif row["source"]:
            assert row["source"] in SOURCES and row["place"], row["id"]
            assert row.get("year", "-") or name == "emission_factors"
        for column in ("from", "to", "node"):
            assert not row.get(column) or row[column] in NODES, row["id"]
        for column in ("value", "low", "high"):
            assert not row.get(column) or float(row[column]) > 0, row["id"]


def test_transit_times_are_for_calibration_or_for_test_never_both() -> None:
    uses = Counter(row["use"] for row in table("transit_times"))
    assert set(uses) == {"calibration", "test", "history", "context"}
    assert uses["test"] >= 15 and uses["calibration"] >= 5
    calibrating = {(row["from"], row["to"]) for row in table("transit_times") if row["use"] == "calibration"}
    testing = {(row["from"], row["to"]) for row in table("transit_times") if row["use"] == "test"}
    assert not calibrating & testing


def test_methods_say_what_they_rest_on() -> None:
    for method in METHODS.values():
        assert method["figure"] and method["formula"]
        sources = [source for source in method["source"].split(";") if source]
        assert all(source in SOURCES for source in sources), method["id"]
        assert sources or method["note"] or method["id"] == "border-sum", method["id"]
        three = [float(method[part]) for part in ("low", "mode", "high") if method[part]]
        fast_first = method["unit"] == "km/h"
        assert three == sorted(three, reverse=fast_first), method["id"]


def test_every_source_can_be_looked_up_and_is_used() -> None:
    used = set()
    for name in ("nodes", "legs", "borders", "methods", *FIGURE_TABLES, *OPERATION_TABLES):
        for row in table(name):
            for column, value in row.items():
                if column == "source" or column.endswith("_source"):
                    used.update(value.split(";"))
    assert used - {"", ESTIMATE} == set(SOURCES)
    for source in SOURCES.values():
        assert source["title"] and source["publisher"] and source["year"] and source["url"].startswith("http")


def test_shares_of_cited_and_estimated_figures() -> None:
    """The numbers that docs/transport-network.md gives."""
    cited = sum(leg["distance_source"] in SOURCES and not from_searoute(leg) for leg in LEGS.values())
    steps = sum(row["source"] != ESTIMATE for row in BORDERS.values())
    capacities = sum(bool(leg["capacity"]) for leg in LEGS.values())
    assert (len(NODES), len(LEGS), cited, steps, len(BORDERS), capacities) == (458, 788, 26, 119, 473, 22)
