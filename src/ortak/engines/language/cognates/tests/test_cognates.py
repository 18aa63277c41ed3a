"""Pair scores against a plain second implementation, on judged words, and on anything that can be typed."""

import math
import random
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.engines.language.cognates import (
    BadWordList,
    Form,
    align,
    average_precision,
    correspondences,
    pair_scores,
    phonetic_sounds,
    read_word_list,
    spelled_sounds,
)
from ortak.engines.language.cognates.alignment import filled, local_best
from ortak.engines.language.cognates.learning import cross_validated, judged, learned_correspondences
from ortak.engines.language.cognates.sounds import SOUNDS
from ortak.engines.language.distance import form_distance

LANGUAGES = ("tr", "az", "kk", "ky", "uz", "tk", "tt", "ba", "ug", "crh", "xx")
words = st.text(alphabet=SOUNDS, max_size=9)


def plain_best(one: str, other: str) -> float:
    """Needleman and Wunsch cell by cell, in lists."""
    known = correspondences()
    table = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for row in range(len(one) + 1):
        for column in range(len(other) + 1):
            ways = []
            if row and column:
                ways.append(table[row - 1][column - 1] + known.odds(one[row - 1], other[column - 1]))
            if row:
                ways.append(table[row - 1][column] + known.odds(one[row - 1], "-"))
            if column:
                ways.append(table[row][column - 1] + known.odds("-", other[column - 1]))
            table[row][column] = max(ways, default=0.0)
    return table[-1][-1]


@given(words, words)
def test_alignment_is_the_best_there_is(one: str, other: str) -> None:
    found = align(one, other)
    assert found.total == pytest.approx(plain_best(one, other), abs=0.01)
    assert "".join(found.one).replace("-", "") == one
    assert "".join(found.other).replace("-", "") == other
    assert align(other, one).total == pytest.approx(found.total, abs=0.01)


@given(st.lists(st.tuples(words, words), min_size=1, max_size=5))
def test_many_pairs_at_a_time_are_what_each_is_alone(pairs: list[tuple[str, str]]) -> None:
    known = correspondences()
    (one, lengths), (other, widths) = (known.encoded([pair[place] for pair in pairs]) for place in (0, 1))
    table = filled(one, other, known)
    local = local_best(one, other, known)
    for place, (first, second) in enumerate(pairs):
        best = plain_best(first, second)
        assert table[lengths[place], widths[place], place] == pytest.approx(best, abs=0.01)
        assert local[place] >= max(0, best) - 0.01


@given(st.lists(st.tuples(st.sampled_from(LANGUAGES), st.text(max_size=12)), max_size=6))
def test_any_text_has_a_score(rows: list[tuple[str, str]]) -> None:
    forms = [Form(str(place), *row) for place, row in enumerate(rows)]
    scores = pair_scores(forms)
    assert [(pair.one, pair.other) for pair in scores] == list(combinations(forms, 2))
    assert all(0 <= pair.score <= 1 for pair in scores)


@given(st.text(max_size=20), st.sampled_from(LANGUAGES))
def test_sounds_are_sounds(word: str, language: str) -> None:
    assert set(spelled_sounds(word, language)) <= set(SOUNDS)
    assert all(set(each) <= set(SOUNDS) for each in phonetic_sounds(word))


@pytest.mark.parametrize(
    ("one", "other"),
    [("yol", "jol"), ("dağ", "tav"), ("ben", "men"), ("var", "bar"), ("taş", "tas"), ("üç", "üş"), ("ayak", "azak")],
)
def test_regular_correspondences_tell_kin_from_chance(one: str, other: str) -> None:
    """Words of one origin in handbooks of Turkic (y/j, d/t, b/m, v/b, ş/s, ç/ş, y/z) against another."""
    assert align(one, other).total > 2
    assert align(one, other).total > align(one, "kerek").total


def test_scores_are_the_same_in_another_order() -> None:
    forms = [
        Form(str(n), *row) for n, row in enumerate([("tr", "dört"), ("kk", "төрт"), ("uz", "toʻrt"), ("ru", "четыре")])
    ]
    scores = {frozenset((pair.one.id, pair.other.id)): pair.score for pair in pair_scores(forms)}
    again = {frozenset((pair.one.id, pair.other.id)): pair.score for pair in pair_scores(forms[::-1])}
    assert again == pytest.approx(scores)


def test_learning_finds_the_sound_change_it_is_shown() -> None:
    chance = random.Random(3)
    roots = ["".join(chance.choice("aıou") + chance.choice("bdgklmnrst") for _ in range(3)) for _ in range(60)]
    changed = [root.replace("b", "v").replace("t", "d") for root in roots]
    pairs = np.array([(place, place + 60) for place in range(60)])
    known = learned_correspondences(roots + changed, pairs)
    assert known.odds("b", "v") > 2
    assert known.odds("b", "v") > known.odds("b", "m")
    assert np.array_equal(known.pairs, known.pairs.T)


def test_average_precision_by_hand() -> None:
    chance = random.Random(4)
    scores = [chance.randrange(8) / 8 for _ in range(50)]
    right = [chance.random() < 0.4 for _ in range(50)]
    area, before = 0.0, 0
    for step in sorted(set(scores), reverse=True):
        taken = [truth for score, truth in zip(scores, right, strict=True) if score >= step]
        area += (sum(taken) - before) / sum(right) * sum(taken) / len(taken)
        before = sum(taken)
    assert math.isclose(average_precision(scores, right), area)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "line 1: no column id, language, form"),
        (["id,language", "1,tr"], "line 1: no column form"),
        (["id,language,form", "1,tr"], "line 2: has another number of cells"),
        (["id,language,form", "1,tr,su,x"], "line 2: has another number of cells"),
    ],
)
def test_bad_lists_are_named(lines: list[str], message: str) -> None:
    with pytest.raises(BadWordList, match=message):
        read_word_list(lines)


@pytest.mark.nightly
def test_leaves_at_most_half_of_what_edit_distance_leaves(ortak_data: Path) -> None:
    data = judged(ortak_data / "language" / "savelyevturkic")
    peer = [-form_distance(data.forms[one], data.forms[other]) for one, other in data.pairs.tolist()]
    ours = cross_validated(data, seed=2040).tolist()
    same = data.same.tolist()
    assert 1 - average_precision(ours, same) <= (1 - average_precision(peer, same)) / 2
