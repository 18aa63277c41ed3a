"""The page of what the corridor can carry and its API: kept as the engine says now, shown with sources."""

import csv
import io
from xml.etree import ElementTree

import pytest
from django.test import Client

from ortak.areas.transport.network import load_network
from ortak.areas.transport.operations.capacities import SCENARIOS, YEARS, investments
from ortak.areas.transport.operations.room import (
    BUDGETS,
    ENGINE,
    ENGINE_VERSION,
    built_sets,
    digest_of,
    room,
    rounded,
)
from ortak.areas.transport.stored_room import BUILT, document, stored
from ortak.mechanisms.presentation.tests.reading import page

PAGE = "/en/transport/capacity/"
MADE_ANEW = "ortak transport capacity --every > src/ortak/areas/transport/data/capacity.json"


def test_the_answers_kept_are_those_of_the_engine() -> None:
    """One is worked out again; the digest holds what the others read. If this fails: `MADE_ANEW`."""
    network, kept = load_network(), document()
    assert (kept["engine"], kept["version"]) == (ENGINE, ENGINE_VERSION)
    assert kept["digest"] == digest_of(network), MADE_ANEW
    again = rounded(room(network, 2030, "usual", ("alat-2",), BUDGETS[:1]))
    one = next(
        each
        for each in kept["answers"]
        if (each["year"], each["scenario"], each["built"]) == (2030, "usual", ["alat-2"])
    )
    assert again["limits"] == one["limits"]
    assert again["kinds"] == one["kinds"]
    assert again["investments"] == one["investments"]
    assert again["selections"][0] == one["selections"][0]


def test_every_year_growth_and_set_is_there() -> None:
    assert tuple(built_sets()) == BUILT
    wanted = {(YEARS[0], "usual", built) for built in BUILT}
    wanted |= {(year, scenario, built) for year in YEARS[1:] for scenario in SCENARIOS for built in BUILT}
    assert set(stored()) == wanted
    for each, given in zip(stored().values(), document()["answers"], strict=True):
        assert given["built"] == list(built_sets()[each.built])
        assert [choice.budget for choice in each.choices] == list(BUDGETS)


def test_flows_keep_to_their_limits_and_choices_to_their_budget() -> None:
    costs = {each.option.id: each.option.cost for each in investments()}
    for each in stored().values():
        assert all(limit.used <= limit.room + 0.1 for limit in each.limits)
        assert all(limit.used >= limit.room - 0.1 for limit in each.bottlenecks)
        assert each.teu[0] <= each.most_teu + 1
        for choice in each.choices:
            assert choice.spent == pytest.approx(sum(costs[work.id] or 0.0 for work in choice.chosen))
            assert choice.spent <= choice.budget
        saved = [choice.saved for choice in each.choices]
        assert saved == sorted(saved)


@pytest.mark.django_db
class TestPage:
    def test_the_sample_names_the_bottleneck_and_its_worth(self, client: Client) -> None:
        text = page(client, PAGE)
        one = stored()[2030, "usual", "nothing"]
        assert "300,000 containers want to go" in text and one.bottlenecks[0].title in text
        assert f"{one.bottlenecks[0].usd:,.0f}" in text
        assert "Modelled: it explains, and never counts as evidence." in text

    def test_a_budget_names_what_to_build(self, client: Client) -> None:
        text = page(client, f"{PAGE}?year=2030&built=alat-2&budget=100000000")
        assert "Container hub at Aktau . They cost 38 million" in text
        assert "Not weighed, since the cost is not known:" in text

    def test_where_no_known_cost_relieves_it_the_page_names_what_holds_it_back(self, client: Client) -> None:
        one, html = stored()[2030, "usual", "nothing"], client.get(f"{PAGE}?year=2030").content.decode()
        held = one.bottlenecks[0].title
        assert f"{held}, and the investment that would relieve it has no published cost." in html
        assert ">0.00<" not in html and "Not weighed" not in html and "Best for" not in html
        assert {each.work.id for each in (*one.relieving, *one.idle)} == {each.work.id for each in one.reliefs}
        assert "Nothing holds them back." in page(client, f"{PAGE}?year=2025").split("What relieves most")[1]

    def test_notes_of_investments_are_written_for_readers(self, client: Client) -> None:
        keys = load_network().sources
        for each in stored()[2030, "usual", "nothing"].reliefs:
            assert not [key for key in keys if key in each.work.note]
            assert not each.work.note or (each.work.note[0].isupper() and each.work.note.endswith("."))
        assert "conflict" not in page(client, PAGE)

    def test_every_table_and_the_chart_are_files(self, client: Client) -> None:
        for table, least in (("years", 14), ("limits", 10), ("investments", 8)):
            answer = client.get(f"{PAGE}{table}.csv?year=2040&scenario=high")
            rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
            assert len(rows) >= least
        assert ElementTree.fromstring(client.get(f"{PAGE}chart.svg").content).tag.endswith("svg")
        assert client.get(f"{PAGE}chart.png").content.startswith(b"\x89PNG")
        assert client.get(f"{PAGE}chart.gif").status_code == client.get(f"{PAGE}ships.csv").status_code == 404

    @pytest.mark.parametrize(
        ("query", "message"),
        [
            ("year=2031", "year=&#39;2031&#39; is not known; valid are 2025, 2030, 2040"),
            ("scenario=wild", "valid are high, low, usual"),
            ("built=bridge", "valid are alat-2, nothing, unknown-cost"),
            ("budget=-1", "valid are 100000000, 1000000000"),
            ("money=1", "there is no parameter &#39;money&#39;"),
        ],
    )
    def test_a_wrong_question_says_what_is_valid(self, client: Client, query: str, message: str) -> None:
        assert message in page(client, f"{PAGE}?{query}", 400)

    def test_a_page_hardly_asks_the_database_and_is_sent_once(
        self, client: Client, django_assert_max_num_queries
    ) -> None:
        with django_assert_max_num_queries(3):
            first = client.get(PAGE)
        assert client.get(PAGE, headers={"if-none-match": first["ETag"]}).status_code == 304

    def test_the_api_says_what_the_page_says(self, client: Client) -> None:
        found = client.get("/api/v1/transport/capacity", {"year": "2030", "growth": "usual"}).json()["results"]
        kept = stored()[2030, "usual", "nothing"]
        assert [each["built"] for each in found] == ["nothing"]
        assert {each["id"]: each["usd"] for each in found[0]["limits"]} == {each.id: each.usd for each in kept.limits}
        for wrong in ({"year": "2031"}, {"built": "bridge"}, {"place": "Alat"}):
            assert client.get("/api/v1/transport/capacity", wrong).status_code in (400, 422)
