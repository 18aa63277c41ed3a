"""The build-out: the facts behind it, plans that hold together, and what limits do to them; few days, to be quick."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from ortak.areas.energy.commands import cli
from ortak.areas.energy.electricity.build_out import AREAS, Asked, annuity, as_dict, build_out, days, growth, system
from ortak.areas.energy.electricity.facts import load_facts


@pytest.fixture(scope="module")
def free():
    return build_out(Asked(days=1))


@pytest.fixture(scope="module")
def half(free):
    """Half of the CO2 of the free plan."""
    return build_out(Asked(co2_share=0.5 * free.plan.tonnes / free.today_tonnes, days=1))


def test_an_annuity_pays_the_investment_back():
    yearly = annuity(1_000.0, 10, 0.07)
    assert sum(yearly / 1.07**year for year in range(1, 11)) == pytest.approx(1_000.0)


def test_growth_is_what_was_and_no_more_than_is_carried_on():
    facts = load_facts()
    assert growth(facts, "TR") == pytest.approx((341.23 / 300.18) ** 0.2 - 1)
    assert growth(facts, "UZ") == 0.04  # 5.1 % a year is not carried on to 2040
    assert growth(facts, "GE") == 0.03


def test_days_stand_for_the_whole_year():
    load = np.random.default_rng(1).uniform(1, 2, (8_760, 3))
    load[200 * 24 + 5] = 9
    chosen, weight = days(load, 6)
    assert 200 in chosen and weight.sum() == pytest.approx(365)
    assert weight[list(chosen).index(200)] == 1


def test_the_system_fits_together():
    made, today = system(Asked(days=1))
    assert made.checked() is made
    assert sorted(zone for area in AREAS for zone in area) == sorted(zone for zone in made.zones if zone != "EU")
    assert 250e6 < today < 400e6


def test_the_plan_is_proved_and_serves_demand(free):
    plan, of = free.plan, free.system
    assert -1e-9 < plan.gap < 1e-6
    demand = float((of.load * of.weight[:, None]).sum())
    assert plan.made.sum() + plan.unserved.sum() >= demand * (1 - 1e-9)
    assert plan.unserved.sum() < 0.001 * demand
    assert (plan.built >= -1e-6).all() and (plan.links >= -1e-6).all()


def test_a_limit_on_co2_holds_costs_and_burns_less(free, half):
    assert half.plan.tonnes == pytest.approx(0.5 * free.plan.tonnes, rel=1e-6)
    assert half.plan.eur > free.plan.eur
    assert half.plan.co2_eur > 0
    burnt = [place for place, each in enumerate(half.system.technologies) if each.tonnes_mwh]
    assert half.plan.made[:, burnt].sum() < free.plan.made[:, burnt].sum()


def test_links_and_a_shared_reserve_save_money(half):
    alone = build_out(Asked(co2_share=half.asked.co2_share, shared=False, links=False, days=1))
    assert alone.plan.eur > half.plan.eur
    assert alone.plan.links.sum() == pytest.approx(0.0, abs=1e-6)


def test_what_is_told_adds_up(half):
    told = as_dict(half)
    assert told["gap"] < 1e-6 and told["hours"] == 48
    assert told["co2_mt"] == pytest.approx(half.plan.tonnes / 1e6, abs=0.01)
    assert json.loads(json.dumps(told)) == told


def test_a_share_that_is_none_is_refused():
    assert CliRunner().invoke(cli, ["expand", "--co2", "-1"]).exit_code == 2
