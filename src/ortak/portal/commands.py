"""The verbs that run the house: serve it, fill it, check it."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import click

from ortak.cli import EXIT_STOPPED, Refused, django_ready
from ortak.portal.store import check_folder, fill

CHECKOUT = Path(__file__).resolve().parents[3]
PORT = click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Where to serve.")
DATA = click.option("--data", type=click.Path(), help="Where data lies; else ORTAK_HOME, else var/ of a checkout.")


@click.command()
@PORT
@DATA
def run(port: int, data: str | None) -> None:
    """Load the register, facts and series, then serve the portal on this machine until Ctrl-C.

    What is loaded already is not loaded again: a second start takes a moment.

    \b
    Examples:
      ortak run
      ortak run --port 8080 --data ~/ortak-data
    """
    _stop_at_once()
    _name_folder(data)
    from ortak.portal import server

    server.check_port("127.0.0.1", port)
    check_folder()
    with django_ready(loaded=False):
        fill()
        _serve("127.0.0.1", port, None)


@click.command()
@PORT
@DATA
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--workers", type=click.IntRange(1, 256), help="How many processes serve; else one per core.")
def serve(port: int, data: str | None, host: str, workers: int | None) -> None:
    """Serve what is loaded already. For an organisation, behind its own front server.

    \b
    Examples:
      ortak serve --port 8000
      DATABASE_URL=postgresql://ortak@db/ortak ORTAK_HOSTS=ortak.example.org ortak serve --host 0.0.0.0
    """
    _stop_at_once()
    _name_folder(data)
    from ortak.portal import server

    server.check_port(host, port)
    with django_ready():
        _serve(host, port, workers)


@click.command()
@DATA
def load(data: str | None) -> None:
    """Bring the database up to date with the register, facts and series. Loading the same again writes nothing.

    \b
    Examples:
      ortak load
      DATABASE_URL=postgresql://ortak@db/ortak ortak load
    """
    _name_folder(data)
    check_folder()
    with django_ready(loaded=False):
        fill()


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.option("--only", multiple=True, metavar="STEP", help="format, lint, types, imports or tests; may be repeated.")
@click.option("--nightly", is_flag=True, help="Also what is too long for every run, with many more generated examples.")
def test(arguments: tuple[str, ...], only: tuple[str, ...], nightly: bool) -> None:
    """Run every check. ARGUMENTS go to pytest.

    \b
    Examples:
      ortak test
      ortak test --only tests src/ortak/vision -k board
      ortak test --nightly
    """
    from ortak.portal.checks import run_checks

    sys.exit(run_checks(_checkout(), arguments, only, nightly))


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("name", required=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def bench(name: str | None, arguments: tuple[str, ...]) -> None:
    """Run benchmarks/NAME.py: ours and its peer on the same work. Without NAME, list them.

    \b
    Examples:
      ortak bench
      ortak bench board
    """
    folder = _checkout() / "benchmarks"
    names = sorted(file.stem for file in folder.glob("*.py") if not file.stem.startswith("_"))
    if name is None:
        click.echo("\n".join(names))
        return
    if name not in names:
        raise Refused(f"no benchmark {name!r}; there are: {', '.join(names) or 'none'}")
    _become([sys.executable, str(folder / f"{name}.py"), *arguments])


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def lock(options: tuple[str, ...]) -> None:
    """Write the locked requirements anew from pyproject.toml.

    \b
    Examples:
      ortak lock               what pyproject.toml asks for, otherwise unchanged
      ortak lock --upgrade     the newest versions
    """
    _become([sys.executable, str(_checkout() / "ortak"), "lock", *options])


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []}, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Django's own management commands.

    \b
    Examples:
      ortak manage makemigrations
      ortak manage dbshell
    """
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ortak.portal.settings")
    execute_from_command_line(["ortak manage", *arguments])


def _serve(host: str, port: int, workers: int | None) -> NoReturn:
    from ortak.portal import server

    def ready() -> None:
        click.echo(f"Ortak is at {server.address(host, port)} (Ctrl-C stops it)")

    code = server.serve(host, port, workers, ready)
    # Nothing is left to do, and a second Ctrl-C would meet Python while it tidies up.
    sys.stdout.flush()
    os._exit(code)


def _stop_at_once() -> None:
    """Until the server listens to signals itself, Ctrl-C ends the process on the spot: every write is a transaction, so
    nothing is half stored, and no code in between can swallow the interrupt."""

    def stop(*_: object) -> None:
        os.write(2, b"\nortak: stopped\n")
        os._exit(EXIT_STOPPED)

    signal.signal(signal.SIGINT, stop)


def _name_folder(data: str | None) -> None:
    if data is not None:
        os.environ["ORTAK_HOME"] = os.path.abspath(data)


def _checkout() -> Path:
    """The folder with the sources; an installed Ortak has none."""
    if not (CHECKOUT / "pyproject.toml").is_file():
        raise Refused("this verb works in a checkout of the sources; this is an installed Ortak")
    return CHECKOUT


def _become(command: list[str]) -> NoReturn:
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)
