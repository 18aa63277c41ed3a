"""`ortak energy opf`: what it prints and with which code it ends."""

import json

import pytest
from click.testing import CliRunner

from ortak.areas.energy.commands import cli
from ortak.engines.energy.grid.matpower import TINY
from ortak.engines.energy.grid.tests.five_buses import FIVE_BUSES


@pytest.fixture
def run(tmp_path):
    def run_on(text, *arguments):
        case = tmp_path / "tiny.m"
        case.write_text(text)
        result = CliRunner().invoke(cli, [arguments[0], str(case), *arguments[1:]])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.output

    return run_on


@pytest.mark.parametrize(("model", "cost"), [("dc", 1881.0), ("ac", 1895.88)])
def test_an_optimum_as_json(run, model, cost):
    code, said = run(TINY, "opf", "--model", model, "--json", "--prices", "--dispatch")
    found = json.loads(said)
    assert (code, found["status"], round(found["objective"], 2)) == (0, "optimal", cost)
    assert 0 <= found["gap"] < 1e-6 and found["worst_violation_mw"] < 1e-4
    assert [each["bus"] for each in found["prices"]] == [1, 2]
    assert [each["bus"] for each in found["generators"]] == [1]


def test_both_readings_of_the_dc_model(run):
    """Without a loop or a limit on angles they agree."""
    for reading in ("series", "matpower"):
        code, said = run(TINY, "opf", "--model", "dc", "--reading", reading)
        assert code == 0 and said.startswith("DC optimum 1,881.00 per hour")


@pytest.mark.parametrize("model", ["dc", "ac"])
def test_an_infeasible_case_says_so(run, model):
    code, said = run(TINY.replace("2 1 90", "2 1 150"), "opf", "--model", model, "--json")
    found = json.loads(said)
    assert (code, found["status"], found["objective"], found["gap"]) == (1, "infeasible", None, None)
    assert found["reasons"][0].startswith("bus 2: 3")
    unit = "MW" if model == "dc" else "MVA"
    assert f"in the way: branch 1 to 2 (row 1), limit of 120 {unit}" in found["reasons"]
    code, said = run(TINY.replace("2 1 90", "2 1 150"), "opf", "--model", model)
    assert (code, said.splitlines()[0]) == (1, "infeasible")


def test_a_broken_file_is_refused(run):
    code, said = run(TINY.replace("2 1 90", "2 1 NaN"), "opf", "--model", "dc")
    assert (code, "tiny.m, line 6: Pd is NaN" in said) == (2, True)
    code, said = run(TINY.replace("3 0.01 20", "3 -1 20"), "opf", "--model", "dc")
    assert (code, "is not linear, convex quadratic or piecewise linear" in said) == (2, True)


def test_a_case_without_costs_has_no_cheapest_dispatch(run):
    text = "\n".join(line for line in TINY.splitlines() if "gencost" not in line)
    code, said = run(text, "opf", "--model", "dc")
    assert (code, "has no mpc.gencost" in said) == (2, True)
    assert run(text, "powerflow", "--model", "dc")[0] == 0


def test_flows(run):
    code, said = run(FIVE_BUSES, "powerflow", "--model", "ac", "--json")
    found = json.loads(said)
    assert (code, found["status"], found["iterations"]) == (0, "solved", 4)
    assert [round(each["voltage_pu"], 4) for each in found["buses"]] == [1.03, 1.02, 1.02, 0.9884, 1.01]
    assert [each["row"] for each in found["branches"]] == [1, 2, 3, 4, 5, 6, 7]
    assert round(found["losses_mw"] - sum(each["made_mw"] for each in found["buses"]), 6) == round(
        -215 - 2 * 1.0199543878558563**2, 6
    )
    code, said = run(FIVE_BUSES, "powerflow", "--model", "dc")
    assert code == 0 and "20 to 30: 78.87 MW, 0.00 Mvar" in said
    code, said = run(FIVE_BUSES, "powerflow", "--model", "ac", "--reactive-limits", "--json")
    assert (code, json.loads(said)["voltage_let_go_at"]) == (0, [50])


def test_a_flow_that_cannot_be(run):
    code, said = run(TINY.replace("2 1 90", "2 1 900"), "powerflow", "--model", "ac", "--json")
    found = json.loads(said)
    assert (code, found["status"], found["branches"]) == (3, "not_converged", [])


def test_the_loss_of_every_branch(run):
    code, said = run(FIVE_BUSES, "contingencies", "--json")
    found = json.loads(said)
    assert (code, found["branches"], found["splits"]) == (0, 7, [])
    assert not found["secure"]
    code, said = run(TINY, "contingencies")
    assert (code, said.splitlines()) == (
        0,
        ["1 losses: 0 overload other branches, 1 cut buses off", "without 1 to 2 (row 1): cut off 2"],
    )
