"""The table of agreement in the browser, as CSV and over HTTP: the same figures everywhere."""

import csv
import io
import re

import pytest
from django.test import Client

from ortak.areas.language.agreement_page import in_order
from ortak.areas.language.terms.agreement import agreement_dict, measured
from ortak.mechanisms.presentation.tests.reading import page

pytestmark = pytest.mark.django_db
API = "/api/v1/language/terms/agreement"


def test_the_page_says_the_finding_and_the_intervals(client: Client) -> None:
    row = measured()["", "az", "tr"]
    text = page(client, "/en/language/terms/agreement/")
    assert "Written in common letters, " in text
    share = row.same_share
    likely = f"{100 * share.low:.0f} to {100 * share.high:.0f}"
    assert f"Azerbaijani and Turkish {100 * share.value:.0f} {likely}" in text


def test_a_domain_and_a_pair(client: Client) -> None:
    text = page(client, "/en/language/terms/agreement/?domain=energy&pair=kk-tr")
    assert "Energy Share of concepts by pair" in text
    assert "Kazakh and Turkish Share of concepts by domain" in text


@pytest.mark.parametrize("language", ["en", "tr"])
def test_pairs_stand_in_the_order_of_the_alphabet_whatever_their_figures(client: Client, language: str) -> None:
    html = client.get(f"/{language}/language/terms/agreement/").content.decode()
    table = html[html.index("<tbody>") : html.index("</tbody>")]
    names = re.findall(r'<th scope="row">([^<]+)</th>', table)
    assert len(names) == 15
    assert names == sorted(names, key=in_order)


def test_names_are_counted_apart(client: Client) -> None:
    text = page(client, "/en/language/terms/agreement/?domain=names")
    assert "Names of countries, languages and currencies Share of concepts by pair" in text
    assert "left out of all domains together and counted apart" in text


@pytest.mark.parametrize(("query", "said"), [("domain=x", "unknown domain"), ("pair=az-hu", "unknown pair")])
def test_a_wrong_address_says_what_is_valid(client: Client, query: str, said: str) -> None:
    assert said in page(client, f"/en/language/terms/agreement/?{query}", 400)


def test_csv_and_api_have_every_row(client: Client) -> None:
    wanted = [agreement_dict(row) for row in measured().values()]
    assert client.get(API).json() == wanted
    text = client.get("/en/language/terms/agreement.csv").content.decode()
    assert [row for row in csv.DictReader(io.StringIO(text))] == [
        {name: str(value) for name, value in row.items()} for row in wanted
    ]
    one = client.get(API, {"domain": "all", "language": ["kk", "ky"]}).json()
    assert one == [agreement_dict(measured()["", "kk", "ky"])]


def test_a_page_is_sent_once(client: Client, django_assert_max_num_queries) -> None:
    address = "/en/language/terms/agreement/"
    with django_assert_max_num_queries(3):
        first = client.get(address)
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
