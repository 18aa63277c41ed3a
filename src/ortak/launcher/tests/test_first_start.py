"""From a fresh clone to a working `./ortak`, with uv, with pip, and when something is in the way."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ortak import launcher


def ortak(clone: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `./ortak ARGUMENTS` of a clone from another folder."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "ORTAK_HOME")}
    command = [sys.executable, str(clone / "ortak"), *arguments]
    return subprocess.run(command, cwd="/", env={**inherited, **environment}, capture_output=True, text=True)


def reach_an_index(result: subprocess.CompletedProcess[str]) -> None:
    unreachable = result.returncode == 2 and "A package index must be reachable" in result.stderr
    if unreachable and os.environ.get("CI") != "true":
        pytest.skip("no package index can be reached")


NO_UV = f"uv==0.0.0 --hash=sha256:{'0' * 64}\n"


@pytest.fixture
def made(made_clone: Path) -> Iterator[Path]:
    """A clone with its environment made. What a test does to its lock is undone."""
    reach_an_index(ortak(made_clone, "help"))
    lock = made_clone / "requirements" / "run.txt"
    before = lock.read_text()
    yield made_clone
    lock.write_text(before)


def test_the_first_start_makes_the_environment_and_the_second_uses_it(made_clone: Path) -> None:
    first = ortak(made_clone, "help")
    reach_an_index(first)
    assert first.returncode == 0, first.stderr
    assert "making the environment" in first.stderr
    assert first.stdout.startswith("Usage: ortak")

    second = ortak(made_clone, "help")
    assert (second.returncode, second.stderr, second.stdout) == (0, "", first.stdout)


def test_a_made_environment_works_without_an_index(made: Path) -> None:
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "UV_OFFLINE": "1", "PIP_NO_INDEX": "1"}
    assert ortak(made, "help", **nowhere).returncode == 0


@pytest.mark.parametrize("verb", ["test", "lock"])
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_of_a_verb_installs_nothing_for_it(made: Path, verb: str, option: str) -> None:
    locks = {lock: lock.read_text("utf-8") for lock in (made / "requirements").iterdir()}
    result = ortak(made, verb, option)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(f"Usage: ortak {verb} [OPTIONS]")
    assert {lock: lock.read_text("utf-8") for lock in locks} == locks


@pytest.mark.parametrize(
    ("arguments", "profile"),
    [
        (["test", "--help"], "run"),
        (["test", "src", "-h"], "run"),
        (["test"], "develop"),
        (["test", "--", "--help"], "develop"),
        (["help", "test"], "run"),
        (["run"], "run"),
        ([], "run"),
    ],
)
def test_only_checking_needs_the_development_packages(
    arguments: list[str], profile: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made: list[str] = []
    monkeypatch.setattr(launcher, "stop_cleanly", lambda: None)
    monkeypatch.setattr(launcher, "hand_over", lambda command: made.append(" ".join(command[4:])))
    monkeypatch.setattr(launcher.Checkout, "make_environment", lambda _, wanted: made.append(wanted))
    launcher.main(str(tmp_path), arguments)
    assert made == [profile, " ".join(arguments)]


def test_a_changed_lock_makes_the_environment_anew(made: Path) -> None:
    lock = made / "requirements" / "run.txt"
    lock.write_text(lock.read_text() + "# changed\n")
    changed = ortak(made, "--version")
    assert "making the environment" in changed.stderr
    assert changed.stdout == "ortak, version 0.1.0\n"


def test_where_uv_fails_pip_installs_the_same_lock(made: Path) -> None:
    lock = made / "requirements" / "run.txt"
    lock.write_text(lock.read_text() + "# changed again\n")
    nowhere = {"UV_DEFAULT_INDEX": "http://127.0.0.1:9/", "UV_INDEX": "", "UV_CACHE_DIR": str(made / "cache")}
    result = ortak(made, "help", **nowhere)
    assert result.returncode == 0, result.stderr
    assert "with pip" in result.stderr


def test_a_package_with_another_hash_is_refused_and_nothing_is_trusted(made: Path) -> None:
    """By uv, and by pip, which is tried after it."""
    lock = made / "requirements" / "run.txt"
    lock.write_text(re.sub("sha256:.{8}", "sha256:00000000", lock.read_text()))
    result = ortak(made, "help")
    assert result.returncode == 2
    assert "with uv" in result.stderr and "with pip" in result.stderr
    assert "could not be installed" in result.stderr
    assert not (made / ".venv" / "stamp").exists()


def test_a_moved_checkout_makes_the_environment_anew(made: Path) -> None:
    moved = made.rename(made.parent / "elsewhere")
    try:
        assert "making the environment" in ortak(moved, "help").stderr
    finally:
        moved.rename(made)


def test_without_uv_pip_installs_the_same_lock(small_clone: Path) -> None:
    (small_clone / "requirements" / "tools.txt").write_text(NO_UV)
    result = ortak(small_clone, "help")
    reach_an_index(result)
    assert result.returncode == 0, result.stderr
    assert "uv cannot be had here" in result.stderr
    assert "with pip" in result.stderr


@pytest.mark.parametrize("module", ["ensurepip", "venv"])
def test_a_python_without_venv_is_told_the_remedy(small_clone: Path, tmp_path: Path, module: str) -> None:
    hide = tmp_path / "hidden" / "sitecustomize.py"
    hide.parent.mkdir()
    hide.write_text(
        "import importlib.util as util\n"
        "real = util.find_spec\n"
        f"util.find_spec = lambda name, *rest: None if name == {module!r} else real(name, *rest)\n"
    )
    result = ortak(small_clone, "help", PYTHONPATH=str(hide.parent))
    assert result.returncode == 2
    assert f"its module {module} is missing" in result.stderr
    assert "apt install python3-venv" in result.stderr


def test_a_checkout_that_cannot_be_written_to_is_named(small_clone: Path) -> None:
    (small_clone / ".tools").write_text("in the way")
    result = ortak(small_clone, "help")
    assert result.returncode == 2
    assert str(small_clone / ".tools") in result.stderr
    assert "Traceback" not in result.stderr
