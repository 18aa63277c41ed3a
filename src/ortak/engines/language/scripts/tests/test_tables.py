"""The tables: every row has a source, every letter a rule, every loss a word that shows it."""

import csv
import tomllib

import pytest

from ortak.engines.language.scripts import (
    common_letters,
    converter,
    orthographies,
    orthography,
    rules,
    sources,
    tables,
)
from ortak.engines.language.scripts.orthography import DATA

DIRECTIONS = [pair for left, right in tables() for pair in ((left, right), (right, left))]


def test_all_pairs_are_there() -> None:
    languages = ("az", "kk", "ky", "tk", "uz")
    wanted = {(f"{each}-Cyrl", f"{each}-Latn") for each in (*languages, "ba", "crh", "kaa", "tt")}
    wanted |= {(f"{each}-Cyrl", f"{each}-Latn-x-common") for each in languages}
    wanted |= {(f"{each}-Latn", f"{each}-Latn-x-common") for each in (*languages, "ba", "crh", "kaa", "tr", "tt", "ug")}
    wanted |= {("az-Latn", "az-Arab"), ("ug-Arab", "ug-Latn"), ("ug-Cyrl", "ug-Arab")}
    wanted |= {("kk-Cyrl", tag) for tag in ("kk-Arab", "kk-Arab-x-wiki", "kk-Latn-x-wiki")}
    assert set(tables()) == wanted


@pytest.mark.parametrize("source", sources().values(), ids=lambda source: source.id)
def test_sources_say_who_when_and_where(source) -> None:
    assert source.title and source.publisher and source.place
    assert source.year == "undated" or 1900 < int(source.year) <= 2026


def test_every_source_is_used() -> None:
    used = {source.id for each in orthographies() for source in each.sources}
    used |= {rule.source.id for pair in DIRECTIONS for rule in rules(*pair)}
    used |= {letter.source.id for letter in common_letters()}
    texts = [letter.disagreement for letter in common_letters()]
    texts += [text for each in orthographies() for text in each.disagreements]
    used |= {key for key in sources() if any(key in text for text in texts)}
    assert set(sources()) - used == set()


@pytest.mark.parametrize(("source", "target"), DIRECTIONS)
def test_every_letter_has_a_rule(source: str, target: str) -> None:
    """A letter of the alphabet that no rule is given, alone or with others, would pass through unconverted."""
    given = {sign for rule in rules(source, target) for sign in rule.given}
    letters = {sign for _, small in orthography(source).pairs for sign in small}
    assert letters - given == set()


@pytest.mark.parametrize(("source", "target"), DIRECTIONS)
def test_only_letters_of_the_target_are_written(source: str, target: str) -> None:
    written = {sign for rule in rules(source, target) for sign in rule.written}
    foreign_but_kept = {"uz-Latn-x-common": {"ʼ"}}.get(target, set())
    assert written - set(orthography(target).letters) == foreign_but_kept & written


@pytest.mark.parametrize(("source", "target"), DIRECTIONS)
def test_a_loss_is_shown_by_its_example(source: str, target: str) -> None:
    there, back = converter(source, target), converter(target, source)
    for loss in there.losses:
        assert back(there(loss.example)) != loss.example, loss


def test_losses_belong_to_tables() -> None:
    named = tomllib.loads((DATA / "pairs.toml").read_text(encoding="utf-8"))
    assert set(named) <= {f"{left}_{right}" for left, right in tables()}
    assert {direction for losses in named.values() for direction in losses} <= {"left_to_right", "right_to_left"}


@pytest.mark.parametrize(("left", "right"), tables())
def test_rows_are_not_repeated(left: str, right: str) -> None:
    rows = list(csv.DictReader((DATA / "pairs" / f"{left}_{right}.csv").read_text(encoding="utf-8").splitlines()))
    keys = [
        (side, row[side], row["preceded_by"], row["followed_by"], row.get("word", ""))
        for row in rows
        for side, use in (("left", ">"), ("right", "<"))
        if row["use"] in ("=", use)
    ]
    assert sorted(set(keys)) == sorted(keys)


def test_the_common_alphabet_has_34_letters() -> None:
    letters = [letter for letter in common_letters() if letter.of_2024]
    assert len(letters) == 34
    assert sum(letter.in_turkish_alphabet for letter in letters) == 29
    assert {letter.small for letter in letters if not letter.in_turkish_alphabet} == set("əxqñū")
    in_profiles = {small for each in orthographies() if each.tag.endswith("-x-common") for _, small in each.pairs}
    assert in_profiles == {letter.small for letter in letters}


def test_the_common_alphabet_contains_the_turkish_and_azerbaijani_ones() -> None:
    """A member of the commission: Türkiye and Azerbaijan need no change (cta-yenisafak)."""
    for tag in ("tr-Latn", "az-Latn"):
        text = " ".join(f"{capital}{small}" for capital, small in orthography(tag).pairs)
        assert converter(tag, f"{tag}-x-common")(text) == text
