"""`ortak transport simulate`, `capacity` and `whatif`: what they print, and what they refuse."""

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ortak.cli import answer

SOURCES = Path(__file__).parents[4]
TO_SEA = ["Altynkol", "Absheron", "--route", "middle"]


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert answer(["transport", *arguments]) == 0
    return capsys.readouterr().out


def test_a_simulation_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["simulate", *TO_SEA, "--replications", "300", "--seed", "7", "--within", "9", "--month", "1", "--json"]
    found = json.loads(printed(capsys, *asked))
    assert (found["replications"], found["seed"]) == (300, 7)
    assert found["hours"]["quantiles"]["0.1"] < found["hours"]["mean"] < found["hours"]["quantiles"]["0.9"]
    assert sum(cause["hours"] for cause in found["causes"]) == pytest.approx(found["hours"]["mean"])
    assert found["on_time"]["within_hours"] == 216 and 0 < found["on_time"]["share"] <= 1
    assert sum(found["histogram"]["counts"]) == 300 and len(found["histogram"]["edges"]) == 25
    assert found["legs"][0]["from"] == "kz-altynkol" and found["assumptions"]
    assert json.loads(printed(capsys, *asked)) == found


def test_a_simulation_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "simulate", *TO_SEA, "--replications", "200", "--from-departure")
    assert "nine of ten within" in text and "waiting for the vessel" in text and "Assumed:" in text
    assert "waiting for the train" not in text


def test_capacity(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(printed(capsys, "capacity", "--year", "2030", "--built", "alat-2", "--budget", "1e8", "--json"))
    assert found["selection"]["chosen"] == ["aktau-hub"] and found["selection"]["spent_usd"] == 38_000_000
    assert "feeders-2" in found["selection"]["cost_unknown"]
    assert found["kinds"]["containers"]["wanted"] == pytest.approx(300_000)
    assert {limit["limit"]: limit["built"] for limit in found["limits"]}["zangezur"] is False
    text = printed(capsys, "capacity", "--year", "2030")
    assert "Port of Baku at Alat" in text and "unknown" in text and "not built" in text


def test_what_ifs(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(printed(capsys, "whatif", "border_time", "--draws", "2", "--replications", "50", "--json"))
    assert [each["code"] for each in found["what_ifs"]] == ["transport.border_time"]
    assert found["what_ifs"][0]["hours"]["value"] > 10 and "TRA-2" in found["what_ifs"][0]["codes"]
    text = printed(capsys, "whatif", "--below", "16", "--below", "1")
    assert "below N days" in text and "no set of these measures" in text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["simulate", "Altynkool", "Absheron"], "did you mean Altynkol"),
        (["simulate", *TO_SEA, "--replications", "0"], "0 replications; from 1 to 1,000,000"),
        (["simulate", *TO_SEA, "--without", "cart"], "'cart' is not known; valid are ferry, rail, road, sea"),
        (["simulate", "Altynkol", "Absheron", "--route", "cku"], "no way from Altynkol"),
        (["simulate", "Altynkol", "Altynkol"], "both start and end"),
        (["simulate", *TO_SEA, "--month", "13"], "month"),
        (["capacity", "--year", "2031"], "there are 2025, 2030, 2040"),
        (["capacity", "--budget", "-5"], "budget"),
        (["capacity", "--built", "bridge"], "'bridge' is no investment"),
        (["whatif", "magic"], "there are transport.border_time"),
        (["whatif", "--share", "1.5"], "share"),
        (["whatif", "--share", "nan"], "nan is not a finite number"),
        (["whatif", "--below", "0"], "below"),
        (["whatif", "border_time", "--below", "17"], "'border_time' and --below do not go together"),
        (["capacity", "--budget", "inf"], "inf is not a finite number"),
        (["simulate", *TO_SEA, "--within", "nan"], "nan is not a finite number"),
    ],
)
def test_refusals(capsys: pytest.CaptureFixture[str], arguments: list[str], says: str) -> None:
    assert answer(["transport", *arguments]) == 2
    assert says in capsys.readouterr().err


def test_help_loads_no_numbers() -> None:
    code = (
        "import sys; from ortak.cli import answer\n"
        "for verb in ('simulate', 'capacity', 'whatif'): answer(['transport', verb, '--help'])\n"
        "assert not {'numpy', 'numba', 'highspy', 'scipy', 'django'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=with_sources(), stdout=subprocess.DEVNULL)


def test_a_stop_ends_a_long_run() -> None:
    """On a terminal the boxes sent are counted; Ctrl-C then ends the run, of which a million are left."""
    code = "from ortak.cli import main; main()"
    asked = ["transport", "simulate", *TO_SEA, "--replications", "1000000"]
    ours, theirs = pty.openpty()
    with subprocess.Popen([sys.executable, "-c", code, *asked], env=with_sources(), stderr=theirs) as running:
        shown = ""
        while "boxes sent: " not in shown:
            shown += os.read(ours, 100).decode()
        running.send_signal(signal.SIGINT)
        assert running.wait() == 130
    os.close(ours)
    os.close(theirs)


def with_sources() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(SOURCES)}
