"""The file that ships, and the code that makes it."""

from pathlib import Path

import numpy as np
import pytest

from ortak.engines.language.identification import identifier, model
from ortak.engines.language.identification.features import BITS, places, read_lines
from ortak.engines.language.identification.model import Calibration
from ortak.engines.language.identification.training import corpus, recipe
from ortak.engines.language.identification.training.corpus import SourceMissing

TEXTS = {
    "tr-Latn": "bugün hava çok güzel ve biz denize gidiyoruz",
    "az-Latn": "bu gün hava çox gözəldir və biz dənizə gedirik",
    "und-Latn": "heute ist das wetter schön und wir gehen ans meer",
}


def test_small() -> None:
    file = Path(model.__file__).parent / model.FILE
    assert file.stat().st_size < 5_000_000


def test_shape() -> None:
    for script, each in model.load().items():
        assert each.tags[-1] == model.UNKNOWN
        assert all(tag.endswith(script) for tag in each.tags[:-1])
        assert each.weights.shape == (int(each.rows.max()) + 1, len(each.tags))
        assert not each.weights[0].any()
        assert np.isfinite(each.weights).all()


def test_n_grams_stay_within_words() -> None:
    """Brute force: n-grams of one and several words hash alike, and no place is used by both ends of a gap."""
    alone = [set(places(read_lines([word]).codes).ravel().tolist()) for word in ("сәлем", "әлем")]
    together = set(places(read_lines(["сәлем, әлем!"]).codes).ravel().tolist())
    assert together == alone[0] | alone[1]
    assert max(together) < 2**BITS


def test_a_small_model_is_learned_and_the_same_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recipe, "USUAL", 200)
    monkeypatch.setattr(recipe, "ROUNDS", 8)
    given = {tag: {"made": [text] * 5} for tag, text in TEXTS.items()}
    tags, chosen, weights = recipe.trained(given, "Latn", seed=5)
    again = recipe.trained(given, "Latn", seed=5)
    assert tags == ("az-Latn", "tr-Latn", "und") == again[0]
    assert np.array_equal(chosen, again[1]) and np.array_equal(weights, again[2])
    packed = model.pack(tags, chosen, weights, Calibration(1.0, 0.0, 0.0))
    restored = packed["weights"].astype(np.float32) * packed["scale"]
    assert np.abs(restored - weights).max() <= float(packed["scale"].max()) / 1.9
    for tag, text in TEXTS.items():
        scores = recipe.scores([text], chosen, restored)
        assert tags[int(scores.argmax())] == tag.removesuffix("-Latn") + ("-Latn" if "und" not in tag else "")


def test_every_source_has_a_version_and_a_permissive_licence() -> None:
    for source in corpus.sources():
        assert source.package or len(source.commit) == 40
        assert source.licence.startswith(
            ("CC0", "CC-BY-4.0", "CC-BY-2.0-FR", "MIT", "BSD", "Apache", "ISC", "Unlicense")
        ), source
        assert "SA" not in source.licence
        assert "ntrex" not in f"{source.repository} {source.name}".lower()


def test_a_missing_source_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match="no clone of mozilla/voice-web"):
        corpus.read(tmp_path)


def test_blocks_keep_every_line() -> None:
    lines = ["x" * 50_000] * 3 + ["y"] * 1200
    blocks = list(identifier._blocks(iter(lines)))
    assert [line for block in blocks for line in block] == lines
    assert max(sum(map(len, block)) for block in blocks) <= identifier.CHARACTERS_AT_ONCE
