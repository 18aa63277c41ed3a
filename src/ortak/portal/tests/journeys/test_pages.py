"""Every page of the portal over the loaded register: it answers, within its budget of queries, with what the
services say."""

import csv
import io
import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from ortak.mechanisms.actors.viewers import PUBLIC
from ortak.vision.board import WORDS, Filter, as_dict, board
from ortak.vision.models import Commitment
from ortak.vision.views.shared import today

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

#: address and the most queries that it may need; a page that grows with its rows breaks its budget
BUDGETS = {
    "/en/": 24,
    "/en/board/": 12,
    "/en/board/?area=transport&status=on_track&order=known&down=1&q=a": 12,
    "/en/board/?actor=KZ&evidence=recorded": 12,
    "/en/board.csv": 12,
    "/en/board.json": 12,
    "/en/priorities/": 12,
    "/en/vision/TRA-5/": 45,
    "/en/vision/PRI-35/": 60,
    "/en/areas/": 12,
    "/en/areas/transport/": 20,
    "/en/states/": 12,
    "/en/states/KZ/": 32,
    "/en/indicators/": 8,
    "/en/indicators/EMBER_ELEC_FOSSIL_SH/": 20,
    "/en/indicators/EMBER_ELEC_FOSSIL_SH/?of=KZ": 20,
    "/en/indicators/DOTS_MATRIX/": 20,
    "/en/indicators/EMBER_ELEC_FOSSIL_SH/data.csv": 8,
    "/en/evidence/": 14,
    "/en/evidence/?kind=figures&state=KZ": 14,
    "/en/evidence/?kind=figures&area=energy&page=2": 14,
    "/en/evidence.csv?code=TRA-5": 10,
    "/en/acts/": 10,
    "/en/acts.csv": 10,
    "/en/what-ifs/": 10,
    "/en/participants/": 6,
    "/en/method/": 4,
    "/en/sources/": 6,
    "/en/data/": 6,
    "/en/tools/": 4,
    "/en/search/?q=corridor": 12,
}


@pytest.fixture
def client() -> Client:
    found = Client()
    # what is worked out once and stored is stored: outlooks, drawings, what-ifs
    for address in (
        "/en/indicators/EMBER_ELEC_FOSSIL_SH/",
        "/en/indicators/EMBER_ELEC_FOSSIL_SH/?of=KZ",
        "/en/what-ifs/",
    ):
        found.get(address)
    return found


