"""Killed at any instant, nothing is half there: an import of 10,000 rows is killed at random, again and again."""

import json
import random
import signal
import time
from typing import Any

import pytest

from ortak.vision.tests.interrupted import ROWS
from ortak.vision.tests.stores import BATCH, Store, copy


def import_undisturbed(store: Store) -> tuple[dict[str, Any], float]:
    """What an import that nobody kills stores, and how many seconds it takes from its beginning."""
    process = store.start("import", str(store.figures))
    assert process.stdout
    assert process.stdout.readline() == "begins\n"
    begun = time.monotonic()
    said, _ = process.communicate(timeout=300)
    seconds = time.monotonic() - begun
    assert said.splitlines()[:-1] == [str(done) for done in range(BATCH, ROWS + 1, BATCH)]
    told = store.check()
    assert (told["rows"], told["version"]) == (ROWS, ROWS // BATCH)
    return told, seconds


def kill(store: Store, after_s: float) -> None:
    process = store.start("import", str(store.figures))
    assert process.stdout
    assert process.stdout.readline() == "begins\n"
    time.sleep(after_s)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)
    assert process.returncode in (-signal.SIGKILL, 0)


@pytest.mark.parametrize("kills", [4, pytest.param(40, marks=pytest.mark.nightly)])
def test_a_killed_import_leaves_whole_batches_and_goes_on(prepared: Store, kills: int) -> None:
    seed = random.randrange(1_000_000)
    print("seed", seed)
    chance = random.Random(seed)
    with copy(prepared, "undisturbed") as calm:
        undisturbed, seconds = import_undisturbed(calm)
    with copy(prepared, "killed") as store:
        stored = 0
        for _ in range(kills):
            # each goes on where the last was killed, so it gets a share of the way
            kill(store, chance.uniform(0, 2 * seconds / kills))
            told = store.check()
            assert stored <= told["rows"] <= ROWS
            stored = told["rows"]
        report = json.loads(store.run("import", str(store.figures)).splitlines()[-1])
        assert report == {"added": ROWS - stored, "superseding": 0, "unchanged": stored}
        assert store.check() == undisturbed


def test_two_imports_at_once_store_every_row_once(prepared: Store) -> None:
    with copy(prepared, "together") as store:
        both = [store.start("import", str(store.figures)) for _ in range(2)]
        reports = [json.loads(process.communicate(timeout=300)[0].splitlines()[-1]) for process in both]
        assert sum(report["added"] for report in reports) == ROWS
        assert sum(report["unchanged"] for report in reports) == ROWS
        assert sum(report["superseding"] for report in reports) == 0
        assert store.check()["rows"] == ROWS
