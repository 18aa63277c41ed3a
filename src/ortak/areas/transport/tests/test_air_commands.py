"""`ortak transport air` as a user calls it, without Django."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ortak.tests.calling import Run, caller

SOURCES = Path(__file__).parents[4]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Call the verb and answer with its exit code, what it printed and what it complained of."""
    return caller(capsys, "transport", "air")


def test_links_by_state(run: Run) -> None:
    found = json.loads(run("--json").out)
    assert found["airports"] > 100 and found["links"] == sum(row["links"] for row in found["states"])
    assert "AZ-TR" in run().out


def test_a_trip_with_its_source_and_one_with_a_stop(run: Run) -> None:
    [first, *_] = json.loads(run("--from", "Baku", "--to", "Tashkent", "--json").out)["trips"]
    assert (first["stops"], first["facts"][0]["source"]["url"][:4]) == (0, "http")
    text = run("--from", "Bishkek", "--to", "Budapest").out
    assert "BSZ-BUD by CIT" in text and "modelled: hours" in text


def test_a_pair_without_a_way_is_no_route_found(run: Run) -> None:
    assert "no route found: that does not say that nobody flies" in run("--from", "TAZ", "--to", "BUD").out


def test_pairs_without_a_link(run: Run) -> None:
    found = json.loads(run("--unserved", "-n", "3", "--state", "HU", "--json").out)
    assert len(found["unserved"]) == 3 < found["count"]
    assert all(
        "Budapest" in (row["one"], row["other"]) or "Debrecen" in (row["one"], row["other"])
        for row in found["unserved"]
    )
    row = found["unserved"][0]
    assert row["low"] < row["demand_index"] < row["high"]


def test_a_new_route(run: Run) -> None:
    found = json.loads(run("--add", "BSZ-BUD", "--json").out)
    assert (found["direct"], found["route"]) == (1, ["BSZ", "BUD"])
    assert found["mean_hours_saved"] > 0
    assert "pair of cities direct" in run("--add", "bsz-bud").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--from", "Baku"], "--from and --to go together"),
        (["--from", "Baku", "--to", "TAS", "--unserved"], "one question at a time"),
        (["--from", "Bakuu", "--to", "TAS"], "valid are for example: baku"),
        (["--add", "GYD"], "two airports with a hyphen between them"),
        (["--add", "GYD-TAS"], "GYD and TAS have a direct link already"),
        (["--unserved", "--state", "US"], "valid are AZ, KZ, KG, TR, UZ, HU, TM, XN"),
        (["--unserved", "--scope", "x"], "valid are between, within, all"),
        (["--detour", "0.5"], "the detour factor lies between 1 and 10"),
        (["--connection", "99"], "a connection takes 0 to 24 hours"),
        (["--airports", __file__], "--airports goes with --routes"),
        (["--since", "1990"], "2018<=x"),
    ],
)
def test_what_is_wrong_is_said_with_what_is_valid(run: Run, arguments: list[str], said: str) -> None:
    answered = run(*arguments)
    assert answered.code != 0
    assert said in answered.err


def test_files_of_the_user(run: Run, tmp_path: Path) -> None:
    airports, routes = tmp_path / "airports.csv", tmp_path / "routes.csv"
    airports.write_text("code,lat,lon\nAAA,40,30\nBBB,41,40\nCCC,42,50\n")
    routes.write_text("one,other\nAAA,BBB\nbbb,ccc\n")
    files = ("--routes", str(routes), "--airports", str(airports))
    assert "AAA-CCC by BBB" in run("--from", "AAA", "--to", "CCC", *files).out
    assert "demand needs cities with their population" in run("--unserved", *files).err
    assert "AAA-CCC" in run("--add", "AAA-CCC", *files).out


@pytest.mark.parametrize(
    ("airports", "routes", "said"),
    [
        ("code,lat,lon\nAAA,40,30\n", "one,other\nAAA,XXX\n", "routes.csv, line 2: no airport has the code 'XXX'"),
        ("code,lat,lon\nAAA,40,30\n", "one,other\nAAA,AAA\n", "routes.csv, line 2: from AAA to itself"),
        ("code,lat,lon\nAAA,400,30\n", "one,other\n", "airports.csv, line 2: AAA: no place has latitude 400"),
        ("code,lat,lon\nAAA,x,30\n", "one,other\n", "airports.csv, line 2: could not convert"),
        ("code,lat\nAAA,40\n", "one,other\n", "there is no column 'lon'"),
        ("x\n", "one,other\n", "airports.csv, line 1: columns code, lat, lon"),
        ("code,lat,lon\nAAA,40,30\n", "a;b\n", "routes.csv, line 1: columns one, other"),
        ("code,lat,lon\nAAA,40,30\n", "one,other\nAAA\n", "routes.csv, line 2: 1 cells under 2 columns"),
    ],
)
def test_files_that_cannot_be_read(run: Run, tmp_path: Path, airports: str, routes: str, said: str) -> None:
    (tmp_path / "airports.csv").write_text(airports)
    (tmp_path / "routes.csv").write_text(routes)
    files = ("--routes", str(tmp_path / "routes.csv"), "--airports", str(tmp_path / "airports.csv"))
    answered = run(*files)
    assert (answered.code != 0, said in answered.err) == (True, True), answered.err


def test_a_million_broken_lines_are_told_in_a_few(run: Run, tmp_path: Path) -> None:
    (tmp_path / "routes.csv").write_text("one,other\n" + "XXX,YYY\n" * 1_000_000)
    error = run("--routes", str(tmp_path / "routes.csv")).err
    assert "line 2" in error and len(error) < 1000


def test_the_flights_of_the_world(run: Run, ortak_data: Path) -> None:
    folder = ortak_data / "transport" / "openflights"
    files = ("--routes", str(folder / "routes.dat"), "--airports", str(folder / "airports.dat"))
    found = json.loads(run("--from", "TAS", "--to", "JFK", "-n", "2", "--json", *files).out)
    assert [trip["stops"] for trip in found["trips"]] == [1, 1]
    assert found["trips"][0]["hours"] == pytest.approx(14.5, abs=0.2)


def test_no_django() -> None:
    code = (
        "import sys; from ortak.cli import answer\n"
        "assert answer(['transport', 'air', '--unserved', '-n', '1']) == 0\n"
        "assert 'django' not in sys.modules and 'numba' not in sys.modules"
    )
    environment = {**os.environ, "PYTHONPATH": str(SOURCES)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
