"""Which terms of a segment stand for which word of a query, and how surely.

For every word and language, terms that share rare pieces of its skeleton are looked up; each is then aligned with the
word by the log-odds of sound correspondences, where both may end in endings at little cost. The odds become a weight
between 0 and 1; terms far behind the best of their language lose. Terms of the lexicon (and, where there is one, of
the sentence model) come in with the weight these give. Of several reasons for a term the strongest counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from ortak.engines.language.cognates.correspondences import correspondences
from ortak.engines.language.searching.lexicon import SHORTEST_KNOWN, known_by
from ortak.engines.language.searching.query import QueryWord
from ortak.engines.language.searching.segments import Segment, number_of
from ortak.engines.language.searching.stems import stems
from ortak.engines.language.searching.storage import Array

SAME, COGNATE, LEXICON, MODEL = range(4)
HEARD = 0.3
"""The weight by sounds from which on sounds are the reason given, whatever else says the same."""
FEWEST_PIECES = 5
EASY = 4
"""Words of a query that are each looked up with full effort."""
CASES = frozenset(("dative", "locative", "ablative", "genitive", "accusative"))
AFTER_A_CASE = frozenset(("adjective", "copula", "person", "plural", "quality", *CASES))
KINDS = ("same word", "sounds", "lexicon", "sentence model")


@dataclass(frozen=True)
class Settings:
    """What the weights of matches depend on; chosen on a half of parallel lines that is not reported on."""

    candidates: int = 60
    """terms of a language that are aligned with a word"""
    looked_at: int = 160_000
    """terms that the pieces of a word may lead to, the rarest pieces first"""
    shared: float = 0.25
    """the share of a word's pieces, by rarity, that a candidate has"""
    even_odds: float = 9.0
    """log-odds of an alignment that make a weight of one half"""
    spread: float = 1.5
    behind: float = 6.0
    """log-odds behind the best term of the language that divide the weight by e"""
    same: float = 2.0
    """the weight of the word itself"""
    lexicon: float = 1.2
    model: float = 1.5
    each_ending: float = 0.85
    grammar: float = 0.3
    """how much more a term weighs whose endings mean the same"""
    least: float = 0.03
    most: int = 40
    """terms of a language that stand for a word"""
    saturation: float = 3.0
    length: float = 0.8
    sureness: float = 0.25
    """the power of the best weight by which an unsure word counts less"""
    letters: float = 0.4
    """what the letters of a document may add to its score, of the best score in its language"""

    def for_words(self, number: int) -> "Settings":
        """The settings for a query of so many words: of many, each is looked up with less effort.

        >>> Settings().for_words(4) == Settings(), Settings().for_words(12).looked_at < Settings().looked_at
        (True, True)
        """
        share = min(1.0, EASY / max(1, number))
        return replace(self, looked_at=max(self.looked_at // 8, int(self.looked_at * share)))


@dataclass(frozen=True)
class Matches:
    """The terms of a segment that stand for a word: places, weights, why (`KINDS`), and by which of its
    translations."""

    terms: Array
    weights: Array
    kinds: Array
    translations: Array

    def only(self, kept: Array) -> "Matches":
        """Those of the terms that are kept."""
        return Matches(self.terms[kept], self.weights[kept], self.kinds[kept], self.translations[kept])


def matches(
    query: Sequence[QueryWord],
    segments: Sequence[Segment],
    settings: Settings,
    near: Sequence[Sequence[tuple[Array, Array]]] = (),
) -> list[list[Matches]]:
    """For each segment and each word of the query, the terms that stand for it. `near` are the terms that the sentence
    model brings in, with their weights, for each segment and word.

    >>> from ortak.engines.language.searching.query import query_words
    >>> from ortak.engines.language.searching.segments import Document, built
    >>> segment = built([Document("1", "kk", "жұлдыз аспан")])
    >>> found = matches(query_words("yıldız", "tr"), [segment], Settings())[0][0]
    >>> [segment.terms[term] for term in found.terms]
    ['juldız']
    """
    sounding = [at for at, word in enumerate(query) if not word.is_exact]
    rows = [[_candidates(query[at], segment, settings) for at in sounding] for segment in segments]
    odds = [_odds(query, sounding, row, segment) for row, segment in zip(rows, segments, strict=True)]
    best: dict[tuple[int, str], float] = {}
    for segment, row, odd in zip(segments, rows, odds, strict=True):
        for at, terms, values in zip(sounding, row, odd, strict=True):
            for name, most in _best_of_languages(segment, terms, values).items():
                best[at, name] = max(best.get((at, name), most), most)
    none = np.zeros(0, np.int64), np.zeros(0, np.float32)
    found = []
    for number, (segment, row, odd) in enumerate(zip(segments, rows, odds, strict=True)):
        by_word = dict(zip(sounding, zip(row, odd, strict=True), strict=True))
        of_segment = []
        for at, word in enumerate(query):
            terms, values = by_word.get(at, none)
            tops = np.array([best.get((at, name), 0.0) for name in segment.language_names])
            weights = _weights(terms, values, tops, segment, settings)
            meant = near[number][at] if near else none
            of_segment.append(_weighed(word, terms, weights, meant, segment, settings))
        found.append(of_segment)
    return found


def _best_of_languages(segment: Segment, terms: Array, odds: Array) -> dict[str, float]:
    language = segment.language_of_terms(terms)
    best = np.full(len(segment.languages), -np.inf)
    np.maximum.at(best, language, odds)
    names = segment.language_names
    return {names[number]: float(best[number]) for number in np.unique(language).tolist()}


def _candidates(word: QueryWord, segment: Segment, settings: Settings) -> Array:
    """The terms of each language that share most with the skeleton of a word, rare pieces counting more."""
    arrays, number = segment.arrays, len(segment.terms)
    keys = arrays["piece_keys"]
    wanted = np.array(word.pieces, np.uint32)
    places = np.searchsorted(keys, wanted)
    there = places[(places < len(keys))]
    there = there[keys[there] == wanted[places < len(keys)]]
    if not len(there) or not number:
        return np.zeros(0, np.int64)
    starts = arrays["piece_start"]
    sizes = starts[there + 1] - starts[there]
    rare = np.argsort(sizes, kind="stable")
    there, sizes = there[rare], sizes[rare]
    taken = max(FEWEST_PIECES, int(np.searchsorted(np.cumsum(sizes), settings.looked_at)))
    there, sizes = there[:taken], sizes[:taken]
    lists = np.concatenate([arrays["piece_terms"][starts[place] : starts[place + 1]] for place in there])
    rarity = np.log(number / (1.0 + sizes)).clip(0.05)
    shared = np.bincount(lists, np.repeat(rarity, sizes), minlength=number)
    near = np.flatnonzero(shared > settings.shared * rarity.sum())
    worth = shared[near] / np.sqrt(1.0 + arrays["term_pieces"][near])
    language = segment.language_of_terms(near)
    order = np.lexsort((-worth, language))
    rank = np.arange(len(order)) - np.searchsorted(language[order], language[order])
    return np.asarray(near[order[rank < settings.candidates]], np.int64)


def _odds(query: Sequence[QueryWord], words: Sequence[int], rows: Sequence[Array], segment: Segment) -> list[Array]:
    """The best log-odds of a beginning of each word against a beginning of each of its candidates."""
    if not words or not sum(map(len, rows)):
        return [np.zeros(len(row), np.float32) for row in rows]
    sizes = [len(row) for row in rows]
    terms = np.concatenate(rows)
    codes, ends = segment.arrays["term_codes"][terms].astype(np.int16), segment.arrays["term_ends"][terms]
    one = np.repeat(np.array([query[at].codes for at in words]), sizes, axis=0)
    one_ends = np.repeat(np.array([query[at].ends for at in words]), sizes, axis=0)
    odds = best_beginnings(one, one_ends, codes, ends.astype(np.float32))
    return np.split(odds, np.cumsum(sizes)[:-1])


def best_beginnings(one: Array, one_ends: Array, other: Array, other_ends: Array) -> Array:
    """The greatest log-odds of any beginning of a word against any beginning of another, with what their rests cost.

    `one` and `other` are codes of as many words, a row each; `one_ends` and `other_ends` the cost of the rest after
    each number of sounds.

    >>> known = correspondences()
    >>> codes = [known.encoded([word])[0] for word in ("diller", "tilder")]
    >>> free = np.zeros((1, codes[0].shape[1] + 1), np.float32)
    >>> float(best_beginnings(codes[0], free, codes[1], free)[0]) > 8
    True
    """
    known = correspondences()
    rows, columns = (int((codes >= 0).sum(1).max()) for codes in (one, other))
    first, second = np.ascontiguousarray(one[:, :rows].T), np.ascontiguousarray(other[:, :columns].T)
    skip_first, skip_second = known.gaps[first], known.gaps[second]
    ends_first, ends_second = np.ascontiguousarray(one_ends.T), np.ascontiguousarray(other_ends.T)
    before = np.zeros((columns + 1, one.shape[0]), np.float32)
    for column in range(columns):
        before[column + 1] = before[column] + skip_second[column]
    best = np.full(one.shape[0], -1000, np.float32)
    flat, width = known.pairs.ravel(), known.pairs.shape[1]
    for row in range(rows):
        met = before[:-1] + flat[first[row] * width + second]
        now = np.empty_like(before)
        now[0] = before[0] + skip_first[row]
        np.maximum(met, before[1:] + skip_first[row], out=met)
        for column in range(columns):
            np.maximum(met[column], now[column] + skip_second[column], out=now[column + 1])
        reached = (now[1:] + ends_second[1 : columns + 1]).max(0) + ends_first[row + 1]
        np.maximum(best, reached, out=best)
        before = now
    return best


def _weighed(
    word: QueryWord, terms: Array, weights: Array, meant: tuple[Array, Array], segment: Segment, settings: Settings
) -> Matches:
    """All reasons for terms together: of a term the strongest, of a language the first."""
    kept = weights >= settings.least
    heard = terms[weights >= HEARD]
    rows = [(terms[kept], weights[kept], np.full(int(kept.sum()), COGNATE), np.zeros(int(kept.sum()), int))]
    for number, place, stem in _of_translations(word, segment):
        translation = word.translations[number]
        places, endings = segment.terms_of_stem(place)
        carried = [carries(segment.terms[term], stem) for term in places.tolist()]
        places, endings = places[carried], endings[carried]
        weight = settings.lexicon * translation.weight * settings.each_ending ** np.maximum(0, endings - 1.0)
        rows.append((places, weight, np.full(len(places), LEXICON), np.full(len(places), number)))
    places, weights = meant
    rows.append((places, settings.model * weights, np.full(len(places), MODEL), np.zeros(len(places), int)))
    places, endings = segment.terms_with_stem(number_of(f"{word.language} {word.term}"))
    places = places[endings == 0]
    rows.append((places, np.full(len(places), settings.same), np.full(len(places), SAME), np.zeros(len(places), int)))
    terms, weights, kinds, translations = (np.concatenate(column) for column in zip(*rows, strict=True))
    order = np.lexsort((-weights, terms))
    first = order[np.diff(terms[order], prepend=-1) > 0]
    terms, kinds, translations = terms[first].astype(np.int64), kinds[first], translations[first]
    kinds[np.isin(terms, heard) & (kinds != SAME)] = COGNATE
    weights = weights[first] * (
        1 + settings.grammar * _same_grammar(word.grammar, segment.arrays["term_grammar"][terms])
    )
    order = np.lexsort((-weights, segment.language_of_terms(terms)))
    language = segment.language_of_terms(terms[order])
    rank = np.arange(len(order)) - np.searchsorted(language, language)
    chosen = order[(rank < settings.most) & (weights[order] >= settings.least)]
    return Matches(terms[chosen], weights[chosen].astype(np.float32), kinds[chosen], translations[chosen])


def carries(term: str, stem: str) -> bool:
    """Whether a word of a document is a word of the lexicon, or that word with endings of the closed list.

    A short word is only itself, and after the ending of a case no ending of a verb follows: `аялдама` (stop) is not
    `аял` (woman) in a place.

    >>> [carries(term, "ayal") for term in ("ayal", "ayaldar", "ayaldardın", "ayaldama")]
    [True, True, True, False]
    >>> carries("ter", "ter"), carries("terde", "ter")
    (True, False)
    """
    if term == stem:
        return True
    if len(stem) < SHORTEST_KNOWN or not term.startswith(stem):
        return False
    inside_out = [each.ending for each in reversed(stems(term)) if each.taken_off and each.length >= len(stem)]
    return not any(one in CASES and then not in AFTER_A_CASE for one, then in pairwise(inside_out))


def _of_translations(word: QueryWord, segment: Segment) -> list[tuple[int, int, str]]:
    """The stems of a segment that are translations of a word, or one less its last ending if that leaves most of it:
    number of the translation, place of the stem, the stem."""
    keys = segment.arrays["stem_keys"]
    wanted = [
        (number, number_of(f"{each.language} {stem}"), stem)
        for number, each in enumerate(word.translations)
        for stem in known_by(each.word)[:2]
    ]
    if not wanted or not len(keys):
        return []
    numbers = np.array([key for _, key, _ in wanted], np.uint64)
    places = np.minimum(np.searchsorted(keys, numbers), len(keys) - 1)
    return [(wanted[at][0], int(places[at]), wanted[at][2]) for at in np.flatnonzero(keys[places] == numbers).tolist()]


def _weights(terms: Array, odds: Array, best: Array, segment: Segment, settings: Settings) -> Array:
    sure = 1 / (1 + np.exp(-np.clip((odds - settings.even_odds) / settings.spread, -40, 40)))
    return np.asarray(sure * np.exp((odds - best[segment.language_of_terms(terms)]) / settings.behind))


def _same_grammar(mine: int, others: Array) -> Array:
    """The share of what the endings mean that two words have in common; 1 where neither has an ending."""
    both = np.bitwise_count(others & np.uint32(mine)).astype(float)
    either = np.bitwise_count(others | np.uint32(mine)).astype(float)
    return np.where(either > 0, both / np.maximum(1.0, either), 1.0)
