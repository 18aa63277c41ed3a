"""The errors of this package.

LanguageError (in scripts/errors.py)
├── UnknownLanguage   there is no grammar of this language
└── BadGrammar        a data file says something it cannot mean
"""

from collections.abc import Sequence

from ortak.engines.language.scripts.errors import LanguageError


class UnknownLanguage(LanguageError):
    """There is no grammar of this language.

    >>> print(UnknownLanguage("hu", ["kk", "tr"]))
    no grammar of 'hu': valid are kk, tr
    """

    def __init__(self, language: str, valid: Sequence[str]) -> None:
        self.language = language
        super().__init__(f"no grammar of {language!r}: valid are {', '.join(valid)}")


class BadGrammar(LanguageError):
    """A data file says something it cannot mean."""

    def __init__(self, language: str, what: str) -> None:
        super().__init__(f"words/data/{language}.toml: {what}")
