"""Runs of letters against a plain BM25, and what they change in a long query."""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.engines.language.searching import Document, Settings
from ortak.engines.language.searching.index import Part
from ortak.engines.language.searching.letters import LENGTH, SATURATION, alike, runs
from ortak.engines.language.searching.query import query_words
from ortak.engines.language.searching.ranking import ranked
from ortak.engines.language.searching.segments import built
from ortak.engines.language.searching.words import terms, words

WORDS = st.lists(st.text(alphabet="abkıştü", min_size=1, max_size=7), min_size=1, max_size=6)
LONG = "Bill Klinton bugün yıldızlar ve gökyüzü üzerine konuştu"


def plain_bm25(query: list[str], texts: list[list[str]]) -> list[float]:
    held = [Counter(run for word in text for run in runs(word)) for text in texts]
    letters = [sum(map(len, text)) for text in texts]
    scores = []
    for counts, size in zip(held, letters, strict=True):
        score = 0.0
        for run in (run for word in query for run in runs(word)):
            having = sum(run in other for other in held)
            rarity = math.log(1 + (len(texts) - having + 0.5) / (having + 0.5))
            norm = SATURATION * (1 - LENGTH + LENGTH * size / (sum(letters) / len(texts)))
            score += rarity * counts[run] * (SATURATION + 1) / (counts[run] + norm)
        scores.append(score)
    return scores


@given(WORDS, st.lists(WORDS, min_size=1, max_size=5))
def test_letters_rank_as_bm25_ranks(query: list[str], texts: list[list[str]]) -> None:
    expected = plain_bm25(query, texts)
    most = max(expected) or 1.0
    assert alike(query, [("tr", " ".join(text)) for text in texts]) == pytest.approx([each / most for each in expected])


@given(st.text(max_size=60), st.sampled_from(["tr", "uz", "kk", "ru", "und"]))
def test_terms_are_those_of_words(text: str, language: str) -> None:
    assert terms(text, language) == [found.term for found in words(text, language)]


def scores(texts: list[str], cuts: list[int], settings: Settings) -> list[float]:
    documents = [Document(str(at), "kk", text) for at, text in enumerate(texts)]
    parts = [
        Part(str(at), built(documents[start:end]), None)
        for at, (start, end) in enumerate(zip([0, *cuts], [*cuts, len(texts)], strict=True))
    ]
    found = ranked(query_words(LONG, "tr"), parts, settings)
    return np.concatenate(found.scores).tolist()


def test_a_long_query_counts_what_its_words_leave_over() -> None:
    texts = ["жұлдыз туралы", "жұлдыз Билл Клинтон", "су мен нан", "жұлдыз бүгін"]
    without, with_letters = (scores(texts, [], Settings(letters=share)) for share in (0.0, 0.4))
    assert [new >= old for new, old in zip(with_letters, without, strict=True)] == [True] * len(texts)
    assert with_letters[1] - without[1] == pytest.approx(0.4 * max(without), rel=1e-5)
    assert with_letters[2] == without[2] == 0


def test_letters_are_compared_across_the_parts_of_an_index() -> None:
    texts = ["жұлдыз туралы", "жұлдыз Билл Клинтон", "су мен нан", "жұлдыз бүгін"]
    whole, parted = (
        np.array(scores(texts, cuts, Settings(letters=0.4))) - np.array(scores(texts, cuts, Settings(letters=0)))
        for cuts in ([], [2])
    )
    assert np.argsort(-whole).tolist() == np.argsort(-parted).tolist()
