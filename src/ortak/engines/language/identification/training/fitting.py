"""Softmax regression over hashed n-grams, fitted with numpy: the weights of one script.

    >>> texts, labels = ["bir iki", "один два", "bir üç", "два три"], np.array([0, 1, 0, 1])
    >>> chosen = telling_places(texts, labels, 2, most=20)
    >>> weights = fit(texts, labels, 2, chosen, seed=1, rounds=30)
    >>> weights.shape, scores(["bir", "два"], chosen, weights).argmax(axis=1).tolist()
    ((21, 2), [0, 1])

Adam (Kingma and Ba, 2015) on mini-batches, with a share of the n-grams left out in every round (Srivastava et al.,
2014). Deterministic for a seed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ortak.engines.language.identification.features import BITS, places, read_lines

BATCH = 2048
Floats = NDArray[np.float32]
Places = NDArray[np.uint32]


@dataclass(frozen=True)
class Batch:
    """Rows of the weights for the n-grams of some texts: text i has `lengths[i]` of them."""

    rows: NDArray[np.int32]
    strength: Floats
    lengths: NDArray[np.int64]


def telling_places(texts: Sequence[str], labels: NDArray[np.int64], classes: int, most: int) -> Places:
    """The places that tell most about the label: by their number of texts times the divergence (Kullback and Leibler,
    1951) of the labels there from the labels everywhere.

    >>> telling_places(["aa", "bb"], np.array([0, 1]), 2, most=3).size
    3
    """
    counts = np.zeros((2**BITS, classes), dtype=np.float32)
    for label in range(classes):
        mine = [texts[i] for i in np.flatnonzero(labels == label).tolist()]
        for i in range(0, len(mine), BATCH):
            found, _, owner = _n_grams(mine[i : i + BATCH])
            once = np.unique(owner.astype(np.uint64) << np.uint64(BITS) | found) & np.uint64(2**BITS - 1)
            counts[:, label] += np.bincount(once.astype(np.int64), minlength=2**BITS)
    everywhere = np.bincount(labels, minlength=classes) / len(labels)
    total = counts.sum(axis=1)
    held = np.flatnonzero(total)
    share = counts[held] / total[held, None]
    telling = total[held] * np.sum(share * np.log(np.maximum(share, 1e-9) / everywhere), axis=1)
    best = np.argsort(-telling, kind="stable")[:most]
    return np.sort(held[best]).astype(np.uint32)


def _n_grams(texts: Sequence[str]) -> tuple[Places, Floats, NDArray[np.int64]]:
    """Places of the n-grams of texts, what each counts, and the number of its text."""
    lines = read_lines(texts)
    found = places(lines.codes)
    owner = np.repeat(np.arange(len(texts)), np.diff(lines.starts, append=lines.codes.size))
    kept = found.T > 0
    strength = np.broadcast_to(lines.strength[:, None], kept.shape)[kept]
    return found.T[kept], strength, np.broadcast_to(owner[:, None], kept.shape)[kept]


def _table(chosen: Places) -> NDArray[np.int32]:
    table = np.zeros(2**BITS, dtype=np.int32)
    table[chosen] = np.arange(1, chosen.size + 1)
    return table


def batch(texts: Sequence[str], table: NDArray[np.int32]) -> Batch:
    """The known n-grams of texts, one text after the other."""
    found, strength, owner = _n_grams(texts)
    rows = table[found]
    return Batch(rows[rows > 0], strength[rows > 0], np.bincount(owner[rows > 0], minlength=len(texts)))


def sums(given: Batch, weights: Floats) -> Floats:
    """Sum of the weights of each text's n-grams, and of the weights of any text (row 0)."""
    filled = given.lengths > 0
    total = np.zeros((given.lengths.size, weights.shape[1]), dtype=np.float32)
    starts = np.concatenate([[0], np.cumsum(given.lengths)])[:-1]
    if filled.any():
        total[filled] = np.add.reduceat(weights[given.rows] * given.strength[:, None], starts[filled], axis=0)
    result: Floats = total + weights[0]
    return result


def scores(texts: Sequence[str], chosen: Places, weights: Floats) -> Floats:
    """Sums for texts, shape (texts, classes)."""
    table = _table(chosen)
    return np.concatenate([sums(batch(texts[i : i + BATCH], table), weights) for i in range(0, len(texts), BATCH)])


def softmax(logits: Floats) -> Floats:
    """Probabilities by row.

    >>> softmax(np.array([[0.0, 0.0]], dtype=np.float32)).tolist()
    [[0.5, 0.5]]
    """
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    result: Floats = raised / raised.sum(axis=1, keepdims=True)
    return result


def fit(
    texts: Sequence[str],
    labels: NDArray[np.int64],
    classes: int,
    chosen: Places,
    seed: int,
    rounds: int = 3,
    rate: float = 0.02,
    smoothing: float = 0.02,
    dropout: float = 0.5,
) -> Floats:
    """Weights, shape (1 + places, classes), that tell the labels of texts best; row 0 belongs to every text."""
    rng = np.random.default_rng(seed)
    table = _table(chosen)
    order = rng.permutation(len(texts))
    parts = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    read = [batch([texts[i] for i in part], table) for part in parts]
    weights = np.zeros((chosen.size + 1, classes), dtype=np.float32)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    steps, total = 0, rounds * len(parts)
    for _ in range(rounds):
        for place in rng.permutation(len(parts)):
            steps += 1
            now = rate * (1 - steps / (total + 1))
            slope = _slope(weights, _thinned(read[place], dropout, rng), labels[parts[place]], smoothing)
            mean += 0.1 * (slope - mean)
            square += 0.01 * (slope * slope - square)
            weights -= now / (1 - 0.9**steps) * mean / (np.sqrt(square / (1 - 0.99**steps)) + 1e-6)
    return weights


def _thinned(given: Batch, share: float, rng: np.random.Generator) -> Batch:
    """The same texts with a share of their n-grams left out."""
    kept = rng.random(given.rows.size) >= share
    before = np.concatenate([[0], np.cumsum(kept)])
    ends = np.cumsum(given.lengths)
    return Batch(given.rows[kept], given.strength[kept], before[ends] - before[ends - given.lengths])


def _slope(weights: Floats, given: Batch, labels: NDArray[np.int64], smoothing: float) -> Floats:
    """The gradient of the mean cross-entropy with smoothed labels."""
    classes = weights.shape[1]
    wanted = np.full((len(labels), classes), smoothing / classes, dtype=np.float32)
    wanted[np.arange(len(labels)), labels] += 1 - smoothing
    error = (softmax(sums(given, weights)) - wanted) / len(labels)
    slope = np.zeros_like(weights)
    if given.rows.size:
        order = np.argsort(given.rows, kind="stable")
        firsts = np.flatnonzero(np.diff(given.rows[order], prepend=0))
        owner = np.repeat(np.arange(len(labels)), given.lengths)
        slope[given.rows[order[firsts]]] = np.add.reduceat(
            error[owner[order]] * given.strength[order, None], firsts, axis=0
        )
    slope[0] = error.sum(axis=0)
    return slope
