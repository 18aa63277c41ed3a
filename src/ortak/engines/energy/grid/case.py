"""A case: the four tables of a MATPOWER file, each row with the line it stands on.

Columns keep the names of the format (Zimmerman and Murillo-Sánchez, MATPOWER User's Manual, appendix B, tables B-1 to
B-4): power in MW and Mvar, angles in degrees, impedances in per unit of the base power.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

COLUMNS = {
    "bus": ("bus_i", "type", "Pd", "Qd", "Gs", "Bs", "area", "Vm", "Va", "baseKV", "zone", "Vmax", "Vmin"),
    "gen": ("bus", "Pg", "Qg", "Qmax", "Qmin", "Vg", "mBase", "status", "Pmax", "Pmin"),
    "branch": (
        "fbus", "tbus", "r", "x", "b", "rateA", "rateB", "rateC", "ratio", "angle", "status", "angmin", "angmax",
    ),
    "gencost": ("model", "startup", "shutdown", "n"),
}  # fmt: skip
LOAD, VOLTAGE_HELD, REFERENCE, ISOLATED = 1, 2, 3, 4
"""Types of a bus."""
PIECEWISE, POLYNOMIAL = 1, 2
"""Models of a cost."""


@dataclass(frozen=True)
class Table:
    """A matrix of the file: a row of numbers for each element, and the line of each row.

    >>> buses = Table("bus", np.array([[7.0, 3.0]]), np.array([12]))
    >>> buses["type"].tolist(), len(buses)
    ([3.0], 1)
    """

    name: str
    values: Floats
    lines: Integers

    def __getitem__(self, column: str) -> Floats:
        found: Floats = self.values[:, COLUMNS[self.name].index(column)]
        return found

    def __len__(self) -> int:
        return len(self.lines)


@dataclass(frozen=True)
class Case:
    """What a file says. `gencost` has no rows if the file gives no costs."""

    name: str
    base_mva: float
    bus: Table
    gen: Table
    branch: Table
    gencost: Table
