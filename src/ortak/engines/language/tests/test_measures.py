"""Distance, intervals and accuracy against outside figures and laws."""

import random
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from ortak.engines.language.distance import edit_distance, form_distance, mean_over_words, word_distances
from ortak.engines.language.scripts import aligned_words, same_spelling, wilson, word_accuracy

form = st.text(st.sampled_from("abcç"), max_size=7)


@cache
def by_definition(one: str, other: str) -> int:
    """Levenshtein's distance as it is defined, without a table."""
    if not one or not other:
        return len(one or other)
    if one[0] == other[0]:
        return by_definition(one[1:], other[1:])
    return 1 + min(by_definition(one[1:], other), by_definition(one, other[1:]), by_definition(one[1:], other[1:]))


@given(form, form)
def test_edit_distance_is_as_defined(one: str, other: str) -> None:
    assert edit_distance(one, other) == by_definition(one, other)


@given(form, form, form)
def test_distance_is_a_distance(one: str, other: str, third: str) -> None:
    assert edit_distance(one, third) <= edit_distance(one, other) + edit_distance(other, third)
    assert 0 <= form_distance(one, other) == form_distance(other, one) <= 1
    assert (form_distance(one, other) == 0) is (one == other)


def test_distances_of_a_word() -> None:
    found = word_distances({"uz": "tort", "tr": "dört", "az": "dörd"})
    assert found == {("az", "tr"): 0.25, ("az", "uz"): 0.75, ("tr", "uz"): 0.5}


def test_bootstrap_agrees_with_scipy() -> None:
    values = [random.Random(7).gauss(0.5, 0.2) for _ in range(60)]
    ours = mean_over_words([[value] for value in values], seed=1, level=0.8, draws=4000)
    chance = np.random.default_rng(1)
    theirs = stats.bootstrap(
        (np.array(values),), np.mean, confidence_level=0.8, n_resamples=4000, method="percentile", rng=chance
    ).confidence_interval
    assert ours.value == pytest.approx(np.mean(values))
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=0.003)


def test_the_same_seed_gives_the_same_interval() -> None:
    values = [[0.1, 0.4], [0.9], [0.3, 0.3, 0.2]]
    assert mean_over_words(values, seed=3) == mean_over_words(values, seed=3)
    assert mean_over_words(values, seed=3).value == pytest.approx(sum(map(sum, values)) / 6)


def test_no_word_has_no_mean() -> None:
    with pytest.raises(ValueError, match="no word"):
        mean_over_words([[]], seed=1)


@pytest.mark.parametrize("level", [0.8, 0.9, 0.95, 0.99])
@given(words=st.integers(1, 500), share=st.floats(0, 1))
def test_wilson_agrees_with_statsmodels(level: float, words: int, share: float) -> None:
    right = round(words * share)
    low, high = proportion_confint(right, words, alpha=1 - level, method="wilson")
    found = wilson(right, words, level)
    assert (found.low, found.high) == pytest.approx((max(0, low), min(1, high)), abs=1e-9)


def test_wilson_refuses_what_has_no_meaning() -> None:
    with pytest.raises(ValueError, match="0 of 0"):
        wilson(0, 0)


def test_accuracy_counts_words_and_keeps_mistakes() -> None:
    result = word_accuracy([("a", "A"), ("gʻ", "G‘"), ("b", "x")], str.upper)
    assert (result.words, result.right) == (3, 2)
    assert [(mistake.given, mistake.expected, mistake.written) for mistake in result.mistakes] == [("b", "x", "B")]


def test_apostrophes_are_no_mistake_and_letters_are() -> None:
    assert same_spelling("oʻ", "o'") and not same_spelling("oʻ", "o")


def test_words_are_aligned_by_their_number() -> None:
    assert aligned_words([("бир икки", "bir ikki"), ("уч", "uch ta")]) == [("бир", "bir"), ("икки", "ikki")]
