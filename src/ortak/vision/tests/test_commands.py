"""The verbs of the vision: what is asked for wrongly is refused with what is valid, and nothing is passed over."""

import json
import re
import shlex
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ortak.cli import answer
from ortak.mechanisms.indicators.models import Indicator, Observation
from ortak.vision.commands.evidence import add
from ortak.vision.models import Commitment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
RAILWAYS = "WDI_IS_RRS_TOTL_KM"
COLUMNS = ["ORG", "AZ", "KZ", "KG", "TR", "UZ"]
TOMORROW = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Any:
    """What the command line writes."""

    def ask(*arguments: str) -> str:
        assert answer(arguments) == 0
        return capsys.readouterr().out

    return ask


@pytest.mark.parametrize(
    ("arguments", "reason"),
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
def test_what_does_not_exist_is_refused(arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert reason in err


def test_evidence_can_be_listed_by_area(said: Any) -> None:
    rows = json.loads(said("evidence", "list", "--area", "energy", "--kind", "acts", "--json"))
    assert rows
    assert {row["dataset"] for row in rows} == {"energy"}
    figures = json.loads(said("evidence", "list", "--area", "language", "--kind", "figures", "--json"))
    assert {row["code"].partition(".")[0] for row in figures} == {"language"}


def test_a_state_without_a_fact_is_no_mistake(said: Any) -> None:
    assert json.loads(said("evidence", "list", "--state", "aq", "--json")) == []


class TestOrder:
    """Columns are in the alphabetical order of the names in English, wherever no reader has a language of his own."""

    def test_of_the_board(self, said: Any) -> None:
        assert said("board").splitlines()[2].split() == [*COLUMNS, "known"]
        for row in json.loads(said("board", "--json"))["directives"]:
            assert list(row["columns"]) == COLUMNS

    def test_of_an_explanation(self, said: Any) -> None:
        chain = json.loads(said("explain", "TRA-5", "--json"))
        assert list(chain["columns"]) == COLUMNS
        assert {tuple(item["states"]) for item in chain["items"] if item["by"] == "members"} == {tuple(COLUMNS[1:])}

    def test_of_outlooks_and_of_those_whom_an_act_binds(self, said: Any) -> None:
        areas = [row["ref_area"] for row in json.loads(said("outlook", RAILWAYS, "--json"))]
        assert areas.index("KZ") < areas.index("KG")
        acts = json.loads(said("evidence", "list", "--kind", "acts", "--json"))
        pairs = [row["states"] for row in acts if {"KZ", "KG"} <= set(row["states"])]
        assert pairs
        assert all(states.index("KZ") < states.index("KG") for states in pairs)


class TestPriorities:
    """The board holds the priorities that the filters leave, as it does with directives."""

    @pytest.mark.parametrize("area", ["transport", "energy"])
    def test_of_an_area_are_those_that_its_directives_serve(self, area: str, said: Any) -> None:
        shown = json.loads(said("board", "--json", "--area", area))
        codes = {row["code"] for row in shown["directives"]}
        serving = Commitment.objects.filter(kind="priority").values_list("code", "served_by")
        expected = [code for code, served_by in serving if codes & set(served_by)]
        assert 0 < len(expected) < 52
        assert [row["code"] for row in shown["priorities"]] == expected

    def test_match_the_other_filters_themselves(self, said: Any) -> None:
        whole = json.loads(said("board", "--json"))
        assert (len(whole["directives"]), len(whole["priorities"])) == (123, 52)
        shown = json.loads(said("board", "--json", "--status", "on_track", "--actor", "KZ"))
        expected = [row for row in whole["priorities"] if row["columns"]["KZ"]["status"] == "on_track"]
        assert shown["priorities"] == expected
        words = json.loads(said("board", "--json", "--find", "PRI-35"))
        assert [row["code"] for row in words["priorities"]] == ["PRI-35"]


class TestOutlook:
    def test_it_says_the_unit_and_the_method_in_words(self, said: Any) -> None:
        unit = Indicator.objects.get(code=RAILWAYS).unit_measure
        lines = said("outlook", RAILWAYS).splitlines()
        heads = [line for line in lines if not line.startswith(" ")]
        projected = [line for line in heads if f"in {unit}, by " in line]
        assert projected
        assert all(re.search("by (robust line|damped trend)$", line) for line in projected)
        assert not any("_line" in line or "_trend" in line for line in lines)

    def test_a_large_figure_is_written_out(self, said: Any) -> None:
        points = [line for line in said("outlook", RAILWAYS, "--area", "KZ").splitlines() if line.startswith("  ")]
        assert all(re.fullmatch(r"  \d{4}  [\d,]+  likely [\d,]+ to [\d,]+", line) for line in points)


FIGURE = {
    "--dataset": "kz.example",
    "--indicator": RAILWAYS,
    "--area": "KZ",
    "--period": "2024",
    "--value": "16000",
    "--who": "state",
    "--how": "statistic",
    "--form": "document",
    "--title": "Railways 2024",
    "--publisher": "An example",
}


class TestAdd:
    def given(self, **changes: str) -> list[str]:
        options = FIGURE | {f"--{name.replace('_', '-')}": value for name, value in changes.items()}
        return ["evidence", "add", *(f"{name}={value}" for name, value in options.items())]

    def stored(self) -> int:
        return Observation.objects.filter(dataset="kz.example").count()

    def test_the_example_of_its_help_stores_nothing(self, said: Any) -> None:
        assert add.help is not None
        example = add.help.partition("Example:")[2].replace("\\\n", " ")
        told = said(*shlex.split(example)[1:])
        assert told == "1 added (0 of them supersede), 0 unchanged; nothing was stored\n"
        assert self.stored() == 0

    def test_a_figure_is_stored_once(self, said: Any) -> None:
        assert said(*self.given()) == "1 added (0 of them supersede), 0 unchanged\n"
        assert said(*self.given(), "--dry-run") == "0 added (0 of them supersede), 1 unchanged; nothing was stored\n"
        assert self.stored() == 1

    def test_a_running_year_needs_a_status(self, said: Any) -> None:
        year = str(datetime.now(UTC).year)
        if datetime.now(UTC).strftime("%m-%d") == "12-31":
            pytest.skip("the year ends today")
        assert said(*self.given(period=year, obs_status="P")).startswith("1 added")
        assert Observation.objects.get(dataset="kz.example").obs_status == "P"

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"published": "2099-01-01"}, "published 2099-01-01 lies in the future"),
            ({"period": str(datetime.now(UTC).year)}, "has not ended; a figure of the whole of it has obs_status P"),
            ({"indicator": "WDI_IP_PAT_RESD", "value": "-5"}, "lies below 0, the floor"),
        ],
    )
    def test_what_cannot_be_is_refused(
        self, changes: dict[str, str], reason: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for dry in ([], ["--dry-run"]):
            assert answer([*self.given(**changes), *dry]) == 2
            assert reason in capsys.readouterr().err
        assert self.stored() == 0
