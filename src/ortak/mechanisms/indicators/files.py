"""Data files of evidence: figures, milestones, indicators and agreements as people write them in CSV."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from importlib.resources.abc import Traversable
from itertools import islice
from pathlib import Path
from typing import Any

from ortak.mechanisms.actors.models import Audience
from ortak.mechanisms.contract.tables import Row, read_table
from ortak.mechanisms.indicators.models import Agreement, Indicator, Source
from ortak.mechanisms.indicators.recording import (
    EvidenceError,
    NewMilestone,
    NewObservation,
    NewSource,
    Recorded,
    record_milestones,
    record_observations,
)
from ortak.mechanisms.indicators.words import Better, Category, Nature

FIGURE_COLUMNS = ("indicator", "ref_area", "time_period", "value", "who", "how", "form", "title", "publisher")
MILESTONE_COLUMNS = ("key", "date", "states", "kind", "what", "codes", "items", "who", "how", "form", "title", "publisher")
INDICATOR_COLUMNS = ("code", "title", "unit", "better", "class", "nature")
BATCH = 500


def figure(row: Row) -> NewObservation:
    """A row of a figures file."""
    return NewObservation(
        indicator=row["indicator"],
        ref_area=row["ref_area"],
        counterpart_area=row.get("counterpart_area", ""),
        time_period=row["time_period"],
        obs_value=number(row["value"], row.place),
        source=_source(row, ""),
        how=row["how"],
        locator=row.get("locator", ""),
        comment=row.get("note", ""),
        place=row.place,
    )


def milestone(row: Row) -> NewMilestone:
    """A row of a milestones file."""
    second = _source(row, "second_") if row.get("second_title") else None
    return NewMilestone(
        key=row["key"],
        time_period=row["date"],
        actors=tuple(split(row["states"])),
        kind=row["kind"],
        titles={"en": row["what"]},
        marks=tuple(_marks(row)),
        source=_source(row, ""),
        how=row["how"],
        locator=row.get("locator", ""),
        second_source=second,
        second_locator=row.get("second_locator", ""),
        agreement=row.get("agreement", ""),
        step=row.get("step", ""),
        place=row.place,
    )


def _marks(row: Row) -> Iterator[tuple[str, str, str]]:
    answered = set()
    for text in split(row["items"]):
        item, _, stage = text.partition(":")
        code, dot, _ = item.partition(".")
        if not dot or not stage:
            raise EvidenceError(f"{row.place}: item {text!r} must read CODE.slug:stage, e.g. TRA-5.cmr:done")
        answered.add(code)
        yield code, item, stage
    for code in split(row["codes"]):
        if code not in answered:
            yield code, "", ""


def _source(row: Row, prefix: str) -> NewSource:
    names = ("who", "form", "title", "publisher", "published", "url")
    return NewSource(**{name: row.get(prefix + name, "") for name in names}, licence=row.get("licence", "") if not prefix else "")


def split(text: str) -> list[str]:
    """The parts of a `;` list, without empty ones."""
    return [part.strip() for part in text.split(";") if part.strip()]


def number(text: str, place: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise EvidenceError(f"{place}: value {text!r} is no number; write it with a decimal point and without separators") from None


def import_file(
    path: Path | Traversable,
    kind: str,
    *,
    dataset: str,
    today: date,
    owner: str = "ORG",
    audience: Audience | None = None,
    progress: Callable[[int, Recorded], None] = lambda done, report: None,
) -> Recorded:
    """Import a file of `figures` or `milestones` in batches of 500 rows: each batch is stored whole or not at all, and running
    it again goes on where it stopped. Every row is checked before the first batch is stored."""
    read, columns = (figure, FIGURE_COLUMNS) if kind == "figures" else (milestone, MILESTONE_COLUMNS)
    rows = [read(row) for row in read_table(path, columns)]  # type: ignore[operator]
    _unique(rows)
    report = Recorded()
    store: Any = record_observations if kind == "figures" else record_milestones
    for done, batch in _batches(rows):
        report += store(batch, dataset=dataset, today=today, owner=owner, audience=audience)
        progress(done, report)
    return report


def _unique(rows: Iterable[Any]) -> None:
    seen: dict[Any, str] = {}
    for row in rows:
        key = row.key if isinstance(row, NewMilestone) else (
            row.indicator, row.ref_area, row.counterpart_area, row.time_period, row.source
        )
        if key in seen:
            raise EvidenceError(f"{row.place}: the same as {seen[key]}; a row may stand once")
        seen[key] = row.place


def _batches(rows: Iterable[Any]) -> Iterator[tuple[int, list[Any]]]:
    done, source = 0, iter(rows)
    while batch := list(islice(source, BATCH)):
        done += len(batch)
        yield done, batch


def define_indicators(rows: Iterable[Row], area: str = "", **common: Any) -> list[str]:
    """Define or redefine indicators from rows of a definitions file. Returns their codes."""
    codes = []
    for row in rows:
        for name, words in (("better", Better), ("class", Category), ("nature", Nature)):
            if row[name] not in words.values:
                raise EvidenceError(f"{row.place}: {name} {row[name]!r} is not one of {', '.join(words.values)}")
        optional = {
            name: number(row[name], row.place) if row.get(name) else None for name in ("target", "ceiling", "floor")
        }
        texts = ("target_period", "target_source", "note", "producer", "dataset", "edition", "licence")
        given = {name: row[name] for name in texts if name in row}
        Indicator.objects.update_or_create(
            code=row["code"],
            defaults={
                "area": row.get("area") or area,
                "codes": split(row.get("codes", "")),
                "titles": {"en": row["title"]},
                "unit_measure": row["unit"],
                "better": row["better"],
                "category": row["class"],
                "nature": row["nature"],
                "baseline": row.get("baseline") or "2021",
                "pairs": row.get("pairs") == "yes",
                **optional,
                **given,
                **common,
            },
        )
        codes.append(row["code"])
    return codes


def define_agreements(rows: Iterable[Row]) -> None:
    """Define or redefine the agreements whose entry into force is followed."""
    for row in rows:
        source = NewSource(row["who"], row["form"], row["source_title"], row["publisher"], row["published"], row["url"])
        stored, _ = Source.objects.get_or_create(digest=source.digest(), defaults=source.__dict__)
        Agreement.objects.update_or_create(
            code=row["agreement"],
            defaults={
                "titles": {"en": row["title"]},
                "signed": row["signed"],
                "place": row["place"],
                "signatories": split(row["signatories"]),
                "entry_rule": row["entry_rule"],
                "in_force": row["in_force"],
                "source": stored,
                "locator": row["locator"],
                "note": row["note"],
            },
        )
