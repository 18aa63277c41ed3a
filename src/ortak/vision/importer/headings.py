"""The headings of pillars and sections: found by their words, and where these differ ("Nakliye" for "Ulaştırma")
by where the items of their section begin."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ortak.vision.importer.cutting import LONGEST_ITEM, STOPS, SURE_HEADING, Unit, heading_likeness, heading_stems
from ortak.vision.importer.layout import divisions
from ortak.vision.importer.lines import DASHES, SURE_MARKS
from ortak.vision.importer.register import HEADINGS, Register, Row
from ortak.vision.importer.spelling import stem, words

HEADING_WORDS = 9
SHORT_WORD = 3  # words as short as "ile" or "and" make no other heading
REST_WORDS = 3  # what must remain of an item from which a heading is split
MISPLACED = 2  # so many items may stand on the wrong side of a heading: two were swapped


def could_be_heading(unit: Unit, most_words: int = HEADING_WORDS) -> bool:
    """Short, and without a stop at its end."""
    return len(words(unit.text)) <= most_words and not unit.text.endswith(STOPS)


def reads_like_heading(unit: Unit, register: Register) -> bool:
    """Whether a short line says what one of the headings says."""
    return could_be_heading(unit) and any(_likeness(unit, row) > SURE_HEADING for row in register.headings)


def says_only(unit: Unit, row: Row) -> bool:
    """Whether a line has no other words than a heading, and most of them."""
    said = heading_stems(tuple(word for word in words(unit.text) if len(word) > SHORT_WORD))
    heading = heading_stems(words(row.title))
    return said <= heading and len(said) > len(heading) / 2


def says_most(unit: Unit, row: Row) -> bool:
    """Whether a line has more than half of the words of a heading, the short ones counted."""
    said, heading = set(map(stem, words(unit.text))), set(map(stem, words(row.title)))
    return len(said & heading) > len(heading) / 2


def find_headings(
    units: Sequence[Unit], listed: Sequence[int], claims: Mapping[int, Row], register: Register
) -> dict[int, Row]:
    """The headings among the listed units that no item claims."""
    candidates = [unit for unit in listed if unit not in claims and could_be_heading(units[unit])]
    places = Places(claims, register)
    found = _by_words(units, candidates, places, register)
    for row in register.headings:
        if row not in found.values():
            near = [unit for unit in candidates if unit not in found and places.opens(row, unit)]
            chosen = _nearest(units, near, row, register)
            if chosen is not None:
                found[chosen] = row
    return found


def _by_words(units: Sequence[Unit], candidates: Sequence[int], places: "Places", register: Register) -> dict[int, Row]:
    """The likest pairs first, one unit for each heading; of equal ones the one before its section, else the last: the
    others stood in a list of contents."""
    pairs = [
        (likeness, places.opens(row, unit), unit, row.code, row)
        for unit in candidates
        for row in register.headings
        if (likeness := _likeness(units[unit], row)) > SURE_HEADING
    ]
    found: dict[int, Row] = {}
    for _, _, unit, _, row in sorted(pairs, reverse=True):
        if unit not in found and row not in found.values():
            found[unit] = row
    return found


def _nearest(units: Sequence[Unit], near: Sequence[int], row: Row, register: Register) -> int | None:
    """Of the short lines near the place of a heading, the one that reads most like it, or the only one if it reads
    like none."""
    likest = max(near, key=lambda unit: _likeness(units[unit], row), default=None)
    if likest is None or _likeness(units[likest], row) > 0:
        return likest
    rival = max(_likeness(units[likest], other) for other in register.headings)
    return likest if len(near) == 1 and rival <= SURE_HEADING else None


def _likeness(unit: Unit, row: Row) -> float:
    return heading_likeness(heading_stems(words(unit.text)), heading_stems(words(row.title)))


class Places:
    """Where the items stand, in the order of the register and in that of the document."""

    def __init__(self, claims: Mapping[int, Row], register: Register) -> None:
        self._position = {row.code: place for place, row in enumerate(register.rows)}
        self._items = sorted((unit, self._position[row.code]) for unit, row in claims.items())
        self._ends = dict(_section_ends(register))

    def _misplaced(self, own: int, unit: int) -> int:
        """How many items would stand on the wrong side of a heading at this unit."""
        return sum((other < unit) != (position < own) for other, position in self._items if other != unit)

    def opens(self, heading: Row, unit: int) -> bool:
        """Whether a heading may stand at this unit: few items are on its wrong side, and one of its own follows
        soon."""
        own = self._position[heading.code]
        soon = [position for other, position in self._items if other >= unit][: MISPLACED + 1]
        return self._misplaced(own, unit) <= MISPLACED and any(
            own < position < self._ends[heading.code] for position in soon
        )

    def following(self, heading: Row) -> Iterator[int]:
        """The units of items that could be the first after a heading, the most fitting first."""
        own = self._position[heading.code]
        units = [unit for unit, position in self._items if position > own and self.opens(heading, unit)]
        fitting = sorted((self._misplaced(own, unit), unit) for unit in units)
        yield from (unit for misplaced, unit in fitting if misplaced <= 1)


def _section_ends(register: Register) -> Iterator[tuple[str, int]]:
    """For each heading the position after the last item of its section; for a pillar, of its first section."""
    end = section_end = len(register.rows)
    for place, row in reversed(list(enumerate(register.rows))):
        if row.kind in HEADINGS:
            section_end = end if row.kind == "section" else section_end
            end = place
            yield row.code, section_end


def split_heading(unit: Unit, row: Row) -> tuple[Unit, Unit] | None:
    """The heading that a unit begins with, and the rest, where they were run together."""
    best = max(_divisions(unit, row, at_start=True), default=None)
    if best is None:
        return None
    _, _, head, rest = best
    return replace(unit, text=head, heading=True), replace(unit, text=rest, leave=0.0)


def split_tail(unit: Unit, row: Row) -> tuple[Unit, Unit] | None:
    """What stands before the heading that a unit ends with, and the heading: it must be a sure one."""
    best = max(_divisions(unit, row, at_start=False), default=None)
    if best is None or best[0] <= SURE_HEADING:
        return None
    _, _, head, rest = best
    return replace(unit, text=head.rstrip(f" {SURE_MARKS}{DASHES}")), Unit(rest, unit.line, heading=True)


def _divisions(unit: Unit, row: Row, at_start: bool) -> Iterator[tuple[float, int, str, str]]:
    """The divisions of a unit before a capital letter: how much the part at the start, or else at the end, reads like
    the heading; the place; and both parts."""
    heading = heading_stems(words(row.title))
    if len(unit.text) > LONGEST_ITEM:
        return
    for head, rest in divisions(unit.text):
        part, other = (words(head), words(rest)) if at_start else (words(rest), words(head))
        says = heading_likeness(heading_stems(part), heading)
        if says > 0 and len(part) <= HEADING_WORDS and len(other) >= REST_WORDS:
            yield says, -len(head), head, rest
