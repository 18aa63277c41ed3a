"""Whatever is asked of the API: the answer says what was wrong and what is valid, and no server fails."""

import json
from typing import Any
from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from ortak.portal.api.documents import described

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

API = "/api/v1/"
MEMBERS = {"type", "title", "status", "detail", "instance"}


def problem(answer: HttpResponse, status: int) -> dict[str, Any]:
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json"), answer.content[:500]
    document: dict[str, Any] = json.loads(answer.content)
    assert set(document) - {"errors"} == MEMBERS
    assert document["status"] == status
    return document


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("nowhere", 404, "/api/v1/ lists"),
        ("board/", 404, "/api/v1/ lists"),
        ("explain/TRA-99", 404, "near are TRA-9"),
        ("explain/%F0%9F%90%8E", 404, "codes read like TRA-1"),
        ("vision/PRI-", 404, "PRI-"),
        ("vision/" + "A" * 5000, 422, "80"),
        ("vision/%00", 400, "zero byte"),
        ("board?q=%00", 400, "zero byte"),
        ("board?q=%FF%FE", 200, ""),
        ("board?status=good", 422, "valid are done, on_track"),
        ("board?area=space", 422, "valid are politics"),
        ("board?actor=XX", 422, "valid are ORG, AZ"),
        ("board?order=wealth", 422, "valid are vision"),
        ("board?evidence=rumour", 422, "recorded"),
        ("board?language=xx", 422, "valid are en, tr"),
        ("board?down=perhaps", 422, "query down"),
        ("board?colour=red", 422, "there are area, status"),
        ("board?q=" + "a" * 10_000, 422, "200"),
        ("board?known_on=yesterday", 422, "write 2026-11-24"),
        ("board?known_on=2026-02-30", 422, "write 2026-11-24"),
        ("board?known_on=2999-01-01", 422, "future"),
        ("board?known_on=0001-01-01T00:00:00%2B14:00", 422, "write 2026-11-24"),
        ("board?known_on=0001-01-01", 200, ""),
        ("board?known_on=" + "9" * 5000, 422, "write 2026-11-24"),
        ("directives?area=space", 422, "valid are politics"),
        ("acts?state=KZ", 422, "there are none here"),
        ("evidence?limit=0", 422, "greater than or equal to 1"),
        ("evidence?limit=1001", 422, "less than or equal to 1000"),
        ("evidence?offset=-1", 422, "greater than or equal to 0"),
        ("evidence?offset=" + "9" * 4000, 422, "query offset"),
        ("evidence?offset=1e400", 422, "query offset"),
        ("evidence?limit=ten", 422, "query limit"),
        ("evidence?code=TRA-99", 422, "near are"),
        ("evidence?state=ATLANTIS", 422, "actors are"),
        ("evidence?area=space", 422, "valid are politics"),
        ("evidence?kind=rumours", 422, "'acts' or 'figures'"),
        ("evidence?indicator=WDI_NY_GDP_MKTP", 422, "near are"),
        ("evidence/not-an-id", 422, "UUID"),
        ("evidence/00000000-0000-0000-0000-000000000000", 404, "/api/v1/evidence lists"),
        ("indicators/WDI_NY_GDP_MKTP", 404, "near are"),
        ("indicators/WDI_NY_GDP_MKTP_CD/outlook?state=ATLANTIS", 422, "it has"),
        ("indicators?area=space", 422, "valid are"),
        ("indicators?class=gossip", 422, "query class"),
        ("what-ifs/no.such", 404, "there are"),
    ],
)
def test_a_wrong_request_is_told_what_is_valid(path: str, status: int, said: str) -> None:
    answer = Client().get(API + path)
    if status == 200:
        assert answer.status_code == 200
    else:
        assert said in problem(answer, status)["detail"]
        assert "ETag" not in answer


def test_each_wrong_value_is_named() -> None:
    document = problem(Client().get(f"{API}evidence?limit=0&kind=rumours"), 422)
    assert {wrong["where"] for wrong in document["errors"]} == {"query limit", "query kind"}
    assert (document["title"], document["instance"]) == ("A value cannot be used", "/api/v1/evidence")


