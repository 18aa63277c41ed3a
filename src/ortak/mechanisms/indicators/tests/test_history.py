"""What was known when: the stored history against a dictionary that does the same in the plainest way."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from ortak.mechanisms.actors.models import Audience
from ortak.mechanisms.actors.services import audience_of, public_audience
from ortak.mechanisms.actors.viewers import PUBLIC, Viewer
from ortak.mechanisms.indicators import ledger
from ortak.mechanisms.indicators.models import Milestone, Observation
from ortak.mechanisms.indicators.recording import EvidenceError, record_milestones, record_observations
from ortak.mechanisms.indicators.tests.samples import TODAY, act, define, figure

# Later than anything that another test may have left: a ledger never goes back in time.
BEGIN = datetime(2200, 1, 1, tzinfo=UTC)
DATASETS = ("history.one", "history.two")
PERIODS = ("2021", "2022", "2023", "2023-06")
ROWS = st.dictionaries(
    st.tuples(st.sampled_from(["KZ", "UZ"]), st.sampled_from(PERIODS)), st.integers(0, 3), max_size=4
)
# Minutes that the clock moves between two recordings: often not at all, sometimes back.
MOVES = st.sampled_from([0, 0, 1, 7, 60, -30])
Key = tuple[str, str, str, str]  # dataset, audience, area, period


class History(RuleBasedStateMachine):
    """Record, withdraw and fail at random; `told` holds for each key what was said, when, None for a withdrawal."""

    def __init__(self) -> None:
        super().__init__()
        self._rollback = transaction.atomic()
        self._rollback.__enter__()
        self.told: dict[Key, list[tuple[datetime, int | None]]] = {}
        self.now, self.last = BEGIN, datetime.min.replace(tzinfo=UTC)
        self._clock, ledger.clock = ledger.clock, lambda: self.now

    def teardown(self) -> None:
        ledger.clock = self._clock
        transaction.set_rollback(True)
        self._rollback.__exit__(None, None, None)

    @initialize()
    def prepare(self) -> None:
        define()
        self.audiences = {"public": public_audience(), "actors:KZ": audience_of(["KZ"])}
        self.viewers = {"public": PUBLIC, "actors:KZ": Viewer(frozenset({"KZ"}))}

    @rule(
        rows=ROWS,
        dataset=st.sampled_from(DATASETS),
        audience=st.sampled_from(["public", "actors:KZ"]),
        complete=st.booleans(),
        minutes=MOVES,
    )
    def record(self, rows: dict[Any, int], dataset: str, audience: str, complete: bool, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        self.record_rows(rows, dataset, self.audiences[audience], complete)
        moment = max(self.now, self.last)
        said: dict[Key, int | None] = {(dataset, audience, *place): value for place, value in rows.items()}
        if complete:
            ours = [key for key in self.told if key[:2] == (dataset, audience) and key not in said]
            said |= dict.fromkeys(ours)
        changed = {key: value for key, value in said.items() if self.newest(key) != value}
        for key, value in changed.items():
            self.told.setdefault(key, []).append((moment, value))
        if changed:
            self.last = moment

    @rule(rows=ROWS, dataset=st.sampled_from(DATASETS))
    def fail(self, rows: dict[Any, int], dataset: str) -> None:
        with pytest.raises(EvidenceError):
            self.record_rows(rows | {("KZ", "2031"): 1}, dataset, self.audiences["public"], complete=True)

    @invariant()
    def the_present_is_as_told(self) -> None:
        for viewer in ("public", "actors:KZ"):
            expected = sorted(
                (key, value) for key in self.told if self.sees(viewer, key) and (value := self.newest(key)) is not None
            )
            assert self.stored(self.query(viewer).current()) == expected

    @rule()
    def every_past_is_as_told(self) -> None:
        moments = {when for versions in self.told.values() for when, _ in versions} | {BEGIN - timedelta(days=1)}
        for moment in sorted(moments):
            known = {key: [value for when, value in versions if when <= moment] for key, versions in self.told.items()}
            for viewer in ("public", "actors:KZ"):
                expected = [
                    (key, values[-1])
                    for key, values in known.items()
                    if values and values[-1] is not None and self.sees(viewer, key)
                ]
                assert self.stored(self.query(viewer).known_on(moment)) == sorted(expected)

    @invariant()
    def every_version_is_kept_in_one_chain(self) -> None:
        rows = list(self.model.objects.filter(dataset__in=DATASETS))
        assert len(rows) == sum(map(len, self.told.values()))
        by_id = {row.id: row for row in rows}
        for row in rows:
            before = by_id[row.supersedes_id] if row.supersedes_id else None
            assert row.version == (before.version + 1 if before else 1)
            assert before is None or (before.natural_key, before.audience_id) == (row.natural_key, row.audience_id)
            assert before is None or before.recorded_at <= row.recorded_at

    def newest(self, key: Key) -> int | None:
        return self.told[key][-1][1] if key in self.told else None

    def sees(self, viewer: str, key: Key) -> bool:
        return key[1] in ("public", viewer)

    def query(self, viewer: str) -> Any:
        return self.model.objects.visible_to(self.viewers[viewer]).filter(dataset__in=DATASETS)

    model: Any

    def record_rows(self, rows: dict[Any, int], dataset: str, audience: Audience, complete: bool) -> None:
        raise NotImplementedError

    def stored(self, rows: Iterable[Any]) -> list[tuple[Key, int]]:
        raise NotImplementedError


class FigureHistory(History):
    model = Observation

    def record_rows(self, rows: dict[Any, int], dataset: str, audience: Audience, complete: bool) -> None:
        new = [figure(value, period, area) for (area, period), value in rows.items()]
        record_observations(new, dataset=dataset, today=TODAY, audience=audience, complete=complete)

    def stored(self, rows: Iterable[Any]) -> list[tuple[Key, int]]:
        return sorted(((r.dataset, r.audience.key, r.ref_area, r.time_period), int(r.obs_value)) for r in rows)


class ActHistory(History):
    """Acts: the key is a slug, so the date is part of what may change; here it is told in the key and kept."""

    model = Milestone

    def record_rows(self, rows: dict[Any, int], dataset: str, audience: Audience, complete: bool) -> None:
        new = [
            act(f"{area} {period}", actors=(area,), time_period=period, titles={"en": str(value)})
            for (area, period), value in rows.items()
        ]
        record_milestones(new, dataset=dataset, today=TODAY, audience=audience, complete=complete)

    def stored(self, rows: Iterable[Any]) -> list[tuple[Key, int]]:
        found = []
        for row in rows:
            area = row.binds.get().actor
            found.append(((row.dataset, row.audience.key, area, row.time_period), int(row.titles["en"])))
        return sorted(found)


@pytest.mark.usefixtures("actors")
@pytest.mark.parametrize("history", [FigureHistory, ActHistory])
def test_the_history_is_as_it_was_told(history: type[History]) -> None:
    run_state_machine_as_test(
        history, settings=settings(max_examples=settings().max_examples // 2, stateful_step_count=15)
    )


@pytest.mark.usefixtures("actors")
def test_a_row_is_known_at_the_very_moment_it_was_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also on a whole second, which one database writes without a fraction."""
    define()
    for moment in (BEGIN, BEGIN + timedelta(milliseconds=120), BEGIN + timedelta(microseconds=7)):
        monkeypatch.setattr(ledger, "clock", lambda moment=moment: moment)
        record_observations([figure(5.0, source=figure().source)], dataset=f"at.{moment.microsecond}", today=TODAY)
        row = Observation.objects.get(dataset=f"at.{moment.microsecond}")
        known = Observation.objects.filter(dataset=row.dataset)
        assert known.known_on(row.recorded_at).exists()
        assert not known.known_on(row.recorded_at - timedelta(microseconds=1)).exists()


@pytest.mark.usefixtures("actors")
def test_the_database_tells_the_time() -> None:
    define()
    before = ledger.clock()
    record_observations([figure()], dataset="test", today=TODAY)
    recorded = Observation.objects.get(dataset="test").recorded_at
    assert before <= recorded <= ledger.clock()
    assert abs(recorded - datetime.now(UTC)) < timedelta(minutes=1)
