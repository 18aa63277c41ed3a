"""Words of sounds set against each other so that the odds of one origin are greatest (Needleman and Wunsch 1970).

Many pairs are aligned at a time: the table of a pair is filled cell by cell, each cell for all pairs at once.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ortak.engines.language.cognates.correspondences import NOTHING, Codes, Correspondences, Floats, correspondences
from ortak.engines.language.cognates.sounds import SOUNDS

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Aligned:
    """Two words set against each other: sounds that stand opposite, `-` for none, and the log-odds of each pair."""

    one: tuple[str, ...]
    other: tuple[str, ...]
    odds: tuple[float, ...]

    @property
    def total(self) -> float:
        """The log-odds that the words are one word in origin, against chance."""
        return sum(self.odds)

    def correspondences(self) -> tuple[str, ...]:
        """The pairs that differ, in order.

        >>> align("yıldız", "juldız").correspondences()
        ('y:j', 'ı:u')
        """
        return tuple(f"{a}:{b}" for a, b in zip(self.one, self.other, strict=True) if a != b)


def filled(one: Codes, other: Codes, known: Correspondences) -> Floats:
    """The best log-odds of every beginning of each word against every beginning of its partner.

    `one` and `other` are codes of as many words, one a row, padded with -1 (`Correspondences.encoded`). Returned with
    shape (sounds of one + 1, sounds of other + 1, pairs).

    >>> import numpy as np
    >>> known = correspondences()
    >>> table = filled(*(known.encoded([word])[0][:, :3] for word in ("at", "at")), known)
    >>> table.shape, float(table[2, 2, 0]) > 3
    ((4, 4, 1), True)
    """
    count, rows, columns = len(one), one.shape[1], other.shape[1]
    skip_one, skip_other = known.gaps[one], known.gaps[other]
    table = np.zeros((rows + 1, columns + 1, count), np.float32)
    for row in range(1, rows + 1):
        table[row, 0] = table[row - 1, 0] + skip_one[:, row - 1]
    for column in range(1, columns + 1):
        table[0, column] = table[0, column - 1] + skip_other[:, column - 1]
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            met = table[row - 1, column - 1] + known.pairs[one[:, row - 1], other[:, column - 1]]
            skipped = np.maximum(
                table[row - 1, column] + skip_one[:, row - 1], table[row, column - 1] + skip_other[:, column - 1]
            )
            table[row, column] = np.maximum(met, skipped)
    return table


def local_best(one: Codes, other: Codes, known: Correspondences) -> Floats:
    """The best log-odds of any part of a word against any part of its partner (Smith and Waterman 1981), one a pair.

    >>> known = correspondences()
    >>> a, b = (known.encoded([word])[0] for word in ("sarıköz", "köz"))
    >>> float(local_best(a, b, known)[0]) > 7
    True
    """
    skip_one, skip_other = known.gaps[one], known.gaps[other]
    before = np.zeros((other.shape[1] + 1, len(one)), np.float32)
    best = np.zeros(len(one), np.float32)
    for row in range(one.shape[1]):
        now = np.zeros_like(before)
        for column in range(other.shape[1]):
            met = before[column] + known.pairs[one[:, row], other[:, column]]
            skipped = np.maximum(before[column + 1] + skip_one[:, row], now[column] + skip_other[:, column])
            there = (one[:, row] >= 0) & (other[:, column] >= 0)
            now[column + 1] = np.where(there, np.maximum(0, np.maximum(met, skipped)), 0)
        best = np.maximum(best, now.max(0))
        before = now
    return best


def align(one: str, other: str, known: Correspondences | None = None) -> Aligned:
    """Two words of sounds set against each other.

    >>> align("dört", "tört").one, align("dört", "tört").other
    (('d', 'ö', 'r', 't'), ('t', 'ö', 'r', 't'))
    >>> align("at", "").odds == tuple(correspondences().odds(sound, "-") for sound in "at")
    True
    """
    known = known or correspondences()
    (first, lengths), (second, widths) = (known.encoded([word]) for word in (one, other))
    table = filled(first, second, known)[:, :, 0]
    pairs = steps_back(table, first[0], second[0], int(lengths[0]), int(widths[0]), known)
    odds = tuple(known.odds(a, b) for a, b in pairs)
    return Aligned(tuple(a for a, _ in pairs), tuple(b for _, b in pairs), odds)


def steps_back(
    table: Floats, one: Codes, other: Codes, row: int, column: int, known: Correspondences
) -> list[tuple[str, str]]:
    """The way through a filled table of one pair that led to a cell, as pairs of sounds.

    >>> known = correspondences()
    >>> (a,), (b,) = (known.encoded([word])[0] for word in ("tağ", "tav"))
    >>> table = filled(a[None, :3], b[None, :3], known)[:, :, 0]
    >>> steps_back(table, a, b, 3, 3, known)
    [('t', 't'), ('a', 'a'), ('ğ', 'v')]
    """
    pairs = []
    while row or column:
        met = table[row - 1, column - 1] + known.pairs[one[row - 1], other[column - 1]] if row and column else -np.inf
        if row and column and np.isclose(table[row, column], met, atol=1e-3):
            row, column = row - 1, column - 1
            pairs.append((SOUNDS[one[row]], SOUNDS[other[column]]))
        elif row and (
            not column or np.isclose(table[row, column], table[row - 1, column] + known.gaps[one[row - 1]], atol=1e-3)
        ):
            row -= 1
            pairs.append((SOUNDS[one[row]], NOTHING))
        else:
            column -= 1
            pairs.append((NOTHING, SOUNDS[other[column]]))
    return pairs[::-1]
