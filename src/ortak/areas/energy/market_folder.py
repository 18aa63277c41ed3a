"""A market folder: curves, block orders, transfer capacities and exchanges of days, read and checked row by row.

Files are `.csv` or `.csv.gz`; quantities in MWh, prices in money per MWh with two decimals at most. Every refusal names
file, line and reason. Only the standard library until the market is built.
"""

import csv
import gzip
import hashlib
import math
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from ortak.engines.energy.coupling import Market
    from ortak.engines.energy.coupling.blocks import Block
    from ortak.engines.energy.coupling.domains import Domain

CURVES, BLOCKS, CAPACITIES, EXCHANGES = (
    "simple-bid-curves",
    "block-orders",
    "transfer-capacities",
    "published-exchanges",
)
PRICES = "published-prices"
DOMAINS = "flow-based-domains"
MINUTES = (15, 30, 60)
MOST_PERIODS = 100
"""Of a day of 25 hours, in quarters."""
LARGEST = 10**12
"""Whole units (cents, kWh) of one number: sums of them stay whole."""
Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
SIDES = {"supply": 1, "demand": -1}
Hour = tuple[str, int]


class BadFolder(ValueError):
    """A market folder that cannot be cleared: file, line and reason."""


@dataclass(frozen=True)
class Row:
    """A line of a file, with where it stands."""

    file: str
    line: int
    cells: dict[str, str]

    def refuse(self, reason: str) -> BadFolder:
        """What to raise about this line."""
        return BadFolder(f"{self.file}, line {self.line}: {reason}")

    def text(self, column: str) -> str:
        """A cell that is not empty."""
        found = self.cells.get(column) or ""
        if not found:
            raise self.refuse(f"{column} is empty")
        return found

    def number(self, column: str) -> float:
        """A finite number."""
        said = self.text(column)
        try:
            number = float(said)
        except ValueError:
            raise self.refuse(f"{column} is {said!r}, not a number") from None
        if not math.isfinite(number):
            raise self.refuse(f"{column} is {said!r}; only finite numbers are valid")
        return number

    def whole(self, column: str, scale: int, what: str) -> int:
        """A number in the whole units of the engine: cents or kWh."""
        number = self.number(column) * scale
        if abs(number) > LARGEST:
            raise self.refuse(f"{column} is {self.text(column)}; at most {LARGEST // scale:,} either way is valid")
        if abs(number - round(number)) > 1e-4:
            raise self.refuse(f"{column} is {self.text(column)}, finer than {what}")
        return round(number)

    def nearest_cent(self, column: str) -> int:
        """A published price, which may have more decimals than orders have."""
        return round(self.number(column) * 100)

    def energy(self, column: str) -> int:
        """MWh as kWh."""
        return self.whole(column, 1_000, "0.001 MWh")

    def money(self, column: str) -> int:
        """Money per MWh as cents."""
        return self.whole(column, 100, "0.01")

    @property
    def hour(self) -> Hour:
        """Day and period."""
        period = self.text("period")
        if not period.isdecimal() or len(period) > 3 or not 1 <= int(period) <= MOST_PERIODS:
            raise self.refuse(f"period is {period[:40]!r}; valid are 1 to {MOST_PERIODS}")
        return self.text("delivery_day"), int(period)


@dataclass(frozen=True)
class Folder:
    """What was read: the market and its blocks, with the names that the results are written with."""

    path: Path
    market: "Market"
    blocks: "tuple[Block, ...]"
    hours: tuple[Hour, ...]
    stamps: dict[Hour, str]
    borders: "tuple[Border, ...]"
    outside_prices: dict[tuple[int, str], int]
    """Prices in cents of zones outside, by hour and zone: used where orders leave a price open."""
    beyond: dict[str, str]
    """Zones that only touch a zone outside, and that zone."""
    digests: dict[str, str]
    domain: "Domain | None" = None
    """Critical elements of a flow-based domain, if the folder has them."""
    loss: tuple[float, ...] = ()
    """Share of what each link carries that is lost on the way; empty: none is."""


