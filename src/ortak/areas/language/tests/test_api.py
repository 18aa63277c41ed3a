"""The API: the same answers as the pages, errors as 4xx."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ninja.testing import TestClient

from ortak.areas.language.api import router
from ortak.engines.language import convert, orthographies, reachable

client = TestClient(router)


def test_tags() -> None:
    answer = client.get("/tags").json()
    assert [each["tag"] for each in answer] == [each.tag for each in orthographies()]
    assert answer[0]["converts_to"] == list(reachable(answer[0]["tag"]))


def test_convert_by_address_and_by_body() -> None:
    asked = {"text": "Цирк", "from": "uz-Cyrl", "to": "uz-Latn"}
    by_address = client.get("/convert", query_params=asked).json()
    assert by_address == client.post("/convert", json=asked).json()
    assert by_address["result"] == "Sirk"
    assert by_address["decisions"][0] == {
        "given": "Ц",
        "written": "S",
        "times": 1,
        "note": "at the start or the end of a word and after a consonant: sirk, aksiya, shpris",
        "table": "uz-Cyrl_uz-Latn",
        "row": by_address["decisions"][0]["row"],
        "source": "Oʻzbek tilining asosiy imlo qoidalari, resolution no. 339 of 24 August 1995",
    }


@given(st.text(max_size=50))
def test_any_text(text: str) -> None:
    asked = {"text": text, "from": "kk-Latn", "to": "kk-Cyrl"}
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    assert client.post("/convert", json=asked).json()["result"] == convert(text, "kk-Latn", "kk-Cyrl")


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"text": "a", "from": "xx", "to": "uz-Latn"}, 400),
        ({"text": "a", "from": "tr-Latn", "to": "uz-Latn"}, 400),
        ({"text": "a", "from": "uz-Latn"}, 422),
        ({"text": "a" * 20_001, "from": "uz-Latn", "to": "uz-Cyrl"}, 422),
    ],
)
def test_what_cannot_be_converted_is_the_askers_to_mend(asked: dict[str, str], status: int) -> None:
    assert client.post("/convert", json=asked).status_code == status
    assert client.get("/convert", query_params=asked).status_code == status
