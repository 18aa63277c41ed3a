"""The errors of the language engine, all in one tree.

LanguageError
├── UnknownTag      no orthography has this tag
├── NoConversion    both tags are known, but no table leads from one to the other
├── BadEncoding     the input is not UTF-8
├── UnknownMarkup   no markup has this name (in markup.py)
├── BadLexicon      a lexicon cannot be read (in lexicon.py)
├── BadHints        a file holds no hints (in hints.py)
├── StaleHints      the text is not the one that the hints were written for (in hints.py)
└── BadTable        a data file of the engine says something it cannot mean
"""

from collections.abc import Sequence
from difflib import get_close_matches


class LanguageError(ValueError):
    """Whatever goes wrong in this package."""


class UnknownTag(LanguageError):
    """No orthography has this tag.

    >>> print(UnknownTag("uz-Cyril", ["uz-Cyrl", "uz-Latn"]))
    unknown tag 'uz-Cyril': did you mean uz-Cyrl? Valid tags: uz-Cyrl, uz-Latn
    """

    def __init__(self, tag: str, valid: Sequence[str]) -> None:
        self.tag = tag
        self.suggestions = get_close_matches(tag, valid, n=3, cutoff=0.6)
        hint = f"did you mean {' or '.join(self.suggestions)}? " if self.suggestions else ""
        super().__init__(f"unknown tag {tag!r}: {hint}Valid tags: {', '.join(valid)}")


class NoConversion(LanguageError):
    """No table leads from one orthography to the other."""

    def __init__(self, source: str, target: str, reachable: Sequence[str]) -> None:
        self.source, self.target = source, target
        super().__init__(f"no conversion from {source} to {target}; {source} has: {', '.join(reachable)}")


class BadEncoding(LanguageError):
    """The input is not UTF-8. `offset` is the number of bytes before the first wrong one, `line` the line
    it stands in, where that is known."""

    def __init__(self, offset: int, reason: str, line: int | None = None) -> None:
        self.offset, self.line = offset, line
        where = f"byte {offset}" if line is None else f"byte {offset}, in line {line}"
        super().__init__(f"not UTF-8: {reason} at {where}; save the text as UTF-8")


class BadTable(LanguageError):
    """A data file of the engine says something it cannot mean."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
