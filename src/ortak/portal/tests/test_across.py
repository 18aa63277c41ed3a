"""Search that crosses languages: what a reader finds with a word of another language, and the reason given."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override

from ortak.mechanisms.presentation.formats import language_name
from ortak.portal import across, environment
from ortak.vision.models import Commitment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded", "index")]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def index(home: Path, loaded: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(environment, "data_home", lambda: home)
    across.build()
    yield


def test_a_turkish_word_finds_the_kazakh_and_the_uzbek_one_and_says_why() -> None:
    found = {each.code: each for each in across.find_across("yıldız")}
    assert "space.star" in found
    page = Client().get("/kk/search/", {"q": "gömrük"}).content.decode()
    assert 'href="/kk/language/terms/customs.customs/"' in page
    assert "<mark>" in page


def test_the_reason_names_the_sounds() -> None:
    reasons = [why for each in across.find_across("жұлдыз") for answer in each.answers for why in answer.why]
    assert any("y : j" in reason or "j : y" in reason for reason in reasons)


def test_titles_of_the_register_are_found_in_other_languages() -> None:
    found = across.find_across("ulaştırma koridoru")
    assert {each.code.partition("-")[0] for each in found if each.kind == "vision"} & {"TRA", "PRI"}


def test_each_thing_once_and_no_more_than_a_screen() -> None:
    found = across.find_across("su")
    assert len(found) == len({(each.kind, each.code) for each in found}) <= across.MOST


def test_pieces_are_the_text() -> None:
    texts = {identity: text for identity, _language, text in across.documents()}
    for answer in (answer for each in across.find_across("gümrük birliği") for answer in each.answers):
        assert answer.text in texts.values()
        assert any(piece.answers for piece in answer.pieces)


@pytest.mark.parametrize("asked", ["", " ", "!!", "\u200f", "a" * 200, "ğ" * 200, "1234", "ئەۋرىشىم", "<b>", "%"])
def test_any_words_may_be_asked(asked: str) -> None:
    across.find_across(asked)
    assert Client().get("/en/search/", {"q": asked}).status_code == 200


def test_the_index_is_made_once_and_an_older_one_is_removed(home: Path) -> None:
    assert across.build() is False
    [kept] = (home / "search").iterdir()
    kept.rename(kept.with_name("older"))
    assert across.build() is True
    assert [each.name for each in (home / "search").iterdir()] == [kept.name]


def test_without_an_index_the_page_still_answers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(environment, "data_home", lambda: tmp_path)
    assert across.find_across("yıldız") == []
    assert Client().get("/en/search/?q=TRA-1").status_code == 200


def test_a_kazakh_reader_finds_an_uzbek_text_with_a_turkish_word_and_sees_why() -> None:
    page = Client().get("/kk/search/", {"q": "yıldız", "lang": "tr", "in": "uz"}).content.decode()
    assert "<mark>yulduz</mark></span>" in page
    assert "«yulduz» сөзі «yıldız» сөзіне сәйкес дыбыстар арқылы жауап береді" in page
    found = across.find_across("yıldız", "tr", "uz")
    assert {answer.language.partition("-")[0] for each in found for answer in each.answers} == {"uz"}


def test_other_languages_come_first_and_the_registers_own_finds_are_not_said_twice() -> None:
    found = across.find_across("gümrük", "tr")
    customs = next(each for each in found if each.code == "customs.customs")
    assert customs.answers[0].language != "tr"
    assert {
        each.code for each in found if each.kind == "vision" and {a.language for a in each.answers} == {"tr"}
    } == set()


def test_a_title_in_the_readers_own_language_is_found_in_any_of_its_forms() -> None:
    codes = {each.code for each in across.find_across("yatırımların", "tr") if each.kind == "vision"}
    assert codes
    titles = dict(Commitment.objects.filter(code__in=codes).values_list("code", "titles"))
    assert any("yatırım" in texts["tr"].lower() for texts in titles.values())


def test_a_concept_is_found_through_another_language() -> None:
    found = {each.code: each for each in across.find_across("star", "en", "uz")}
    assert [answer.text for answer in found["space.star"].answers] == ["yulduz"]


def test_a_language_that_is_not_known_is_refused() -> None:
    for name in ("lang", "in"):
        page = Client().get("/en/search/", {"q": "su", name: "xx"})
        assert (page.status_code, "valid are az, kk, ky, tr, uz" in page.content.decode()) == (400, True)
        assert Client().get("/api/v1/search", {"q": "su", name: "xx"}).status_code == 422


def test_the_api_gives_what_the_page_shows() -> None:
    answer = Client().get("/api/v1/search", {"q": "gömrük"}).json()
    assert answer["lang"] in across.languages()
    shown = across.find_across("gömrük")
    assert [(row["code"], [text["text"] for text in row["texts"]]) for row in answer["results"]] == [
        (each.code, [answer.text for answer in each.answers]) for each in shown
    ]
    one = Client().get("/api/v1/search", {"q": "gömrük", "lang": "tr", "in": "kk"}).json()
    assert {text["language"] for row in one["results"] for text in row["texts"]} == {"kk"}


def test_every_language_has_a_name_in_every_language() -> None:
    for code, _name in settings.LANGUAGES:
        with override(code):
            assert all(language_name(tag) for tag in (*across.languages(), "und", "uz-Cyrl"))
