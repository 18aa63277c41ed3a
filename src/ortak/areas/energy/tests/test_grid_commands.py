"""`ortak energy opf`: what it prints and with which code it ends."""

import json

import pytest
from click.testing import CliRunner

from ortak.areas.energy.commands import cli
from ortak.engines.energy.grid.matpower import TINY


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
