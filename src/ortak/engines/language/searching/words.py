"""The words of a text, as they stand in it and as what search compares."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ortak.engines.language.cognates.sounds import language_of, script_of, small, spelled_sounds

_APOSTROPHES = "ʻʼ’'‘`´′"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[\u0300-\u036f]|[{_APOSTROPHES}](?=[^\W_]))*[ʻ]?")
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_OF_UZBEK = re.compile(f"([og])[{_APOSTROPHES}]")
_ENDING_AFTER_APOSTROPHE = frozenset(("tr", "az", "tk", "crh"))
EXACT = "#"
"""Before a word that is compared as it is: a number, or a word in a script without sounds here."""


@dataclass(frozen=True)
class Found:
    """A word in a text: where it stands, and what of it is compared (sounds, or the word itself after `#`)."""

    start: int
    end: int
    term: str


def words(text: str, language: str) -> Iterator[Found]:
    """The words of a text in a language (BCP 47).

    >>> [found.term for found in words("Oʻzbekiston 2024-yil", "uz")]
    ['ozbekistån', '#2024', 'yil']
    >>> [found.term for found in words("Türkiye'nin başkenti", "tr")]
    ['türkiye', 'başkenti']
    """
    code = language_of(language)
    for match in _WORD.finditer(text):
        if term := term_of(match[0], code):
            yield Found(match.start(), match.end(), term)


def terms(text: str, language: str) -> list[str]:
    """What is compared of the words of a text, in order; quicker than `words`.

    >>> terms("Türkiye'nin başkenti", "tr")
    ['türkiye', 'başkenti']
    """
    code = language_of(language)
    return [term for word in _WORD.findall(text) if (term := term_of(word, code))]


@lru_cache(maxsize=1 << 18)
def term_of(word: str, language: str) -> str:
    """What is compared of a word of a language.

    >>> term_of("Toʻrt", "uz"), term_of("COVID19", "tr"), term_of("東京", "tr")
    ('tort', '#covıd19', '#東京')
    """
    word = small(word, language)
    if language == "uz":
        word = _APOSTROPHE.sub("", _OF_UZBEK.sub("\\1\uffff", word)).replace("\uffff", "ʻ")
    elif language in _ENDING_AFTER_APOSTROPHE and script_of(word) == "Latn":
        word = _APOSTROPHE.split(word, maxsplit=1)[0]
    else:
        word = _APOSTROPHE.sub("", word)
    if any(map(str.isdigit, word)):
        return EXACT + word
    return spelled_sounds(word, language) or (EXACT + word if word else "")
