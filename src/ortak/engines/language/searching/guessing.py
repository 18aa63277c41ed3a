"""The language of a query or a document of which none was named."""

from ortak.engines.language.identification import UNKNOWN, candidates


def guess(text: str) -> str:
    """The likeliest language of a text among those that identification knows, however unsure; `und` without letters.

    >>> guess("Мұғалімдер мен оқушылар"), guess("Xalqaro anjuman boʻlib oʻtdi"), guess("Toplantı ve görüşme")
    ('kk', 'uz', 'tr')
    >>> guess("2024")
    'und'
    """
    return next((found.language for found in candidates(text, most=2) if found.tag != UNKNOWN), UNKNOWN)