def test_the_type_of_a_problem_leads_to_its_explanation() -> None:
    address, _, anchor = problem(Client().get(f"{API}nowhere"), 404)["type"].partition("#")
    assert f'id="{anchor}"' in Client().get(address).content.decode()


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
def test_a_method_that_is_not_there_is_refused(method: str) -> None:
    for path in ("acts", "board", "docs", "openapi.json", "explain/TRA-1"):
        answer = Client().generic(method, API + path)
        assert "valid are GET, HEAD, OPTIONS" in problem(answer, 405)["detail"]
        assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_the_methods_of_a_path_can_be_asked() -> None:
    for path, allowed in (("acts", "GET, HEAD, OPTIONS"), ("language/convert", "GET, HEAD, OPTIONS, POST")):
        answer = Client().options(API + path)
        assert (answer.status_code, answer["Allow"], answer.content) == (204, allowed, b"")


@pytest.mark.parametrize("path", ["", "board", "evidence?limit=3", "docs", "openapi.json", "explain/NO-1", "nowhere"])
def test_head_is_get_without_a_body(path: str) -> None:
    head, get = Client().head(API + path), Client().get(API + path)
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert dict(head.headers) == dict(get.headers)
    assert int(head["Content-Length"]) == len(get.content)


def test_a_body_that_cannot_be_read_is_refused() -> None:
    send = Client().post
    problem(send(f"{API}language/convert", "{", content_type="application/json"), 400)
    problem(send(f"{API}language/convert", b"\xff\xfe", content_type="application/json"), 400)
    problem(send(f"{API}language/convert", "[1]", content_type="application/json"), 422)
    large = problem(send(f"{API}language/convert", b" " * 3_000_000, content_type="application/json"), 413)
    assert large["detail"] == "The body has more than 2,621,440 bytes, which is all that is read."


BODY = '{"text": "Ўзбекистон", "from": "uz-Cyrl", "to": "uz-Latn"}'


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=foo",
        "application/json; charset=utf-16",
        "",
    ],
)
def test_a_body_of_another_kind_is_refused(kind: str) -> None:
    document = problem(Client().generic("POST", f"{API}language/convert", BODY, content_type=kind), 415)
    assert "valid is application/json, in UTF-8" in document["detail"]


@pytest.mark.parametrize(
    "kind", ["application/json", "Application/JSON; charset=UTF-8", 'application/json; charset="utf-8"']
)
def test_json_in_utf_8_is_read_however_it_is_named(kind: str) -> None:
    answer = Client().generic("POST", f"{API}language/convert", BODY, content_type=kind)
    assert (answer.status_code, answer.json()["result"]) == (200, "Oʻzbekiston")


@pytest.mark.parametrize("path", ["board", "nowhere", "docs", ""])
def test_a_host_that_is_not_ours_is_refused_as_a_problem(path: str) -> None:
    document = problem(Client().get(API + path, headers={"host": "evil.example"}), 400)
    assert "ORTAK_HOSTS" in document["detail"]
    page = Client().get("/en/board/", headers={"host": "evil.example"})
    assert (page.status_code, page["Content-Type"].partition(";")[0]) == (400, "text/html")


ASKED = [
    (path, [each["name"] for each in operation["parameters"] if each["in"] == "query"])
    for path, methods in described()["paths"].items()
    for method, operation in methods.items()
    if method == "get" and any(each["in"] == "query" for each in operation["parameters"])
]
anything = st.one_of(
    st.text(max_size=60),
    st.integers().map(str),
    st.floats().map(str),
    st.datetimes().map(str),
    st.dates().map(str),
    st.sampled_from(["", "null", "TRA-1", "KZ", "2026-11-24", "../..", "%", "'; --", "1e999", "𐰆", "İ", "ß", "\ud800"]),
)


@pytest.mark.parametrize(("path", "names"), ASKED)
@settings(max_examples=30)
@given(data=st.data())
def test_no_value_makes_the_server_fail(path: str, names: list[str], data: st.DataObject) -> None:
    filled = path
    for name in ("code", "id"):
        filled = filled.replace(f"{{{name}}}", quote(data.draw(anything) or "-", safe="", errors="surrogatepass"))
    chosen = data.draw(st.lists(st.tuples(st.sampled_from(names), anything), max_size=3))
    query = "&".join(f"{name}={quote(value, errors='surrogatepass')}" for name, value in chosen)
    answer = Client().get(f"{filled}?{query}")
    assert answer.status_code in (200, 400, 404, 422)
    if answer.status_code != 200:
        problem(answer, answer.status_code)
