"""The index as a store: what is added is there, what is deleted is not, a writer killed at any step harms nothing."""

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st

import ortak
from ortak.engines.language.searching import Document, Index, search
from ortak.engines.language.searching import index as indexing
from ortak.engines.language.searching.index import Part
from ortak.engines.language.searching.matching import Settings
from ortak.engines.language.searching.merging import merged
from ortak.engines.language.searching.query import query_words
from ortak.engines.language.searching.ranking import ranked
from ortak.engines.language.searching.segments import built
from ortak.engines.language.searching.storage import Texts

WORDS = ["жұлдыз", "yıldız", "su", "dağ", "тау", "kitap", "мектеп", "2024", "qalam", "bulut"]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(ortak.__path__[0]).parent)}


def texts_of(index: Index) -> dict[str, str]:
    return {
        part.segment.ids[place]: part.segment.texts[place]
        for part in index.parts
        for place in range(len(part.segment))
        if part.deleted is None or not part.deleted[place]
    }


@runs(max_examples=8)
@given(st.randoms(use_true_random=False))
def test_it_holds_what_a_dictionary_holds(chance: random.Random) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        index, kept = Index(Path(folder)), {}
        for _ in range(chance.randrange(1, 7)):
            if chance.random() < 0.3 and kept:
                gone = chance.sample(sorted(kept), k=1)
                index = index.delete([*gone, "none"])
                kept.pop(gone[0])
            else:
                new = {str(chance.randrange(8)): " ".join(chance.choices(WORDS, k=3)) for _ in range(3)}
                index = index.add(Document(id_, "kk", text) for id_, text in new.items())
                kept |= new
            assert texts_of(index) == kept
            assert len(index) == len(kept)
            assert texts_of(Index(Path(folder))) == kept


def test_merged_finds_what_the_parts_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(5)
    documents = [
        Document(str(n), chance.choice(["kk", "tr", "uz"]), " ".join(chance.choices(WORDS, k=6))) for n in range(60)
    ]
    monkeypatch.setattr(indexing, "AT_A_TIME", 7)
    monkeypatch.setattr(indexing, "SEGMENTS", 3)
    index, one = Index(tmp_path / "many").add(documents), built(documents)
    assert 1 < len(index.parts) <= 3
    for query in ("yıldız dağ", "тау", "2024 kitap"):
        found = {hit.id: hit.score for hit in search(index, query, "tr", k=60)}
        scores = ranked(query_words(query, "tr"), [Part("one", one, None)], Settings()).scores[0]
        expected = {one.ids[place]: score for place, score in enumerate(scores.tolist()) if score > 0}
        assert found == pytest.approx(expected, rel=1e-3)
    index = index.delete(["3", "4"])
    kept = texts_of(index)
    whole = built([each for each in documents if each.id not in ("3", "4")])
    again = merged([(part.segment, part.deleted) for part in index.parts])
    assert sorted(map(again.terms.__getitem__, range(len(again.terms)))) == sorted(
        map(whole.terms.__getitem__, range(len(whole.terms)))
    )
    assert again.arrays["post_docs"].shape == whole.arrays["post_docs"].shape
    compacted = index.compact()
    assert (len(compacted.parts), texts_of(compacted)) == (1, kept)


def test_texts_come_back_as_they_were() -> None:
    texts = ["", "a\x00b", "жұлдыз", "\U0001f9ff", "١"]
    packed = Texts.packed(texts)
    assert [packed[place] for place in range(len(packed))] == texts


class Killed(BaseException):
    """The process is gone."""


@pytest.mark.parametrize("step", range(12))
def test_killed_at_any_step_the_old_index_stays(step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Index(tmp_path).add([Document("1", "kk", "жұлдыз"), Document("2", "tr", "su")])
    before = texts_of(Index(tmp_path))
    steps = iter(range(1000))

    def forced(descriptor: int) -> None:
        if next(steps) == step * 3:
            raise Killed

    monkeypatch.setattr("ortak.engines.language.searching.storage._force", forced)
    try:
        Index(tmp_path).add([Document("2", "tr", "dağ"), Document("3", "tr", "taş")])
    except Killed:
        assert texts_of(Index(tmp_path)) == before
    monkeypatch.undo()
    assert texts_of(Index(tmp_path).add([Document("9", "tr", "kum")]))["9"] == "kum"
    assert not [entry for entry in tmp_path.iterdir() if entry.name.endswith(".draft") and entry.is_dir()]


def test_a_process_killed_while_it_adds_leaves_the_index_whole(tmp_path: Path) -> None:
    Index(tmp_path).add([Document("1", "kk", "жұлдыз")])
    code = (
        "import sys; from pathlib import Path; from ortak.engines.language.searching import Document, Index\n"
        "def rows():\n"
        "    for n in range(10**9):\n"
        "        if n == 500: print('going', flush=True)\n"
        "        yield Document(str(n + 2), 'tr', 'su dağ taş')\n"
        "Index(Path(sys.argv[1])).add(rows())"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"going\n"
        process.send_signal(signal.SIGKILL)
    index = Index(tmp_path)
    assert "1" in texts_of(index)
    assert len(index.add([Document("x", "tr", "su")])) == len(index) + 1


def test_two_writers_wait_for_each_other(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from ortak.engines.language.searching import Document, Index\n"
        "for n in range(4): Index(Path(sys.argv[1])).add([Document(sys.argv[2] + str(n), 'tr', 'su')])"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name], env=ENVIRONMENT) for name in ("a", "b")
    ]
    assert [process.wait(60) for process in running] == [0, 0]
    assert sorted(texts_of(Index(tmp_path))) == sorted(name + str(n) for name in "ab" for n in range(4))


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "index"
    shutil.rmtree(tmp_path, ignore_errors=True)


def test_an_open_index_stays_as_it_was(folder: Path) -> None:
    opened = Index(folder).add([Document("1", "kk", "жұлдыз")])
    Index(folder).delete(["1"])
    assert [hit.id for hit in search(opened, "yıldız", "tr")] == ["1"]
    assert search(Index(folder), "yıldız", "tr") == []
