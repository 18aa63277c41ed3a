"""The pages and the API of the terms: what the address asks for, errors that teach, one sending, hardly a query."""

import csv
import io
import re
from typing import Any

import pytest
from django.test import Client

from ortak.areas.language.terms import Wanted, select, termbase
from ortak.mechanisms.presentation.tests.reading import page

pytestmark = pytest.mark.django_db
API = "/api/v1/language/terms"


def test_the_list_says_how_much_there_is(client: Client) -> None:
    base = termbase()
    text = page(client, "/en/language/terms/")
    assert f"{len(base.concepts):,} concepts with" in text
    assert "Page 1 of" in text


def test_a_filter_shows_its_columns_and_can_be_removed(client: Client) -> None:
    text = page(client, "/en/language/terms/?domain=customs&language=kk&language=tk")
    count = len(select(termbase(), Wanted("customs", ("kk", "tk"))))
    assert (
        f"{count} of {len(termbase().concepts):,}: Customs and borders × remove Kazakh × remove Turkmen × remove"
        in text
    )
    assert "Concept Kazakh Turkmen" in text
    assert "кеден proposed gümrük proposed" in text


def test_a_turkish_reader_reads_turkish(client: Client) -> None:
    text = page(client, "/tr/language/terms/?q=keden")
    assert "gümrük Gümrük ve sınırlar" in text
    assert "Kazakça Kırgızca Özbekçe" in text


def test_a_concept_has_terms_common_forms_sources_and_status(client: Client) -> None:
    text = page(client, "/en/language/terms/customs.customs/")
    assert "Kazakh кеден keden proposed ortak" in text
    text = page(client, "/en/language/terms/customs.tir-carnet/")
    assert "Russian книжка МДП – agreed tir-1975 article 3" in text
    assert "done at Geneva on 14 November 1975" in text
    assert 'dir="rtl"' in client.get("/en/language/terms/customs.customs/").content.decode()


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("?domain=xx", 400, "unknown domain &#39;xx&#39;; valid are agriculture"),
        ("?language=de", 400, "valid are en, tr, az"),
        ("?status=x", 400, "valid are in_use"),
        ("customs.custom/", 404, "did you mean customs.customs"),
        ("files/xls/", 400, "valid are csv, json, skos"),
        ("files/csv/?concept=x.y", 404, "no concept"),
    ],
)
def test_a_wrong_address_says_what_is_valid(client: Client, address: str, status: int, said: str) -> None:
    assert said in page(client, f"/en/language/terms/{address}", status)


def test_what_is_typed_is_never_markup(client: Client) -> None:
    assert "<b>x" not in client.get("/en/language/terms/", {"q": "<b>x"}).content.decode()


@pytest.mark.parametrize("address", ["?domain=countries", "countries.ps/"])
def test_names_of_countries_imply_no_position(client: Client, address: str) -> None:
    assert "Names imply no position" in page(client, f"/en/language/terms/{address}")
    assert "Names imply no position" not in page(client, "/en/language/terms/customs.customs/")


def test_a_missing_term_is_not_called_unknown(client: Client) -> None:
    text = page(client, "/en/language/terms/?q=watering+place")
    assert "no term here" in text and "unknown" not in text
    assert "burada terim yok" in page(client, "/tr/language/terms/?q=watering+place")


@pytest.mark.parametrize("address", ["/en/language/terms/", "/en/language/terms/customs.customs/"])
def test_a_page_is_sent_once(client: Client, address: str, django_assert_max_num_queries: Any) -> None:
    termbase()
    with django_assert_max_num_queries(3):
        first = client.get(address)
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_a_download_is_exactly_the_view(client: Client) -> None:
    answer = client.get("/en/language/terms/files/csv/?domain=customs&language=az&q=gömrük")
    assert answer["Content-Disposition"] == 'attachment; filename="ortak-terms.csv"'
    found = {row["concept"] for row in csv.DictReader(io.StringIO(answer.content.decode()))}
    assert found == {concept.id for concept in select(termbase(), Wanted("customs", ("az",), words="gömrük"))}


def test_identifiers_in_skos_lead_to_the_api(client: Client) -> None:
    text = client.get("/en/language/terms/files/skos/?concept=customs.customs").content.decode()
    address = re.search(r"<(http://testserver/\S+/customs\.customs)>", text)
    assert address and client.get(address[1]).json()["id"] == "customs.customs"


def test_the_list_comes_in_pages(client: Client) -> None:
    first = client.get(API, {"domain": "energy", "limit": 10}).json()
    every, address = [*first["results"]], first["next"]
    while address:
        answer = client.get(address.removeprefix("http://testserver")).json()
        every += answer["results"]
        address = answer["next"]
    assert [row["id"] for row in every] == [concept.id for concept in select(termbase(), Wanted("energy"))]
    assert first["count"] == len(every)
    last = client.get(API, {"domain": "energy", "limit": 10, "offset": 10}).json()
    assert client.get(last["previous"].removeprefix("http://testserver")).json()["results"] == first["results"]


def test_what_there_is_to_filter_by(client: Client) -> None:
    answer = client.get(f"{API}/concepts/").json()
    assert sum(domain["concepts"] for domain in answer["domains"]) == answer["concepts"] == len(termbase().concepts)
    for source in answer["sources"][:3]:
        assert client.get(API, {"source": source["id"], "limit": 1}).json()["count"] > 0


@pytest.mark.parametrize(
    ("query", "said"),
    [("domain=x", "unknown domain"), ("langage=kk", "there is no parameter 'langage'"), ("limit=0", "limit")],
)
def test_a_wrong_parameter_is_refused(client: Client, query: str, said: str) -> None:
    answer = client.get(f"{API}?{query}")
    assert answer.status_code == 422
    assert said in answer.json()["detail"]


@pytest.mark.parametrize("address", ["", "/concepts/", "/concepts/customs.customs", "/export/tbx?domain=customs"])
def test_an_answer_is_sent_once(client: Client, address: str, django_assert_max_num_queries: Any) -> None:
    termbase()
    with django_assert_max_num_queries(3):
        first = client.get(API + address)
    assert first.status_code == 200
    assert client.get(API + address, headers={"if-none-match": first["ETag"]}).status_code == 304
