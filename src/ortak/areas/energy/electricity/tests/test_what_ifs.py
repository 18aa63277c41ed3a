"""What-ifs: gains that add up, a reserve by the published rule, an outside study of the same size, bad input."""

import json

import pytest
from click.testing import CliRunner

from ortak.areas.energy.commands import cli
from ortak.areas.energy.electricity.measures import MEASURES, measure
from ortak.areas.energy.electricity.what_ifs import PARTS, STATES, answers, draws, reserve


@pytest.fixture(scope="module")
def found():
    return {each.measure.code: each for each in answers(MEASURES, number=0)}


def test_parts_add_up(found):
    for answer in found.values():
        if answer.measure.reserve:
            continue
        for state, gain in answer.states["welfare"].items():
            parts = sum(answer.states[part][state].value for part in PARTS[1:])
            assert parts == pytest.approx(gain.value, abs=1e-6)
        assert answer.region["welfare"].value == pytest.approx(
            sum(each.value for each in answer.states["welfare"].values())
        )


def test_a_link_never_costs_the_region(found):
    for code, answer in found.items():
        assert answer.region["welfare"].value > -0.5, code
    assert found["energy.coupling"].region["unserved"].value < 0
    assert found["energy.wind"].region["co2"].value < 0


def test_every_state_stands_there_in_alphabetical_order(found):
    for answer in found.values():
        states = list(answer.states["welfare"])
        assert states == sorted(states) and set(STATES) <= set(states)


def test_coupling_is_as_large_as_others_found(found):
    """AF Mercados for the World Bank (2016): 5.2 billion dollars for four states over five years, a billion a year."""
    states = found["energy.coupling"].states["welfare"]
    gained = sum(states[each].value for each in ("KG", "KZ", "TJ", "UZ")) * 1.08
    assert 1_500 / 5 < gained < 6_400 / 5


def test_reserve_follows_the_rule():
    assert reserve(60_000.0) == pytest.approx((600_000 + 22_500) ** 0.5 - 150)
    assert reserve(20_000.0) < 2 * reserve(10_000.0)


def test_shared_reserve_saves_every_state_that_shares(found):
    saved = found["energy.shared_reserve"].states["reserve"]
    assert all(saved[state].value > 0 for state in ("AZ", "GE", "KG", "KZ", "TJ", "TM", "UZ"))
    assert saved["HU"].value == saved["TR"].value == 0


def test_draws_come_again_and_hold_the_usual_world():
    assert draws(3, 7) == draws(3, 7) != draws(3, 8)
    assert draws(0, 7)[0].demand == 1.0


def test_an_interval_holds_its_value():
    (answer,) = answers([measure("georgia_turkiye")], number=2)
    for gain in answer.states["welfare"].values():
        assert gain.low <= gain.value <= gain.high


def test_the_command_answers_one(found):
    printed = CliRunner().invoke(cli, ["whatif", "coupling", "--draws", "0", "--json"])
    assert printed.exit_code == 0, printed.output
    (said,) = json.loads(printed.stdout)["what_ifs"]
    assert said["code"] == "energy.coupling"
    assert said["region"]["welfare"]["value"] == pytest.approx(
        found["energy.coupling"].region["welfare"].value, abs=1e-3
    )
    shown = CliRunner().invoke(cli, ["whatif", "shared_reserve", "--draws", "0"])
    assert "What if states that share a grid also shared their reserve?" in shown.stdout
    assert "Assumed: " in shown.stdout


def test_an_unknown_code_is_refused():
    refused = CliRunner().invoke(cli, ["whatif", "no_such"])
    assert refused.exit_code != 0
    assert "there is no what-if 'no_such'; there are energy.coupling, " in refused.output
