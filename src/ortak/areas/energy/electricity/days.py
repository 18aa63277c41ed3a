"""The days that ship, cleared: prices, flows, welfare and the steps behind each price, kept as data for the portal.

`data/electricity/days/DAY.json` is what `ortak energy day DAY` prints; a test holds it to what the engine says now.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from ortak.areas.energy.electricity.case import bundled
from ortak.areas.energy.market_folder import BadFolder

FORMAT = "ortak-region-day-1"


def cleared(day: str) -> dict[str, Any]:
    """A bundled day, cleared and checked by the independent verification: EUR, MWh, by zone, link and hour.

    Raises:
        BadFolder: no such day ships, or the check finds the result wrong.
    """
    import tempfile

    from ortak.areas.energy.electricity.market import lines, made
    from ortak.areas.energy.electricity.supply import supplies
    from ortak.areas.energy.market_building import read_market
    from ortak.areas.energy.market_check import check_results
    from ortak.areas.energy.market_results import write_results
    from ortak.engines.energy.coupling.selection import clear_with_blocks

    folder = read_market(folder_of(day))
    chosen = clear_with_blocks(folder.market, folder.blocks)
    with tempfile.TemporaryDirectory() as passing:
        write_results(folder, chosen, Path(passing) / "result")
        wrong = check_results(Path(passing) / "result")
    if wrong:
        raise BadFolder(wrong[0])
    year = int(day[:4])
    world = made(supplies(year), lines(year=year), hours_of(day))
    result, zones = chosen.clearing, folder.market.zones
    return {
        "format": FORMAT,
        "day": day,
        "market": folder.digests,
        "proved": not wrong,
        "zones": {
            zone: {
                "price": _by_hour(result.price[:, place], 100),
                "sold": _by_hour(result.sold[:, place], 1_000),
                "bought": _by_hour(result.bought[:, place], 1_000),
                "outside": _by_hour(folder.market.fixed[:, place], 1_000),
                "offers": _steps(world.offers, world.market.zones.index(zone)),
                "bids": _steps(world.bids, world.market.zones.index(zone)),
            }
            for place, zone in enumerate(zones)
        },
        "links": [
            {
                "from": zones[tail], "to": zones[head], "flow": _by_hour(result.flow[:, place], 1_000),
                "forward": int(folder.market.high[0, place]) / 1_000, "back": -int(folder.market.low[0, place]) / 1_000,
            }
            for place, (tail, head) in enumerate(zip(folder.market.tail, folder.market.head, strict=True))
        ],
        "welfare": {
            name: _by_hour(values, 100_000)
            for name, values in (
                ("total", result.welfare), ("consumers", result.consumers), ("producers", result.producers),
                ("links", result.rent), ("outside", result.external),
            )
        },
    }  # fmt: skip


def folder_of(day: str) -> Path:
    """The market folder of a bundled day. Raises `BadFolder`."""
    known = bundled()
    if day not in known:
        raise BadFolder(f"there is no day {day!r}; there are {', '.join(known)}")
    return known[day]


def hours_of(day: str) -> Any:
    """Numbers of the hours of a day within its year."""
    from datetime import date

    import numpy as np

    when = date.fromisoformat(day)
    first = (when - date(when.year, 1, 1)).days * 24
    return np.arange(first, first + 24)


def _by_hour(values: Any, unit: int) -> list[float]:
    return [int(each) / unit for each in values]


def _steps(steps: Any, place: int) -> list[dict[str, Any]]:
    """The steps of a zone in merit order; a price that is the same in every hour stands there once."""
    found = []
    for step in range(int(steps.first[place]), int(steps.first[place + 1])):
        prices = _by_hour(steps.cents[:, step], 100)
        found.append(
            {
                "what": steps.fuels[step],
                "price": prices[:1] if len(set(prices)) == 1 else prices,
                "mwh": _by_hour(steps.kwh[:, step], 1_000),
            }
        )
    return found


@cache
def stored(day: str) -> dict[str, Any]:
    """The day as it was cleared and kept. Raises `BadFolder`."""
    kept: dict[str, Any] = json.loads(folder_of(day).with_suffix(".json").read_text(encoding="utf-8"))
    return kept
