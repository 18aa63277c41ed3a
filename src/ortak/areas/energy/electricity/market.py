"""The market of the region for any hours of a year, as the coupling engine takes it: whole cents and kWh."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ortak.areas.energy.electricity.facts import load_facts
from ortak.areas.energy.electricity.supply import USUAL, Draw, Plant, Supply
from ortak.areas.energy.market_folder import Row

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ortak.engines.energy.coupling import Market

    Integers = NDArray[np.int64]
    Numbers = NDArray[np.float64]

Added = tuple[tuple[str, float, float], ...]
"""Links that are built, or made stronger: id, MW from tail to head, MW back."""
EXISTING = "existing"
HOURS_A_YEAR = 8_760


@dataclass(frozen=True)
class Line:
    """A link between two zones: greatest flow each way, MW."""

    id: str
    tail: str
    head: str
    forward: float
    backward: float


@dataclass(frozen=True)
class Steps:
    """The steps of all zones in each hour, zone after zone in merit order; H x K."""

    first: "Integers"
    """Where the steps of each zone begin, and where the last one ends; Z + 1."""
    cents: "Integers"
    kwh: "Integers"
    tonnes_per_mwh: "Numbers"
    """CO2 of each step; K."""
    fuels: tuple[str, ...]


@dataclass(frozen=True)
class Made:
    """A market with what its steps stand for."""

    market: "Market"
    offers: Steps
    bids: Steps
    lines: tuple[Line, ...]


def lines(draw: Draw = USUAL, today: bool = False, added: Added = (),
          year: int = 2023) -> tuple[Line, ...]:  # fmt: skip
    """The links that exist in a year, and those `added` on top of them.

    `today`: no more than contracts carry, by the trade of the year; else all that the links can carry.
    """
    facts, found = load_facts(), []
    traded = {row.text("link"): row for row in facts.tables["traded_today"]}
    for row in facts.tables["links"]:
        name = row.text("id")
        extra = [sum(float(each[way]) for each in added if each[0] == name) for way in (1, 2)]
        stands = _stands(row, year)
        ends = row.cells["from_zone"], row.cells["to_zone"]
        if not all(ends) or not (stands or any(extra)):
            continue
        limits = [0.0, 0.0]
        if stands:
            estimated = (
                draw.capacity if row.cells["method"] in ("natural-load", "observed-flow", "half-of-peak") else 1.0
            )
            limits = [row.number("forward_mw") * estimated, row.number("backward_mw") * estimated]
            if today and name in traded:
                mean = [traded[name].number(way) * 1e6 / HOURS_A_YEAR for way in ("forward_twh", "backward_twh")]
                limits = [min(limit, draw.contracts * each) for limit, each in zip(limits, mean, strict=True)]
        found.append(Line(name, *ends, limits[0] + extra[0], limits[1] + extra[1]))
    return tuple(found)


def _stands(row: Row, year: int) -> bool:
    """A link that was there in the year and whose capacity is known; one without a year was there before all of it."""
    known = row.text("status") == EXISTING and bool(row.cells["forward_mw"])
    return known and (not row.cells["year"] or int(row.number("year")) <= year)


def made(supplies: Sequence[Supply], links: Sequence[Line], hours: "Integers") -> Made:
    """The market of these hours (numbers of hours of the year)."""
    import numpy as np

    from ortak.engines.energy.coupling import Market
    from ortak.engines.energy.coupling.curves import Curves

    zones = tuple(supply.zone.id for supply in supplies)
    offers = _steps([supply.plants for supply in supplies], hours, falling=False)
    bids = _steps([supply.needs for supply in supplies], hours, falling=True)
    fixed = np.zeros((hours.size, len(zones)))
    for place, supply in enumerate(supplies):
        for power in supply.outside.values():
            fixed[:, place] += power[hours]
    limits = np.array([[-line.backward, line.forward] for line in links]).reshape(-1, 2)
    curves = [
        Curves(_starts(steps.first, hours.size), steps.cents.reshape(-1), steps.kwh.reshape(-1))
        for steps in (offers, bids)
    ]
    market = Market(
        zones=zones,
        tail=np.array([zones.index(line.tail) for line in links], dtype=np.int64),
        head=np.array([zones.index(line.head) for line in links], dtype=np.int64),
        low=np.tile(kwh(limits[:, 0]), (hours.size, 1)),
        high=np.tile(kwh(limits[:, 1]), (hours.size, 1)),
        fixed=kwh(fixed),
        offers=curves[0],
        bids=curves[1],
    )
    return Made(market, offers, bids, tuple(links))


def kwh(mw: "Numbers") -> "Integers":
    """Whole kWh of an hour."""
    import numpy as np

    whole: Integers = np.rint(mw * 1_000).astype(np.int64)
    return whole


def _steps(by_zone: "list[tuple[Plant, ...]]", hours: "Integers", falling: bool) -> Steps:
    """Steps in merit order; those of one zone and price are joined, as a curve has one step for each price."""
    import numpy as np

    first, cents, energy, tonnes, fuels = [0], [], [], [], []
    for steps in by_zone:
        joined: dict[object, list[Plant]] = {}
        for step in steps:
            joined.setdefault(round(step.eur * 100) if isinstance(step.eur, float) else id(step), []).append(step)
        ordered = sorted(joined.values(), key=lambda each: float(np.mean(each[0].eur)), reverse=falling)
        for each in ordered:
            price = np.broadcast_to(np.rint(np.asarray(each[0].eur) * 100), each[0].mw.shape)
            cents.append(price[hours])
            energy.append(kwh(np.sum([step.mw for step in each], axis=0)[hours]))
            tonnes.append(each[0].tonnes_per_mwh)
            fuels.append("+".join(dict.fromkeys(step.fuel for step in each)))
        first.append(first[-1] + len(ordered))
    return Steps(
        np.array(first, dtype=np.int64), np.stack(cents, axis=1).astype(np.int64), np.stack(energy, axis=1),
        np.array(tonnes), tuple(fuels),
    )  # fmt: skip


def _starts(first: "Integers", hours: int) -> "Integers":
    import numpy as np

    starts: Integers = (np.arange(hours)[:, None] * first[-1] + first[None, :-1]).reshape(-1)
    return np.append(starts, hours * first[-1]).astype(np.int64)
