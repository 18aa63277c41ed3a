"""How much of what the model learns from, and how its probabilities are made honest.

>>> pieces_of("gag-Latn"), pieces_of("tr-Latn")
(3000, 70000)
"""

import numpy as np
from numpy.typing import NDArray

from ortak.engines.language.identification.model import UNKNOWN, Calibration
from ortak.engines.language.identification.training.corpus import Corpus
from ortak.engines.language.identification.training.fitting import Floats, Places, fit, scores, telling_places
from ortak.engines.language.identification.training.names import (
    borrowed_in,
    endings_in,
    names_in,
    with_endings,
    with_names,
)
from ortak.engines.language.identification.training.windows import draw

USUAL = 60_000
PIECES = {
    "tr-Latn": 70_000,
    "gag-Latn": 3_000,
    "crh-Latn": 30_000,
    "kaa-Latn": 40_000,
    "kk-Latn": 30_000,
    "tt-Latn": 24_000,
    "ug-Latn": 24_000,
    "crh-Cyrl": 30_000,
    "kaa-Cyrl": 40_000,
    "az-Cyrl": 24_000,
    "tk-Cyrl": 24_000,
    "ug-Cyrl": 20_000,
    "az-Arab": 40_000,
}
"""Pieces of text a tag, where not `USUAL`: fewer where less is written, or where we have little text."""
NAMES_FROM = {"Latn": ("en-Latn", "und-Latn"), "Cyrl": ("ru-Cyrl", "und-Cyrl")}
"""Not from our Turkic languages: their names stand with endings that tell the language."""
NAMES_A_TAG, WITH_NAMES, FEWEST_ENDINGS = 15_000, 0.7, 50
BORROWED_FROM = {"Cyrl": ("ba-Cyrl", "cv-Cyrl", "kk-Cyrl", "ky-Cyrl", "mn-Cyrl", "ru-Cyrl", "sah-Cyrl", "tt-Cyrl")}
IN_TAGS, BORROWED = 3, 10_000
"""Words in the texts of so many of these tags say which of them has news among its texts, and not which it is."""
RARE = ("crh-", "gag-", "kaa-", "kk-Latn", "tt-Latn", "ug-Latn", "ug-Cyrl", "az-Cyrl", "tk-Cyrl")
RAREST = ("ug-Cyrl", "az-Cyrl", "tk-Cyrl")
"""Tags of which hardly anything is written today, some of these less than the others."""
LESS = 1.0
"""Taken from the sums of `RARE` tags, and once more of `RAREST`: where little tells, the others are likelier."""
MOST_PLACES = {"Latn": 131_000, "Cyrl": 131_000, "Arab": 50_000}
ROUNDS, RATE = 2, 0.01
HELD_OUT = "Universal Declaration"
"""Sources whose name begins so are what probabilities are calibrated on."""
TO_CALIBRATE, RARE_TO_CALIBRATE, OTHERS_TO_CALIBRATE = 1_500, 600, 100
"""Pieces a tag: texts that reach Ortak are mostly in the languages that many write, and hardly ever in others."""
CALIBRATION_LENGTHS = (1, 2, 2, 3, 4, 4, 6, 8, 12, 24)


def pieces_of(tag: str) -> int:
    """How many pieces of text are drawn of a tag."""
    return PIECES.get(tag, USUAL)


def tags_of(corpus: Corpus, script: str) -> tuple[str, ...]:
    """The tags of a script in alphabetical order; last the other languages.

    >>> tags_of({"tr-Latn": {}, "und-Latn": {}, "az-Latn": {}, "ba-Cyrl": {}}, "Latn")
    ('az-Latn', 'tr-Latn', 'und-Latn')
    """
    ours = sorted(tag for tag in corpus if tag.endswith(script) and not tag.startswith(UNKNOWN))
    return (*ours, f"{UNKNOWN}-{script}")


def trained(corpus: Corpus, script: str, seed: int) -> tuple[tuple[str, ...], Places, Floats]:
    """Tags, places and weights of one script."""
    rng = np.random.default_rng(seed)
    tags = tags_of(corpus, script)
    texts, labels = pieces(corpus, tags, script, rng)
    chosen = telling_places(texts, labels, len(tags), MOST_PLACES[script])
    weights = fit(texts, labels, len(tags), chosen, seed, ROUNDS, RATE)
    weights[0] -= [LESS * (tag.startswith(RARE) + tag.startswith(RAREST)) for tag in tags]
    return (*tags[:-1], UNKNOWN), chosen, weights


