"""Ctrl-C stops `./ortak run` at any moment: exit 130, no traceback, nothing left running, and the next start works."""

import random
import signal
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

STOPS = 6
STOPS_NIGHTLY = 60
LONGEST_S = 12.0


@pytest.mark.skipif(sys.platform != "linux", reason="looks for what is left behind in /proc")
def test_ctrl_c_at_random_moments_of_the_start(
    clone: Path, start: Callable[..., Any], unused_port: int, pytestconfig: pytest.Config
) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    moments = random.Random(seed)
    command = [sys.executable, str(clone / "ortak"), "run", "--port", str(unused_port)]
    for _ in range(STOPS_NIGHTLY if pytestconfig.getoption("--nightly") else STOPS):
        started = start(command, clone.parent)
        started.wait_for_signals("SigCgt", signal.SIGTERM)
        moment = moments.uniform(0, LONGEST_S)
        time.sleep(moment)
        code = started.stop()
        told = f"stopped after {moment:.2f} s (seed {seed}); it said:\n{started.said}"
        assert code == 130, told
        assert "Traceback" not in started.said, told
        assert started.left_behind() == [], told

    started = start(command, clone.parent)
    with urllib.request.urlopen(started.wait_for_address(300), timeout=30) as answer:
        assert answer.status == 200
    assert started.stop() == 130
    assert started.left_behind() == []
