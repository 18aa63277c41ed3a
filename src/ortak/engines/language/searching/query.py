"""A query: its words, each with all that the words of documents are compared with."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ortak.engines.language.cognates.correspondences import correspondences
from ortak.engines.language.cognates.sounds import language_of
from ortak.engines.language.searching.lexicon import Translation, lexicon
from ortak.engines.language.searching.segments import cost_of_ending
from ortak.engines.language.searching.skeletons import pieces
from ortak.engines.language.searching.stems import grammar
from ortak.engines.language.searching.storage import Array
from ortak.engines.language.searching.words import EXACT, words

LONG, SHORT, MOST = 10, 2, 24


@dataclass(frozen=True, eq=False)
class QueryWord:
    """A word of a query: as written, its term, how often it stands there, and what it is compared by."""

    text: str
    term: str
    language: str
    count: int
    codes: Array
    ends: Array
    pieces: tuple[int, ...]
    grammar: int
    translations: tuple[Translation, ...]

    @property
    def is_exact(self) -> bool:
        """Whether it is compared as it is."""
        return self.term.startswith(EXACT)


def query_words(text: str, language: str) -> list[QueryWord]:
    """The words of a query in a language, each once, in order.

    >>> [(word.text, word.count) for word in query_words("su, Su ve 2024", "tr")]
    [('su', 2), ('ve', 1), ('2024', 1)]
    """
    code = language_of(language)
    shown: dict[str, str] = {}
    counts: dict[str, int] = {}
    for found in words(text, language):
        shown.setdefault(found.term, text[found.start : found.end])
        counts[found.term] = counts.get(found.term, 0) + 1
    made = []
    for term, written in shown.items():
        exact = term.startswith(EXACT)
        sounds = "" if exact else term
        made.append(
            QueryWord(
                text=written,
                term=term,
                language=code,
                count=counts[term],
                codes=correspondences().encoded([sounds])[0][0],
                ends=np.array(cost_of_ending(sounds), np.float32),
                pieces=pieces(sounds) if sounds else (),
                grammar=grammar(sounds),
                translations=() if exact else lexicon().translations(term, code),
            )
        )
    return made


def telling(query: Sequence[QueryWord]) -> list[QueryWord]:
    """The words of a query that tell: of a long one not the short ones, and not more than `MOST`, the longest first.

    >>> len(telling(query_words("bir iki üç dört beş altı yedi sekiz dokuz on on bir ve de", "tr")))
    8
    """
    kept = [word for word in query if len(query) <= LONG or len(word.term) > SHORT]
    longest = sorted(kept, key=lambda word: -len(word.term))[:MOST]
    return [word for word in kept if word in longest]
