"""The auction explorer and the facts: the numbers of the kept day, files of exactly that, and wrong addresses."""

import csv
import io

import pytest
from django.test import Client

from ortak.areas.energy.electricity.case import bundled
from ortak.areas.energy.electricity.days import cleared, stored
from ortak.areas.energy.electricity.facts import load_facts
from ortak.areas.energy.facts_page import chosen, question
from ortak.areas.energy.market_page import flows, steps
from ortak.areas.energy.market_page import question as of_market
from ortak.areas.energy.merit_order import Step, drawings, filled, scale
from ortak.mechanisms.presentation.tests.reading import page

pytestmark = pytest.mark.django_db


def rows(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(address).content.decode("utf-8-sig"))))


@pytest.mark.parametrize("day", sorted(bundled()))
def test_the_day_kept_is_what_the_engine_says(day: str) -> None:
    """If this fails: `ortak energy day DAY > src/ortak/areas/energy/data/electricity/days/DAY.json`."""
    assert cleared(day) == stored(day)
    assert stored(day)["proved"] is True


@pytest.mark.parametrize("day", sorted(bundled()))
def test_flows_and_volumes_balance_in_every_zone_and_hour(day: str) -> None:
    kept = stored(day)
    for hour in range(24):
        net = {
            zone: each["sold"][hour] + each["outside"][hour] - each["bought"][hour]
            for zone, each in kept["zones"].items()
        }
        for link in kept["links"]:
            net[link["from"]] -= link["flow"][hour]
            net[link["to"]] += link["flow"][hour]
        assert all(abs(rest) < 1e-6 for rest in net.values())


def test_what_is_taken_adds_up_to_what_is_sold() -> None:
    wanted = of_market("2023-01-16", "TR", "12")
    of_zone = stored("2023-01-16")["zones"]["TR"]
    assert sum(step.taken for step in steps(wanted, "offers")) == pytest.approx(of_zone["sold"][11], abs=0.01)
    price = of_zone["price"][11]
    assert all(step.taken == step.mwh for step in steps(wanted, "offers") if step.price < price)
    assert all(step.taken == 0 for step in steps(wanted, "offers") if step.price > price)


def test_a_link_earns_what_its_ends_differ_by() -> None:
    for flow in flows(of_market("2023-01-16", "KG", "19")):
        assert flow.rent >= -1e-6
        assert flow.full or abs(flow.rent) < 1e-6 or flow.mwh == 0


def test_the_page_shows_the_hour_asked_for(client: Client) -> None:
    price = stored("2023-07-17")["zones"]["UZ"]["price"][11]
    text = page(client, "/en/energy/market/?day=2023-07-17&zone=UZ&hour=12")
    assert f"Uzbekistan: {price:,.2f} EUR a MWh" in text
    assert "Proved: a second program" in text
    assert "Borders are not drawn" in text
    assert "power markets were fully coupled?" in text


def test_pages_ask_the_store_for_nothing(client: Client, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    page(client, "/en/energy/market/")
    for address in ("/en/energy/market/?hour=3", "/en/energy/facts/?table=links", "/en/energy/build-out/"):
        with django_assert_max_num_queries(4):
            page(client, address)


def test_files_hold_what_the_page_shows(client: Client) -> None:
    address = "/en/energy/market/{}.csv?day=2023-01-16&zone=KZ-S&hour=8"
    offers = [row for row in rows(client, address.format("merit-order")) if row["side"] == "offers"]
    assert len(offers) == len(steps(of_market("2023-01-16", "KZ-S", "8"), "offers"))
    assert len(rows(client, address.format("prices"))) == 12 * 24
    assert len(rows(client, address.format("flows"))) == len(stored("2023-01-16")["links"]) * 24
    assert {row["what-if"] for row in rows(client, "/en/energy/market/what-ifs.csv")} >= {"energy.coupling"}


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("market/?day=2023-01-17", "valid are 2023-01-16, 2023-07-17"),
        ("market/?zone=RU", "valid are AZ, "),
        ("market/?hour=25", "is none of 1 to 24"),
        ("market/?hour=x", "is none of 1 to 24"),
        ("market/?colour=red", "there are day, zone, hour"),
        ("facts/?table=lines", "valid are capacity, generation"),
        ("facts/?state=RU", "valid are AZ, "),
        ("facts/?colour=red", "there are table, state, q, page"),
    ],
)
def test_a_wrong_address_says_what_is_valid(client: Client, address: str, says: str) -> None:
    assert says in page(client, f"/en/energy/{address}", 400)


def test_facts_are_filtered_and_downloaded_with_their_sources(client: Client) -> None:
    found = chosen(question("capacity", "TR", "solar"))
    assert found and all(row.cells["state"] == "TR" and row.cells["fuel"] == "solar" for row in found)
    assert f"{len(found)} of {len(load_facts().tables['capacity'])} rows" in page(
        client, "/en/energy/facts/?table=capacity&state=TR&q=solar"
    )
    told = rows(client, "/en/energy/facts.csv?table=links")
    assert [row["id"] for row in told] == [row.cells["id"] for row in load_facts().tables["links"]]
    assert all(row["url"].startswith("http") for row in told)


def test_an_unknown_capacity_is_shown_as_unknown(client: Client) -> None:
    assert "unknown" in page(client, "/en/energy/facts/?table=links&q=nakhchivan-154")


@pytest.mark.parametrize(
    "table", ["capacity", "generation", "demand", "trade", "links", "costs", "emission_factors", "investment"]
)
def test_every_table_has_a_page(client: Client, table: str) -> None:
    assert "rows" in page(client, f"/en/energy/facts/?table={table}")


def test_steps_are_drawn_to_scale() -> None:
    offers = filled([("wind", 0.0, 50.0), ("gas", 40.0, 50.0)], 75.0)
    drawn = drawings(offers, filled([("demand", 1_000.0, 75.0)], 75.0), 40.0)
    assert [each.width for each in drawn] == [800, 358, 288]
    for each in drawn:
        assert each.sold == each.bought
        assert each.left < each.sold < each.width - each.right
    assert drawings((), (Step("demand", 1_000.0, 5.0, 5.0),), 20.0)[0].offers == ""
    assert scale(0.4)[-1] >= 0.4
