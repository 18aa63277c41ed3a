"""`ortak VERB ...`: the command line of every room, found by its file and loaded when it is called.

`ortak --help` imports nothing but click. A room (`areas/NAME`, `mechanisms/NAME`) with a `commands.py`, or a folder
`commands`, gives a group NAME: the click group `cli` that is defined there, described by the first line of its own
help. The verbs of the vision and of the portal stand at the top, so they are listed here.

Errors: what a user can mend is one line on standard error and exit 2 (`Refused`, any exception class of ours, a file
that cannot be read or written); anything else is a bug and shows its traceback. Ctrl-C ends with 130.
"""

import ast
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

HERE = Path(__file__).parent
EXIT_REFUSED = 2
EXIT_STOPPED = 130
#: of verbs that print what they found
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for a script.")


class Refused(click.ClickException):
    """Something that the user can mend: the message says what is wrong, where, and what is valid."""

    exit_code = EXIT_REFUSED


@dataclass(frozen=True)
class Verb:
    """Where a verb is defined, and what it does in a line."""

    module: str
    attribute: str
    summary: str

    def load(self) -> click.Command:
        command = getattr(import_module(self.module), self.attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{self.module}:{self.attribute} is not a click command")
        return command


def _verbs(module: str, summaries: dict[str, str]) -> dict[str, Verb]:
    return {name: Verb(module, name.replace("-", "_"), summary) for name, summary in summaries.items()}


PORTAL = _verbs(
    "ortak.portal.commands",
    {
        "run": "Load everything and serve the portal on this machine.",
        "serve": "Serve what is loaded already, for an organisation.",
        "load": "Bring the database up to date with the register, facts and series.",
    },
)
VISION = _verbs(
    "ortak.vision.commands",
    {
        "board": "The board: every directive, for the Organization and each member.",
        "explain": "The whole chain behind a status, down to each source.",
        "acts": "Acts in force: what each agreement still waits for.",
        "outlook": "Where an indicator is heading, with its interval.",
        "whatif": "What would carrying out a directive bring?",
        "evidence": "Facts and figures: list, add, import, history.",
        "vision": "The register: directives, priorities, import of the official text.",
        "new-area": "Make the room of a new area, with its own tests.",
    },
)
DEVELOPMENT = _verbs(
    "ortak.portal.commands",
    {
        "test": "Run every check: format, lint, types, import contracts, tests.",
        "bench": "Run a benchmark against its peer.",
        "lock": "Write the locked requirements anew.",
        "manage": "Django's own management commands.",
    },
)


def rooms(package: str) -> dict[str, Verb]:
    """The groups of the rooms in a package that have a `commands.py` (or a folder of that name); none is imported."""
    files = {file.parent.name: [file] for file in (HERE / package).glob("*/commands.py")}
    for folder in (HERE / package).glob("*/commands/"):
        if (folder / "__init__.py").is_file():
            files[folder.parent.name] = sorted(folder.glob("*.py"))
    return {name: Verb(f"ortak.{package}.{name}.commands", "cli", summary(files[name])) for name in sorted(files)}


def summary(files: Sequence[Path]) -> str:
    """What the click group `cli`, defined in one of the files, says of itself in the first line of its help."""
    trees = (ast.parse(file.read_text("utf-8")) for file in files)
    for group in (node for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)):
        if group.name == "cli":
            return (ast.get_docstring(group) or "").partition("\n")[0]
    return ""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, not when they are listed."""

    def sections(self) -> dict[str, dict[str, Verb]]:
        return {
            "Portal": PORTAL,
            "Vision": VISION,
            "Areas": rooms("areas"),
            "Mechanisms": rooms("mechanisms"),
            "Development": DEVELOPMENT,
        }

    def verbs(self) -> dict[str, Verb]:
        return {name: verb for verbs in self.sections().values() for name, verb in verbs.items()}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.verbs(), *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        verb = self.verbs().get(cmd_name)
        return verb.load() if verb else super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, verbs in self.sections().items():
            if verbs:
                with formatter.section(title):
                    formatter.write_dl([(name, verb.summary) for name, verb in verbs.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name=None, version="0.1.0", prog_name="ortak")
def cli() -> None:
    """Ortak runs the Turkic World Vision 2040: every directive with its evidence, its status and its outlook.

    \b
    Examples:
      ortak run                    load everything and open http://127.0.0.1:8000
      ortak board --json           the whole board, for a script
      ortak explain TRA-1          why the board says what it says
      ortak VERB --help            how to use a verb, with examples
    """


@cli.command("help", hidden=True)
@click.argument("verb", nargs=-1)
@click.pass_context
def help_(ctx: click.Context, verb: tuple[str, ...]) -> None:
    """List the verbs, or explain one."""
    parent = ctx.parent
    if parent is None:
        raise RuntimeError("help is a command of ortak")
    command: click.Command = cli
    for name in verb:
        found = command.get_command(parent, name) if isinstance(command, click.Group) else None
        if found is None:
            raise Refused(f"no such verb: {' '.join(verb)}; `ortak help` lists them")
        command, parent = found, click.Context(found, info_name=name, parent=parent)
    click.echo(command.get_help(parent))


@contextmanager
def django_ready(loaded: bool = True) -> Iterator[None]:
    """Set Django up for a command that needs it: `with django_ready():`, or `@django_ready()` under `@click.command()`.

    With `loaded`, an embedded database that does not exist yet is made and filled first. What the database refuses
    becomes a sentence.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ortak.portal.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise Refused(str(error)) from error
    from django.db import DatabaseError

    store = import_module("ortak.portal.store")
    try:
        if loaded:
            store.load_if_missing()
        yield
    except DatabaseError as error:
        raise Refused(store.explain(error)) from error
    except ImproperlyConfigured as error:
        raise Refused(str(error)) from error


def main() -> NoReturn:
    """The console script."""
    code = answer(sys.argv[1:])
    sys.exit(code)


def answer(arguments: Sequence[str]) -> int:
    """Run one command line and answer with the exit code."""
    try:
        _let_ctrl_c_through()
        _speak_utf8()
        with cli.make_context("ortak", list(arguments)) as ctx:
            cli.invoke(ctx)
        sys.stdout.flush()
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except (KeyboardInterrupt, click.Abort):
        return EXIT_STOPPED
    except BrokenPipeError:
        # The reader of a pipe (`| head`) has seen enough. Python would complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        message = _message(error)
        if message is None:
            raise
        click.echo(f"ortak: {message}", err=True)
        return EXIT_REFUSED
    return 0


def _let_ctrl_c_through() -> None:
    """The launcher holds it back while it hands over."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _speak_utf8() -> None:
    """Whatever the locale: our words are in nine languages and three scripts."""
    for stream, errors in ((sys.stdin, "strict"), (sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors=errors)


def _message(error: Exception) -> str | None:
    """One line for an error that the user can mend, None for a bug."""
    if isinstance(error, click.UsageError):
        path = error.ctx.command_path if error.ctx else "ortak"
        return f"{error.format_message()} Try: {path} --help"
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, UnicodeError):
        return f"not UTF-8 text: {error}"
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}" if error.filename else str(error)
    return str(error) if type(error).__module__.startswith("ortak.") else None
