"""The published optima of pglib-opf v23.07 (Babaeinejadsarookolaee and others, arXiv 1908.02788; BASELINE.md, made with
PowerModels and Ipopt), all five digits of them."""

import re
from pathlib import Path

import pytest

from ortak.engines.energy.grid import OPTIMAL, ac_optimal_power_flow, dc_optimal_power_flow, network_of, read_case

QUICK = [
    "3_lmbd", "5_pjm", "14_ieee", "24_ieee_rts", "30_ieee", "39_epri", "57_ieee", "73_ieee_rts", "118_ieee",
    "162_ieee_dtc", "200_activ", "240_pserc", "300_ieee",
]  # fmt: skip
LONG = ["500_goc", "588_sdet", "793_goc", "1354_pegase", "1888_rte", "2000_goc", "2383wp_k", "2869_pegase"]
CASES = [*QUICK, *(pytest.param(each, marks=pytest.mark.nightly) for each in LONG)]


@pytest.fixture(scope="module")
def pglib(ortak_data: Path) -> Path:
    folder = ortak_data / "energy" / "pglib_opf"
    if not folder.is_dir():
        pytest.skip(f"no pglib-opf at {folder}")
    return folder


def published(folder: Path, name: str) -> tuple[str, str]:
    """The DC and the AC optimum."""
    row = re.search(rf"^\| {name} \| \d+ \| \d+ \| (\S+) \| (\S+) \|", (folder / "BASELINE.md").read_text(), re.M)
    assert row
    return row[1], row[2]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("model", ["dc", "ac"])
def test_published_optima(pglib, model, case):
    name = f"pglib_opf_case{case}"
    network = network_of(read_case((pglib / f"{name}.m").read_text(), name))
    solve = dc_optimal_power_flow if model == "dc" else ac_optimal_power_flow
    found = solve(network)
    assert found.status == OPTIMAL
    assert f"{found.objective:.4e}" == published(pglib, name)[model == "ac"]
    assert -1e-9 < found.gap < 1e-6
    assert found.violation < 1e-7
