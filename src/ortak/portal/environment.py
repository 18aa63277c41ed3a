"""Where data lies and which database is used: read from the environment once, at start.

`ORTAK_HOME` names the data folder. Without it data lies in `var/` of a checkout, else in the user's data folder.
`DATABASE_URL` selects PostgreSQL (`postgresql://user:password@host:port/name`, or `?host=/socket/folder`); without
it the embedded SQLite file in the data folder is used."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


class EnvironmentProblem(Exception):
    """A setting from outside that cannot be used: says which, why, and what is valid."""


def data_home(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder where the database and the secret key lie. It is not created here."""
    if named := environ.get("ORTAK_HOME"):
        return Path(named).expanduser().resolve()
    checkout = Path(__file__).resolve().parents[3]
    if (checkout / "pyproject.toml").is_file() and (checkout / "ortak").is_file():
        return checkout / "var"
    return _user_data_folder(environ) / "ortak"


def _user_data_folder(environ: Mapping[str, str]) -> Path:
    if sys.platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def database(environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Django's settings of the one database."""
    url = environ.get("DATABASE_URL", "")
    if not url:
        return _sqlite(data_home(environ) / "ortak.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme not in ("postgres", "postgresql"):
        raise EnvironmentProblem(
            f"DATABASE_URL starts with {parts.scheme or 'nothing'}://; valid are postgresql:// and sqlite:///"
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "ortak",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "OPTIONS": options,
    }


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: what was acknowledged survives a power cut, also in WAL mode
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000;",
        },
    }


def secret_key(home: Path, environ: Mapping[str, str] = os.environ) -> str:
    """The key from `ORTAK_SECRET_KEY`, else one made once and kept in the data folder, readable by its owner alone."""
    if given := environ.get("ORTAK_SECRET_KEY"):
        return given
    path = home / "secret_key"
    try:
        return path.read_text(encoding="ascii")
    except (FileNotFoundError, NotADirectoryError):
        pass
    from secrets import token_urlsafe

    key = token_urlsafe(50)
    try:
        home.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii") if path.is_file() else key
    except OSError:
        return key  # a read-only data folder: nothing signed outlives this process; `run` says so in its own words
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    return key
