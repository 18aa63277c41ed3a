"""The electricity part of the API: what the pages show, and what is wrong with a question."""

from typing import Any

import pytest
from django.test import Client

from ortak.areas.energy.build_out_page import stored as plans
from ortak.areas.energy.electricity.days import stored
from ortak.areas.energy.electricity.facts import load_facts
from ortak.areas.energy.what_ifs import stored as what_ifs

pytestmark = pytest.mark.django_db


def answer(client: Client, address: str, status: int = 200) -> Any:
    response = client.get(f"/api/v1/energy/{address}")
    assert response.status_code == status, response.content
    return response.json()


def test_facts_come_with_their_sources(client: Client) -> None:
    found = answer(client, "facts?table=links&limit=5&offset=2")
    assert found["count"] == len(load_facts().tables["links"])
    assert [row["cells"]["id"] for row in found["results"]] == [
        row.cells["id"] for row in load_facts().tables["links"][2:7]
    ]
    assert all(row["source"]["url"].startswith("http") for row in found["results"])


def test_no_table_is_the_first(client: Client) -> None:
    assert answer(client, "facts?table=") == answer(client, "facts?table=capacity")


def test_plans_are_those_that_are_kept(client: Client) -> None:
    assert {each["name"]: each for each in answer(client, "build-out")["plans"]} == plans()


def test_a_day_is_the_one_that_is_kept(client: Client) -> None:
    assert answer(client, "days")["days"] == ["2023-01-16", "2023-07-17"]
    assert answer(client, "days/2023-01-16") == stored("2023-01-16")


def test_what_ifs_are_those_that_are_kept(client: Client) -> None:
    assert answer(client, "what-ifs")["what_ifs"] == list(what_ifs().values())


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("facts?table=lines", 422, "valid are capacity"),
        ("facts?state=RU", 422, "valid are AZ"),
        ("facts?colour=red", 422, "there is no parameter"),
        ("days/2023-01-17", 404, "there are 2023-01-16, 2023-07-17"),
    ],
)
def test_a_wrong_question_is_refused(client: Client, address: str, status: int, says: str) -> None:
    assert says in str(answer(client, address, status))
