"""`ortak run` as a user meets it: what is in its way is said in a sentence, and a second start takes a moment."""

import math
import os
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ortak.portal import server

SOURCES = Path(__file__).parents[3]
RUN = [sys.executable, "-m", "ortak", "run"]


def refused(command: list[str], **environment: str) -> str:
    """What a command that must be refused says on standard error."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "ORTAK_HOME")}
    result = subprocess.run(
        command, env={**kept, "PYTHONPATH": str(SOURCES), **environment}, capture_output=True, text=True, timeout=60
    )
    assert (result.returncode, result.stdout) == (2, ""), result.stderr
    assert "Traceback" not in result.stderr
    return result.stderr


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Callable[..., Path]]:
    """Mount a small file system, where this machine lets us."""
    folder = tmp_path / "mounted"
    folder.mkdir()

    def mount(options: str) -> Path:
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
        if sys.platform != "linux" or subprocess.run(command, capture_output=True).returncode:
            pytest.skip("no file system can be mounted here")
        return folder

    yield mount
    subprocess.run(["umount", str(folder)], capture_output=True)


def test_a_port_in_use_is_refused_before_anything_is_loaded(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refused([*RUN, "--port", str(port), "--data", str(tmp_path / "data")])
    remedy = f"Choose another: --port {port + 1}"
    assert said == f"ortak: port {port} on 127.0.0.1 cannot be used: Address already in use. {remedy}\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["file", "file/data"])
def test_a_data_folder_that_is_a_file_is_refused(tmp_path: Path, unused_port: int, name: str) -> None:
    (tmp_path / "file").write_text("")
    said = refused([*RUN, "--port", str(unused_port), "--data", str(tmp_path / name)])
    assert f"the data folder {tmp_path / name} cannot be used: it is a file, or lies in one" in said


def test_a_read_only_data_folder_is_refused(mounted: Callable[..., Path], unused_port: int) -> None:
    folder = mounted("ro")
    said = refused([*RUN, "--port", str(unused_port), "--data", str(folder)])
    assert said == (
        f"ortak: the data folder {folder} cannot be written to: Read-only file system. "
        "Name another with --data or ORTAK_HOME.\n"
    )


def test_a_full_disk_is_named_and_nothing_is_half_stored(mounted: Callable[..., Path], unused_port: int) -> None:
    folder = mounted("size=2m")
    said = refused([*RUN, "--port", str(unused_port), "--data", str(folder)])
    assert f"the disk is full: {folder / 'ortak.sqlite3'} could not be written" in said


def test_a_database_of_another_kind_is_refused(tmp_path: Path, unused_port: int) -> None:
    command = [*RUN, "--port", str(unused_port), "--data", str(tmp_path)]
    assert "valid are postgresql://" in refused(command, DATABASE_URL="mysql://localhost/ortak")


def test_a_database_server_that_is_not_there_is_named(tmp_path: Path, unused_port: int) -> None:
    command = [*RUN, "--port", str(unused_port), "--data", str(tmp_path)]
    said = refused(command, DATABASE_URL="postgresql://ortak@127.0.0.1:9/ortak")
    assert "the database ortak on 127.0.0.1" in said


def row_counts(database: Path) -> dict[str, int]:
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    counts = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}
    connection.close()
    return counts


def test_a_second_start_writes_nothing_and_takes_under_three_seconds(
    served: Any, start: Callable[..., Any], unused_port: int
) -> None:
    before = row_counts(served.home / "ortak.sqlite3")
    command = [*RUN, "--port", str(unused_port), "--data", str(served.home)]
    busy = os.getloadavg()[0] > (os.cpu_count() or 1)
    cpu, began = cpu_seconds(), time.monotonic()
    again = start(command, PYTHONPATH=str(SOURCES))
    with urllib.request.urlopen(f"{again.wait_for_address(30)}/en/", timeout=30) as page:
        page.read()
    took = time.monotonic() - began
    assert again.stop() == 130
    assert again.said == f"Ortak is at http://127.0.0.1:{unused_port} (Ctrl-C stops it)\n"
    assert again.left_behind() == []
    assert row_counts(served.home / "ortak.sqlite3") == before
    # where others keep the cores busy, the clock says nothing about us
    assert (cpu_seconds() - cpu if busy else took) < 3


def cpu_seconds() -> float:
    """What the programs that were started and have ended cost until now."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGHUP, 0), (signal.SIGINT, 130)])
def test_each_way_to_stop_it_is_quick_and_leaves_nothing(
    served: Any, start: Callable[..., Any], unused_port: int, number: signal.Signals, code: int
) -> None:
    """A service manager, a closed terminal, and Ctrl-C at a terminal, which reaches the whole group."""
    command = [sys.executable, "-m", "ortak", "serve", "--port", str(unused_port), "--data", str(served.home)]
    running = start(command, PYTHONPATH=str(SOURCES))
    running.wait_for_address(20)
    began = time.monotonic()
    os.killpg(running.process.pid, number)
    assert running.wait(10) == code
    assert time.monotonic() - began < 2
    assert "Killing" not in running.said
    assert running.left_behind() == []


class Worker:
    """A worker that counts as alive for so many looks after it was told to stop."""

    idx = 0

    def __init__(self, looks: float) -> None:
        self.looks, self.told, self.killed = looks, 0, False

    def terminate(self) -> None:
        self.told += 1

    def join(self, timeout: float | None = None) -> None:
        """It has ended, as far as the system knows."""

    def is_alive(self) -> bool:
        self.looks -= 1
        return self.looks >= 0 and not self.killed

    def kill(self) -> None:
        self.killed = True


def stopped(monkeypatch: pytest.MonkeyPatch, worker: Worker) -> Worker:
    monkeypatch.setattr(server, "WORKERS_KILL_TIMEOUT_S", 0.5)
    portal = server.Portal("127.0.0.1", 0, 1, lambda: None)
    monkeypatch.setattr(portal, "wrks", [worker])
    portal._stop_workers()
    assert portal.wrks == []
    return worker


def test_a_worker_whose_end_is_known_late_is_not_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not stopped(monkeypatch, Worker(looks=10)).killed


def test_a_worker_that_does_not_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert stopped(monkeypatch, Worker(looks=math.inf)).killed


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_ctrl_c_right_after_the_start_does_not_hang(served: Any, start: Callable[..., Any], unused_port: int) -> None:
    """Workers that have just been forked do not listen yet: they are killed after a short wait."""
    command = [*RUN, "--port", str(unused_port), "--data", str(served.home)]
    for delay_ms in range(0, 1300, 100):
        running = start(command, PYTHONPATH=str(SOURCES))
        running.wait_for_signals("SigBlk", signal.SIGINT)
        time.sleep(delay_ms / 1000)
        assert running.stop(10) == 130, running.said
        assert "Traceback" not in running.said
        assert running.left_behind() == []
