"""Recording evidence: the one way in. Everything here is append-only, idempotent and inside one transaction per call.

A row is known by its natural key. Recording the same content again writes nothing; changed content becomes a new row
that supersedes the old one. The audience belongs to the key, so that a row hidden from the public never supersedes a
public one.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from ortak.mechanisms.actors.models import Audience
from ortak.mechanisms.actors.services import touch
from ortak.mechanisms.indicators.checking import check_dataset, check_milestones, check_observations, known
from ortak.mechanisms.indicators.ledger import Ledger, insert, stored_sources
from ortak.mechanisms.indicators.models import Milestone, MilestoneActor, MilestoneMark, Observation
from ortak.mechanisms.indicators.new_evidence import EvidenceError, NewMilestone, NewObservation, NewSource, Recorded
from ortak.mechanisms.indicators.signals import evidence_recorded

__all__ = [
    "EvidenceError",
    "NewMilestone",
    "NewObservation",
    "NewSource",
    "Recorded",
    "record_milestones",
    "record_observations",
]


def record_observations(
    rows: Sequence[NewObservation],
    *,
    dataset: str,
    today: date,
    owner: str = "ORG",
    audience: Audience | None = None,
    announce: bool = True,
    complete: bool = False,
) -> Recorded:
    """Record figures of one dataset in one transaction: all of them or none. Raises `EvidenceError` for the first
    bad row. `complete` says that these rows are the whole dataset: what is stored of it besides is withdrawn by a
    superseding row."""
    check_dataset(dataset, complete)
    may_name = known()
    periods = check_observations(rows, may_name, today)
    with transaction.atomic():
        ledger = Ledger(Observation, dataset, owner, audience)
        sources = stored_sources(row.source for row in rows)
        for row, period in zip(rows, periods, strict=True):
            columns = _columns(row, ("ref_area", "counterpart_area", "time_period", "obs_status", *_SHARED))
            ledger.add(
                row.key,
                row.content(),
                row.place,
                **columns,
                indicator_id=may_name.indicators[row.indicator].id,
                obs_value=row.obs_value + 0.0,
                first_day=period.first,
                last_day=period.last,
                source_id=sources[row.source.digest()],
                method=row.method,
                method_version=row.method_version,
                run=row.run,
                modelled=row.modelled,
            )
        report = ledger.write(complete)
        if report.added:
            touched = {row["indicator_id"] for row in (*ledger.new, *ledger.withdrawals)}
            codes = {code for code, scale in may_name.indicators.items() if scale.id in touched}
            _announce(ledger.audience, announce, indicators=codes, marks=set())
    return report


def record_milestones(
    rows: Sequence[NewMilestone],
    *,
    dataset: str,
    today: date,
    owner: str = "ORG",
    audience: Audience | None = None,
    announce: bool = True,
    complete: bool = False,
) -> Recorded:
    """Record acts of one dataset in one transaction: all of them or none. Raises `EvidenceError` for the first bad row.
    `complete` as for observations."""
    check_dataset(dataset, complete)
    may_name = known()
    periods = check_milestones(rows, may_name, today)
    with transaction.atomic():
        ledger = Ledger(Milestone, dataset, owner, audience)
        sources = stored_sources(s for row in rows for s in (row.source, row.second_source) if s)
        for row, period in zip(rows, periods, strict=True):
            ledger.add(
                row.key,
                row.content(),
                row.place,
                **_columns(row, ("kind", "titles", "time_period", "step", "second_locator", *_SHARED)),
                source_language="en",
                first_day=period.first,
                last_day=period.last,
                agreement_id=may_name.agreements[row.agreement] if row.agreement else None,
                source_id=sources[row.source.digest()],
                second_source_id=sources[row.second_source.digest()] if row.second_source else None,
            )
        report = ledger.write(complete)
        added = {row.key: row for row in rows}
        _link(ledger, added)
        if report.added:
            marks = {code for key in ledger.key_of.values() for code, _, _ in added[key].marks}
            _announce(ledger.audience, announce, indicators=set(), marks=marks | ledger.codes_before())
    return report


_SHARED = ("locator", "how", "comment")


def _columns(row: NewObservation | NewMilestone, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _link(ledger: Ledger, rows: dict[str, NewMilestone]) -> None:
    binds: list[dict[str, Any]] = []
    marks: list[dict[str, Any]] = []
    for identity, key in ledger.key_of.items():
        binds += [{"milestone_id": identity, "actor": actor} for actor in sorted(set(rows[key].actors))]
        marks += [
            {"milestone_id": identity, "code": code, "item": item, "stage": stage}
            for code, item, stage in sorted(set(rows[key].marks))
        ]
    insert(MilestoneActor, binds)
    insert(MilestoneMark, marks)


def _announce(audience: Audience, announce: bool, indicators: set[str], marks: set[str]) -> None:
    touch([audience.id])
    if announce:
        evidence_recorded.send(None, indicators=indicators, marks=marks, audiences={audience.id})
