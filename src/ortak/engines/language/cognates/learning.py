"""Learn the correspondences and the weights from a word list with expert judgements on origin.

The list is a folder in CLDF: `forms.csv` (ID, Language_ID, Parameter_ID, Form) and `cognates.csv` (Form_ID,
Cognateset_ID).

    python -m ortak.engines.language.cognates.learning FOLDER

writes `data/correspondences.csv` and `data/weights.csv` anew. `cross_validated` says how well this ranks pairs of
concepts that were not learned from.
"""

import csv
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ortak.engines.language.cognates.alignment import Ints, filled
from ortak.engines.language.cognates.correspondences import DATA, NOTHING, Correspondences
from ortak.engines.language.cognates.scoring import (
    MEASURES,
    PAIRS_AT_A_TIME,
    Doubles,
    Weights,
    among_fellows,
    measures,
)
from ortak.engines.language.cognates.sounds import SOUNDS, VOWELS, phonetic_sounds

SOURCE = "savelyev-robbeets-2020"
"""The id of the word list in `data/sources.csv`."""
ROUNDS = 5
Truth = NDArray[np.bool_]


@dataclass(frozen=True)
class Judged:
    """The pairs of a judged word list: words as sounds, pairs of places in it, the concept of each pair, and the
    truth. Two words of one language make no pair."""

    words: tuple[str, ...]
    forms: tuple[str, ...]
    pairs: Ints
    concepts: Ints
    same: Truth


