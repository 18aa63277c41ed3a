"""The languages of the terms, the script each is written in here, and whether a term is written in it."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from ortak.engines.language.scripts import convert, orthographies, reachable


@dataclass(frozen=True)
class Language:
    """A language by its BCP 47 tag, with the script of its terms and the orthography that the converter calls so."""

    tag: str
    name: str
    script: str
    orthography: str

    @property
    def code(self) -> str:
        """The language without its script."""
        return self.tag.partition("-")[0]


def _languages(*rows: tuple[str, str, str]) -> dict[str, Language]:
    codes = {"LATIN": "Latn", "CYRILLIC": "Cyrl", "ARABIC": "Arab"}
    return {tag: Language(tag, name, script, f"{tag[:2]}-{codes[script]}") for tag, name, script in rows}


LANGUAGES: Mapping[str, Language] = _languages(
    ("en", "English", "LATIN"),
    ("tr", "Turkish", "LATIN"),
    ("az", "Azerbaijani", "LATIN"),
    ("kk", "Kazakh", "CYRILLIC"),
    ("ky", "Kyrgyz", "CYRILLIC"),
    ("uz", "Uzbek", "LATIN"),
    ("uz-Cyrl", "Uzbek (Cyrillic)", "CYRILLIC"),
    ("tk", "Turkmen", "LATIN"),
    ("tt", "Tatar", "CYRILLIC"),
    ("ba", "Bashkir", "CYRILLIC"),
    ("ug", "Uyghur", "ARABIC"),
    ("hu", "Hungarian", "LATIN"),
    ("ru", "Russian", "CYRILLIC"),
)
"""The languages that a term may have, in the order in which they are shown."""

MEMBERS = ("az", "kk", "ky", "tr", "uz")
"""The state languages of the members."""

TURKIC = ("az", "ba", "kk", "ky", "tk", "tr", "tt", "ug", "uz")

_WORD = re.compile(r"[^\W\d_]+")
#: IPv4, GIS, DVD, kW, T-shirt: signs that stay Latin in every script
_INTERNATIONAL = re.compile(r"[A-Z][A-Z0-9]*[a-z]?[A-Z0-9]*|[kMGm]W|Wi|Fi")


@lru_cache(maxsize=4096)
def _script(sign: str) -> str:
    """The script of a letter; empty for a sign that is none, as ² or ʻ."""
    if unicodedata.category(sign) not in ("Lu", "Ll", "Lt", "Lo"):
        return ""
    return unicodedata.name(sign, "").partition(" ")[0]


def wrong_script(term: str, language: str) -> str:
    """What in a term is not in the script of its language; empty where all of it is. Signs of international use, as
    DVD and IPv4, stay Latin everywhere.

    >>> wrong_script("su elektrik stansiyası", "az"), wrong_script("IPv4 дарегі", "kk")
    ('', '')
    >>> wrong_script("cәрсенбі", "kk")
    "'cәрсенбі' mixes CYRILLIC and LATIN"
    >>> wrong_script("gümrük", "ky")
    "'gümrük' is LATIN, a term of ky is CYRILLIC"
    """
    wanted = LANGUAGES[language].script
    for word in _WORD.findall(term):
        scripts = sorted({_script(sign) for sign in word} - {""})
        if len(scripts) > 1:
            return f"{word!r} mixes {' and '.join(scripts)}"
        if scripts and scripts != [wanted] and not _INTERNATIONAL.fullmatch(word):
            return f"{word!r} is {scripts[0]}, a term of {language} is {wanted}"
    return ""


@cache
def common_tag(language: str) -> str:
    """The profile of the proposed common alphabet for a language, empty where the converter has none.

    >>> common_tag("kk"), common_tag("uz-Cyrl"), common_tag("hu")
    ('kk-Latn-x-common', 'uz-Latn-x-common', '')
    """
    source = LANGUAGES[language].orthography
    tag = f"{LANGUAGES[language].code}-Latn-x-common"
    known = {each.tag for each in orthographies()}
    return tag if source in known and tag in reachable(source) else ""


@lru_cache(maxsize=32768)
def common_form(term: str, language: str) -> str:
    """A term in the letters of the proposed common alphabet, empty where the converter has no way there.

    >>> common_form("кеден", "kk"), common_form("gümrük", "tr"), common_form("vám", "hu")
    ('keden', 'gümrük', '')
    """
    tag = common_tag(language)
    return convert(term, LANGUAGES[language].orthography, tag) if tag else ""
