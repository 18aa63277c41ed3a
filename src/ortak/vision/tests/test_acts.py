"""Acts in force: a state's own step apart from joint entry into force, only signatories, and not found is unknown."""

from datetime import date
from typing import Any

import pytest

from ortak.mechanisms.actors.services import audience_of
from ortak.mechanisms.actors.viewers import PUBLIC, Viewer
from ortak.mechanisms.contract.tables import Row
from ortak.mechanisms.indicators.definitions import define_agreements
from ortak.mechanisms.indicators.models import Agreement, Milestone
from ortak.mechanisms.indicators.recording import record_milestones
from ortak.mechanisms.indicators.tests.samples import TODAY, act
from ortak.mechanisms.indicators.tests.test_definitions import AGREEMENT
from ortak.vision.acts import acts

OWN_STEPS = {"approved", "deposited"}


def agree(**fields: str) -> None:
    row = Row(AGREEMENT | {"agreement": "test-2023", "signatories": "AZ;KZ;UZ"} | fields)
    row.place = "agreements.csv, line 2"
    define_agreements([row])


def step(name: str, *states: str, day: str = "2024-02-03", **options: Any) -> None:
    row = act(f"{name}-{'-'.join(states)}", agreement="test-2023", step=name, actors=states, time_period=day)
    record_milestones([row], dataset="acts.test", today=TODAY, **options)


def told(viewer: Viewer = PUBLIC, code: str = "test-2023") -> dict[str, Any]:
    return next(one for one in acts(viewer, today=TODAY) if one["id"] == code)


def statuses(viewer: Viewer = PUBLIC) -> dict[str, str]:
    return {state: found["status"] for state, found in told(viewer)["signatories"].items()}


@pytest.mark.usefixtures("actors")
class TestConstructed:
    @pytest.fixture(autouse=True)
    def nobody_asks_the_register(self, monkeypatch: pytest.MonkeyPatch, actors: None) -> None:
        from ortak.mechanisms.indicators import signals

        for signal in (signals.milestones_offered, signals.evidence_recorded):
            monkeypatch.setattr(signal, "receivers", [])

    def test_what_was_not_found_is_unknown(self) -> None:
        agree()
        assert statuses() == dict.fromkeys(("AZ", "KZ", "UZ"), "unknown")
        assert told()["own_step_not_found"] == ["AZ", "KZ", "UZ"]

    def test_a_signature_is_no_step_of_approval(self) -> None:
        agree()
        step("signed", "AZ", "KZ", "UZ", day="2023-05-04")
        assert statuses() == dict.fromkeys(("AZ", "KZ", "UZ"), "unknown")
        assert [one["step"] for one in told()["signatories"]["KZ"]["steps"]] == ["signed"]

    @pytest.mark.parametrize("name", sorted(OWN_STEPS))
    def test_an_own_step_is_done_before_the_agreement_is_in_force(self, name: str) -> None:
        agree()
        step(name, "KZ")
        assert statuses() == {"AZ": "unknown", "KZ": "own step done", "UZ": "unknown"}
        assert (told()["own_step_not_found"], told()["in_force"]) == (["AZ", "UZ"], None)

    def test_joint_entry_into_force_is_nobody_s_own_step(self) -> None:
        """Told as an act, but the agreement itself is not known to be in force: it changes no state's word."""
        agree()
        step("entered", "AZ", "KZ", "UZ")
        assert statuses() == dict.fromkeys(("AZ", "KZ", "UZ"), "unknown")

    def test_once_in_force_it_is_so_for_whoever_did_his_step(self) -> None:
        agree(in_force="2025-01-02")
        step("approved", "KZ")
        assert statuses() == {"AZ": "unknown", "KZ": "in force", "UZ": "unknown"}
        assert (told()["own_step_not_found"], told()["waiting_since"], told()["days_since_signature"]) == (
            [],
            None,
            None,
        )

    def test_once_in_force_it_is_so_for_whom_the_entry_names(self) -> None:
        agree(in_force="2025-01-02")
        step("entered", "AZ", "KZ", day="2025-01-02")
        assert statuses() == {"AZ": "in force", "KZ": "in force", "UZ": "unknown"}

    def test_only_signatories_have_a_word(self) -> None:
        agree()
        step("approved", "TR", "HU")
        assert statuses() == dict.fromkeys(("AZ", "KZ", "UZ"), "unknown")

    def test_it_waits_since_its_signature(self) -> None:
        agree(signed="2026-11-14")
        assert (told()["waiting_since"], told()["days_since_signature"]) == ("2026-11-14", 10)
        agree(signed="2023")
        assert (told()["waiting_since"], told()["days_since_signature"]) == ("2023", None)

    def test_steps_stand_in_order_with_their_sources(self) -> None:
        agree()
        step("approved", "KZ", day="2024-02-03")
        step("signed", "AZ", "KZ", "UZ", day="2023-05-04")
        step("deposited", "KZ", day="2024-03")
        steps = told()["signatories"]["KZ"]["steps"]
        assert [(one["step"], one["date"]) for one in steps] == [
            ("signed", "2023-05-04"),
            ("approved", "2024-02-03"),
            ("deposited", "2024-03"),
        ]
        assert {one["source"]["publisher"] for one in steps} == {"Ministry of Transport of Kazakhstan"}

    def test_a_withdrawn_step_is_unknown_again(self) -> None:
        agree()
        step("approved", "KZ")
        record_milestones([], dataset="acts.test", today=TODAY, complete=True)
        assert statuses()["KZ"] == "unknown"

    def test_a_hidden_step_is_told_only_to_those_who_may_see_it(self) -> None:
        agree()
        step("approved", "KZ", audience=audience_of(["KZ"]))
        assert statuses()["KZ"] == "unknown"
        assert statuses(Viewer(frozenset({"KZ"})))["KZ"] == "own step done"


