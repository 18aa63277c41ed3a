"""Search an index, and say why each document was found."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ortak.engines.language.cognates.alignment import Aligned, filled, steps_back
from ortak.engines.language.cognates.correspondences import correspondences
from ortak.engines.language.cognates.sounds import language_of
from ortak.engines.language.searching.index import Index, Part
from ortak.engines.language.searching.lexicon import lexicon
from ortak.engines.language.searching.matching import COGNATE, KINDS, LEXICON, Matches, Settings
from ortak.engines.language.searching.query import QueryWord, query_words
from ortak.engines.language.searching.ranking import Ranked, ranked
from ortak.engines.language.searching.segments import cost_of_ending
from ortak.engines.language.searching.sentence_model import Model
from ortak.engines.language.searching.storage import Array
from ortak.engines.language.searching.words import words

Names = list[dict[str, list[tuple[int, str]]]]


@dataclass(frozen=True)
class Reason:
    """Why a word of a document answers a word of the query.

    `how` is one of `KINDS`; `weight` how surely (1 is the same word); `sounds` the stems set against each other;
    `changes` the sounds that correspond; `thing` and `source` what the lexicon says both are names of, and who says
    so.
    """

    query: str
    document: str
    start: int
    end: int
    how: str
    weight: float
    sounds: tuple[str, str] = ("", "")
    changes: tuple[str, ...] = ()
    thing: str = ""
    source: str = ""


@dataclass(frozen=True)
class Hit:
    """A document found: its id, language, text, its score, and why."""

    id: str
    language: str
    text: str
    score: float
    why: tuple[Reason, ...]


def search(
    index: Index,
    text: str,
    language: str,
    k: int = 10,
    languages: Sequence[str] = (),
    settings: Settings | None = None,
    model: Model | None = None,
) -> list[Hit]:
    """The `k` documents that answer a query best, of the languages named or of all; with a `model`, also by meaning.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from ortak.engines.language.searching.segments import Document
    >>> with TemporaryDirectory() as folder:
    ...     index = Index(Path(folder)).add([Document("1", "kk", "Жұлдыздар"), Document("2", "uz", "Daryolar")])
    ...     hits = search(index, "yıldız", "tr")
    >>> [(hit.id, hit.why[0].document, hit.why[0].how, hit.why[0].changes) for hit in hits]
    [('1', 'Жұлдыздар', 'sounds', ('y:j', 'ı:u'))]
    """
    settings = settings or Settings()
    query = query_words(text, language)
    if not query or k < 1:
        return []
    found = ranked(query, index.parts, settings, model)
    best = _best(found, index.parts, k, {language_of(each) for each in languages})
    names = {at: _names(found.found[at], index.parts[at], best) for at in {at for at, _, _ in best}}
    return [_hit(found.query, found.found[at], names[at], index.parts[at], place, score) for at, place, score in best]


def _best(found: Ranked, parts: Sequence[Part], k: int, languages: set[str]) -> list[tuple[int, int, float]]:
    """Part, place and score of the best documents; of equal ones the first."""
    rows = []
    for at, (scores, part) in enumerate(zip(found.scores, parts, strict=True)):
        if languages:
            wanted = [name in languages for name in part.segment.language_names]
            scores = np.where(np.array(wanted, bool)[part.segment.arrays["doc_language"]], scores, 0)
        top = np.flatnonzero(scores > _threshold(scores, k))
        rows += [(at, int(place), float(scores[place])) for place in top]
    return sorted(rows, key=lambda row: (-row[2], row[0], row[1]))[:k]


def _threshold(scores: Array, k: int) -> float:
    """A score that at least `k` documents are above, or 0."""
    best = float(scores.max(initial=0))
    return next((best * share for share in (0.7, 0.5, 0.3, 0.15) if (scores > best * share).sum() >= k), 0.0)


def _hit(
    query: Sequence[QueryWord], found: Sequence[Matches], names: Names, part: Part, place: int, score: float
) -> Hit:
    segment = part.segment
    text = segment.texts[place]
    tag = segment.tags[int(segment.arrays["doc_tag"][place])]
    standing: dict[str, tuple[int, int]] = {}
    for each in words(text, tag):
        standing.setdefault(each.term, (each.start, each.end))
    language = language_of(tag)
    why = []
    for word, matched, terms in zip(query, found, names, strict=True):
        for which, term in terms.get(language, ()):
            if where := standing.get(term):
                why.append(_reason(word, matched, which, term, text, where))
                break
    return Hit(segment.ids[place], tag, text, score, tuple(why))


def _names(found: Sequence[Matches], part: Part, best: Sequence[tuple[int, int, float]]) -> Names:
    """For each word and language of the best documents the terms that stand for it, the surest first: place in the
    matches, and term."""
    asked = {int(part.segment.arrays["doc_language"][place]) for _, place, _ in best if place < len(part.segment)}
    named: Names = []
    for matched in found:
        of_word: dict[str, list[tuple[int, str]]] = {}
        languages = part.segment.language_of_terms(matched.terms).tolist()
        for which in np.argsort(-matched.weights, kind="stable").tolist():
            if languages[which] in asked:
                name = part.segment.language_names[languages[which]]
                of_word.setdefault(name, []).append((which, part.segment.terms[int(matched.terms[which])]))
        named.append(of_word)
    return named


def _reason(word: QueryWord, matched: Matches, which: int, term: str, text: str, where: tuple[int, int]) -> Reason:
    kind, weight = int(matched.kinds[which]), float(min(1, matched.weights[which]))
    start, end = where
    reason = Reason(word.text, text[start:end], start, end, KINDS[kind], round(weight, 3))
    if kind == COGNATE:
        aligned = aligned_stems(word.term, term)
        stems = "".join(aligned.one).replace("-", ""), "".join(aligned.other).replace("-", "")
        return Reason(*_first_fields(reason), sounds=stems, changes=aligned.correspondences())
    if kind == LEXICON:
        translation = word.translations[int(matched.translations[which])]
        thing, source = lexicon().why(translation)
        return Reason(*_first_fields(reason), thing=thing, source=source)
    return reason


def _first_fields(reason: Reason) -> tuple[str, str, int, int, str, float]:
    return reason.query, reason.document, reason.start, reason.end, reason.how, reason.weight


def aligned_stems(one: str, other: str) -> Aligned:
    """The beginnings of two words of sounds that go together best, set against each other.

    >>> aligned = aligned_stems("yıldızlar", "juldız")
    >>> "".join(aligned.one), "".join(aligned.other)
    ('yıldız', 'juldız')
    """
    known = correspondences()
    (first, lengths), (second, widths) = (known.encoded([word]) for word in (one, other))
    first, second = first[:, : lengths[0]], second[:, : widths[0]]
    table = filled(first, second, known)[:, :, 0]
    ends = [np.array(cost_of_ending(word)[: size + 1]) for word, size in ((one, lengths[0]), (other, widths[0]))]
    row, column = np.unravel_index(int((table + ends[0][:, None] + ends[1][None, :]).argmax()), table.shape)
    pairs = steps_back(table, first[0], second[0], int(row), int(column), known)
    return Aligned(tuple(a for a, _ in pairs), tuple(b for _, b in pairs), tuple(known.odds(a, b) for a, b in pairs))