def pieces(
    corpus: Corpus, tags: tuple[str, ...], script: str, rng: np.random.Generator
) -> tuple[list[str], NDArray[np.int64]]:
    """Pieces of text with the places of their tags."""
    names = foreign(corpus, script, rng)
    texts: list[str] = []
    labels: list[int] = []
    for place, tag in enumerate(tags):
        texts.extend(_with_names(draw(corpus, tag, pieces_of(tag), rng), names, corpus, tag, rng))
        labels.extend([place] * (len(texts) - len(labels)))
    return texts, np.array(labels)


def _with_names(pieces: list[str], names: list[str], corpus: Corpus, tag: str, rng: np.random.Generator) -> list[str]:
    """Pieces with foreign words, names among them with the endings that names have in the tag's own text."""
    if not names:
        return pieces
    endings, share = endings_in(corpus, tag)
    if len(endings) < FEWEST_ENDINGS or tag.startswith(UNKNOWN):
        share = 0.0
    return with_names(pieces, with_endings(names, endings, share, rng), rng, WITH_NAMES)


def foreign(corpus: Corpus, script: str, rng: np.random.Generator) -> list[str]:
    """Words that may stand in a text of any tag of a script: names and borrowed words."""
    names = names_in(corpus, NAMES_FROM.get(script, ()), NAMES_A_TAG, rng)
    return names + borrowed_in(corpus, BORROWED_FROM.get(script, ()), IN_TAGS, BORROWED, rng)


def calibrated(corpus: Corpus, script: str, seed: int) -> Calibration:
    """The calibration with which held-out text is least surprising (smallest cross-entropy, on a grid)."""
    known, held = split(corpus)
    _, chosen, weights = trained(known, script, seed)
    rng = np.random.default_rng(seed + 1)
    names = foreign(known, script, rng)
    texts: list[str] = []
    labels: list[int] = []
    for place, tag in enumerate(tags_of(known, script)):
        if tag in held:
            usual = RARE_TO_CALIBRATE if tag.startswith(RARE) else TO_CALIBRATE
            count = OTHERS_TO_CALIBRATE if tag.startswith(UNKNOWN) else usual
            drawn = draw(held, tag, count, rng, CALIBRATION_LENGTHS)
            texts.extend(_with_names(drawn, names, known, tag, rng))
            labels.extend([place] * len(drawn))
    wanted = np.array(labels)
    letters = np.array([sum(map(str.isalpha, text)) for text in texts])
    sums = scores(texts, chosen, weights)
    grid = [
        Calibration(base, growth, handicap)
        for base in (0.5, 0.6, 0.7, 0.85, 1.0, 1.2, 1.4)
        for growth in (0.0, 0.1, 0.2, 0.3, 0.4)
        for handicap in (0.0, 1.0, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0)
    ]
    return min(grid, key=lambda each: _surprise(each.logits(sums, letters), wanted))


def split(corpus: Corpus) -> tuple[Corpus, Corpus]:
    """Without the held-out source, and of it alone the tags that have other text."""
    known: Corpus = {}
    held: Corpus = {}
    for tag, parts in corpus.items():
        rest = {name: lines for name, lines in parts.items() if not name.startswith(HELD_OUT)}
        if tag.startswith(UNKNOWN):
            known[tag], held[tag] = parts, rest
        elif sum(len(line) for lines in rest.values() for line in lines) > 3_000:
            known[tag], held[tag] = rest, {name: parts[name] for name in parts.keys() - rest.keys()}
        else:
            known[tag] = parts
    return known, {tag: parts for tag, parts in held.items() if parts}


def _surprise(logits: Floats, wanted: NDArray[np.int64]) -> float:
    highest = logits.max(axis=1)
    total = highest + np.log(np.exp(logits - highest[:, None]).sum(axis=1))
    return float((total - logits[np.arange(wanted.size), wanted]).mean())
