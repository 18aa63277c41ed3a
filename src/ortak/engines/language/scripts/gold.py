"""Gold words: spellings in two alphabets as cited publications print them, and how many of them come out right."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from ortak.engines.language.scripts.accuracy import Accuracy, same_spelling, word_accuracy
from ortak.engines.language.scripts.converter import converter
from ortak.engines.language.scripts.orthography import DATA, Source

_ALIKE = str.maketrans({"ء": "ٴ", "é": "ë", "É": "Ë"})


@dataclass(frozen=True)
class GoldWord:
    """A word in two orthographies as a source prints it. `excluded` says why the two are not the same word, letter by
    letter: a misprint, or another wording; it is empty for most."""

    source_tag: str
    target_tag: str
    given: str
    expected: str
    source: Source
    excluded: str


@cache
def gold_words() -> tuple[GoldWord, ...]:
    """All gold words in the order of their sources.

    >>> sum(bool(word.excluded) for word in gold_words()) * 10 < len(gold_words())
    True
    """
    sources = {row["id"]: Source(**row) for row in _rows("sources.csv")}
    columns = ("source_tag", "target_tag", "given", "expected", "excluded")
    return tuple(
        GoldWord(**{name: row[name] for name in columns}, source=sources[row["source"]]) for row in _rows("words.csv")
    )


def gold_directions() -> tuple[tuple[str, str], ...]:
    """The directions that have gold words, there and back.

    >>> ("kk-Arab", "kk-Cyrl") in gold_directions()
    True
    """
    pairs = dict.fromkeys((word.source_tag, word.target_tag) for word in gold_words())
    return tuple(direction for pair in pairs for direction in (pair, pair[::-1]))


def gold_accuracy(
    source: str, target: str, with_excluded: bool = False, convert: Callable[[str], str] | None = None
) -> Accuracy:
    """How many gold words of a direction come out as printed. Kinds of apostrophe and of hamza are one, é is ë, and
    where one of the scripts has no capitals, capitals do not count. `convert` is another converter than ours.

    Raises `ValueError` if there are no words.

    >>> gold_accuracy("crh-Cyrl", "crh-Latn").share.value
    1.0
    """
    capitals = "Arab" not in source + target

    def same(one: str, other: str) -> bool:
        one, other = one.translate(_ALIKE), other.translate(_ALIKE)
        return same_spelling(one, other) if capitals else same_spelling(one.casefold(), other.casefold())

    found = [word for word in gold_words() if with_excluded or not word.excluded]
    there = [(w.given, w.expected) for w in found if (w.source_tag, w.target_tag) == (source, target)]
    back = [(w.expected, w.given) for w in found if (w.target_tag, w.source_tag) == (source, target)]
    return word_accuracy(there + back, convert or converter(source, target), same)


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / "gold" / name).read_text(encoding="utf-8").splitlines()))
