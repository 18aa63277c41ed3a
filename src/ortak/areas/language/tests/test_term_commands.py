"""`ortak language terms`: the verbs as a user calls them, without Django."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

SOURCES = Path(__file__).parents[4]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ortak", "language", "terms", *arguments],
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_search_finds_a_word_in_any_language() -> None:
    lines = run("search", "gümrük").stdout.splitlines()
    assert lines[0].startswith("customs.customs: en customs; az gömrük; kk кеден тексерісі")
    rows = json.loads(run("search", "keden", "tekserisi", "--json").stdout)
    assert [row["id"] for row in rows] == ["customs.customs"]


def test_show_gives_source_and_status() -> None:
    text = run("show", "customs.tir-carnet").stdout
    assert "ru      книжка МДП (tir-1975, article 3, agreed)" in text
    assert json.loads(run("show", "customs.tir-carnet", "--json").stdout)["domain"] == "customs"


def test_export_writes_a_file_that_others_read() -> None:
    root = ElementTree.fromstring(run("export", "--format", "tbx", "--domain", "customs").stdout)
    assert root.tag.endswith("tbx")
    turtle = run(
        "export", "--format", "skos", "--concept", "customs.customs", "--base", "https://example.org/t/"
    ).stdout
    assert "<https://example.org/t/customs.customs>" in turtle


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "customs.custom"], "did you mean customs.customs"),
        (["search", "--domain", "x"], "unknown domain 'x'; valid are agriculture"),
        (["export", "--format", "xls"], "unknown format 'xls'; valid are csv"),
    ],
)
def test_what_cannot_be_is_said_in_a_line(arguments: list[str], said: str) -> None:
    answer = run(*arguments)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert said in answer.stderr and answer.stderr.count("\n") == 1


def test_no_framework_is_loaded() -> None:
    code = (
        "import sys\nfrom ortak.cli import answer\nassert answer(['language', 'terms', 'search', 'ohm']) == 0\n"
        "assert not [name for name in ('django', 'numpy', 'babel') if name in sys.modules]"
    )
    environment = {**os.environ, "PYTHONPATH": str(SOURCES)}
    assert subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True).returncode == 0
