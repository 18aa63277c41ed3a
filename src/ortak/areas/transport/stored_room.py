"""What finds room on the corridor, in the portal: answers worked out by `ortak transport capacity --every`, kept as
data, with what the tables of the network say of limits and investments.

`data/capacity.json` is that command's output; a test holds it to what the engine says now, and it is made anew by

    ortak transport capacity --every > src/ortak/areas/transport/data/capacity.json
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ortak.areas.transport.network.tables import read_table
from ortak.areas.transport.operations.figures import FOLDER

CONTAINERS = "containers"
BUILT = ("nothing", "alat-2", "unknown-cost")


@dataclass(frozen=True)
class Limit:
    """A limit with its traffic: `usd` and `teu` are what one more unit of it would save in a year, and let through."""

    id: str
    title: str
    unit: str
    room: float
    used: float
    usd: float
    teu: float
    built: bool
    source: str
    place: str

    @property
    def share(self) -> float:
        """Used over room."""
        return self.used / self.room if self.room else 0.0


@dataclass(frozen=True)
class Work:
    """What could be built, with its cost in USD where one was found."""

    id: str
    title: str
    status: str
    cost: float | None
    gain_source: str
    cost_source: str
    note: str


@dataclass(frozen=True)
class Relief:
    """A work by itself: USD saved in a year, for each USD spent where the cost is known, and more containers."""

    work: Work
    saved: float
    per_usd: float | None
    more_teu: float


@dataclass(frozen=True)
class Choice:
    """The best works of known cost under a budget."""

    budget: float
    chosen: Sequence[Work]
    spent: float
    saved: float
    left_out: Sequence[Work]


@dataclass(frozen=True)
class StoredRoom:
    """The traffic of a year in a scenario with something built. Wanted and served by kind are units of ten tonnes."""

    year: int
    scenario: str
    built: str
    wanted: Mapping[str, float]
    served: Mapping[str, float]
    most_teu: float
    limits: tuple[Limit, ...]
    reliefs: tuple[Relief, ...]
    choices: tuple[Choice, ...]
    demands: tuple[Mapping[str, Any], ...]

    @property
    def teu(self) -> tuple[float, float]:
        """Containers that find room, and that do not."""
        served = self.served[CONTAINERS]
        return served, max(self.wanted[CONTAINERS] - served, 0.0)

    @property
    def relieving(self) -> list[Relief]:
        """The works that save something by themselves, those that save most for a dollar first."""
        return [each for each in self.reliefs if each.saved > 0]

    @property
    def idle(self) -> list[Relief]:
        """The works that save nothing by themselves, by title."""
        return sorted((each for each in self.reliefs if each.saved <= 0), key=lambda each: each.work.title)

    @property
    def bottlenecks(self) -> list[Limit]:
        """The limits that hold something back, the dearest first."""
        return sorted((each for each in self.limits if each.built and each.usd > 0), key=lambda each: -each.usd)


Asked = tuple[int, str, str]


@cache
def document() -> Mapping[str, Any]:
    """The answers as the command printed them, with the engine, its version and the digest."""
    found: Mapping[str, Any] = json.loads(
        (files("ortak.areas.transport") / "data" / "capacity.json").read_text(encoding="utf-8")
    )
    return found


@cache
def stored() -> Mapping[Asked, StoredRoom]:
    """The answers by year, scenario and what is built."""
    rooms = [_room(number, each) for number, each in enumerate(document()["answers"])]
    return {(each.year, each.scenario, each.built): each for each in rooms}


def _room(number: int, given: Mapping[str, Any]) -> StoredRoom:
    known = _works()
    kinds = given["kinds"]
    return StoredRoom(
        given["year"],
        given["scenario"],
        BUILT[number % len(BUILT)],
        {kind: row["wanted"] for kind, row in kinds.items()},
        {kind: row["served"] for kind, row in kinds.items()},
        kinds[CONTAINERS]["most"],
        tuple(map(_limit, given["limits"])),
        tuple(
            Relief(
                known[each["investment"]],
                each["saved_usd_a_year"],
                each["saved_per_usd"],
                each["more"].get(CONTAINERS, 0.0),
            )
            for each in given["investments"]
        ),
        tuple(
            Choice(
                each["budget_usd"],
                [known[name] for name in each["chosen"]],
                each["spent_usd"],
                each["saved_usd_a_year"],
                [known[name] for name in each["cost_unknown"]],
            )
            for each in given["selections"]
        ),
        tuple(given["demands"]),
    )


@cache
def _works() -> Mapping[str, Work]:
    return {
        row["id"]: Work(
            row["id"],
            row["title"],
            row["status"],
            row.number("cost_usd") if row["cost_usd"] else None,
            row["gain_source"],
            row["cost_source"],
            " ".join(each for each in (row["gain_note"], row["cost_note"]) if each),
        )
        for row in read_table(FOLDER, "investments")
    }


@cache
def _limits() -> Mapping[str, Mapping[str, str]]:
    return {row["id"]: row for row in read_table(FOLDER, "limits")}


def _limit(given: Mapping[str, Any]) -> Limit:
    row = _limits()[given["limit"]]
    return Limit(
        given["limit"],
        row["title"],
        given["unit"],
        given["room"],
        given["used"],
        given["usd_per_unit"],
        given["teu_per_unit"],
        given["built"],
        row["source"],
        row["place"],
    )
