"""The pages and the API of air links answer what the address asks, and hardly ask the database."""

import csv
import io
import re
from typing import Any

import pytest
from django.test import Client

from ortak.areas.transport.air.answers import chosen_gaps, study
from ortak.areas.transport.air.facts import air_facts
from ortak.areas.transport.air.selecting import Wanted, select
from ortak.areas.transport.air_page import TABLES
from ortak.mechanisms.presentation.tests.reading import page

pytestmark = pytest.mark.django_db
PAGE, API = "/en/transport/air/", "/api/v1/transport/air"


def rows(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(address).content.decode())))


def test_the_page_tells_what_is_known_and_what_is_not(client: Client) -> None:
    text = page(client, PAGE)
    assert f"{len(study().network.links)} pairs of airports with a direct route on record" in text
    assert "no route found, which does not say that nobody flies" in text
    assert "Sample: Bishkek – Budapest" in text
    assert "100 is Baku and Almaty" in text


def test_members_and_observers_are_not_called_states(client: Client, actors: None) -> None:
    text = page(client, PAGE)
    assert "28 pairs of members and observers" in text
    assert "No position on the status of any state, entity, territory or border is implied." in text
    html = client.get(PAGE).content.decode()
    heads = re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', html)
    assert (
        heads[:3] == ["Member or observer", "Azerbaijan", "Kazakhstan"]
        and "Turkish Republic of Northern Cyprus" in heads
    )
    assert ">XN<" not in html and ">AZ<" not in html
    for wrong in ("pairs of states", "between states", "Between which states", "within a state", ">State<"):
        assert wrong not in html


def test_a_state_and_a_route_of_the_reader(client: Client) -> None:
    text = page(client, f"{PAGE}?state=HU&one=TAS&other=ASB&since=2023")
    assert "Sample:" not in text
    assert "Tashkent – Ashgabat" in text
    assert "BUD Budapest" in text and "NQZ Astana Kazakhstan" not in text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("state=US", "valid are AZ, KZ"),
        ("scope=x", "valid are between, within, all"),
        ("since=1900", "valid are 2018 to"),
        ("one=XXX", "no airport or city here is called"),
        ("one=GYD&amp;other=TAS", "there is no parameter"),
        ("one=GYD&other=TAS", "have a direct link already"),
        ("stat=KZ", "there is no parameter &#39;stat&#39;; there are state"),
        ("since=²", "is not known; valid are"),
    ],
)
def test_a_wrong_address_says_what_is_valid(client: Client, query: str, said: str) -> None:
    assert said in page(client, f"{PAGE}?{query}", 400)


def test_every_route_with_its_source(client: Client) -> None:
    text = page(client, f"{PAGE}routes/?state=HU&other=UZ")
    assert "Budapest – Tashkent" in text
    assert "Utazómajom" in text
    html = client.get(f"{PAGE}routes/?state=HU&other=UZ").content.decode()
    assert "https://utazomajom.hu/alomuticel-budapestrol-kozvetlenul" in html
    assert "No route matches" in page(client, f"{PAGE}routes/?state=HU&other=TM")
    assert "valid are" in page(client, f"{PAGE}routes/?airport=XXX", 400)


def test_downloads_are_the_views(client: Client) -> None:
    assert len(rows(client, f"{PAGE}unserved.csv?state=HU")) == len(chosen_gaps(study(), ["HU"]))
    assert len(rows(client, f"{PAGE}routes.csv?q=SCAT")) == len(select(air_facts(), Wanted(q="SCAT")))
    assert len(rows(client, f"{PAGE}airports.csv")) == len(air_facts().airports)
    assert rows(client, f"{PAGE}states.csv")[0]["TR"] == str(study().states()["AZ", "TR"])
    assert rows(client, f"{PAGE}effect.csv?one=BSZ&other=BUD")[0]["gain"]
    assert client.get(f"{PAGE}nothing.csv").status_code == 404
    assert set(TABLES) == {"states", "airports", "unserved", "effect", "routes"}


def test_what_is_typed_is_never_markup(client: Client) -> None:
    assert "<b>x" not in client.get(f"{PAGE}routes/", {"q": "<b>x"}).content.decode()


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}routes/", f"{API}/airports", f"{PAGE}unserved.csv"])
def test_an_answer_is_sent_once(client: Client, address: str, django_assert_max_num_queries: Any) -> None:
    study()
    with django_assert_max_num_queries(3):
        first = client.get(address)
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_the_service_stands_with_its_directive(client: Client) -> None:
    assert "Air links" in page(client, "/en/tools/")


def test_the_api(client: Client) -> None:
    found = client.get(API).json()
    assert found["links"] == len(study().network.links)
    assert client.get(f"{API}/airports").json()[0]["direct"]
    trips = client.get(f"{API}/trips", {"from": "Bishkek", "to": "Budapest"}).json()["trips"]
    assert (trips[0]["from"], trips[0]["to"], trips[0]["stops"]) == ("BSZ", "BUD", 1)
    assert client.get(f"{API}/unserved", {"state": "HU", "limit": 2}).json()["count"] == len(
        chosen_gaps(study(), ["HU"])
    )
    assert client.get(f"{API}/effect", {"one": "BSZ", "other": "BUD"}).json()["direct"] == 1


def test_routes_come_in_pages(client: Client) -> None:
    every, address = [], f"{API}/routes?limit=100"
    while address:
        answer = client.get(address.removeprefix("http://testserver")).json()
        every += answer["results"]
        address = answer["next"]
    assert len(every) == answer["count"] == len(air_facts().routes)
    assert all(row["source"]["url"].startswith("http") for row in every)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/trips?from=Bishkek", "to"),
        ("/trips?from=Bishkek&to=Bishkekk", "valid are for example"),
        ("/unserved?state=US", "valid are AZ"),
        ("/unserved?stat=KZ", "there is no parameter"),
        ("/effect?one=GYD&other=TAS", "have a direct link already"),
        ("/effect?one=GYD&other=Istanbul", "name one"),
        ("/routes?kind=x", "valid are operating, announced"),
    ],
)
def test_a_wrong_request_is_refused(client: Client, address: str, said: str) -> None:
    answer = client.get(API + address)
    assert answer.status_code == 422
    assert said in answer.json()["detail"]
