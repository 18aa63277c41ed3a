"""What can be done with alphabets: convert a text with reasons, and lay the alphabets side by side. No Django."""

import csv
import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ortak.engines.language.lines import lines_of
from ortak.engines.language.scripts import (
    Explanation,
    LanguageError,
    Lexicon,
    Rule,
    Word,
    common_letters,
    converter,
    explain,
    orthographies,
    reachable,
    read_lexicon,
)

LONGEST = 5_000
LEXICON_COLUMNS = "given,written"


class TextTooLong(LanguageError):
    """A text longer than a page or an API call converts; the command line has no limit."""

    def __init__(self, what: str, most: int, command: str) -> None:
        super().__init__(f"the text has {what}, {most:,} are taken here at most; the command `{command}` has no limit")


MOST_WORDS = 3


@dataclass(frozen=True)
class Decision:
    """A rule, what it was given and wrote, how often, and words of the text in which it did: given and written."""

    given: str
    written: str
    times: int
    rule: Rule
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Conversion:
    """A converted text and why: `explanation` says it word by word, `decisions` rule by rule, and `chosen` are the
    words that a lexicon decided before any rule."""

    result: str
    explanation: Explanation
    decisions: tuple[Decision, ...]
    chosen: tuple[tuple[str, str], ...]

    @property
    def lost(self) -> tuple[Word, ...]:
        """The words that do not come back by the rules, each once, without those that were chosen."""
        chosen = {given for given, _ in self.chosen}
        once = {(word.given, word.back): word for word in reversed(self.explanation.lost)}
        return tuple(word for word in reversed(once.values()) if word.given not in chosen)


def convert_text(text: str, source: str, target: str, lexicon: Mapping[str, str] | None = None) -> Conversion:
    """Convert a text and say which rule decided each letter that changed. A lexicon (`read_words`) goes before the
    rules.

    >>> conversion = convert_text("цирк 漢", "uz-Cyrl", "uz-Latn")
    >>> conversion.result, conversion.decisions[0].words, str(conversion.explanation.unconverted[0])
    ('sirk 漢', (('цирк', 'sirk'),), '1:6: 漢: Cjk letters')
    """
    if len(text) > LONGEST:
        raise TextTooLong(f"{len(text):,} signs", LONGEST, "ortak language convert")
    found = explain(text, source, target)
    with_words = Lexicon(converter(source, target), lexicon or {})
    pieces = with_words.pieces(text) if lexicon else ()
    return Conversion(
        result=with_words(text) if lexicon else found.result,
        explanation=found,
        decisions=_decisions(found),
        chosen=tuple(dict.fromkeys((text[each.start : each.end], each.written) for each in pieces)),
    )


def read_words(text: str) -> dict[str, str]:
    """A lexicon as it is typed: a line a word, `given,written`. The line of the columns may be left out.

    >>> read_words("sirk,цирк\n")
    {'sirk': 'цирк'}
    """
    lines = lines_of(text)
    if not any(lines):
        return {}
    heading = [] if lines[0].replace(" ", "") == LEXICON_COLUMNS else [LEXICON_COLUMNS]
    return read_lexicon([*heading, *lines], first_line=1 - len(heading))


def checked_words(lexicon: Mapping[str, str]) -> dict[str, str]:
    """A lexicon that was not read from lines. Raises `BadLexicon` for what is not one word, and for one that stands
    there twice but for its capitals.

    >>> checked_words({"sirk": "цирк"})
    {'sirk': 'цирк'}
    """
    written = io.StringIO()
    csv.writer(written).writerows(lexicon.items())
    return read_words(written.getvalue())


def _decisions(found: Explanation) -> tuple[Decision, ...]:
    """What was decided, the most frequent first."""
    counted: Counter[tuple[str, str, Rule]] = Counter()
    seen: dict[tuple[str, str, Rule], dict[tuple[str, str], None]] = {}
    for word in found.words:
        for span in word.spans:
            if span.rules and span.changed:
                key = span.given, span.written, span.rules[0]
                counted[key] += 1
                seen.setdefault(key, {})[word.given, word.written] = None
    return tuple(
        Decision(given, written, times, rule, tuple(seen[given, written, rule])[:MOST_WORDS])
        for (given, written, rule), times in counted.most_common()
    )


@dataclass(frozen=True)
class Row:
    """A letter of the proposed common alphabet and what answers to it in each language's own Latin; empty where
    nothing does."""

    small: str
    capital: str
    sound: str
    answers: dict[str, str]


def side_by_side() -> tuple[Row, ...]:
    """The letters of the proposed common alphabet beside each language's Latin letters, as the converter's tables
    have them."""
    tags = {"az": "az-Latn", "kk": "kk-Latn", "ky": "ky-Latn", "tk": "tk-Latn", "tr": "tr-Latn", "uz": "uz-Latn"}
    answers: dict[str, dict[str, list[str]]] = {}
    for language, tag in tags.items():
        for rule in converter(tag, f"{tag}-x-common").rules:
            if rule.given in _alphabet(tag):
                answers.setdefault(rule.written, {}).setdefault(language, []).append(rule.given)
    return tuple(
        Row(
            letter.small,
            letter.capital,
            letter.sound,
            {language: ", ".join(dict.fromkeys(given)) for language, given in answers.get(letter.small, {}).items()},
        )
        for letter in common_letters()
        if letter.of_2024
    )


def _alphabet(tag: str) -> set[str]:
    return {small for each in orthographies() if each.tag == tag for _, small in each.pairs}


def targets() -> dict[str, tuple[str, ...]]:
    """For each tag, the tags that it converts to."""
    return {each.tag: reachable(each.tag) for each in orthographies()}
