"""The build-out page: the plans that are kept, a file of them, and wrong addresses."""

import csv
import io

import pytest
from django.test import Client

from ortak.areas.energy.build_out_page import PLANS, stored
from ortak.areas.energy.electricity.build_out import Asked, as_dict, build_out
from ortak.mechanisms.presentation.tests.reading import page

ASKED = {
    "least_cost": Asked(),
    "half_co2": Asked(co2_share=0.5),
    "half_co2_alone": Asked(co2_share=0.5, shared=False, links=False),
}


def test_every_plan_is_kept_and_proved() -> None:
    assert set(stored()) == set(PLANS) == set(ASKED)
    for plan in stored().values():
        assert abs(plan["gap"]) < 1e-6
        assert plan["bound_eur_m"] == pytest.approx(plan["cost_eur_m"], abs=0.2)
    costs = [stored()[name]["cost_eur_m"] for name in PLANS]
    assert costs == sorted(costs)  # each plan allows less than the one before


@pytest.mark.nightly
@pytest.mark.parametrize("name", list(PLANS))
def test_a_plan_kept_is_what_the_engine_says(name: str) -> None:
    """If this fails: `ortak energy expand --json`, by the plans of `build_out_page`, into `data/build_out.json`."""
    told = as_dict(build_out(ASKED[name]))
    assert told["cost_eur_m"] == pytest.approx(stored()[name]["cost_eur_m"], rel=1e-4)
    assert told["co2_mt"] == pytest.approx(stored()[name]["co2_mt"], rel=1e-3)


@pytest.mark.django_db
@pytest.mark.parametrize("name", list(PLANS))
def test_a_plan_is_shown_and_downloaded(client: Client, name: str) -> None:
    text = page(client, f"/en/energy/build-out/?plan={name}")
    assert f"EUR {stored()[name]['cost_eur_m']:,.0f} m a year" in text
    rows = list(
        csv.DictReader(io.StringIO(client.get(f"/en/energy/build-out.csv?plan={name}").content.decode("utf-8-sig")))
    )
    links = {row["place"]: float(row["value"]) for row in rows if row["what"] == "added: link"}
    assert links == stored()[name]["links_added_mw"]


@pytest.mark.django_db
@pytest.mark.parametrize(("query", "says"), [("plan=x", "valid are least_cost"), ("colour=red", "there is plan")])
def test_a_wrong_address_says_what_is_valid(client: Client, query: str, says: str) -> None:
    assert says in page(client, f"/en/energy/build-out/?{query}", 400)
