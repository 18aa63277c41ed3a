"""Documents in the order of how well they answer a query: BM25 in which a word is all terms that stand for it.

As in Robertson and Zaragoza (2009, The probabilistic relevance framework: BM25 and beyond), with the frequency of a
word in a document the sum over its terms, each times its weight. How rare a word is, is asked for each language by
itself, since a word of a query has other partners in each. A word that nothing stands for surely counts less. Of what
a long query finds, the best in each language count more the more runs of letters they share with it (`letters`); a
sentence model, where there is one, tells more than that.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ortak.engines.language.searching.errors import NoModel
from ortak.engines.language.searching.index import Part
from ortak.engines.language.searching.letters import alike
from ortak.engines.language.searching.matching import EASY, Matches, Settings, matches
from ortak.engines.language.searching.query import QueryWord, telling
from ortak.engines.language.searching.sentence_model import Model, centred, closeness, near
from ortak.engines.language.searching.storage import Array

NO_VECTORS = "the index has no vectors: ortak language index --dir DIR vectors"
RERANKED = 2000
"""Documents of a segment that the sentence model compares with the whole query."""
LARGE = 50_000
"""Documents from which on a long query is looked up with less effort, to answer in a tenth of a second."""
READ_AT_MOST = 150_000
"""Postings that are read for a query in a segment, those of its rarest words first."""
BY_LETTERS = 50
"""The best documents of a language whose letters are compared with a long query."""
TENTH = 0.1
TOO_COMMON = 0.2
"""A word whose terms are in more than this share of all documents is left out when others are rarer."""


@dataclass(frozen=True)
class Ranked:
    """The words that were asked for, scores of the documents of each part, and what stood for each word there."""

    query: Sequence[QueryWord]
    scores: list[Array]
    found: list[list[Matches]]


def ranked(query: Sequence[QueryWord], parts: Sequence[Part], settings: Settings, model: Model | None = None) -> Ranked:
    """Score every document of every part; with a `model`, words that mean the same by it count too.

    Raises `NoModel` if a part has no vectors for it.

    >>> from ortak.engines.language.searching.query import query_words
    >>> from ortak.engines.language.searching.segments import Document, built
    >>> part = Part("x", built([Document("1", "kk", "жұлдыз"), Document("2", "kk", "су")]), None)
    >>> (ranked(query_words("yıldız", "tr"), [part], Settings()).scores[0] > 0).tolist()
    [True, False]
    """
    if sum(len(part.segment) for part in parts) > LARGE:
        query, settings = telling(query), settings.for_words(len(query))
    meant = _meant(query, parts, model) if model else ()
    found = matches(query, [part.segment for part in parts], settings, meant)
    documents, length = _sizes(parts)
    rarity = [_rarity(parts, [each[at] for each in found], documents, settings) for at in range(len(query))]
    left_out = _too_common(parts, found, len(query), sum(documents.values()))
    scores = []
    for part, of_part in zip(parts, found, strict=True):
        score = np.zeros(len(part.segment), np.float32)
        frequency = np.zeros(len(part.segment), np.float32)
        read = 0
        for at in sorted(range(len(query)), key=lambda at: -max(rarity[at].values(), default=0.0)):
            if at in left_out or not len(of_part[at].terms) or read > READ_AT_MOST:
                continue
            rare = np.array([rarity[at].get(name, 0.0) for name in part.segment.language_names], np.float32)
            worth = of_part[at].only(_worth_reading(of_part[at], part, documents))
            read += _count_in(score, frequency, worth, part, length, rare * query[at].count, settings)
        if part.deleted is not None:
            score[part.deleted] = 0
        scores.append(_nearer(score, query, part, model) if model else score)
    if len(query) > EASY and sum(documents.values()) <= LARGE and not model:
        _by_letters(scores, query, parts, settings)
    return Ranked(query, scores, found)


def _meant(query: Sequence[QueryWord], parts: Sequence[Part], model: Model) -> list[list[tuple[Array, Array]]]:
    """The terms of each part that mean what each word means, by the sentence model."""
    if not query:
        return [[] for _ in parts]
    raw = np.asarray(model.query([word.text for word in query]))
    found = []
    for part in parts:
        if part.vectors is None:
            raise NoModel(NO_VECTORS)
        mean = _mean(query[0].language, part)
        found.append(near(list(centred(raw, mean)), part.vectors, part.segment))
    return found


def _nearer(score: Array, query: Sequence[QueryWord], part: Part, model: Model) -> Array:
    """Scores of which the best count more where the whole document means what the whole query means."""
    if part.meanings is None or not query:
        return score
    found = np.flatnonzero(score)
    if len(found) > RERANKED:
        found = found[np.argpartition(-score[found], RERANKED)[:RERANKED]]
    text = " ".join(word.text for word in query)
    asked = centred(np.asarray(model.query([text]))[0], _mean(query[0].language, part))
    nearer = score.copy()
    nearer[found] *= closeness(asked, part.meanings[found])
    return nearer


def _by_letters(scores: Sequence[Array], query: Sequence[QueryWord], parts: Sequence[Part], settings: Settings) -> None:
    """Raise the scores of the best documents of each language by the share of the best score that their letters earn
    them; parts are one to it."""
    names = sorted({name for part in parts for name in part.segment.language_names})
    terms = [word.term for word in query for _ in range(word.count)]
    for name in names:
        found: list[tuple[float, int, int]] = []
        for at, (score, part) in enumerate(zip(scores, parts, strict=True)):
            if name in part.segment.language_names:
                here = part.segment.arrays["doc_language"] == part.segment.language_names.index(name)
                places = np.flatnonzero(here & (score > 0))
                found += [(-float(score[place]), at, int(place)) for place in places.tolist()]
        best = heapq.nsmallest(BY_LETTERS, found)
        texts = [(name, parts[at].segment.texts[place]) for _, at, place in best]
        for (_, at, place), share in zip(best, alike(terms, texts), strict=True):
            scores[at][place] += settings.letters * -best[0][0] * share


def _mean(language: str, part: Part) -> Array:
    names, means = part.segment.language_names, part.means
    if means is None:
        raise NoModel(NO_VECTORS)
    return np.asarray(means[names.index(language)] if language in names else means.mean(0))


def _sizes(parts: Sequence[Part]) -> tuple[dict[str, int], float]:
    """Documents of each language, and the mean length of a document."""
    documents: dict[str, int] = {}
    total = 0.0
    for part in parts:
        counts, length = part.segment.sizes
        for name, count in zip(part.segment.language_names, counts, strict=True):
            documents[name] = documents.get(name, 0) + count
        total += length
    return documents, total / max(1, sum(documents.values()))


def _rarity(
    parts: Sequence[Part], found: Sequence[Matches], documents: dict[str, int], settings: Settings
) -> dict[str, float]:
    """How much a word tells in each language, times how sure its best term is."""
    having: dict[str, float] = {}
    surest: dict[str, float] = {}
    for part, of_part in zip(parts, found, strict=True):
        starts = part.segment.arrays["post_start"]
        share = np.minimum(1, of_part.weights) * (starts[of_part.terms + 1] - starts[of_part.terms])
        language = part.segment.language_of_terms(of_part.terms)
        for number in np.unique(language).tolist():
            name = part.segment.language_names[number]
            here = language == number
            having[name] = having.get(name, 0.0) + float(share[here].sum())
            surest[name] = max(surest.get(name, 0.0), min(1.0, float(of_part.weights[here].max())))
    return {
        name: float(np.log(1 + (max(0.0, documents[name] - number) + 0.5) / (number + 0.5)))
        * surest[name] ** settings.sureness
        for name, number in having.items()
    }


def _too_common(parts: Sequence[Part], found: Sequence[Sequence[Matches]], words: int, documents: int) -> set[int]:
    totals = np.zeros(words)
    for part, of_part in zip(parts, found, strict=True):
        starts = part.segment.arrays["post_start"]
        for at, each in enumerate(of_part):
            totals[at] += float((starts[each.terms + 1] - starts[each.terms]).sum())
    common = totals > TOO_COMMON * documents
    return set(np.flatnonzero(common).tolist()) if (~common & (totals > 0)).sum() >= 3 else set()


def _count_in(
    score: Array, frequency: Array, found: Matches, part: Part, length: float, rare: Array, settings: Settings
) -> int:
    """Add what one word gives to the scores, and say how many postings it took. `frequency` is scratch space, zero
    before and after."""
    arrays = part.segment.arrays
    starts = arrays["post_start"]
    spans = [(int(starts[term]), int(starts[term + 1])) for term in found.terms]
    documents = np.concatenate([arrays["post_docs"][start:end] for start, end in spans])
    counts = np.concatenate([arrays["post_counts"][start:end] for start, end in spans]).astype(np.float32)
    sizes = np.array([end - start for start, end in spans])
    np.add.at(frequency, documents, counts * np.repeat(found.weights, sizes))
    often = frequency[documents]
    longer = settings.length / max(1.0, length)
    norm = settings.saturation * (1 - settings.length + np.float32(longer) * arrays["doc_length"][documents])
    given = rare[arrays["doc_language"][documents]] * often * (settings.saturation + 1) / (often + norm)
    score[documents] = score[documents] + given
    frequency[documents] = 0
    return len(documents)


def _worth_reading(found: Matches, part: Part, documents: dict[str, int]) -> Array:
    """Terms in the order of their weight, for each language until a tenth of its documents has one: what comes after
    would tell little and take long."""
    starts = part.segment.arrays["post_start"]
    sizes = starts[found.terms + 1] - starts[found.terms]
    language = part.segment.language_of_terms(found.terms)
    kept = np.zeros(len(found.terms), bool)
    for number in np.unique(language).tolist():
        here = np.flatnonzero(language == number)
        here = here[np.argsort(-found.weights[here], kind="stable")]
        before = np.cumsum(sizes[here]) - sizes[here]
        kept[here[before <= 1000 + TENTH * documents[part.segment.language_names[number]]]] = True
    return kept
