"""What can be done with alphabets: convert a text with reasons, and lay the alphabets side by side. No Django."""

from collections import Counter
from dataclasses import dataclass

from ortak.engines.language.scripts import (
    Explanation,
    LanguageError,
    Loss,
    Orthography,
    Rule,
    common_letters,
    converter,
    explain,
    orthographies,
    reachable,
)

LONGEST = 5_000


class TextTooLong(LanguageError):
    """A text longer than a page or an API call converts; the command line has no limit."""

    def __init__(self, length: int) -> None:
        super().__init__(
            f"the text has {length:,} signs, {LONGEST:,} are converted here at most; "
            "the command line `ortak language convert` has no limit"
        )


@dataclass(frozen=True)
class Decision:
    """A rule, what it was given and wrote, and how often."""

    given: str
    written: str
    times: int
    rule: Rule


@dataclass(frozen=True)
class Conversion:
    """A converted text, the rules that decided, the letters that no rule knows, and what cannot be converted back.
    `explanation` says it word by word, with lines and columns."""

    text: str
    result: str
    source: Orthography
    target: Orthography
    decisions: tuple[Decision, ...]
    unknown: tuple[str, ...]
    losses: tuple[Loss, ...]
    explanation: Explanation


def convert_text(text: str, source: str, target: str) -> Conversion:
    """Convert a text and say which rule decided each letter that changed."""
    if len(text) > LONGEST:
        raise TextTooLong(len(text))
    found = explain(text, source, target)
    passed = (span for span in found.spans if not span.rules)
    return Conversion(
        text=text,
        result=found.result,
        source=found.source,
        target=found.target,
        decisions=_decisions(found),
        unknown=tuple(sorted({sign for span in passed for sign in span.given if sign.isalpha()})),
        losses=found.losses,
        explanation=found,
    )


def _decisions(found: Explanation) -> tuple[Decision, ...]:
    changed = (span for span in found.spans if span.rules and span.changed)
    counted = Counter((span.given, span.written, span.rules[0]) for span in changed)
    return tuple(Decision(given, written, times, rule) for (given, written, rule), times in counted.most_common())


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
