"""Which sound answers to which: log-odds of two sounds standing for each other in words of one origin.

The odds of a pair are how often two sounds stand opposite each other in aligned words of one origin, over how often
they would by chance: pointwise mutual information, as in weighted sequence alignment for cognates (Jäger 2013,
Phylogenetic inference from word lists using weighted alignment with empirically determined weights, Language Dynamics
and Change 3). The odds shipped were learned by `learning` from the expert judgements of Savelyev and Robbeets (2020),
Journal of Language Evolution 5(1), 39-53, CLDF edition 2.0 (doi:10.1093/jole/lzz010, CC BY 4.0); no word of it is
shipped.
"""

import csv
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ortak.engines.language.cognates.sounds import SOUNDS

Floats = NDArray[np.float32]
Codes = NDArray[np.int16]
DATA = Path(__file__).parent / "data"
LONGEST = 16
"""Sounds of a word that are looked at; what comes after is left out."""
NOTHING = "-"


@dataclass(frozen=True)
class Correspondences:
    """Log-odds of sound pairs, `pairs[one, other]` by place in `SOUNDS`, and of a sound that has no partner,
    `gaps`."""

    pairs: Floats
    gaps: Floats

    def odds(self, one: str, other: str) -> float:
        """The log-odds of two sounds; `-` is no sound.

        >>> known = correspondences()
        >>> known.odds("y", "c") > 1 > 0 > known.odds("y", "k"), known.odds("b", "m") > 1, known.odds("ğ", "-") < 0
        (True, True, True)
        """
        if NOTHING in (one, other):
            return float(self.gaps[SOUNDS.index(one if other == NOTHING else other)])
        return float(self.pairs[SOUNDS.index(one), SOUNDS.index(other)])

    def encoded(self, words: list[str]) -> tuple[Codes, NDArray[np.int64]]:
        """Words as places in `SOUNDS`, padded with -1 to `LONGEST`, and their lengths.

        >>> codes, lengths = correspondences().encoded(["at", "a"])
        >>> codes[:, :3].tolist(), lengths.tolist()
        ([[0, 30, -1], [0, -1, -1]], [2, 1])
        """
        codes = np.full((len(words), LONGEST), -1, np.int16)
        places = self._places
        for row, word in enumerate(words):
            found = [places[sound] for sound in word[:LONGEST] if sound in places]
            codes[row, : len(found)] = found
        return codes, (codes >= 0).sum(1)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {sound: place for place, sound in enumerate(SOUNDS)}


@lru_cache(maxsize=1)
def correspondences() -> Correspondences:
    """The odds shipped.

    >>> correspondences().pairs.shape
    (35, 35)
    """
    pairs = np.zeros((len(SOUNDS), len(SOUNDS)), np.float32)
    gaps = np.zeros(len(SOUNDS), np.float32)
    text = (DATA / "correspondences.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        one = SOUNDS.index(row["sound"])
        if row["other"] == NOTHING:
            gaps[one] = float(row["log_odds"])
        else:
            other = SOUNDS.index(row["other"])
            pairs[one, other] = pairs[other, one] = float(row["log_odds"])
    return Correspondences(pairs, gaps)
