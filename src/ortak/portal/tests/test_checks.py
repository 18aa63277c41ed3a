"""`ortak test` runs every step to the end and says which failed; `ortak bench` names what there is."""

import sys
from pathlib import Path

import pytest

from ortak import cli
from ortak.portal import checks

PASSES = [sys.executable, "-c", "print('fine')"]
FAILS = [sys.executable, "-c", "import sys; sys.exit(7)"]


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "STEPS", {"format": FAILS, "lint": PASSES, "types": FAILS})


@pytest.mark.usefixtures("steps")
def test_a_failed_step_does_not_hide_the_next_and_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert checks.run_checks(tmp_path, [], [], nightly=False) == 1
    out = capfd.readouterr().out
    assert out.index("== format") < out.index("fine") < out.index("== types")
    assert out.endswith("failed: format, types\n")


@pytest.mark.usefixtures("steps")
def test_only_some_steps(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert checks.run_checks(tmp_path, [], ["lint"], nightly=False) == 0
    out = capfd.readouterr().out
    assert "format" not in out
    assert out.endswith("every check passed\n")


def test_a_step_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(cli.Refused, match="no such step: spelling; there are: format, lint, types, imports, tests"):
        checks.run_checks(tmp_path, [], ["spelling"], nightly=False)


def test_what_follows_goes_to_pytest(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(checks, "_run", lambda command, *_: ran.append(command) or 0)
    checks.run_checks(tmp_path, ["-k", "board"], ["tests"], nightly=True)
    assert ran == [[*checks.STEPS["tests"], "--nightly", "-k", "board"]]


def test_data_of_the_tests_lies_in_a_folder_of_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    where = [sys.executable, "-c", "import os; print(os.environ['ORTAK_HOME'], os.getcwd())"]
    monkeypatch.setattr(checks, "STEPS", {"tests": where})
    checks.run_checks(tmp_path, [], [], nightly=False)
    home, folder = capfd.readouterr().out.splitlines()[1].split()
    assert (Path(home).exists(), folder) == (False, str(tmp_path))


def test_a_benchmark_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.answer(["bench", "nothing"]) == 2
    assert "no benchmark 'nothing'; there are:" in capsys.readouterr().err
