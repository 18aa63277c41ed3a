"""What `ortak test` runs, step by step."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import click

from ortak.cli import EXIT_STOPPED, Refused

PYTHON = sys.executable
LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
STEPS = {
    "format": [PYTHON, "-m", "ruff", "format", "--check"],
    "lint": [PYTHON, "-m", "ruff", "check"],
    "types": [PYTHON, "-m", "mypy"],
    "imports": [PYTHON, "-c", LINT_IMPORTS],
    # What the tests of a file prepare is prepared once; each process has a database and a server of its own.
    "tests": [PYTHON, "-m", "pytest", "-n", "auto", "--maxprocesses", "4", "--dist", "loadfile"],
}


def run_checks(checkout: Path, arguments: Sequence[str], only: Sequence[str], nightly: bool) -> int:
    """Run all steps, or `only` some, to the end, say which failed, and answer with the exit code."""
    if unknown := set(only) - STEPS.keys():
        raise Refused(f"no such step: {', '.join(sorted(unknown))}; there are: {', '.join(STEPS)}")
    steps = {name: list(command) for name, command in STEPS.items() if not only or name in only}
    if "tests" in steps:
        steps["tests"] += [*(["--nightly"] if nightly else []), *arguments]
    failed = []
    with tempfile.TemporaryDirectory(prefix="ortak-test-") as home:
        for name, command in steps.items():
            click.secho(f"== {name}", bold=True)
            started = time.monotonic()
            code = _run(command, checkout, Path(home))
            if code == EXIT_STOPPED:
                return EXIT_STOPPED
            click.echo(f"   {'passed' if code == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s")
            if code:
                failed.append(name)
    click.secho(f"failed: {', '.join(failed)}" if failed else "every check passed", bold=True)
    return 1 if failed else 0


def _run(command: Sequence[str], checkout: Path, home: Path) -> int:
    """Run one step; data of the tests lies in a folder of its own. A Ctrl-C reaches the step and is waited for."""
    environment = {**os.environ, "ORTAK_HOME": str(home), "PYTHONPATH": str(checkout / "src")}
    # The tests start Ortak many times, which is slow where Python keeps no compiled files.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.Popen(command, cwd=checkout, env=environment)
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        return EXIT_STOPPED
