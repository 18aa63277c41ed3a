"""A copy of the checkout without anything made in it: what a new user has after cloning."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[4]
MADE = (".git", ".venv", ".tools", "var", ".*_cache", ".hypothesis", "__pycache__", "build", "dist")
# A lock that installs in a moment: `ortak help` needs no more.
SMALL = ("click",)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A fresh clone, at a path with a space."""
    return _clone(tmp_path)


@pytest.fixture
def small_clone(tmp_path: Path) -> Path:
    """A fresh clone whose run lock holds only what the command line itself needs."""
    return _small_clone(tmp_path)


@pytest.fixture(scope="module")
def made_clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small clone for all tests of a file: the first to start it makes its environment."""
    return _small_clone(tmp_path_factory.mktemp("made"))


def _clone(folder: Path) -> Path:
    return Path(shutil.copytree(CHECKOUT, folder / "my ortak", ignore=shutil.ignore_patterns(*MADE)))


def _small_clone(folder: Path) -> Path:
    clone = _clone(folder)
    shorten_lock(clone / "requirements" / "run.txt", lambda name: name in SMALL)
    return clone


def shorten_lock(lock: Path, keep: Callable[[str], bool]) -> None:
    """Keep the blocks of some packages: a block starts with `name==version` and goes on in indented lines."""
    kept, keeping = [], False
    for line in lock.read_text("utf-8").splitlines(keepends=True):
        if not line.startswith((" ", "#")):
            keeping = keep(line.partition("==")[0])
        if keeping:
            kept.append(line)
    lock.write_text("".join(kept), "utf-8")
