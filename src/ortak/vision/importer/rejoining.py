"""What was cut too much is put together again: a fragment for which no row was found belongs to its neighbour."""

from collections.abc import Callable, Container, Mapping, Sequence

from ortak.vision.importer.cutting import LONGEST_ITEM, STOPS, Unit
from ortak.vision.importer.likeness import Scores

INLINE = 3.0  # a cut that costs this much lies inside a line
USUAL = 0.8  # where so many items end with a stop, one without goes on
GAIN = 0.02  # by how much a continuation must make a text more like its row


def rejoined(
    units: Sequence[Unit], claims: Mapping[int, int], headings: Container[int], scores: Callable[[str], Scores]
) -> list[Unit]:
    """The units with fragments joined to the text before them, or after.

    `claims` tells which unit has a row, `headings` which is one; `scores` how like a text is to each row.
    """
    stops_are_usual = sum(units[place].text.endswith(STOPS) for place in claims) > USUAL * len(claims)
    done: list[Unit] = []
    row: int | None = None  # the row of the last of `done`
    for place, unit in enumerate(units):
        own = claims.get(place)
        apart = not done or place in headings or place - 1 in headings or (row is not None and own is not None)
        if apart or not (
            _was_cut_off(unit)
            or (stops_are_usual and _goes_on(done[-1], unit))
            or (row is not None and _continues(done[-1], unit, row, scores))
        ):
            done.append(unit)
            row = own
        else:
            done[-1] = done[-1].followed_by(unit)
            row = row if own is None else own
    return done


def _was_cut_off(unit: Unit) -> bool:
    """Whether a unit begins in the middle of a sentence or, being taken for a heading, inside a line."""
    return unit.loose or (unit.heading and unit.leave >= INLINE)


def _goes_on(before: Unit, unit: Unit) -> bool:
    """Whether no stop stands between two lines, where items end with one."""
    return unit.leave > 0 and not before.text.endswith(STOPS)


def _continues(before: Unit, unit: Unit, row: int, scores: Callable[[str], Scores]) -> bool:
    """Whether a text goes on after a break of the page: it speaks of the same row, and nothing ended before it."""
    if before.text[-1:] in tuple(".;:") or unit.heading or len(before.text) > LONGEST_ITEM:
        return False
    found = scores(unit.text)
    if not found or max(found, key=found.__getitem__) != row:
        return False
    return scores(f"{before.text} {unit.text}")[row] > scores(before.text)[row] + GAIN
