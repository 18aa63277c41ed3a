"""From the lines of a document to its blocks: runs of text that may hold more than one unit, in the smallest pieces
that may not.

Nothing of the layout is trusted alone. Between two pieces stands a `Cut`: what it costs to end a unit there and
what to go on through it. `cutting` weighs that against what the words say. The costs are natural logarithms of
odds, set by hand and held by the tests that lay the same document out in many ways."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ortak.vision.importer.lines import DASHES, SURE_MARKS, Line, bullet_end, read_lines
from ortak.vision.importer.spelling import fold, words

WRAPPED_WIDTH = 200  # longer lines were not broken to fit a page
WRAPPED_SHARE = 0.9
WRAPPED_FILL = 0.85  # a line filled less than this, with the next word, was ended on purpose
BLOCK_PIECES = 4_000  # the document in one line has a third of it
NEARBY = 80  # so many letters on either side tell what a cut is
ENDING_LETTERS = 2
ENDING_TIMES = 8
ENDING_LIFT = 5.0  # how much more often an ending must stand last than inside


class Cut(NamedTuple):
    """The cost of ending a unit at a possible boundary, and of going on through it."""

    leave: float
    stay: float


class Piece(NamedTuple):
    """A run of words with the line it begins in and the cut before it. `mark` is a dash or number inside a line
    that begins an item if a unit begins here, and belongs to the sentence if not."""

    text: str
    line: int
    cut: Cut
    mark: str = ""


Block = tuple[Piece, ...]

CERTAIN = Cut(0.0, 99.0)
WITHIN_DASH = Cut(4.0, 0.0)  # "East and West - North and South" is one item
WITHIN = Cut(9.0, 0.0)  # before a remark in brackets, which belongs to what it follows

_CLOSERS = "\"'”’»)]}…"
_OPENERS = "\"'“‘«([{"
_REMARK = re.compile(r"[(\[{][^()\[\]{}]{1,60}[)\]}][.,;]?")
_INLINE = re.compile(
    rf"(?<=\S)\s+(?=(?:[{SURE_MARKS}]\s*|[{re.escape(DASHES)}]\s+|\(?\d{{1,3}}[.)]\s+)?"
    rf"(?:\d+\s+)?[{re.escape(_OPENERS)}]*[^\W\d_])"
)


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a document in the order of the file.

    >>> [[piece.text for piece in block] for block in blocks("- Tarım;\\n\\nOrganik üretim, Kırsal kalkınma,")]
    [['Tarım;'], ['Organik üretim,', 'Kırsal kalkınma,']]
    """
    lines = read_lines(text)
    width, closing = _wrapped_width(lines), _closing_endings(lines)
    found: list[list[Piece]] = []
    for before, line in zip([None, *lines], lines, strict=False):
        cut = CERTAIN if before is None else _cut_between(before, line, width, closing)
        for piece in _pieces(line, cut, closing):
            if piece.cut is CERTAIN or len(found[-1]) >= BLOCK_PIECES:
                found.append([])
            found[-1].append(piece)
    return tuple(tuple(block) for block in found)


def _wrapped_width(lines: Sequence[Line]) -> int:
    """The width to which the lines were broken, 0 where they were not."""
    lengths = sorted(line.length for line in lines if line.length <= WRAPPED_WIDTH)
    return lengths[-1] if lines and len(lengths) >= WRAPPED_SHARE * len(lines) else 0


def _closing_endings(lines: Sequence[Line]) -> frozenset[str]:
    """The endings of words with which this document ends its items, and hardly any word inside them: "-me" and
    "-ma" of the Turkish verbal noun, say. Learnt from the lines, so that it holds for any language."""
    last: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for line in lines:
        endings = [word[-ENDING_LETTERS:] for word in words(line.text)]
        last.update(endings[-1:])
        inside.update(endings[:-1])
    ends, rest = last.total(), inside.total()
    return frozenset(
        ending
        for ending, times in last.items()
        if times >= ENDING_TIMES and times * rest > ENDING_LIFT * ends * (inside[ending] + 1)
    )


