"""What a word is in a text: one pattern for all that takes texts apart.

A word is letters and the marks on them, with hyphens and apostrophes inside, and an apostrophe at its end. Signs that
have no shape and stand between letters (soft hyphen, zero-width non-joiner) belong to the word and are left out of it.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

_WITH_MARKS = range(0x20000), range(0xE0000, 0xE0200)
"""Where marks and signs without shape lie: no other plane of Unicode has any."""


def words_of(text: str) -> Iterator[str]:
    """The words of a text, composed (NFC) and without signs that have no shape.

    >>> list(words_of("Evde, o\\u0308yle ki\\u00adtap. Qarağan-köl 2024"))
    ['Evde', 'öyle', 'kitap', 'Qarağan-köl']
    >>> list(words_of("كِتَابٌ"))
    ['كِتَابٌ']
    """
    for found in pattern().findall(unicodedata.normalize("NFC", text)):
        yield found if found.isascii() else "".join(sign for sign in found if unicodedata.category(sign) != "Cf")


@cache
def pattern() -> re.Pattern[str]:
    """A word as it stands in a composed text.

    >>> pattern().findall("TBMM’nin kararı")
    ['TBMM’nin', 'kararı']
    """
    signs = [chr(code) for codes in _WITH_MARKS for code in codes]
    marks = _ranges([sign for sign in signs if unicodedata.category(sign)[0] == "M"])
    shapeless = _ranges([sign for sign in signs if unicodedata.category(sign) == "Cf"])
    more = f"[{marks}{shapeless}]*"
    letters = rf"(?:[^\W\d_]{more})+"
    return re.compile(rf"{letters}(?:[-'’‘ʻʼ`]{letters})*[’ʻʼ]?")


def _ranges(signs: list[str]) -> str:
    """Signs as the inside of a class of a pattern."""
    runs: list[list[int]] = []
    for code in map(ord, signs):
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in runs)
