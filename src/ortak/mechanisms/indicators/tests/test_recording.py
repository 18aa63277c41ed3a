"""Recording evidence: the same again writes nothing, a change supersedes, a withdrawal is a row, all of a call or
none of it."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from ortak.mechanisms.actors.models import Audience
from ortak.mechanisms.actors.services import audience_of, public_audience
from ortak.mechanisms.indicators.models import (
    AppendOnly,
    Milestone,
    MilestoneActor,
    MilestoneMark,
    Observation,
    Source,
)
from ortak.mechanisms.indicators.recording import (
    EvidenceError,
    NewMilestone,
    NewObservation,
    Recorded,
    record_milestones,
    record_observations,
)
from ortak.mechanisms.indicators.tests.samples import MINISTRY, PRESS, TODAY, UNITED_NATIONS, act, define, figure

pytestmark = pytest.mark.usefixtures("actors")


@pytest.fixture(autouse=True)
def indicator(actors: None) -> None:
    define()


def record(*rows: NewObservation, **options: Any) -> Recorded:
    return record_observations(rows, **{"dataset": "test", "today": TODAY} | options)


def record_acts(*rows: NewMilestone, **options: Any) -> Recorded:
    return record_milestones(rows, **{"dataset": "test", "today": TODAY} | options)


def stored() -> list[Observation]:
    return list(Observation.objects.filter(dataset="test").order_by("natural_key", "version"))


def current() -> dict[str, float]:
    return {row.time_period: row.obs_value for row in Observation.objects.filter(dataset="test").current()}


class TestFigures:
    def test_the_same_again_writes_nothing(self) -> None:
        rows = [figure(5.0, "2023"), figure(6.0, "2024")]
        assert record(*rows) == Recorded(added=2)
        before = [list(model.objects.order_by("pk").values()) for model in (Observation, Source, Audience)]
        assert record(*rows) == Recorded(unchanged=2)
        assert record(*reversed(rows)) == Recorded(unchanged=2)
        assert [list(model.objects.order_by("pk").values()) for model in (Observation, Source, Audience)] == before

    def test_a_whole_number_is_the_same_figure_as_its_decimal(self) -> None:
        record(figure(5.0), figure(0.0, "2024"))
        assert record(figure(5), figure(-0.0, "2024")) == Recorded(unchanged=2)

    def test_a_changed_value_supersedes(self) -> None:
        record(figure(5.0), figure(6.0, "2024"))
        assert record(figure(5.5), figure(6.0, "2024")) == Recorded(added=1, superseding=1, unchanged=1)
        first, second, _ = stored()
        assert (second.supersedes, second.version, second.obs_value) == (first, 2, 5.5)
        assert current() == {"2023": 5.5, "2024": 6.0}

    def test_a_changed_remark_supersedes_too(self) -> None:
        record(figure())
        for change in ({"locator": "table 4"}, {"comment": "provisional"}, {"obs_status": "P"}, {"how": "survey"}):
            assert record(figure(**change)).superseding == 1
        assert current() == {"2023": 5.0}

    def test_there_and_back_again_is_a_chain_of_three(self) -> None:
        for value in (5.0, 6.0, 5.0):
            record(figure(value))
        first, second, third = stored()
        assert (second.supersedes, third.supersedes) == (first, second)
        assert [row.version for row in (first, second, third)] == [1, 2, 3]
        assert first.digest == third.digest
        assert current() == {"2023": 5.0}

    def test_another_source_of_the_same_figure_stands_beside_it(self) -> None:
        record(figure(5.0), figure(5.2, source=UNITED_NATIONS))
        assert Observation.objects.filter(dataset="test").current().count() == 2

    def test_what_a_complete_dataset_holds_no_more_is_withdrawn(self) -> None:
        record(figure(5.0), figure(6.0, "2024"), complete=True)
        assert record(figure(5.0), complete=True) == Recorded(added=1, superseding=1, unchanged=1)
        assert current() == {"2023": 5.0}
        assert record(figure(5.0), complete=True) == Recorded(unchanged=1)
        assert record(figure(5.0), figure(6.0, "2024"), complete=True) == Recorded(added=1, superseding=1, unchanged=1)
        assert current() == {"2023": 5.0, "2024": 6.0}
        assert [(row.version, row.withdrawn) for row in stored()[1:]] == [(1, False), (2, True), (3, False)]

    def test_a_complete_dataset_leaves_others_alone(self) -> None:
        record(figure(5.0))
        hidden = audience_of(["KZ"])
        record(figure(7.0), audience=hidden)
        record(figure(6.0, "2024"), dataset="other")
        record(complete=True)
        assert Observation.objects.current().filter(dataset="test").get().audience == hidden
        assert Observation.objects.current().filter(dataset="other").exists()

    def test_thousands_can_be_withdrawn_at_once(self) -> None:
        many = [
            figure(1.0, f"{year}-{month:02}-{day:02}")
            for year in (2023, 2024)
            for month in range(1, 13)
            for day in range(1, 29)
        ]
        record(*many, complete=True)
        assert record(complete=True).superseding == len(many) == 672
        assert current() == {}

    def test_a_row_has_one_moment_with_all_of_its_call(self) -> None:
        record(*(figure(1.0, f"2023-{month:02}") for month in range(1, 13)))
        assert len({row.recorded_at for row in stored()}) == 1

    def test_ids_keep_the_order_of_the_rows(self) -> None:
        record(*(figure(1.0, f"2023-{month:02}") for month in range(12, 0, -1)))
        periods = Observation.objects.filter(dataset="test").order_by("id").values_list("time_period", flat=True)
        assert list(periods) == [f"2023-{month:02}" for month in range(12, 0, -1)]

    def test_all_of_a_call_or_nothing(self) -> None:
        with pytest.raises(EvidenceError):
            record(figure(5.0), figure(6.0, "2024", area="ATLANTIS"))
        assert stored() == []
        assert not Source.objects.filter(title=MINISTRY.title).exists()

    def test_the_same_row_twice_is_refused_and_nothing_stored(self) -> None:
        with pytest.raises(
            EvidenceError, match=r"line 9: test\.hours\|KZ\|\|2023\|.* the first is at figures\.csv, line 2"
        ):
            record(figure(5.0), figure(6.0, place="figures.csv, line 9"))
        assert stored() == []

    def test_a_pair_is_another_figure_than_its_reverse(self) -> None:
        record(figure(5.0, counterpart_area="UZ"), figure(6.0, area="UZ", counterpart_area="KZ"))
        assert Observation.objects.filter(dataset="test").count() == 2


class TestAudiences:
    def test_a_hidden_row_leaves_the_public_one_as_it_is(self) -> None:
        record(figure(5.0))
        version = public_audience().version
        assert record(figure(9.0), audience=audience_of(["KZ"])) == Recorded(added=1)
        public = Observation.objects.current().get(dataset="test", audience=public_audience())
        assert (public.obs_value, public.version) == (5.0, 1)
        assert public_audience().version == version

    def test_versions_of_two_audiences_are_counted_apart(self) -> None:
        hidden = audience_of(["KZ"])
        for value in (9.0, 8.0):
            record(figure(value), audience=hidden)
        record(figure(5.0))
        assert [(row.audience.key, row.version) for row in stored()] == [
            ("actors:KZ", 1),
            ("actors:KZ", 2),
            ("public", 1),
        ]

    def test_an_audience_counts_up_once_a_call_and_only_if_something_came(self) -> None:
        hidden = audience_of(["KZ"])
        record(figure(9.0), figure(8.0, "2024"), audience=hidden)
        record(figure(9.0), audience=hidden)
        assert Audience.objects.get(id=hidden.id).version == 1

    def test_nobody_supersedes_what_another_owns(self) -> None:
        record(figure(5.0), owner="KZ")
        assert record(figure(5.0), owner="UZ") == Recorded(unchanged=1)
        with pytest.raises(EvidenceError, match="belongs to another owner"):
            record(figure(6.0), owner="UZ")
        assert current() == {"2023": 5.0}


class TestActs:
    def test_the_same_again_writes_nothing(self) -> None:
        row = act("road-2023", ("TRA-1", "TRA-1.law", "done"), ("TRA-2", "", ""), second_source=PRESS)
        assert record_acts(row) == Recorded(added=1)
        before = [list(model.objects.order_by("pk").values()) for model in (Milestone, MilestoneActor, MilestoneMark)]
        assert record_acts(row) == Recorded(unchanged=1)
        assert record_acts(act("road-2023", *reversed(row.marks), second_source=PRESS)) == Recorded(unchanged=1)
        assert [
            list(model.objects.order_by("pk").values()) for model in (Milestone, MilestoneActor, MilestoneMark)
        ] == before

    def test_every_part_that_changes_supersedes(self) -> None:
        record_acts(act())
        changes: list[dict[str, Any]] = [
            {"time_period": "2023-05"},
            {"actors": ("KZ", "UZ")},
            {"kind": "decision"},
            {"titles": {"en": "Kazakhstan passed another law."}},
            {"source": UNITED_NATIONS},
            {"second_source": PRESS},
            {"second_locator": "p. 3"},
            {"locator": "article 1"},
            {"comment": "translated"},
        ]
        for change in changes:
            assert record_acts(act(**change)).superseding == 1
        assert Milestone.objects.filter(dataset="test").count() == len(changes) + 1
        assert Milestone.objects.filter(dataset="test").current().count() == 1

    def test_a_correction_carries_its_own_marks_and_states(self) -> None:
        record_acts(act("road-2023", ("TRA-1", "TRA-1.law", "done")))
        record_acts(act("road-2023", ("TRA-2", "TRA-2.law", "started"), actors=("UZ", "AZ", "UZ")))
        row = Milestone.objects.filter(dataset="test").current().get()
        assert [(mark.code, mark.item, mark.stage) for mark in row.marks.all()] == [("TRA-2", "TRA-2.law", "started")]
        assert sorted(bound.actor for bound in row.binds.all()) == ["AZ", "UZ"]

    def test_a_withdrawn_act_is_gone_and_can_come_back(self) -> None:
        row = act("road-2023", ("TRA-1", "TRA-1.law", "done"))
        record_acts(row, complete=True)
        assert record_acts(complete=True) == Recorded(added=1, superseding=1)
        assert not Milestone.objects.filter(dataset="test").current().exists()
        assert record_acts(row, complete=True) == Recorded(added=1, superseding=1)
        assert Milestone.objects.filter(dataset="test").current().get().marks.get().item == "TRA-1.law"

    def test_all_of_a_call_or_nothing(self) -> None:
        with pytest.raises(EvidenceError):
            record_acts(act("one"), act("two", kind="miracle"))
        assert not Milestone.objects.filter(dataset="test").exists()


class TestRefusal:
    """The database itself refuses to change or delete evidence, whoever asks."""

    TABLES = (
        "indicators_observation",
        "indicators_milestone",
        "indicators_milestoneactor",
        "indicators_milestonemark",
        "indicators_source",
    )

    @pytest.fixture(autouse=True)
    def something(self, indicator: None) -> None:
        record(figure(5.0))
        record_acts(act("road-2023", ("TRA-1", "TRA-1.law", "done")))

    @pytest.mark.parametrize("table", TABLES)
    @pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
    def test_by_raw_sql(self, table: str, statement: str) -> None:
        with connection.cursor() as cursor:
            with pytest.raises(DatabaseError, match="evidence is never changed or deleted"), transaction.atomic():
                cursor.execute(statement.format(table))
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone()[0] > 0

    def test_by_objects(self) -> None:
        row = Observation.objects.get(dataset="test")
        for attempt in (
            row.save,
            row.delete,
            Observation.objects.all().delete,
            lambda: Observation.objects.update(obs_value=1),
        ):
            with pytest.raises(AppendOnly):
                attempt()
        with pytest.raises(AppendOnly):
            Observation.objects.bulk_update([row], ["obs_value"])

    def test_a_version_cannot_be_taken_twice(self) -> None:
        row = Observation.objects.get(dataset="test")
        row.pk, row._state.adding = None, True
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save()
