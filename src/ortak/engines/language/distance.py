"""Distance between written forms, and its mean over a list of words with an interval.

The distance is the edit distance (Levenshtein 1966) divided by the length of the longer form, from 0 (the same) to 1
(nothing in common). The interval is a percentile bootstrap (Efron 1979) over words: a word is drawn with all its
forms, since the forms of one word in several languages are not independent.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations


def edit_distance(one: Sequence[str], other: Sequence[str]) -> int:
    """How many letters must be put in, left out or changed to make one form of the other.

    >>> edit_distance("yıldız", "žyldyz"), edit_distance("", "on")
    (3, 2)
    """
    if one == other:
        return 0
    if not set(one) & set(other):
        return max(len(one), len(other))
    previous = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, opposite in enumerate(other, start=1):
            changed = previous[column - 1] + (letter != opposite)
            current.append(min(previous[column] + 1, current[-1] + 1, changed))
        previous = current
    return previous[-1]


def form_distance(one: str, other: str) -> float:
    """The share of letters that differ, 0 to 1.

    >>> form_distance("dört", "tört"), form_distance("", "")
    (0.25, 0.0)
    """
    longer = max(len(one), len(other))
    return edit_distance(one, other) / longer if longer else 0.0


@dataclass(frozen=True)
class Interval:
    """An estimate with the ends of its interval; `level` is the share of the interval, 0 to 1."""

    value: float
    low: float
    high: float
    level: float

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f} to {self.high:.3f})"


def word_distances(word: Mapping[str, str]) -> dict[tuple[str, str], float]:
    """The distance of each pair of languages in the forms of one word, by language.

    >>> word_distances({"az": "dörd", "tr": "dört", "tk": "dört"})[("az", "tk")]
    0.25
    """
    return {(a, b): form_distance(word[a], word[b]) for a, b in combinations(sorted(word), 2)}


def mean_over_words(values: Sequence[Sequence[float]], seed: int, level: float = 0.8, draws: int = 1000) -> Interval:
    """The mean of all values, given word by word, with a bootstrap interval over words. The same seed gives the same
    interval.

    Raises `ValueError` if there is no value.

    >>> mean_over_words([[0.0, 0.5], [1.0]], seed=1)
    Interval(value=0.5, low=0.25, high=1.0, level=0.8)
    """
    totals = [(sum(word), len(word)) for word in values if word]
    if not totals:
        raise ValueError("no word has a value: nothing to take a mean of")

    sums, counts = zip(*totals, strict=True)
    chance = random.Random(seed)
    everyone = range(len(totals))

    def mean(words: Sequence[int]) -> float:
        return float(sum(map(sums.__getitem__, words)) / sum(map(counts.__getitem__, words)))

    means = sorted(mean(chance.choices(everyone, k=len(totals))) for _ in range(draws))
    tail = (1 - level) / 2
    return Interval(mean(everyone), means[int(tail * (draws - 1))], means[round((1 - tail) * (draws - 1))], level)
