"""How a text is compared when somebody searches: without case, marks and apostrophes, and with one i."""

from unicodedata import combining, normalize

_APOSTROPHES = str.maketrans("", "", "'’‘ʻʼ`´")


def plain(text: str) -> str:
    """The text as a search sees it, so that `Türkiye`, `turkiye` and `TÜRKİYE`, `Oʻzbekiston` and `ozbekiston` meet."""
    # twice, since taking a sign apart may bring a capital, and a small letter may come apart again
    apart = normalize("NFKD", normalize("NFKD", text).casefold())
    letters = (letter for letter in apart if not combining(letter))
    return "".join(letters).replace("ı", "i").translate(_APOSTROPHES)


def holds(words: str, *texts: str) -> bool:
    """Whether every word stands in one of the texts."""
    text = plain(" ".join(texts))
    return all(word in text for word in plain(words).split())
