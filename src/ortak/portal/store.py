"""The data folder and the database: checked before use, filled, and plain words for what is wrong with them."""

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from ortak.cli import Refused
from ortak.portal import environment

Progress = Callable[[str], None]


def say(text: str) -> None:
    """Progress goes to standard error: standard output is for what was asked."""
    click.echo(f"ortak: {text}", err=True)


def check_folder() -> Path:
    """The data folder, made if it is missing. Refuses one that cannot be written to."""
    home = environment.data_home()
    remedy = "Name another with --data or ORTAK_HOME."
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home) as probe:
            probe.write(b"ortak")
            probe.flush()
    except (FileExistsError, NotADirectoryError) as error:
        raise Refused(f"the data folder {home} cannot be used: it is a file, or lies in one. {remedy}") from error
    except OSError as error:
        raise Refused(f"the data folder {home} cannot be written to: {error.strerror}. {remedy}") from error
    return home


def fill(progress: Progress = say) -> None:
    """Bring tables and data up to date. Where everything is loaded already, this writes nothing."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from ortak.portal import across
    from ortak.vision.loading import load_everything

    with _alone(progress):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            progress("preparing the database")
            call_command("migrate", verbosity=0, interactive=False)
        load_everything(progress=progress)
        if across.build():
            progress("search")


def load_if_missing() -> None:
    """Fill an embedded database that is not there yet: any verb may be the first that a new machine is asked."""
    from django.db import connection

    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and Path(name).is_absolute() and not _is_loaded(Path(name)):
        check_folder()
        say("nothing is loaded yet; loading the register, facts and series, once")
        fill()


def _is_loaded(database: Path) -> bool:
    """Everything is loaded in one transaction, so one row tells."""
    from django.db import DatabaseError

    from ortak.mechanisms.indicators.models import LoadedFile

    try:
        return database.exists() and LoadedFile.objects.exists()
    except DatabaseError:  # the tables are not there yet
        return False


def explain(error: Exception) -> str:
    """What a database error means for the user."""
    from django.db import connection

    place = connection.settings_dict["NAME"]
    if connection.vendor != "sqlite":
        place = f"{place} on {connection.settings_dict['HOST'] or 'this machine'}"
    text = str(error).strip()
    if "full" in text:
        free = shutil.disk_usage(Path(str(place)).parent).free // 1024**2
        return f"the disk is full: {place} could not be written ({free} MB free). Nothing was half stored."
    if "no such table" in text or "no such column" in text or "does not exist" in text:
        return f"the database {place} is not up to date ({text}): run `ortak load`"
    return f"the database {place} refuses: {text}"


@contextlib.contextmanager
def _alone(progress: Progress) -> Iterator[None]:
    """Two starts at once would fill the same database: the second waits for the first."""
    try:
        import fcntl
    except ImportError:  # not a Unix: the database's own lock has to do
        yield
        return
    with (environment.data_home() / "loading").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            progress("waiting for another start that is loading the data")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
