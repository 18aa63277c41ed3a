"""Skeletons: words in classes of sounds that regular correspondences do not leave, and pieces of them to find words
by.

Classes after Dolgopolsky (1964, A probabilistic hypothesis concerning the oldest relationships among the language
families of northern Eurasia), drawn so that the correspondences of the Turkic languages stay inside one:
y/j/c/ç/ş/s/z, d/t, b/p/m/v/f, k/q/g/ğ/x/h, n/ñ; open, close and rounded vowels.
"""

from functools import lru_cache
from zlib import crc32

_CLASSES = {"K": "kgqğxh", "T": "td", "S": "szşçcjy", "P": "bpmvf", "N": "nñ", "L": "l", "R": "r"}
_CLASSES |= {"A": "aåäeə", "I": "ıi", "U": "oöuü"}
_TABLE = {ord(sound): name for name, sounds in _CLASSES.items() for sound in sounds}
_NO_VOWELS = str.maketrans("", "", "AIU")
LOOKED_AT = 10
"""Sounds of a word that its pieces are taken from: endings come later in long words."""


def skeleton(word: str) -> str:
    """The word of sounds as classes.

    >>> skeleton("yıldız"), skeleton("juldız"), skeleton("yulduz")
    ('SILTIS', 'SULTIS', 'SULTUS')
    """
    return word.translate(_TABLE)


def bones(word: str) -> str:
    """The consonants of the skeleton.

    >>> bones("yıldız") == bones("juldız") == bones("yulduz") == "SLTS"
    True
    """
    return skeleton(word).translate(_NO_VOWELS)


@lru_cache(maxsize=1 << 16)
def pieces(word: str) -> tuple[int, ...]:
    """Numbers of the pieces of a word by which words like it are found: runs of two and three classes, with and
    without vowels, from the start of the word on.

    >>> len(set(pieces("yıldız")) & set(pieces("juldız"))) > len(set(pieces("yıldız")) & set(pieces("kitap")))
    True
    """
    full, dry = "^" + skeleton(word[:LOOKED_AT]), "^" + bones(word[:LOOKED_AT])
    found = {f"{kind}{run[at : at + size]}" for kind, run in (("c", full), ("b", dry)) for size in (2, 3)
             for at in range(len(run) - size + 1)}  # fmt: skip
    found.add("p" + dry[:4])
    return tuple(sorted(crc32(piece.encode()) for piece in found))
