"""A row without text may hide in the text of its neighbour, where two items were merged without any mark between
them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ortak.vision.importer.cutting import LONGEST_ITEM, Unit
from ortak.vision.importer.layout import divisions
from ortak.vision.importer.likeness import Scores
from ortak.vision.importer.spelling import words

FOUND = 0.4  # how like its title the hidden part must be
PART_WORDS = 3


@dataclass(frozen=True)
class Division:
    """A unit that holds the texts of two rows, with its two parts."""

    unit: int
    parts: tuple[Unit, Unit]
    likeness: float


def find_hidden(
    units: Sequence[Unit], claims: Mapping[int, int], rows: int, scores: Callable[[str], Scores]
) -> Division | None:
    """The likeliest division of a claimed unit in which a neighbouring row without text is found."""
    unit_of = {row: unit for unit, row in claims.items()}
    found: list[Division] = []
    for row in range(rows):
        if row in unit_of:
            continue
        for first, second in ((row - 1, row), (row, row + 1)):
            unit = unit_of.get(second if first == row else first)
            if unit is not None:
                found += _divisions(unit, units[unit], (first, second), row, scores)
    return max(found, key=lambda division: division.likeness, default=None)


def _divisions(
    place: int, unit: Unit, rows: tuple[int, int], hidden: int, scores: Callable[[str], Scores]
) -> Iterator[Division]:
    if len(unit.text) > LONGEST_ITEM:
        return
    whole = scores(unit.text)
    for texts in divisions(unit.text):
        if min(len(words(text)) for text in texts) < PART_WORDS:
            continue
        likeness = [_own(scores(text), row) for text, row in zip(texts, rows, strict=True)]
        needed = [FOUND if row == hidden else whole[row] for row in rows]
        if all(own >= need for own, need in zip(likeness, needed, strict=True)):
            parts = replace(unit, text=texts[0]), Unit(texts[1], unit.line)
            yield Division(place, parts, sum(likeness))


def _own(found: Scores, row: int) -> float:
    """How like a text is to its row; 0 if it is more like another."""
    own = found.get(row, 0.0)
    return own if own >= max(found.values(), default=0.0) else 0.0
