"""Search against a plain BM25 and a plain alignment, across languages, and with anything that can be typed."""

import math
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ortak
from ortak.engines.language.cognates import correspondences
from ortak.engines.language.cognates.sounds import SOUNDS
from ortak.engines.language.searching import BadDocuments, BadIndex, Document, Index, guess, read_documents, search
from ortak.engines.language.searching.finding import aligned_stems
from ortak.engines.language.searching.matching import SAME, Settings, best_beginnings, matches
from ortak.engines.language.searching.query import query_words
from ortak.engines.language.searching.ranking import ranked
from ortak.engines.language.searching.segments import built, cost_of_ending
from ortak.engines.language.searching.words import words

STAR = {"tr": "yıldız", "az": "ulduz", "kk": "жұлдыз", "ky": "жылдыз", "uz": "yulduz", "tk": "ýyldyz", "tt": "йолдыз"}
STAR |= {"ba": "йондоҙ", "ug": "يۇلتۇز", "crh": "yıldız"}
OTHERS = {"tr": "deniz", "az": "meşə", "kk": "аурухана", "ky": "мектеп", "uz": "tarvuz", "tk": "kitap", "tt": "урман"}
OTHERS |= {"ba": "ҡала", "ug": "دەريا", "crh": "orman"}
TEXTS = st.lists(st.tuples(st.sampled_from([*STAR, "ru", "xx"]), st.text(max_size=40)), max_size=8)


def documents(*texts: tuple[str, str]) -> list[Document]:
    return [Document(f"{language}{place}", language, text) for place, (language, text) in enumerate(texts)]


@pytest.mark.parametrize("language", STAR)
def test_a_word_finds_its_kin_in_every_language(language: str, tmp_path: Path) -> None:
    index = Index(tmp_path).add(documents(*STAR.items(), *OTHERS.items()))
    found = {hit.language for hit in search(index, STAR[language], language, k=len(STAR))}
    assert len(found & set(STAR)) >= len(STAR) - 2
    assert STAR[language] in {hit.text for hit in search(index, STAR[language], language, k=3)}


def test_a_word_that_sounds_differently_is_found_and_says_why(tmp_path: Path) -> None:
    index = Index(tmp_path).add(documents(("kk", "Бұл орманда жануарлар көп"), ("kk", "Бұл қалада үйлер көп")))
    hit = search(index, "hayvan", "tr", k=1)[0]
    assert hit.text.startswith("Бұл орманда")
    assert [(each.query, each.document, each.how, each.thing) for each in hit.why] == [
        ("hayvan", "жануарлар", "lexicon", "animal")
    ]


def test_where_a_word_stands_is_said(tmp_path: Path) -> None:
    text = "Кеше жұлдыздарды көрдік"
    reason = search(Index(tmp_path).add(documents(("kk", text))), "yıldızlar", "tr")[0].why[0]
    assert text[reason.start : reason.end] == reason.document == "жұлдыздарды"
    assert "y:j" in reason.changes
    assert 0 < reason.weight <= 1


def plain_bm25(query: list[str], texts: list[list[str]], settings: Settings) -> list[float]:
    mean = sum(map(len, texts)) / len(texts)
    scores = []
    for text in texts:
        counts, score = Counter(text), 0.0
        norm = settings.saturation * (1 - settings.length + settings.length * len(text) / mean)
        for word in query:
            having = sum(word in other for other in texts)
            rarity = math.log(1 + (len(texts) - having + 0.5) / (having + 0.5))
            score += rarity * counts[word] * (settings.saturation + 1) / (counts[word] + norm)
        scores.append(score)
    return scores


@given(st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=12), min_size=1, max_size=8))
def test_exact_words_are_ranked_as_bm25_ranks(rows: list[list[int]]) -> None:
    """Numbers match only themselves: what is left is BM25."""
    from ortak.engines.language.searching.index import Part

    texts = [[f"#{number}" for number in row] for row in rows]
    segment = built(documents(*(("tr", " ".join(map(str, row))) for row in rows)))
    settings = Settings(grammar=0, same=1)
    found = ranked(query_words("1 2 3", "tr"), [Part("x", segment, None)], settings).scores[0]
    expected = plain_bm25(["#1", "#2", "#3"], texts, settings)
    if sum(any(number in row for row in rows) for number in (1, 2, 3)) and len(rows) < 4:
        assert found.tolist() == pytest.approx(expected, rel=1e-4, abs=1e-5)
    else:
        assert (found > 0).tolist() <= (np.array(expected) > 0).tolist()


