"""The smallest sets of measures that bring a time below so many days, from the hours with each set. Needs no numbers
library, so that a page can ask it."""

from collections.abc import Mapping
from dataclasses import dataclass

HOURS_A_DAY = 24.0
Chosen = tuple[str, ...]
"""A set of measures, by their names."""


@dataclass(frozen=True)
class Below:
    """The sets of measures that do it, none larger than needed; () as the only set if nothing is needed, no set at all
    if none does. `hours` are those of each set."""

    days: float
    sets: tuple[Chosen, ...]
    hours: tuple[float, ...]


def smallest(days: float, hours: Mapping[Chosen, float]) -> Below:
    """The smallest of these sets whose hours are below so many days, the quickest first.

    >>> smallest(2.0, {(): 60.0, ("port",): 50.0, ("rail",): 40.0, ("port", "rail"): 30.0})
    Below(days=2.0, sets=(('rail',),), hours=(40.0,))
    """
    enough = [chosen for chosen in hours if hours[chosen] < days * HOURS_A_DAY]
    size = min((len(chosen) for chosen in enough), default=0)
    sets = sorted((chosen for chosen in enough if len(chosen) == size), key=lambda chosen: hours[chosen])
    return Below(days, tuple(sets), tuple(hours[chosen] for chosen in sets))
