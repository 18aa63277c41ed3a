"""What was cut too much is put together again: a fragment for which no row was found belongs to its neighbour."""

from collections.abc import Callable, Container, Mapping, Sequence

from ortak.vision.importer.cutting import Unit
from ortak.vision.importer.likeness import Scores

INLINE = 3.0  # a cut that costs this much lies inside a line
GAIN = 0.02  # by how much a continuation must make a text more like its row


def rejoined(
    units: Sequence[Unit], claims: Mapping[int, int], headings: Container[int], scores: Callable[[str], Scores]
) -> list[Unit]:
    """The units with fragments joined to the text before them, or after.

    `claims` tells which unit has a row, `headings` which is one; `scores` how like a text is to each row.
    """
    done: list[Unit] = []
    row: int | None = None  # the row of the last of `done`
    for place, unit in enumerate(units):
        orphan = place not in claims and place not in headings
        before = place - 1
        if done and before not in headings and _belongs(unit, orphan, row):
            done[-1] = done[-1].followed_by(unit)
            row = claims.get(place, row)
        elif orphan and row is not None and before not in headings and _continues(done[-1], unit, row, scores):
            done[-1] = done[-1].followed_by(unit)
        else:
            done.append(unit)
            row = claims.get(place)
    return done


def _belongs(unit: Unit, orphan: bool, row: int | None) -> bool:
    """Whether a unit was cut off its sentence, and one of the two sides found no row."""
    return (orphan or row is None) and (unit.loose or (unit.heading and unit.leave >= INLINE))


def _continues(before: Unit, unit: Unit, row: int, scores: Callable[[str], Scores]) -> bool:
    """Whether a text goes on after a break of the page: it speaks of the same row, and nothing ended before it."""
    if before.text[-1:] in tuple(".;:") or unit.heading:
        return False
    found = scores(unit.text)
    if not found or max(found, key=found.__getitem__) != row:
        return False
    return scores(f"{before.text} {unit.text}")[row] > scores(before.text)[row] + GAIN
