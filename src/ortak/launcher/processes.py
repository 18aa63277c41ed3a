"""Run other programs so that a stop at any moment leaves none behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE_S = 2.0

_running: subprocess.Popen[str] | None = None


@dataclass(frozen=True)
class Finished:
    """How a program ended. `output` is what it wrote, where it was run quietly."""

    code: int
    output: str

    @property
    def last_line(self) -> str:
        lines = self.output.strip().splitlines()
        return lines[-1].strip() if lines else f"exit code {self.code}"


def say(text: str) -> None:
    """Tell the user; standard output belongs to the verb that follows."""
    print(f"ortak: {text}", file=sys.stderr, flush=True)


def stop_cleanly() -> None:
    """Let Ctrl-C, SIGTERM and SIGHUP end this process and what it runs, unless they are ignored already (nohup)."""
    for number in STOPPING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> None:
    for other in STOPPING:
        signal.signal(other, signal.SIG_IGN)
    if _running is not None:
        _end(_running)
    os.write(2, b"\nortak: stopped\n")
    os._exit(128 + number)


def _end(process: subprocess.Popen[str]) -> None:
    """End a program and all that it started: each was made the leader of a group of its own."""
    for number, patience in ((signal.SIGTERM, PATIENCE_S), (signal.SIGKILL, PATIENCE_S)):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            return
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            process.poll()
            try:
                os.killpg(process.pid, 0)
            except ProcessLookupError:
                return
            time.sleep(0.01)


def run(command: Sequence[str], environment: Mapping[str, str], folder: Path, quiet: bool = False) -> Finished:
    """Run a program to its end, in `folder`, with `environment` on top of ours. Its words go to standard error, or are
    kept where it runs quietly."""
    global _running
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        # The mask keeps a stop from falling between the start of the program and our knowing it.
        _running = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if quiet else sys.stderr,
            stderr=subprocess.STDOUT if quiet else None,
            text=True,
            errors="replace",
            start_new_session=True,
            preexec_fn=lambda: signal.pthread_sigmask(signal.SIG_SETMASK, blocked),
        )
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
    output, _ = _running.communicate()
    code = _running.returncode
    _running = None
    return Finished(code, output or "")
