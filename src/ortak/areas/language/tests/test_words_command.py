"""`ortak language words` as a script sees it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import ortak

ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(ortak.__path__[0]).parent)}


def run(*arguments: str, given: str = "", python: tuple[str, ...] = ()) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, *python, "-m", "ortak", "language", "words", *arguments]
    return subprocess.run(command, input=given.encode(), capture_output=True, env=ENVIRONMENT, timeout=60)


def test_words_are_tab_separated_and_no_framework_is_loaded() -> None:
    done = run("--lang", "kk", "Кітаптары, ағаштан!", python=("-X", "importtime"))
    assert done.returncode == 0
    assert [line.split("\t") for line in done.stdout.decode().splitlines()] == [
        ["Кітаптары", "кітап", "Case=Nom|Number=Plur|Number[psor]=Sing|Person[psor]=3", "кітап"],
        ["ағаштан", "ағаш", "Case=Abl|Number=Sing", "ағаш"],
    ]
    assert not [line for line in done.stderr.decode().splitlines() if line.endswith((" django", "| django"))]


def test_lines_of_standard_input_as_json() -> None:
    done = run("--lang", "uz", "--json", given="китобларим\n\n2024 — !\nuyda\n")
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [(row["form"], row["lemma"], row["key"]) for row in rows] == [
        ("китобларим", "китоб", "kitob"),
        ("uyda", "uy", "uy"),
    ]


def test_every_reading() -> None:
    rows = run("--lang", "tr", "--all", "ağacı").stdout.decode().splitlines()
    assert len(rows) > 2
    assert {row.split("\t")[0] for row in rows} == {"ağacı"}


def test_what_is_wrong_is_said_in_a_line() -> None:
    for arguments, message in (
        (("--lang", "hu", "ház"), "no grammar of 'hu'"),
        (("--lang", "kk", "--from", "kk-Cyr", "a"), "kk-Cyrl"),
    ):
        done = run(*arguments)
        assert done.returncode == 2
        assert message in done.stderr.decode()
        assert done.stderr.count(b"\n") == 1


def test_bytes_that_are_not_utf_8() -> None:
    command = [sys.executable, "-m", "ortak", "language", "words", "--lang", "tr"]
    done = subprocess.run(command, input=b"ev\nev\xff\n", capture_output=True, env=ENVIRONMENT, timeout=60)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert done.stdout.startswith(b"ev\tev")
    assert b"at byte 5, in line 2" in done.stderr
