"""`ortak language cognates` as a script sees it."""

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import ortak

ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(ortak.__path__[0]).parent)}
LIST = "id,language,form\n1,tr,yıldız\n2,kk,жұлдыз\n3,ru,звезда\n"


def run(*arguments: str, given: str = "", python: tuple[str, ...] = ()) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, *python, "-m", "ortak", "language", "cognates", *arguments]
    return subprocess.run(command, input=given.encode(), capture_output=True, env=ENVIRONMENT, timeout=60)


def test_scores_are_csv(tmp_path: Path) -> None:
    file = tmp_path / "words.csv"
    file.write_text(LIST, encoding="utf-8")
    done = run(str(file))
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    assert (done.returncode, done.stderr) == (0, b"")
    assert [(row["id_1"], row["id_2"]) for row in rows] == [("1", "2"), ("1", "3"), ("2", "3")]
    assert float(rows[0]["score"]) > 0.9 > 0.3 > float(rows[1]["score"])


def test_why_names_the_sounds_and_no_framework_is_loaded() -> None:
    done = run("--why", "-", given=LIST, python=("-X", "importtime"))
    assert "y:j ı:u" in done.stdout.decode()
    assert not [line for line in done.stderr.decode().splitlines() if line.endswith((" django", "| django"))]


def test_what_is_wrong_is_said_in_a_line() -> None:
    done = run("-", given="id,word\n1,su\n")
    assert done.returncode == 2
    assert b"no column language, form" in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_what_is_left_out_is_named() -> None:
    done = run("-", given=LIST + "4,tr,\n5,tr,2024\n")
    assert done.stderr.decode().splitlines() == ["line 5: left out, no form", "line 6: left out, no sounds in '2024'"]
    assert done.stdout.count(b"\n") == 1 + 3
    done = run("-", given="id,language,form\n1,,su\n")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"line 2: no language" in done.stderr


def test_bytes_that_are_not_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "words.csv"
    file.write_bytes(b"\xef\xbb\xbf" + LIST.encode() + b"4,tr,\xff\n")
    done = run(str(file))
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"in line 5" in done.stderr
