"""Databases of their own for tests that kill, fill up or lock them."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.db import connection

SRC = Path(__file__).parents[3]
BATCH = 500


@dataclass
class Store:
    """A database of its own with the register, and a file of figures to import into it."""

    url: str
    home: Path
    figures: Path

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "ortak.vision.tests.interrupted", *arguments]

    def environment(self) -> Mapping[str, str]:
        return {**os.environ, "DATABASE_URL": self.url, "ORTAK_HOME": str(self.home), "PYTHONPATH": str(SRC)}

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(self.command(*arguments), env=self.environment(), stdout=subprocess.PIPE, text=True)

    def run(self, *arguments: str) -> str:
        process = self.start(*arguments)
        said, _ = process.communicate(timeout=300)
        assert process.returncode == 0
        return said

    def check(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.run("check"))
        assert told["rows"] % BATCH == 0
        assert told["batches"] in ([], [BATCH])
        assert told["sources"] == (told["rows"] > 0)
        assert told["statuses_are_those_of_the_rows"]
        return told


@contextmanager
def copy(prepared: Store, name: str) -> Iterator[Store]:
    with database(prepared.home, name, prepared.url) as url:
        yield Store(url, prepared.home, prepared.figures)


@contextmanager
def database(folder: Path, name: str, template: str = "") -> Iterator[str]:
    """The address of a new database, empty or a copy of another, on the kind of server that the tests use."""
    if connection.vendor == "sqlite":
        path = folder / f"{name}.sqlite3"
        if template:
            shutil.copy(urlsplit(template).path, path)
        yield f"sqlite:///{path}"
        path.unlink()
        return
    given = connection.settings_dict
    name = f"{name}_{os.getpid()}"
    with server() as cursor:
        source = f' TEMPLATE "{urlsplit(template).path[1:]}"' if template else ""
        cursor.execute(f'CREATE DATABASE "{name}"{source}')
        where = f"host={given['HOST']}&port={given['PORT'] or 5432}"
        yield f"postgresql://{given['USER']}:{given['PASSWORD']}@/{name}?{where}"
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def server() -> Iterator[Any]:
    """A cursor that makes databases, on the server of the tests."""
    import psycopg

    given = connection.get_connection_params() | {"dbname": "postgres"}
    wanted = {name: given[name] for name in ("dbname", "user", "password", "host", "port") if given.get(name)}
    with psycopg.connect(**wanted, autocommit=True) as connected, connected.cursor() as cursor:
        yield cursor
