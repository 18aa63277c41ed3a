"""For those who have pip: a wheel with all data, without tests, whose `ortak` works."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def pip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("with pip")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    return folder / "bin" / "pip"


@pytest.fixture(scope="module")
def wheel(pip: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    command = [str(pip), "wheel", "--quiet", "--no-deps", "--wheel-dir", str(target), str(CHECKOUT)]
    built = subprocess.run(command, capture_output=True, text=True)
    if "No matching distribution found for hatchling" in built.stderr and os.environ.get("CI") != "true":
        pytest.skip("the build backend cannot be had: no package index")
    assert built.returncode == 0, built.stderr
    return next(target.glob("ortak-*.whl"))


def test_it_holds_every_file_that_the_code_needs_and_no_test(wheel: Path) -> None:
    sources = CHECKOUT / "src"
    left_out = ("tests", "launcher", "__pycache__")
    wanted = {
        file.relative_to(sources).as_posix()
        for file in (sources / "ortak").rglob("*")
        if file.is_file() and not set(file.relative_to(sources).parts) & set(left_out)
    }
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert held == wanted


def test_the_installed_ortak_works_and_says_what_needs_a_checkout(wheel: Path, pip: Path, tmp_path: Path) -> None:
    subprocess.run([str(pip), "install", "--quiet", "--no-deps", str(wheel)], check=True)
    subprocess.run([str(pip), "install", "--quiet", "click"], check=True)
    ortak = str(pip.parent / "ortak")
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    assert subprocess.run([ortak, "help"], env=environment, capture_output=True, text=True).returncode == 0
    module = [str(pip.parent / "python"), "-m", "ortak", "--version"]
    assert subprocess.run(module, env=environment, capture_output=True, text=True).stdout == "ortak, version 0.1.0\n"
