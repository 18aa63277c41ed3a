"""The what-ifs in the portal: declared as the engine has them, kept as the engine says now, shown with their ranges."""

import json

import pytest
from click.testing import CliRunner
from django.apps import apps
from django.test import Client

from ortak.areas.transport.commands import cli
from ortak.areas.transport.operations.measures import MEASURES
from ortak.areas.transport.what_ifs import UNKNOWN_YET, stored


def test_the_area_declares_what_the_engine_can_answer() -> None:
    declared = {each.code: each for each in apps.get_app_config("transport").what_ifs}
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
