"""The door-to-door times of the portal: answers worked out by `ortak transport reliability --json` and kept as data.

`data/reliability.json` is that command's output; a test holds it to what the engine says now, and it is made anew by

    ortak transport reliability --json > src/ortak/areas/transport/data/reliability.json
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ortak.areas.transport.operations.journeys import NoJourney
from ortak.engines.transport.smallest_sets import HOURS_A_DAY, smallest

#: the parts that charts show, and the causes of the simulation that belong to each
PARTS = {
    "moving": ("moving",),
    "borders": ("border procedure", "border queue", "gauge change"),
    "ports": ("port", "port queue", "terminal"),
    "sea": ("waiting for the vessel", "weather"),
    "train": ("waiting for the train",),
}


@dataclass(frozen=True)
class Span:
    """Days, with the ends of the range that holds four fifths of the draws."""

    days: float
    low: float
    high: float


@dataclass(frozen=True)
class SetTimes:
    """What a set of measures makes of a journey: the mean, and what nine of ten boxes stay below."""

    measures: tuple[str, ...]
    mean: Span
    nine_of_ten: Span


@dataclass(frozen=True)
class Times:
    """The days of boxes that leave in a season: one of ten, half and nine of ten take no longer than the quantiles.
    `edges` (days) and `shares` (percent) are the distribution."""

    mean: float
    one_of_ten: float
    half: float
    nine_of_ten: float
    edges: tuple[float, ...]
    shares: tuple[float, ...]


@dataclass(frozen=True)
class Cause:
    """Days of the mean box for one cause, its share of the whole, and what nine of ten boxes stay below."""

    name: str
    days: float
    share: float
    nine_of_ten: float


@dataclass(frozen=True)
class StoredJourney:
    """What is stored of a journey; `sets` begins with the empty one."""

    id: str
    corridor: str
    direction: str
    start: str
    end: str
    digest: str
    replications: int
    seed: int
    legs: int
    distance_km: float
    seasons: Mapping[str, Times]
    causes: tuple[Cause, ...]
    sets: tuple[SetTimes, ...]
    assumptions: tuple[str, ...]

    @property
    def year(self) -> Times:
        return self.seasons["year"]

    @property
    def parts(self) -> dict[str, float]:
        """Days of the mean box by the parts that charts show."""
        return {part: sum(cause.days for cause in self.causes if cause.name in names) for part, names in PARTS.items()}

    def below(self, days: float) -> dict[str, Sequence[SetTimes]]:
        """The smallest sets of measures that bring the mean, and nine boxes of ten, below so many days."""
        by_name = {each.measures: each for each in self.sets}
        return {
            what: [
                by_name[chosen]
                for chosen in smallest(
                    days, {each.measures: getattr(each, what).days * HOURS_A_DAY for each in self.sets}
                ).sets
            ]
            for what in ("mean", "nine_of_ten")
        }


@cache
def stored() -> Mapping[str, StoredJourney]:
    """The journeys by id."""
    return {each["journey"]: _journey(each) for each in document()["journeys"]}


@cache
def document() -> Mapping[str, Any]:
    """The answers as the command printed them, with the engine and its version."""
    text = (files("ortak.areas.transport") / "data" / "reliability.json").read_text(encoding="utf-8")
    found: Mapping[str, Any] = json.loads(text)
    return found


def stored_journey(name: str) -> StoredJourney:
    """The journey of this id. Raises `NoJourney`."""
    if name not in stored():
        raise NoJourney(f"there is no journey {name[:80]!r}; there are {', '.join(stored())}")
    return stored()[name]


def _journey(given: Mapping[str, Any]) -> StoredJourney:
    whole = given["seasons"]["year"]["mean"]
    causes = tuple(
        Cause(
            each["cause"],
            each["hours"] / HOURS_A_DAY,
            each["hours"] / whole,
            each["nine_of_ten"] / HOURS_A_DAY,
        )
        for each in given["causes"]
    )
    return StoredJourney(
        given["journey"],
        given["corridor"],
        given["direction"],
        given["from"],
        given["to"],
        given["digest"],
        given["replications"],
        given["seed"],
        given["legs"],
        given["distance_km"],
        {season: _times(each) for season, each in given["seasons"].items()},
        causes,
        tuple(
            SetTimes(tuple(each["measures"]), _span(each["mean"]), _span(each["nine_of_ten"])) for each in given["sets"]
        ),
        tuple(given["assumptions"]),
    )


def _times(given: Mapping[str, Any]) -> Times:
    counts = given["counts"]
    one, half, nine = (given["quantiles"][chance] / HOURS_A_DAY for chance in ("0.1", "0.5", "0.9"))
    edges = tuple(edge / HOURS_A_DAY for edge in given["edges"])
    shares = tuple(100 * count / sum(counts) for count in counts)
    return Times(given["mean"] / HOURS_A_DAY, one, half, nine, edges, shares)


def _span(given: Mapping[str, float]) -> Span:
    return Span(*(given[name] / HOURS_A_DAY for name in ("hours", "low", "high")))
