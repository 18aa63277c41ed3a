"""The errors of the terminology base, all in one tree.

TermError
├── BadTerms         a data file says something it cannot mean: every problem with file, line and what is valid
├── UnknownConcept   no concept has this id
├── UnknownValue     a filter has a value that nothing has
└── BadTexts         two texts that should lie side by side do not
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

SHOWN = 20


class TermError(ValueError):
    """Whatever goes wrong in this package."""


@dataclass(frozen=True)
class Problem:
    """What is wrong in a data file, and where. Line 1 is the head."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.what}"


class BadTerms(TermError):
    """Data files that cannot be read as terms; `problems` has them all, the message the first twenty.

    >>> print(BadTerms([Problem("energy.csv", 7, "unknown language 'xx'")]))
    energy.csv, line 7: unknown language 'xx'
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        more = len(problems) - SHOWN
        super().__init__("\n".join([*map(str, problems[:SHOWN]), *([f"and {more} more"] if more > 0 else [])]))


class UnknownConcept(TermError):
    """No concept has this id.

    >>> print(UnknownConcept("energy.wind-turbin", ["energy.wind-turbine", "energy.volt"]))
    no concept 'energy.wind-turbin': did you mean energy.wind-turbine?
    """

    def __init__(self, identity: str, valid: Collection[str]) -> None:
        near = get_close_matches(identity, valid, n=3, cutoff=0.6)
        hint = f"did you mean {' or '.join(near)}?" if near else "`ortak language terms search WORD` finds one"
        super().__init__(f"no concept {identity[:80]!r}: {hint}")


class UnknownValue(TermError):
    """A filter has a value that nothing has.

    >>> print(UnknownValue("language", "xx", ["az", "kk"]))
    unknown language 'xx'; valid are az, kk
    """

    def __init__(self, kind: str, value: str, valid: Collection[str]) -> None:
        super().__init__(f"unknown {kind} {value[:80]!r}; valid are {', '.join(valid)}")


class BadTexts(TermError):
    """Two texts that should lie side by side do not."""
