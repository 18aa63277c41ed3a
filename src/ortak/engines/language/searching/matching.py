"""Which terms of a segment stand for which word of a query, and how surely.

For every word and language, terms that share rare pieces of its skeleton are looked up; each is then aligned with the
word by the log-odds of sound correspondences, where both may end in endings at little cost. The odds become a weight
between 0 and 1; terms far behind the best of their language lose. Terms of the lexicon (and, where there is one, of
the sentence model) come in with the weight these give. Of several reasons for a term the strongest counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ortak.engines.language.cognates.correspondences import correspondences
from ortak.engines.language.searching.query import QueryWord
from ortak.engines.language.searching.segments import Segment, number_of
from ortak.engines.language.searching.stems import grammar
from ortak.engines.language.searching.storage import Array

SAME, COGNATE, LEXICON, MODEL = range(4)
KINDS = ("same word", "sounds", "lexicon", "sentence model")


@dataclass(frozen=True)
class Settings:
    """What the weights of matches depend on; chosen on a half of parallel lines that is not reported on."""

    candidates: int = 60
    """terms of a language that are aligned with a word"""
    even_odds: float = 8.0
    """log-odds of an alignment that make a weight of one half"""
    spread: float = 1.5
    behind: float = 6.0
    """log-odds behind the best term of the language that divide the weight by e"""
    same: float = 2.0
    """the weight of the word itself"""
    lexicon: float = 1.0
    model: float = 1.0
    each_ending: float = 0.85
    grammar: float = 0.3
    """how much more a term weighs whose endings mean the same"""
    least: float = 0.03
    most: int = 40
    """terms of a language that stand for a word"""
    saturation: float = 1.2
    length: float = 0.5
    sureness: float = 0.5
    """the power of the best weight by which an unsure word counts less"""


@dataclass
class Matches:
    """The terms of a segment that stand for a word: places, weights, and why (`KINDS`)."""

    terms: Array
    weights: Array
    kinds: Array
    translations: dict[int, int] = field(default_factory=dict)


def matches(query: Sequence[QueryWord], segments: Sequence[Segment], settings: Settings) -> list[list[Matches]]:
    """For each segment and each word of the query, the terms that stand for it.

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
    for segment, row, odd in zip(segments, rows, odds, strict=True):
        by_word = dict(zip(sounding, zip(row, odd, strict=True), strict=True))
        of_segment = []
        for at, word in enumerate(query):
            terms, values = by_word.get(at, none)
            tops = np.array([best.get((at, name), 0.0) for name in segment.language_names])
            of_segment.append(
                _weighed(word, terms, _weights(terms, values, tops, segment, settings), segment, settings)
            )
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
    lists = [arrays["piece_terms"][starts[place] : starts[place + 1]] for place in there]
    sizes = np.array([len(each) for each in lists])
    rarity = np.log(number / (1 + sizes)).clip(0.05)
    shared = np.bincount(np.concatenate(lists), np.repeat(rarity, sizes), minlength=number)
    shared = shared / np.sqrt(1 + arrays["term_pieces"])
    chosen = []
    for language in range(len(segment.languages)):
        span = segment.terms_of(language)
        here = shared[span]
        if len(here) > settings.candidates:
            top = np.argpartition(-here, settings.candidates)[: settings.candidates]
        else:
            top = np.arange(len(here))
        chosen.append(top[here[top] > 0] + span.start)
    return np.concatenate(chosen)


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


def _weighed(word: QueryWord, terms: Array, weights: Array, segment: Segment, settings: Settings) -> Matches:
    kept = np.flatnonzero(weights >= settings.least)
    found: dict[int, tuple[float, int]] = {int(terms[at]): (float(weights[at]), COGNATE) for at in kept}
    translations: dict[int, int] = {}
    for number, translation in enumerate(word.translations):
        for stem, sure in ((translation.word, 1.0), (translation.stem, 0.8)):
            places, endings = segment.terms_with_stem(number_of(f"{translation.language} {stem}"))
            for term, taken_off in zip(places.tolist(), endings.tolist(), strict=True):
                weight = settings.lexicon * translation.weight * sure * settings.each_ending ** max(0, taken_off - 1)
                if weight >= settings.least and weight > found.get(term, (0.0, 0))[0]:
                    found[term] = weight, LEXICON
                    translations[term] = number
    for term in segment.terms_with_stem(number_of(f"{word.language} {word.term}"))[0].tolist():
        if segment.terms[term] == word.term:
            found[term] = settings.same, SAME
    for term, (weight, kind) in found.items():
        found[term] = weight * (1 + settings.grammar * _same_grammar(word, segment.terms[term])), kind
    return _strongest(found, translations, segment, settings)


def _weights(terms: Array, odds: Array, best: Array, segment: Segment, settings: Settings) -> Array:
    sure = 1 / (1 + np.exp(-np.clip((odds - settings.even_odds) / settings.spread, -40, 40)))
    return np.asarray(sure * np.exp((odds - best[segment.language_of_terms(terms)]) / settings.behind))


def _same_grammar(word: QueryWord, term: str) -> float:
    other = grammar(term)
    either = word.grammar | other
    return len(word.grammar & other) / len(either) if either else 1.0


def _strongest(
    found: dict[int, tuple[float, int]], translations: dict[int, int], segment: Segment, settings: Settings
) -> Matches:
    terms = np.array(list(found), np.int64)
    weights = np.array([weight for weight, _ in found.values()], np.float32)
    kinds = np.array([kind for _, kind in found.values()], np.uint8)
    language = segment.language_of_terms(terms)
    kept = np.ones(len(terms), bool)
    for each in np.unique(language):
        here = np.flatnonzero(language == each)
        if len(here) > settings.most:
            kept[here[np.argsort(-weights[here], kind="stable")[settings.most :]]] = False
    return Matches(terms[kept], weights[kept], kinds[kept], translations)
