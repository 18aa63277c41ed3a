"""How likely two words are of one origin: the alignment of the pair, then what all other words of the concept say of
it.

First each pair by itself: logistic regression on what the alignment gives (`measures`), with weights learned from
data. Then the pair among its fellows: when the words that one member goes with are those that the other goes with
too, the pair gains; when they differ, it loses (`among_fellows`).
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from ortak.engines.language.cognates.alignment import Ints, filled, local_best
from ortak.engines.language.cognates.correspondences import DATA, Correspondences, correspondences
from ortak.engines.language.cognates.sounds import is_phonetic, phonetic_sounds, spelled_sounds

Doubles = NDArray[np.float64]
MEASURES = (
    "odds", "local odds", "share of own odds", "local share", "share of the shorter",
    "difference in length", "shorter length", "longer length", "first sounds",
)  # fmt: skip
FELLOWS = 0.3
"""The weight of what the other words of the concept say; chosen on the folds that learned, not on those reported."""
PAIRS_AT_A_TIME = 50_000


@dataclass(frozen=True)
class Form:
    """A word of a language: an id, a language tag or name, and the word as spelled or in phonetic signs."""

    id: str
    language: str
    form: str


@dataclass(frozen=True)
class PairScore:
    """Two words and how likely they are of one origin, 0 to 1."""

    one: Form
    other: Form
    score: float


@dataclass(frozen=True)
class Weights:
    """Logistic regression on `MEASURES`, each taken from its mean and divided by its spread."""

    intercept: float
    weights: Doubles
    means: Doubles
    spreads: Doubles

    def likely(self, measured: Doubles) -> Doubles:
        """The probability of one origin for each row of measures."""
        exponent = ((measured - self.means) / self.spreads) @ self.weights + self.intercept
        return np.asarray(1 / (1 + np.exp(-np.clip(exponent, -40, 40))), np.float64)


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights shipped.

    >>> len(weights().weights) == len(MEASURES)
    True
    """
    rows = list(csv.DictReader((DATA / "weights.csv").read_text(encoding="utf-8").splitlines()))
    by_name = {row["measure"]: row for row in rows}
    columns = [[float(by_name[name][column]) for name in MEASURES] for column in ("weight", "mean", "spread")]
    return Weights(float(by_name["intercept"]["weight"]), *(np.array(column) for column in columns))


def pair_scores(forms: Sequence[Form], phonetic: bool | None = None) -> list[PairScore]:
    """The score of every pair of the words of one concept, in the order they stand in.

    `phonetic` says whether the words are in phonetic signs; unknown, they are if any of them has a sign that only
    phonetic writing has.

    >>> five = [Form("1", "tr", "beş"), Form("2", "kk", "бес"), Form("3", "en", "five")]
    >>> [round(pair.score) for pair in pair_scores(five)]
    [1, 0, 0]
    >>> pair_scores([Form("1", "tr", "beş")])
    []
    """
    words = as_sounds(forms, phonetic)
    pairs = np.array(list(combinations(range(len(forms)), 2)), np.int64).reshape(-1, 2)
    if not len(pairs):
        return []
    known, learned = correspondences(), weights()
    alone = [learned.likely(measures(words, part, known)) for part in _parts(pairs)]
    scores = among_fellows(np.concatenate(alone), pairs, len(forms))
    return [PairScore(forms[i], forms[j], float(score)) for (i, j), score in zip(pairs.tolist(), scores, strict=True)]


def _parts(pairs: Ints) -> list[Ints]:
    return [pairs[start : start + PAIRS_AT_A_TIME] for start in range(0, len(pairs), PAIRS_AT_A_TIME)]


def as_sounds(forms: Sequence[Form], phonetic: bool | None = None) -> list[str]:
    """Each word as sounds: of several alternatives the first.

    >>> as_sounds([Form("1", "kk", "бес"), Form("2", "tr", "beş")])
    ['bes', 'beş']
    """
    if phonetic is None:
        phonetic = any(is_phonetic(each.form) for each in forms)
    if phonetic:
        return [(phonetic_sounds(each.form) or ("",))[0] for each in forms]
    return [spelled_sounds(each.form, each.language) for each in forms]


def measures(words: Sequence[str], pairs: Ints, known: Correspondences) -> Doubles:
    """What the alignment of each pair gives, a row a pair, columns as `MEASURES`.

    >>> import numpy as np
    >>> measures(["beş", "bes"], np.array([[0, 1]]), correspondences()).shape
    (1, 9)
    """
    codes, lengths = known.encoded(list(words))
    own = own_odds(codes, known)
    first, second = codes[pairs[:, 0]], codes[pairs[:, 1]]
    length_one, length_other = lengths[pairs[:, 0]], lengths[pairs[:, 1]]
    first, second = first[:, : max(1, length_one.max())], second[:, : max(1, length_other.max())]
    table = filled(first, second, known)
    odds = table[length_one, length_other, np.arange(len(pairs))].astype(float)
    local = local_best(first, second, known).astype(float)
    own_one, own_other = own[pairs[:, 0]], own[pairs[:, 1]]
    return np.column_stack(
        [
            odds,
            local,
            2 * odds / (own_one + own_other),
            2 * local / (own_one + own_other),
            local / np.minimum(own_one, own_other),
            np.abs(length_one - length_other),
            np.minimum(length_one, length_other),
            np.maximum(length_one, length_other),
            known.pairs[first[:, 0], second[:, 0]],
        ]
    )


def own_odds(codes: NDArray[np.int16], known: Correspondences) -> Doubles:
    """The log-odds of each word with itself, at least 1: what its odds with another word are measured by.

    >>> float(own_odds(correspondences().encoded(["beş"])[0], correspondences())[0]) > 7
    True
    """
    odds = np.where(codes >= 0, known.pairs[codes, codes], 0)
    return np.asarray(np.maximum(1.0, odds.sum(1)), np.float64)


def among_fellows(scores: Doubles, pairs: Ints, words: int, weight: float = FELLOWS) -> Doubles:
    """Scores of pairs of one concept after each has been compared with those of its fellows.

    For the pair (a, b), of the words c that go with a or with b, the share that goes with both (Jaccard, the scores
    as degrees of membership, and the pair's own score as one more word) is mixed in with `weight`.

    >>> import numpy as np
    >>> pairs = np.array([[0, 1], [0, 2], [1, 2]])
    >>> among_fellows(np.array([0.5, 0.9, 0.9]), pairs, 3).round(2).tolist()
    [0.55, 0.84, 0.84]
    """
    together = np.zeros((words, words))
    together[pairs[:, 0], pairs[:, 1]] = together[pairs[:, 1], pairs[:, 0]] = scores
    both = together @ together
    each = together.sum(1)
    either = each[:, None] + each[None, :] - 2 * together - both
    shared = (both + together) / (either + 1)
    mixed = (1 - weight) * together + weight * np.clip(shared, 0, 1)
    return np.asarray(mixed[pairs[:, 0], pairs[:, 1]], np.float64)
