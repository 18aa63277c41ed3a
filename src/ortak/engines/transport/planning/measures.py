"""What a leg costs in each criterion, in whole units that are small enough to lose nothing.

Time is the mean of the leg's hours, cost the usual dollars of a TEU, CO2 that of a TEU, reliability the standard
deviation of the hours, added up as if slow legs came together. What is unknown counts as more than any sum of known
values, so a route with an unknown leg is only found where it is better in something else; its sum is shown as unknown.

>>> CRITERIA
('time', 'cost', 'co2', 'reliability')
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ortak.engines.transport.network import Arc, Network, Spread
from ortak.engines.transport.planning.emissions import TONNES_PER_TEU, Carbon, carbon
from ortak.engines.transport.planning.reliability import deviation, mean

CRITERIA = ("time", "cost", "co2", "reliability")
UNITS = {"time": 60.0, "cost": 100.0, "co2": 100.0, "reliability": 60.0}
"""How many whole units make an hour, a dollar, a kilogram, an hour."""
UNKNOWN = 10**12
SEASONS = {"winter": (12, 1, 2), "summer": (3, 4, 5, 6, 7, 8, 9, 10, 11)}
"""Months; `summer` is all that is not winter."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One direction of a leg with its figures in a season; `costs` are the criteria in whole units."""

    arc: Arc
    hours: Spread
    carbon: Carbon
    costs: tuple[int, int, int, int]


def measured(network: Network, arc: Arc, season: str | None, tonnes: float = TONNES_PER_TEU) -> Measured | None:
    """The figures of an arc in a season (None: all year), or None if not even its hours are known.

    >>> from ortak.engines.transport.network import Leg, Place
    >>> leg = Leg("a--b", "a", "b", "rail", 100.0, Spread(1.0, 2.0, 3.0), carrier="rail")
    >>> network = Network.of([Place("a", "A", "", "KZ"), Place("b", "B", "", "KZ")], [leg])
    >>> measured(network, network.arcs[0], None).costs[0]
    120
    """
    leg = arc.leg
    hours = leg.season_hours.get(season or "", leg.hours)
    if hours is None:
        return None
    state, other = network.places[arc.tail].country, network.places[arc.head].country
    emitted = carbon(leg, state, frozenset({state, other}), network.factors, tonnes)
    values: Mapping[str, float | None] = {
        "time": mean(hours),
        "cost": leg.cost_usd.usual if leg.cost_usd else None,
        "co2": emitted.kg,
        "reliability": deviation(hours),
    }
    whole = [UNKNOWN if value is None else round(value * UNITS[name]) for name, value in values.items()]
    return Measured(arc, hours, emitted, (whole[0], whole[1], whole[2], whole[3]))
