"""How estimates were made: the table `data/network/methods.csv`."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ortak.areas.transport.network.tables import read_table


@dataclass(frozen=True)
class Method:
    """A formula with its factor in a low, a usual and a high case, and where the factor is from."""

    id: str
    figure: str
    formula: str
    factors: tuple[str, str, str]
    unit: str
    source: str
    place: str
    year: str
    note: str


@cache
def load_methods() -> dict[str, Method]:
    """The methods by id.

    >>> load_methods()["rail-detour-kz"].figure
    'distance_km'
    """
    rows = read_table(files("ortak.areas.transport") / "data" / "network", "methods")
    return {
        row["id"]: Method(
            row["id"],
            row["figure"],
            row["formula"],
            (row["low"], row["mode"], row["high"]),
            row["unit"],
            row["source"],
            row["place"],
            row["year"],
            row["note"],
        )
        for row in rows
    }
