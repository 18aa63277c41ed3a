"""`ortak language index` and `search` as a script sees them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import ortak

ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(ortak.__path__[0]).parent)}
DOCUMENTS = (
    '{"id": "a", "lang": "uz", "text": "Yulduzlar porladi"}\n'
    '{"id": "b", "lang": "kk", "text": "Ауруханада дәрігер бар"}\n'
    '{"id": 3, "text": "Deniz ve dağ için bir yazı"}\n'
)


def run(*arguments: str, given: str = "", python: tuple[str, ...] = ()) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, *python, "-m", "ortak", "language", *arguments]
    return subprocess.run(command, input=given.encode(), capture_output=True, env=ENVIRONMENT, timeout=60)


def test_from_documents_to_an_answer_with_its_reason(tmp_path: Path) -> None:
    file, folder = tmp_path / "documents.jsonl", str(tmp_path / "index")
    file.write_text(DOCUMENTS, encoding="utf-8")
    assert run("index", "--dir", folder, "add", str(file)).stdout == b"3 documents\n"
    done = run("search", "--dir", folder, "жұлдыз", "--lang", "kk", "-k", "10", "--json", python=("-X", "importtime"))
    rows = json.loads(done.stdout)
    assert (rows[0]["id"], rows[0]["lang"]) == ("a", "uz")
    assert rows[0]["why"][0]["document"] == "Yulduzlar"
    assert rows[0]["why"][0]["how"] == "sounds"
    assert not [line for line in done.stderr.decode().splitlines() if line.endswith((" django", "| django"))]
    assert "sounds" in run("search", "--dir", folder, "жұлдыз", "--lang", "kk", "--explain").stdout.decode()
    assert json.loads(run("search", "--dir", folder, "dağ", "--json").stdout)[0]["id"] == "3"


def test_delete_and_count(tmp_path: Path) -> None:
    folder = str(tmp_path / "index")
    run("index", "--dir", folder, "add", "-", given=DOCUMENTS)
    done = run("index", "--dir", folder, "delete", "a", "z")
    assert (done.stdout, done.stderr) == (b"2 documents\n", b"no document z\n")
    assert json.loads(run("index", "--dir", folder, "count", "--json").stdout) == {"documents": 2}


def test_what_is_wrong_is_said_in_a_line(tmp_path: Path) -> None:
    done = run("index", "--dir", str(tmp_path / "index"), "add", "-", given='{"id": "1"}\n')
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"line 1: text is missing" in done.stderr


def test_only_add_makes_an_index(tmp_path: Path) -> None:
    folder = tmp_path / "nodir"
    for arguments in (
        ("index", "--dir", str(folder), "count"),
        ("index", "--dir", str(folder), "delete", "a"),
        ("index", "--dir", str(folder), "compact"),
        ("search", "--dir", str(folder), "su", "--lang", "tr"),
    ):
        done = run(*arguments)
        assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
        assert f"no index in {folder}" in done.stderr.decode()
        assert not folder.exists()


def test_deleting_nothing_is_no_success_and_one_is_one(tmp_path: Path) -> None:
    folder = str(tmp_path / "index")
    assert run("index", "--dir", folder, "add", "-", given=DOCUMENTS.split("\n")[0]).stdout == b"1 document\n"
    done = run("index", "--dir", folder, "delete", "z")
    assert (done.returncode, done.stdout, done.stderr) == (1, b"1 document\n", b"no document z\n")
    for option in ("--lang", "--in"):
        done = run("search", "--dir", folder, "su", option, "turkish")
        assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
        assert b"unknown language 'turkish'" in done.stderr


def test_examples_of_every_verb_keep_their_lines() -> None:
    for verb in ("add", "delete", "count", "compact", "vectors"):
        shown = run("index", "--dir", "x", verb, "--help").stdout.decode()
        assert "Examples:\n    ortak language index" in shown
        assert "\b" not in shown
