"""What tests of every room share: inputs, a browser, and a real server that holds everything loaded once."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent
IN_CI = os.environ.get("CI", "").lower() == "true"
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# What belongs to this test run, and must not reach an Ortak that a test starts as a user would.
OF_THIS_RUN = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "ORTAK_HOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
MARK = "ORTAK_TEST_MARK"
NO_BROWSER = (
    "browser tests drive Chromium, which was not found. Debian and Ubuntu: sudo apt install chromium; elsewhere "
    "install Chromium or Chrome, or name its program in the environment variable CHROMIUM"
)

common: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("usual", max_examples=50, derandomize=IN_CI, **common)
settings.register_profile("nightly", max_examples=500, **common)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--nightly", action="store_true", help="also what is too long for every run; many more examples")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("nightly" if config.getoption("--nightly") else "usual")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--nightly"):
        for item in items:
            if "nightly" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="too long for every run: --nightly"))


def missing(what: str) -> NoReturn:
    """Skip on a developer's machine; fail where everything must be there."""
    if IN_CI:
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def ortak_data() -> Path:
    """The folder of open data to test with: `ORTAK_DATA`, else `../shared/data` beside the checkout."""
    folder = Path(os.environ.get("ORTAK_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        missing(f"no test data at {folder}: name its folder in the environment variable ORTAK_DATA")
    return folder


@pytest.fixture(scope="session")
def loaded(django_db_setup: None, django_db_blocker: Any) -> None:
    """Everything that ships, loaded into the test database once. It stays there, so a test that uses the database
    expects neither that it is empty nor that it is filled unless it asks for this."""
    from ortak.vision.loading import load_everything

    with django_db_blocker.unblock():
        load_everything()


@pytest.fixture
def actors(db: None) -> None:
    """The database with the states, organisations and standing audiences, for a test that needs no more."""
    from ortak.mechanisms.actors.services import load_actors

    load_actors()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    return found or missing(NO_BROWSER)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    """A headless Chromium, driven by playwright."""
    from playwright.sync_api import sync_playwright

    # playwright runs an event loop in this thread, in which Django would refuse its database
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def page(browser: Any, served: "Served") -> Iterator[Any]:
    """A new page on the real server; `page.goto("/en/")` is enough."""
    context = browser.new_context(base_url=served.url, locale="en-GB")
    yield context.new_page()
    context.close()


@pytest.fixture
def unused_port() -> int:
    """A port that nobody listens on at this moment."""
    return _unused_port()


def _unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Served:
    """A running `ortak run` with everything loaded. Tests read from it and never write."""

    url: str
    home: Path


class Started:
    """An `ortak` that runs, with what it says collected while it runs."""

    def __init__(self, command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
        kept = {name: value for name, value in os.environ.items() if name not in OF_THIS_RUN}
        self.mark = f"{os.getpid()}-{time.monotonic_ns()}"
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            env={**kept, **environment, MARK: self.mark},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            # a test run in the background may have been started with Ctrl-C ignored
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        self.said = ""
        self.address = ""
        self._changed = threading.Condition()
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            with self._changed:
                self.said += line
                found = re.search(r"http://[\w.:\[\]]+", line)
                self.address = self.address or (found[0] if found else "")
                self._changed.notify_all()

    def wait_for_address(self, timeout_s: float) -> str:
        """The address it serves on, as soon as it answers there."""
        deadline = time.monotonic() + timeout_s
        with self._changed:
            while not self.address and self.process.poll() is None and time.monotonic() < deadline:
                self._changed.wait(0.05)
        assert self.address, f"it did not come up within {timeout_s:.0f} s; it said:\n{self.said}"
        return self.address

    def wait_for_signals(self, field: str, number: signal.Signals) -> None:
        """Until a signal is in `SigCgt` (answered) or `SigBlk` (kept back): what comes before is Python's own start."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            status = Path(f"/proc/{self.process.pid}/status").read_text()
            held = next(line.split()[1] for line in status.splitlines() if line.startswith(f"{field}:"))
            if int(held, 16) & 1 << (number - 1):
                return
            time.sleep(0.001)

    def wait(self, timeout_s: float) -> int:
        """Wait for its end and answer with its exit code."""
        code = self.process.wait(timeout_s)
        self._reader.join(5)
        return code

    def stop(self, timeout_s: float = 20) -> int:
        """Stop it as Ctrl-C does, but tell only the process that was started, and answer with its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.wait(timeout_s)

    def left_behind(self, patience_s: float = 2) -> list[str]:
        """The processes that it started, in whatever group or session, and that are still there after a moment."""
        deadline = time.monotonic() + patience_s
        while (left := self._descendants()) and time.monotonic() < deadline:
            time.sleep(0.02)
        return left

    def _descendants(self) -> list[str]:
        wanted = f"{MARK}={self.mark}".encode()
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if wanted in (process / "environ").read_bytes().split(b"\0"):
                    found.append(process.name)
            except OSError:
                continue
        return found

    def close(self) -> None:
        """Kill whatever is left of it."""
        for pid in self._descendants():
            try:
                os.kill(int(pid), signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.wait(10)
        if self.process.stdout:
            self.process.stdout.close()


@pytest.fixture(scope="session")
def start() -> Iterator[Callable[..., Started]]:
    """Start a program that is ended with the test run at the latest: `start([...], folder, NAME="value")`."""
    all_started: list[Started] = []

    def start_one(command: Sequence[str], folder: Path = ROOT, **environment: str) -> Started:
        all_started.append(Started(command, folder, environment))
        return all_started[-1]

    yield start_one
    for one in all_started:
        one.close()


@pytest.fixture(scope="session")
def served(start: Callable[..., Started], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The real server on a free port, with a data folder of its own in which everything is loaded once."""
    home = tmp_path_factory.mktemp("served")
    command = [sys.executable, "-m", "ortak", "run", "--port", str(_unused_port()), "--data", str(home)]
    started = start(command, PYTHONPATH=str(ROOT / "src"))
    yield Served(started.wait_for_address(180), home)
    started.stop()
