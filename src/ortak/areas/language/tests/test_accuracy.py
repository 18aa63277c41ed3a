"""The indicator: counted again in another way, and ranked against an outside figure."""

import pytest

from ortak.areas.language.accuracy import GOLD, GOLD_ALL, in_two_scripts, measured, observations, word_pairs
from ortak.engines.language.scripts import convert, gold_directions

# words right of all words, by ICU 72.1 on the same names; it has no Azerbaijani Latin to Cyrillic
ICU = {("uz-Cyrl", "uz-Latn"): 0.8251, ("uz-Latn", "uz-Cyrl"): 0.6644, ("az-Cyrl", "az-Latn"): 0.9746}


def test_all_directions_are_measured() -> None:
    assert len(in_two_scripts()) == 10
    assert {each.accuracy.words for each in measured() if "lists" in each.measured_on} == {100}
    gold = {(each.source, each.target) for each in measured() if each.measured_on == GOLD}
    assert gold == set(gold_directions())


def test_with_misprints_there_are_more_words() -> None:
    by_figure = {(each.source, each.target, each.measured_on): each.accuracy for each in measured()}
    for (source, target, on), accuracy in by_figure.items():
        if on == GOLD_ALL:
            assert accuracy.words > by_figure[source, target, GOLD].words


@pytest.mark.parametrize("each", in_two_scripts(), ids=lambda each: each.source + each.target)
def test_counted_again(each) -> None:
    pairs = word_pairs(each.source[:2])
    ordered = pairs if each.source.endswith("Cyrl") else [(latin, cyrillic) for cyrillic, latin in pairs]
    simple = str.maketrans("ʻʼ’‘", "''''")
    written = convert("\n".join(given for given, _ in ordered), each.source, each.target).split("\n")
    right = sum(a.translate(simple) == b.translate(simple) for a, (_, b) in zip(written, ordered, strict=True))
    assert (each.accuracy.right, each.accuracy.words) == (right, len(ordered))


@pytest.mark.parametrize(
    "each", [m for m in in_two_scripts() if (m.source, m.target) in ICU], ids=lambda each: each.source
)
def test_at_least_as_right_as_icu(each) -> None:
    assert each.accuracy.share.value >= ICU[each.source, each.target]


def test_observations_are_modelled_and_pool_both_directions() -> None:
    rows = {row.ref_area: row for row in observations("2026")}
    assert set(rows) == {"AZ", "KZ", "KG", "TM", "UZ"}
    assert all(row.modelled and row.indicator == "language.conversion_accuracy" for row in rows.values())
    both = [each.accuracy for each in in_two_scripts() if each.source.startswith("kk")]
    assert rows["KZ"].obs_value == pytest.approx(
        100 * sum(a.right for a in both) / sum(a.words for a in both), abs=0.05
    )
