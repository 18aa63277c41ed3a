"""The what-if of PRI-35: recomputed by hand on a word, and consistent in itself."""

import pytest

from ortak.areas.language.common_alphabet import COMMON, LATIN, TODAY, countries, everyday, run, written
from ortak.areas.language.words import everyday_words
from ortak.engines.language.distance import word_distances
from ortak.mechanisms.contract import WhatIfResult


@pytest.fixture(scope="module")
def result() -> WhatIfResult:
    return run()


def test_a_word_in_the_three_ways() -> None:
    seventy = {"az": "yetmiş", "kk": "жетпіс", "ky": "жетимиш", "tk": "ýetmiş", "tr": "yetmiş", "uz": "yetmish"}
    assert written(seventy, TODAY) == seventy
    assert written(seventy, LATIN) == seventy | {"kk": "jetpıs", "ky": "jetimiş"}
    assert written(seventy, COMMON) == seventy | {"kk": "jetpis", "ky": "cetimiş", "tk": "yetmiş", "uz": "yetmiş"}


def test_the_distance_of_a_pair_by_hand() -> None:
    """One hundred, Turkish and Turkmen: yüz and ýüz differ in one letter of three, in the common alphabet in none."""
    hundred = {word.language: word.form for word in everyday_words() if word.key == "100"}
    found = [word_distances(written(hundred, way))[("tk", "tr")] for way in (TODAY, LATIN, COMMON)]
    assert found == [pytest.approx(1 / 3), pytest.approx(1 / 3), 0]


def test_gains_are_differences_of_the_means(result: WhatIfResult) -> None:
    for words, brings, latin_alone in ((everyday(), 0, 1), (countries(), 2, 3)):
        pairs = [(word, pair) for word in words for pair in word.today]
        means = [100 * sum(getattr(w, way)[p] for w, p in pairs) / len(pairs) for way in ("today", "latin", "common")]
        assert result.gains[brings].value == pytest.approx(means[1] - means[2], abs=0.05)
        assert result.gains[latin_alone].value == pytest.approx(means[0] - means[1], abs=0.05)


def test_intervals_hold_their_values(result: WhatIfResult) -> None:
    for each in (*result.gains, *result.effects):
        assert each.low <= each.value <= each.high
    assert {gain.level for gain in result.gains} == {0.8}


def test_effects_of_the_states_add_up_to_the_whole(result: WhatIfResult) -> None:
    """Each pair of languages counts for both of its states."""
    assert [effect.actor for effect in result.effects] == ["AZ", "KZ", "KG", "TM", "TR", "UZ"]
    counts = {
        language: sum(language in pair for word in everyday() for pair in word.today)
        for language in ("az", "kk", "ky", "tk", "tr", "uz")
    }
    weighted = sum(e.value * n for e, n in zip(result.effects, counts.values(), strict=True)) / sum(counts.values())
    assert weighted == pytest.approx(result.gains[0].value, abs=0.1)


def test_only_shared_words_are_compared() -> None:
    """Tuesday is Salı in Turkish and çərşənbə axşamı in Azerbaijani: no alphabet brings them closer."""
    assert all(("az", "tr") not in word.today or word.common[("az", "tr")] < 0.7 for word in everyday())
    assert len(everyday()) == 41


def test_asked_again_it_answers_the_same(result: WhatIfResult) -> None:
    assert run() == result


def test_cost_is_not_known_and_nothing_is_preferred(result: WhatIfResult) -> None:
    assert result.cost is None
    assert "its own affair" in result.assumptions[0]
