"""How right the converter is, in both directions: against CLDR's names for Azerbaijani and Uzbek, against cited lists
of 100 words for Kazakh, Kyrgyz and Turkmen, and against the engine's gold words for every pair that has them. Modelled
figures: they explain the converter and are no evidence of anything.

No Django until `observations` is called.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ortak.areas.language.words import IN_TWO_SCRIPTS, LANGUAGES, names_in_two_scripts, spellings
from ortak.engines.language.scripts import (
    VERSION,
    Accuracy,
    aligned_words,
    converter,
    gold_accuracy,
    gold_directions,
    wilson,
    word_accuracy,
)

if TYPE_CHECKING:
    from ortak.mechanisms.indicators.recording import NewObservation

CLDR = "names in the Common Locale Data Repository, as shipped in Babel"
LISTS = "words from cited published lists"
GOLD = "gold words that their source spells alike in both alphabets"
GOLD_ALL = "gold words, misprints and other wordings of their source among them"


@dataclass(frozen=True)
class Measured:
    """The accuracy of one direction, and what it was measured on."""

    source: str
    target: str
    measured_on: str
    accuracy: Accuracy


def word_pairs(language: str) -> tuple[tuple[str, str], ...]:
    """The words of a language that the converter is measured on, in Cyrillic and in Latin."""
    if language in IN_TWO_SCRIPTS:
        return tuple(aligned_words(names_in_two_scripts(language)))
    return tuple((word.cyrillic, word.latin) for word in spellings() if word.language == language)


@cache
def measured() -> tuple[Measured, ...]:
    """The accuracy of both directions for every language with a Cyrillic and a Latin orthography, then of every
    direction that has gold words; where their source has misprints, with and without those."""
    return (*in_two_scripts(), *_gold())


@cache
def in_two_scripts() -> tuple[Measured, ...]:
    """The accuracy of both directions between Cyrillic and Latin for the official languages."""
    return tuple(
        _measure(language, *scripts)
        for language in LANGUAGES
        if language != "tr"
        for scripts in (("Cyrl", "Latn"), ("Latn", "Cyrl"))
    )


def _gold() -> Iterator[Measured]:
    for source, target in gold_directions():
        alike, every = gold_accuracy(source, target), gold_accuracy(source, target, with_excluded=True)
        yield Measured(source, target, GOLD, alike)
        if every.words > alike.words:
            yield Measured(source, target, GOLD_ALL, every)


def _measure(language: str, script: str, other: str) -> Measured:
    source, target = f"{language}-{script}", f"{language}-{other}"
    pairs = word_pairs(language)
    ordered = pairs if script == "Cyrl" else [(latin, cyrillic) for cyrillic, latin in pairs]
    on = CLDR if language in IN_TWO_SCRIPTS else LISTS
    return Measured(source, target, on, word_accuracy(ordered, converter(source, target)))


def observations(time_period: str = "2026") -> "list[NewObservation]":
    """The indicator `language.conversion_accuracy`: per language, the share of words in both directions together, in
    percent."""
    from ortak.mechanisms.indicators.recording import NewObservation, NewSource

    found = []
    for language, state in LANGUAGES.items():
        directions = [each for each in in_two_scripts() if each.source.startswith(f"{language}-")]
        if not directions:
            continue
        words = sum(each.accuracy.words for each in directions)
        share = wilson(sum(each.accuracy.right for each in directions), words)
        each_way = "; ".join(f"{each.source} to {each.target} {each.accuracy.share.value:.1%}" for each in directions)
        found.append(
            NewObservation(
                indicator="language.conversion_accuracy",
                ref_area=state,
                time_period=time_period,
                obs_value=round(100 * share.value, 1),
                source=NewSource(
                    who="independent",
                    form="dataset",
                    title=f"Script converter against {directions[0].measured_on}",
                    publisher="Ortak",
                ),
                how="estimate",
                method="share of words written as published, both directions together; 95 % interval after Wilson",
                method_version=VERSION,
                modelled=True,
                comment=f"{each_way}; {words} words, {share.low:.1%} to {share.high:.1%}",
                locator="ortak language accuracy",
            )
        )
    return found
