"""The errors of search, all in one tree.

SearchError
├── NoModel        the optional sentence model is not installed, or the index has no vectors of it
├── BadIndex       the folder holds no index, or one of another format
├── UnknownLanguage  a tag names no language that search knows
└── BadDocuments   a file of documents cannot be read

    >>> issubclass(BadIndex, SearchError) and issubclass(BadDocuments, SearchError)
    True
"""

from collections.abc import Iterable


class SearchError(ValueError):
    """Whatever goes wrong in this package."""


class NoModel(SearchError):
    """The optional sentence model is not installed, or the index has no vectors of it."""


class BadIndex(SearchError):
    """The folder holds no index, or one of another format."""


class UnknownLanguage(SearchError):
    """A tag names no language that search knows.

    >>> print(UnknownLanguage("xx", ["kk", "tr"]))
    unknown language 'xx': known are kk, tr, with or without a script (kk-Cyrl)
    """

    def __init__(self, tag: str, known: Iterable[str]) -> None:
        example = "with or without a script (kk-Cyrl)"
        super().__init__(f"unknown language {tag!r}: known are {', '.join(sorted(known))}, {example}")


class BadDocuments(SearchError):
    """A file of documents cannot be read: says the line and what is wrong with it."""
