"""From tables to a network: all of it, in the units that were written, and refused where a cell is wrong."""

import csv
import doctest
import shutil
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import pytest

from ortak.areas.transport.network import load_network, place_names, read_network, tables
from ortak.engines.transport.network import BadNetwork, Spread, UnknownPlace
from ortak.engines.transport.place_names import NoName

DATA = Path(str(files("ortak.areas.transport"))) / "data" / "network"


def test_the_examples_run() -> None:
    assert doctest.testmod(tables).failed == 0


def test_the_whole_network_is_read() -> None:
    network = load_network()
    assert (len(network.places), len(network.legs), len(network.arcs)) == (458, 788, 788 + 614)
    assert all(leg.distance_km is not None and leg.hours for leg in network.legs.values())
    assert sum(leg.cost_usd is None for leg in network.legs.values()) == 17
    for leg in network.legs.values():
        for cited in (leg.distance_cited, leg.hours_cited, leg.cost_cited):
            assert cited.estimated or not cited.source or cited.source in network.sources


def test_a_leg_has_the_figures_of_its_row() -> None:
    leg = load_network().legs["kz-kuryk--az-alat--ferry"]
    assert (leg.distance_km, leg.hours, leg.cost_usd) == (478.4, Spread(18.8, 24.0, 37.4), Spread(200.0, 530.0, 860.0))
    assert leg.hours_cited.source == "twobiketo" and leg.cost_cited.method == "cost-caspian"


def test_a_sea_leg_takes_hours_from_its_distance_and_the_speeds_of_its_method() -> None:
    leg = load_network().legs["cn-shanghai--nl-rotterdam--sea"]
    assert leg.distance_km == pytest.approx(19_800, rel=0.05)  # 10,525 nautical miles by Suez in published tables
    assert leg.hours == Spread(*(round(leg.distance_km / speed, 1) for speed in (29.6, 29.6, 23.3)))


def test_no_sea_distance_is_shorter_than_the_great_circle() -> None:
    network = load_network()
    for leg in network.legs.values():
        if leg.distance_cited.source == "searoute":
            tail, head = network.places[leg.tail], network.places[leg.head]
            lat1, lon1, lat2, lon2 = map(radians, (tail.lat, tail.lon, head.lat, head.lon))
            half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
            assert leg.distance_km + 0.1 >= 2 * 6371.0088 * asin(sqrt(half)), leg.id


def test_a_border_leg_holds_its_steps_and_the_trains_or_lorries_it_is_for() -> None:
    leg = load_network().legs["cn-alashankou--kz-dostyk-1435--border"]
    assert leg.carrier == "rail" and len(leg.steps) >= 3
    assert sum(step.hours.usual for step in leg.steps) == pytest.approx(leg.hours.usual, abs=0.02)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        *[(name, "cn-xian") for name in ("Xi'an", "Xi’an", "xian", "XIAN", "CNSIA", "cn-xian", "西安", "Сиань")],
        *[(name, "tr-istanbul") for name in ("Istanbul", "İstanbul", "ISTANBUL", "istanbul", "TRIST", "Стамбул")],
        *[(name, "az-baku") for name in ("Baku", "Bakı", "Baki", "Баку", "Bakü")],
        *[(name, "kz-aktau-city") for name in ("Aktau", "Aqtau", "Ақтау қаласы", "Актау")],
        *[("Toshkent", "uz-tashkent"), ("Aşgabat", "tm-ashgabat"), ("Köstence", "ro-constanta"), ("Lefkoşa", None)],
    ],
)
def test_places_are_found_as_people_write_them(asked: str, expected: str | None) -> None:
    assert place_names().find(asked).id == (expected or "cy-nicosia-north")


def test_every_id_code_and_name_finds_a_place_of_that_name() -> None:
    for place in load_network().places.values():
        assert place_names().find(place.id) is place
        for name in (place.unlocode, place.name, place.local_name):
            assert not name or place in place_names().all_of(name)


@pytest.mark.parametrize(("asked", "near"), [("Istambul", "Istanbul"), ("Taskhent", "Tashkent"), ("Budap", "Budapest")])
def test_an_unknown_place_comes_with_suggestions(asked: str, near: str) -> None:
    with pytest.raises(UnknownPlace) as refused:
        place_names().find(asked)
    assert any(near in name for name in refused.value.suggestions)


@pytest.mark.parametrize("asked", ["", "?", "\x00"])
def test_what_is_no_name_is_told_what_a_name_is(asked: str) -> None:
    with pytest.raises(NoName, match="its id, its UN/LOCODE or a name, as Almaty"):
        place_names().find(asked)


def test_a_name_without_end_is_refused_as_well() -> None:
    with pytest.raises(UnknownPlace):
        place_names().find("x" * 10_000)


@pytest.mark.parametrize(
    ("table", "column", "value", "reason"),
    [
        ("legs", "hours_mode", "soon", "legs.csv, line 2, hours_mode: 'soon' is not a number"),
        ("legs", "hours_mode", "-1", "legs.csv, line 2, hours_mode: -1 is not from 0"),
        ("legs", "distance_km", "nan", "legs.csv, line 2, distance_km: nan is not from 0"),
        ("legs", "distance_km", "570400", "570400.0 km; a distance is from 0 to 30,000"),
        ("legs", "hours_low", "900", "do not rise from low to high"),
        ("legs", "hours_mode", "7.2", None),
        ("legs", "to", "xx-nowhere", "legs.csv, line 2, to: there is no place 'xx-nowhere' in nodes.csv"),
        ("legs", "mode", "balloon", "the mode 'balloon' is none of"),
        ("legs", "two_way", "maybe", "two_way: 'maybe' is none of yes, no"),
        ("nodes", "lat", "134.2583", "nodes.csv, line 2, lat: 134.2583 is not from -90 to 90"),
        ("borders", "leg", "nothing", "there is no leg 'nothing' in legs.csv"),
    ],
)
def test_a_bad_cell_is_refused_with_file_line_and_reason(
    tmp_path: Path, table: str, column: str, value: str, reason: str | None
) -> None:
    folder = shutil.copytree(DATA, tmp_path / "network")
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0][column] = value
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    if reason is None:
        assert read_network(folder).legs
        return
    with pytest.raises(BadNetwork) as refused:
        read_network(folder)
    assert reason in str(refused.value)


def test_a_ragged_line_and_a_missing_table_are_refused(tmp_path: Path) -> None:
    folder = shutil.copytree(DATA, tmp_path / "network")
    with (folder / "legs.csv").open("a", encoding="utf-8") as file:
        file.write("a,b\n")
    with pytest.raises(BadNetwork, match=r"legs\.csv, line 790: 2 cells under 36 columns"):
        read_network(folder)
    (folder / "legs.csv").unlink()
    with pytest.raises(BadNetwork, match=r"there is no table legs\.csv"):
        read_network(folder)
