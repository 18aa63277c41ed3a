"""Data files of evidence: figures and milestones as people write them in CSV."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from ortak.mechanisms.actors.models import Audience
from ortak.mechanisms.contract.tables import Row, read_table
from ortak.mechanisms.indicators.checking import LARGEST, check_dataset, check_milestones, check_observations, known
from ortak.mechanisms.indicators.new_evidence import EvidenceError, NewMilestone, NewObservation, NewSource, Recorded
from ortak.mechanisms.indicators.recording import record_milestones, record_observations

FIGURE_COLUMNS = ("indicator", "ref_area", "time_period", "value", "who", "how", "form", "title", "publisher")
MILESTONE_COLUMNS = (
    "key",
    "date",
    "states",
    "kind",
    "what",
    "codes",
    "items",
    "who",
    "how",
    "form",
    "title",
    "publisher",
)
BATCH = 500
PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,4})?", re.ASCII)


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
        obs_status=row.get("obs_status") or "A",
        locator=row.get("locator", ""),
        comment=row.get("note", ""),
        place=row.place,
    )


def milestone(row: Row) -> NewMilestone:
    """A row of a milestones file."""
    second = _source(row, "second_") if any(row[name] for name in row if name.startswith("second_")) else None
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
    return NewSource(
        **{name: row.get(prefix + name, "") for name in names}, licence=row.get("licence", "") if not prefix else ""
    )


def split(text: str) -> list[str]:
    """The parts of a `;` list, without empty ones."""
    return [part.strip() for part in text.split(";") if part.strip()]


def number(text: str, place: str, name: str = "value") -> float:
    """The number a cell holds. Raises `EvidenceError` for anything but a plain number of a size that can be stored."""
    if not PLAIN.fullmatch(text):
        raise EvidenceError(
            f"{place}: {name} {text[:40]!r} is no number; write it with a decimal point and without separators"
        )
    value = float(text)
    if abs(value) > LARGEST:
        raise EvidenceError(f"{place}: {name} {text[:40]} is not a finite number up to {LARGEST:g}")
    return value


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
    """Import a file of `figures` or `milestones` in batches of 500 rows: each batch is stored whole or not at all,
    and running it again goes on where it stopped. Every row is checked before the first batch is stored."""
    if kind not in ("figures", "milestones"):
        raise EvidenceError(f"{path}: a file of {kind!r} cannot be imported; valid are figures and milestones")
    check_dataset(dataset, complete=False)
    rows: list[Any]
    store: Callable[..., Recorded]
    if kind == "figures":
        rows, store = [figure(row) for row in read_table(path, FIGURE_COLUMNS)], record_observations
        check_observations(rows, known(), today)
    else:
        rows, store = [milestone(row) for row in read_table(path, MILESTONE_COLUMNS)], record_milestones
        check_milestones(rows, known(), today)
    _unique(rows)
    report = Recorded()
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        report += store(batch, dataset=dataset, today=today, owner=owner, audience=audience)
        progress(start + len(batch), report)
    return report


def _unique(rows: Iterable[NewObservation] | Iterable[NewMilestone]) -> None:
    seen: dict[str, str] = {}
    for row in rows:
        if row.key in seen:
            raise EvidenceError(f"{row.place}: the same as {seen[row.key]}; a row may stand once")
        seen[row.key] = row.place
