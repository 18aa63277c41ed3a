"""Stems: which endings a word of sounds may carry, from a closed list.

The list (`data/endings.csv`) holds the endings of Turkic nouns and verbs as templates: `A` stands for the open vowels
that harmony chooses from, `I` for the close ones, `D` for d and t, `G` and `K` for the velar stops and fricatives,
`C` for c, ç and ş, `M` for m, b and p. Endings are taken off one after another, the longest first; every stem on the
way is kept, since a short list without a dictionary cannot know where to stop. What reads the stems weighs each by
how much was taken off.
"""

import csv
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

from ortak.engines.language.cognates.sounds import VOWELS

DATA = Path(__file__).parent / "data"
SHORTEST = 3
MOST_ENDINGS = 6
_CLASSES = {
    "A": "aäåeoö",
    "I": "ıiuüoöeə",
    "U": "uü",
    "D": "dtz",
    "G": "gğkqxh",
    "K": "kqgğx",
    "C": "cçşs",
    "M": "mbp",
}


@dataclass(frozen=True)
class Stem:
    """A stem: how many sounds it has, how many endings were taken off, and what the last of them means."""

    length: int
    taken_off: int
    ending: str


@cache
def endings() -> dict[str, str]:
    """Every ending spelled out, with what it means.

    >>> endings()["lar"], endings()["den"], endings()["ğa"]
    ('plural', 'ablative', 'dative')
    """
    text = (DATA / "endings.csv").read_text(encoding="utf-8")
    spelled: dict[str, str] = {}
    for row in csv.DictReader(text.splitlines()):
        for sounds in product(*(_CLASSES.get(letter, letter) for letter in row["template"])):
            spelled.setdefault("".join(sounds), row["meaning"])
    return spelled


@lru_cache(maxsize=1 << 16)
def stems(word: str) -> tuple[Stem, ...]:
    """The word of sounds itself and its possible stems, longest first.

    >>> [("dillerimizden"[: stem.length], stem.ending) for stem in stems("dillerimizden")]
    [('dillerimizden', ''), ('dillerimiz', 'ablative'), ('diller', 'possessive'), ('dil', 'plural')]
    >>> [stem.length for stem in stems("su")]
    [2]
    """
    found = [Stem(len(word), 0, "")]
    known, length = endings(), len(word)
    for step in range(1, MOST_ENDINGS + 1):
        for size in range(min(6, length - SHORTEST), 0, -1):
            meaning = known.get(word[length - size : length])
            if meaning and not VOWELS.isdisjoint(word[: length - size]):
                length -= size
                found.append(Stem(length, step, meaning))
                break
        else:
            break
    return tuple(found)


@cache
def meanings() -> dict[str, int]:
    """What endings mean, each a bit.

    >>> meanings()["plural"].bit_count()
    1
    """
    return {meaning: 1 << place for place, meaning in enumerate(sorted(set(endings().values())))}


def grammar(word: str) -> int:
    """What the endings of a word mean, as far as the list tells: bits of `meanings`.

    >>> bits = grammar("dillerimizden")
    >>> [meaning for meaning, bit in meanings().items() if bits & bit]
    ['ablative', 'plural', 'possessive']
    """
    bits = 0
    for stem in stems(word)[1:]:
        bits |= meanings()[stem.ending]
    return bits
