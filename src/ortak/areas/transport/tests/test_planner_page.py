"""The planner's page and its API: what the address asks for, what no route beats, and what is wrong with an address."""

import csv
import io

import pytest
from django.test import Client

from ortak.mechanisms.presentation.tests.reading import page

pytestmark = pytest.mark.django_db


def test_the_sample_shows_the_front_with_sources(client: Client) -> None:
    text = page(client, "/en/transport/")
    assert "Routes from Xi&#39;an (international port station) to Istanbul." in text
    assert "legs with their sources" in text
    assert 'href="/en/transport/network/' in client.get("/en/transport/").content.decode()


def test_what_a_route_gives_up_is_worded_in_the_language_of_the_reader(client: Client) -> None:
    english, turkish = page(client, "/en/transport/"), page(client, "/tr/transport/")
    assert "Against the best in " in english and " h less" in english and "co2, reliability" not in english
    assert "is unknown and not in the sum." in english and "1 terminals" not in english
    assert "En iyisine göre (" in turkish and " sa daha az" in turkish
    for wrong in ("gainst the best", "less,", "unknown and not in the sum"):
        assert wrong not in turkish


def test_no_route_beats_another(client: Client) -> None:
    asked = {"from": "Xi'an", "to": "Istanbul", "criteria": ["time", "cost"]}
    routes = client.get("/api/v1/transport/route", asked).json()["routes"]
    figures = [(each["hours"], each["cost_usd"]) for each in routes]
    assert len(figures) > 3
    assert sorted(figures) == figures
    assert sorted(figures, key=lambda each: each[1], reverse=True) == figures


def test_the_file_holds_the_legs_of_the_page(client: Client) -> None:
    answer = client.get("/en/transport/routes.csv?from=Almaty&to=Baku&criteria=time")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row["route"] for row in rows} == {"1"}
    assert rows[0]["from"].startswith("Almaty")
    assert all(row["hours: source"] for row in rows)


def test_corridors_side_by_side(client: Client) -> None:
    text = page(client, "/en/transport/?from=Xi'an&to=Istanbul&compare=1")
    assert "Trans-Caspian Middle Corridor" in text
    assert "Northern route through Russia" in text


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("from=Almata&to=Baku", "there is no place &#39;Almata&#39; in the network; did you mean Almaty"),
        ("from=Almaty&to=Baku&criteria=beauty", "there is no criterion &#39;beauty&#39;; there are time, cost"),
        ("from=Almaty&to=Baku&date=yesterday", "is no day as 2026-01-31"),
        ("from=&to=Baku", "name a place: its id, its UN/LOCODE or a name"),
        ("from=Almaty&to=almaty", "Almaty is both start and end; name two places"),
        ("from=Almaty&to=Baku&via=Aktau", "there is no parameter &#39;via&#39;"),
    ],
)
def test_a_wrong_question_says_what_is_valid(client: Client, query: str, message: str) -> None:
    assert message in page(client, f"/en/transport/?{query}", 400)


def test_the_api_refuses_what_the_page_refuses(client: Client) -> None:
    for query in ({"from": "Almata", "to": "Baku"}, {"from": "Almaty", "to": "Baku", "criteria": "beauty"}):
        answer = client.get("/api/v1/transport/route", query)
        assert answer.status_code in (400, 404, 422)
        assert "there is no" in answer.content.decode()


def test_a_page_hardly_asks_the_database_and_is_sent_once(client: Client, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(3):
        first = client.get("/en/transport/")
    assert client.get("/en/transport/", headers={"if-none-match": first["ETag"]}).status_code == 304
