"""Which text of the document belongs to which row of the register.

The titles of the register, our own words in the language of the document, are the keys; nothing of the official
text is stored. The steps: cut the blocks into units; claim rows by likeness; put back together what was cut too
much; leave out what stands before and after the lists; confirm by order; look a second time for rows without text
inside the texts of their neighbours."""

from dataclasses import dataclass
from functools import lru_cache

from ortak.vision.importer.claims import claim, confirmed, filled
from ortak.vision.importer.cutting import Cutter, Unit
from ortak.vision.importer.document import Document
from ortak.vision.importer.headings import (
    Places,
    could_be_heading,
    find_headings,
    reads_like_heading,
    says_most,
    says_only,
    split_heading,
    split_tail,
)
from ortak.vision.importer.likeness import Likeness, Scores, Titles
from ortak.vision.importer.lists import list_units
from ortak.vision.importer.register import Register, Row
from ortak.vision.importer.rejoining import rejoined
from ortak.vision.importer.second_look import find_hidden

FEWEST_WORDS = 3  # no text of an item is as short as this without a stop
SHORT_WORDS = 6  # a line as short as a heading, without a stop,
SHORT_LIKE = 0.5  # must be this like a title to be its text


@dataclass(frozen=True)
class Wording:
    """The official wording of one row as supplied, with the line it begins in."""

    code: str
    text: str
    line: int


@dataclass(frozen=True)
class Alignment:
    """`wordings` in the order of the register; `unaligned`: texts of the lists that found no row; `missing`: the
    codes of rows that found no text."""

    language: str
    wordings: tuple[Wording, ...]
    unaligned: tuple[Unit, ...]
    missing: tuple[str, ...]

    def texts(self, kind: str) -> dict[str, str]:
        """The wordings of `pillar`, `section`, `directive` or `priority` rows by code."""
        return {wording.code: wording.text for wording in self.wordings if kind_of(wording.code) == kind}


def kind_of(code: str) -> str:
    """What kind of row a code names.

    >>> [kind_of(code) for code in ("section:energy", "PRI-3", "ENE-3")]
    ['section', 'priority', 'directive']
    """
    kind, _, rest = code.partition(":")
    if rest:
        return kind
    return "priority" if code.startswith("PRI-") else "directive"


class Matcher:
    """What is prepared once for a register."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.cutter = Cutter(register)
        self.titles = Titles([row.title for row in register.items])

    def units(self, document: Document) -> list[Unit]:
        """The document in units, before anything is known of their rows."""
        return [unit for block in document.blocks for unit in self.cutter.units(block)]


@lru_cache(maxsize=16)
def _matcher(register: Register) -> Matcher:
    return Matcher(register)


def align(document: Document, register: Register) -> Alignment:
    """The rows of the register with their texts in the document."""
    matcher = _matcher(register)
    draft = _Draft(register, Likeness(matcher.titles, document.words), matcher.units(document))
    draft.rejoin()
    draft.leave_out_what_is_no_item()
    draft.look_again()
    draft.find_headings()
    return draft.alignment()


class _Draft:
    """An alignment in the making: the units, which of them are items, and their rows."""

    def __init__(self, register: Register, likeness: Likeness, units: list[Unit]) -> None:
        self.register = register
        self.likeness = likeness
        self.units = units
        self.listed = list(range(len(units)))
        self.claims: dict[int, int] = {}
        self.headings: dict[int, Row] = {}

    def rejoin(self) -> None:
        """Fragments without a row go back to their neighbours."""
        self._claim()
        self.units = rejoined(self.units, self.claims, self._headings(), self.likeness.scores)
        self.listed = list(range(len(self.units)))
        self._claim()

    def leave_out_what_is_no_item(self) -> None:
        """Preamble, clauses and closing take no part."""
        self.listed = list_units(self.units, self.claims, self.register.items)
        self._claim()

    def look_again(self) -> None:
        """Rows without text are looked for inside the texts of their neighbours."""
        for _ in self.register.items:
            division = find_hidden(self.units, self.claims, len(self.register.items), self.likeness.scores)
            if division is None:
                return
            self._replace(division.unit, division.parts, item=0)
            self._claim()

    def find_headings(self) -> None:
        """Headings, also those that were run together with the first item of their section."""
        self.headings = self._headings()
        for row in self.register.headings:
            if row not in self.headings.values():
                self._split_off(row)

    def alignment(self) -> Alignment:
        rows = self._rows() | self.headings
        wordings = {
            row.code: Wording(row.code, self.units[unit].text, self.units[unit].line) for unit, row in rows.items()
        }
        return Alignment(
            self.register.language,
            tuple(wordings[row.code] for row in self.register.rows if row.code in wordings),
            tuple(self.units[unit] for unit in self.listed if unit not in rows),
            tuple(row.code for row in self.register.rows if row.code not in wordings),
        )

    def _claim(self) -> None:
        scores = {unit: self._scores(self.units[unit]) for unit in self.listed}
        claims = confirmed(claim(scores), scores)
        self.claims = filled(claims, scores, len(self.register.items))

    def _scores(self, unit: Unit) -> Scores:
        if unit.heading or reads_like_heading(unit, self.register):
            return {}
        found = self.likeness.scores(unit.text)
        if could_be_heading(unit, FEWEST_WORDS):
            return {}
        if could_be_heading(unit, SHORT_WORDS):
            return {row: score for row, score in found.items() if score >= SHORT_LIKE}
        return found

    def _rows(self) -> dict[int, Row]:
        return {unit: self.register.items[row] for unit, row in self.claims.items()}

    def _headings(self) -> dict[int, Row]:
        return find_headings(self.units, self.listed, self._rows(), self.register)

    def _split_off(self, heading: Row) -> None:
        """Find a heading in the first item after it, or at the end of the last before it."""
        for unit in Places(self._rows(), self.register).following(heading):
            if (parts := split_heading(self.units[unit], heading)) is not None and self._is_better(
                unit, parts, heading
            ):
                self._replace(unit, parts, item=1)
                self.headings[unit] = heading
                return
            if unit - 1 in self.claims and (parts := split_tail(self.units[unit - 1], heading)) is not None:
                self._replace(unit - 1, parts, item=0)
                self.headings[unit] = heading
                return

    def _is_better(self, unit: int, parts: tuple[Unit, Unit], heading: Row) -> bool:
        """Whether the first part says nothing but a heading, or most of one and the item is more like its row
        without it."""
        row = self.claims[unit]
        before, after = (self.likeness.scores(text)[row] for text in (self.units[unit].text, parts[1].text))
        return says_only(parts[0], heading) or (says_most(parts[0], heading) and after > before)

    def _replace(self, place: int, parts: tuple[Unit, Unit], item: int) -> None:
        """One unit becomes two; the part `item` keeps the row."""
        self.units[place : place + 1] = parts
        self.claims = {_moved(unit, place, item): row for unit, row in self.claims.items()}
        self.headings = {_moved(unit, place, 0): row for unit, row in self.headings.items()}
        earlier = [unit for unit in self.listed if unit < place]
        later = [unit + 1 for unit in self.listed if unit > place]
        self.listed = [*earlier, place, place + 1, *later]


def _moved(unit: int, place: int, item: int) -> int:
    """Where a unit stands after the one at `place` became two."""
    return unit + (item if unit == place else unit > place)
