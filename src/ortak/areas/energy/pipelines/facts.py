"""The region's pipes as data: places, pipes, what is produced and needed, projects, each row with its source.

`data/pipelines` holds them. A bad cell is refused with its file, its line and the reason.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import isfinite
from pathlib import Path

from ortak.engines.energy.pipelines.errors import BadNetwork

Folder = Traversable | Path
COMMODITIES = ("gas", "oil")
RUNS = ("operating",)
STATUSES = ("operating", "construction", "proposed")
UNITS = {"gas": "bcm/y", "oil": "Mt/y"}


@dataclass(frozen=True)
class Source:
    """Where a figure is from."""

    id: str
    title: str
    publisher: str
    year: str
    url: str


@dataclass(frozen=True)
class Cited:
    """A figure's source by id, the place in it, its year, and how it was made from what stands there."""

    source: str
    place: str = ""
    year: str = ""
    method: str = ""


@dataclass(frozen=True)
class Node:
    """A place of the network."""

    id: str
    name: str
    state: str
    kind: str
    lat: float
    lon: float

    @property
    def point(self) -> tuple[float, float]:
        """Degrees, longitude first."""
        return self.lon, self.lat


@dataclass(frozen=True)
class Line:
    """A pipe: capacity in bcm or Mt a year; it, length and diameter None where no source was found."""

    id: str
    name: str
    commodity: str
    course: tuple[str, ...]
    both_ways: bool
    capacity: float | None
    unit: str
    capacity_cited: Cited
    length_km: float | None
    diameter_mm: float | None
    size_cited: Cited
    operator: str
    status: str
    status_year: str
    status_cited: Cited
    note: str

    @property
    def operating(self) -> bool:
        """Whether it runs."""
        return self.status in RUNS


@dataclass(frozen=True)
class Amount:
    """What a place produces, takes in, needs or takes out, in bcm or Mt a year; None where nothing limits it."""

    id: str
    node: str
    state: str
    commodity: str
    kind: str
    amount: float | None
    cited: Cited
    last: bool
    europe: bool


@dataclass(frozen=True)
class Project:
    """So much more capacity in a pipe."""

    id: str
    title: str
    pipe: str
    adds: float
    unit: str
    cited: Cited


@dataclass(frozen=True)
class Grid:
    """Places of one state that its grid joins, without a limit."""

    tail: str
    head: str
    commodity: str
    both_ways: bool


@dataclass(frozen=True)
class Facts:
    """Everything in the folder, by id."""

    sources: Mapping[str, Source]
    nodes: Mapping[str, Node]
    lines: Mapping[str, Line]
    grids: tuple[Grid, ...]
    amounts: Mapping[str, Amount]
    projects: Mapping[str, Project]

    def states(self, line: Line) -> tuple[str, ...]:
        """The states that a pipe touches, in the order of its course."""
        return tuple(dict.fromkeys(self.nodes[place].state for place in line.course))


class Row(dict[str, str]):
    """The cells of a line by column, with its place for messages."""

    place = ""

    def __missing__(self, column: str) -> str:
        raise BadNetwork(f"{self.place}: there is no column {column!r}; there are {', '.join(self)}")

    def refused(self, column: str, reason: str) -> BadNetwork:
        """What to raise about a cell."""
        return BadNetwork(f"{self.place}, {column}: {reason}")

    def needed(self, column: str) -> str:
        """A cell that is not empty."""
        if not self[column]:
            raise self.refused(column, "is empty")
        return self[column]

    def one_of(self, column: str, allowed: tuple[str, ...] | Mapping[str, object]) -> str:
        """A cell that is one of these."""
        if self[column] not in allowed:
            raise self.refused(column, f"{self[column]!r} is none of {', '.join(allowed)}")
        return self[column]

    def number(self, column: str) -> float | None:
        """A number from 0 up; None where nothing stands."""
        if not self[column]:
            return None
        try:
            value = float(self[column])
        except ValueError:
            raise self.refused(column, f"{self[column]!r} is not a number") from None
        if not (isfinite(value) and value >= 0):
            raise self.refused(column, f"{self[column]} is not a number from 0 up")
        return value

    def yes(self, column: str) -> bool:
        """Whether a cell says yes."""
        return self.one_of(column, ("yes", "no")) == "yes"


@cache
def load_facts() -> Facts:
    """The facts that ship with the area, read once."""
    return read_facts(files("ortak.areas.energy") / "data" / "pipelines")


