"""The errors of search, all in one tree.

SearchError
├── NoModel        the optional sentence model is not installed, or the index has no vectors of it
├── BadIndex       the folder holds no index, or one of another format
└── BadDocuments   a file of documents cannot be read

    >>> issubclass(BadIndex, SearchError) and issubclass(BadDocuments, SearchError)
    True
"""


class SearchError(ValueError):
    """Whatever goes wrong in this package."""


class NoModel(SearchError):
    """The optional sentence model is not installed, or the index has no vectors of it."""


class BadIndex(SearchError):
    """The folder holds no index, or one of another format."""


class BadDocuments(SearchError):
    """A file of documents cannot be read: says the line and what is wrong with it."""
