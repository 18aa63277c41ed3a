"""The command line as a script sees it: streams, exit codes, speed, and no framework."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

import ortak

ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(ortak.__path__[0]).parent)}


def run(*arguments: str, given: bytes = b"", python: tuple[str, ...] = ()) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, *python, "-m", "ortak", "language", *arguments]
    return subprocess.run(command, input=given, capture_output=True, env=ENVIRONMENT, timeout=60)


def processor_time() -> float:
    """Seconds that finished child processes have worked: what else the machine does must not count."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_convert() -> None:
    done = run("convert", "--from", "uz-Cyrl", "--to", "uz-Latn-x-common", given="Ўзбек тили\n".encode())
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, "Özbek tili\n", b"")


def test_nothing_in_nothing_out() -> None:
    done = run("convert", "--from", "kk-Cyrl", "--to", "kk-Latn")
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.parametrize(
    ("arguments", "given", "message"),
    [
        (("--from", "uz-Cyrl", "--to", "uz-Latn"), b"abc\xff", b"not UTF-8: invalid start byte at byte 3"),
        (("--from", "uz-Cyril", "--to", "uz-Latn"), b"", b"did you mean uz-Cyrl"),
        (("--from", "tr-Latn", "--to", "uz-Latn"), b"", b"tr-Latn has: tr-Latn-x-common"),
        (("--from", "uz-Cyrl"), b"", b"--to"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(arguments: tuple[str, ...], given: bytes, message: bytes) -> None:
    done = run("convert", *arguments, given=given)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_one_line_in_under_half_a_second_without_django() -> None:
    took = []
    for _ in range(5):
        start = processor_time()
        assert run("convert", "--from", "uz-Cyrl", "--to", "uz-Latn", given="Тошкент".encode()).stdout == b"Toshkent"
        took.append(processor_time() - start)
    assert min(took) < 0.5
    loaded = run("convert", "--from", "uz-Cyrl", "--to", "uz-Latn", python=("-X", "importtime")).stderr.decode()
    assert "ortak.engines.language.scripts" in loaded
    assert not [name for name in ("django", "babel", "numpy") if f"| {name}\n" in loaded or f" {name}\n" in loaded]


def test_tags_and_accuracy_are_json() -> None:
    tags = json.loads(run("tags", "--json").stdout)
    assert {"tag": "tr-Latn", "converts_to": ["tr-Latn-x-common"]}.items() <= next(
        each for each in tags if each["tag"] == "tr-Latn"
    ).items()
    accuracy = json.loads(run("accuracy", "--json").stdout)
    assert len(accuracy) == 10
    assert all(each["low"] <= each["share"] <= each["high"] for each in accuracy)


def test_explain_names_rule_and_source() -> None:
    lines = run("explain", "--from", "uz-Cyrl", "--to", "uz-Latn", "цех!").stdout.decode().splitlines()
    assert lines[0].startswith("ц > s  at the start or the end of a word")
    assert lines[0].endswith("Cabinet of Ministers of the Republic of Uzbekistan)")
    assert lines[-1] == "'!' unchanged: no rule"
