"""Lists of facts and figures, their history, and the explanation of a status: what a viewer may see, then and now."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ortak.mechanisms.actors.services import audience_of
from ortak.mechanisms.actors.viewers import PUBLIC, Viewer
from ortak.mechanisms.indicators import ledger
from ortak.mechanisms.indicators.models import Milestone, Observation
from ortak.mechanisms.indicators.recording import record_milestones, record_observations
from ortak.mechanisms.indicators.tests.samples import TODAY, act, define, figure
from ortak.vision.catalogue import Wanted, acts_of, catalogue, figures_of, versions
from ortak.vision.explain import UnknownCode, explain, find
from ortak.vision.models import Commitment, EvidenceItem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
KAZAKHSTAN = Viewer(frozenset({"KZ"}))
DAYS = [datetime(2200, 1, day, tzinfo=UTC) for day in range(1, 5)]


def record(*rows: Any, dataset: str = "catalogue.test", **options: Any) -> None:
    store = record_milestones if hasattr(rows[0], "kind") else record_observations
    store(rows, dataset=dataset, today=TODAY, **options)


def listed(wanted: Wanted, viewer: Viewer = PUBLIC) -> list[dict[str, Any]]:
    return [row for row in catalogue(wanted, viewer) if row["dataset"] == "catalogue.test"]


class TestLists:
    def test_everything_public_and_current_is_listed_once(self) -> None:
        rows = list(catalogue())
        acts, figures = Milestone.objects.current(), Observation.objects.current()
        assert len(rows) == acts.count() + figures.count()
        assert len({row["id"] for row in rows}) == len(rows)
        assert [row["kind"] != "figure" for row in rows] == sorted(
            (row["kind"] != "figure" for row in rows), reverse=True
        )

    def test_every_row_says_who_says_it_and_where(self) -> None:
        for row in catalogue(Wanted(kind="acts")):
            assert row["source"]["title"]
            assert row["source"]["publisher"]
            assert row["grade"] in {"reported", "documented", "recorded", "confirmed"}
            assert row["who"]
            assert row["how"]

    def test_a_filter_by_code_and_by_state(self) -> None:
        record(act("one", ("TRA-1", "", "")), act("two", ("TRA-2", "", ""), actors=("UZ", "AZ")))
        assert [row["code"] for row in listed(Wanted(code="tra-2", kind="acts"))] == ["two"]
        assert [row["code"] for row in listed(Wanted(state="az", kind="acts"))] == ["two"]
        assert listed(Wanted(code="TRA-2", state="KZ", kind="acts")) == []

    def test_figures_of_a_code_are_those_of_its_items(self) -> None:
        item = EvidenceItem.objects.filter(kind="indicator").exclude(indicator="").order_by("item")[0]
        codes = {row["code"] for row in catalogue(Wanted(code=item.commitment_id, kind="figures"))}
        asked = EvidenceItem.objects.filter(commitment=item.commitment).values_list("indicator", flat=True)
        assert codes <= set(asked)

    def test_pairs_are_found_from_either_side(self) -> None:
        define()
        record(figure(counterpart_area="UZ"))
        assert len(listed(Wanted(state="UZ", kind="figures"))) == len(listed(Wanted(state="KZ", kind="figures"))) == 1

    def test_a_modelled_figure_says_so_instead_of_a_grade(self) -> None:
        define()
        record(figure(modelled=True, method="engine", method_version="3", run="r1"))
        row = listed(Wanted(indicator="test.hours"))[0]
        assert (row["grade"], row["method"], row["method_version"], row["run"]) == ("modelled", "engine", "3", "r1")

    def test_hidden_rows_are_listed_only_to_those_who_may_see_them(self) -> None:
        define()
        record(figure(), audience=audience_of(["KZ"]))
        record(act(), audience=audience_of(["KZ"]))
        for wanted in (Wanted(kind="acts"), Wanted(indicator="test.hours")):
            assert listed(wanted) == []
            assert len(listed(wanted, KAZAKHSTAN)) == 1

    @pytest.mark.parametrize("text", ["\x00", "TRA-1\x00", "%", "_", "'; DROP TABLE", "ğ" * 500])
    def test_any_text_can_be_asked_for(self, text: str) -> None:
        for name in ("code", "state", "indicator"):
            wanted = Wanted(**{name: text})
            assert list(acts_of(wanted)) == [] or name == "indicator"
            assert list(figures_of(wanted)) == []
        assert len(list(versions(text))) >= 0


class TestHistory:
    @pytest.fixture(autouse=True)
    def three_days(self, monkeypatch: pytest.MonkeyPatch) -> None:
        define()
        for day, value in zip(DAYS, (1.0, 2.0, None), strict=False):
            monkeypatch.setattr(ledger, "clock", lambda day=day: day)
            record_observations([figure(value)] if value else [], dataset="catalogue.test", today=TODAY, complete=True)

    def test_every_version_is_told_oldest_first(self) -> None:
        rows = list(versions("test.hours|KZ||2023"))
        assert [(row["version"], row["value"], row["withdrawn"]) for row in rows] == [
            (1, 1.0, False),
            (2, 2.0, False),
            (3, 2.0, True),
        ]
        assert [row["recorded_at"][:10] for row in rows] == ["2200-01-01", "2200-01-02", "2200-01-03"]

    def test_an_id_finds_the_whole_chain(self) -> None:
        middle = list(versions("test.hours|KZ||2023"))[1]
        assert [row["version"] for row in versions(middle["id"])] == [1, 2, 3]

    def test_a_list_can_be_asked_for_as_of_a_day(self) -> None:
        def values(day: datetime) -> list[float]:
            return [row["value"] for row in listed(Wanted(indicator="test.hours", known_on=day + timedelta(hours=1)))]

        assert [values(day) for day in DAYS] == [[1.0], [2.0], [], []]
        assert values(DAYS[0] - timedelta(days=1)) == []

    def test_nobody_else_sees_the_history_of_a_hidden_row(self) -> None:
        record(figure(9.0), dataset="catalogue.hidden", audience=audience_of(["KZ"]))
        assert list(versions("catalogue.hidden")) == []
        assert len(list(versions("catalogue.hidden", KAZAKHSTAN))) == 1


class TestExplanation:
    def test_it_reaches_down_to_the_source_of_each_act(self) -> None:
        item = EvidenceItem.objects.filter(kind="act", by="members").order_by("item")[0]
        record(act("new", (item.commitment_id, item.item, "started"), locator="article 7"))
        told = next(one for one in explain(item.commitment_id, today=TODAY)["items"] if one["item"] == item.item)
        found = next(one for one in told["acts"] if one["dataset"] == "catalogue.test")
        assert (found["stage"], found["source"]["place"]) == ("started", "article 7")
        assert told["states"]["KZ"]["state"] in {"started", "done", "in_place"}

    def test_an_act_without_an_item_is_context(self) -> None:
        code = Commitment.objects.filter(kind="directive")[0].code
        before = explain(code, today=TODAY)
        record(act("new", (code, "", "")))
        after = explain(code, today=TODAY)
        assert after["columns"] == before["columns"]
        assert len(after["context"]["acts"]) == len(before["context"]["acts"]) + 1

    def test_it_can_be_asked_as_of_a_day(self, monkeypatch: pytest.MonkeyPatch) -> None:
        item = EvidenceItem.objects.filter(kind="act", by="members").order_by("item")[0]
        before = explain(item.commitment_id, today=TODAY, known_on=DAYS[0])["items"]
        monkeypatch.setattr(ledger, "clock", lambda: DAYS[2])
        record(act("new", (item.commitment_id, item.item, "done")))
        assert explain(item.commitment_id, today=TODAY, known_on=DAYS[1])["items"] == before
        assert explain(item.commitment_id, today=TODAY, known_on=DAYS[3])["items"] != before

    def test_a_hidden_act_is_explained_only_to_those_who_may_see_it(self) -> None:
        item = EvidenceItem.objects.filter(kind="act", by="members").order_by("item")[0]
        before = explain(item.commitment_id, today=TODAY)
        record(act("new", (item.commitment_id, item.item, "done")), audience=audience_of(["KZ"]))
        assert explain(item.commitment_id, today=TODAY) == before
        assert explain(item.commitment_id, KAZAKHSTAN, today=TODAY) != before

    @pytest.mark.parametrize("code", ["TRA-1", "tra-1", "  Tra-1 "])
    def test_a_code_is_found_however_it_is_written(self, code: str) -> None:
        assert find(code).code == "TRA-1"

    @pytest.mark.parametrize(("code", "near"), [("TRA1", "TRA-1"), ("PRI-99", "PRI-9"), ("TRA-1\x00", "TRA-1")])
    def test_an_unknown_code_is_refused_with_what_is_near(self, code: str, near: str) -> None:
        with pytest.raises(UnknownCode, match=f"near are .*{near}"):
            find(code)

    @pytest.mark.parametrize("code", ["", "%", "\x00", "x" * 100_000])
    def test_no_text_is_too_strange(self, code: str) -> None:
        with pytest.raises(UnknownCode, match="codes read like TRA-1 or PRI-35"):
            find(code)
