"""A hint channel: what a conversion loses, written beside its result, so that the way back is exact."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from itertools import groupby
from typing import TextIO

from ortak.engines.language.scripts.around import Convert, Piece, convert_around
from ortak.engines.language.scripts.converter import Converter
from ortak.engines.language.scripts.errors import LanguageError

_SPACE = re.compile(r"(\s)")


@dataclass(frozen=True)
class Hint:
    """What stands at a place of a converted text, and what it was given as. Lines and columns count from 1."""

    line: int
    column: int
    written: str
    given: str


class StaleHints(LanguageError):
    """The text is not the one that the hints were written for."""

    def __init__(self, hint: Hint, found: str) -> None:
        super().__init__(
            f"the hints do not fit the text: line {hint.line}, column {hint.column} has {found!r} instead of "
            f"{hint.written!r}; use the hints that were written with this text"
        )


class BadHints(LanguageError):
    """A file that is no file of hints."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}; hints are a file that `ortak language convert --hints FILE` has written")


def hints(text: str, written: str, back: Convert) -> Iterator[Hint]:
    """The places of a converted text that the way back would give otherwise than they were given. `text` was converted
    to `written`, and `back` is the conversion back. Nothing between two spaces depends on what stands beyond them, so
    each stretch between spaces is looked at by itself.

    >>> from ortak.engines.language.scripts import converter
    >>> list(hints("цех ва сой", "sex va soy", converter("uz-Latn", "uz-Cyrl")))
    [Hint(line=1, column=1, written='sex', given='цех')]
    """
    given, wrote = _SPACE.split(text), _SPACE.split(written)
    returned = _SPACE.split(back(written))
    line = column = 1
    for one, other, again in zip(given, wrote, returned, strict=True):
        if one != again:
            yield Hint(line, column, other, one)
        if other == "\n":
            line, column = line + 1, 1
        else:
            column += len(other)


def with_hints(text: str, back: Convert, found: Sequence[Hint]) -> str:
    """The way back, exact where hints say so. Raises `StaleHints` where the text is not the one they were written for.

    >>> from ortak.engines.language.scripts import converter
    >>> with_hints("sex va soy", converter("uz-Latn", "uz-Cyrl"), [Hint(1, 1, "sex", "цех")])
    'цех ва сой'
    """
    return convert_around(back, text, list(_pieces(text, found)))


def _pieces(text: str, found: Sequence[Hint]) -> Iterator[Piece]:
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for hint in found:
        start = starts[hint.line - 1] + hint.column - 1 if hint.line <= len(starts) else len(text) + 1
        end = start + len(hint.written)
        if start > len(text) or text[start:end] != hint.written:
            raise StaleHints(hint, text[start:end])
        yield Piece(start, end, hint.given)


def write_hints(file: TextIO, found: Iterable[Hint], converter: Converter) -> int:
    """Write hints as CSV, after a line with the direction, and say how many they were."""
    rows = [tuple(map(_escaped, astuple(hint))) for hint in found]
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["from", converter.source.tag, "to", converter.target.tag])
    writer.writerow(["line", "column", "written", "given"])
    writer.writerows(rows)
    return len(rows)


def read_hints(file: TextIO) -> tuple[str, str, list[Hint]]:
    """The direction in which hints were written, and the hints. Raises `BadHints`.

    >>> from io import StringIO
    >>> read_hints(StringIO("from,uz-Cyrl,to,uz-Latn\\nline,column,written,given\\n1,1,sex,цех\\n"))
    ('uz-Cyrl', 'uz-Latn', [Hint(line=1, column=1, written='sex', given='цех')])
    """
    rows = csv.reader(file)
    match next(rows, []), next(rows, []):
        case ["from", source, "to", target], ["line", "column", "written", "given"]:
            pass
        case _:
            raise BadHints("no hints are in the file")
    try:
        found = [Hint(int(line), int(column), _plain(w), _plain(g)) for line, column, w, g in rows]
    except ValueError as error:
        raise BadHints(f"line {rows.line_num} is no hint ({error})") from None
    return source, target, found


def _escaped(value: object) -> str:
    """Signs that a CSV reader takes for the end of a line, or not at all, as escapes."""
    return "".join(
        "".join(map(_escape, signs)) if odd else "".join(signs)
        for odd, signs in groupby(str(value), lambda sign: sign == "\\" or not sign.isprintable())
    )


def _escape(sign: str) -> str:
    return f"\\u{{{ord(sign):x}}}"


def _plain(text: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), text)