def _cut_between(before: Line, line: Line, width: int, closing: frozenset[str]) -> Cut:
    ending, upper = _ending(before.text), _begins_upper(line.text)
    if _REMARK.fullmatch(line.text) or (line.text[0] in "([{" and not (line.mark or line.blank_before)):
        return WITHIN
    filled = before.length + 1 + len((line.mark or line.text).split(" ", 1)[0]) > WRAPPED_FILL * width > 0
    if line.mark:
        if ending != "open" or line.blank_before:
            return CERTAIN
        if line.mark[0] in DASHES:
            return WITHIN_DASH if filled else Cut(0.0, 2.0)
        return Cut(0.0, 6.0)
    if line.blank_before:
        if ending != "open":
            return CERTAIN if upper else Cut(0.5, 1.0)
        return Cut(0.0, 4.0) if upper else Cut(6.0, 0.0)
    if filled:
        if upper:
            return {"full": Cut(1.0, 0.0), "comma": Cut(3.0, 0.0), "open": Cut(8.0, 0.0)}[ending]
        return Cut(9.0, 0.0)
    if not upper:
        return Cut(2.0, 0.5) if ending == "full" else Cut(6.0, 0.0)
    if ending != "full" and _closes(before.text, closing) is False:
        return Cut(6.0, 0.0) if ending == "open" else Cut(3.0, 0.0)
    return Cut(0.5, 1.5) if ending == "open" else Cut(0.0, 3.0)


def _pieces(line: Line, cut: Cut, closing: frozenset[str]) -> Iterator[Piece]:
    """The line in pieces; the first stands after the cut before the line."""
    first, *others = _divided(line.text, closing)
    yield Piece(first.text, line.number, cut, line.mark)
    for piece in others:
        yield piece._replace(line=line.number)


@lru_cache(maxsize=4_000)
def _divided(text: str, closing: frozenset[str]) -> tuple[Piece, ...]:
    """A line, divided wherever a new unit could begin: before a capital letter, with or without a bullet."""
    pieces = []
    cut, mark, start = CERTAIN, "", 0
    for gap in _INLINE.finditer(text):
        before, rest = text[max(0, gap.start() - NEARBY) : gap.start()], text[gap.end() : gap.end() + NEARBY]
        bullet = bullet_end(rest)
        if gap.start() < start or not _begins_upper(rest[bullet:]):
            continue
        pieces.append(Piece(text[start : gap.start()], 0, cut, mark))
        cut, mark = _cut_inside(before, rest, bullet, closing), rest[:bullet]
        start = gap.end() + bullet
    return (*pieces, Piece(text[start:], 0, cut, mark))


def divisions(text: str) -> Iterator[tuple[str, str]]:
    """The two parts of a text at every place where a new unit could begin, without the bullet between them.

    >>> list(divisions("Tarım • Organik üretim"))
    [('Tarım', 'Organik üretim')]
    """
    start = 0
    for gap in _INLINE.finditer(text):
        bullet = bullet_end(text[gap.end() :])
        rest = text[gap.end() + bullet :]
        if gap.start() >= start and _begins_upper(rest):
            start = gap.end() + bullet
            yield text[: gap.start()], rest


def _cut_inside(before: str, rest: str, bullet: int, closing: frozenset[str]) -> Cut:
    ending = _ending(before)
    if bullet:
        certain = rest[0] in SURE_MARKS or ending != "open"
        return Cut(0.5, 1.0) if certain else WITHIN_DASH
    if rest[0] in "([{":
        return WITHIN
    if ending == "full":
        return Cut(1.5, 0.0)
    closes = _closes(before, closing)
    if ending == "comma":
        return Cut({True: 3.0, None: 4.0, False: 6.0}[closes], 0.0)
    within_name = 2.0 if _begins_upper(before.rpartition(" ")[2]) else 0.0
    return Cut({True: 5.5, None: 9.0, False: 11.0}[closes] + within_name, 0.0)


def _closes(text: str, closing: frozenset[str]) -> bool | None:
    """Whether the last word ends as the last words of items do; None if nothing is known of these."""
    return fold(text.rstrip(",،"))[-ENDING_LETTERS:] in closing if closing else None


def _ending(text: str) -> str:
    """How a run of text ends: `full` stop, `comma`, or `open`."""
    last = text.rstrip(_CLOSERS)[-1:]
    if last in tuple(".;:!?؛。"):
        return "full"
    return "comma" if last in tuple(",،") or text.endswith(")") else "open"


def _begins_upper(text: str) -> bool:
    """Whether the first letter is a capital; a leading number is passed over.

    >>> _begins_upper("2030 Gündemi"), _begins_upper("“Ağ” kurma"), _begins_upper("ve")
    (True, True, False)
    """
    letter = next((letter for letter in text if letter.isalpha()), "")
    return bool(letter) and not letter.islower()
