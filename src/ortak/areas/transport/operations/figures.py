"""What is known or assumed of how ports, borders and vessels are run: low, usual and high of each figure.

`Figures` gives the usual values; `drawn` gives others from between low and high, for the interval of a what-if.
"""

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from ortak.areas.transport.network.tables import Folder, Row, read_table
from ortak.engines.transport.network import BadNetwork, Spread

FOLDER = files("ortak.areas.transport") / "data" / "network"
CLOSED = "closed-sea"
MONTHS = 12
ESTIMATE = "estimate"


@dataclass(frozen=True)
class Figure:
    """One figure with where it comes from: sources, or `estimate` and a note that says how."""

    id: str
    subject: str
    quantity: str
    spread: Spread
    unit: str
    source: str
    note: str

    @property
    def assumed(self) -> bool:
        """Whether nobody published it."""
        return self.source == ESTIMATE


@dataclass(frozen=True)
class Figures:
    """Figures by subject and quantity, and the share of the time for which the sea is closed by month. `chances` says
    for each id where between low and high its value lies; without one it is the usual value."""

    figures: dict[tuple[str, str], Figure]
    closed: tuple[Spread, ...]
    chances: dict[str, float] | None = None

    def knows(self, quantity: str, subject: str) -> bool:
        """Whether there is a figure of this quantity for this very subject."""
        return (subject, quantity) in self.figures

    def value(self, quantity: str, *subjects: str) -> float:
        """The value for the first of the subjects that has one."""
        figure = self.figure(quantity, *subjects)
        return self._at(figure.id, figure.spread)

    def figure(self, quantity: str, *subjects: str) -> Figure:
        """The figure for the first of the subjects that has one."""
        for subject in subjects:
            if (subject, quantity) in self.figures:
                return self.figures[subject, quantity]
        raise BadNetwork(f"operations.csv: there is no {quantity!r} for {' or '.join(subjects)}")

    def closed_share(self) -> tuple[float, ...]:
        """By month, January first: a windy year is windy in all months."""
        return tuple(self._at(CLOSED, spread) for spread in self.closed)

    def drawn(self, seed: int, number: int) -> "Figures":
        """Draw `number` from between low and high, each figure by itself; the same for the same seed and number."""
        from ortak.engines.transport.simulation.randomness import chance_of

        ids = [figure.id for figure in self.figures.values()] + [CLOSED]
        return replace(self, chances={each: chance_of(seed, number, each) for each in ids})

    def _at(self, name: str, spread: Spread) -> float:
        if self.chances is None:
            return spread.usual
        from ortak.engines.transport.simulation import pert  # what asks for usual values needs no compiler

        return pert(*spread).quantile(self.chances[name])


@cache
def load_figures() -> Figures:
    """The figures that ship with the area."""
    return read_figures(FOLDER)


def read_figures(folder: Folder) -> Figures:
    """`operations.csv` and `closed_sea.csv` of a folder. Raises `BadNetwork` with file, line and reason."""
    figures: dict[tuple[str, str], Figure] = {}
    for row in read_table(folder, "operations"):
        figure = Figure(
            row.needed("id"),
            row.needed("subject"),
            row.needed("quantity"),
            _spread(row),
            row["unit"],
            row.needed("source"),
            row["note"],
        )
        if (figure.subject, figure.quantity) in figures:
            raise row.refused("quantity", f"{figure.quantity!r} of {figure.subject!r} is there twice")
        figures[figure.subject, figure.quantity] = figure
    months = {int(row.number("month", 1, MONTHS)): _spread(row) for row in read_table(folder, "closed_sea")}
    if len(months) != MONTHS:
        raise BadNetwork(f"closed_sea.csv: {len(months)} months; there are {MONTHS}")
    return Figures(figures, tuple(months[month] for month in range(1, MONTHS + 1)))


def _spread(row: Row) -> Spread:
    low, usual, high = (row.number(part) for part in ("low", "usual", "high"))
    if not low <= usual <= high:
        raise row.refused("usual", f"{low}, {usual}, {high} do not rise from low to high")
    return Spread(low, usual, high)
