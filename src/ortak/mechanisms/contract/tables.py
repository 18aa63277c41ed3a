"""Data files as people edit them: CSV with a header, UTF-8. One reader, whose errors name the file, the line and the
column."""

import csv
import io
from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

LARGEST_FILE = 64_000_000
# Python's own limit is one for the whole process, which any library may lift.
LARGEST_CELL = 100_000


class TableError(ValueError):
    """A data file that cannot be read: says where and what is valid."""


class Row(dict[str, str]):
    """A row with the place it was read from, for messages."""

    place: str = ""


def read_table(path: Traversable | Path, required: Sequence[str] = (), limit: int = LARGEST_FILE) -> Iterator[Row]:
    """The rows of a CSV file, values stripped. A byte-order mark and any line end are accepted; everything else that
    is not well-formed UTF-8 CSV with the `required` columns raises `TableError`."""
    yield from parse_table(_read(path, limit), str(path), required, limit)


def _read(path: Traversable | Path, limit: int) -> bytes:
    try:
        if path.is_dir():
            raise IsADirectoryError(0, "it is a directory; a CSV file is needed")
        with path.open("rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        raise TableError(f"{path} cannot be read: {error.strerror or error}") from None
    except ValueError as error:  # a name that no file can have
        raise TableError(f"{str(path)!r} cannot be read: {error}") from None


def parse_table(data: bytes, name: str, required: Sequence[str] = (), limit: int = LARGEST_FILE) -> Iterator[Row]:
    """Like `read_table`, from bytes; `name` stands for the file in messages."""
    if len(data) > limit:
        raise TableError(f"{name} has more than {limit:,} bytes, which is all that is read at once: split it")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(data[: error.start].splitlines()) or 1
        raise TableError(f"{name}, line {line}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise TableError(f"{name}, line {line}: a zero byte; this is no text file, or not UTF-8")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        yield from _rows(reader, name, required)
    except csv.Error as error:
        raise TableError(f"{name}, line {reader.line_num}: {error}") from None


def _rows(reader: Any, name: str, required: Sequence[str]) -> Iterator[Row]:
    header = [column.strip() for column in next(reader, [])]
    _check_header(header, name, required)
    begins = reader.line_num + 1
    for values in reader:
        place, begins = f"{name}, line {begins}", reader.line_num + 1
        if not any(value.strip() for value in values):
            continue
        if max(map(len, values)) > LARGEST_CELL:
            raise TableError(
                f"{place}: a cell has more than {LARGEST_CELL:,} characters; is a quotation mark left open?"
            )
        if len(values) != len(header):
            raise TableError(f"{place}: {len(values)} values for {len(header)} columns")
        row = Row(zip(header, (value.strip() for value in values), strict=True))
        row.place = place
        yield row


def _check_header(header: list[str], name: str, required: Sequence[str]) -> None:
    if missing := [column for column in required if column not in header]:
        raise TableError(f"{name}, line 1: columns {', '.join(missing)} are missing; needed are {', '.join(required)}")
    if twice := sorted({column for column in header if header.count(column) > 1}):
        names = ", ".join(column[:40] or "one without a name" for column in twice[:5])
        raise TableError(f"{name}, line 1: a column stands twice: {names}")