@pytest.mark.usefixtures("loaded")
@pytest.mark.django_db
class TestShipped:
    def shipped(self) -> list[dict[str, Any]]:
        return acts(today=TODAY)

    def test_every_agreement_is_told_newest_first(self) -> None:
        found = self.shipped()
        assert len(found) == Agreement.objects.count() >= 8
        assert [one["signed"] for one in found] == sorted((one["signed"] for one in found), reverse=True)

    def test_every_one_names_its_signatories_and_its_source(self) -> None:
        for one in self.shipped():
            assert len(one["signatories"]) >= 2
            assert set(one["signatories"]) <= {"AZ", "KG", "KZ", "TR", "UZ", "HU", "TM"}
            assert one["source"]["title"]
            assert one["source"]["publisher"]

    def test_a_word_follows_from_the_steps_shown(self) -> None:
        for one in self.shipped():
            for state in one["signatories"].values():
                steps = {step["step"] for step in state["steps"]}
                if state["status"] == "own step done":
                    assert steps & OWN_STEPS
                    assert not one["in_force"]
                if state["status"] == "in force":
                    assert one["in_force"]
                    assert steps & (OWN_STEPS | {"entered"})
                if state["status"] == "unknown":
                    assert not steps & OWN_STEPS

    def test_steps_follow_the_signature_and_lie_in_the_past(self) -> None:
        for one in self.shipped():
            for state in one["signatories"].values():
                for step in state["steps"]:
                    assert one["signed"][:4] <= step["date"] <= TODAY.isoformat()

    def test_the_entry_that_is_told_as_an_act_is_the_one_of_the_agreement(self) -> None:
        entries = Milestone.objects.current().filter(step="entered").select_related("agreement")
        for row in entries:
            assert row.agreement is not None
            assert row.agreement.in_force == row.time_period

    def test_what_is_not_in_force_says_since_when_it_waits(self) -> None:
        for one in self.shipped():
            if not one["in_force"]:
                assert one["own_step_not_found"]
                assert one["days_since_signature"] == (TODAY - date.fromisoformat(one["signed"])).days > 0

    def test_one_that_is_known_well(self) -> None:
        """The customs corridor: signed in 2022, in force in 2024."""
        one = told(code="customs-corridor-2022")
        assert (one["signed"], one["in_force"]) == ("2022-11-11", "2024-11-29")
        approved = {
            state: [step["date"] for step in found["steps"] if step["step"] == "approved"]
            for state, found in one["signatories"].items()
        }
        assert approved["TR"] == ["2023-05-09"]
        assert approved["KZ"] == ["2024-09-23"]
        assert approved["UZ"] == []
