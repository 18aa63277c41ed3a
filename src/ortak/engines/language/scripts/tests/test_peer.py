"""Against open pairs and an outside figure: what the transliterators of ICU 72.1 get right of the same words.

The pairs are noisy, many are worded differently in the two scripts, so what counts is the rank.
"""

from pathlib import Path

import pytest

from ortak.engines.language.scripts import aligned_words, converter, word_accuracy

# words right of all words, by ICU 72.1: uz_Cyrl-uz_Latn, uz_Latn-uz_Cyrl, az_Cyrl-az/BGN, ky-ky_Latn/BGN
ICU = {
    ("uz-Cyrl", "uz-Latn"): 729,
    ("uz-Latn", "uz-Cyrl"): 583,
    ("az-Cyrl", "az-Latn"): 422,
    ("ky-Cyrl", "ky-Latn"): 239,
}
FILES = {"uz": "uz.C-L.cldr.tsv", "az": "az.C-L.cldr.tsv", "ky": "ky.C-L.tuecl.tsv"}


@pytest.mark.parametrize(("source", "target"), ICU)
def test_at_least_as_right_as_icu(ortak_data: Path, source: str, target: str) -> None:
    lines = (ortak_data / "language" / "pairs" / FILES[source[:2]]).read_text(encoding="utf-8").splitlines()
    words = aligned_words((line.split("\t")[0], line.split("\t")[1]) for line in lines)
    ordered = words if source.endswith("Cyrl") else [(latin, cyrillic) for cyrillic, latin in words]
    assert word_accuracy(ordered, converter(source, target)).right >= ICU[source, target]
