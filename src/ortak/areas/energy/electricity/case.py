"""The region's market as a folder that `ortak energy clear` reads: a day, or a year, whole or not at all."""

import csv
import gzip
import io
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, timezone
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from ortak.areas.energy.electricity.market import Made, lines, made
from ortak.areas.energy.electricity.supply import MARKET_UTC, Supply, supplies
from ortak.areas.energy.market_folder import CAPACITIES, CURVES, EXCHANGES, BadFolder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TIME = ("timestamp", "delivery_day", "period")
LINKS = {"today": True, "full": False}
YEARS = (2023,)


def bundled() -> dict[str, Path]:
    """The days that ship with the area, by name."""
    folder = Path(str(files("ortak.areas.energy") / "data" / "electricity" / "days"))
    return {each.name: each for each in sorted(folder.iterdir()) if each.is_dir()}


def write_case(out: Path, year: int, day: date | None = None, links: str = "full") -> int:
    """The market folder of a day or of a whole year; how many hours it has.

    Raises:
        BadFolder: the day is not in the year, the facts do not cover the year, or the folder is taken.
    """
    import numpy as np

    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise BadFolder(f"{out} is there and not empty: name a new folder")
    if day and day.year != year:
        raise BadFolder(f"{day} is not in {year}")
    zones = supplies(year)
    first = (day - date(year, 1, 1)).days if day else 0
    days = 1 if day else zones[0].load.size // 24
    hours = np.arange(first * 24, (first + days) * 24)
    world = made(zones, lines(today=LINKS[links], year=year), hours)
    tables = (
        (CURVES, ("zone", "side", "price_eur_per_mwh", "quantity_mwh"), _curve_rows(world, year, hours)),
        (CAPACITIES, ("id", "from_zone", "to_zone", "min_flow_mwh", "max_flow_mwh"), _link_rows(world, year, hours)),
        (EXCHANGES, ("zone", "external_zone", "exchange_mwh"), _exchange_rows(zones, year, hours)),
    )
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
        try:
            draft.chmod(0o755)
            for name, columns, rows in tables:
                _write(draft / f"{name}.csv.gz", (*TIME, *columns), rows)
            if out.exists():
                out.rmdir()
            os.replace(draft, out)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise BadFolder(f"{out} cannot be written: {error}") from error
    return int(hours.size)


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    """A packed table: the same rows give the same bytes."""
    with (
        path.open("wb") as raw,
        gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as packed,
        io.TextIOWrapper(packed, encoding="utf-8", newline="") as text,
    ):
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def stamps(year: int, hours: "NDArray[np.int64]") -> Iterator[tuple[str, str, int]]:
    """Time stamp, day and period of each hour."""
    start = datetime(year, 1, 1, tzinfo=timezone(timedelta(hours=MARKET_UTC)))
    for hour in hours.tolist():
        moment = start + timedelta(hours=hour)
        yield moment.isoformat(), moment.date().isoformat(), moment.hour + 1


def _curve_rows(world: Made, year: int, hours: "NDArray[np.int64]") -> Iterator[tuple[object, ...]]:
    for number, time in enumerate(stamps(year, hours)):
        for side, steps in (("supply", world.offers), ("demand", world.bids)):
            for place, zone in enumerate(world.market.zones):
                for step in range(steps.first[place], steps.first[place + 1]):
                    energy = int(steps.kwh[number, step])
                    if energy:
                        yield (*time, zone, side, int(steps.cents[number, step]) / 100, energy / 1_000)


def _link_rows(world: Made, year: int, hours: "NDArray[np.int64]") -> Iterator[tuple[object, ...]]:
    for number, time in enumerate(stamps(year, hours)):
        for place, line in enumerate(world.lines):
            low, high = int(world.market.low[number, place]), int(world.market.high[number, place])
            yield (*time, line.id, line.tail, line.head, low / 1_000, high / 1_000)


def _exchange_rows(zones: tuple[Supply, ...], year: int, hours: "NDArray[np.int64]") -> Iterator[tuple[object, ...]]:
    for number, time in enumerate(stamps(year, hours)):
        for supply in zones:
            for outside, power in supply.outside.items():
                yield (*time, supply.zone.id, outside, round(-float(power[hours[number]]), 3))
