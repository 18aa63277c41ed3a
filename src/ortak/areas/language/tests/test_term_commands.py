"""`ortak language terms`: the verbs as a user calls them, without Django."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ortak.tests.calling import Run, caller

SOURCES = Path(__file__).parents[4]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Call a verb and answer with its exit code, what it printed and what it complained of."""
    return caller(capsys, "language", "terms")


def test_search_finds_a_word_in_any_language(run: Run) -> None:
    lines = run("search", "gümrük").out.splitlines()
    assert lines[0].startswith("customs.customs: en customs; az gömrük; kk кеден")
    rows = json.loads(run("search", "keden", "vám", "--json").out)
    assert [row["id"] for row in rows] == ["customs.customs"]


def test_show_gives_source_and_status(run: Run) -> None:
    text = run("show", "customs.tir-carnet").out
    assert "ru      книжка МДП (tir-1975, article 3, agreed)" in text
    assert json.loads(run("show", "customs.tir-carnet", "--json").out)["domain"] == "customs"


def test_export_writes_a_file_that_others_read(run: Run) -> None:
    root = ElementTree.fromstring(run("export", "--format", "tbx", "--domain", "customs").out)
    assert root.tag.endswith("tbx")
    turtle = run("export", "--format", "skos", "--concept", "customs.customs", "--base", "https://example.org/t/").out
    assert "<https://example.org/t/customs.customs>" in turtle


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "customs.custom"], "did you mean customs.customs"),
        (["search", "--domain", "x"], "unknown domain 'x'; valid are agriculture"),
        (["export", "--format", "xls"], "unknown format 'xls'; valid are csv"),
    ],
)
def test_what_cannot_be_is_said_in_a_line(run: Run, arguments: list[str], said: str) -> None:
    found = run(*arguments)
    assert (found.code, found.out) == (2, "")
    assert said in found.err and found.err.count("\n") == 1


def test_no_framework_is_loaded() -> None:
    code = (
        "import sys\nfrom ortak.cli import answer\nassert answer(['language', 'terms', 'search', 'ohm']) == 0\n"
        "assert not [name for name in ('django', 'numpy', 'babel') if name in sys.modules]"
    )
    environment = {**os.environ, "PYTHONPATH": str(SOURCES)}
    assert subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True).returncode == 0


def test_agreement_names_shares_with_their_intervals(run: Run) -> None:
    lines = run("agreement").out.splitlines()
    assert "same word" in lines[0]
    pairs = [line.partition(":")[0] for line in lines]
    assert len(pairs) == 15 and pairs == sorted(pairs)
    (row,) = json.loads(run("agreement", "--language", "kk", "--language", "ky", "--json").out)
    assert row["same_low"] < row["same_share"] < row["same_high"]


def test_candidates_of_two_files(run: Run, tmp_path: Path) -> None:
    source, target = tmp_path / "tr.txt", tmp_path / "kk.txt"
    source.write_text("elektrik hattı\nyeni su\n" * 5, encoding="utf-8")
    target.write_text("электр желісі\nжаңа су\n" * 5, encoding="utf-8")
    files = ("--source", str(source), "--target", str(target), "--from", "tr", "--to", "kk")
    assert "elektrik hattı = электр желісі  (together in 5 lines" in run("candidates", *files).out
    rows = json.loads(run("candidates", *files, "--json").out)
    assert rows[0].keys() == {"source", "target", "together", "c_value", "dice", "log_likelihood"}
    target.write_text("бір\n", encoding="utf-8")
    assert "has 10 lines and" in run("candidates", *files).err
