"""The verbs of the vision: what is asked for wrongly is refused with what is valid, and nothing is passed over."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from ortak.cli import answer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
RAILWAYS = "WDI_IS_RRS_TOTL_KM"
TOMORROW = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["board", "--known-on", "2099-01-01"], "'2099-01-01' lies in the future"),
        (["board", "--known-on", TOMORROW], "the latest is 20"),
        (["board", "--known-on", "2099-01-01T12:00:00Z"], "lies in the future"),
        (["board", "--known-on", "yesterday"], "write 2026-11-24 or 2026-11-24T12:00:00Z"),
        (["explain", "TRA-5", "--known-on", "2099-01-01"], "lies in the future"),
        (["evidence", "list", "--known-on", "2099-01-01"], "lies in the future"),
        (["evidence", "list", "--code", "FOO"], "'FOO' is no directive or priority"),
        (["evidence", "list", "--code", "TRA-99"], "near are TRA-9"),
        (["evidence", "list", "--state", "XX"], "state 'XX' is no actor or ISO 3166 alpha-2 code; actors are ORG, AZ"),
        (["evidence", "list", "--indicator", "WDI_NY_GDP_MKTP"], "near are"),
        (["evidence", "list", "--area", "space"], "area 'space' does not exist; valid are politics"),
        (["evidence", "history", ""], "KEY is empty"),
        (["evidence", "history", "  "], "KEY is empty"),
    ],
)
def test_what_does_not_exist_is_refused(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err


def test_evidence_can_be_listed_by_area(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["evidence", "list", "--area", "energy", "--kind", "acts", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows
    assert {row["dataset"] for row in rows} == {"energy"}


def test_a_state_without_a_fact_is_no_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["evidence", "list", "--state", "aq", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
