"""Recording evidence: the one way in. Everything here is append-only, idempotent and inside one transaction per call.

A row is known by its natural key. Recording the same content again writes nothing; changed content becomes a new row that
supersedes the old one. The audience belongs to the key, so that a row hidden from the public never supersedes a public one."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from math import isfinite
from typing import Any

from django.db import connection, models, transaction

from ortak.engines.periods import Period, PeriodError, parse_period
from ortak.mechanisms.actors.identifiers import uuid7
from ortak.mechanisms.actors.models import Actor, Audience
from ortak.mechanisms.actors.services import public_audience, territories, touch
from ortak.mechanisms.indicators.models import (
    Agreement,
    Evidence,
    Indicator,
    Milestone,
    MilestoneActor,
    MilestoneMark,
    Observation,
    Source,
)
from ortak.mechanisms.indicators.signals import evidence_recorded
from ortak.mechanisms.indicators.words import Act, Form, How, Stage, Step, Who

LARGEST = 1e18
WITHDRAWN = "withdrawn"


class EvidenceError(ValueError):
    """Evidence that cannot be recorded: the message says where, what was wrong, and what is valid."""


@dataclass(frozen=True)
class NewSource:
    who: str
    form: str
    title: str
    publisher: str
    published: str = ""
    url: str = ""
    licence: str = ""

    def digest(self) -> str:
        return _source_digest(self)


@lru_cache(maxsize=4096)
def _source_digest(source: NewSource) -> str:
    return _digest([getattr(source, field.name) for field in fields(source)])


@dataclass(frozen=True)
class NewObservation:
    indicator: str
    ref_area: str
    time_period: str
    obs_value: float
    source: NewSource
    how: str
    counterpart_area: str = ""
    locator: str = ""
    obs_status: str = "A"
    method: str = ""
    method_version: str = ""
    run: str = ""
    modelled: bool = False
    comment: str = ""
    place: str = ""


@dataclass(frozen=True)
class NewMilestone:
    key: str
    time_period: str
    actors: tuple[str, ...]
    kind: str
    titles: dict[str, str]
    marks: tuple[tuple[str, str, str], ...]
    source: NewSource
    how: str
    locator: str = ""
    second_source: NewSource | None = None
    second_locator: str = ""
    agreement: str = ""
    step: str = ""
    comment: str = ""
    place: str = ""


@dataclass(frozen=True)
class Recorded:
    """What a call did: rows added, of which `superseding` replace an older row; rows that were there already."""

    added: int = 0
    superseding: int = 0
    unchanged: int = 0

    def __add__(self, other: "Recorded") -> "Recorded":
        return Recorded(
            self.added + other.added, self.superseding + other.superseding, self.unchanged + other.unchanged
        )


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
    """Record figures of one dataset in one transaction: all of them or none. Raises `EvidenceError` for the first bad row.
    `complete` says that these rows are the whole dataset: what is stored of it besides is withdrawn by a superseding row."""
    indicators = dict(Indicator.objects.values_list("code", "id"))
    areas = set(Actor.objects.values_list("code", flat=True)) | territories()
    periods = [_check_observation(row, indicators, areas, today) for row in rows]
    with transaction.atomic():
        ledger = _Ledger(Observation, dataset, owner, audience)
        sources = _sources(row.source for row in rows)
        for row, period in zip(rows, periods, strict=True):
            key = f"{row.indicator}|{row.ref_area}|{row.counterpart_area}|{row.time_period}|{row.source.digest()[:16]}"
            content = [row.obs_value, row.obs_status, row.locator, row.how, row.method, row.method_version, row.comment]
            ledger.add(
                key,
                content + [row.modelled],
                row.place,
                indicator_id=indicators[row.indicator],
                ref_area=row.ref_area,
                counterpart_area=row.counterpart_area,
                time_period=row.time_period,
                first_day=period.first,
                last_day=period.last,
                obs_value=row.obs_value,
                obs_status=row.obs_status,
                source_id=sources[row.source.digest()],
                locator=row.locator,
                how=row.how,
                method=row.method,
                method_version=row.method_version,
                run=row.run,
                modelled=row.modelled,
                comment=row.comment,
            )
        report = ledger.write(complete)
        if report.added:
            touched = {row["indicator_id"] for row in (*ledger.new, *ledger.withdrawals)}
            codes = {code for code, identity in indicators.items() if identity in touched}
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
    actors = set(Actor.objects.values_list("code", flat=True)) | territories()
    agreements = dict(Agreement.objects.values_list("code", "id"))
    periods = [_check_milestone(row, actors, agreements, today) for row in rows]
    with transaction.atomic():
        ledger = _Ledger(Milestone, dataset, owner, audience)
        sources = _sources(s for row in rows for s in (row.source, row.second_source) if s)
        for row, period in zip(rows, periods, strict=True):
            second = row.second_source.digest() if row.second_source else ""
            content = [row.time_period, sorted(row.actors), row.kind, row.titles, sorted(row.marks), row.source.digest()]
            content += [row.locator, row.how, second, row.second_locator, row.agreement, row.step, row.comment]
            ledger.add(
                row.key,
                content,
                row.place,
                kind=row.kind,
                titles=row.titles,
                source_language="en",
                time_period=row.time_period,
                first_day=period.first,
                last_day=period.last,
                agreement_id=agreements[row.agreement] if row.agreement else None,
                step=row.step,
                source_id=sources[row.source.digest()],
                locator=row.locator,
                second_source_id=sources[second] if second else None,
                second_locator=row.second_locator,
                how=row.how,
                comment=row.comment,
            )
        report = ledger.write(complete)
        _link(ledger, {row.key: row for row in rows})
        if report.added:
            added = [row for row in rows if row.key in ledger.new_keys]
            marks = {code for row in added for code, _, _ in row.marks} | ledger.marks_withdrawn()
            _announce(ledger.audience, announce, indicators=set(), marks=marks)
    return report


def _link(ledger: "_Ledger", rows: dict[str, NewMilestone]) -> None:
    binds: list[dict[str, Any]] = []
    marks: list[dict[str, Any]] = []
    for new in ledger.new:
        row = rows[ledger.key_of[new["id"]]]
        binds += [{"milestone_id": new["id"], "actor": actor} for actor in sorted(set(row.actors))]
        marks += [
            {"milestone_id": new["id"], "code": code, "item": item, "stage": stage}
            for code, item, stage in sorted(set(row.marks))
        ]
    insert(MilestoneActor, binds)
    insert(MilestoneMark, marks)


def _announce(audience: Audience, announce: bool, indicators: set[str], marks: set[str]) -> None:
    touch([audience.id])
    if announce:
        evidence_recorded.send(None, indicators=indicators, marks=marks, audiences={audience.id})


class _Ledger:
    """Compares new rows with what is stored under the same natural keys, and writes what is new."""

    def __init__(self, model: type[Evidence], dataset: str, owner: str, audience: Audience | None) -> None:
        self.model, self.dataset = model, dataset
        self.audience = audience or public_audience()
        self.owner_id = _owner(owner)
        self.new: list[dict[str, Any]] = []
        self.withdrawals: list[dict[str, Any]] = []
        self.key_of: dict[Any, str] = {}
        self.new_keys: set[str] = set()
        self._pending: dict[str, tuple[str, dict[str, Any]]] = {}
        self._places: dict[str, str] = {}

    def add(self, key: str, content: list[Any], place: str, **columns: Any) -> None:
        if key in self._pending:
            raise EvidenceError(f"{place}: {key} stands twice; the first is at {self._places[key]}")
        self._pending[key] = (_digest(content), columns)
        self._places[key] = place

    def write(self, complete: bool) -> Recorded:
        stored = self._stored(complete)
        superseding = unchanged = 0
        for key, (digest, columns) in self._pending.items():
            identity, version, known = stored.get(self._natural(key), (None, 0, ""))
            if known == digest:
                unchanged += 1
                continue
            superseding += identity is not None
            row = {
                "id": uuid7(),
                "owner_id": self.owner_id,
                "audience_id": self.audience.id,
                "natural_key": self._natural(key),
                "version": version + 1,
                "digest": digest,
                "supersedes_id": identity,
                "dataset": self.dataset,
                **columns,
            }
            self.new.append(row)
            self.key_of[row["id"]] = key
            self.new_keys.add(key)
        if complete:
            self._withdraw(stored)
        insert(self.model, [*self.new, *self.withdrawals])
        return Recorded(len(self.new) + len(self.withdrawals), superseding + len(self.withdrawals), unchanged)

    def _withdraw(self, stored: dict[str, tuple[Any, int, str]]) -> None:
        kept = {self._natural(key) for key in self._pending}
        gone = [identity for natural, (identity, _, digest) in stored.items() if natural not in kept and digest != WITHDRAWN]
        for row in self.model._default_manager.filter(id__in=gone).values():
            del row["recorded_at"]
            changes = {"id": uuid7(), "supersedes_id": row["id"], "version": row["version"] + 1, "digest": WITHDRAWN}
            self.withdrawals.append(row | changes | {"withdrawn": True})

    def marks_withdrawn(self) -> set[str]:
        """Codes of the vision that withdrawn milestones were about."""
        older = [row["supersedes_id"] for row in self.withdrawals]
        return set(MilestoneMark.objects.filter(milestone__in=older).values_list("code", flat=True))

    def _natural(self, key: str) -> str:
        return f"{self.dataset}|{self.audience.key}|{key}"

    def _stored(self, complete: bool) -> dict[str, tuple[Any, int, str]]:
        keys = [self._natural(key) for key in self._pending]
        known: dict[str, tuple[Any, int, str]] = {}
        query = self.model._default_manager.order_by("version").values_list("natural_key", "id", "version", "digest")
        few = len(keys) <= 500 and not complete
        rows = query.filter(natural_key__in=keys) if few else query.filter(dataset=self.dataset, audience=self.audience)
        for natural, identity, version, digest in rows:
            known[natural] = (identity, version, digest)
        return known


def insert(model: type[models.Model], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows given as columns with one prepared statement: about ten times faster than objects on SQLite. Columns that a
    row lacks take the model's default; columns with a database default are left to the database."""
    if not rows:
        return
    columns = [f for f in model._meta.local_fields if f.db_default is models.NOT_PROVIDED and not f.db_returning or f.primary_key]
    columns = [f for f in columns if not isinstance(f, models.AutoField)]
    names = ", ".join(connection.ops.quote_name(f.column) for f in columns)
    marks = ", ".join(["%s"] * len(columns))
    table = connection.ops.quote_name(model._meta.db_table)
    defaults = {f.attname: None if f.null and not f.has_default() else f.get_default() for f in columns}
    prepared = [[_prepare(f, row.get(f.attname, defaults[f.attname])) for row in rows] for f in columns]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(zip(*prepared, strict=True)))


