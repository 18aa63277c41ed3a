"""Runs of letters that a long query and a document share: a second opinion on the documents that its words found.

Names, borrowed words and kin that no word by itself stands for surely leave traces that add up over a line. Words of
sounds are folded to few letters and cut into runs (McNamee and Mayfield 2004, Character n-gram tokenization for
European language text retrieval); the documents found are compared by BM25 on these runs, among themselves.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from math import log

from ortak.engines.language.searching.words import terms

SIZES = (3, 4, 5)
SATURATION, LENGTH = 1.2, 0.75
_FOLDED = str.maketrans("åäəğqxñıüöşçj", "aaegkhniuoscc")


@lru_cache(maxsize=1 << 16)
def runs(term: str) -> tuple[str, ...]:
    """The runs of letters of a word of sounds, its ends marked.

    >>> runs("ğış")
    (' gi', 'gis', 'is ', ' gis', 'gis ', ' gis ')
    """
    word = f" {term.translate(_FOLDED)} "
    return tuple(word[at : at + size] for size in SIZES for at in range(max(0, len(word) - size + 1)))


def alike(query: Sequence[str], documents: Sequence[tuple[str, str]]) -> list[float]:
    """How much of a query's runs each document has, 1 for the one that has most. The query is given by its words of
    sounds, a document by its language and its text.

    >>> found = alike(["klinton", "yıldız"], [("kk", "Клинтон мырза"), ("kk", "жұлдыз"), ("kk", "су")])
    >>> [round(share, 2) for share in found]
    [1.0, 0.46, 0.0]
    """
    wanted = Counter(run for term in query for run in runs(term))
    shared: dict[str, tuple[str, ...]] = {}
    held: list[Counter[str]] = []
    lengths = []
    for language, text in documents:
        of_text = terms(text, language)
        for term in of_text:
            if term not in shared:
                shared[term] = tuple(run for run in runs(term) if run in wanted)
        held.append(Counter(chain.from_iterable(shared[term] for term in of_text)))
        lengths.append(len("".join(of_text)))
    number = len(held)
    having = Counter(run for counts in held for run in counts)
    worth = {
        run: wanted[run] * (SATURATION + 1) * log(1 + (number - count + 0.5) / (count + 0.5))
        for run, count in having.items()
    }
    mean = sum(lengths) / max(1, number) or 1.0
    scores = []
    for counts, length in zip(held, lengths, strict=True):
        norm = SATURATION * (1 - LENGTH + LENGTH * length / mean)
        scores.append(sum(worth[run] * count / (count + norm) for run, count in counts.items()))
    most = max(scores, default=0.0) or 1.0
    return [score / most for score in scores]
