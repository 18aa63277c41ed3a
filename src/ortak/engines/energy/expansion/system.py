"""A power system to be built out: zones, technologies, stores, links, and the hours that stand for a year.

Power in MW, money in EUR a year, CO2 in tonnes a year; an hour's weight: how many of the year it stands for.

>>> tiny_system().hours
2
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


class BadSystem(ValueError):
    """A system that cannot be planned: says what is wrong with it."""


@dataclass(frozen=True)
class Technology:
    """A kind of plant in every zone: what stands, what may be added, what it costs, what it gives."""

    name: str
    stands: Numbers
    """MW in each zone; Z."""
    most_added: Numbers
    """MW that may be added in each zone; Z."""
    eur_mw: Numbers
    """Yearly cost of a MW added in each zone, annuity and upkeep; Z."""
    eur_mwh: Numbers
    """Cost of a MWh; Z."""
    tonnes_mwh: float
    ready: Numbers
    """Share of the capacity that can run; H x Z."""
    firm: float
    """Share of a MW that counts towards the reserve."""


@dataclass(frozen=True)
class Store:
    """Storage in every zone: a MW can take and give one MWh an hour, and hold so many; each day ends as it began."""

    name: str
    stands: Numbers
    most_added: Numbers
    eur_mw: Numbers
    hours: float
    efficiency: float
    """Of a round trip; half of the loss on the way in."""
    firm: float


@dataclass(frozen=True)
class Link:
    """A link: MW from tail to head and back that stand, and what a MW more costs a year (None: it cannot be built)."""

    tail: int
    head: int
    forward: float
    backward: float
    eur_mw: float | None = None
    most_added: float = 0.0


@dataclass(frozen=True)
class System:
    """All of it. `areas`: sets of zones that must hold a reserve together, over their common peak."""

    zones: tuple[str, ...]
    load: Numbers
    """MW in each hour and zone; H x Z."""
    weight: Numbers
    """Hours of the year that each hour stands for; H."""
    day: NDArray[np.int64]
    """The day to which each hour belongs, for stores; H, in order."""
    technologies: tuple[Technology, ...]
    stores: tuple[Store, ...]
    links: tuple[Link, ...]
    lost_load_eur: float
    most_tonnes: float | None = None
    areas: tuple[tuple[int, ...], ...] = ()
    peak: Numbers | None = None
    """Peak load of each area, MW; as many as there are areas."""
    margin: float = 0.0
    """Reserve over the peak, as a share of it."""

    @property
    def hours(self) -> int:
        """How many hours are planned."""
        return int(self.load.shape[0])

    def checked(self) -> "System":
        """The system itself, if it is one.

        Raises:
            BadSystem: shapes that do not fit, numbers that are not finite, a capacity below zero.

        >>> tiny_system().checked().zones
        ('one',)
        """
        hours, zones = self.load.shape
        if zones != len(self.zones) or self.weight.shape != (hours,) or self.day.shape != (hours,):
            raise BadSystem(f"load is {self.load.shape}, not hours x {len(self.zones)} zones with weight and day")
        for each in self.technologies:
            if each.ready.shape != (hours, zones):
                raise BadSystem(f"{each.name}: ready is {each.ready.shape}, not {(hours, zones)}")
        for name, kind in [*_named(self.technologies), *_named(self.stores)]:
            for what in ("stands", "most_added", "eur_mw"):
                value = getattr(kind, what)
                if value.shape != (zones,) or not np.isfinite(value).all() or (value < 0).any():
                    raise BadSystem(f"{name}: {what} must be {zones} finite numbers that are not below zero")
        for link in self.links:
            if not (0 <= link.tail < zones and 0 <= link.head < zones and link.tail != link.head):
                raise BadSystem(f"a link leads from zone {link.tail} to {link.head}: two zones of {zones} are needed")
        if not (np.isfinite(self.load).all() and (self.load >= 0).all() and (self.weight > 0).all()):
            raise BadSystem("loads are finite and not below zero, weights above zero")
        if self.areas and (self.peak is None or self.peak.shape != (len(self.areas),)):
            raise BadSystem(f"{len(self.areas)} areas need as many peaks")
        return self


def _named(kinds: "tuple[Technology, ...] | tuple[Store, ...]") -> list[tuple[str, object]]:
    return [(each.name, each) for each in kinds]


def tiny_system(most_tonnes: float | None = None) -> System:
    """One zone, two hours that stand for half a year each: 60 and 100 MW; gas at 50 EUR a MWh, or wind half the time.

    >>> tiny_system().technologies[1].ready.tolist()
    [[1.0], [0.0]]
    """
    one, none = np.ones(1), np.zeros(1)
    return System(
        zones=("one",),
        load=np.array([[60.0], [100.0]]),
        weight=np.array([4_380.0, 4_380.0]),
        day=np.array([0, 1]),
        technologies=(
            Technology("gas", none, 1e4 * one, 60_000 * one, 50 * one, 0.4, np.ones((2, 1)), 1.0),
            Technology("wind", none, 1e4 * one, 230_000 * one, 0 * one, 0.0, np.array([[1.0], [0.0]]), 0.0),
        ),
        stores=(),
        links=(),
        lost_load_eur=10_000.0,
        most_tonnes=most_tonnes,
    )