def _prepare(column: "models.Field[Any, Any]", value: Any) -> Any:
    """What the database driver takes. Plain values go as they are; JSON and the like pass through the field."""
    if value is None or isinstance(value, str | int | float) and not isinstance(column, models.JSONField):
        return value
    return column.get_db_prep_save(value, connection)


def _sources(sources: Iterable[NewSource]) -> dict[str, Any]:
    wanted = {source.digest(): source for source in sources}
    known = dict(Source.objects.filter(digest__in=list(wanted)).values_list("digest", "id")) if len(wanted) < 500 else (
        dict(Source.objects.values_list("digest", "id"))
    )
    missing = [digest for digest in wanted if digest not in known]
    made = [Source(digest=digest, **wanted[digest].__dict__) for digest in missing]
    Source.objects.bulk_create(made)
    return known | {source.digest: source.id for source in made}


def _owner(code: str) -> Any:
    try:
        return Actor.objects.values_list("id", flat=True).get(code=code)
    except Actor.DoesNotExist:
        valid = ", ".join(Actor.objects.order_by("code").values_list("code", flat=True))
        raise EvidenceError(f"owner {code!r} is no known actor; known are {valid}") from None


def _digest(content: list[Any]) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _check_observation(row: NewObservation, indicators: dict[str, Any], areas: set[str], today: date) -> Period:
    if row.indicator not in indicators:
        raise EvidenceError(f"{row.place}: indicator {row.indicator!r} is not defined")
    for area in filter(None, (row.ref_area, row.counterpart_area)):
        _known_area(area, areas, row.place)
    if not row.ref_area:
        raise EvidenceError(f"{row.place}: ref_area is empty; it names a state or ORG")
    if not isfinite(row.obs_value) or abs(row.obs_value) > LARGEST:
        raise EvidenceError(f"{row.place}: value {row.obs_value} is not a finite number up to {LARGEST:g}")
    _check_words(row.place, row.how, row.source)
    return _past(row.time_period, today, row.place)


