"""The catalogues: up to date with the code, compiled, complete in Turkish, and true to the glossary everywhere."""

import csv
import gettext
import re
import unicodedata
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.utils import translation

from ortak.mechanisms.presentation import formats
from ortak.portal import messages
from ortak.portal.messages import Key, catalogue, compiled, extracted, fixed_terms, key, strings
from ortak.vision.words import GRADES, STATUSES

LANGUAGES = (*messages.COMPLETE, *messages.PARTLY)
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
CODES = re.compile(r"\b[A-Z]{2,}[A-Za-z]*(?:-\d+)?\b|\d+(?:[.,]\d+)*")
TURKISH = set("abcçdefgğhıijklmnoöprsştuüvyzâîûABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZÂÎÛ")
CAPITAL_WITHIN = re.compile(r"(?<!^)(?<![.?:] )(?<![“(])\b[A-ZÇĞİÖŞÜ][a-zçğıöşü]+")
#: what a Turkish sentence writes with a capital within it
NAMES = (
    *(
        "Asya",
        "Çin",
        "Energy",
        "Gaz",
        "Global",
        "Güney",
        "Hazar",
        "Kazakistan",
        "Monitor",
        "Rusya",
        "Trans",
        "İran",
        "İtalya",
    ),
    *("Aktau", "Alat", "Alfabesi", "Almatı", "Arap", "Avrupa", "Azerbaycan", "Bakü", "Common", "Data"),
    *("Devletleri", "Dünyası", "Earth", "Eurostat", "Factbook", "Frictionless", "GeoNames", "Gürcistan"),
    *("Karadeniz", "Kars", "Kasım", "Kazak", "Kiril", "Koridor", "Koridoru", "Kırgız", "Kırgızistan", "Kırım"),
    *("Lapis", "Latin", "Lazuli", "Locale", "Match", "MediaWiki", "Milletler", "Natural", "Net", "None"),
    *("Orta", "Ortak", "OurAirports", "Package", "Repository", "Sekretarya", "Tatar", "Teşkilat", "Tiflis"),
    *("Türk", "Veldhuis", "Vizyonu", "World", "Zengezur", "Özbekistan"),
    *("Afganistan", "Ahıska", "Asya", "Birliği", "Datka", "Hazar", "Kazakistan", "Macaristan", "Nahçıvan", "Pakistan"),
    *("Romanya", "Sugd", "Tacikistan", "MWh", "Mt", "TWh", "kW"),
)
#: what templates may say outside a call of `_`: names of formats, and ours
UNTRANSLATED = {"CSV", "JSON", "PNG", "SVG", "UTC", "Ortak", "bulk.zip", "TRA-1"}
NOT_TEXT = re.compile(
    r"""{#.*?\#}|{%.*?%}|{{.*?}}|<code>.*?</code>|<style.*?</style>|<(\w+)[^>]* lang="en"[^>]*>.*?</\1>""", re.DOTALL
)
VIEW_OR_ENTITY = re.compile(r"\w+:\w+|&\w+")
SPOKEN = re.compile(r"""(?:aria-label|placeholder|title|data-l|alt)="([^"]*)\"""")

Pairs = list[tuple[Key, tuple[str, ...], tuple[str, ...]]]


@pytest.fixture(scope="module")
def code() -> set[Key]:
    return {key(message) for message in extracted() if message.id}


def translated(language: str) -> Pairs:
    """Key, English texts and translations of every message of a catalogue."""
    return [
        (key(message), (message.id,) if isinstance(message.id, str) else tuple(message.id), strings(message))
        for message in catalogue(language)
        if message.id
    ]


def wrong(pairs: Pairs, is_right: Any) -> list[tuple[Key, str]]:
    """The translations for which `is_right(english, translation)` does not hold."""
    return [(which, text) for which, english, texts in pairs for text in texts if not is_right(english[-1], text)]


def read(mo: bytes) -> dict[Any, str]:
    """What a compiled catalogue says, without the header, which names the program that wrote it."""
    return {which: text for which, text in gettext.GNUTranslations(BytesIO(mo))._catalog.items() if which != ""}  # type: ignore[attr-defined]


def test_every_language_but_english_has_a_catalogue_or_visibly_falls_back() -> None:
    offered = {code for code, _ in settings.LANGUAGES}
    assert {path.name for path in messages.LOCALE.iterdir()} == set(LANGUAGES) < offered
    assert ["en", *messages.COMPLETE] == settings.INTERFACE_LANGUAGES


def test_turkish_has_exactly_the_messages_of_the_code(code: set[Key]) -> None:
    """If this fails: `python -m ortak.portal.messages extract`, translate, then `compile`."""
    assert {which for which, _, _ in translated("tr")} == code


