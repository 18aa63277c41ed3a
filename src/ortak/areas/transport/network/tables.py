"""Tables with a header: rows that know their line, cells that say what is wrong with them.

>>> Row({"km": "12.5"}, "legs.csv", 2).number("km")
12.5
>>> Row({"km": "far"}, "legs.csv", 2).number("km")
Traceback (most recent call last):
...
ortak.engines.transport.network.BadNetwork: legs.csv, line 2, km: 'far' is not a number
"""

import csv
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from math import isfinite
from pathlib import Path

from ortak.engines.transport.network import BadNetwork

Folder = Traversable | Path


class Row(dict[str, str]):
    """The cells of a line by column."""

    def __init__(self, cells: dict[str, str], file: str, line: int) -> None:
        super().__init__(cells)
        self.file, self.line = file, line

    def __missing__(self, column: str) -> str:
        raise BadNetwork(f"{self.file}: there is no column {column!r}; there are {', '.join(self)}")

    def refused(self, column: str, reason: str) -> BadNetwork:
        return BadNetwork(f"{self.file}, line {self.line}, {column}: {reason}")

    def needed(self, column: str) -> str:
        if not self[column]:
            raise self.refused(column, "is empty")
        return self[column]

    def one_of(self, column: str, allowed: tuple[str, ...]) -> str:
        if self[column] not in allowed:
            raise self.refused(column, f"{self[column]!r} is none of {', '.join(allowed)}")
        return self[column]

    def number(self, column: str, least: float = 0.0, most: float = float("inf")) -> float:
        try:
            value = float(self[column])
        except ValueError:
            raise self.refused(column, f"{self[column]!r} is not a number") from None
        if not (isfinite(value) and least <= value <= most):
            raise self.refused(column, f"{self[column]} is not from {least:g} to {most:g}")
        return value


def read_table(folder: Folder, name: str) -> Iterator[Row]:
    """The rows of `NAME.csv`. Raises `BadNetwork` if the file is not there, is no UTF-8 or has a ragged line."""
    path = folder / f"{name}.csv"
    try:
        with path.open(encoding="utf-8") as file:
            reader = csv.reader(file)
            header = next(reader, [])
            for cells in reader:
                if len(cells) != len(header):
                    raise BadNetwork(
                        f"{name}.csv, line {reader.line_num}: {len(cells)} cells under {len(header)} columns"
                    )
                yield Row(dict(zip(header, cells, strict=True)), f"{name}.csv", reader.line_num)
    except FileNotFoundError:
        raise BadNetwork(f"there is no table {name}.csv in {folder}") from None
    except UnicodeDecodeError as error:
        raise BadNetwork(f"{name}.csv is not UTF-8: {error}") from None
