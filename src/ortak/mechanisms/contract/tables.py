"""Data files as people edit them: CSV with a header, UTF-8. One reader, whose errors name the file, the line and the column."""

import csv
import io
from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path


class TableError(ValueError):
    """A data file that cannot be read: says where and what is valid."""


class Row(dict[str, str]):
    """A row with the place it was read from, for messages."""

    place: str = ""


def read_table(path: Traversable | Path, required: Sequence[str] = (), limit: int = 64_000_000) -> Iterator[Row]:
    """The rows of a CSV file, values stripped. A byte-order mark and any line end are accepted; everything else that is not
    well-formed UTF-8 CSV with the `required` columns raises `TableError`."""
    try:
        if path.is_dir():
            raise TableError(f"{path} is a directory; a CSV file is needed")
        data = path.read_bytes()
    except OSError as error:
        raise TableError(f"{path} cannot be read: {error.strerror or error}") from None
    yield from parse_table(data, str(path), required, limit)


def parse_table(data: bytes, name: str, required: Sequence[str] = (), limit: int = 64_000_000) -> Iterator[Row]:
    """Like `read_table`, from bytes; `name` stands for the file in messages."""
    if len(data) > limit:
        raise TableError(f"{name} has {len(data):,} bytes; at most {limit:,} are read at once: split it")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise TableError(f"{name}, line {line}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    if "\x00" in text:
        raise TableError(f"{name} holds a zero byte: it is no text file")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        yield from _rows(reader, name, required)
    except csv.Error as error:
        raise TableError(f"{name}, line {reader.line_num}: {error}") from None


def _rows(reader: "csv._reader", name: str, required: Sequence[str]) -> Iterator[Row]:
    header = [column.strip() for column in next(reader, [])]
    if missing := [column for column in required if column not in header]:
        raise TableError(f"{name}, line 1: columns {', '.join(missing)} are missing; needed are {', '.join(required)}")
    if len(set(header)) != len(header):
        raise TableError(f"{name}, line 1: a column stands twice in {', '.join(header)}")
    for values in reader:
        if not any(value.strip() for value in values):
            continue
        if len(values) != len(header):
            raise TableError(f"{name}, line {reader.line_num}: {len(values)} values for {len(header)} columns")
        row = Row(zip(header, (value.strip() for value in values), strict=True))
        row.place = f"{name}, line {reader.line_num}"
        yield row
