"""Power flow and optimal power flow on pglib-opf: ours, PYPOWER, pandapower and PyPSA with HiGHS.

    ortak bench energy_grid
    python benchmarks/energy_grid.py --published          every case against the published optimum, ours alone

The cases are pglib-opf v23.07 (CC BY 4.0) in the folder of test data (ORTAK_DATA). Reading and converting files is not
timed. Ours and the peer do the same work in the same run, alternating; optima (relative 1e-5) and voltages (1e-6) are
compared first. In DC both take MATPOWER's reading of the model. PyPSA knows no limits of angles and takes a case only
without phase shifters. A peer that is not installed, or fails, is said. Peers: pip install pypower pandapower pypsa.
"""

import argparse
import copy
import importlib
import logging
import os
import re
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from ortak.engines.energy.grid import (  # noqa: E402  # of this checkout
    Case,
    Network,
    ac_optimal_power_flow,
    ac_power_flow,
    dc_optimal_power_flow,
    network_of,
    read_case,
)

CASES = {
    "AC optimum": ["118_ieee", "300_ieee", "588_sdet", "1354_pegase"],
    "DC optimum": ["118_ieee", "300_ieee", "588_sdet", "1354_pegase", "2869_pegase"],
    "AC flow": ["118_ieee", "1354_pegase", "2869_pegase"],
}
Work = Callable[[], Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=list(CASES), help="one kind of work")
    parser.add_argument("--published", action="store_true", help="every case against the published optimum")
    asked = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    folder = Path(os.environ.get("ORTAK_DATA") or ROOT.parent / "shared" / "data") / "energy" / "pglib_opf"
    if asked.published:
        against_published(folder)
        return
    print("| What | Case | Who | Median s | From | To | Times ours |\n|---|---|---|---:|---:|---:|---:|")
    for what in [asked.only] if asked.only else list(CASES):
        for case in CASES[what]:
            compare(what, case, read_case((folder / f"pglib_opf_case{case}.m").read_text()), asked.rounds)