def judged(folder: Path) -> Judged:
    """The pairs of a CLDF folder."""
    with (folder / "cognates.csv").open(encoding="utf-8", newline="") as file:
        sets = {row["Form_ID"]: row["Cognateset_ID"] for row in csv.DictReader(file)}
    with (folder / "forms.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["ID"] in sets]
    by_concept: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        by_concept[row["Parameter_ID"]].append(place)
    found = [
        (one, other, concept)
        for concept, places in enumerate(by_concept.values())
        for one, other in combinations(places, 2)
        if rows[one]["Language_ID"] != rows[other]["Language_ID"]
    ]
    same = [sets[rows[one]["ID"]] == sets[rows[other]["ID"]] for one, other, _ in found]
    pairs = np.array([pair[:2] for pair in found])
    words = tuple((phonetic_sounds(row["Form"]) or ("",))[0] for row in rows)
    return Judged(
        words, tuple(row["Form"] for row in rows), pairs, np.array([pair[2] for pair in found]), np.array(same)
    )


def learned_correspondences(words: Sequence[str], pairs: Ints) -> Correspondences:
    """Log-odds from pairs of one origin: aligned with what is known, counted, and again, `ROUNDS` times.

    >>> import numpy as np
    >>> known = learned_correspondences(["dil", "til", "diş", "tiş"], np.array([[0, 1], [2, 3]]))
    >>> known.odds("d", "t") > known.odds("d", "l")
    True
    """
    known = _first_guess()
    frequency = np.ones(len(SOUNDS))
    codes, lengths = known.encoded(list(words))
    np.add.at(frequency, codes[codes >= 0], 1)
    frequency /= frequency.sum()
    for _ in range(ROUNDS):
        counts = sum(
            _counted(codes, lengths, pairs[start : start + PAIRS_AT_A_TIME], known)
            for start in range(0, len(pairs), PAIRS_AT_A_TIME)
        )
        counts = np.asarray(counts + np.asarray(counts).T, float)
        met, alone = counts[:-1, :-1] + 0.5, counts[:-1, -1]
        odds = np.log(met / met.sum() / np.outer(frequency, frequency))
        gaps = np.log((2 * alone + 2) / (counts[:-1].sum(1) + alone + 8))
        known = Correspondences(np.clip(odds, -4, 6).astype(np.float32), np.clip(gaps, -4, -0.7).astype(np.float32))
    return known


def _first_guess() -> Correspondences:
    vowel = np.array([sound in VOWELS for sound in SOUNDS])
    pairs = np.where(vowel[:, None] == vowel[None, :], np.where(vowel[:, None], 0.0, -0.5), -2.0)
    np.fill_diagonal(pairs, 1.0)
    return Correspondences(pairs.astype(np.float32), np.full(len(SOUNDS), -1, np.float32))


def _counted(codes: NDArray[np.int16], lengths: Ints, pairs: Ints, known: Correspondences) -> Doubles:
    """How often each sound stands opposite each, the last place for none: the way back through all tables at once."""
    none, each = len(SOUNDS), np.arange(len(pairs))
    counts = np.zeros((none + 1, none + 1))
    one, other = codes[pairs[:, 0]], codes[pairs[:, 1]]
    table = filled(one, other, known)
    row, column = lengths[pairs[:, 0]].copy(), lengths[pairs[:, 1]].copy()
    while (under_way := (row > 0) | (column > 0)).any():
        a, b = one[each, row - 1], other[each, column - 1]
        both = (row > 0) & (column > 0)
        now = table[row, column, each]
        met = both & np.isclose(now, table[row - 1, column - 1, each] + known.pairs[a, b], atol=1e-3)
        skipped = (
            (row > 0)
            & ~met
            & ((column == 0) | np.isclose(now, table[row - 1, column, each] + known.gaps[a], atol=1e-3))
        )
        np.add.at(counts, (np.where(met | skipped, a, none)[under_way], np.where(skipped, none, b)[under_way]), 1)
        row, column = row - (met | skipped), column - (under_way & ~skipped)
    return counts


def learned_weights(measured: Doubles, same: Truth, penalty: float = 1.0) -> Weights:
    """Logistic regression by Newton's method, with a ridge `penalty` on all weights but the intercept.

    >>> import numpy as np
    >>> rising = np.tile(np.array([[0.0], [1.0], [2.0], [3.0]]), (1, 2))
    >>> model = learned_weights(rising, np.array([False, False, True, True]))
    >>> bool(model.likely(rising)[3] > 0.5 > model.likely(rising)[0])
    True
    """
    means, spreads = measured.mean(0), measured.std(0) + 1e-9
    rows = np.column_stack([np.ones(len(measured)), (measured - means) / spreads])
    ridge = np.diag([1e-9] + [penalty] * measured.shape[1])
    values = np.zeros(rows.shape[1])
    for _ in range(25):
        likely = 1 / (1 + np.exp(-np.clip(rows @ values, -40, 40)))
        slope = rows.T @ (same - likely) - ridge @ values
        bend = (rows * (likely * (1 - likely))[:, None]).T @ rows + ridge
        step = np.linalg.solve(bend, slope)
        values = values + step
        if np.abs(step).max() < 1e-6:
            break
    return Weights(float(values[0]), values[1:], means, spreads)


def cross_validated(data: Judged, seed: int, folds: int = 5) -> Doubles:
    """A score for every pair, each from a model that learned from concepts of the other folds only."""
    concepts = sorted(set(data.concepts.tolist()))
    random.Random(seed).shuffle(concepts)
    fold_of = {concept: place % folds for place, concept in enumerate(concepts)}
    fold = np.array([fold_of[concept] for concept in data.concepts.tolist()])
    scores = np.zeros(len(data.pairs))
    for held_out in range(folds):
        learning = fold != held_out
        known = learned_correspondences(data.words, data.pairs[learning & data.same])
        model = learned_weights(measures(data.words, data.pairs[learning], known), data.same[learning])
        for concept in {c for c, place in fold_of.items() if place == held_out}:
            here = data.concepts == concept
            scores[here] = scored(data.words, data.pairs[here], known, model)
    return scores


def scored(words: Sequence[str], pairs: Ints, known: Correspondences, model: Weights) -> Doubles:
    """The scores of the pairs of one concept, which may leave out pairs of one language."""
    places, numbered = np.unique(pairs, return_inverse=True)
    numbered = numbered.reshape(pairs.shape)
    alone = model.likely(measures([words[place] for place in places], numbered, known))
    return among_fellows(alone, numbered, len(places))


def write(folder: Path) -> None:
    """Learn from all pairs of a folder and write the data files."""
    data = judged(folder)
    known = learned_correspondences(data.words, data.pairs[data.same])
    model = learned_weights(measures(data.words, data.pairs, known), data.same)
    with (DATA / "correspondences.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["sound", "other", "log_odds", "source"])
        for place, sound in enumerate(SOUNDS):
            for other in range(place, len(SOUNDS)):
                rows.writerow([sound, SOUNDS[other], f"{known.pairs[place, other]:.3f}", SOURCE])
            rows.writerow([sound, NOTHING, f"{known.gaps[place]:.3f}", SOURCE])
    with (DATA / "weights.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["measure", "weight", "mean", "spread", "source"])
        rows.writerow(["intercept", f"{model.intercept:.5f}", 0, 1, SOURCE])
        for name, *values in zip(MEASURES, model.weights, model.means, model.spreads, strict=True):
            rows.writerow([name, *(f"{value:.5f}" for value in values), SOURCE])


if __name__ == "__main__":
    write(Path(sys.argv[1]))
