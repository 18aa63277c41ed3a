"""What comes out: cases that a linguist can read and add to (`cases.csv`), and what must never happen."""

import csv
import random
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.engines.language.scripts import convert, converter, orthography, tables

CASES = list(csv.DictReader(Path(__file__).with_name("cases.csv").read_text(encoding="utf-8").splitlines()))
DIRECTIONS = [pair for left, right in tables() for pair in ((left, right), (right, left))]
direction = st.sampled_from(DIRECTIONS)
EXACT = [pair for pair in DIRECTIONS if not converter(*pair).lossy]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['source']}-{case['target']}: {case['why']}")
def test_case(case: dict[str, str]) -> None:
    assert convert(case["given"], case["source"], case["target"]) == case["expected"]


def signs_of(tag: str) -> st.SearchStrategy[str]:
    """Letters of an orthography in both cases, its neighbours in text, and anything at all."""
    script = orthography(tag)
    letters = "".join(capital + small for capital, small in script.pairs + script.foreign)
    return st.one_of(
        st.sampled_from(letters),
        st.sampled_from(" \n-.,'’ʻʼ1QqWwŠñКкğ\u0301\u0306\u0327\u200d\ufdd0\ufffe\U0001f54a"),
        st.characters(),
    )


@given(direction, st.data())
def test_the_compiled_form_is_the_reading_of_the_rules(pair: tuple[str, str], data: st.DataObject) -> None:
    text = "".join(data.draw(st.lists(signs_of(pair[0]), max_size=30)))
    chosen = converter(*pair)
    assert chosen(text) == "".join(step.written for step in chosen.explain(text))


@pytest.mark.parametrize("pair", DIRECTIONS, ids="-".join)
def test_the_compiled_form_reads_words_as_the_rules_do(pair: tuple[str, str]) -> None:
    """Many words of each direction, drawn by a stated seed: longer than those that are found by chance above."""
    draw = random.Random(7)
    script = orthography(pair[0])
    letters = [sign for capital, small in script.pairs + script.foreign for sign in (capital, small, small, small)]
    words = ["".join(draw.choices(letters, k=draw.randint(1, 9))) for _ in range(300)]
    text = " ".join(words)
    chosen = converter(*pair)
    assert chosen(text).split(" ") == "".join(step.written for step in chosen.explain(text)).split(" ")


@given(direction, st.text())
def test_any_text_is_converted(pair: tuple[str, str], text: str) -> None:
    assert isinstance(convert(text, *pair), str)


@given(direction, st.text(st.characters(categories=["N", "P", "S", "Z", "Cc", "Co"], exclude_characters="‘’'`´")))
def test_what_is_no_letter_stays(pair: tuple[str, str], text: str) -> None:
    assert convert(text, *pair) == text


@given(st.sampled_from(tables()), st.text(st.sampled_from("あ漢字ΑβγДжИбא ๆابپ"), max_size=20))
def test_other_scripts_stay(pair: tuple[str, str], text: str) -> None:
    """A Latin table leaves Cyrillic, Greek, Arabic, Hebrew, Han and the rest alone, an Arabic one all but Arabic."""
    source = pair[1]
    others = text if "Arab" not in source else "".join(sign for sign in text if not "\u0600" <= sign <= "\u06ff")
    assert convert(others, source, pair[0]) == others


@given(direction, st.text(max_size=20), st.text(max_size=20))
def test_a_line_is_converted_by_itself(pair: tuple[str, str], one: str, other: str) -> None:
    assert convert(f"{one}\n{other}", *pair) == f"{convert(one, *pair)}\n{convert(other, *pair)}"


def words_of(tag: str) -> st.SearchStrategy[str]:
    script = orthography(tag)
    letters = st.sampled_from([small for _, small in script.pairs])
    word = st.lists(letters, min_size=1, max_size=12).map("".join)
    return st.lists(st.one_of(word, word.map(lambda w: script.upper(w[:1]) + w[1:])), max_size=6).map(" ".join)


@given(st.sampled_from(EXACT), st.data())
def test_an_exact_conversion_comes_back(pair: tuple[str, str], data: st.DataObject) -> None:
    text = data.draw(words_of(pair[0]))
    assert convert(convert(text, *pair), *pair[::-1]) == text


def test_which_conversions_are_exact() -> None:
    assert {(s, t) for s, t in EXACT if "-x-common" not in s + t} == {("az-Latn", "az-Cyrl"), ("kaa-Latn", "kaa-Cyrl")}
    both_ways = {pair[0].partition("-")[0] for pair in EXACT if converter(*pair).bijective}
    assert both_ways == {"az", "crh", "tk", "tr"}
    assert ("tk-Latn", "tk-Latn-x-common") in EXACT and ("tk-Latn-x-common", "tk-Latn") in EXACT


@pytest.mark.parametrize(
    ("pair", "text"),
    [
        (("uz-Cyrl", "uz-Latn"), "йўл ёш Ў"),
        (("tr-Latn", "tr-Latn-x-common"), "İğşçöü"),
        (("kk-Latn", "kk-Cyrl"), "ūñğ Ūñğ"),
        (("tk-Latn", "tk-Cyrl"), "ýň žä"),
    ],
)
def test_letters_in_two_signs_are_one_letter(pair: tuple[str, str], text: str) -> None:
    assert convert(normalize("NFD", text), *pair) == convert(text, *pair)


def test_a_mark_that_is_no_part_of_a_letter_stays() -> None:
    assert convert("ко\u0301ра e\u0301", "uz-Cyrl", "uz-Latn") == "ko\u0301ra e\u0301"


def test_steps_cover_the_text_and_name_the_rule() -> None:
    steps = converter("uz-Cyrl", "uz-Latn").explain("1 Цех: милиция")
    assert "".join(step.given for step in steps) == "1 Цех: милиция"
    assert [step.start for step in steps] == [0, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13]
    decided = {step.given: step.rule for step in steps if step.rule}
    assert decided["Ц"].written == "s" and decided["ц"].written == "ts"
    assert decided["ц"].source.publisher == "Cabinet of Ministers of the Republic of Uzbekistan"
