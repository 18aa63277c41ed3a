"""The what-if of PRI-35: what does the proposed Common Turkic Alphabet bring to the distance between written forms?

Three ways of writing the same words are compared: (a) each language's official script of today, (b) its national or
scholarly Latin, (c) the proposed alphabet. What the alphabet brings is (b) minus (c); what a Latin script alone
brings, (a) minus (b), stands apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from ortak.areas.language.words import LANGUAGES, country_names, everyday_words
from ortak.engines.language.distance import Interval, mean_over_words, word_distances
from ortak.engines.language.scripts import VERSION, convert, orthography
from ortak.mechanisms.contract import Effect, Gain, WhatIfResult
from ortak.mechanisms.presentation.formats import number

TODAY = {"az": "az-Latn", "kk": "kk-Cyrl", "ky": "ky-Cyrl", "tk": "tk-Latn", "tr": "tr-Latn", "uz": "uz-Latn"}
LATIN = {"az": "az-Latn", "kk": "kk-Latn", "ky": "ky-Latn", "tk": "tk-Latn", "tr": "tr-Latn", "uz": "uz-Latn"}
COMMON = {language: f"{language}-Latn-x-common" for language in LATIN}
SEED = 35
LEVEL = 0.8

Forms = Mapping[str, str]


@dataclass(frozen=True)
class Distances:
    """The distances of each pair of languages in one word, written in the three ways."""

    today: Mapping[tuple[str, str], float]
    latin: Mapping[tuple[str, str], float]
    common: Mapping[tuple[str, str], float]


def written(forms: Forms, tags: Mapping[str, str]) -> dict[str, str]:
    """The forms of a word, given in today's scripts, in the orthographies of `tags`; small letters, one kind of
    apostrophe."""
    return {
        language: orthography(tag).lower(form if tag == TODAY[language] else convert(form, TODAY[language], tag))
        for language, form in forms.items()
        for tag in (tags[language],)
    }


def _distances(forms: Forms) -> Distances:
    return Distances(*(word_distances(written(forms, tags)) for tags in (TODAY, LATIN, COMMON)))


@cache
def everyday() -> tuple[Distances, ...]:
    """Numerals, days and months: each root that at least two languages share is a word."""
    shared: dict[tuple[str, str, str], dict[str, str]] = {}
    for word in everyday_words():
        shared.setdefault((word.group, word.key, word.root), {})[word.language] = word.form
    return tuple(_distances(forms) for forms in shared.values() if len(forms) > 1)


@cache
def countries() -> tuple[Distances, ...]:
    """Country names in all six languages."""
    return tuple(_distances(forms) for forms in country_names().values())


def _values(words: Sequence[Distances], before: str, after: str = "", language: str = "") -> list[list[float]]:
    """Letters of 100 in one way of writing, or what remains of them after another, word by word."""

    def value(word: Distances, pair: tuple[str, str]) -> float:
        less = getattr(word, after)[pair] if after else 0.0
        return 100 * (float(getattr(word, before)[pair]) - less)

    return [[value(word, pair) for pair in word.today if not language or language in pair] for word in words]


def _mean(words: Sequence[Distances], before: str, after: str, language: str = "") -> Interval:
    return mean_over_words(_values(words, before, after, language), SEED, LEVEL)


def _gain(title: str, words: Sequence[Distances], before: str, after: str) -> Gain:
    mean = _mean(words, before, after)
    return Gain(title, _rounded(mean.value), _rounded(mean.low), _rounded(mean.high), _("letters of 100"), mean.level)


def _rounded(letters: float) -> float:
    """No more digits than the range bears."""
    return round(letters, 1)


def run() -> WhatIfResult:
    """Answer the what-if."""
    gains = [
        _gain(
            _("The common alphabet, beyond each language's own Latin (everyday words)"), everyday(), "latin", "common"
        ),
        _gain(_("Latin in every language, beyond today's scripts (everyday words)"), everyday(), "today", "latin"),
        _gain(
            _("The common alphabet, beyond each language's own Latin (country names)"), countries(), "latin", "common"
        ),
        _gain(_("Latin in every language, beyond today's scripts (country names)"), countries(), "today", "latin"),
    ]
    return WhatIfResult(
        headline=_headline(gains[0]),
        gains=gains,
        effects=_effects(),
        assumptions=_assumptions(),
        accounting=_("Distance between written forms: letters of 100 that differ"),
        method=_(
            "Edit distance divided by the length of the longer form, for each pair of languages and each shared word, "
            "then the mean. The range is a bootstrap over words (80 %). National or scholarly Latin less common "
            "alphabet is what the alphabet brings."
        ),
        engine="language",
        engine_version=VERSION,
        notes=_levels(),
    )


def _headline(brings: Gain) -> str:
    return _(
        "Written in the proposed common alphabet, everyday words of six languages would differ in %(value)s letters of "
        "100 less than in each language's own Latin (likely %(low)s to %(high)s)."
    ) % {"value": number(brings.value, 1), "low": number(brings.low, 1), "high": number(brings.high, 1)}


def _effects() -> list[Effect]:
    title = _("Everyday words of the state language, from those of the other five")
    means = {state: _mean(everyday(), "latin", "common", language) for language, state in LANGUAGES.items()}
    return [
        Effect(state, title, _rounded(mean.value), _rounded(mean.low), _rounded(mean.high))
        for state, mean in means.items()
    ]


def _assumptions() -> list[str]:
    return [
        _("Which alphabet a state uses is its own affair; the common one is a proposal, and none is preferred here."),
        _("Everyday words are the numerals, days and months that at least two of the languages share by origin."),
        _("The letters are those of the proposal of 2024; where sources differ, the page of alphabets says so."),
        _("Azerbaijani and Turkish letters stay. Kazakh Latin is the alphabet of 2021, Kyrgyz Latin a scholarly one."),
        _("Only letters are compared: pronunciation, grammar and how well people understand each other are not."),
        _("Spelling stays as it is: an alphabet does not make different words alike."),
    ]


def _levels() -> list[str]:
    template = _(
        "%(words)s (%(count)s): %(today)s letters of 100 differ in today's scripts, %(latin)s in each language's own "
        "Latin, %(common)s in the common alphabet."
    )

    def level(words: Sequence[Distances], way: str) -> str:
        values = [value for word in _values(words, way) for value in word]
        return number(_rounded(sum(values) / len(values)), 1)

    return [
        template
        % {"words": title, "count": len(words), **{way: level(words, way) for way in ("today", "latin", "common")}}
        for title, words in ((_("Everyday words"), everyday()), (_("Country names"), countries()))
    ]
