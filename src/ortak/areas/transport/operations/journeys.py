"""The journeys whose time is shown: two places, and what the way between them may use. `journeys.csv` lists them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ortak.areas.transport.network.tables import Folder, Row, read_table
from ortak.areas.transport.operations.figures import FOLDER
from ortak.areas.transport.operations.ways import Ask
from ortak.engines.transport.network import TransportError

DIRECTIONS = ("west", "east")


class NoJourney(TransportError):
    """There is no such journey: the message lists those that there are."""


@dataclass(frozen=True)
class Way:
    """Two places and what the way between them may use."""

    start: str
    end: str
    ask: Ask


@dataclass(frozen=True)
class Journey:
    """A way with a name, the corridor that it stands for, and its direction."""

    id: str
    corridor: str
    direction: str
    way: Way

    @property
    def by_road(self) -> bool:
        """Whether the box goes on a lorry."""
        return "rail" in self.way.ask.without


@cache
def journeys(folder: Folder = FOLDER) -> Mapping[str, Journey]:
    """The journeys by id, in the order of the file."""
    return {journey.id: journey for journey in map(_journey, read_table(folder, "journeys"))}


def journey(name: str) -> Journey:
    """The journey of this id. Raises `NoJourney`."""
    if name not in journeys():
        raise NoJourney(f"there is no journey {name[:80]!r}; there are {', '.join(journeys())}")
    return journeys()[name]


def _journey(row: Row) -> Journey:
    routes, without, avoid = (frozenset(row[name].split(";")) - {""} for name in ("routes", "without", "avoid"))
    way = Way(row.needed("from"), row.needed("to"), Ask(routes, without, avoid=avoid))
    return Journey(row.needed("id"), row.needed("corridor"), row.one_of("direction", DIRECTIONS), way)
