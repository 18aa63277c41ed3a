"""`ortak language convert`: streams, reports, markup, lexicons and hints. No Django."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ortak.engines.language.lines import lines_of
from ortak.engines.language.scripts import (
    BadEncoding,
    Converter,
    LanguageError,
    Lexicon,
    Reporter,
    Unconverted,
    convert_markup,
    convert_stream,
    converter,
    decoded,
    read_hints,
    read_lexicon,
    text_only,
    with_hints,
    write_hints,
)
from ortak.engines.language.scripts import hints as hints_of


@dataclass(frozen=True)
class Request:
    """What is to be converted to what, and how. `lexicon` and `hints` are paths."""

    source: str
    target: str
    report: bool = False
    markup: str | None = None
    lexicon: str | None = None
    hints: str | None = None


class CannotRead(LanguageError):
    """A file that was named cannot be read."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}")


class LexiconWithHints(LanguageError):
    """Hints are exact only with the way back that they were written for."""

    def __init__(self) -> None:
        super().__init__("hints that are read make the way back exact by themselves: leave --lexicon out")


def run(request: Request, given: BinaryIO, written: BinaryIO, say: Callable[[str], None]) -> None:
    """Convert a stream. `say` is handed each line of the report and nothing else; the last says how many places there
    were, also where the input breaks off because it is not UTF-8."""
    chosen = converter(request.source, request.target)
    teller = _Teller(say)
    reporter = Reporter(chosen, teller) if request.report else None
    try:
        _run(request, chosen, reporter, given, written)
    except BadEncoding:
        written.flush()
        if reporter:
            say(f"{teller.counted} before it")
        raise
    if reporter:
        say(teller.counted)


def _run(request: Request, chosen: Converter, reporter: Reporter | None, given: BinaryIO, written: BinaryIO) -> None:
    convert: Callable[[str], str] = chosen
    if request.lexicon:
        words = read_lexicon(lines_of(_file(request.lexicon)))
        convert = lexicon = Lexicon(chosen, words)
    if request.markup:
        text = "".join(decoded(given))
        around = lexicon.pieces if request.lexicon else None
        written.write(convert_markup(text, chosen, request.markup, around).encode())
        if reporter:
            reporter.read(text_only(text, request.markup))
    elif request.hints:
        text = "".join(decoded(given))
        written.write(_hinted(text, request, convert).encode())
        if reporter:
            reporter.read(text)
    else:
        convert_stream(given, written, convert, read=reporter.read if reporter else None)


class _Teller:
    def __init__(self, say: Callable[[str], None]) -> None:
        self._say, self.places = say, 0

    def __call__(self, place: Unconverted) -> None:
        self.places += 1
        self._say(str(place))

    @property
    def counted(self) -> str:
        """How many places there were so far."""
        return f"{self.places:,} place{'' if self.places == 1 else 's'} not converted"


def _file(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotRead(path, getattr(error, "strerror", None) or "not UTF-8") from None


def _hinted(text: str, request: Request, convert: Callable[[str], str]) -> str:
    """The text with the hints of a file, if they were written for the way here; else converted, and its hints written
    to the file for the way back."""
    there, back = converter(request.source, request.target), converter(request.target, request.source)
    path = Path(request.hints or "")
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            source, target, found = read_hints(file)
        if (source, target) == (there.target.tag, there.source.tag):
            if request.lexicon:
                raise LexiconWithHints
            return with_hints(text, there, found)
    result = convert(text)
    with path.open("w", encoding="utf-8", newline="") as file:
        write_hints(file, hints_of(text, result, back), there)
    return result
