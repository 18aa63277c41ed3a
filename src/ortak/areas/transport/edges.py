"""A graph in a file: columns tail, head, and one for each criterion. What is wrong with it is told by line.

>>> import io
>>> table = read_edges(io.BytesIO(b"tail,head,hours,cost\\nA,B,2,3.5\\nB,C,1,0\\n"), "edges.csv")
>>> table.criteria, table.names, table.cost.tolist()
(['hours', 'cost'], ['A', 'B', 'C'], [[2.0, 3.5], [1.0, 0.0]])
>>> read_edges(io.BytesIO(b"tail,head,hours\\nA,B,-2\\n"), "edges.csv")
Traceback (most recent call last):
...
ortak.areas.transport.edges.BadEdges: edges.csv is not a graph:
  line 2: hours is -2; it must not be negative
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from math import isfinite
from typing import IO, Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from ortak.engines.reaching import reached
from ortak.engines.transport.network import TransportError, UnknownPlace

ENDS = ("tail", "head")
AT_ONCE = 50_000
TOLD = 5
LONGEST_FIELD = 100_000
MOST = 2**61


class BadEdges(TransportError):
    """The file is no graph: the first lines that are wrong, each with its reason."""


@dataclass(frozen=True)
class Edges:
    """Arcs by number of their ends in `names`; `cost` has one row for each arc, one column for each criterion."""

    names: list[str]
    numbers: dict[str, int]
    criteria: list[str]
    tail: NDArray[Any]
    head: NDArray[Any]
    cost: NDArray[Any]

    def number_of(self, name: str) -> int:
        """The number of a node. Raises `UnknownPlace` with the nearest names."""
        if name not in self.numbers:
            raise UnknownPlace(name, tuple(get_close_matches(name, self.names[:100_000], n=5)), "graph")
        return self.numbers[name]

    def gap(self, source: str, target: str) -> str:
        """Where the gap between two nodes without a path is.

        >>> import io
        >>> read_edges(io.BytesIO(b"tail,head,km\\nA,B,1\\nC,D,1\\n"), "edges.csv").gap("A", "D")
        'no path from A to D: from A one reaches 1 other node (B), D is reached from 1 (C), and no arc leads across'
        """
        there = list(zip(self.tail.tolist(), self.head.tolist(), strict=True))
        back = ((head, tail) for tail, head in there)
        ends = ((there, self.numbers[source]), (back, self.numbers[target]))
        (far, after), (near, before) = (self._named(reached(pairs, end) - {end}) for pairs, end in ends)
        return (
            f"no path from {source} to {target}: from {source} one reaches {far} other node{'s'[: far != 1]}{after}, "
            f"{target} is reached from {near}{before}, and no arc leads across"
        )

    def _named(self, nodes: set[int]) -> tuple[int, str]:
        shown = ", ".join(self.names[node] for node in sorted(nodes)[:TOLD])
        more = ", ..." if len(nodes) > TOLD else ""
        return len(nodes), f" ({shown}{more})" if nodes else ""


Columns = tuple[NDArray[Any], NDArray[Any], list[NDArray[Any]]]


def read_edges(file: IO[bytes], name: str) -> Edges:
    """The graph in a file of UTF-8 text. Raises `BadEdges` at the first piece of the file with a line that is wrong."""
    rows = csv.reader(io.TextIOWrapper(io.BufferedReader(_Raw(file)), encoding="utf-8-sig", newline=""), strict=True)
    csv.field_size_limit(LONGEST_FIELD)
    numbers: dict[str, int] = {}
    pieces: list[Columns] = []
    try:
        header = [column.strip() for column in next(rows, [])]
        criteria = _criteria(header, name)
        order = [header.index(column) for column in (*ENDS, *criteria)]
        before = rows.line_num
        while piece := list(islice(rows, AT_ONCE)):
            found = _columns([row for row in piece if row], order, len(header), numbers)
            pieces.append(found or _refuse(piece, before, header, order, name))
            before = rows.line_num
    except UnicodeDecodeError as error:
        raise BadEdges(f"{name} is not UTF-8 (after line {rows.line_num}): {error.reason}") from None
    except csv.Error as error:
        raise BadEdges(f"{name}, line {rows.line_num}: {error}") from None
    if not pieces:
        raise BadEdges(f"{name} has no lines under its header")
    tail, head = (np.concatenate([piece[end] for piece in pieces]) for end in (0, 1))
    columns = [np.concatenate([piece[2][place] for piece in pieces]) for place in range(len(criteria))]
    return Edges(list(numbers), numbers, criteria, tail, head, np.column_stack(columns))


class _Raw(io.RawIOBase):
    """Bytes from any stream, closed by whoever opened it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        read = self.stream.read(len(buffer))
        buffer[: len(read)] = read
        return len(read)


