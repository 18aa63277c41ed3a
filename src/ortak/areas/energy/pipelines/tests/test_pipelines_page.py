"""The pages on pipelines: what the address asks for, where figures are from, and what stays unserved."""

import csv
import io

import pytest
from django.test import Client

from ortak.areas.energy.pipelines.facts import load_facts
from ortak.areas.energy.pipelines.page import COMMODITIES, STATUSES
from ortak.mechanisms.presentation.tests.reading import page

pytestmark = pytest.mark.django_db
ADDRESS = "/en/energy/pipelines/"


def rows(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(address).content.decode("utf-8-sig"))))


def test_every_pipe_is_listed_on_a_map(client: Client) -> None:
    lines = load_facts().lines
    text = page(client, ADDRESS)
    assert f"{len(lines)} of {len(lines)} pipes, terminals and projects" in text
    assert "Borders are not drawn" in text and "CC BY 4.0" in text


def test_filters_are_those_of_the_data(client: Client) -> None:
    facts = load_facts()
    wanted = [line for line in facts.lines.values() if line.commodity == "oil" and "KZ" in facts.states(line)]
    assert f"{len(wanted)} of {len(facts.lines)} pipes" in page(client, f"{ADDRESS}?commodity=oil&state=KZ")
    listed = rows(client, "/en/energy/pipelines.csv?commodity=oil&state=KZ")
    assert [row["pipe"] for row in listed] == [line.id for line in wanted]
    assert all("http" in row["capacity: source"] for row in listed)
    assert "Trans-Caspian" in page(client, f"{ADDRESS}?q=caspian+company")


def test_without_a_pipe_a_state_goes_short_and_the_cut_says_why(client: Client) -> None:
    text = page(client, f"{ADDRESS}?without=sokuluk")
    assert "The year without Kazakh-Kyrgyz border-Sokuluk, bcm a year" in text
    assert "Kyrgyzstan 0.41" in text and "Proved by a minimum cut: no more than" in text
    found = [row for row in rows(client, "/en/energy/pipelines/n1.csv") if row["pipe"] == "sokuluk"]
    assert ("unserved", "KG", "0.406") in {(row["what"], row["state or pipe"], row["amount"]) for row in found}


def test_every_amount_has_its_unit_in_the_words_of_the_reader(client: Client) -> None:
    text = page(client, ADDRESS)
    assert "Carried in the model a year" in text
    assert "gas 7.41 bcm 7.4 bcm" in text
    turkish = page(client, "/tr/energy/pipelines/")
    assert "7,41 milyar m³ 7,4 milyar m³" in turkish and "bcm" not in turkish


def test_the_limits_of_the_model_stand_at_the_top(client: Client) -> None:
    text = page(client, ADDRESS)
    assert text.index("Prices, contracts and sanctions are not in the model.") < text.index("Without")


def test_a_pipe_says_where_its_figures_are_from(client: Client) -> None:
    text = page(client, f"{ADDRESS}scpx/")
    assert "Southern Gas Corridor CJSC" in text and "15.99" in text and "If it stops for a year" in text
    assert "unknown" in page(client, f"{ADDRESS}itg/")
    assert page(client, f"{ADDRESS}no-such-pipe/", 404)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("commodity=water", "commodity=&#39;water&#39; is not known; valid are gas, oil"),
        ("state=XX", "valid are"),
        ("without=x", "without=&#39;x&#39; is not known"),
        ("colour=red", "there is no parameter &#39;colour&#39;"),
    ],
)
def test_a_wrong_address_says_what_is_valid(client: Client, query: str, message: str) -> None:
    assert message in page(client, f"{ADDRESS}?{query}", 400)


def test_every_word_of_the_data_has_one_for_the_reader() -> None:
    lines = load_facts().lines.values()
    assert {line.commodity for line in lines} <= set(COMMODITIES)
    assert {line.status for line in lines} <= set(STATUSES)


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}tanap/"])
def test_a_page_hardly_asks_the_database_and_is_sent_once(
    client: Client, address: str, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(3):
        first = client.get(address)
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_the_api_says_the_same(client: Client) -> None:
    pipes = client.get("/api/v1/energy/pipelines").json()
    assert len(pipes) == len(load_facts().lines)
    assert {pipe["id"]: pipe["capacity"] for pipe in pipes}["itg"] is None
    assert client.get("/api/v1/energy/pipelines/flow").json()["answer"]["proved"] is True
    outage = client.get("/api/v1/energy/pipelines/n1?pipe=sokuluk").json()["answer"]["outages"]
    assert [each["unserved"] for each in outage] == [{"KG": 0.406}]
    assert client.get("/api/v1/energy/pipelines/n1?pipe=x").status_code == 404
    assert client.get("/api/v1/energy/pipelines/expansions?commodity=coal").status_code == 422
