"""`ortak new-area` makes a room whose own tests pass, in a copy of the house."""

import os
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from ortak.vision.scaffold import ScaffoldError, make_area


@pytest.mark.parametrize(
    ("name", "prefix", "title"),
    [
        ("Space", "SPA", "Space"),
        ("sp", "SPA", "Space"),
        ("space", "SPACE", "Space"),
        ("space", "SPA", 'a "b"'),
        ("space", "SPA", " "),
    ],
)
def test_names_that_cannot_be_used_are_refused(tmp_path: Path, name: str, prefix: str, title: str) -> None:
    with pytest.raises(ScaffoldError):
        make_area(name, prefix, title, tmp_path)
    assert list(tmp_path.iterdir()) == []


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
    assert "3 passed" in run.stdout
