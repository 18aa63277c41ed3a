"""A word as written, and as the grammar of its language writes it."""

import unicodedata
from functools import lru_cache

from ortak.engines.language.scripts import converter
from ortak.engines.language.words.grammar import Grammar

LONGEST = 64
"""A longer word is not taken apart: no known ending starts before this."""

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʹ"), "ʼ") | {ord("ʻ"): "ʻ"}
_SCRIPTS = (("Cyrl", "CYRILLIC"), ("Arab", "ARABIC"), ("Latn", "LATIN"))


def script_of(word: str) -> str:
    """The script of the first letter, as Latn, Cyrl or Arab; "" for another.

    >>> script_of("кітап"), script_of("2024"), script_of("kitap")
    ('Cyrl', '', 'Latn')
    """
    for sign in word:
        if sign.isalpha():
            name = unicodedata.name(sign, "")
            return next((short for short, long in _SCRIPTS if name.startswith(long)), "")
    return ""


@lru_cache(maxsize=1 << 15)
def to_home(grammar_language: str, orthography: str, home: str, word: str) -> str:
    """The word in lower case in the grammar's own orthography.

    >>> to_home("kk", "kk-Cyrl", "kk-Cyrl", "Кітабы"), to_home("tr", "tr-Latn", "tr-Latn", "ISPARTA'DA")
    ('кітабы', 'ıspartaʼda')
    """
    word = unicodedata.normalize("NFC", word)
    if orthography and orthography != home:
        word = converter(orthography, home)(word)
    if grammar_language in ("tr", "az"):
        word = word.replace("İ", "i").replace("I", "ı")
    word = word.lower().replace("i̇", "i")
    word = word.translate(_APOSTROPHES)
    if grammar_language == "uz":
        word = word.replace("oʼ", "oʻ").replace("gʼ", "gʻ")
    return word


@lru_cache(maxsize=1 << 15)
def from_home(orthography: str, home: str, word: str) -> str:
    """A word of the grammar's own orthography in another.

    >>> from_home("kk-Arab", "kk-Cyrl", "кітап")
    'كىتاپ'
    """
    return word if not orthography or orthography == home else converter(home, orthography)(word)


def orthography_of(grammar: Grammar, word: str) -> str:
    """The usual orthography of the language in the script of this word; the grammar's own if there is none."""
    script = script_of(word)
    tag = f"{grammar.language}-{script}"
    if not script or grammar.orthography == tag:
        return grammar.orthography
    return tag if tag in _tags() else grammar.orthography


def _tags() -> frozenset[str]:
    from ortak.engines.language.scripts import orthographies

    return frozenset(each.tag for each in orthographies())
