"""The pages answer what the address asks, say what is wrong with it, and hardly ask the database."""

import re

import pytest
from django.test import Client

from ortak.mechanisms.presentation.tests.reading import page

pytestmark = pytest.mark.django_db


def test_the_sample_is_worked_out(client: Client) -> None:
    text = page(client, "/en/language/")
    assert "Oʻzbekiston va Qozogʻiston chegarasi. Fransiya militsiyasi, obyekt, sirk." in text
    assert "at the start or the end of a word and after a consonant" in text


def test_a_text_of_the_reader(client: Client) -> None:
    text = page(client, "/en/language/?text=Жаңы+жыл&from=ky-Cyrl&to=ky-Latn-x-common")
    assert "Cañı cıl" in text
    assert "Result for the sample" not in text


def test_what_was_not_converted_is_said_with_its_place(client: Client) -> None:
    text = page(client, "/en/language/?text=вақт+COVID%E2%80%AE&from=uz-Cyrl&to=uz-Latn")
    assert "2 places passed as they are" in text
    assert "COVID 1 6 Latin letters" in text
    assert "U+202E 1 11 sign of writing direction" in text


def test_words_that_the_reader_decides(client: Client) -> None:
    asked = {"text": "Sirk, sir", "from": "uz-Latn", "to": "uz-Cyrl"}
    assert "Цирк, сир" in client.get("/en/language/", asked | {"words": "sirk,цирк"}).content.decode()
    wrong = client.get("/en/language/", asked | {"words": "sirk"})
    assert (wrong.status_code, "lexicon, line 1" in wrong.content.decode()) == (400, True)


def test_every_line_with_its_language(client: Client) -> None:
    text = page(client, "/en/language/identify/?text=Бүгін+ауа+райы+жақсы%0A%0A2024")
    assert "Бүгін ауа райы жақсы Kazakh (Cyrillic) kk-Cyrl &gt; 99.9 %" in text
    assert "2024 unknown und 0.0 %" in text
    assert "There is no line to look at yet." in page(client, "/en/language/identify/?text=")


@pytest.mark.parametrize(
    ("text", "message"),
    [("a" * 5_001, "the text has 5,001 signs, 5,000 are taken"), ("a%0A" * 101, "the text has 101 lines, 100 are")],
)
def test_a_text_too_long_to_identify_here(client: Client, text: str, message: str) -> None:
    answer = page(client, f"/en/language/identify/?text={text}", 400)
    assert message in answer
    assert "ortak language identify" in answer


def test_what_is_typed_is_never_markup(client: Client) -> None:
    response = client.get("/en/language/", {"text": "<b>Шы</b>", "from": "kk-Cyrl", "to": "kk-Latn"})
    assert "&lt;b&gt;Şy&lt;/b&gt;" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("text=a&from=xx&to=uz-Latn", "unknown tag 'xx'"),
        ("text=a&from=tr-Latn&to=uz-Latn", "no conversion from tr-Latn to uz-Latn; tr-Latn has: tr-Latn-x-common"),
        (f"text={'a' * 5_001}&from=uz-Latn&to=uz-Cyrl", "the text has 5,001 signs"),
    ],
)
def test_a_wrong_address_says_what_is_valid(client: Client, query: str, message: str) -> None:
    assert message.replace("'", "&#39;") in page(client, f"/en/language/?{query}", 400)


def test_alphabets_show_letters_sources_and_accuracy(client: Client) -> None:
    text = page(client, "/en/language/alphabets/")
    assert "34 letters of the proposal of 2024" in text
    assert "Letter Sound Azerbaijani Kazakh Kyrgyz Turkish Turkmen Uzbek" in text
    assert "Ñ ñ [ŋ] – ñ ñ – ň ng" in text
    assert "Ñ ñ Some reports print ň" in text
    assert (
        "Türkmeeni vastavustabel (table of correspondences) . Institute of the Estonian Language, Tallinn, undated"
        in text
    )
    assert re.search(
        r"Uzbek, Cyrillic uz-Cyrl Uzbek, Latin of 1995 uz-Latn 1[ ,.\u2009\u202f]?612 83\.0 81\.1 to 84\.8", text
    )


@pytest.mark.parametrize("address", ["/en/language/", "/en/language/identify/", "/en/language/alphabets/"])
def test_a_page_is_sent_once(client: Client, address: str, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(3):
        first = client.get(address)
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
