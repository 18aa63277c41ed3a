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
    exact = {(each["tag"], tag) for each in tags for tag in each["exact_both_ways"]}
    assert ("tk-Latn", "tk-Latn-x-common") in exact and ("az-Latn", "az-Cyrl") not in exact
    accuracy = json.loads(run("accuracy", "--json").stdout)
    assert {"kk-Arab", "tt-Cyrl", "tk-Latn"} <= {each["from"] for each in accuracy}
    assert all(each["low"] <= each["share"] <= each["high"] for each in accuracy)


def test_explain_names_rule_and_source() -> None:
    lines = run("explain", "--from", "uz-Cyrl", "--to", "uz-Latn", "цех!").stdout.decode().splitlines()
    assert lines[0].startswith("ц > s  at the start or the end of a word")
    assert lines[0].endswith("Cabinet of Ministers of the Republic of Uzbekistan)")
    assert lines[-1] == "'!' unchanged: no rule"


def test_a_lexicon_is_made_from_a_text_and_used(tmp_path: Path) -> None:
    made = run("lexicon", "--from", "kk-Arab", "--to", "kk-Cyrl", given="Америка, америка\nқазақ".encode())
    assert made.stdout.decode() == "given,written\nامەريكا,америка\n"
    words = tmp_path / "words.csv"
    words.write_bytes(made.stdout)
    asked = ("convert", "--from", "kk-Arab", "--to", "kk-Cyrl", "--lexicon", str(words))
    assert run(*asked, given="امەريكا قازاق".encode()).stdout.decode() == "америка қазақ"


def test_a_report_says_what_was_not_converted_and_where() -> None:
    done = run("convert", "--from", "uz-Cyrl", "--to", "uz-Latn", "--report", given="Бир\nCOVID вақти\u202e\n".encode())
    assert (done.returncode, done.stdout.decode()) == (0, "Bir\nCOVID vaqti\u202e\n")
    assert done.stderr.decode().splitlines() == [
        "2:1: COVID: Latin letters",
        "2:12: U+202E: bidi control within a word",
        "2 places not converted",
    ]


@pytest.mark.parametrize(
    ("source", "target", "given", "expected"),
    [
        ("kk-Cyrl", "kk-Arab", "қазақ тілі", "قازاق ٴتىلى"),
        ("kk-Latn-x-wiki", "kk-Arab", "qazaq tili", "قازاق ٴتىلى"),
        ("ug-Latn", "ug-Cyrl", "Uyghur", "уйғур"),
        ("az-Cyrl", "az-Arab", "ана", "آنا"),
        ("tt-Cyrl", "tt-Latn-x-common", "татарча гамәл", "tatarça ğəməl"),
        ("crh-Cyrl", "crh-Latn", "къырым", "qırım"),
        ("kaa-Cyrl", "kaa-Latn", "қарақалпақ", "qaraqalpaq"),
        ("ba-Cyrl", "ba-Latn", "башҡорт", "başqort"),
    ],
)
def test_every_language(source: str, target: str, given: str, expected: str) -> None:
    assert run("convert", "--from", source, "--to", target, given=given.encode()).stdout.decode() == expected


def test_markup_and_lexicon(tmp_path: Path) -> None:
    lexicon = tmp_path / "words.csv"
    lexicon.write_text("given,written\nsirk,цирк\n", encoding="utf-8")
    given = b"<p title='sirk'>Sirk <code>sirk</code>"
    direction = ("convert", "--from", "uz-Latn", "--to", "uz-Cyrl", "--lexicon", str(lexicon))
    assert run(*direction, "--markup", "html", given=given).stdout.decode() == "<p title='sirk'>Цирк <code>sirk</code>"
    assert run(*direction, given=b"SIRK").stdout.decode() == "ЦИРК"
    lexicon.write_text("a,b\n", encoding="utf-8")
    done = run(*direction, given=b"")
    assert done.returncode == 2 and b"lexicon, line 1" in done.stderr and done.stderr.count(b"\n") == 1


def test_the_way_back_is_exact_with_hints(tmp_path: Path) -> None:
    hints, text = str(tmp_path / "hints"), "Цех ва компьютер\n ь объект\r\nКИТОБ\n"
    there = run("convert", "--from", "uz-Cyrl", "--to", "uz-Latn", "--hints", hints, given=text.encode())
    back = run("convert", "--from", "uz-Latn", "--to", "uz-Cyrl", "--hints", hints, given=there.stdout)
    assert back.stdout == text.encode()
    stale = run("convert", "--from", "uz-Latn", "--to", "uz-Cyrl", "--hints", hints, given=b"another text")
    assert stale.returncode == 2 and b"the hints do not fit the text: line 1, column 1" in stale.stderr
    both = run("convert", "--from", "uz-Latn", "--to", "uz-Cyrl", "--hints", hints, "--markup", "html")
    assert both.returncode == 2 and b"not with --markup" in both.stderr


def test_what_came_before_bytes_that_are_no_utf_8_is_written_and_counted() -> None:
    done = run("convert", "--from", "uz-Cyrl", "--to", "uz-Latn", "--report", given="шаҳар x\nбир".encode() + b"\xff")
    assert done.returncode == 2
    assert done.stdout.decode() == "shahar x\nbir"
    said = done.stderr.decode().splitlines()
    assert said[:2] == ["1:7: x: Latin letters", "1 place not converted before it"]
    assert "at byte 19" in said[2]