def read_facts(folder: Folder) -> Facts:
    """The facts in a folder of tables. Raises `BadNetwork` with file, line and reason."""
    sources = {row.needed("id"): _source(row) for row in _rows(folder, "sources")}
    nodes = {row.needed("id"): _node(row, sources) for row in _rows(folder, "nodes")}
    lines = {row.needed("id"): _line(row, sources, nodes) for row in _rows(folder, "pipes")}
    grids = tuple(
        Grid(row.one_of("from", nodes), row.one_of("to", nodes), row["commodity"], row.yes("both_ways"))
        for row in _rows(folder, "links")
    )
    amounts = {row.needed("id"): _amount(row, sources, nodes) for row in _rows(folder, "balances")}
    projects = {row.needed("id"): _project(row, sources, lines) for row in _rows(folder, "expansions")}
    return Facts(sources, nodes, lines, grids, amounts, projects)


def _rows(folder: Folder, name: str) -> Iterator[Row]:
    try:
        text = (folder / f"{name}.csv").read_text(encoding="utf-8")
    except OSError:
        raise BadNetwork(f"there is no table {name}.csv in {folder}") from None
    reader = csv.reader(text.splitlines())
    header = next(reader, [])
    for cells in reader:
        if len(cells) != len(header):
            raise BadNetwork(f"{name}.csv, line {reader.line_num}: {len(cells)} cells under {len(header)} columns")
        row = Row(zip(header, cells, strict=True))
        row.place = f"{name}.csv, line {reader.line_num}"
        yield row


def _source(row: Row) -> Source:
    return Source(row["id"], row.needed("title"), row.needed("publisher"), row["year"], row.needed("url"))


def _node(row: Row, sources: Mapping[str, Source]) -> Node:
    if not row["method"]:
        row.one_of("source", sources)
    lat, lon = row.number("lat"), row.number("lon")
    if lat is None or lon is None:
        raise row.refused("lat", "is empty")
    return Node(row["id"], row.needed("name"), row.needed("state"), row.needed("kind"), lat, lon)


def _line(row: Row, sources: Mapping[str, Source], nodes: Mapping[str, Node]) -> Line:
    course = tuple(row.needed("course").split())
    for place in course:
        if place not in nodes:
            raise row.refused("course", f"there is no place {place!r} in nodes.csv")
    commodity = row.one_of("commodity", COMMODITIES)
    row.one_of("unit", (UNITS[commodity],))
    capacity, length, diameter = (row.number(name) for name in ("capacity", "length_km", "diameter_mm"))
    if length or diameter:
        row.one_of("size_source", sources)
    cited = Cited(row.one_of("capacity_source", sources), row.needed("capacity_place"), row["capacity_year"])
    return Line(
        row["id"],
        row.needed("name"),
        commodity,
        course,
        row.yes("both_ways"),
        capacity,
        row["unit"],
        Cited(cited.source, cited.place, cited.year, row["capacity_method"]),
        length,
        diameter,
        Cited(row["size_source"], row["size_place"]),
        row["operator"],
        row.one_of("status", STATUSES),
        row["status_year"],
        Cited(row.one_of("status_source", sources)),
        row["note"],
    )


def _amount(row: Row, sources: Mapping[str, Source], nodes: Mapping[str, Node]) -> Amount:
    commodity = row.one_of("commodity", COMMODITIES)
    kind = row.one_of("kind", ("production", "inlet", "demand", "outlet"))
    amount = row.number("amount")
    if amount is None and kind in ("production", "demand"):
        raise row.refused("amount", f"is empty; a {kind} needs one")
    cited = Cited(row.one_of("source", sources), row["place"], row["year"], row["method"])
    return Amount(
        row["id"],
        row.one_of("node", nodes),
        row["state"],
        commodity,
        kind,
        amount,
        cited,
        row.yes("last"),
        row.yes("europe"),
    )


def _project(row: Row, sources: Mapping[str, Source], lines: Mapping[str, Line]) -> Project:
    pipe = row.one_of("pipe", lines)
    row.one_of("unit", (lines[pipe].unit,))
    adds = row.number("adds")
    if not adds:
        raise row.refused("adds", "is empty or nothing")
    cited = Cited(row.one_of("source", sources), row["place"], row["year"], row["method"])
    return Project(row["id"], row.needed("title"), pipe, adds, row["unit"], cited)
