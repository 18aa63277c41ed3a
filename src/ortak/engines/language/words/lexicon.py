"""What was learned from running text: how common stems and sequences of suffixes are.

`data/stems/LANGUAGE.tsv` has a stem, its class (N noun, V verb) and in how many different words of the text it is
thought to be found; `data/weights/LANGUAGE.tsv` has pairs of suffixes in sequence and their probability in thousandths
of a nat below 1.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
START, END = {"N": "noun", "V": "verb"}, "end"
_NEW = {"N": 1.0, "V": 0.1}
"""New words are nouns, mostly."""

UNSEEN = -9.0
"""The weight of a pair of suffixes that was not seen."""


@dataclass(frozen=True)
class Lexicon:
    """Stems with their counts, weights of pairs of suffixes, and what an unknown stem costs.

    The stems are a sample of a Chinese restaurant process: a known one has its share, an unknown one `novelty` times
    the probability of its letters, `letter` nats each (Goldwater, Griffiths, Johnson 2009, "A Bayesian framework for
    word segmentation", Cognition 112, the unigram model).
    """

    stems: Mapping[str, Mapping[str, float]]
    pairs: Mapping[tuple[str, str], float]
    total: float
    novelty: float = 100.0
    letter: float = 2.5
    caution: float = 0.7

    def stem_weight(self, stem: str, category: str) -> float:
        """The logarithm of the probability of a stem of this class."""
        unknown = self.novelty * _NEW[category] * math.exp(-self.letter * min(len(stem), 100) - 1)
        return math.log((self.stems[category].get(stem, 0.0) + unknown) / (self.total + self.novelty))

    def chain_weight(self, names: tuple[str, ...], category: str) -> float:
        """The logarithm of the probability of a sequence of suffixes after a stem of this class.

        >>> learned = lexicon("tr")
        >>> learned.chain_weight((), "N") > learned.chain_weight(("plural", "gen"), "N")
        True
        """
        before, weight = START[category], 0.0
        for name in names:
            weight += self.pairs.get((before, name), UNSEEN)
            before = name
        return self.caution * (weight + self.pairs.get((before, END), UNSEEN))


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language; without one every stem is unknown and every suffix costs the same.

    >>> lexicon("kk").stem_weight("кітап", "N") > lexicon("kk").stem_weight("кітабы", "N")
    True
    """
    stems: dict[str, dict[str, float]] = {"N": {}, "V": {}}
    pairs: dict[tuple[str, str], float] = {}
    file = DATA / "stems" / f"{language}.tsv"
    if file.exists():
        for line in file.read_text(encoding="utf-8").splitlines():
            stem, category, count = line.split("\t")
            stems[category][stem] = float(count)
    file = DATA / "weights" / f"{language}.tsv"
    if file.exists():
        for line in file.read_text(encoding="utf-8").splitlines():
            before, after, cost = line.split("\t")
            pairs[before, after] = -int(cost) / 1000
    total = sum(sum(each.values()) for each in stems.values())
    return Lexicon(stems, pairs, total)
