"""`ortak energy clear DAY` and `ortak energy case`."""

import re

import pytest
from click.testing import CliRunner

from ortak.areas.energy.commands import cli
from ortak.areas.energy.electricity.case import bundled


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(cli, [str(each) for each in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize("day", sorted(bundled()))
def test_a_bundled_day_prints_prices_flows_and_welfare_and_proves_them(day):
    code, said = run("clear", day)
    assert code == 0, said
    for zone in ("AZ", "GE", "HU", "KG", "KZ-N", "KZ-S", "KZ-W", "TJ", "TM", "TR", "UZ"):
        assert re.search(rf"^{zone} +\d+\.\d\d ", said, re.MULTILINE), zone
    assert re.search(r"^GE - TR +[\d,]+ +[\d,]+ +\d+$", said, re.MULTILINE)
    assert re.search(r"^welfare +[\d,]+\.\d\d EUR$", said, re.MULTILINE)
    assert "proved: every hour is an optimum" in said


def test_a_day_that_does_not_ship_is_refused():
    code, said = run("clear", "2023-01-17")
    assert code == 1
    assert "there is no folder 2023-01-17; days that ship with Ortak are 2023-01-16, 2023-07-17" in said


def test_a_case_is_written_cleared_and_verified(tmp_path):
    assert run("case", "--day", "2023-04-03", "--links", "today", "--out", tmp_path / "m")[0] == 0
    assert run("clear", tmp_path / "m", "--out", tmp_path / "r")[0] == 0
    assert run("verify", tmp_path / "r")[0] == 0
    code, said = run("case", "--day", "2023-04-03", "--out", tmp_path / "m")
    assert code != 0 and "is there and not empty" in said
