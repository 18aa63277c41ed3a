"""Texts of the data files on a page: translated where they are, marked as English where they are not."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from ortak.mechanisms.contract import translations
from ortak.mechanisms.contract.translations import Translation
from ortak.mechanisms.presentation.wording import (
    change,
    is_english,
    own,
    published,
    quantity,
    quoted,
    said,
    title,
)

TURKISH = {"km": "km", "hours": "saat", "per 100 people": "100 kişi başına", "% of GDP": "% (GSYH'ye oran)", "%": "%"}


@pytest.fixture(autouse=True)
def turkish(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A few texts in Turkish, and none in any other language."""
    rows = {en: Translation("", en, text, "machine", "") for en, text in TURKISH.items()}
    monkeypatch.setattr(translations, "_by_text", lambda language: rows if language == "tr" else {})
    with override("tr"):
        yield


def test_a_text_is_in_the_readers_language_or_marked() -> None:
    assert (said("hours"), said("days & nights")) == ("saat", '<span lang="en">days &amp; nights</span>')
    assert (own("hours"), own("days")) == ("saat", "days")
    with override("kk"):
        assert said("hours") == '<span lang="en">hours</span>'
    with override("en"):
        assert said("hours") == "hours"


def test_a_kept_title_is_in_the_readers_language_or_marked() -> None:
    assert title({"en": "Energy", "tr": "Enerji & su"}) == "Enerji &amp; su"
    assert title({"en": "hours"}) == "saat"
    assert title({"en": "Energy"}) == '<span lang="en">Energy</span>'


def test_what_a_source_says_of_itself_is_marked_where_it_is_english() -> None:
    assert quoted("Law No. 99") == '<span lang="en">Law No. 99</span>'
    assert quoted("Türk Dünyası Ansiklopedisi") == "Türk Dünyası Ansiklopedisi"
    with override("en"):
        assert quoted("Law No. 99") == "Law No. 99"


@pytest.mark.parametrize(
    "text",
    [
        "Türkiye returned 180 cultural objects last year",
        "12th General Assembly Meeting of TÜRKPA",
        "Secretary General met with TİKA Program Coordinator in Bishkek",
        "Joint Communiqué adopted at 7th Meeting of Media Officials",
        "Visa-free states, 2025",
    ],
)
def test_english_is_known_by_its_letters_and_words(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "AK Partili Zorlu: Sivil Koruma Başkanlığı",
        "Türkiye'nin uluslararası öğrenci hedefi",
        "Son tədris ilində Türkiyə universitetlərində",
        "10 yosh va undan katta aholining oʻz uyida internetdan foydalanishi",
        "O‘zbekistonga turistlar oqimi 2 barobarga o‘sdi",
        "Ратифицировать Протокол о внесении изменений",
        "Präsident Kasachstans unterzeichnete Erlass",
    ],
)
def test_other_languages_are_not_called_english(text: str) -> None:
    assert not is_english(text)


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("en", "2025-03-25", '<time datetime="2025-03-25">25 Mar 2025</time>'),
        ("tr", "2025-03-25", '<time datetime="2025-03-25">25 Mar 2025</time>'),
        ("tr", "2025-02", '<time datetime="2025-02">Şubat 2025</time>'),
        ("en", "2025", '<time datetime="2025">2025</time>'),
        ("en", "stored copy of 2026-07-01", "stored copy of 1 Jul 2026"),
        ("tr", "stored copy of 2026-07-01", "1 Tem 2026 tarihli kayıtlı kopya"),
        ("tr", "stored copy of 2026-07-01; hours", "1 Tem 2026 tarihli kayıtlı kopya; saat"),
        ("tr", "spring of 2025", '<span lang="en">spring of 2025</span>'),
    ],
)
def test_a_day_of_publication_is_written_as_other_days(language: str, text: str, shown: str) -> None:
    with override(language):
        assert published(text) == shown


@pytest.mark.parametrize(
    ("language", "value", "unit", "number", "words"),
    [
        ("en", 55.3, "% of GDP", "55.3", "% of GDP"),
        ("tr", 55.3, "% of GDP", "%55,3", "(GSYH&#39;ye oran)"),
        ("tr", -1.5, "%", "\u2212%1,5", ""),
        ("tr", 4.25, "hours", "4,25", "saat"),
        ("tr", 4.25, "km", "4,25", "km"),
        ("tr", 4.25, "per 100 people", "4,25", "(100 kişi başına)"),
        ("en", 75, "0 to 100", "75", "(0 to 100)"),
        ("tr", 75, "0 to 100", "75", '<span lang="en">(0 to 100)</span>'),
        ("kk", 55.3, "%", "55,3", "%"),
        ("kk", 4.25, "hours", "4,25", '<span lang="en">hours</span>'),
    ],
)
def test_a_figure_stands_with_its_unit_as_the_language_writes_it(
    language: str, value: float, unit: str, number: str, words: str
) -> None:
    with override(language):
        shown = quantity(value, unit)
        assert (shown.number, shown.unit) == (number, words)
        assert shown.__html__() == f"{number} {words}".rstrip()


@pytest.mark.parametrize(
    ("language", "value", "unit", "shown"),
    [
        ("en", -0.183, "% of GDP", "\u22120.183 points"),
        ("tr", -0.183, "% of GDP", "\u22120,183 puan"),
        ("en", 0.5, "hours", "+0.5"),
    ],
)
def test_a_change_of_a_percentage_is_in_points(language: str, value: float, unit: str, shown: str) -> None:
    with override(language):
        assert change(value, unit) == shown
