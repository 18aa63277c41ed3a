"""Pages are read: any other method is refused with those that there are, on every address."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, get_resolver

from ortak.mechanisms.contract import AreaConfig
from ortak.portal.api.documents import described
from ortak.vision.scaffold import ScaffoldError
from ortak.vision.scaffold.names import check_name

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

FILLED = {
    "<str:theme>": "light",
    "<str:code>": "TRA-5",
    "<str:area>": "transport",
    "<str:form>": "svg",
    "<slug:name>": "skos",
    "<str:identity>": "energy.battery",
    "<slug:identity>": "kz-kuryk--az-alat--ferry",
    "<slug:table>": "states",
    "<slug:chart>": "causes",
    "<slug:form>": "svg",
    "<uuid:identity>": "00000000-0000-7000-8000-000000000000",
}


def addresses() -> Iterator[str]:
    """Every page in English, with something in each of its parts."""

    def below(patterns: list[object], start: str) -> Iterator[str]:
        for each in patterns:
            address = start + str(each.pattern)  # type: ignore[attr-defined]
            if isinstance(each, URLPattern):
                yield address
            else:
                yield from below(each.url_patterns, address)  # type: ignore[attr-defined]

    for address in below(get_resolver().url_patterns, "/"):
        if not address.startswith("/api/"):
            for part, value in FILLED.items():
                address = address.replace(part, value)
            yield address


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_a_page_is_only_read(method: str) -> None:
    asked = list(addresses())
    assert len(asked) > 25
    for address in asked:
        answer = Client().generic(method, address)
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD"), address
        assert "it answers GET, HEAD" in answer.content.decode()


def test_head_is_get_without_a_body() -> None:
    head, get = Client().head("/en/board/"), Client().get("/en/board/")
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", get["ETag"])


@pytest.mark.parametrize("theme", ["light", "dark", "device"])
def test_colours_are_fixed_by_reading_and_lead_back(theme: str) -> None:
    answer = Client().get(f"/en/theme/{theme}/", headers={"referer": "http://testserver/en/board/"})
    assert (answer.status_code, answer["Location"]) == (302, "http://testserver/en/board/")
    assert answer.cookies["theme"].value == ("" if theme == "device" else theme)


def test_no_new_area_can_stand_before_a_page_or_a_resource() -> None:
    labels = {config.label for config in apps.get_app_configs() if isinstance(config, AreaConfig)}
    pages = {address.split("/")[2] for address in addresses() if address.count("/") > 1}
    resources = {path.split("/")[3] for path in described()["paths"]}
    taken = {name for name in pages | resources if re.fullmatch("[a-z][a-z_]{2,19}", name)} - labels
    assert {"board", "evidence", "search", "directives"} <= taken
    for name in taken:
        with pytest.raises(ScaffoldError, match="is no name for an area"):
            check_name(name)
