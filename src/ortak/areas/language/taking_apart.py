"""A text taken apart into words with lemma, features and key: for the command line, the API and pages. No Django."""

from collections.abc import Iterator

from ortak.engines.language.scripts import UnknownTag, orthographies
from ortak.engines.language.words import Analysis, analyses, grammar, words_of


def checked(language: str, orthography: str = "") -> None:
    """Raise `UnknownLanguage` or `UnknownTag` if there is no such language, or no such orthography of it.

    >>> checked("kk", "kk-Arab")
    """
    grammar(language)
    tags = [each.tag for each in orthographies() if each.tag.startswith(f"{language}-")]
    if orthography and orthography not in tags:
        raise UnknownTag(orthography, tags)


def taken_apart(text: str, language: str, orthography: str = "", every: bool = False) -> Iterator[Analysis]:
    """The words of a text, each with its likeliest reading, or with every reading, the likeliest first.

    >>> [(each.form, each.lemma, each.features) for each in taken_apart("Evde, okulda.", "tr")]
    [('Evde', 'ev', 'Case=Loc|Number=Sing'), ('okulda', 'okul', 'Case=Loc|Number=Sing')]
    """
    checked(language, orthography)
    for word in words_of(text):
        found = analyses(word, language, orthography)
        yield from found if every else found[:1]
