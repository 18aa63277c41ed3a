"""Texts of the data files on a page: in the reader's language where they are translated, else as they stand and marked
with their language, so that a screen reader reads them right."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, gettext
from markupsafe import Markup, escape

from ortak.mechanisms.contract import translations
from ortak.mechanisms.presentation.formats import MINUS, compact, locale, period, signed

ENGLISH = "en"
ISO = re.compile(r"\d{4}(?:-\d{2}){0,2}")
STORED_COPY = re.compile(rf"stored copy of ({ISO.pattern})")
#: names that English titles write with letters that English does not have, in small letters
NAMES = frozenset(["erdoğan", "göktürk", "iğdır", "iğdir", "türkiye", "türkpa", "türksoy", "ti̇ka", "visegrád"])
#: words that the other languages of our sources do not have
ENGLISH_WORDS = frozenset(["after", "and", "between", "by", "for", "from", "into", "its", "of", "the", "to", "with"])
#: oʻ and gʻ as they are often typed
UZBEK = re.compile(r"[OoGg]‘[a-z]")
WORD = re.compile(r"[^\W\d_]+")


def own(text: str) -> str:
    """A text of ours in the reader's language, else in English, where no mark can stand: in an attribute, a title."""
    return translations.own(text, _reader()) or text


def said(text: str) -> Markup:
    """A text of ours in the reader's language, else in English and marked as such."""
    translated = translations.own(text, _reader())
    return escape(translated) if translated else marked(text)


def title(texts: Mapping[str, str]) -> Markup:
    """A title that is kept in several languages, in the reader's, else in English and marked as such."""
    kept = texts.get(_reader())
    return escape(kept) if kept else said(texts[ENGLISH])


def quoted(text: str) -> Markup:
    """What a source says of itself stays in its language; marked where that is English."""
    return marked(text) if is_english(text) else escape(text)


def marked(text: str) -> Markup:
    """An English text, marked as such where the page is in another language."""
    return (
        escape(text)
        if _reader() == ENGLISH or not WORD.search(text)
        else Markup('<span lang="en">{}</span>').format(text)
    )


def is_english(text: str) -> bool:
    """Whether a title is in English, as nearly all of our sources' are: in English letters but for names (Türkiye), or
    with few other letters and a word that only English has."""
    if UZBEK.search(text):
        return False
    words = [word.lower() for word in WORD.findall(text)]
    strange = sum(not word.isascii() and word not in NAMES for word in words)
    return not strange or (3 * strange <= len(words) and not ENGLISH_WORDS.isdisjoint(words))


def published(text: str) -> Markup:
    """When a source was published, or which edition it is, as its file has it: a date as the page's other dates, with
    its machine form."""
    if ISO.fullmatch(text):
        return Markup('<time datetime="{}">{}</time>').format(text, period(text))
    return Markup("; ").join(_edition(part) for part in text.split("; "))


def _edition(text: str) -> Markup:
    if copied := STORED_COPY.fullmatch(text):
        return escape(gettext("stored copy of %(day)s") % {"day": period(copied[1])})
    return said(text)


@dataclass(frozen=True)
class Quantity:
    """A figure with its unit, as the reader's language writes them: `55.3` and `% of population`, `%55,3` and
    `(nüfus)`."""

    number: str
    unit: Markup

    def __html__(self) -> str:
        return f"{escape(self.number)} {self.unit}" if self.unit else str(escape(self.number))


def quantity(value: float | None, unit: str) -> Quantity:
    """A figure with its unit. A unit that begins with a number of its own (`1 to 5`) stands in brackets after it."""
    translated = translations.own(unit, _reader())
    number, words = compact(value), translated or unit
    if words.startswith("%") and _percent_sign_first() and value is not None:
        sign = MINUS if number.startswith(MINUS) else ""
        number, words = f"{sign}%{number.removeprefix(sign)}", words.removeprefix("%").lstrip()
    elif words[:1].isdecimal():
        words = f"({words})"
    return Quantity(number, escape(words) if translated else marked(words))


def _percent_sign_first() -> bool:
    return str(locale(get_language()).percent_formats[None].pattern).startswith("%")


def change(value: float, unit: str) -> str:
    """A change of a figure, with its sign; of a percentage it is in points."""
    return gettext("%(change)s points") % {"change": signed(value)} if unit.startswith("%") else signed(value)


def _reader() -> str:
    return get_language() or ENGLISH