@given(st.text(alphabet=SOUNDS, min_size=1, max_size=9), st.text(alphabet=SOUNDS, min_size=1, max_size=9))
def test_the_best_beginnings_are_the_best_there_are(one: str, other: str) -> None:
    known = correspondences()
    codes = [known.encoded([word])[0] for word in (one, other)]
    ends = [np.array([cost_of_ending(word)], np.float32) for word in (one, other)]
    found = float(best_beginnings(codes[0], ends[0], codes[1], ends[1])[0])
    best = -1000.0
    table = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for row in range(len(one) + 1):
        for column in range(len(other) + 1):
            ways = []
            if row and column:
                ways.append(table[row - 1][column - 1] + known.odds(one[row - 1], other[column - 1]))
            if row:
                ways.append(table[row - 1][column] + known.odds(one[row - 1], "-"))
            if column:
                ways.append(table[row][column - 1] + known.odds("-", other[column - 1]))
            table[row][column] = max(ways, default=0.0)
            if row and column:
                best = max(best, table[row][column] + ends[0][0, row] + ends[1][0, column])
    assert found == pytest.approx(max(best, -1000), abs=0.02)
    assert aligned_stems(one, other).total <= 60


@given(TEXTS, st.text(max_size=40))
def test_any_text_can_be_kept_and_asked(texts: list[tuple[str, str]], query: str) -> None:
    from ortak.engines.language.searching.index import Part

    segment = built(documents(*texts))
    found = ranked(query_words(query, "tr"), [Part("x", segment, None)], Settings())
    assert len(found.scores[0]) == len(texts)
    assert np.isfinite(found.scores[0]).all()
    for _, text in texts:
        for each in words(text, "kk"):
            assert 0 <= each.start < each.end <= len(text)


def test_the_word_itself_weighs_most() -> None:
    segment = built(documents(("tr", "yıldız yıldızlar yaldız"), ("az", "ulduz")))
    matched = matches(query_words("yıldız", "tr"), [segment], Settings())[0][0]
    best = int(matched.terms[np.argmax(matched.weights)])
    assert segment.terms[best] == "yıldız"
    assert matched.kinds[np.argmax(matched.weights)] == SAME


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "line 1: not JSON"),
        (b"[1]", "line 1: not an object"),
        (b'{"text": "x", "lang": "tr"}', "line 1: id is missing"),
        (b'{"id": "1", "lang": "tr"}', "line 1: text is missing"),
        (b'{"id": "1", "lang": 3, "text": "x"}', "line 1: lang is"),
        (b'{"id": "1", "text": "\xff"}', "line 1: not JSON in UTF-8"),
        (b'{"id": "1", "text": "\\ud800"}', "line 1: half of a surrogate pair"),
        (b'{"id": "1", "lang": "turkish", "text": "x"}', "line 1: unknown language 'turkish'"),
        (b"[" * 100_000, "line 1: nested too deeply"),
    ],
)
def test_bad_documents_are_named(line: bytes, message: str) -> None:
    with pytest.raises(BadDocuments, match=message):
        list(read_documents([line], guess))


def test_a_mark_of_byte_order_is_passed_over() -> None:
    lines = [b'\xef\xbb\xbf{"id": "1", "lang": "tr", "text": "x"}', b'{"id": "2", "lang": "kk", "text": "y"}']
    assert [each.id for each in read_documents(lines, guess)] == ["1", "2"]


def test_other_folders_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(BadIndex, match="holds other files"):
        Index(tmp_path)


def test_needs_no_framework() -> None:
    code = "import sys, ortak.engines.language.searching; print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(Path(ortak.__path__[0]).parent)},
    )
    assert {"django", "click", "babel"} & set(done.stdout.split()) == set()
