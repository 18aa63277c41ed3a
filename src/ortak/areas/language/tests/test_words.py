"""The lists: complete, cited, and equal to CLDR where they were taken from it."""

from collections import Counter

import pytest
from babel import Locale

from ortak.areas.language.words import (
    LANGUAGES,
    country_names,
    everyday_words,
    names_in_two_scripts,
    spellings,
    word_sources,
)


def test_a_hundred_spellings_a_language() -> None:
    assert Counter(word.language for word in spellings()) == {"kk": 100, "ky": 100, "tk": 100}
    assert len({(word.language, word.cyrillic.lower()) for word in spellings()}) == 300


def test_every_source_is_cited_and_used() -> None:
    used = {word.source.id for word in spellings()} | {word.source.id for word in everyday_words()}
    assert used == set(word_sources())
    assert all(source.title and source.publisher and source.year for source in word_sources().values())


def test_everyday_words_are_there_in_all_languages() -> None:
    words = Counter((word.group, word.key) for word in everyday_words())
    assert len(words) == 20 + 7 + 12
    assert set(words.values()) == {len(LANGUAGES)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_months_and_days_are_those_of_cldr(language: str) -> None:
    locale = Locale.parse(language)
    ours = {(word.group, word.key): word.form for word in everyday_words() if word.language == language}
    english = Locale.parse("en")
    for group, theirs, keys in (
        ("month", locale.months["format"]["wide"], english.months["format"]["wide"]),
        ("day", locale.days["format"]["wide"], english.days["format"]["wide"]),
    ):
        for number, form in theirs.items():
            assert ours[group, keys[number].lower()] == form.lower()


@pytest.mark.parametrize(("language", "count"), [("uz", 998), ("az", 696)])
def test_names_in_two_scripts(language: str, count: int) -> None:
    assert len(names_in_two_scripts(language)) == count


def test_reading_names_leaves_babel_as_it_was() -> None:
    names_in_two_scripts("uz")
    assert Locale.parse("uz_Cyrl").number_symbols["latn"]["decimal"] == ","


def test_country_names_are_countries_in_all_languages() -> None:
    names = country_names()
    assert {"AZ", "KG", "KZ", "TM", "TR", "UZ"} <= set(names) and {"EU", "UN", "ZZ", "150"} & set(names) == set()
    assert names["KZ"] == {
        "az": "Qazaxıstan",
        "kk": "Қазақстан",
        "ky": "Казакстан",
        "tk": "Gazagystan",
        "tr": "Kazakistan",
        "uz": "Qozogʻiston",
    }
