"""Code points as the model sees them: small letters of one script, word boundaries, and what is left out.

    >>> codes = code_points("Қазақ, É\\u0301!")
    >>> "".join(chr(c) if c > 1 else " " for c in reading()[0][codes] if c != LEFT_OUT)
    'қазақ  é '

The tables cover the basic plane; of what lies beyond only the letters' script matters, and none is ours.
"""

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

SCRIPTS = ("Latn", "Cyrl", "Arab")
"""Scripts with a model; their numbers in the table are 1, 2, 3."""
COMMON, OTHER = 0, 4
"""Numbers of what has no script (signs, digits) and of the letters of any further script."""
BOUNDARY, NEW_LINE, LEFT_OUT = 0, 1, 0xFFFF
"""What the first table says of signs between words, of the end of a line, and of what is passed over in a word."""
APOSTROPHE = 0x27

_LETTERS = {1: ((0x41, 0x2AF), (0x1E00, 0x1EFF)), 2: ((0x400, 0x52F),), 3: ((0x600, 0x6FF), (0x750, 0x77F))}
_ARABIC_FORMS = ((0xFB50, 0xFDFF), (0xFE70, 0xFEFE))
_APOSTROPHES = "'’‘ʻʼʽ`´ʹ′＇"
_PASSED_OVER = "\u00ad\u0640\u200b\u200d\u200e\u200f\u2060\ufeff"
_MARKS = ((0x300, 0x36F), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6ED), (0x202A, 0x202E), (0x2066, 0x2069))
_SIGNS = ((0x2000, 0x2BFF), (0x2E00, 0x2E7F), (0x3000, 0x303F), (0xD800, 0xF8FF), (0xFE00, 0xFE2F), (0xFFF0, 0xFFFF))
_COMBINING = (0x300, 0x655)


def code_points(text: str) -> NDArray[np.uint16]:
    """A text as code points, one a character; those beyond the basic plane become signs or foreign letters.

    Letters with marks beside them are put together first (Unicode NFC). Lone surrogates are signs.

    >>> code_points("Бу 😀 𐰴").tolist()
    [1041, 1091, 32, 65533, 32, 4352]
    >>> code_points("и\\u0306") == code_points("й")
    array([ True])
    """
    wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    if not text.isascii() and ((wide >= _COMBINING[0]) & (wide < 0x370) | (wide >= 0x653) & (wide <= 0x655)).any():
        wide = np.frombuffer(unicodedata.normalize("NFC", text).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    if wide.size and wide.max() > 0xFFFF:
        letters = (wide > 0xFFFF) & ((wide < 0x1F000) | (wide >= 0x20000)) & (wide < 0xE0000)
        wide = np.where(letters, 0x1100, np.where(wide > 0xFFFF, 0xFFFD, wide))
    return wide.astype(np.uint16)


@cache
def reading() -> tuple[NDArray[np.uint16], NDArray[np.uint8], NDArray[np.bool_]]:
    """Tables over the basic plane: what a code point is read as, the number of its script, whether it is a capital.

    >>> read, script, capital = reading()
    >>> bool(capital[ord("İ")]), bool(capital[ord("и")])
    (True, False)
    >>> chr(read[ord("Ә")]), int(script[ord("Ә")]), int(script[ord("ə")]), int(script[ord("1")]), int(script[0x5D0])
    ('ә', 2, 1, 0, 4)
    >>> chr(read[ord("ʻ")]), bool(read[ord("!")] == BOUNDARY), bool(read[0x202B] == LEFT_OUT)
    ("'", True, True)
    """
    read = np.zeros(0x10000, dtype=np.uint16)
    capital = np.zeros(0x10000, dtype=np.bool_)
    script = np.full(0x10000, OTHER, dtype=np.uint8)
    script[:0x370] = COMMON
    for first, last in _SIGNS:
        script[first : last + 1] = COMMON
    for number, ranges in _LETTERS.items():
        for first, last in ranges:
            script[first : last + 1] = COMMON
            for code in range(first, last + 1):
                if chr(code).isalpha():
                    script[code], read[code] = number, ord(chr(code).lower()[0])
                    capital[code] = chr(code).isupper()
    for first, last in _ARABIC_FORMS:
        script[first : last + 1] = COMMON
        for code in range(first, last + 1):
            letter = unicodedata.normalize("NFKC", chr(code)).strip()[:1]
            if letter.isalpha():
                script[code], read[code] = 3, ord(letter)
    for sign in _APOSTROPHES:
        script[ord(sign)], read[ord(sign)] = COMMON, APOSTROPHE
    for code in map(ord, _PASSED_OVER):
        script[code], read[code] = COMMON, LEFT_OUT
    for first, last in _MARKS:
        script[first : last + 1], read[first : last + 1] = COMMON, LEFT_OUT
    read[ord("\n")] = NEW_LINE
    return read, script, capital
