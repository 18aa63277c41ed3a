"""Which unit belongs to which row, by what they say alone; their order only confirms.

So a swapped directive is found where it stands now, and a missing one draws no other into its place.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from ortak.vision.importer.likeness import Scores

LIKE = 0.22  # a text less like a title than this is not its text
SURELY_LIKE = 0.35  # what a text that stands out of order must reach
CLEARLY = 0.05  # by how much its row must then be the most like it
NEARLY = 0.1  # how much more like another row, which has a better text, it may be
LITTLE_LIKE = 0.12  # what a text between two sure neighbours must reach

Claims = Mapping[int, int]  # unit -> row


def claim(scores: Mapping[int, Scores]) -> dict[int, int]:
    """One row for each unit and one unit for each row, the likest pairs first. `scores` by unit."""
    pairs = []
    for unit, found in scores.items():
        least = max(LIKE, max(found.values(), default=0.0) - NEARLY)
        pairs += [(-score, unit, row) for row, score in found.items() if score >= least]
    pairs.sort()
    claims: dict[int, int] = {}
    taken: set[int] = set()
    for _, unit, row in pairs:
        if unit not in claims and row not in taken:
            claims[unit] = row
            taken.add(row)
    return claims


def in_order(claims: Claims) -> set[int]:
    """The units of the longest run of claims in which the rows stand in the order of the register."""
    tails: list[int] = []  # the smallest last row of a run of each length
    last: list[int] = []
    before: dict[int, int | None] = {}
    for unit in sorted(claims):
        length = bisect_left(tails, claims[unit])
        before[unit] = last[length - 1] if length else None
        tails[length : length + 1] = [claims[unit]]
        last[length : length + 1] = [unit]
    found: set[int] = set()
    place = last[-1] if last else None
    while place is not None:
        found.add(place)
        place = before[place]
    return found


def confirmed(claims: Claims, scores: Mapping[int, Scores]) -> dict[int, int]:
    """The claims that stand: those in order, and others only where the text is clearly that row's."""
    ordered = in_order(claims)
    return {unit: row for unit, row in claims.items() if unit in ordered or _is_clear(scores[unit], row)}


def _is_clear(found: Scores, row: int) -> bool:
    rival = max((score for other, score in found.items() if other != row), default=0.0)
    return found[row] >= SURELY_LIKE and found[row] >= rival + CLEARLY


def filled(claims: Claims, scores: Mapping[int, Scores], rows: int) -> dict[int, int]:
    """The claims, with texts that are little like any title added where as many of them as free rows stand between
    two that are sure: each must be more like its row than like any other."""
    done = dict(claims)
    for units, between in _gaps(claims, sorted(scores), rows):
        if len(units) == len(between) and all(
            _fits(scores[unit], row) for unit, row in zip(units, between, strict=True)
        ):
            done |= dict(zip(units, between, strict=True))
    return done


def _fits(found: Scores, row: int) -> bool:
    own = found.get(row, 0.0)
    return own >= LITTLE_LIKE and own >= max(found.values())


def _gaps(claims: Claims, units: Sequence[int], rows: int) -> Iterable[tuple[list[int], list[int]]]:
    """Between neighbours in order: the units and the rows that nothing claims."""
    ordered = sorted(in_order(claims))
    taken = set(claims.values())
    for left, right in zip([-1, *ordered], [*ordered, max(units, default=-1) + 1], strict=True):
        first = claims.get(left, -1)
        last = claims.get(right, rows)
        yield (
            [unit for unit in units if left < unit < right and unit not in claims],
            [row for row in range(first + 1, last) if row not in taken],
        )
