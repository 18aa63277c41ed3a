"""The API: the same answers as the pages, and what cannot be converted is the asker's to mend."""

from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from ortak.engines.language.scripts import convert, orthographies, reachable

CONVERT = "/api/v1/language/convert"


def post(client: Client, asked: dict[str, Any]) -> Any:
    return client.post(CONVERT, asked, content_type="application/json")


@pytest.mark.django_db
def test_tags(client: Client) -> None:
    answer = client.get("/api/v1/language/tags").json()
    assert [each["tag"] for each in answer] == [each.tag for each in orthographies()]
    assert answer[0]["converts_to"] == list(reachable(answer[0]["tag"]))


@pytest.mark.django_db
def test_convert_by_address_and_by_body(client: Client) -> None:
    asked = {"text": "Цирк", "from": "uz-Cyrl", "to": "uz-Latn"}
    by_address = client.get(CONVERT, asked).json()
    assert by_address == post(client, asked).json()
    assert by_address["result"] == "Sirk"
    assert by_address["decisions"][0] == {
        "given": "Ц",
        "written": "S",
        "times": 1,
        "words": [{"given": "Цирк", "written": "Sirk"}],
        "note": "at the start or the end of a word and after a consonant: sirk, aksiya, shpris",
        "table": "uz-Cyrl_uz-Latn",
        "row": by_address["decisions"][0]["row"],
        "source": "Oʻzbek tilining asosiy imlo qoidalari, resolution no. 339 of 24 August 1995",
    }
    assert "ц at the start or end of a word and after a consonant is s, as с is." in by_address["losses"]


@pytest.mark.django_db
def test_what_was_not_converted_and_where(client: Client) -> None:
    answer = post(client, {"text": "вақт\nCOVID\u202e", "from": "uz-Cyrl", "to": "uz-Latn"}).json()
    assert answer["unconverted"] == [
        {"line": 2, "column": 1, "text": "COVID", "kind": "Latin letters", "within_word": False},
        {"line": 2, "column": 6, "text": "\u202e", "kind": "bidi control", "within_word": False},
    ]
    assert answer["bijective"] is False


@pytest.mark.django_db
def test_what_does_not_come_back(client: Client) -> None:
    answer = post(client, {"text": "COVID\nцирк бор", "from": "uz-Cyrl", "to": "uz-Latn"}).json()
    assert [each for each in answer["lost"] if each["line"] == 2] == [
        {"line": 2, "column": 1, "given": "цирк", "written": "sirk", "back": "сирк"}
    ]


@pytest.mark.django_db
def test_a_lexicon_goes_before_the_rules(client: Client) -> None:
    asked = {"text": "Sirk, sir", "from": "uz-Latn", "to": "uz-Cyrl", "lexicon": {"sirk": "цирк"}}
    answer = post(client, asked).json()
    assert answer["result"] == "Цирк, сир"
    assert answer["chosen"] == [{"given": "Sirk", "written": "Цирк"}]
    wrong = post(client, asked | {"lexicon": {"two words": "x"}})
    assert wrong.status_code in (400, 422)
    assert "is not one word" in wrong.content.decode()


@pytest.mark.django_db
def test_identify_by_address_and_by_body(client: Client) -> None:
    asked = {"text": "Бүгін ауа райы жақсы\n\n12:30"}
    by_address = client.get("/api/v1/language/identify", asked).json()
    assert by_address == client.post("/api/v1/language/identify", asked, content_type="application/json").json()
    kazakh, nothing = by_address
    assert (kazakh["number"], kazakh["tag"], kazakh["language"], kazakh["script"]) == (1, "kk-Cyrl", "kk", "Cyrl")
    assert kazakh["confidence"] > 0.9
    assert nothing == {
        "number": 3, "tag": "und", "language": "", "script": "", "confidence": 0.0, "others": [],
    }  # fmt: skip


@pytest.mark.django_db
def test_words_taken_apart(client: Client) -> None:
    answer = client.get("/api/v1/language/words", {"text": "Кітаптарымызды", "lang": "kk"}).json()
    assert answer == [
        {
            "form": "Кітаптарымызды",
            "lemma": "кітап",
            "features": "Case=Acc|Number=Plur|Number[psor]=Plur|Person[psor]=1",
            "key": "кітап",
        }
    ]
    wrong = client.get("/api/v1/language/words", {"text": "a", "lang": "xx"})
    assert (wrong.status_code, "kk" in wrong.content.decode()) == (422, True)


class AnyText(TestCase):
    @given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=50))
    def test_is_converted(self, text: str) -> None:
        asked = {"text": text, "from": "kk-Latn", "to": "kk-Cyrl"}
        assert post(self.client, asked).json()["result"] == convert(text, "kk-Latn", "kk-Cyrl")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"text": "a", "from": "xx", "to": "uz-Latn"}, "unknown tag"),
        ({"text": "a", "from": "tr-Latn", "to": "uz-Latn"}, "tr-Latn-x-common"),
        ({"text": "a", "from": "uz-Latn"}, "to"),
        ({"text": "a" * 5_001, "from": "uz-Latn", "to": "uz-Cyrl"}, "5000"),
    ],
)
def test_what_cannot_be_converted_is_said(client: Client, asked: dict[str, str], said: str) -> None:
    for answer in (post(client, asked), client.get(CONVERT, asked)):
        assert answer.status_code == 422
        assert answer["content-type"].startswith("application/problem+json")
        assert said in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("body", [b'{"text": "\\ud800", "from": "uz-Latn", "to": "uz-Cyrl"}', b"{", b"[]", b"\xff"])
def test_a_damaged_body_is_no_fault_of_ours(client: Client, body: bytes) -> None:
    assert 400 <= client.post(CONVERT, body, content_type="application/json").status_code < 500
