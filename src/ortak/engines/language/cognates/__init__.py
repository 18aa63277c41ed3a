"""Which words of the Turkic languages come from one word: pair scores learned from data, with the reason.

    >>> from ortak.engines.language.cognates import Form, pair_scores
    >>> star = [Form("1", "tr", "yıldız"), Form("2", "kk", "жұлдыз"), Form("3", "az", "ulduz"), Form("4", "en", "star")]
    >>> scores = {(pair.one.id, pair.other.id): pair.score for pair in pair_scores(star)}
    >>> scores["1", "2"] > 0.9 > 0.2 > scores["1", "4"]
    True

Words are read as sounds (`sounds`), aligned by the log-odds of sound correspondences (`correspondences`,
`alignment`), and judged together with all other words of the concept (`scoring`). `learning` makes the data files
anew from a word list with expert judgements. Needs numpy.
"""

from ortak.engines.language.cognates.alignment import Aligned, align
from ortak.engines.language.cognates.correspondences import Correspondences, correspondences
from ortak.engines.language.cognates.precision import average_precision
from ortak.engines.language.cognates.scoring import Form, PairScore, pair_scores
from ortak.engines.language.cognates.sounds import is_phonetic, phonetic_sounds, spelled_sounds
from ortak.engines.language.cognates.wordlist import BadWordList, read_word_list

VERSION = "1"

__all__ = [
    "VERSION",
    "Aligned",
    "BadWordList",
    "Correspondences",
    "Form",
    "PairScore",
    "align",
    "average_precision",
    "correspondences",
    "is_phonetic",
    "pair_scores",
    "phonetic_sounds",
    "read_word_list",
    "spelled_sounds",
]