@dataclass(frozen=True, slots=True)
class Border:
    """A fixed exchange: kWh out of the zone, and between which limits."""

    hour: int
    zone: int
    outside: str
    exchange: int
    least: int
    most: int


def rows_of(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows of a file that has these columns."""
    try:
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            absent = [each for each in columns if each not in (reader.fieldnames or ())]
            if absent:
                raise BadFolder(f"{path.name}, line 1: no column {', '.join(absent)}")
            for cells in reader:
                yield Row(path.name, reader.line_num, cells)
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise BadFolder(f"{path.name} cannot be read: {error}") from error


def by_place(rows: Iterable[tuple[Row, Key, Value]], what: str) -> dict[Key, Value]:
    """One value for each place.

    Raises:
        BadFolder: a place has a second row.
    """
    found: dict[Key, Value] = {}
    for row, key, value in rows:
        if key in found:
            raise row.refuse(f"a second {what} for one place and period")
        found[key] = value
    return found


def file_of(folder: Path, name: str) -> Path | None:
    """The file of that name, packed or not; None if there is none."""
    for ending in (".csv", ".csv.gz"):
        if (folder / (name + ending)).is_file():
            return folder / (name + ending)
    return None


def needed(folder: Path, name: str) -> Path:
    """The file of that name.

    Raises:
        BadFolder: there is none.
    """
    found = file_of(folder, name)
    if found is None:
        raise BadFolder(f"{folder} has no {name}.csv or {name}.csv.gz")
    return found


def digests_of(folder: Path) -> dict[str, str]:
    """SHA-256 of each file that counts."""
    files = [file_of(folder, name) for name in (CURVES, BLOCKS, CAPACITIES, EXCHANGES, PRICES, DOMAINS)]
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files if file}


class Clock:
    """The hours of the market in order, and their time stamps; a day with a gap is refused."""

    def __init__(self) -> None:
        self.stamps: dict[Hour, str] = {}
        self.first: dict[Hour, Row] = {}

    def note(self, row: Row) -> Hour:
        """An hour for which there are orders."""
        hour = row.hour
        stamp = row.text("timestamp")
        if self.stamps.setdefault(hour, stamp) != stamp:
            raise row.refuse(f"period {hour[1]} of {hour[0]} is {stamp} here and {self.stamps[hour]} before")
        self.first.setdefault(hour, row)
        return hour

    def ordered(self) -> tuple[Hour, ...]:
        """All hours; each day whole, from its first to its last, with 23 or 25 where clocks change."""
        days: dict[str, list[int]] = {}
        for day, period in self.stamps:
            days.setdefault(day, []).append(period)
        return tuple((day, period) for day in sorted(days) for period in self._whole_day(day, sorted(days[day])))

    def _whole_day(self, day: str, periods: list[int]) -> list[int]:
        last = self.first[day, periods[-1]]
        absent = sorted(set(range(1, periods[-1] + 1)) - set(periods))
        if absent:
            raise last.refuse(f"{day} has no orders for period {absent[0]}: a day needs every hour")
        try:
            times = [datetime.fromisoformat(self.stamps[day, period]) for period in periods]
        except ValueError as error:
            raise last.refuse(f"a timestamp of {day} is no time: {error}") from None
        if any(each.tzinfo is None for each in times):
            raise last.refuse(f"timestamps of {day} need their offset from UTC, as in 2025-04-01T00:00:00+02:00")
        steps = {int((later - sooner).total_seconds()) for sooner, later in pairwise(times)}
        minutes = 60 if not steps else min(steps) // 60
        if len(steps) > 1 or minutes not in MINUTES:
            raise last.refuse(f"periods of {day} do not follow each other in steps of 15, 30 or 60 minutes")
        ends = times[-1].hour * 60 + times[-1].minute + minutes
        if times[0].hour or times[0].minute or ends != 24 * 60:
            raise last.refuse(
                f"{day} lasts from {times[0]:%H:%M} to the period of {times[-1]:%H:%M}: a whole day is needed"
            )
        return periods