def against_published(folder: Path) -> None:
    """A table of every case: published, ours, gap, worst miss, iterations, seconds."""
    rows = re.findall(
        r"^\| (pglib\w+) \| (\d+) \| \d+ \| (\S+) \| (\S+) \|", (folder / "BASELINE.md").read_text(), re.M
    )
    print("| Case | DC, published | Ours | Gap | s | AC, published | Ours | Gap | Worst miss, MVA | s |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    for name, _, *published in rows:
        if not (folder / f"{name}.m").is_file():
            continue
        network = network_of(read_case((folder / f"{name}.m").read_text(), name))
        cells = [name.removeprefix("pglib_opf_case")]
        for said, solve in zip(published, (dc_optimal_power_flow, ac_optimal_power_flow), strict=True):
            began = time.perf_counter()
            found = solve(network)
            took = time.perf_counter() - began
            ours = f"{found.objective:.4e}"
            cells += [said, ours if ours == said else f"**{ours}**", f"{found.gap:.0e}"]
            cells += [f"{found.violation * network.base_mva:.0e}"] * (found.model == "ac") + [f"{took:.2f}"]
        print(f"| {' | '.join(cells)} |", flush=True)


def compare(what: str, name: str, case: Case, rounds: int) -> None:
    """One case: results equal first, then times."""
    network = network_of(case)
    ours, tolerance, peers = WORK[what]
    works: dict[str, Work] = {"ours": lambda: ours(network)}
    wanted = works["ours"]()
    for peer, build in peers.items():
        try:
            work = build(case, network)
            found = work()
        except ModuleNotFoundError as error:
            print(f"| {what} | {name} | {peer} | not installed: {error.name} | | | |")
            continue
        except Exception as error:
            print(f"| {what} | {name} | {peer} | failed: {str(error)[:60]} | | | |")
            continue
        if np.allclose(found, wanted, rtol=tolerance, atol=tolerance):
            works[peer] = work
        else:
            off = float(np.max(np.abs(np.asarray(found) - wanted) / np.maximum(np.abs(wanted), 1e-3)))
            print(f"| {what} | {name} | {peer} | another result, {off:.1e} apart | | | |")
    times: dict[str, list[float]] = {each: [] for each in works}
    for _ in range(rounds):
        for each, work in works.items():
            began = time.perf_counter()
            work()
            times[each].append(time.perf_counter() - began)
    middle = statistics.median(times["ours"])
    for each, of in times.items():
        median = statistics.median(of)
        numbers = f"{median:.3f} | {min(of):.3f} | {max(of):.3f} | {median / middle:.1f}"
        print(f"| {what} | {name} | {each} | {numbers} |", flush=True)


def pypower_case(case: Case) -> dict[str, Any]:
    """A case as PYPOWER holds it."""
    gen = np.hstack([case.gen.values, np.zeros((len(case.gen), max(0, 21 - case.gen.values.shape[1])))])
    return {
        "version": "2",
        "baseMVA": case.base_mva,
        "bus": case.bus.values.copy(),
        "gen": gen,
        "branch": np.hstack([case.branch.values, np.zeros((len(case.branch), 4))]),
        "gencost": case.gencost.values.copy(),
    }


def pypower(verb: str) -> Callable[[Case, Network], Work]:
    def build(case: Case, network: Network) -> Work:
        api = importlib.import_module("pypower.api")
        options = api.ppoption(VERBOSE=0, OUT_ALL=0, PF_TOL=1e-10)
        given = pypower_case(case)

        def work() -> Any:
            found = getattr(api, verb)(copy.deepcopy(given), options)
            if verb == "runpf":
                if not found[1]:
                    raise RuntimeError("not converged")
                return found[0]["bus"][:, 7]
            if not found["success"]:
                raise RuntimeError("not converged")
            return found["f"]

        return work

    return build


def pandapower(case: Case, network: Network) -> Work:
    pp = importlib.import_module("pandapower")
    convert = importlib.import_module("pandapower.converter.pypower.from_ppc").from_ppc
    grid = convert(pypower_case(case), f_hz=50, validate_conversion=False)

    def work() -> Any:
        pp.runpp(grid, tolerance_mva=1e-8, calculate_voltage_angles=True, init="flat", trafo_model="pi")
        return grid.res_bus.vm_pu.to_numpy()

    return work


def pypsa(case: Case, network: Network) -> Work:
    if network.shift.any():
        raise RuntimeError("phase shifters")
    library = importlib.import_module("pypsa")
    base, costs = network.base_mva, network.costs.polynomial[: len(network.generator_bus)]
    made = library.Network()
    made.set_snapshots([0])
    names = [network.bus_name(k) for k in range(network.buses)]
    made.add("Bus", names, v_nom=1.0)
    drawn = (network.load[:, 0] + network.shunt[:, 0]) * base
    made.add("Load", names, suffix=" load", bus=names, p_set=drawn)
    low, high = network.active_limits.T * base
    size = np.maximum(np.abs(low), np.abs(high)) + 1e-9
    made.add(
        "Generator", [f"g{k}" for k in range(len(low))], bus=[names[k] for k in network.generator_bus], p_nom=size,
        p_min_pu=low / size, p_max_pu=high / size, marginal_cost=costs[:, 1] / base,
        marginal_cost_quadratic=(costs[:, 2] if costs.shape[1] > 2 else 0 * costs[:, 0]) / base**2,
    )  # fmt: skip
    made.add(
        "Line", [f"l{k}" for k in range(len(network.tail))], bus0=[names[k] for k in network.tail],
        bus1=[names[k] for k in network.head], x=network.series[:, 1] * network.tap / base, s_nom=network.rate * base,
    )  # fmt: skip

    def work() -> Any:
        status = made.optimize(solver_name="highs", log_to_console=False, progress=False)
        if status[0] != "ok":
            raise RuntimeError(str(status))
        return made.objective + costs[:, 0].sum()

    return work


def flow_of_ours(network: Network) -> Any:
    found = ac_power_flow(network)
    if found.status != "solved":
        raise RuntimeError("not converged")
    return found.voltage[:, 0]


WORK: dict[str, tuple[Callable[[Network], Any], float, dict[str, Callable[[Case, Network], Work]]]] = {
    "AC optimum": (lambda network: ac_optimal_power_flow(network).objective, 1e-5, {"PYPOWER": pypower("runopf")}),
    "DC optimum": (
        lambda network: dc_optimal_power_flow(network, "matpower").objective,
        1e-5,
        {"PYPOWER": pypower("rundcopf"), "PyPSA, HiGHS": pypsa},
    ),
    "AC flow": (
        flow_of_ours,
        1e-6,
        {"PYPOWER": pypower("runpf"), "pandapower": pandapower},
    ),
}


if __name__ == "__main__":
    main()
