"""The headings of pillars and sections: found by their words and by where the items of their section begin.

A heading of other words ("Nakliye" for "Ulaştırma") still stands before the first directive of its section. One that stands
before another section's is not taken for it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ortak.vision.importer.cutting import Unit, heading_likeness, heading_stems
from ortak.vision.importer.register import HEADINGS, Register, Row
from ortak.vision.importer.spelling import words

HEADING_WORDS = 9
ELSEWHERE = 3.0  # words that read this much more like another heading are that heading


@dataclass(frozen=True)
class Gap:
    """The units between two items, and the headings that the register has between their rows."""

    units: tuple[int, ...]
    rows: tuple[Row, ...]


def find_headings(units: Sequence[Unit], claims: Mapping[int, Row], register: Register) -> dict[int, Row]:
    """The headings among the units: `claims` tells the row of each item, in the order of the register."""
    found: dict[int, Row] = {}
    for gap in _gaps(len(units), claims, register):
        found |= _matched(gap, units, register)
    return found


def could_be_heading(unit: Unit, most_words: int = HEADING_WORDS) -> bool:
    """Short, and without a stop at its end."""
    return len(words(unit.text)) <= most_words and unit.text[-1:] not in tuple(",;.")


def _gaps(count: int, claims: Mapping[int, Row], register: Register) -> list[Gap]:
    position = {row.code: place for place, row in enumerate(register.rows)}
    ends = [(-1, -1), *((unit, position[claims[unit].code]) for unit in sorted(claims)), (count, len(register.rows))]
    gaps = []
    for (unit, place), (next_unit, next_place) in zip(ends, ends[1:], strict=False):
        rows = tuple(row for row in register.rows[place + 1 : next_place] if row.kind in HEADINGS)
        if rows:
            gaps.append(Gap(tuple(range(unit + 1, next_unit)), rows))
    return gaps


def _matched(gap: Gap, units: Sequence[Unit], register: Register) -> dict[int, Row]:
    """The pairs of a gap: each heading in turn takes the unit that reads most like it, after the one before. Where as many
    short lines stand as headings are expected, their places tell."""
    candidates = [unit for unit in gap.units if could_be_heading(units[unit])]
    if len(candidates) == len(gap.rows):
        pairs = zip(candidates, gap.rows, strict=True)
        return {unit: row for unit, row in pairs if _no_rival(units[unit], row, register)}
    found: dict[int, Row] = {}
    for row in gap.rows:
        likest = max(candidates, key=lambda unit: _likeness(units[unit], row), default=None)
        if likest is not None and _likeness(units[likest], row) > 0 and _no_rival(units[likest], row, register):
            found[likest] = row
            candidates = [unit for unit in candidates if unit > likest]
    return found


def _no_rival(unit: Unit, row: Row, register: Register) -> bool:
    """Whether no other heading is clearly what the unit says."""
    rival = max(_likeness(unit, other) for other in register.headings if other is not row)
    return rival < max(_likeness(unit, row), 0.0) + ELSEWHERE


def _likeness(unit: Unit, row: Row) -> float:
    return heading_likeness(heading_stems(words(unit.text)), heading_stems(words(row.title)))


def split_heading(unit: Unit, row: Row) -> tuple[Unit, Unit] | None:
    """The heading that a unit begins with and the rest, where they were run together."""
    heading = heading_stems(words(row.title))
    best, place = 0.0, 0
    for gap in re.finditer(r"\s+(?=[\"'“‘«(\[]*(?:\d+\s+)?[^\W\d_])", unit.text):
        head, rest = unit.text[: gap.start()], unit.text[gap.end() :]
        if len(words(head)) > HEADING_WORDS:
            break
        says = heading_likeness(heading_stems(words(head)), heading)
        if says > best and not next(letter for letter in rest if letter.isalpha()).islower():
            best, place = says, gap.start()
    if not place:
        return None
    return replace(unit, text=unit.text[:place], heading=True), replace(unit, text=unit.text[place:].lstrip(), inside=True, loose=False)