@pytest.mark.parametrize("address", BUDGETS)
def test_a_page_answers_within_its_budget(
    address: str, client: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    with django_assert_max_num_queries(BUDGETS[address]):
        answer = client.get(address)
    assert answer.status_code == 200
    if answer["Content-Type"].startswith("text/html"):
        page = answer.content.decode()
        assert len(re.findall(r"<h1[ >]", page)) == 1
        assert "independent software, not an official publication" in page


def rows_of(page: str) -> list[str]:
    return re.findall(r'<tr><td class="cd"><a href="[^"]*">([A-Z]+-\d+)</a>', page)


def test_the_board_shows_every_directive_with_its_stored_status(client: Client) -> None:
    page = client.get("/en/board/").content.decode()
    shown = board(PUBLIC, today=today())
    assert rows_of(page) == [row.code for row in shown.directives]
    assert len(rows_of(page)) == 123
    tiles = re.findall(r"<b>([A-Z]{2}) ([^<]*)</b>", page)
    assert len(tiles) == 123 * 5
    kazakh = [text.split(",")[0].lower().replace(" ", "_") for actor, text in tiles if actor == "KZ"]
    spelled = {"challenges_ahead": "challenges", "not_measurable_yet": "not_measurable"}
    spelled |= {"too_early_to_tell": "too_early", "does_not_apply": "not_applicable"}
    assert [spelled.get(word, word) for word in kazakh] == [row.columns["KZ"].status for row in shown.directives]


@pytest.mark.parametrize(
    "query",
    [
        "area=energy",
        "area=energy&area=health",
        "status=on_track&status=challenges",
        "actor=UZ&status=not_reported",
        "q=railway",
        "order=known",
        "order=status&down=1",
        "evidence=none",
    ],
)
def test_a_download_holds_exactly_what_the_page_shows(query: str, client: Client) -> None:
    page = rows_of(client.get(f"/en/board/?{query}").content.decode())
    table = list(csv.DictReader(io.StringIO(client.get(f"/en/board.csv?{query}").content.decode())))
    data = json.loads(client.get(f"/en/board.json?{query}").content)
    assert [row["code"] for row in table] == page
    assert [row["code"] for row in data["directives"]] == page
    assert len(data["priorities"]) < 52 or "order" in query
    for line, row in zip(table, data["directives"], strict=True):
        for actor, cell in row["columns"].items():
            assert line[f"{actor}_status"] == cell["status"]
            assert line[f"{actor}_known"] == str(cell["known"])


def test_columns_are_in_the_alphabetical_order_of_the_reader(client: Client) -> None:
    english = ["AZ", "KZ", "KG", "TR", "UZ"]
    for language, members in (("en", english), ("tr", ["AZ", "KZ", "KG", "UZ", "TR"])):
        page = client.get(f"/{language}/board/").content.decode()
        assert re.findall(r"<abbr[^>]*>([A-Z]{2})</abbr>", page)[:5] == members
        header = next(csv.reader(io.StringIO(client.get(f"/{language}/board.csv").content.decode())))
        assert [name.removesuffix("_status") for name in header if name.endswith("_status")] == ["ORG", *english]
    row = json.loads(client.get("/en/board.json?area=transport").content)["priorities"][0]
    assert list(row["columns"]) == ["ORG", *english]


def test_filters_mean_what_they_say(client: Client) -> None:
    everything = board(PUBLIC, today=today()).directives
    for word in WORDS:
        found = board(PUBLIC, today=today(), wanted=Filter(statuses=(word,), column="TR")).directives
        assert [row.code for row in found] == [row.code for row in everything if row.columns["TR"].status == word]


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/en/board/?status=great", 400, "status 'great' does not exist; valid are done"),
        ("/en/board/?area=space", 400, "area 'space' does not exist; valid are politics"),
        ("/en/board/?actor=HU", 400, "actor 'HU' does not exist; valid are ORG, AZ"),
        ("/en/board/?order=rank", 400, "order 'rank' does not exist"),
        ("/en/board/?known-on=yesterday", 400, "known-on 'yesterday' is no date; write 2026-11-24"),
        ("/en/board/?known-on=9999-12-31", 400, "known-on '9999-12-31' lies in the future"),
        ("/en/board/?known-on=20261124", 400, "write 2026-11-24"),
        ("/en/board.json?known-on=2099-01-01", 400, "lies in the future"),
        ("/en/vision/TRA-5/?known-on=2099-01-01", 400, "lies in the future"),
        ("/en/evidence/?known-on=2099-01-01", 400, "lies in the future"),
        ("/en/board/?sort=foo", 400, "there is no parameter 'sort'; there are area, status"),
        ("/en/board.csv?sort=foo", 400, "there is no parameter 'sort'"),
        ("/en/board/?page=9999999999", 400, "there is no parameter 'page'"),
        ("/en/board/?down=foo", 400, "valid are 0 and 1"),
        ("/en/board/?q=" + "x" * 201, 400, "q has 201 characters; at most 200"),
        ("/en/vision/TRA-55/", 404, "'TRA-55' is no directive or priority; near are TRA-5"),
        ("/en/vision/%00/", 404, "codes read like TRA-1"),
        ("/en/areas/space/", 404, "areas are"),
        ("/en/states/HU/", 404, "members are AZ, KZ, KG, TR, UZ"),
        ("/en/indicators/EMBER_ELEC_FOSIL_SH/", 404, "near are EMBER_ELEC_FOSSIL_SH"),
        ("/en/indicators/EMBER_ELEC_FOSSIL_SH/?of=XX", 404, "has no series of 'XX'"),
        ("/en/indicators/EMBER_ELEC_FOSSIL_SH/chart.gif", 404, "no picture as 'gif'"),
        ("/en/evidence/?code=ABC-1", 400, "is no directive or priority"),
        ("/en/evidence/?kind=opinions", 400, "valid are acts and figures"),
        ("/en/evidence/?state=XX", 400, "state 'XX' is no actor or ISO 3166 alpha-2 code; actors are ORG, AZ"),
        ("/en/evidence/?area=space", 400, "area 'space' does not exist; valid are politics"),
        ("/en/evidence/?kind=figures&indicator=EMBER_ELEC_FOSIL_SH", 400, "near are EMBER_ELEC_FOSSIL_SH"),
        ("/en/evidence.csv?state=XX", 400, "is no actor"),
        ("/en/evidence.csv?page=2", 400, "there is no parameter 'page'"),
        ("/en/evidence/?page=x", 400, "page 'x' is no number"),
        ("/en/evidence/?page=0", 404, "there is no page 0; pages are 1 to"),
        ("/en/indicators/?page=999", 404, "there is no page 999; pages are 1 to"),
        ("/en/indicators/?area=space", 400, "area 'space' does not exist"),
        ("/en/indicators/?class=gossip", 400, "class 'gossip' does not exist; valid are evidence"),
        ("/en/indicators/EMBER_ELEC_FOSSIL_SH/?state=KZ", 400, "there is no parameter 'state'; there are of"),
        ("/en/search/?query=rail", 400, "there is no parameter 'query'; there are q"),
        ("/en/theme/foo/", 404, "there are light, dark, device"),
        ("/en/evidence/00000000-0000-7000-8000-000000000000/", 404, "no fact or figure"),
        ("/en/what-ifs/none.such/", 404, "no what-if"),
        ("/en/evidence/?page=99999999999999999999999", 404, "pages are 1 to"),
        ("/en/evidence/?page=" + "9" * 31, 400, "is no number of a page"),
        ("/en/board/?q=%00", 400, "zero byte"),
        ("/en/search/?q=a%00b", 400, "zero byte"),
        ("/en/method/?q=%00", 400, "zero byte"),
        ("/en/board/?q=%ff", 200, ""),
    ],
)
def test_a_wrong_address_says_what_is_valid(address: str, status: int, says: str, client: Client) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert says in unescape(answer.content.decode())


