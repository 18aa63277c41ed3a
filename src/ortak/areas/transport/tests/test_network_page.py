"""The network's pages: what the address asks for, where each figure is from, and what is wrong with an address."""

import csv
import io

import pytest
from django.test import Client

from ortak.areas.transport.network import load_network
from ortak.areas.transport.network.sea import sea_lines
from ortak.areas.transport.wording import CORRIDORS, MODES, STATUSES
from ortak.mechanisms.presentation.tests.reading import page

pytestmark = pytest.mark.django_db
LEG = "kz-kuryk--az-alat--ferry"


def test_every_leg_is_listed_on_a_map(client: Client) -> None:
    network = load_network()
    text = page(client, "/en/transport/network/")
    assert f"{len(network.legs)} of {len(network.legs)} legs" in text
    assert "Borders are not drawn" in text


def test_filters_are_those_of_the_data(client: Client) -> None:
    network = load_network()
    legs = [leg for leg in network.legs.values() if "btk" in leg.tags and leg.mode == "rail"]
    assert f"{len(legs)} of {len(network.legs)} legs" in page(client, "/en/transport/network/?corridor=btk&mode=rail")
    address = "/en/transport/network.csv?corridor=btk&mode=rail"
    rows = list(csv.DictReader(io.StringIO(client.get(address).content.decode("utf-8-sig"))))
    assert [row["leg"] for row in rows] == [leg.id for leg in legs]
    assert all(row["hours: source"] for row in rows if row["hours, usual"])


def test_a_leg_says_where_its_figures_are_from(client: Client) -> None:
    text = page(client, f"/en/transport/network/{LEG}/")
    leg = load_network().legs[LEG]
    assert "rail ferry, operating" in text
    assert "great-circle distance" in text
    assert leg.hours is not None and f"{leg.hours.usual:.1f}" in text
    assert page(client, "/en/transport/network/no-such-leg/", 404)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("mode=air", "mode=&#39;air&#39; is not known; valid are rail, road, sea, ferry"),
        ("corridor=x", "valid are middle, northern"),
        ("country=XX", "valid are"),
        ("colour=red", "there is no parameter &#39;colour&#39;"),
    ],
)
def test_a_wrong_address_says_what_is_valid(client: Client, query: str, message: str) -> None:
    assert message in page(client, f"/en/transport/network/?{query}", 400)


def test_every_word_of_the_data_has_one_for_the_reader() -> None:
    legs = load_network().legs.values()
    assert {leg.mode for leg in legs} <= set(MODES)
    assert {leg.status for leg in legs} <= set(STATUSES)
    assert {tag for leg in legs for tag in leg.tags} <= set(CORRIDORS)


def test_ships_sail_along_lanes_of_legs_that_there_are() -> None:
    legs = load_network().legs
    assert {leg for leg in sea_lines() if leg not in legs or legs[leg].mode not in ("sea", "ferry")} == set()


@pytest.mark.parametrize("address", ["/en/transport/network/", f"/en/transport/network/{LEG}/"])
def test_a_page_hardly_asks_the_database_and_is_sent_once(
    client: Client, address: str, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(3):
        first = client.get(address)
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
