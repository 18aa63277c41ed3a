"""Several segments made one, without the documents that were deleted."""

from collections.abc import Sequence

import numpy as np

from ortak.engines.language.cognates.sounds import language_of
from ortak.engines.language.searching.segments import Segment, document_arrays, posting_arrays, term_arrays
from ortak.engines.language.searching.storage import Array, packed


def merged(parts: Sequence[tuple[Segment, Array | None]]) -> Segment:
    """The segment of the documents of all parts that were not deleted, in order.

    >>> from ortak.engines.language.searching.segments import Document, built
    >>> one, other = built([Document("1", "kk", "су")]), built([Document("2", "tr", "su"), Document("3", "tr", "el")])
    >>> both = merged([(one, None), (other, np.array([False, True]))])
    >>> [both.ids[place] for place in range(len(both))], [both.terms[place] for place in range(len(both.terms))]
    (['1', '2'], ['sv', 'su'])
    """
    kept = [_left(segment, deleted) for segment, deleted in parts]
    ids = [segment.ids[place] for (segment, _), places in zip(parts, kept, strict=True) for place in places]
    texts = [segment.texts[place] for (segment, _), places in zip(parts, kept, strict=True) for place in places]
    tags = [
        segment.tags[int(segment.arrays["doc_tag"][place])]
        for (segment, _), places in zip(parts, kept, strict=True)
        for place in places
    ]
    lengths = np.concatenate(
        [segment.arrays["doc_length"][places] for (segment, _), places in zip(parts, kept, strict=True)]
    )
    rows = [_postings(segment, deleted) for segment, deleted in parts]
    forms = {key: form for row in reversed(rows) for key, form in row[0].items()}
    keys = sorted(forms)
    number = {key: place for place, key in enumerate(keys)}
    terms, documents, counts, before = [], [], [], 0
    for (names, row_terms, row_documents, row_counts), places in zip(rows, kept, strict=True):
        renumbered = np.array([number[name] for name in names], np.int64)
        terms.append(renumbered[row_terms] if len(names) else np.zeros(0, np.int64))
        documents.append(row_documents + before)
        counts.append(row_counts)
        before += len(places)
    languages = sorted({language for language, _ in keys} | {language_of(tag) for tag in tags})
    arrays = document_arrays(ids, tags, texts, lengths.tolist(), languages) | term_arrays(keys, languages)
    arrays |= packed("form", [forms[key] for key in keys])
    arrays |= posting_arrays(
        np.concatenate(terms), np.concatenate(documents).astype(np.int32), np.concatenate(counts), len(keys)
    )
    return Segment(arrays)


def _left(segment: Segment, deleted: Array | None) -> list[int]:
    return list(range(len(segment))) if deleted is None else np.flatnonzero(~deleted).tolist()


def _postings(segment: Segment, deleted: Array | None) -> tuple[dict[tuple[str, str], str], Array, Array, Array]:
    """The terms that documents left still have with a form of each, and rows of term (a place among these), document
    (renumbered), count."""
    starts = segment.arrays["post_start"]
    terms = np.repeat(np.arange(len(segment.terms)), np.diff(starts))
    documents = np.asarray(segment.arrays["post_docs"])
    counts = np.asarray(segment.arrays["post_counts"])
    if deleted is not None:
        left = ~np.asarray(deleted)
        renumbered = np.cumsum(left) - 1
        stays = left[documents]
        terms, documents, counts = terms[stays], renumbered[documents[stays]], counts[stays]
    used, places = np.unique(terms, return_inverse=True)
    first = segment.arrays["term_first"]
    language = np.searchsorted(first, used, side="right") - 1
    names = {
        (segment.language_names[int(number)], segment.terms[int(term)]): segment.forms[int(term)]
        for number, term in zip(language, used, strict=True)
    }
    return names, places, documents, counts
