"""A segment: some documents and everything that search needs of them, as arrays.

Terms are numbered by language, so those of one language lie together. `term_*` say what a term is, `stem_*` lead from
a stem of a language to its terms, `piece_*` from a piece of a skeleton to terms, `post_*` from a term to documents.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from ortak.engines.language.cognates.correspondences import LONGEST, correspondences
from ortak.engines.language.cognates.sounds import language_of, small
from ortak.engines.language.searching.skeletons import pieces
from ortak.engines.language.searching.stems import grammar, stems
from ortak.engines.language.searching.storage import Array, Texts, packed, read_folder, write_folder
from ortak.engines.language.searching.words import EXACT, words

TAKEN_OFF = 0.4
"""What each ending that is taken off costs, in log-odds."""
NEVER = -1000.0
MOST = 65535


@dataclass(frozen=True)
class Document:
    """A document to be found: its id, its language (BCP 47), its text."""

    id: str
    language: str
    text: str


def number_of(text: str) -> int:
    """A number of 64 bits for a text, the same on every machine.

    >>> number_of("kk жұлдыз") == number_of("kk жұлдыз") != number_of("kk жұлдызы")
    True
    """
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def cost_of_ending(term: str) -> list[float]:
    """For each length of a beginning of a term, what it costs to take the rest for endings, in log-odds.

    Endings of the list cost little; sounds that no ending explains cost as much as sounds without a partner.

    >>> costs = cost_of_ending("dilden")
    >>> costs[6], costs[3], costs[4] < costs[3], costs[7]
    (-0.0, -0.4, True, -1000.0)
    """
    known = correspondences()
    length = min(len(term), LONGEST)
    ends = {min(stem.length, length): -TAKEN_OFF * stem.taken_off for stem in reversed(stems(term))}
    costs = [NEVER] * (LONGEST + 1)
    cost = NEVER
    for place in range(length, -1, -1):
        cost = max(cost + (known.odds(term[place], "-") if place < length else 0.0), ends.get(place, NEVER))
        costs[place] = round(cost, 3)
    return costs


class Segment:
    """Documents and their terms, made by `built` or mapped from a folder."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        self.arrays = arrays
        self.ids = Texts(arrays["id_text"], arrays["id_starts"])
        self.texts = Texts(arrays["doc_text"], arrays["doc_starts"])
        self.terms = Texts(arrays["term_text"], arrays["term_starts"])
        self.forms = Texts(arrays["form_text"], arrays["form_starts"])
        self.tags = Texts(arrays["tag_text"], arrays["tag_starts"])
        self.languages = Texts(arrays["language_text"], arrays["language_starts"])

    @classmethod
    def mapped(cls, folder: Path) -> "Segment":
        """The segment in a folder."""
        return cls(read_folder(folder))

    def write(self, folder: Path) -> None:
        """Write it to a new folder."""
        write_folder(folder, self.arrays)

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def language_names(self) -> list[str]:
        """The languages of terms, in their order."""
        return [self.languages[place] for place in range(len(self.languages))]

    @cached_property
    def sizes(self) -> tuple[list[int], int]:
        """How many documents each language has, and how many words all documents."""
        counts = np.bincount(self.arrays["doc_language"], minlength=len(self.languages))
        return counts.tolist(), int(self.arrays["doc_length"].sum(dtype=np.int64))

    def terms_of(self, language: int) -> slice:
        """Where the terms of a language lie."""
        first = self.arrays["term_first"]
        return slice(int(first[language]), int(first[language + 1]))

    def language_of_terms(self, terms: Array) -> Array:
        """The numbers of the languages of terms."""
        return np.asarray(np.searchsorted(self.arrays["term_first"], terms, side="right") - 1)

    def postings(self, term: int) -> tuple[Array, Array]:
        """The documents a term is in, and how often."""
        start, end = self.arrays["post_start"][term : term + 2]
        return self.arrays["post_docs"][start:end], self.arrays["post_counts"][start:end]

    def terms_with_stem(self, number: int) -> tuple[Array, Array]:
        """The terms that have a stem (`number_of` of language, blank, stem), and how many endings each carries."""
        keys = self.arrays["stem_keys"]
        place = int(np.searchsorted(keys, np.uint64(number)))
        if place == len(keys) or keys[place] != number:
            return np.zeros(0, np.int32), np.zeros(0, np.uint8)
        return self.terms_of_stem(place)

    def terms_of_stem(self, place: int) -> tuple[Array, Array]:
        """The terms that have the stem at a place, and how many endings each carries."""
        start, end = self.arrays["stem_start"][place : place + 2]
        return self.arrays["stem_terms"][start:end], self.arrays["stem_endings"][start:end]

    def place_of(self, id_: str) -> int | None:
        """The number of the document with an id."""
        keys, order = self.arrays["id_keys"], self.arrays["id_order"]
        place = int(np.searchsorted(keys, np.uint64(number_of(id_))))
        while place < len(keys) and keys[place] == number_of(id_):
            if self.ids[int(order[place])] == id_:
                return int(order[place])
            place += 1
        return None


