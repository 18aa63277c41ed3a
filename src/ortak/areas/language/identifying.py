"""Which language and script each line of a text is in, with the next likeliest. No Django."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ortak.areas.language.services import LONGEST, TextTooLong
from ortak.engines.language.lines import lines_of

if TYPE_CHECKING:
    from ortak.engines.language.identification import Identification

UNKNOWN = "und"
COMMAND = "ortak language identify"
MOST_LINES = 100
NEXT = 2
LEAST_WORTH = 0.01


@dataclass(frozen=True)
class Line:
    """A line of the text, what it is, and what else it may be; `number` counts from 1."""

    number: int
    text: str
    found: "Identification"
    others: tuple["Identification", ...]


def identify_text(text: str) -> tuple[Line, ...]:
    """Every line of a text that is not empty, with the number that an editor gives it. Raises `TextTooLong`.

    >>> [line] = identify_text("Kitabxana hər gün açılır")
    >>> line.found.tag, line.number
    ('az-Latn', 1)
    """
    from ortak.engines.language.identification import identify_lines  # brings NumPy

    if len(text) > LONGEST:
        raise TextTooLong(f"{len(text):,} signs", LONGEST, COMMAND)
    lines = [(number, line.strip()) for number, line in enumerate(lines_of(text), 1) if line.strip()]
    if len(lines) > MOST_LINES:
        raise TextTooLong(f"{len(lines):,} lines", MOST_LINES, COMMAND)
    found = identify_lines([line for _, line in lines])
    return tuple(
        Line(number, line, best, _others(line, best)) for (number, line), best in zip(lines, found, strict=True)
    )


def known_tags() -> tuple[str, ...]:
    """The tags that can be found, in alphabetical order."""
    from ortak.engines.language.identification import tags

    return tags()


def _others(line: str, best: "Identification") -> tuple["Identification", ...]:
    from ortak.engines.language.identification import candidates

    likely = (each for each in candidates(line, most=NEXT + 2) if each.tag not in (best.tag, UNKNOWN))
    return tuple(each for each in likely if each.confidence >= LEAST_WORTH)[:NEXT]
