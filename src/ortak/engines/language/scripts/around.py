"""Conversion around pieces that are kept or given."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

Convert = Callable[[str], str]


@dataclass(frozen=True)
class Piece:
    """A piece of a text that conversion leaves alone: from `start` to before `end`, `written` in the result."""

    start: int
    end: int
    written: str


def kept(text: str, spans: Iterable[tuple[int, int]]) -> list[Piece]:
    """Pieces that stay as they are.

    >>> kept("ab", [(0, 1)])
    [Piece(start=0, end=1, written='a')]
    """
    return [Piece(start, end, text[start:end]) for start, end in spans]


def convert_around(convert: Convert, text: str, pieces: Sequence[Piece]) -> str:
    """The text converted but for these pieces, which are in their order and do not overlap. To what stands beside it, a
    piece is no letter.

    >>> convert_around(str.upper, "one two six", [Piece(4, 7, "2")])
    'ONE 2 SIX'
    """
    if not pieces:
        return convert(text)
    mark = _mark(text)
    ends = [0, *(piece.end for piece in pieces)]
    starts = [*(piece.start for piece in pieces), len(text)]
    between = mark.join(text[start:end] for start, end in zip(ends, starts, strict=True))
    converted = convert(between).split(mark)
    written = [*(piece.written for piece in pieces), ""]
    return "".join(chain.from_iterable(zip(converted, written, strict=True)))


def _mark(text: str) -> str:
    """A sign that no orthography has and that the text does not hold."""
    return next(sign for sign in map(chr, chain(range(9), range(0xE000, 0x110000))) if sign not in text)
