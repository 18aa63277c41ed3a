"""`ortak new-area` makes a room whose own tests pass, in a copy of the house."""

import os
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from django.apps import apps

from ortak.mechanisms.contract import AreaConfig
from ortak.vision.scaffold import AREAS, ScaffoldError, make_area
from ortak.vision.scaffold.names import prefixes


@pytest.mark.parametrize(
    ("name", "prefix", "title"),
    [
        ("Space", "SPA", "Space"),
        ("sp", "SPA", "Space"),
        ("space", "SPACE", "Space"),
        ("space", "SPA", 'a "b"'),
        ("space", "SPA", " "),
        ("class", "XYZ", "Class"),
        ("match", "XYZ", "Match"),
        ("type", "XYZ", "Type"),
        ("statistics", "XYZ", "Statistics"),
        ("django", "XYZ", "Django"),
        ("board", "XYZ", "Board"),
        ("help", "XYZ", "Help"),
        ("indicators", "XYZ", "Indicators"),
        ("vision", "XYZ", "Vision"),
        ("auth", "XYZ", "Auth"),
        ("tests", "XYZ", "Tests"),
        ("orbit", "TRA", "Orbit"),
        ("orbit", "PRI", "Orbit"),
    ],
)
def test_names_that_cannot_be_used_are_refused(tmp_path: Path, name: str, prefix: str, title: str) -> None:
    with pytest.raises(ScaffoldError):
        make_area(name, prefix, title, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_prefix_in_use_is_named_with_whose_it_is(tmp_path: Path) -> None:
    with pytest.raises(ScaffoldError, match=r"TRA is the prefix of the area transport already; taken are AGR, .*TRA"):
        make_area("orbit", "TRA", "Orbit", tmp_path)
    make_area("space", "SPA", "Space", tmp_path)
    with pytest.raises(ScaffoldError, match="SPA is the prefix of the area space already"):
        make_area("orbit", "SPA", "Orbit", tmp_path)


def test_the_signs_are_read_as_django_reads_them() -> None:
    rooms = [config for config in apps.get_app_configs() if isinstance(config, AreaConfig) and config.prefix]
    assert dict(prefixes(AREAS)) == {config.label: config.prefix for config in rooms}


def test_an_area_that_exists_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "space").mkdir()
    with pytest.raises(ScaffoldError, match="exists already"):
        make_area("space", "SPA", "Space", tmp_path)
    assert list((tmp_path / "space").iterdir()) == []


def test_the_tests_of_a_new_area_pass_in_a_copy_of_the_house(tmp_path: Path) -> None:
    house = tmp_path / "src" / "ortak"
    shutil.copytree(str(files("ortak")), house, ignore=shutil.ignore_patterns("__pycache__", "tests"))
    make_area("space", "SPA", "Space", house / "areas")
    settings = "[pytest]\nDJANGO_SETTINGS_MODULE = ortak.portal.settings\n"
    (tmp_path / "pytest.ini").write_text(settings)
    environ = os.environ | {
        "PYTHONPATH": str(tmp_path / "src"),
        "ORTAK_HOME": str(tmp_path / "home"),
        "DATABASE_URL": "",
    }
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(house / "areas" / "space")]
    run = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "5 passed" in run.stdout

    shutil.copytree(house / "areas" / "space", house / "areas" / "orbit")
    sign = house / "areas" / "orbit" / "apps.py"
    sign.write_text(sign.read_text().replace("ortak.areas.space", "ortak.areas.orbit").replace("Space(", "Orbit("))
    command = [sys.executable, "-m", "ortak", "board"]
    run = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, timeout=60)
    said = "ortak: ortak.areas.orbit and ortak.areas.space have the same prefix, SPA; give one of them another in its"
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith(said)


def test_the_docs_say_where_a_room_without_directives_shows() -> None:
    told = (Path(str(files("ortak"))).parents[1] / "docs" / "add-an-area.md").read_text(encoding="utf-8")
    for place in ("/en/space/", "/en/tools/", "/api/v1/space/facts", "/en/evidence/?area=space"):
        assert f"`{place}`" in told
    assert "`ortak evidence list --area space`" in told
    assert "board" not in next(line for line in told.splitlines() if line.startswith("| `apps.py`")).lower()
