"""The what-ifs in the portal: declared as the engine has them, kept as the engine says now, shown with their ranges."""

import json
from html import unescape

import pytest
from click.testing import CliRunner
from django.apps import apps
from django.test import Client

from ortak.areas.transport.air.answers import study
from ortak.areas.transport.air.what_if import new_route
from ortak.areas.transport.apps import ROUTES
from ortak.areas.transport.commands import cli
from ortak.areas.transport.operations.measures import MEASURES
from ortak.areas.transport.what_ifs import UNKNOWN_YET, stored
from ortak.mechanisms.contract import WhatIfError

AIR_ROUTE = "transport.air_route"


def test_the_area_declares_what_the_engine_can_answer() -> None:
    declared = {each.code: each for each in apps.get_app_config("transport").what_ifs if each.code != AIR_ROUTE}
    assert set(declared) == {measure.code for measure in MEASURES} == set(stored())
    for measure in MEASURES:
        assert declared[measure.code].codes == list(measure.codes)
        assert str(declared[measure.code].question) == measure.question


def test_the_answers_kept_are_those_of_the_engine() -> None:
    """If this fails: `ortak transport whatif --json > src/ortak/areas/transport/data/what_ifs.json`."""
    printed = CliRunner().invoke(cli, ["whatif", "--json"])
    assert printed.exit_code == 0
    now = {each["code"]: each for each in json.loads(printed.stdout)["what_ifs"]}
    for code, kept in stored().items():
        for name in ("hours", "cost_usd", "time_usd", "co2_kg", "teu"):
            assert now[code][name]["value"] == pytest.approx(kept[name]["value"], rel=0.02, abs=0.5), (code, name)


@pytest.mark.django_db
@pytest.mark.parametrize("code", sorted(stored()))
def test_each_has_a_page(client: Client, code: str) -> None:
    page = client.get(f"/en/what-ifs/{code}/").content.decode()
    assert (">Likely range<" in page) is (code not in UNKNOWN_YET)
    assert "Modelled: it explains, and never counts as evidence." in page


@pytest.mark.django_db
def test_what_is_not_known_yet_assumes_nothing(client: Client) -> None:
    """Neither the analogy of the model nor the limits it met stand beside an answer that says that nothing is known."""
    for code in UNKNOWN_YET:
        kept = stored()[code]
        page = unescape(client.get(f"/en/what-ifs/{code}/").content.decode())
        assert kept["held_by"] and kept["assumptions"]
        assert "Not known yet" in page and "Held back by" not in page and "analogy" not in page
        assert not [text for text in kept["assumptions"] if text in page]


def test_every_route_that_can_be_asked_for_is_unserved_and_helps_somebody() -> None:
    """What the answer says against the table of ways with the route and without it."""
    found = study()
    for route in ROUTES:
        one, other = route.split("-")
        result = new_route(route)
        effect = found.effect(one, other)
        first = [gain for gain in effect.gains if gain.before is None]
        assert result.gains[0].value == len(first) and result.gains[1].value == len(effect.gains) - len(first)
        assert any(gain.value for gain in result.gains)
        assert all(gain.low <= gain.value <= gain.high for gain in result.gains)
        states = {found.facts.cities[end].actor for gain in first for end in (gain.one, gain.other)}
        assert states <= {each.actor for each in result.effects}
        assert all(each.low <= each.value <= each.high for each in result.effects)
    with pytest.raises(WhatIfError, match="already"):
        new_route("GYD-IST")


@pytest.mark.django_db
def test_a_new_route_has_a_page_with_a_choice(client: Client) -> None:
    page = client.get(f"/en/what-ifs/{AIR_ROUTE}/?route=BSZ-BUD").content.decode()
    assert "<option selected>BSZ-BUD</option>" in page and "get their first way" in page
    assert client.get(f"/en/what-ifs/{AIR_ROUTE}/?route=AAA-BBB").status_code == 404
