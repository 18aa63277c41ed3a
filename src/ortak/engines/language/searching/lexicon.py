"""The lexicon: words of several languages for one thing, where sounds do not tell.

It holds which words are said of which things (signs, countries, messages; see `lexicon_building`). Two words are as
close as the things that both are said of are many among those that either is said of (Dice's coefficient, less a
little where they are few), so `hayvan` and `жануар` are close, `hayvan` and `құс` (bird) less. Words that a sentence
model finds alike are linked too, with the weight that it gave when the lexicon was built.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ortak.engines.language.searching.stems import DATA, stems
from ortak.engines.language.searching.storage import Array, Texts

LANGUAGES = ("az", "ba", "crh", "kk", "ky", "tk", "tr", "tt", "ug", "uz")
LEAST = 0.18
LEAST_OF_ONE = 0.6
"""Words that one thing only brings together must have few others."""
MOST = 4
SHORTEST_KNOWN = 4
"""A shorter word meets only itself, with no endings taken off."""
STEM_OF_WORD, LONG_STEM = 0.6, 5
"""The share of a word that a stem is at least, if the word is to be known by it and the stem is not a long one."""
LEAST_LINK = 0.7
"""Words that nothing but the model links are at least so close."""
PLACES = (1966, 2276)
"""Where the names of countries and territories (CLDR) lie among the things of the lexicon shipped."""
LONGEST_THING = 3
"""Words of the name of a thing that is shown; a longer one is a message."""
MODEL = "multilingual-e5-small"
"""The source of words that are linked and have no thing in common."""


@dataclass(frozen=True)
class Translation:
    """A word of another language, how close it is (0 to 1), and the places of both words."""

    language: str
    word: str
    weight: float
    places: tuple[int, int]


class Lexicon:
    """Words by the things they are said of; arrays as `lexicon_building.collected` makes them."""

    def __init__(self, arrays: Mapping[str, Array], places: tuple[int, int] = (0, 0)) -> None:
        self.words = Texts(arrays["word_text"], arrays["word_starts"])
        self.things = Texts(arrays["thing_text"], arrays["thing_starts"])
        self.sources = Texts(arrays["source_text"], arrays["source_starts"])
        self.language, self.source = arrays["word_language"], arrays["thing_source"]
        words, things = arrays["pair_words"], arrays["pair_things"]
        self.things_of = np.searchsorted(words, np.arange(len(self.words) + 1)), things
        order = np.argsort(things, kind="stable")
        self.words_of = np.searchsorted(things[order], np.arange(len(self.things) + 1)), words[order]
        none = np.zeros(0, np.int32)
        one = arrays.get("link_one", none)
        self.link_starts = np.searchsorted(one, np.arange(len(self.words) + 1))
        self.link_other, self.link_weight = arrays.get("link_other", none), arrays.get("link_weight", none)
        known = np.bincount(words, minlength=len(self.words))
        of_places = np.bincount(words[(things >= places[0]) & (things < places[1])], minlength=len(self.words))
        self.names_a_place = (of_places > 0) & (2 * of_places >= known)
        self.place = {(LANGUAGES[int(name)], self.words[at]): at for at, name in enumerate(self.language)}

    def translations(self, term: str, language: str) -> tuple[Translation, ...]:
        """Words of other languages for a term, at most `MOST` a language, best first.

        >>> from ortak.engines.language.searching.lexicon_building import collected
        >>> things = [{"tr": ["elma"], "kk": ["алма"]}, {"tr": ["elma", "kırmızı"], "kk": ["алма", "қызыл"]}]
        >>> [(each.word, each.weight) for each in Lexicon(collected([("x", things)])).translations("elmada", "tr")]
        [('alma', 0.75), ('qızıl', 0.3333333333333333)]
        """
        at = next((self.place[key] for stem in known_by(term) if (key := (language, stem)) in self.place), None)
        if at is None:
            return ()
        others, weights = self._close(at)
        taken: dict[str, int] = defaultdict(int)
        found = []
        for place in np.argsort(-weights, kind="stable").tolist():
            other = int(others[place])
            name = LANGUAGES[int(self.language[other])]
            taken[name] += 1
            if taken[name] <= MOST:
                found.append(Translation(name, self.words[other], float(weights[place]), (at, other)))
        return tuple(found)

    def _close(self, at: int) -> tuple[Array, Array]:
        """Words of other languages, each once, and how close they are."""
        mine = self._things(at)
        near = np.concatenate([np.zeros(0, np.int32), *(self._words(int(thing)) for thing in mine)])
        others, together = np.unique(near, return_counts=True)
        starts = self.things_of[0]
        dice = 2 * together / (len(mine) + starts[others + 1] - starts[others])
        weight = dice * (1 - 0.5 / together)
        good = (
            (weight >= LEAST) & ((together > 1) | (dice > LEAST_OF_ONE)) & (self.language[others] != self.language[at])
        )
        span = slice(int(self.link_starts[at]), int(self.link_starts[at + 1]))
        linked, sure = self.link_other[span], self.link_weight[span] / 255
        sure_enough = (sure >= LEAST_LINK) | np.isin(linked, others)
        if self.names_a_place[at]:
            sure_enough &= ~self.names_a_place[linked] | np.isin(linked, others)
        places = np.append(others[good], linked[sure_enough])
        weights = np.append(weight[good], sure[sure_enough])
        order = np.lexsort((-weights, places))
        first = order[np.diff(places[order], prepend=-1) > 0]
        return places[first], weights[first]

    def why(self, translation: Translation) -> tuple[str, str]:
        """A thing that both words are said of, in English, and the source that says so.

        >>> known = lexicon()
        >>> known.why(next(each for each in known.translations("hayvan", "tr") if each.language == "kk"))
        ('animal', 'panlex-swadesh')
        """
        one, other = translation.places
        things = np.intersect1d(self._things(one), self._things(other))
        if not len(things):
            return "", MODEL
        best = min(things.tolist(), key=lambda thing: (self._words_for(thing, (one, other)), thing))
        name = self.things[best]
        return name if len(name.split()) <= LONGEST_THING else "", self.sources[int(self.source[best])]

    def _words_for(self, thing: int, both: tuple[int, int]) -> tuple[int, int]:
        """How many words name a thing, in English and in the two languages: the fewer, the more of its name are the
        two words."""
        english = len(self.things[thing].split()) or LONGEST_THING
        languages = self.language[self._words(thing)]
        return english, int(np.isin(languages, self.language[list(both)]).sum())

    def _things(self, word: int) -> Array:
        start, things = self.things_of
        return things[start[word] : start[word + 1]]

    def _words(self, thing: int) -> Array:
        start, words = self.words_of
        return words[start[thing] : start[thing + 1]]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon shipped.

    >>> [each.word for each in lexicon().translations("hayvan", "tr") if each.language == "kk"][0]
    'janvar'
    """
    with np.load(DATA / "lexicon.npz", allow_pickle=False) as arrays:
        return Lexicon(dict(arrays), PLACES)


def known_by(term: str) -> list[str]:
    """The word, and what is left of it without endings while that is most of it.

    >>> known_by("elmada"), known_by("terör"), known_by("yatırımlar")
    (['elmada', 'elma'], ['terör'], ['yatırımlar', 'yatırım', 'yatır'])
    """
    least = min(LONG_STEM, max(SHORTEST_KNOWN, STEM_OF_WORD * len(term)))
    return [term[: stem.length] for stem in stems(term) if not stem.taken_off or stem.length >= least]
