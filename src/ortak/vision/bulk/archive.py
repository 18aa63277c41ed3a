"""The zip itself: written as it is read, never held whole in memory, and byte for byte the same for the same state.

Format: Data Package and Tabular Data Package, version 1 (specs.frictionlessdata.io); CSV after RFC 4180."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.db import connection, transaction
from django.utils import timezone

from ortak.mechanisms.actors.viewers import PUBLIC, Viewer
from ortak.vision.bulk.columns import Cell, Table
from ortak.vision.bulk.package import descriptor, read_me
from ortak.vision.bulk.rows import Scope
from ortak.vision.bulk.tables import TABLES

#: the oldest moment that the format can say: the time of writing would make every copy another file
EPOCH = (1980, 1, 1, 0, 0, 0)
ROWS_PER_CHUNK = 2000
REGULAR_FILE_READABLE_BY_ALL = 0o100644 << 16


@dataclass(frozen=True)
class Written:
    """What the descriptor tells of a file, so that a reader can check that it arrived whole."""

    size: int
    sha256: str
    rows: int


def write(target: str | Path | IO[bytes], viewer: Viewer = PUBLIC) -> None:
    """Write the bulk file of a viewer to a path or a binary stream, which need not be seekable."""
    if isinstance(target, str | Path):
        with Path(target).open("wb") as file:
            return write(file, viewer)
    for chunk in chunks(viewer):
        target.write(chunk)


def chunks(viewer: Viewer = PUBLIC) -> Iterator[bytes]:
    """The bytes of the bulk file of a viewer, in pieces, from one moment of the database."""
    scope = Scope.of(viewer, timezone.now().date())
    outlet = _Outlet()
    written: dict[str, Written] = {}
    with _one_moment(), ZipFile(outlet, "w") as archive:
        with archive.open(_entry("README.md"), "w") as file:
            file.write(read_me(TABLES).encode())
        for table in TABLES:
            yield from _table(archive, table, scope, outlet, written)
        text = json.dumps(descriptor(TABLES, written, scope), ensure_ascii=False, indent=1)
        with archive.open(_entry("datapackage.json"), "w") as file:
            file.write(text.encode())
    yield outlet.take()


def _table(
    archive: ZipFile, table: Table, scope: Scope, outlet: "_Outlet", written: dict[str, Written]
) -> Iterator[bytes]:
    digest, size, rows = hashlib.sha256(), 0, 0
    with archive.open(_entry(table.path), "w", force_zip64=True) as file:
        for data, count in _encoded(table, scope):
            file.write(data)
            digest.update(data)
            size, rows = size + len(data), rows + count
            yield outlet.take()
    written[table.name] = Written(size, digest.hexdigest(), rows)


def _encoded(table: Table, scope: Scope) -> Iterator[tuple[bytes, int]]:
    """The CSV of a table in pieces, each with its number of rows."""
    rows = iter(table.rows(scope))
    yield _csv([[column.name for column in table.columns]]), 0
    while piece := list(islice(rows, ROWS_PER_CHUNK)):
        yield _csv(piece), len(piece)


def _csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, EPOCH)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = REGULAR_FILE_READABLE_BY_ALL
    return entry


class _Outlet(io.RawIOBase):
    """A stream that is written to and emptied from outside; the archive finds that it cannot be rewound."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # every buffer that a zip writes is bytes
        self._held += data
        return len(data)

    def take(self) -> bytes:
        taken = bytes(self._held)
        self._held.clear()
        return taken


@contextmanager
def _one_moment() -> Iterator[None]:
    """Let every table be read from the same state, without keeping anybody from recording."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        # not `atomic`: our transactions begin as writers, and this one only reads
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
