"""Words made comparable: the same word with another suffix, case, accent or apostrophe shares most of its features.

The Turkic languages put their endings after the stem, so the first letters carry the meaning; character four-grams
catch what remains (compounds, vowel changes, Russian and English word formation). Source of the method: P. McNamee
and J. Mayfield, "Character n-gram tokenization for European language text retrieval", Information Retrieval 7
(2004)."""

import re
import unicodedata
from functools import lru_cache

STEM_LETTERS = 5
GRAM_LETTERS = 4
GRAM_WEIGHT = 0.25

_APOSTROPHES = re.compile(
    "['`\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}"
    "\N{MODIFIER LETTER TURNED COMMA}\N{ACUTE ACCENT}\N{PRIME}]"
)
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Lower case without accents, dots and apostrophes, so that spelling variants meet.

    >>> fold("Türk Dünyası'nın İPEK Yolu")
    'turk dunyasinin ipek yolu'
    """
    plain = _APOSTROPHES.sub("", text).casefold().replace("ı", "i")
    return "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[str, ...]:
    """The folded words of two letters and more.

    >>> words("Teşkilatın e-hizmetleri")
    ('teskilatin', 'hizmetleri')
    """
    return tuple(word for word in _WORD.findall(fold(text)) if len(word) > 1)


def stem(word: str) -> str:
    """The first letters, which carry the meaning.

    >>> stem("koridorlarini") == stem("koridora")
    True
    """
    return word[:STEM_LETTERS]


@lru_cache(maxsize=50_000)
def features(word: str) -> tuple[tuple[str, float], ...]:
    """What a folded word shares with its relatives: its stem with weight 1, its four-grams with less.

    >>> features("ulke")
    (('=ulke', 1.0), ('^ulk', 0.25), ('ulke', 0.25))
    """
    opened = "^" + word
    grams = (opened[start : start + GRAM_LETTERS] for start in range(max(1, min(len(opened), 10) - GRAM_LETTERS + 1)))
    return (("=" + stem(word), 1.0), *((gram, GRAM_WEIGHT) for gram in grams))