def _criteria(header: list[str], name: str) -> list[str]:
    doubled = [column for place, column in enumerate(header) if column in header[:place]]
    if doubled:
        raise BadEdges(f"{name}, line 1: the column {doubled[0]!r} is there twice")
    missing = [column for column in ENDS if column not in header]
    if missing:
        there = ", ".join(header[:10]) or "nothing"
        raise BadEdges(f"{name}, line 1: there is no column {' and no column '.join(missing)}; the header has {there}")
    criteria = [column for column in header if column not in ENDS]
    if not criteria or "" in criteria:
        raise BadEdges(f"{name}, line 1: beside tail and head there is one column with a name for each criterion")
    return criteria


def _columns(rows: list[list[str]], order: Sequence[int], width: int, numbers: dict[str, int]) -> Columns | None:
    """The columns of some rows, or None if a row among them is wrong."""
    if not rows:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), [np.zeros(0, np.int64) for _ in order[2:]]
    try:
        columns = list(zip(*rows, strict=True))
    except ValueError:
        return None
    if len(columns) != width:
        return None
    tails, heads, *costs = (columns[place] for place in order)
    if "" in tails or "" in heads:
        return None
    values = [_numbers(column) for column in costs]
    if any(value is None for value in values):
        return None
    for name in (*tails, *heads):
        if name not in numbers:
            numbers[name] = len(numbers)
    ends = (np.fromiter(map(numbers.__getitem__, names), np.int64, len(names)) for names in (tails, heads))
    return next(ends), next(ends), [value for value in values if value is not None]


def _numbers(column: Sequence[str]) -> NDArray[Any] | None:
    if "_" in "".join(column):
        return None
    try:
        whole = np.array(list(map(int, column)), dtype=np.int64)
        return whole if whole.min() >= 0 and whole.max() <= MOST else None
    except (ValueError, OverflowError):
        pass
    try:
        values = np.array(list(map(float, column)))
    except ValueError:
        return None
    return values if np.isfinite(values).all() and values.min() >= 0 and values.max() <= MOST else None


def _refuse(piece: list[list[str]], line: int, header: list[str], order: Sequence[int], name: str) -> NoReturn:
    told = []
    for row in piece:
        line += 1
        reason = _reason(row, header, order) if row else ""
        if reason:
            told.append(f"  line {line}: {reason}")
        line += sum(cell.count("\n") for cell in row)
        if len(told) == TOLD:
            told.append("  ... and perhaps more; the rest was not read")
            break
    raise BadEdges("\n".join((f"{name} is not a graph:", *told)))


def _reason(row: list[str], header: list[str], order: Sequence[int]) -> str:
    if len(row) != len(header):
        return f"{len(row)} cells under {len(header)} columns"
    for place in order[:2]:
        if not row[place]:
            return f"{header[place]} is empty"
    for place in order[2:]:
        if reason := _no_number(row[place]):
            return f"{header[place]} {reason}"
    return ""


def _no_number(cell: str) -> str:
    shown = cell if len(cell) <= 40 else cell[:40] + "..."
    try:
        value = float("" if "_" in cell else cell)
    except ValueError:
        return f"is {shown!r}, which is not a number" if cell else "is empty"
    if not isfinite(value):
        return f"is {shown}; it must be finite"
    if value < 0:
        return f"is {shown}; it must not be negative"
    return f"is {shown}; it is too large, at most 2**61" if value > MOST else ""
