"""What can be done with alphabets: convert a text with reasons, and lay the alphabets side by side. No Django."""

import csv
import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from ortak.engines.language.scripts import (
    LanguageError,
    Lexicon,
    Loss,
    Orthography,
    Rule,
    Step,
    Unconverted,
    common_letters,
    converter,
    orthographies,
    reachable,
    read_lexicon,
    unconverted,
)

LONGEST = 5_000
LEXICON_COLUMNS = "given,written"


class TextTooLong(LanguageError):
    """A text longer than a page or an API call converts; the command line has no limit."""

    def __init__(self, what: str, most: int, command: str) -> None:
        super().__init__(f"the text has {what}, {most:,} are taken here at most; the command `{command}` has no limit")


MOST_PLACES = 100
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
    """A converted text, the rules that decided, what was not converted and where, and what cannot be converted back.

    Of the places that were not converted the first `MOST_PLACES` are told; `places` counts them all. `chosen` are the
    words of the text that the lexicon decided. `bijective`: both ways give every text back exactly.
    """

    text: str
    result: str
    source: Orthography
    target: Orthography
    decisions: tuple[Decision, ...]
    chosen: tuple[tuple[str, str], ...]
    unconverted: tuple[Unconverted, ...]
    places: int
    losses: tuple[Loss, ...]
    bijective: bool


def convert_text(text: str, source: str, target: str, lexicon: Mapping[str, str] | None = None) -> Conversion:
    """Convert a text and say which rule decided each letter that changed. A lexicon (`read_words`) goes before the
    rules.

    >>> conversion = convert_text("цирк 漢", "uz-Cyrl", "uz-Latn")
    >>> conversion.result, conversion.decisions[0].words, str(conversion.unconverted[0])
    ('sirk 漢', (('цирк', 'sirk'),), '1:6: 漢: Cjk letters')
    """
    if len(text) > LONGEST:
        raise TextTooLong(f"{len(text):,} signs", LONGEST, "ortak language convert")
    rules = converter(source, target)
    with_words = Lexicon(rules, lexicon or {})
    pieces = list(with_words.pieces(text)) if lexicon else []
    places = list(unconverted(text, rules))
    return Conversion(
        text=text,
        result=with_words(text) if lexicon else rules(text),
        source=rules.source,
        target=rules.target,
        decisions=_decisions(rules.explain(text)),
        chosen=tuple(dict.fromkeys((text[each.start : each.end], each.written) for each in pieces)),
        unconverted=tuple(places[:MOST_PLACES]),
        places=len(places),
        losses=rules.losses,
        bijective=rules.bijective,
    )


def read_words(text: str) -> dict[str, str]:
    """A lexicon as it is typed: a line a word, `given,written`. The line of the columns may be left out.

    >>> read_words("sirk,цирк\n")
    {'sirk': 'цирк'}
    """
    lines = text.splitlines()
    if not any(lines):
        return {}
    heading = [] if lines[0].replace(" ", "") == LEXICON_COLUMNS else [LEXICON_COLUMNS]
    return read_lexicon([*heading, *lines])


def checked_words(lexicon: Mapping[str, str]) -> dict[str, str]:
    """A lexicon that was not read from lines. Raises `BadLexicon` for what is not one word, and for one that stands
    there twice but for its capitals.

    >>> checked_words({"sirk": "цирк"})
    {'sirk': 'цирк'}
    """
    written = io.StringIO()
    csv.writer(written).writerows(lexicon.items())
    return read_words(written.getvalue())


def _decisions(steps: tuple[Step, ...]) -> tuple[Decision, ...]:
    """What was decided, the most frequent first."""
    counted: Counter[tuple[str, str, Rule]] = Counter()
    seen: dict[tuple[str, str, Rule], dict[tuple[str, str], None]] = {}
    for in_word, grouped in groupby(steps, key=lambda step: step.rule is not None or step.given.isalpha()):
        parts = list(grouped) if in_word else []
        word = ("".join(step.given for step in parts), "".join(step.written for step in parts))
        for step in parts:
            if step.rule and step.given != step.written:
                counted[step.given, step.written, step.rule] += 1
                seen.setdefault((step.given, step.written, step.rule), {})[word] = None
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
