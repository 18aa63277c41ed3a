"""`ortak language identify` as a script sees it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import ortak

ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(ortak.__path__[0]).parent)}


def run(*arguments: str, given: bytes = b"", python: tuple[str, ...] = ()) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, *python, "-m", "ortak", "language", "identify", *arguments]
    return subprocess.run(command, input=given, capture_output=True, env=ENVIRONMENT, timeout=60)


def test_a_line_in_a_tag_and_its_confidence_out() -> None:
    given = "Bugün hava çok güzel olacak\r\nБүгін ауа райы жақсы болады\n\n12:30\nЎзбекистон гўзал давлат"
    lines = run(given=given.encode()).stdout.decode().splitlines()
    found = [line.split("\t") for line in lines]
    assert [tag for tag, _ in found] == ["tr-Latn", "kk-Cyrl", "und", "und", "uz-Cyrl"]
    assert all(0 <= float(confidence) <= 1 and len(confidence) == 6 for _, confidence in found)


def test_json() -> None:
    done = run("--json", given="Bugün hava çok güzel olacak\n".encode())
    answer = json.loads(done.stdout)
    assert answer["tag"] == "tr-Latn"
    assert 0.5 < answer["confidence"] <= 1


def test_nothing_in_nothing_out() -> None:
    assert run().stdout == b""


def test_binary_and_long_lines_do_no_harm() -> None:
    long_line = "Бүгін ауа райы жақсы болады ".encode() * 200_000
    done = run(given=bytes(range(256)) * 100 + b"\n" + long_line + b"\n\xff\xfe\n")
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 0
    assert len(lines) == 102 + 1
    assert lines[-2].startswith("kk-Cyrl\t")
    assert lines[-1] == "und\t0.0000"


def test_an_answer_comes_before_the_end_of_input() -> None:
    command = [sys.executable, "-m", "ortak", "language", "identify"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENVIRONMENT) as process:
        assert process.stdin and process.stdout
        process.stdin.write("Bugün hava çok güzel olacak\n".encode())
        process.stdin.flush()
        assert process.stdout.readline().startswith(b"tr-Latn\t")
        process.stdin.close()


def test_no_django() -> None:
    loaded = run(given=b"salam\n", python=("-X", "importtime")).stderr.decode()
    assert "ortak.engines.language.identification" in loaded
    assert not [name for name in ("django", "babel", "ortak.engines.language.scripts") if f" {name}\n" in loaded]


def test_dropped_bytes_are_counted() -> None:
    done = run(given=b"salam\xff dunya\n\xfe\n" + "ә".encode()[:1])
    assert done.stderr.decode().splitlines() == ["3 bytes passed over: not UTF-8"]
    assert run(given="ә\n".encode()).stderr == b""
