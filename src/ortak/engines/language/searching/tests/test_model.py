"""The optional sentence model, with a small one of our own in its place."""

from pathlib import Path

import numpy as np
import pytest

from ortak.engines.language.searching import Document, Index, search
from ortak.engines.language.searching.errors import NoModel
from ortak.engines.language.searching.storage import Array

MEANINGS = {"kuraklık": 0, "құрғақшылық": 0, "деректер": 1, "sel": 2, "тасқын": 2}


class Dictionary:
    """A word is a unit vector of what it means; a text is the sum of its words."""

    def query(self, texts: list[str]) -> Array:
        vectors = np.full((len(texts), 8), 0.01, np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in text.lower().split():
                row[MEANINGS.get(word, 3 + len(word) % 5)] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    passage = query


DOCUMENTS = [
    Document("1", "kk", "құрғақшылық болды"),
    Document("2", "kk", "тасқын болды"),
    Document("3", "kk", "деректер көп"),
    Document("4", "tr", "sel geldi"),
]


def test_words_that_mean_the_same_are_found(tmp_path: Path) -> None:
    index = Index(tmp_path).add(DOCUMENTS).with_vectors(Dictionary())
    hit = search(index, "sel", "tr", languages=["kk"], model=Dictionary())[0]
    assert (hit.id, hit.why[0].document, hit.why[0].how) == ("2", "тасқын", "sentence model")


def test_vectors_are_kept_until_the_part_changes(tmp_path: Path) -> None:
    index = Index(tmp_path).add(DOCUMENTS).with_vectors(Dictionary())
    assert index.with_vectors(Dictionary()).listed == index.listed
    more = index.add([Document("5", "kk", "деректер")])
    with pytest.raises(NoModel, match="no vectors"):
        search(more, "sel", "tr", model=Dictionary())
    assert search(more.with_vectors(Dictionary()), "sel", "tr", model=Dictionary())
    assert search(more, "sel", "tr")


def test_documents_are_deleted_with_the_model_too(tmp_path: Path) -> None:
    index = Index(tmp_path).add(DOCUMENTS).with_vectors(Dictionary()).delete(["2"])
    assert "2" not in {hit.id for hit in search(index, "sel", "tr", model=Dictionary())}
