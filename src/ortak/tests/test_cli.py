"""The command line: verbs are found by their file, errors are one sentence, and exit codes can be scripted against."""

import os
import re
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

from ortak import cli
from ortak.cli import Refused, Verb, answer

SOURCES = Path(__file__).parents[2]
VERBS = cli.LazyGroup().verbs()


class OurError(ValueError):
    """Stands for an error class of a room: its module is ours."""


def ortak(*arguments: str, **options: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "ortak", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(SOURCES)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def give(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Make a verb `fails` that raises an error."""

    @click.command()
    def fails() -> None:
        raise error

    monkeypatch.setitem(cli.cli.commands, "fails", fails)


def test_help_lists_every_verb_with_what_it_does() -> None:
    listed = ortak("help")
    assert listed.returncode == 0
    for name, verb in VERBS.items():
        assert re.search(rf"^  {name} +{re.escape(verb.summary.split()[0])}", listed.stdout, re.MULTILINE), name
    assert listed.stdout == ortak("--help").stdout


def leaves(name: str, command: click.Command) -> list[tuple[str, click.Command]]:
    """The commands at the ends of a group."""
    if not isinstance(command, click.Group):
        return [(name, command)]
    return [leaf for part, sub in command.commands.items() for leaf in leaves(f"{name} {part}", sub)]


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_can_be_loaded_and_shows_an_example(name: str) -> None:
    verb = VERBS[name]
    assert verb.summary.endswith((".", "?"))
    for path, command in leaves(name, verb.load()):
        text = command.get_help(click.Context(command, info_name=path))
        used = r"(?: -\S+ \S+)* ".join(path.split())  # a group may have options of its own
        assert re.search(rf"Examples?:.*ortak {used}", text, re.DOTALL), path


def test_a_room_with_commands_is_a_group_of_its_name() -> None:
    rooms = {**cli.rooms("areas"), **cli.rooms("mechanisms")}
    for name, verb in rooms.items():
        group = verb.load()
        assert isinstance(group, click.Group), name
        assert verb.summary == (group.help or "").partition("\n")[0] != "", name


@pytest.mark.parametrize("place", ["commands.py", "commands/group.py", "commands/__init__.py"])
def test_a_room_is_described_by_its_group_wherever_that_is(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = tmp_path / "areas" / "space"
    file = room / place
    file.parent.mkdir(parents=True)
    if "/" in place:
        (room / "commands" / "__init__.py").write_text('"""How the verbs are cut into modules."""\n')
        (room / "commands" / "another.py").write_text('def launch() -> None:\n    """Another verb."""\n')
    group = 'def cli() -> None:\n    """What goes up.\n\n    And comes down.\n    """\n'
    file.write_text(f'"""For those who read the code."""\n\n\n{group}')
    monkeypatch.setattr(cli, "HERE", tmp_path)
    assert cli.rooms("areas") == {"space": Verb("ortak.areas.space.commands", "cli", "What goes up.")}


def test_no_verb_hides_another() -> None:
    names = [name for verbs in cli.LazyGroup().sections().values() for name in verbs]
    assert len(names) == len(set(names))


def test_help_of_a_verb_is_the_same_both_ways() -> None:
    assert ortak("help", "run").stdout == ortak("run", "--help").stdout


@pytest.mark.parametrize("arguments", [["nope"], ["run", "--nope"], ["run", "--port", "0"], ["help", "nope"]])
def test_a_wrong_call_is_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(r"ortak: [^\n]+\n", err)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Refused("no such code: TRA-99; valid are TRA-1 to TRA-9"), "no such code: TRA-99; valid are TRA-1 to TRA-9"),
        (OurError("line 3: 12x is no number"), "line 3: 12x is no number"),
        (IsADirectoryError(21, "Is a directory", "/tmp"), "/tmp: Is a directory"),
        (PermissionError(13, "Permission denied", "a.csv"), "a.csv: Permission denied"),
        (OSError(28, "No space left on device"), "[Errno 28] No space left on device"),
    ],
)
def test_what_a_user_can_mend_is_one_sentence(
    error: Exception, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    give(monkeypatch, error)
    assert answer(["fails"]) == 2
    assert capsys.readouterr().err == f"ortak: {said}\n"


def test_text_that_is_not_utf_8_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    give(monkeypatch, UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"))
    assert answer(["fails"]) == 2
    assert "not UTF-8 text" in capsys.readouterr().err


def test_a_bug_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, KeyError("x"))
    with pytest.raises(KeyError):
        answer(["fails"])


def test_ctrl_c_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, KeyboardInterrupt())
    assert answer(["fails"]) == 130


def test_a_ctrl_c_that_the_launcher_kept_back_is_answered() -> None:
    code = (
        "import os, signal, sys\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})\n"
        "os.kill(os.getpid(), signal.SIGINT)\n"
        "from ortak.cli import answer\n"
        "print(answer(['--help']))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(SOURCES)}
    result = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert (result.stdout, result.stderr) == ("130\n", "")


def test_a_reader_who_has_seen_enough_is_no_error() -> None:
    command = f'"{sys.executable}" -m ortak help | head -c 1; echo "${{PIPESTATUS[0]}}"'
    environment = {**os.environ, "PYTHONPATH": str(SOURCES)}
    result = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, text=True)
    assert (result.stdout, result.stderr) == ("U0\n", "")


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((SOURCES.parent / "pyproject.toml").read_text("utf-8"))["project"]
    assert ortak("--version").stdout == f"ortak, version {project['version']}\n"


def test_a_verb_that_is_no_command_is_a_bug() -> None:
    with pytest.raises(TypeError, match="not a click command"):
        Verb("ortak.cli", "HERE", "").load()
