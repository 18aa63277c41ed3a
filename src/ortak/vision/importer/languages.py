"""The language of a document, told by the words it shares with the titles of the register."""

from functools import cache

from ortak.vision.importer.document import Document
from ortak.vision.importer.errors import UnknownLanguage
from ortak.vision.importer.register import languages, load_register
from ortak.vision.importer.spelling import stem, words

LEAST_STEMS = 20
LEAST_SHARE = 0.25  # so much of a document's vocabulary must be known from some titles,
LEAST_LEAD = 1.5  # and the first language must explain so many times as much as the second


def detect_language(document: Document) -> str:
    """The tag of the language of a document. Raises `UnknownLanguage` if none of the register's explains enough of it.

    >>> from ortak.vision.importer.document import parse
    >>> text = " ".join(row.title for row in load_register("kk").items)
    >>> detect_language(parse(text.encode()))
    'kk'
    """
    stems = {stem(word) for word in document.words if len(word) > 2 and not word.isdigit()}
    said = dict.fromkeys(languages(), 0.0)
    for found in stems:
        speakers = _speakers().get(found, ())
        for language in speakers:
            said[language] += 1 / len(speakers)
    first, second = sorted(said, key=said.__getitem__, reverse=True)[:2]
    known = sum(found in _speakers() for found in stems)
    if known < max(LEAST_STEMS, LEAST_SHARE * len(stems)) or said[first] < LEAST_LEAD * said[second]:
        raise UnknownLanguage(
            f"language not recognised: {known} of {len(stems)} different words are known from the register's titles; "
            f"name it with --lang, one of {', '.join(languages())}"
        )
    return first


@cache
def _speakers() -> dict[str, tuple[str, ...]]:
    """For each stem of the titles, the languages that have it."""
    found: dict[str, set[str]] = {}
    for language in languages():
        for row in load_register(language).rows:
            for word in words(row.title):
                found.setdefault(stem(word), set()).add(language)
    return {name: tuple(sorted(speakers)) for name, speakers in found.items()}