@pytest.mark.parametrize("language", messages.PARTLY)
def test_the_others_have_the_fixed_terms_and_what_search_across_languages_says(language: str, code: set[Key]) -> None:
    terms = fixed_terms(language)
    has = {which: texts for which, _, texts in translated(language)}
    fixed = {which: (terms[which],) for which in code & set(terms)}
    assert fixed.items() <= has.items()
    assert set(has) == set(fixed) | {key(each) for each in extracted() if each.id and messages.everywhere(each)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_up_to_date(language: str) -> None:
    """If this fails: `python -m ortak.portal.messages compile`."""
    path = messages.LOCALE / language / "LC_MESSAGES" / "django.mo"
    assert read(path.read_bytes()) == read(compiled(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_empty_or_doubtful(language: str) -> None:
    found = catalogue(language)
    assert [message.id for message in found if message.id and not all(strings(message))] == []
    assert [message.id for message in found if message.id and message.fuzzy] == []
    assert list(found.obsolete) == []


def test_placeholders_and_percent_signs_survive() -> None:
    def same(english: str, text: str) -> bool:
        return sorted(PLACEHOLDER.findall(english)) == sorted(PLACEHOLDER.findall(text)) and (
            english.count("%") == text.count("%")
        )

    assert wrong(translated("tr"), same) == []


@pytest.mark.parametrize("place", [0, 1], ids=["english", "turkish"])
def test_what_templates_format_can_be_formatted(place: int) -> None:
    """Templates format every message, so a lone % must be written twice there."""
    for message in catalogue("tr"):
        used = any(name.endswith(".html") for name, _ in message.locations)
        for text in strings(message) if place else [message.id] if isinstance(message.id, str) else message.id:
            if used and message.id:
                _ = text % {name: "x" for name in PLACEHOLDER.findall(text)}


def test_codes_and_numbers_survive() -> None:
    """What is Latin or a number in one language is so in the other: `TRA-1`, `CSV`, `2040`, `95`."""

    def same(english: str, text: str) -> bool:
        return set(CODES.findall(english)) <= set(CODES.findall(text))

    assert wrong(translated("tr"), same) == []


def test_spaces_and_ends_are_kept() -> None:
    def same(english: str, text: str) -> bool:
        ends = [one[-1] if one[-1] in ".:?;," else "" for one in (english, text)]
        return text == " ".join(text.split()) and ends[0] == ends[1] and "'" not in text and '"' not in text

    assert wrong(translated("tr"), same) == []


def test_sentence_case() -> None:
    """A capital at the start where the English text has one, and later only in names and new sentences."""

    def right(english: str, text: str) -> bool:
        starts_alike = not (english[0].isalpha() and text[0].isalpha()) or english[0].isupper() == text[0].isupper()
        later = CAPITAL_WITHIN.findall(text)
        return (starts_alike or is_name(text.split()[0])) and all(is_name(word) for word in later)

    assert wrong(translated("tr"), right) == []


def is_name(word: str) -> bool:
    """Whether a word is one of the names, with or without a suffix."""
    return any(word.startswith(name) for name in NAMES)


def test_turkish_letters_only() -> None:
    def right(english: str, text: str) -> bool:
        words = [word for word in re.findall(r"[^\W\d_]+", PLACEHOLDER.sub("", text)) if word.isalpha()]
        strange = [word for word in words if not (word.isupper() or is_name(word) or set(word) <= TURKISH)]
        return unicodedata.is_normalized("NFC", text) and not strange

    assert wrong(translated("tr"), right) == []


def test_fixed_terms_are_translated_as_the_glossary_says() -> None:
    terms = fixed_terms("tr")
    found = {which: texts[0] for which, _, texts in translated("tr") if which in terms}
    assert found == {which: terms[which] for which in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_status_words_and_grades_reach_the_reader_in_his_language(language: str) -> None:
    with messages.GLOSSARY.open(encoding="utf-8", newline="") as file:
        terms = {row["term"]: row[language] for row in csv.DictReader(file)}
    with translation.override(language):
        shown = {term: str(text) for term, text in {**STATUSES, **GRADES}.items()}
    lowered = {term: text[0].lower() + text[1:] for term, text in shown.items()}
    assert lowered == {term: terms[term] for term in shown}


def test_templates_say_nothing_that_cannot_be_translated() -> None:
    found = {}
    for path in sorted(messages.ROOT.rglob("templates/*/*.html")):
        text = NOT_TEXT.sub(" ", path.read_text(encoding="utf-8"))
        said = re.findall(r">([^<]*)", text) + SPOKEN.findall(text)
        words = {word.strip(":,;()?!") for part in said for word in part.split() if any(map(str.isalpha, word))}
        if strange := {word for word in words - UNTRANSLATED if not VIEW_OR_ENTITY.fullmatch(word)}:
            found[path.name] = strange
    assert found == {}


def test_status_words_differ_from_each_other_in_every_language() -> None:
    for language in LANGUAGES:
        with translation.override(language):
            assert len({str(text) for text in STATUSES.values()}) == len(STATUSES)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (formats.number(1234.5, 1, "tr"), "1.234,5"),
        (formats.number(-0.25, 2, "tr"), "−0,25"),
        (formats.period("2023", "tr"), "2023"),
        (formats.period("2023-06", "tr"), "Haziran 2023"),
        (formats.period("2023-06-12", "tr"), "12 Haz 2023"),
    ],
)
def test_numbers_and_dates_as_turkish_writes_them(written: str, expected: str) -> None:
    assert written == expected
