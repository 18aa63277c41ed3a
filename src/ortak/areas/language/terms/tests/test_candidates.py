"""Candidates from parallel texts: worked out by hand, checked against known terms on a text that nobody here wrote."""

from math import log
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.areas.language.terms import BadTexts, UnknownValue, termbase
from ortak.areas.language.terms.candidates import align, candidates, check, likelihood_ratio, read_texts

FILES = {"az": "aze-Latn", "kk": "kaz", "ky": "kir", "tk": "tuk", "tr": "tur", "uz": "uzb"}
PAIRS = [("tr", "kk"), ("tr", "az"), ("kk", "ky"), ("uz", "tk"), ("tr", "uz")]


def test_c_value_by_hand() -> None:
    """Twice "yeni elektrik hattı", once "elektrik hattı" more: the two words stand three times, twice within."""
    lines = ["yeni elektrik hattı", "yeni elektrik hattı", "elektrik hattı"]
    values = {each.form: each.c_value for each in candidates(lines, "tr", least=1)}
    assert values["elektrik hattı"] == pytest.approx(log(3, 2) * (3 - 2))
    assert values["yeni elektrik hattı"] == pytest.approx(2 * 2)
    assert values["elektrik"] == pytest.approx(1 * (3 - (3 + 2 + 2) / 3))


def test_forms_of_a_word_are_one_candidate() -> None:
    (found, *_) = candidates(["Isparta'nın ilçesi", "ISPARTA ilçeleri", "ısparta'da"], "tr", least=3)
    assert (found.form, found.lines) == ("ısparta", frozenset({0, 1, 2}))


def test_common_words_begin_and_end_no_term() -> None:
    lines = [f"bu {word} ve" for word in ("gaz", "su", "yol", "kent") for _ in range(5)]
    forms = {each.form for each in candidates(lines, "tr", least=2)}
    assert forms == {"gaz", "su", "yol", "kent"}


def test_likelihood_against_the_sum_over_cells() -> None:
    """Dunning's ratio, with the table written out: 8 lines together, 2 and 4 alone, 86 without both."""
    table, total = [[8, 2], [4, 86]], 100
    rows, columns = [10, 90], [12, 88]
    wanted = 2 * sum(
        table[i][j] * log(table[i][j] * total / (rows[i] * columns[j])) for i in range(2) for j in range(2)
    )
    assert likelihood_ratio(8, 10, 12, 100) == pytest.approx(wanted)


@pytest.mark.parametrize("languages", PAIRS, ids="-".join)
def test_alignments_say_what_the_base_says(ortak_data: Path, languages: tuple[str, str]) -> None:
    """On a thousand sentences of NTREX-128: where a term of the base was aligned and the other text has the
    base's term in two of the same lines, the alignment is that term in at least 80 of 100. Nothing was tuned on it."""
    folder = ortak_data / "language" / "ntrex"
    source, target = read_texts(*(folder / f"newstest2019-ref.{FILES[tag]}.txt" for tag in languages))
    aligned = align(source, target, languages)
    concepts = termbase().concepts.values()
    terms = [[[term.text for term in each.by_language.get(tag, ())] for tag in languages] for each in concepts]
    found = check(aligned, candidates(target, languages[1], least=2), ((one, other) for one, other in terms), languages)
    assert len(aligned) > 500
    assert found.known >= 40
    assert found.right / found.known >= 0.8, found


def test_each_candidate_is_aligned_once() -> None:
    source = [f"{'abcdefg'[number % 7]}öz {'klm'[number % 3]}ent" for number in range(60)]
    target = [f"{'абвгдеж'[number % 7]}өз {'клм'[number % 3]}ент" for number in range(60)]
    aligned = align(source, target, ("tr", "kk"))
    assert len({pair.source.key for pair in aligned}) == len({pair.target.key for pair in aligned}) == len(aligned) > 0
    assert [pair.likelihood for pair in aligned] == sorted((pair.likelihood for pair in aligned), reverse=True)


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (b"a\nb\n", b"a\n", "has 2 lines and"),
        (b"", b"", "has 0 lines and"),
        (b"\xff\n", b"a\n", "not UTF-8 at byte 0"),
    ],
)
def test_texts_that_do_not_lie_side_by_side(tmp_path: Path, one: bytes, other: bytes, said: str) -> None:
    for name, text in (("a", one), ("b", other)):
        (tmp_path / name).write_bytes(text)
    with pytest.raises(BadTexts, match=said):
        read_texts(tmp_path / "a", tmp_path / "b")


def test_an_unknown_language_says_what_is_valid() -> None:
    with pytest.raises(UnknownValue, match="valid are en, tr, az"):
        align(["a"], ["b"], ("tr", "de"))


@given(st.lists(st.text(max_size=30), max_size=12), st.sampled_from([("tr", "kk"), ("ug", "uz"), ("ru", "en")]))
def test_any_texts_are_aligned(lines: list[str], languages: tuple[str, str]) -> None:
    for pair in align(lines, lines[::-1], languages, least=2):
        assert 2 <= pair.together <= len(lines) and 0 < pair.dice <= 1