def test_an_unchanged_page_is_not_sent_again(client: Client) -> None:
    first = client.get("/en/board/")
    again = client.get("/en/board/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/tr/board/", headers={"If-None-Match": first["ETag"]})
    assert other.status_code == 200


def test_every_commitment_has_a_page_that_names_its_items(client: Client) -> None:
    for row in Commitment.objects.prefetch_related("items"):
        page = unescape(client.get(f"/en/vision/{row.code}/").content.decode())
        assert row.titles["en"] in page
        for item in row.items.all():
            assert item.titles["en"] in page, item.item


def test_codes_in_small_letters_lead_to_the_page(client: Client) -> None:
    answer = client.get("/en/vision/tra-5/")
    assert (answer.status_code, answer["Location"]) == (301, "/en/vision/TRA-5/")


def test_the_board_as_known_before_anything_was_recorded_knows_nothing(client: Client) -> None:
    data = json.loads(client.get("/en/board.json?known-on=2021-11-12").content)
    assert {row["columns"]["ORG"]["known"] for row in data["directives"]} == {0}
    now = as_dict(board(PUBLIC, today=today()))
    assert max(row["known"] for row in now["directives"]) > 0


def test_the_dense_board_stays_small(client: Client) -> None:
    plain = client.get("/en/board/")
    packed = client.get("/en/board/", headers={"Accept-Encoding": "gzip"})
    assert len(plain.content) < 200_000
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < 25_000
