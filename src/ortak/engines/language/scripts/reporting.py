"""What a conversion did not convert, and where it stands."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from unicodedata import bidirectional, category, name

from ortak.engines.language.scripts.converter import Converter
from ortak.engines.language.scripts.converter import converter as find_converter
from ortak.engines.language.scripts.reading import folding, parts_of_letters
from ortak.engines.language.scripts.signs import ORDINARY

_LAYOUT = "\t\n\r\f\v"
_SHOWN_AS_CODE = ("C", "M", "Z")


@dataclass(frozen=True)
class Unconverted:
    """Signs that passed as they are. `line` and `column` count from 1, columns in code points; `kind` says what the
    signs are; `within_word` that letters of the source stand beside them."""

    line: int
    column: int
    text: str
    kind: str
    within_word: bool

    def __str__(self) -> str:
        where = " within a word" if self.within_word else ""
        return f"{self.line}:{self.column}: {shown(self.text)}: {self.kind}{where}"


def unconverted(text: str, converter: Converter, line: int = 1, column: int = 1) -> Iterator[Unconverted]:
    """The signs of a text that its conversion leaves as they are: letters and marks that are not of the source, letters
    that are of it only together with another and stand without it (c of ch), and signs that nobody reads (controls,
    bidi controls, unassigned and private code points). Digits, spaces, punctuation
    and symbols are alike in all scripts and are not named. `line` and `column` are those of the first sign.

    >>> from ortak.engines.language.scripts import converter
    >>> for each in unconverted("COVID вақти\\u202e", converter("uz-Cyrl", "uz-Latn")):
    ...     print(each)
    1:1: COVID: Latin letters
    1:12: U+202E: bidi control within a word
    """
    known, suspects = _patterns(converter.source.tag, converter.target.tag)
    composed = parts_of_letters(text, converter.source)
    seen = 0
    for match in suspects.finditer(text):
        start = match.start()
        for kind, signs in groupby(range(start, match.end()), lambda at: _kind(text[at])):
            places = [at for at in signs if at not in composed]
            if kind and places:
                first = places[0]
                breaks = text.count("\n", seen, first)
                if breaks:
                    line, column = line + breaks, 1
                    seen = text.rfind("\n", seen, first) + 1
                column, seen = column + first - seen, first
                after = first + len(places)
                beside = text[first - 1 : first] in known or text[after : after + 1] in known
                yield Unconverted(line, column, text[first:after], kind, bool(beside))


@cache
def _patterns(source: str, target: str) -> tuple[frozenset[str], re.Pattern[str]]:
    """The signs that the rules know in all their forms, and those that may have to be named."""
    chosen = find_converter(source, target)
    first = chosen.stages[0] if chosen.stages else chosen
    small = folding(first.source, first.rules)
    letters = frozenset(small)
    harmless = letters.union(_LAYOUT, (sign for sign in ORDINARY if not sign.isalpha() and category(sign) != "Cc"))
    suspects = ["[^" + re.escape("".join(sorted(harmless))) + "]+", *_alone(first, small)]
    return letters, re.compile("|".join(suspects))


def _alone(chosen: Converter, small: Mapping[str, str]) -> Iterator[str]:
    """Patterns of the letters that are letters only together with another, where they stand without it: c of ch."""
    given = [[small[sign] for sign in rule.given] for rule in chosen.rules if not rule.begins_words]
    decided = {signs[0] for signs in given if len(signs) == 1} | {sign for signs in given for sign in signs[1:]}
    for letter in sorted({signs[0] for signs in given} - decided):
        after = {signs[1] for signs in given if signs[0] == letter}
        forms, others = (
            re.escape("".join(sign for sign in small if small[sign] in wanted)) for wanted in ({letter}, after)
        )
        yield f"[{forms}](?![{others}])"


def _kind(sign: str) -> str:
    """What a sign is, empty if it need not be named.

    >>> _kind("q"), _kind("\\u0301"), _kind("5"), _kind("\\ue000")
    ('Latin letters', 'combining mark', '', 'private use code point')
    """
    group = category(sign)
    if group.startswith("L"):
        return f"{name(sign, 'unnamed').split()[0].capitalize()} letters"
    if group.startswith("M"):
        return "combining mark"
    if group == "Cf":
        return "bidi control" if bidirectional(sign) in _BIDI or sign in "\u200e\u200f\u061c" else "invisible sign"
    named = {"Cn": "unassigned code point", "Co": "private use code point", "Cs": "surrogate", "Cc": "control"}
    return "replacement character" if sign == "\ufffd" else named.get(group, "")


_BIDI = frozenset({"LRE", "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def shown(text: str) -> str:
    """A text fit for a line of a terminal: what has no shape of its own as its code.

    >>> shown("ab"), shown("\\u202e\\n")
    ('ab', 'U+202E U+000A')
    """
    if any(category(sign)[0] in _SHOWN_AS_CODE for sign in text):
        return " ".join(f"U+{ord(sign):04X}" for sign in text)
    return text


class Reporter:
    """Names what is not converted, piece by piece of a stream."""

    def __init__(self, converter: Converter, tell: Callable[[Unconverted], None]) -> None:
        self._converter, self._tell = converter, tell
        self._line = self._column = 1

    def read(self, text: str) -> None:
        """The next piece. A piece ends where no word does, or at the end of the text.

        >>> from ortak.engines.language.scripts import converter
        >>> reporter = Reporter(converter("uz-Cyrl", "uz-Latn"), print)
        >>> reporter.read("а\\n")
        >>> reporter.read("б x")
        2:3: x: Latin letters
        """
        for each in unconverted(text, self._converter, self._line, self._column):
            self._tell(each)
        breaks = text.count("\n")
        self._line += breaks
        self._column = len(text) - text.rfind("\n") if breaks else self._column + len(text)
