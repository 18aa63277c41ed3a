"""What makes the tables of a case a network: every rule with the line that breaks it."""

import numpy as np
from numpy.typing import NDArray

from ortak.engines.energy.grid.case import COLUMNS, ISOLATED, PIECEWISE, POLYNOMIAL, REFERENCE, Case, Table
from ortak.engines.energy.grid.errors import BadCase

MAY_BE_INFINITE = {
    "bus": ("Vmax", "Vmin"),
    "gen": ("Qmax", "Qmin", "Pmax", "Pmin"),
    "branch": ("rateA", "rateB", "rateC", "angmin", "angmax"),
    "gencost": (),
}
Mask = NDArray[np.bool_]


def check(case: Case) -> Case:
    """The case itself, if it is a network. Elements out of service, and at isolated buses, need only be finite.

    Raises:
        BadCase: with file, line and reason.
    """
    for table in (case.bus, case.gen, case.branch, case.gencost):
        _finite(case, table)
    _buses(case)
    in_service = _ends(case)
    _branches(case, in_service["branch"])
    _generators(case, in_service["gen"])
    _costs(case)
    return case


def _refuse(case: Case, table: Table, wrong: Mask, reason: str) -> None:
    """Refuse at the first row that is wrong; `{column}` in the reason is the number that stands there."""
    if wrong.any():
        row = int(np.flatnonzero(wrong)[0])
        said = {column: f"{table[column][row]:g}" for column in COLUMNS[table.name]}
        raise BadCase(f"{case.name}, line {table.lines[row]}: {reason.format(**said)}")


def _finite(case: Case, table: Table) -> None:
    for place in range(table.values.shape[1]):
        names = COLUMNS[table.name]
        column = names[place] if place < len(names) else f"column {place + 1} of {table.name}"
        wrong = np.isnan(table.values[:, place])
        said = "NaN"
        if not wrong.any() and column not in MAY_BE_INFINITE[table.name]:
            wrong, said = np.isinf(table.values[:, place]), "infinite"
        _refuse(case, table, wrong, f"{column} is {said}; only finite numbers are valid")


def _buses(case: Case) -> None:
    bus = case.bus
    number = bus["bus_i"]
    _refuse(case, bus, (number < 1) | (number != np.round(number)), "bus {bus_i}: its number must be 1, 2, 3 and so on")
    first = np.unique(number, return_index=True)[1]
    again = np.ones(len(bus), dtype=bool)
    again[first] = False
    _refuse(case, bus, again, "bus {bus_i} is there a second time")
    kinds = "valid are 1 (load), 2 (voltage held), 3 (reference), 4 (isolated)"
    _refuse(case, bus, ~np.isin(bus["type"], (1, 2, 3, 4)), "type {type} of bus {bus_i}; " + kinds)
    if not (bus["type"] == REFERENCE).any():
        raise BadCase(f"{case.name}: no slack bus: one bus needs type 3 (reference)")
    on = bus["type"] != ISOLATED
    _refuse(case, bus, on & (bus["Vmin"] > bus["Vmax"]), "bus {bus_i}: Vmin {Vmin} is above Vmax {Vmax}")
    _refuse(case, bus, on & (bus["Vmax"] <= 0), "bus {bus_i}: Vmax {Vmax} is not above 0")


def _ends(case: Case) -> dict[str, Mask]:
    """Which generators and branches are in service, when all their buses are known."""
    isolated = case.bus["bus_i"][case.bus["type"] == ISOLATED]
    on = {}
    for table, columns in ((case.gen, ("bus",)), (case.branch, ("fbus", "tbus"))):
        on[table.name] = table["status"] > 0
        for column in columns:
            unknown = ~np.isin(table[column], case.bus["bus_i"])
            _refuse(case, table, unknown, f"{table.name} at bus {{{column}}}, which is not in the matrix bus")
            on[table.name] &= ~np.isin(table[column], isolated)
    return on


def _branches(case: Case, on: Mask) -> None:
    branch = case.branch
    where = "branch {fbus} to {tbus}"
    _refuse(case, branch, on & (branch["fbus"] == branch["tbus"]), where + " leads from a bus to itself")
    short = (branch["r"] == 0) & (branch["x"] == 0)
    _refuse(case, branch, on & short, where + " has no impedance: r and x are 0; join its buses to one")
    _refuse(case, branch, on & (branch["rateA"] < 0), where + ": rateA {rateA} is below 0 (0 says no limit)")
    _refuse(case, branch, on & (branch["ratio"] < 0), where + ": ratio {ratio} is below 0 (0 says no transformer)")
    crossed = branch["angmin"] > branch["angmax"]
    _refuse(case, branch, on & crossed, where + ": angmin {angmin} is above angmax {angmax}")


def _generators(case: Case, on: Mask) -> None:
    gen = case.gen
    _refuse(case, gen, on & (gen["Pmin"] > gen["Pmax"]), "generator at bus {bus}: Pmin {Pmin} is above Pmax {Pmax}")
    _refuse(case, gen, on & (gen["Qmin"] > gen["Qmax"]), "generator at bus {bus}: Qmin {Qmin} is above Qmax {Qmax}")
    _refuse(case, gen, on & (gen["Vg"] <= 0), "generator at bus {bus}: Vg {Vg} is not above 0")
    if not on.any():
        raise BadCase(f"{case.name}: no generator is in service")


def _costs(case: Case) -> None:
    cost = case.gencost
    if not len(cost):
        return
    if len(cost) not in (len(case.gen), 2 * len(case.gen)):
        raise BadCase(
            f"{case.name}, line {cost.lines[0]}: {len(cost)} rows in gencost for {len(case.gen)} generators; one for "
            "each is needed, and as many again if reactive power has a cost"
        )
    known = np.isin(cost["model"], (PIECEWISE, POLYNOMIAL))
    _refuse(case, cost, ~known, "cost model {model}; valid are 1 (piecewise linear) and 2 (polynomial)")
    count = cost["n"]
    _refuse(case, cost, (count < 1) | (count != np.round(count)), "n is {n}; a whole number above 0 is needed")
    piecewise = cost["model"] == PIECEWISE
    _refuse(case, cost, piecewise & (count < 2), "a piecewise linear cost of {n} point; at least 2 are needed")
    needed = 4 + np.where(piecewise, 2, 1) * count
    width = cost.values.shape[1]
    _refuse(case, cost, needed > width, f"n is {{n}}, for which the row of {width} columns is too short")
    for row in np.flatnonzero(piecewise):
        points = cost.values[row, 4 : 4 + 2 * int(count[row]) : 2]
        falling = np.zeros(len(cost), dtype=bool)
        falling[row] = bool((np.diff(points) <= 0).any())
        _refuse(case, cost, falling, "the points of a piecewise linear cost must rise in MW")
