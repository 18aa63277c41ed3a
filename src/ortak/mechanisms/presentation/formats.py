"""Numbers, periods and lists in the reader's language, after CLDR as shipped in Babel."""

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton, get_quarter_names
from babel.numbers import format_decimal
from django.utils.translation import get_language, gettext

from ortak.engines.periods import parse_period

THIN, MINUS = "\u202f", "\u2212"


@lru_cache(maxsize=32)
def locale(language: str | None = None) -> Locale:
    """The CLDR locale of a language, English where CLDR has none."""
    try:
        return Locale.parse(language or "en", sep="-")
    except ValueError:
        return Locale("en")


def language_name(tag: str) -> str:
    """The name of a language in the reader's, from CLDR.

    >>> from django.utils.translation import override
    >>> with override("tr"):
    ...     language_name("kk"), language_name("uz-Cyrl")
    ('Kazakça', 'Özbekçe (Kiril)')
    """
    names, english = locale(get_language()), locale("en")
    code, _hyphen, script = tag.partition("-")
    language = names.languages.get(code) or english.languages.get(code, code)
    return f"{language} ({names.scripts.get(script) or english.scripts.get(script, script)})" if script else language


def number(value: float | None, digits: int | None = None, language: str | None = None) -> str:
    """A number with three or four significant digits, or with `digits` decimals. Nothing is "unknown", never zero."""
    if value is None:
        return gettext("unknown")
    return _written(float(value), _places(value) if digits is None else digits, language or get_language() or "en")


@lru_cache(maxsize=8192)
def _written(value: float, places: int, language: str) -> str:
    """A number with so many decimals. Tables repeat their numbers, and CLDR's patterns are slow to apply."""
    exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)
    exact = abs(exact) if exact.is_zero() else exact  # no "−0.0"
    pattern = "#,##0" + ("." + "0" * places if places > 0 else "")
    text = format_decimal(exact, format=pattern, locale=locale(language))
    return text.replace("\u00a0", THIN).replace("-", MINUS)


def _places(value: float) -> int:
    size = abs(value)
    if size == 0 or size >= 1000 or float(value).is_integer():
        return 0
    places = 1 if size >= 10 else 2 if size >= 1 else 3 if size >= 0.1 else 4
    while places and abs(round(value, places) - round(value, places - 1)) < 10 ** -(places + 3):
        places -= 1
    return places


SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def compact(value: float | None, language: str | None = None) -> str:
    """A number short enough for a cell: 171 billion instead of 171,082,365,741."""
    if value is None or abs(value) < 1e6:
        return number(value, language=language)
    for size, _ in SCALES:
        if abs(value) >= size:
            words = {1e12: gettext("trillion"), 1e9: gettext("billion"), 1e6: gettext("million")}
            return f"{number(value / size, language=language)} {words[size]}"
    raise AssertionError(value)


def signed(value: float, language: str | None = None) -> str:
    """A change, with its sign."""
    return ("+" if value > 0 else "") + compact(value, language)


def period(text: str, language: str | None = None) -> str:
    """A period in words: 2023, June 2023, 12 Jun 2023, second quarter of 2023. Nothing is padded to a day."""
    where = locale(language or get_language())
    span = parse_period(text)
    if "Q" in text:
        return f"{get_quarter_names('wide', locale=where)[int(text[-1])]} {span.year}"
    if "S" in text:
        return gettext("half %(half)s of %(year)s") % {"half": text[-1], "year": span.year}
    if len(text) == 4:
        return text
    if len(text) == 7:
        return format_skeleton("yMMMM", span.first, locale=where)
    return (
        format_date(span.first, format="d MMM y", locale=where)
        if str(where) == "en"
        else format_date(span.first, format="medium", locale=where)
    )


def title(texts: Mapping[str, str], language: str | None = None) -> str:
    """A text in the reader's language, else in English."""
    return texts.get(language or get_language() or "en") or texts["en"]
