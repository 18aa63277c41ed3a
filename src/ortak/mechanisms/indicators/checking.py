"""The edge: every row of evidence is checked here before anything is stored, so that the database never has to
refuse one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any

from django.apps import apps
from django.db import models

from ortak.engines.periods import Period, PeriodError, parse_period
from ortak.mechanisms.actors.models import Actor
from ortak.mechanisms.actors.services import territories
from ortak.mechanisms.indicators.models import Agreement, Indicator, Milestone, MilestoneMark, Observation, Source
from ortak.mechanisms.indicators.new_evidence import EvidenceError, NewMilestone, NewObservation, NewSource
from ortak.mechanisms.indicators.signals import milestones_offered
from ortak.mechanisms.indicators.words import Act, Form, How, Stage, Step, Who

LARGEST = 1e18
LONGEST_TEXT = 10_000
DATASET = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
KEY = re.compile(r"[^\s|](?:[^|]{0,198}[^\s|])?")
CODE = re.compile(r"[A-Z]{2,4}-[1-9][0-9]{0,3}")
# A database refuses some of these, and nobody can read the others.
UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
DATED = re.compile(r"(?<![\d.,-])\d{4}(?:-\d{2}(?:-\d{2})?)?(?![\d.,-]*\d)", re.ASCII)
#: what SDMX calls provisional and estimated: such a figure may be of a period that has not ended
UNFINISHED = ("P", "E")


@dataclass(frozen=True)
class Scale:
    """What is known of an indicator when a figure of it comes in: its id, and the ends of its scale that are stated."""

    id: Any
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Known:
    """What evidence may name, read once for many rows."""

    indicators: dict[str, Scale]
    areas: frozenset[str]
    agreements: dict[str, Any]


def known() -> Known:
    """What evidence may name at this moment."""
    rows = Indicator.objects.values_list("code", "id", "floor", "ceiling")
    scales = {code: Scale(id_, low, high) for code, id_, low, high in rows}
    actors = Actor.objects.values_list("code", flat=True)
    return Known(scales, frozenset(actors) | territories(), dict(Agreement.objects.values_list("code", "id")))


def check_observations(rows: Sequence[NewObservation], may_name: Known, today: date) -> list[Period]:
    """The period of each figure. Raises `EvidenceError` for the first that cannot be recorded."""
    _check_sources(((row.place, row.source) for row in rows), today)
    return [_check_observation(row, may_name, today) for row in rows]


def check_milestones(rows: Sequence[NewMilestone], may_name: Known, today: date) -> list[Period]:
    """The period of each act. Raises `EvidenceError` for the first that cannot be recorded."""
    _check_sources(((row.place, source) for row in rows for source in (row.source, row.second_source) if source), today)
    periods = [_check_milestone(row, may_name, today) for row in rows]
    milestones_offered.send(None, rows=rows)
    return periods


def check_dataset(name: str, complete: bool) -> None:
    """Raise `EvidenceError` unless the name can be part of a natural key, and belongs to whoever uses it: what ships
    with Ortak is recorded as complete datasets, and a later version would withdraw rows that others had added to
    them."""
    if not DATASET.fullmatch(name):
        raise EvidenceError(f"dataset {name[:60]!r} must have 1 to 120 letters, digits, dots, dashes or underscores")
    if not complete and (name.startswith("series.") or name in {config.label for config in apps.get_app_configs()}):
        raise EvidenceError(f"dataset {name!r} ships with Ortak; name one of your own, e.g. kz.{name}")


def _check_observation(row: NewObservation, may_name: Known, today: date) -> Period:
    scale = may_name.indicators.get(row.indicator)
    if scale is None:
        raise EvidenceError(f"{row.place}: indicator {row.indicator[:80]!r} is not defined")
    if not row.ref_area:
        raise EvidenceError(f"{row.place}: ref_area is empty; it names a state or ORG")
    for area in filter(None, (row.ref_area, row.counterpart_area)):
        _known_area(area, may_name, row.place)
    if row.ref_area == row.counterpart_area:
        raise EvidenceError(f"{row.place}: {row.ref_area} stands on both sides of the pair")
    _check_value(row, scale)
    _one_of(row.how, How, "how", row.place)
    if not (len(row.obs_status) == 1 and row.obs_status.isascii() and row.obs_status.isupper()):
        raise EvidenceError(
            f"{row.place}: obs_status {row.obs_status[:20]!r} is no code of SDMX; valid is e.g. A, P or E"
        )
    check_texts(row.place, row, Observation, "locator", "method", "method_version", "run", "comment")
    period = _past(row.time_period, today, row.place)
    if period.last > today and row.obs_status not in UNFINISHED and not row.modelled:
        raise EvidenceError(
            f"{row.place}: {row.time_period} has not ended; a figure of the whole of it has obs_status P (provisional) "
            "or E (estimated), one of a part of it names that part, e.g. 2026-06 or 2026-Q2"
        )
    return period


def _check_value(row: NewObservation, scale: Scale) -> None:
    try:
        value = float(row.obs_value)
    except OverflowError:
        value = float("inf")
    if not isfinite(value) or abs(value) > LARGEST:
        raise EvidenceError(f"{row.place}: value {str(row.obs_value)[:40]} is not a finite number up to {LARGEST:g}")
    low, high = scale.low, scale.high
    if (low is None or low <= value) and (high is None or value <= high):
        return
    if low is not None and high is not None:
        raise EvidenceError(
            f"{row.place}: value {value:g} lies outside {low:g} to {high:g}, the scale of {row.indicator}"
        )
    limit = f"below {low:g}, the floor" if low is not None else f"above {high:g}, the ceiling"
    raise EvidenceError(f"{row.place}: value {value:g} lies {limit} of {row.indicator}")


def _check_milestone(row: NewMilestone, may_name: Known, today: date) -> Period:
    if not KEY.fullmatch(row.key):
        raise EvidenceError(f"{row.place}: key {row.key[:40]!r} must have 1 to 200 characters, none of them |")
    if not row.actors:
        raise EvidenceError(f"{row.place}: states is empty; it names who the act binds")
    for actor in row.actors:
        _known_area(actor, may_name, row.place)
    _one_of(row.kind, Act, "kind", row.place)
    _one_of(row.how, How, "how", row.place)
    _check_marks(row)
    _check_agreement(row, may_name)
    _check_titles(row)
    check_texts(row.place, row, Milestone, "key", "locator", "second_locator", "comment")
    return _past(row.time_period, today, row.place)


def _check_titles(row: NewMilestone) -> None:
    if not row.titles.get("en", "").strip():
        raise EvidenceError(f"{row.place}: the sentence that says what was done is empty")
    for tag, title in row.titles.items():
        check_text(f"{row.place}: the sentence ({tag[:35]})", title, 2000)


def _check_marks(row: NewMilestone) -> None:
    limit = room(MilestoneMark, "item")
    answered: set[str] = set()
    for code, item, stage in row.marks:
        if not CODE.fullmatch(code):
            raise EvidenceError(
                f"{row.place}: code {code[:20]!r} is no code of the vision; codes read like TRA-5 or PRI-35"
            )
        if not item and not stage:
            continue
        if not item.startswith(f"{code}.") or len(item) > limit or UNREADABLE.search(item):
            raise EvidenceError(
                f"{row.place}: item {item[:90]!r} must read {code}.slug, with at most {limit} characters"
            )
        _one_of(stage, Stage, "stage", row.place)
        if item in answered:
            raise EvidenceError(f"{row.place}: item {item} stands twice; an act answers it at one stage")
        answered.add(item)


def _check_agreement(row: NewMilestone, may_name: Known) -> None:
    if row.step:
        _one_of(row.step, Step, "step", row.place)
    if bool(row.step) != bool(row.agreement):
        raise EvidenceError(f"{row.place}: agreement and step go together; here only one of them is given")
    if row.agreement and row.agreement not in may_name.agreements:
        valid = ", ".join(sorted(may_name.agreements)) or "none"
        raise EvidenceError(f"{row.place}: agreement {row.agreement[:60]!r} is not defined; known are {valid}")


def _check_sources(sources: Iterable[tuple[str, NewSource]], today: date) -> None:
    seen: set[NewSource] = set()
    for place, source in sources:
        if source not in seen:
            check_source(source, place)
            _check_published(source.published, today, place)
            seen.add(source)


def check_source(source: NewSource, place: str) -> None:
    """Raise `EvidenceError` unless the source can be stored and looked up."""
    _one_of(source.who, Who, "who", place)
    _one_of(source.form, Form, "form", place)
    if not source.title.strip() or not source.publisher.strip():
        raise EvidenceError(f"{place}: a source needs a title and a publisher")
    check_texts(place, source, Source, "title", "publisher", "published", "url", "licence")
    if source.url and not re.match(r"https?://[^\s/]", source.url):
        raise EvidenceError(f"{place}: address {source.url[:60]!r} must begin with https:// or http://")


def _check_published(text: str, today: date, place: str) -> None:
    """When a source was published is free text; a year, a month or a day in it cannot be to come."""
    for dated in DATED.findall(text):
        try:
            first = parse_period(dated).first
        except PeriodError:
            continue
        if first > today:
            raise EvidenceError(f"{place}: published {dated} lies in the future; a source is quoted once it is there")


def check_texts(place: str, row: object, model: type[models.Model], *names: str) -> None:
    """Raise `EvidenceError` for a text that the column of the same name cannot hold."""
    for name in names:
        column = "natural_key" if name == "key" else name
        check_text(f"{place}: {name}", getattr(row, name), room(model, column))


def room(model: type[models.Model], column: str) -> int:
    """How many characters a column of text takes."""
    return getattr(model._meta.get_field(column), "max_length", None) or LONGEST_TEXT


def check_text(what: str, text: str, limit: int) -> None:
    """Raise `EvidenceError` for a text that cannot be stored; `what` names it."""
    if len(text) > limit:
        raise EvidenceError(f"{what} has {len(text):,} characters; at most {limit:,} are stored")
    if found := UNREADABLE.search(text):
        raise EvidenceError(f"{what} holds the character U+{ord(found[0]):04X}, which is no text")


def _known_area(code: str, may_name: Known, place: str) -> None:
    if code not in may_name.areas:
        raise EvidenceError(
            f"{place}: {code[:20]!r} is no known actor or ISO 3166 alpha-2 code; the Organization is ORG"
        )


def _one_of(value: str, words: type[models.TextChoices], name: str, place: str) -> None:
    if value not in words:
        raise EvidenceError(f"{place}: {name} {value[:40]!r} is not one of {', '.join(words.values)}")


def _past(text: str, today: date, place: str) -> Period:
    try:
        period = parse_period(text[:40])
    except PeriodError as error:
        raise EvidenceError(f"{place}: {error}") from None
    if period.first > today:
        raise EvidenceError(f"{place}: {text} lies in the future; a future date can be a target, never evidence")
    return period
