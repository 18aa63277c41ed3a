"""Each text of a page says its language: what falls back to English is marked, so that a screen reader reads it
right, and nothing else is."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation

from ortak.mechanisms.indicators.models import Agreement, Indicator, Milestone, Source
from ortak.mechanisms.presentation.wording import is_english
from ortak.portal.tests.spoken import spoken
from ortak.vision.models import Commitment, EvidenceItem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

PAGES = (
    "",
    "board/",
    "priorities/",
    "vision/TRA-2/",
    "vision/ECO-15/",
    "areas/transport/",
    "states/KZ/",
    "indicators/?area=transport",
    "indicators/EMBER_ELEC_FOSSIL_SH/",
    "indicators/transport.border_hours_road/",
    "evidence/",
    "evidence/?kind=figures",
    "acts/",
    "participants/",
    "sources/",
    "search/?q=corridor",
    "language/alphabets/",
)
#: words of every English sentence, which no Turkish one has
ENGLISH = re.compile(r"\b(?:the|of|and|with|from|which|for|by|are|is|was|not)\b")

#: a title of a source in another language may have a remark of ours behind it
CYRILLIC = re.compile(r"[а-я]")


@pytest.fixture(autouse=True)
def language_of_the_tests() -> Iterator[None]:
    """The client leaves the language of its page behind."""
    yield
    translation.deactivate()


def read(address: str) -> list[tuple[str, str]]:
    answer = Client().get(address)
    assert answer.status_code == 200
    return list(spoken(answer.content.decode()))


@pytest.mark.parametrize("page", PAGES)
def test_no_english_is_read_as_turkish(page: str) -> None:
    texts = [text for language, text in read(f"/tr/{page}") if language == "tr" and not CYRILLIC.search(text)]
    assert [text for text in texts if ENGLISH.search(text)] == []


def english_content() -> Iterator[str]:
    """Texts of the data files that are in English, as long as they are a phrase."""
    for model in (Indicator, EvidenceItem, Agreement, Milestone):
        yield from (titles["en"] for titles in model.objects.values_list("titles", flat=True))
    yield from Indicator.objects.values_list("unit_measure", flat=True)
    yield from Indicator.objects.exclude(note="").values_list("note", flat=True)
    yield from Agreement.objects.exclude(note="").values_list("note", flat=True)
    yield from Commitment.objects.exclude(evidence="").values_list("evidence", flat=True)
    yield from filter(is_english, Source.objects.values_list("title", flat=True))


@pytest.mark.parametrize("language", ["tr", "kk"])
def test_content_that_falls_back_is_marked(language: str) -> None:
    """In a language whose interface falls back too, what comes from the data files is marked all the same."""
    texts = {text for text in english_content() if len(text) > 12}
    for page in PAGES:
        unmarked = {text for tag, text in read(f"/{language}/{page}") if tag == language}
        assert unmarked & texts == set(), page


def test_english_pages_mark_nothing_as_english() -> None:
    answer = Client().get("/en/vision/TRA-2/").content.decode()
    assert '<span lang="en">' not in answer


@pytest.mark.parametrize(("language", "shown"), [("en", "25 Mar 2025"), ("tr", "25 Mar 2025"), ("kk", "2025")])
def test_the_day_of_a_source_is_written_as_other_days(language: str, shown: str) -> None:
    answer = Client().get(f"/{language}/acts/").content.decode()
    [text] = set(re.findall(r'<time datetime="2025-03-25">([^<]*)</time>', answer))
    assert shown in text
    assert not re.search(r"[^\"]\b\d{4}-\d{2}-\d{2}\b[^\"]", re.sub(r"<a href=\"[^\"]*\"", "", answer))


@pytest.mark.parametrize(("language", "shown"), [("en", "points in a year"), ("tr", "puan")])
def test_a_yearly_change_of_a_share_is_in_points(language: str, shown: str) -> None:
    answer = Client().get(f"/{language}/vision/ENE-3/").content.decode()
    assert shown in answer
    assert ("points" if language == "en" else "puan") in Client().get(f"/{language}/board/").content.decode()


def test_a_filter_of_the_board_is_named_as_the_reader_calls_it() -> None:
    answer = Client().get("/tr/board/?area=energy&actor=KZ&status=on_track&evidence=recorded&q=done").content.decode()
    shown = re.findall(r">([^<>]+) ×<", answer)
    assert shown == ["done", "Enerji", "Kazakistan", "Yolunda", "kayda geçti"]
