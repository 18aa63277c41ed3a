"""The what-ifs in the portal: declared as the engine has them, kept as the engine says now, shown with their ranges."""

import pytest
from django.apps import apps
from django.test import Client

from ortak.areas.energy.electricity.measures import MEASURES
from ortak.areas.energy.electricity.what_ifs import answers
from ortak.areas.energy.what_ifs import stored


def test_the_area_declares_what_the_engine_can_answer() -> None:
    declared = {each.code: each for each in apps.get_app_config("energy").what_ifs if each.code in stored()}
    assert set(declared) == {measure.code for measure in MEASURES} == set(stored())
    for measure in MEASURES:
        assert list(declared[measure.code].codes) == list(measure.codes)
        assert str(declared[measure.code].question) == measure.question == stored()[measure.code]["question"]
        assert stored()[measure.code]["assumptions"] == list(measure.assumptions)


def test_the_answers_kept_are_those_of_the_engine() -> None:
    """If this fails: `ortak energy whatif --json > src/ortak/areas/energy/data/what_ifs.json`."""
    for answer in answers(MEASURES, number=0):
        kept = stored()[answer.measure.code]
        for state, gain in answer.states["welfare"].items():
            assert kept["states"]["welfare"][state]["usual"] == pytest.approx(gain.value, rel=0.01, abs=0.05)
        for part, value in answer.region.items():
            assert kept["region"][part]["usual"] == pytest.approx(value.value, rel=0.01, abs=0.05), part


@pytest.mark.usefixtures("actors")
@pytest.mark.parametrize("code", sorted(stored()))
def test_each_has_a_page(client: Client, code: str) -> None:
    page = client.get(f"/en/what-ifs/{code}/").content.decode()
    assert ">Likely range<" in page
    assert "The states of the region together gain EUR" in page
    assert "Modelled: it explains, and never counts as evidence." in page
    states = ("Azerbaijan", "Georgia", "Hungary", "Kazakhstan", "Kyrgyzstan", "Tajikistan", "Turkmenistan", "Türkiye")
    for name in (*states, "Uzbekistan"):
        assert f">{name}</th>" in page


@pytest.mark.django_db
def test_a_published_cost_is_told_and_an_unknown_one_is_not_made_up(client: Client) -> None:
    assert "EUR 3,500 m, as the press reported" in client.get("/en/what-ifs/energy.black_sea_cable/").content.decode()
    page = client.get("/en/what-ifs/energy.caspian_cable/").content.decode()
    assert "Cost of carrying it out: not known" in page
