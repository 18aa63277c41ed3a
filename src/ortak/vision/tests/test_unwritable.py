"""A full disk, a read-only folder, a locked database: one clear sentence, exit code 2, and nothing half stored."""

import os
import resource
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from ortak.vision.tests.interrupted import ROWS
from ortak.vision.tests.stores import Store, copy

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def store(prepared: Store) -> Iterator[Store]:
    if connection.vendor != "sqlite":
        pytest.skip("about the embedded database")
    with copy(prepared, "unwritable") as one:
        yield one


@pytest.fixture
def disk(tmp_path: Path, prepared: Store) -> Iterator[Path]:
    """A file system of 4 MB."""
    if not AS_ROOT:
        pytest.skip("only root can mount a small file system")
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(folder)], capture_output=True)
    if mounted.returncode:
        pytest.skip("this machine mounts no small file system")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def put_on(disk: Path, store: Store) -> Store:
    shutil.copy(path_of(store), disk / "ortak.sqlite3")
    return Store(f"sqlite:///{disk / 'ortak.sqlite3'}", store.home, store.figures)


def path_of(store: Store) -> Path:
    return Path(urlsplit(store.url).path)


def refusal(store: Store, before: Callable[[], None] | None = None) -> str:
    """What `ortak evidence import` says at its end."""
    command = store.command("impatient", str(store.figures))
    done = subprocess.run(
        command, env=store.environment(), capture_output=True, text=True, timeout=120, preexec_fn=before
    )
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()[-1]


def test_a_full_disk(store: Store, disk: Path) -> None:
    small = put_on(disk, store)
    said = refusal(small)
    assert said.startswith(f"ortak: the disk is full: {path_of(small)} could not be written (")
    assert said.endswith("Nothing was half stored.")
    subprocess.run(["mount", "-o", "remount,size=100m", str(disk)], check=True)
    stored = small.check()["rows"]
    assert 0 <= stored < ROWS
    assert f'"unchanged": {stored}' in small.run("import", str(small.figures))
    assert small.check()["rows"] == ROWS


def test_a_file_that_may_not_grow(store: Store) -> None:
    """What a quota does, and what can be tried without being root."""
    limit = path_of(store).stat().st_size + 200_000
    said = refusal(store, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    assert said == f"ortak: the database {path_of(store)} refuses: disk I/O error"
    assert store.check()["rows"] < ROWS


def test_a_locked_database(store: Store) -> None:
    holder = sqlite3.connect(path_of(store), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    assert refusal(store) == f"ortak: the database {path_of(store)} refuses: database is locked"
    holder.execute("ROLLBACK")
    holder.close()
    assert store.check()["rows"] == 0
    store.run("import", str(store.figures))
    assert store.check()["rows"] == ROWS


def test_a_read_only_folder(store: Store, disk: Path) -> None:
    small = put_on(disk, store)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    said = refusal(small)
    assert said.startswith(f"ortak: the database {path_of(small)} refuses: ")
    assert "readonly" in said or "unable to open" in said


def test_a_read_only_file_as_another_user(store: Store) -> None:
    if AS_ROOT:
        pytest.skip("root may write everywhere")
    path_of(store).chmod(0o400)
    assert "readonly" in refusal(store)