def built(documents: Iterable[Document]) -> Segment:
    """The segment of some documents.

    >>> segment = built([Document("1", "kk", "жұлдыздар")])
    >>> segment.terms[0], segment.language_names, [array.tolist() for array in segment.postings(0)]
    ('juldızdar', ['kk'], [[0], [1]])
    """
    ids: list[str] = []
    tags: list[str] = []
    texts: list[str] = []
    lengths: list[int] = []
    numbers: dict[tuple[str, str], int] = {}
    forms: list[str] = []
    post_terms: list[int] = []
    post_docs: list[int] = []
    post_counts: list[int] = []
    for place, document in enumerate(documents):
        ids.append(document.id)
        tags.append(document.language)
        texts.append(document.text)
        language = language_of(document.language)
        found = list(words(document.text, document.language))
        shown = {each.term: document.text[each.start : each.end] for each in found}
        counts = Counter(each.term for each in found)
        lengths.append(min(MOST, sum(counts.values())))
        for term, count in counts.items():
            number = numbers.setdefault((language, term), len(numbers))
            if number == len(forms):
                forms.append(small(shown[term], language))
            post_terms.append(number)
            post_docs.append(place)
            post_counts.append(min(255, count))
    languages = sorted({language for language, _ in numbers} | {language_of(tag) for tag in tags})
    arrays = document_arrays(ids, tags, texts, lengths, languages)
    terms = sorted(numbers)
    renumbered = np.empty(len(terms), np.int64)
    for new, key in enumerate(terms):
        renumbered[numbers[key]] = new
    arrays |= term_arrays(terms, languages) | packed("form", [forms[numbers[key]] for key in terms])
    by_term = renumbered[np.array(post_terms, np.int64)]
    arrays |= posting_arrays(by_term, np.array(post_docs, np.int32), np.array(post_counts, np.uint8), len(terms))
    return Segment(arrays)


def document_arrays(
    ids: Sequence[str], tags: Sequence[str], texts: Sequence[str], lengths: Sequence[int], languages: Sequence[str]
) -> dict[str, Array]:
    names = sorted(set(tags))
    tag_number = {tag: number for number, tag in enumerate(names)}
    language_number = {language: number for number, language in enumerate(languages)}
    keys = np.array([number_of(each) for each in ids], np.uint64)
    order = np.argsort(keys, kind="stable").astype(np.int32)
    return {
        **packed("id", ids),
        **packed("doc", texts),
        **packed("tag", names),
        **packed("language", languages),
        "id_keys": keys[order],
        "id_order": order,
        "doc_tag": np.array([tag_number[tag] for tag in tags], np.uint16),
        "doc_language": np.array([language_number[language_of(tag)] for tag in tags], np.uint8),
        "doc_length": np.array(lengths, np.uint16),
    }


def term_arrays(terms: Sequence[tuple[str, str]], languages: Sequence[str]) -> dict[str, Array]:
    """What search needs of terms, given as sorted pairs of language and term."""
    compared = [term for _, term in terms]
    sounds = ["" if term.startswith(EXACT) else term for term in compared]
    codes, lengths = correspondences().encoded(sounds)
    pairs = [(number, place) for place, word in enumerate(sounds) if word for number in pieces(word)]
    keys, starts, members = _grouped(pairs)
    stem_rows = [
        (number_of(f"{language} {term[: stem.length]}"), place, stem.taken_off)
        for place, (language, term) in enumerate(terms)
        for stem in (stems(term) if not term.startswith(EXACT) else stems(term)[:1])
    ]
    stem_keys, stem_start, stem_rows_sorted = _grouped([(row[0], index) for index, row in enumerate(stem_rows)])
    first = np.searchsorted([language for language, _ in terms], [*languages, "\U0010ffff"]) if terms else [0] * 99
    return {
        **packed("term", compared),
        "term_first": np.array(first[: len(languages) + 1], np.int64),
        "term_codes": codes.astype(np.int8),
        "term_length": lengths.astype(np.uint8),
        "term_ends": np.array([cost_of_ending(word) for word in sounds], np.float16).reshape(-1, LONGEST + 1),
        "term_pieces": np.array([len(pieces(word)) if word else 0 for word in sounds], np.uint8),
        "term_grammar": np.array([grammar(word) for word in sounds], np.uint32),
        "piece_keys": keys.astype(np.uint32),
        "piece_start": starts,
        "piece_terms": members,
        "stem_keys": stem_keys,
        "stem_start": stem_start,
        "stem_terms": np.array([stem_rows[index][1] for index in stem_rows_sorted], np.int32),
        "stem_endings": np.array([stem_rows[index][2] for index in stem_rows_sorted], np.uint8),
    }


def _grouped(pairs: Sequence[tuple[int, int]]) -> tuple[Array, Array, Array]:
    """Keys in order, where the members of each start, and the members."""
    keys = np.array([pair[0] for pair in pairs], np.uint64)
    members = np.array([pair[1] for pair in pairs], np.int32)
    order = np.lexsort((members, keys))
    unique, starts = np.unique(keys[order], return_index=True)
    return unique, np.append(starts, len(keys)).astype(np.int64), members[order]


def posting_arrays(terms: Array, documents: Array, counts: Array, number: int) -> dict[str, Array]:
    """Postings in the order of terms, from rows of term, document, count."""
    order = np.lexsort((documents, terms))
    start = np.searchsorted(terms[order], np.arange(number + 1))
    return {"post_start": start.astype(np.int64), "post_docs": documents[order], "post_counts": counts[order]}
