"""Words with their spellings: cited lists in `data/`, and the names that CLDR has in two scripts, as shipped in Babel.

No Django here: the command line uses it as it is.
"""

import csv
import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ortak.engines.language.scripts import Source

DATA = Path(__file__).parent / "data"
LANGUAGES = {"az": "AZ", "kk": "KZ", "ky": "KG", "tk": "TM", "tr": "TR", "uz": "UZ"}
"""The languages and the state that each is the official one of."""

IN_TWO_SCRIPTS = ("az", "uz")
"""The languages whose names CLDR has in Cyrillic and in Latin."""

_NAMED = ("territories", "languages", "scripts", "variants", "currency_names", "months", "time_zones", "meta_zones")


@dataclass(frozen=True)
class Spelling:
    """A word in two scripts, as a source gives it."""

    language: str
    cyrillic: str
    latin: str
    source: Source
    note: str


@dataclass(frozen=True)
class Word:
    """A word of one language in its official script. Words of the same `group`, `key` and `root` are the same word."""

    group: str
    key: str
    root: str
    language: str
    form: str
    source: Source


def _rows(name: str) -> Iterator[dict[str, str]]:
    return csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines())


@cache
def word_sources() -> Mapping[str, Source]:
    """The publications that the lists are taken from, by id."""
    return {row["id"]: Source(**row) for row in _rows("word_sources.csv")}


@cache
def spellings() -> tuple[Spelling, ...]:
    """The cited lists of words in two scripts: 100 each for Kazakh, Kyrgyz and Turkmen."""
    return tuple(
        Spelling(row["language"], row["cyrillic"], row["latin"], word_sources()[row["source"]], row["note"])
        for row in _rows("spellings.csv")
    )


@cache
def everyday_words() -> tuple[Word, ...]:
    """Numerals, days and months in six languages."""
    return tuple(
        Word(row["group"], row["word"], row["root"], row["language"], row["form"], word_sources()[row["source"]])
        for row in _rows("everyday_words.csv")
    )


@cache
def names_in_two_scripts(language: str) -> tuple[tuple[str, str], ...]:
    """The names that CLDR has in Cyrillic and in Latin under the same key, for az and uz: languages, territories,
    scripts, currencies, time zones and months."""
    latin = dict(_texts(_locale_data(language)))
    cyrillic = _texts(_locale_data(f"{language}_Cyrl"))
    pairs = ((text, latin[key]) for key, text in cyrillic if key in latin and key[0] in _NAMED)
    return tuple((one, other) for one, other in pairs if any("\u0400" <= sign <= "\u04ff" for sign in one))


@cache
def country_names() -> Mapping[str, Mapping[str, str]]:
    """The country names that CLDR has in all six languages: by country code, then by language, in the official
    script."""
    from babel import Locale

    names = {language: Locale.parse(language).territories for language in LANGUAGES}
    codes = [str(code) for code in names["tr"] if len(str(code)) == 2 and str(code).isalpha()]
    return {
        code: {language: names[language][code] for language in LANGUAGES}
        for code in sorted(set(codes) - _NO_COUNTRIES)
        if all(code in names[language] for language in LANGUAGES)
    }


_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


def _locale_data(name: str) -> Mapping[Any, Any]:
    """What CLDR says of a locale itself. Babel's `load` would keep it as if it held what the locale inherits."""
    from babel import localedata

    with open(localedata.resolve_locale_filename(name), "rb") as file:
        data: Mapping[Any, Any] = pickle.load(file)
    return data


def _texts(data: Mapping[Any, Any], path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    for key, value in data.items():
        if isinstance(value, str):
            yield (*path, key), value
        elif isinstance(value, Mapping):
            yield from _texts(value, (*path, key))
