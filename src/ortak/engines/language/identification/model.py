"""The trained model: for each script the n-grams that tell languages apart, with a weight for every language.

    >>> scripts = sorted(load())
    >>> load()[scripts[0]].tags[:3]
    ('ar-Arab', 'az-Arab', 'fa-Arab')

`data/model.npz` is written by `python -m ortak.engines.language.identification.training`; weights are whole numbers of
one byte, with a scale a language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from ortak.engines.language.identification.features import BITS, Lines, places

UNKNOWN = "und"
"""The tag of what is none of the languages of the model (BCP 47: undetermined)."""
FILE = "data/model.npz"

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Calibration:
    """From sums of weights to probabilities: softmax of (sum - handicap) / (base * letters ** growth)."""

    base: float
    growth: float
    handicap: float
    """Taken from the sum of "none of these": names from everywhere speak for it too loudly."""

    def logits(self, sums: Floats, letters: NDArray[np.int64]) -> Floats:
        """Arguments of the softmax. The last class is "none of these".

        >>> Calibration(2.0, 0.5, 1.0).logits(np.ones((1, 2), np.float32), np.array([4])).tolist()
        [[0.25, 0.0]]
        """
        shifted = sums.copy()
        shifted[:, -1] -= self.handicap
        cooler = self.base * np.maximum(1, letters).astype(np.float32) ** np.float32(self.growth)
        result: Floats = (shifted / cooler[:, None]).astype(np.float32)
        return result


@dataclass(frozen=True)
class ScriptModel:
    """The languages of one script."""

    tags: tuple[str, ...]
    """The last is "none of these"."""
    rows: NDArray[np.int32]
    """From the place of an n-gram to its row of weights; 0 if it tells nothing. 2 ** BITS entries."""
    weights: Floats
    """Shape (1 + n-grams, tags); row 0 is zero."""
    any_text: Floats
    """What any text starts from."""
    calibration: Calibration

    def sums(self, lines: Lines) -> Floats:
        """Sums of weights, shape (lines, tags)."""
        rows = self.rows[places(lines.codes)]
        if lines.starts.size == 1:
            length, code = np.nonzero(rows)
            total: Floats = lines.strength[code] @ self.weights[rows[length, code]]
            return total[None, :] + self.any_text
        by_code = self.weights[rows[0]]
        for each in rows[1:]:
            by_code += self.weights[each]
        by_code *= lines.strength[:, None]
        result: Floats = np.add.reduceat(by_code, lines.starts, axis=0) + self.any_text
        return result

    def probabilities(self, lines: Lines) -> Floats:
        """Calibrated probabilities of the tags, shape (lines, tags): in all the share of the script in the line."""
        logits = self.calibration.logits(self.sums(lines), lines.letters)
        raised = np.exp(logits - logits.max(axis=1, keepdims=True))
        result: Floats = raised / raised.sum(axis=1, keepdims=True) * lines.share[:, None]
        return result


@cache
def load() -> Mapping[str, ScriptModel]:
    """The model that ships, by script."""
    with files(__package__).joinpath(FILE).open("rb") as opened, np.load(opened, allow_pickle=False) as stored:
        scripts = sorted(name.removeprefix("tags_") for name in stored.files if name.startswith("tags_"))
        return {script: _script(stored, script) for script in scripts}


def _script(stored: Mapping[str, NDArray[np.generic]], script: str) -> ScriptModel:
    found = np.cumsum(stored[f"places_{script}"], dtype=np.int64)
    weights = stored[f"weights_{script}"].astype(np.float32) * stored[f"scale_{script}"].astype(np.float32)
    any_text = weights[:1].copy()
    weights[0] = 0
    rows = np.zeros(2**BITS, dtype=np.int32)
    rows[found] = np.arange(1, found.size + 1)
    base, growth, handicap = stored[f"calibration_{script}"].astype(float).tolist()
    tags = tuple(stored[f"tags_{script}"].tolist())
    return ScriptModel(tags, rows, weights, any_text, Calibration(base, growth, handicap))


def pack(
    tags: tuple[str, ...], chosen: NDArray[np.uint32], weights: Floats, calibration: Calibration
) -> dict[str, NDArray[np.generic]]:
    """One script's arrays as they are stored, by the name before the script: weights in one byte each.

    >>> weights = np.ones((3, 2), np.float32)
    >>> packed = pack(("tr-Latn", "und"), np.array([5, 9], np.uint32), weights, Calibration(1.0, 0.0, 0.0))
    >>> packed["places"].tolist(), packed["weights"].dtype.name, packed["scale"].shape
    ([5, 4], 'int8', (2,))
    """
    scale = np.abs(weights).max(axis=0) / 127
    return {
        "tags": np.array(tags),
        "places": np.diff(chosen, prepend=np.uint32(0)).astype(np.uint32),
        "weights": np.round(weights / scale).astype(np.int8),
        "scale": scale.astype(np.float32),
        "calibration": np.array([calibration.base, calibration.growth, calibration.handicap]),
    }
