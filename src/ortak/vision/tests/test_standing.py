"""Stored statuses: right, complete, and moved by nothing but what a directive asks for and a viewer may see."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ortak.mechanisms.actors.models import Audience
from ortak.mechanisms.actors.services import audience_of, public_audience
from ortak.mechanisms.actors.viewers import PUBLIC, Viewer, class_key, visible_to
from ortak.mechanisms.indicators.models import Indicator, LoadedFile, Milestone, Observation
from ortak.mechanisms.indicators.recording import (
    EvidenceError,
    NewObservation,
)
from ortak.mechanisms.indicators.tests.samples import TODAY, UNITED_NATIONS, act, define, figure
from ortak.vision.board import board
from ortak.vision.explain import explain
from ortak.vision.loading import load_everything
from ortak.vision.models import Commitment, EvidenceItem, Headline, Standing, StandingChange
from ortak.vision.standing import ensure, rebuild, rebuild_all, statuses_known_on
from ortak.vision.tests.cells import KAZAKHSTAN, MEMBERS, act_items, headlines, record, record_acts, stored
from ortak.vision.tests.recomputed import recomputed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def unanswered(by: str = "members") -> EvidenceItem:
    """An act that is asked for and of which nothing is known."""
    known = set(Milestone.objects.values_list("marks__item", flat=True))
    return next(item for item in act_items(by) if item.item not in known)


def measured() -> EvidenceItem:
    """An item whose indicator has figures of Kazakhstan."""
    items = EvidenceItem.objects.filter(kind="indicator", by="members").order_by("item")
    figures = Observation.objects.filter(ref_area="KZ", first_day__year__gte=2021)
    return next(
        item for item in items if figures.filter(indicator__code=item.indicator, indicator__better="higher").exists()
    )


def rising_and_falling(item: EvidenceItem, **fields: Any) -> list[NewObservation]:
    """Well founded figures of every member that would change the verdict, whatever it was."""
    areas = {"AZ": 1, "KG": -1, "KZ": 1, "TR": -1, "UZ": 1} if "area" not in fields else {fields.pop("area"): 1}
    return [
        figure(
            50 + slope * 10 * (year - 2023), str(year), area, indicator=item.indicator, source=UNITED_NATIONS, **fields
        )
        for area, slope in areas.items()
        for year in range(2021, 2026)
        if area != fields.get("counterpart_area")
    ]


class TestStored:
    def test_every_commitment_has_a_status_in_every_column(self) -> None:
        assert len(stored()) == (123 + 52) * 6

    def test_statuses_equal_a_slow_recomputation(self) -> None:
        assert stored() == recomputed(visible_to(PUBLIC), MEMBERS)

    def test_the_board_and_the_explanation_say_the_same(self) -> None:
        shown = board(today=TODAY)
        for row in (*shown.directives[::4], *shown.priorities[::4]):
            told = explain(row.code, today=TODAY)["columns"]
            for column, cell in row.columns.items():
                same = {name: told[column][name] for name in ("status", "grade", "known", "required")}
                assert same == {
                    "status": cell.status,
                    "grade": cell.grade,
                    "known": cell.known,
                    "required": cell.required,
                }

    def test_the_present_asked_for_as_a_day_is_the_present(self) -> None:
        moment = datetime.now(UTC) + timedelta(days=1)
        as_known = {
            key: (s.word, s.grade or "", s.known, s.required, s.rule) for key, s in statuses_known_on(moment).items()
        }
        assert as_known == stored()

    def test_before_anything_was_recorded_nothing_was_known(self) -> None:
        known = statuses_known_on(datetime(2021, 11, 12, tzinfo=UTC))
        assert {status.known for status in known.values()} == {0}
        assert {status.word for status in known.values()} <= {"not_reported", "not_measurable", "not_applicable"}

    def test_building_from_nothing_gives_the_same(self) -> None:
        before, shown = stored(), headlines()
        Standing.objects.all().delete()
        Headline.objects.all().delete()
        rebuild(visible_to(PUBLIC), today=TODAY)
        assert (stored(), headlines()) == (before, shown)

    def test_building_again_writes_nothing(self) -> None:
        rows = list(Standing.objects.order_by("pk").values())
        assert rebuild(visible_to(PUBLIC), today=TODAY) == 0
        assert list(Standing.objects.order_by("pk").values()) == rows


class TestLoading:
    @staticmethod
    def counts() -> dict[str, int]:
        models = (Observation, Milestone, Indicator, Commitment, EvidenceItem, Standing, Headline, StandingChange)
        return {model.__name__: model.objects.count() for model in models}

    def test_a_second_time_writes_nothing(self) -> None:
        counts, version = self.counts(), public_audience().version
        assert load_everything() is None
        assert (self.counts(), public_audience().version) == (counts, version)

    def test_reading_every_file_again_changes_nothing(self) -> None:
        """As after an update in which no fact changed."""
        counts, before = self.counts(), (stored(), headlines())
        ensure(KAZAKHSTAN, TODAY)
        theirs = stored(KAZAKHSTAN)
        LoadedFile.objects.update(digest="of an older version")
        report = load_everything(today=TODAY)
        assert report is not None
        assert (report.added, report.superseding) == (0, 0)
        Standing.objects.filter(audience_class=class_key(visible_to(KAZAKHSTAN))).delete()
        Headline.objects.filter(audience_class=class_key(visible_to(KAZAKHSTAN))).delete()
        assert (self.counts(), (stored(), headlines())) == (counts, before)
        assert theirs == before[0]


class TestWhatMovesAStatus:
    def test_an_act_that_is_asked_for(self) -> None:
        item = unanswered()
        before = stored()
        record_acts(act("new", (item.commitment_id, item.item, "done")))
        changed = {key for key, cell in stored().items() if cell != before[key]}
        serving = {row.code for row in Commitment.objects.all() if item.commitment_id in row.served_by}
        assert (item.commitment_id, "KZ") in changed
        assert changed <= {(code, column) for code in {item.commitment_id, *serving} for column in ("KZ", "ORG")}
        assert stored() == recomputed(visible_to(PUBLIC), MEMBERS)

    def test_what_moved_is_kept_with_before_and_after(self) -> None:
        item = next(item for item in act_items("members") if stored()[item.commitment_id, "KZ"][3] == 1)
        before = stored()[item.commitment_id, "KZ"][0]
        past = set(StandingChange.objects.values_list("id", flat=True))
        record_acts(act("new", (item.commitment_id, item.item, "started")))
        after = stored()[item.commitment_id, "KZ"]
        moved = StandingChange.objects.exclude(id__in=past).get(code=item.commitment_id, column="KZ")
        assert (moved.before, moved.after, moved.rule) == (before, after[0], after[4])
        assert before != after[0]

    def test_a_correction_takes_back_what_the_older_row_said(self) -> None:
        """The act turns out to be about something else: both directives are worked out anew."""
        first, second = act_items("members")[0], act_items("members")[-1]
        before = stored()
        record_acts(act("new", (first.commitment_id, first.item, "done")))
        record_acts(act("new", (second.commitment_id, second.item, "done")))
        assert stored() == recomputed(visible_to(PUBLIC), MEMBERS)
        record_acts(complete=True)
        assert stored() == before

    @pytest.mark.parametrize(("values", "state"), [((90, 70, 50, 30, 10), "wrong"), ((10, 30, 50, 70, 90), "right")])
    def test_figures_of_an_indicator_that_is_asked_for(self, values: tuple[int, ...], state: str) -> None:
        item = measured()
        rows = [
            figure(value, str(year), indicator=item.indicator, source=UNITED_NATIONS)
            for year, value in enumerate(values, 2021)
        ]
        record(*rows)
        told = next(told for told in explain(item.commitment_id, today=TODAY)["items"] if told["item"] == item.item)
        assert told["states"]["KZ"] == {"state": state, "grade": "recorded"}
        assert stored() == recomputed(visible_to(PUBLIC), MEMBERS)


def test_an_indicator_that_is_no_evidence_any_more_decides_nothing() -> None:
    item = measured()
    Indicator.objects.filter(code=item.indicator).update(category="context")
    rebuild_all(TODAY)
    told = next(told for told in explain(item.commitment_id, today=TODAY)["items"] if told["item"] == item.item)
    assert {state["state"] for state in told["states"].values()} == {"not_measurable"}
    assert stored() == recomputed(visible_to(PUBLIC), MEMBERS)


def test_made_up_figures_do_change_verdicts_when_they_count() -> None:
    """Else the tests below would hold for the wrong reason."""
    before = stored()
    record(*rising_and_falling(measured()))
    assert stored() != before


class TestWhatMovesNoStatus:
    @pytest.fixture(autouse=True)
    def unmoved(self) -> Iterator[None]:
        cells, shown, changes = stored(), headlines(), StandingChange.objects.count()
        yield
        assert rebuild(visible_to(PUBLIC), today=TODAY) == 0
        assert stored() == cells
        assert headlines() == shown
        assert StandingChange.objects.count() == changes

    def test_a_hundred_acts_that_answer_no_item(self) -> None:
        chance = random.Random(40)
        codes = list(Commitment.objects.values_list("code", flat=True))
        rows = [
            act(
                f"unrelated-{n}",
                *((code, "", "") for code in chance.sample(codes, 3)),
                actors=tuple(chance.sample(MEMBERS, 3)),
            )
            for n in range(100)
        ]
        record_acts(*rows)

    def test_modelled_figures(self) -> None:
        record(*rising_and_falling(measured(), modelled=True))

    @pytest.mark.parametrize("category", ["assessment", "context"])
    def test_assessments_and_context(self, category: str) -> None:
        codes = Indicator.objects.filter(category=category, pairs=False).values_list("code", flat=True)[:40]
        rows = [figure(1.0, str(year), "KZ", indicator=code) for code in codes for year in range(2021, 2026)]
        record(*rows)

    def test_figures_of_pairs(self) -> None:
        record(*rising_and_falling(measured(), counterpart_area="UZ"))

    def test_figures_of_others(self) -> None:
        record(*rising_and_falling(measured(), area="HU"))

    def test_acts_of_others(self) -> None:
        record_acts(
            *(
                act(f"of-hungary-{n}", (item.commitment_id, item.item, "done"), actors=("HU",))
                for n, item in enumerate(act_items("members"))
            )
        )

    def test_a_date_in_the_future(self) -> None:
        item = unanswered()
        with pytest.raises(EvidenceError, match="lies in the future"):
            record_acts(act("new", (item.commitment_id, item.item, "done"), time_period="2026-11-25"))

    def test_an_act_that_names_what_the_register_does_not_hold(self) -> None:
        item = unanswered()
        for mark in (("TRA-99", "", ""), (item.commitment_id, f"{item.commitment_id}.no-such", "done")):
            with pytest.raises(EvidenceError, match=r"milestones\.csv, line 2: .*(TRA-99|no-such)"):
                record_acts(act("new", (item.commitment_id, item.item, "done")), act("other", mark))


class TestWhoSees:
    def test_a_hidden_row_changes_nothing_of_the_public(self) -> None:
        item, asked = measured(), unanswered()
        before = (stored(), headlines(), public_audience().version, StandingChange.objects.count())
        hidden = audience_of(["KZ"])
        record(*rising_and_falling(item), audience=hidden)
        record_acts(act("secret", (asked.commitment_id, asked.item, "done")), audience=hidden)
        assert rebuild(visible_to(PUBLIC), today=TODAY) == 0
        assert (stored(), headlines(), public_audience().version, StandingChange.objects.count()) == before
        moment = datetime.now(UTC) + timedelta(days=1)
        assert {key: found.word for key, found in statuses_known_on(moment).items()} == {
            key: cell[0] for key, cell in before[0].items()
        }

    def test_another_class_of_viewers_has_statuses_of_its_own(self) -> None:
        asked, hidden = unanswered(), audience_of(["KZ"])
        ensure(KAZAKHSTAN, TODAY)
        assert stored(KAZAKHSTAN) == stored()
        record_acts(act("secret", (asked.commitment_id, asked.item, "done")), audience=hidden)
        assert stored(KAZAKHSTAN) == recomputed(visible_to(KAZAKHSTAN), MEMBERS) != stored()
        record_acts(act("open", (asked.commitment_id, asked.item, "done")), dataset="standing.open")
        assert stored(KAZAKHSTAN) == recomputed(visible_to(KAZAKHSTAN), MEMBERS)

    def test_loading_renews_every_class(self) -> None:
        audience_of(["KZ"])
        ensure(KAZAKHSTAN, TODAY)
        Standing.objects.filter(audience_class=class_key(visible_to(KAZAKHSTAN))).update(status="done", rule="wrong")
        rebuild_all(TODAY)
        assert stored(KAZAKHSTAN) == stored()

    def test_whoever_looks_first_finds_statuses(self) -> None:
        audience_of(["UZ"])
        viewer = Viewer(frozenset({"UZ"}), in_organization=True)
        assert stored(viewer) == {}
        assert {row.code for row in board(viewer, today=TODAY).directives} == {
            code for code, _ in stored() if code[:4] != "PRI-"
        }
        assert stored(viewer) == stored()


def test_a_class_counts_its_own_version() -> None:
    define("standing.context", category="context")
    hidden = audience_of(["KZ"])
    before = dict(Audience.objects.values_list("key", "version"))
    record(figure(indicator="standing.context"), audience=hidden)
    after = dict(Audience.objects.values_list("key", "version"))
    assert {key for key in after if after[key] != before[key]} == {"actors:KZ"}