def _check_milestone(row: NewMilestone, actors: set[str], agreements: dict[str, Any], today: date) -> Period:
    if not row.key or len(row.key) > 200:
        raise EvidenceError(f"{row.place}: key {row.key[:40]!r} must have 1 to 200 characters")
    if not row.actors:
        raise EvidenceError(f"{row.place}: states is empty; it names who the act binds")
    for actor in row.actors:
        _known_area(actor, actors, row.place)
    _one_of(row.kind, Act, "kind", row.place)
    for _, _, stage in row.marks:
        if stage:
            _one_of(stage, Stage, "stage", row.place)
    if row.step:
        _one_of(row.step, Step, "step", row.place)
    if row.agreement and row.agreement not in agreements:
        raise EvidenceError(f"{row.place}: agreement {row.agreement!r} is not defined; known are {', '.join(sorted(agreements))}")
    if not row.titles.get("en"):
        raise EvidenceError(f"{row.place}: the sentence that says what was done is empty")
    _check_words(row.place, row.how, row.source)
    if row.second_source:
        _check_words(row.place, row.how, row.second_source)
    return _past(row.time_period, today, row.place)


def _check_words(place: str, how: str, source: NewSource) -> None:
    _one_of(how, How, "how", place)
    _one_of(source.who, Who, "who", place)
    _one_of(source.form, Form, "form", place)
    if not source.title or not source.publisher:
        raise EvidenceError(f"{place}: a source needs a title and a publisher")
    for name, value, limit in (("title", source.title, 400), ("publisher", source.publisher, 200), ("url", source.url, 700)):
        if len(value) > limit:
            raise EvidenceError(f"{place}: the source's {name} has {len(value)} characters; at most {limit} are stored")
    if source.url and not source.url.startswith(("https://", "http://")):
        raise EvidenceError(f"{place}: address {source.url[:60]!r} must begin with https:// or http://")


def _known_area(code: str, areas: set[str], place: str) -> None:
    if code not in areas:
        raise EvidenceError(f"{place}: {code!r} is no known actor or ISO 3166 alpha-2 code; the Organization is ORG")


def _one_of(value: str, words: type[models.TextChoices], name: str, place: str) -> None:
    if value not in words._value2member_map_:
        raise EvidenceError(f"{place}: {name} {value!r} is not one of {', '.join(words.values)}")


def _past(text: str, today: date, place: str) -> Period:
    try:
        period = parse_period(text)
    except PeriodError as error:
        raise EvidenceError(f"{place}: {error}") from None
    if period.first > today:
        raise EvidenceError(f"{place}: {text} lies in the future; a future date can be a target, never evidence")
    return period
