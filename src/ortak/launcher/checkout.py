"""The folder that was cloned, and the environments made in it.

`.tools/` holds uv, the installer; where uv cannot be had, its pip installs the same lock with the same hashes.
`.venv/` is Ortak's own environment. Its stamp is written last, so a half-made environment is never trusted.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from ortak.launcher.package_index import pip_environment, pip_settings, uv_environment
from ortak.launcher.processes import Finished, run, say

# Each lock and what it is made from. The tools come first, since they make the others.
LOCKS = {
    "tools": ["--group", "pyproject.toml:tools"],
    "run": ["pyproject.toml"],
    "develop": ["pyproject.toml", "--group", "pyproject.toml:develop", "--constraint", "requirements/run.txt"],
}
NO_VENV = """\
This Python cannot make environments: its module {module} is missing.
On Debian and Ubuntu: sudo apt install python3-venv   (or python{version}-venv)
Elsewhere: install a complete CPython, which has it."""
NOT_INSTALLED = """\
The packages could not be installed; the lines above say why.
A package index must be reachable: the public one, or the one that pip is configured with (pip config list)."""


class Refused(Exception):
    """Something that the user can mend: the message says what is wrong and what to do."""


class Checkout:
    """The environments of the checkout at `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.tools = root / ".tools"
        self.environment = root / ".venv"
        self.python = self.environment / "bin" / "python"
        self.uv = self.tools / "bin" / "uv"

    def lock(self, profile: str) -> Path:
        return self.root / "requirements" / f"{profile}.txt"

    def make_environment(self, profile: str) -> None:
        """Make sure that .venv holds the whole lock `profile`; where it does, this takes a few milliseconds."""
        if self._serves(profile):
            return
        with self._alone():
            if self._serves(profile):
                return
            started = time.monotonic()
            extend = self._serves("run")
            say("adding to the environment in .venv" if extend else "making the environment in .venv, once")
            _stamp(self.environment).unlink(missing_ok=True)
            settings = self._make_tools()
            if not extend:
                _remove(self.environment)
                _make_venv(self.environment)
            self._install(profile, settings)
            self._add_ortak()
            _write_stamp(self.environment, self._identity(profile))
            shutil.rmtree(self._scratch, ignore_errors=True)
            say(f"the environment is ready after {time.monotonic() - started:.0f} s")

    def make_locks(self, *options: str) -> None:
        """Write requirements/*.txt anew from pyproject.toml; `--upgrade` moves to the newest versions.

        Only the public index is asked (or UV_DEFAULT_INDEX): a machine's own mirrors would leave their hashes there.
        """
        with self._alone():
            settings = self._make_tools()
            if not self.uv.exists():
                raise Refused("the lock is made by uv, which could not be installed")
            access = {name: value for name, value in settings.items() if name in ("cert", "client-cert", "proxy")}
            command = [str(self.uv), "pip", "compile", "--quiet", "--no-config", "--universal", "--generate-hashes"]
            for profile, source in LOCKS.items():
                say(f"locking requirements/{profile}.txt")
                output = ["--python-version", "3.11", "--no-header", "-o", f"requirements/{profile}.txt"]
                if self._run([*command, *output, *source, *options], uv_environment(access, os.environ)).code:
                    raise Refused(f"requirements/{profile}.txt could not be made; the lines above say why")

    def _serves(self, profile: str) -> bool:
        """What serves development also serves to run."""
        held = {self._identity(name) for name in (profile, "develop")}
        return _read_stamp(self.environment) in held and self.python.exists()

    def _identity(self, profile: str) -> str:
        """A digest of all that an environment is made from."""
        digest = hashlib.sha256(f"{sys.version_info[:2]} {self.root}".encode())
        for file in (self.lock(profile), Path(__file__)):
            digest.update(file.read_bytes())
        return digest.hexdigest()

    @property
    def _scratch(self) -> Path:
        """Installers keep temporary files here: what an interrupted one leaves goes with the next start."""
        return self.tools / "scratch"

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Wait for another start that makes the same environment."""
        self.tools.mkdir(exist_ok=True)
        with (self.tools / "busy").open("w") as busy:
            try:
                fcntl.flock(busy, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("waiting for another start that is making the environment")
                fcntl.flock(busy, fcntl.LOCK_EX)
            yield

    def _make_tools(self) -> dict[str, str]:
        """Make .tools and answer with the settings that pip is configured with on this machine."""
        shutil.rmtree(self._scratch, ignore_errors=True)
        self._scratch.mkdir()
        python = self.tools / "bin" / "python"
        identity = self._identity("tools")
        if _read_stamp(self.tools) == identity and python.exists():
            return self._pip_settings()
        _stamp(self.tools).unlink(missing_ok=True)
        for folder in ("bin", "include", "lib", "lib64"):
            _remove(self.tools / folder)
        _make_venv(self.tools)
        if self._run([str(python), "-m", "ensurepip", "--default-pip"], {}, quiet=True).code:
            raise Refused("pip could not be set up in .tools: is the disk full, or this Python incomplete?")
        settings = self._pip_settings()
        finished = self._run(self._pip(self.lock("tools")), pip_environment(settings), quiet=True)
        if finished.code:
            say(f"uv cannot be had here ({finished.last_line})")
        else:
            _write_stamp(self.tools, identity)
        return settings

    def _pip_settings(self) -> dict[str, str]:
        """As the Python sees them that the user started: its pip may be configured by a file of its own."""
        python = sys.executable if find_spec("pip") else str(self.tools / "bin" / "python")
        return pip_settings(self._run([python, "-m", "pip", "config", "list"], {}, quiet=True).output)

    def _pip(self, lock: Path, *options: str) -> list[str]:
        pip = [str(self.tools / "bin" / "python"), "-m", "pip", *options, "install", "--quiet", "--no-input"]
        return [*pip, "--no-deps", "--require-hashes", "-r", str(lock)]

    def _install(self, profile: str, settings: Mapping[str, str]) -> None:
        """Bring the packages of a lock into .venv, each file checked against its hash."""
        lock = self.lock(profile)
        packages = sum("==" in line for line in lock.read_text("utf-8").splitlines())
        if self.uv.exists():
            say(f"installing up to {packages} packages with uv")
            command = [str(self.uv), "pip", "sync", "--quiet", "--require-hashes", "--python", str(self.python)]
            no_index = ["--no-index"] if settings.get("no-index", "").lower() in ("1", "true", "yes", "on") else []
            if not self._run([*command, *no_index, str(lock)], uv_environment(settings, os.environ)).code:
                return
        say(f"installing up to {packages} packages with pip, which takes a few minutes")
        if self._run(self._pip(lock, "--python", str(self.python)), pip_environment(settings)).code:
            raise Refused(NOT_INSTALLED)

    def _add_ortak(self) -> None:
        """Ortak runs from the checkout itself: a path file needs no build and no network."""
        (packages,) = self.environment.glob("lib/python*/site-packages")
        (packages / "ortak-checkout.pth").write_text(f"{self.root / 'src'}\n", "utf-8")
        script = self.environment / "bin" / "ortak"
        script.write_text(f'#!/bin/sh\nexec "{self.python}" -P -m ortak "$@"\n', "utf-8")
        script.chmod(0o755)

    def _run(self, command: Sequence[str], environment: Mapping[str, str], quiet: bool = False) -> Finished:
        return run(command, {**environment, "TMPDIR": str(self._scratch)}, self.root, quiet)


def _make_venv(folder: Path) -> None:
    for module in ("venv", "ensurepip"):
        if find_spec(module) is None:
            version = ".".join(map(str, sys.version_info[:2]))
            raise Refused(NO_VENV.format(module=module, version=version))
    import venv

    venv.EnvBuilder(symlinks=True).create(folder)


def _remove(path: Path) -> None:
    """Remove a folder, or the link that stands for it."""
    if path.is_symlink():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


def _stamp(environment: Path) -> Path:
    return environment / "stamp"


def _read_stamp(environment: Path) -> str | None:
    try:
        return _stamp(environment).read_text("utf-8")
    except OSError:
        return None


def _write_stamp(environment: Path, identity: str) -> None:
    """In one step: a stamp is there and whole, or not there."""
    unfinished = environment / "stamp.new"
    unfinished.write_text(identity, "utf-8")
    unfinished.replace(_stamp(environment))
