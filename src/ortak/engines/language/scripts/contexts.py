"""Contexts as sets of bytes, for the compiled form."""

from collections.abc import Iterable
from dataclasses import dataclass

ALL = frozenset(range(256))


def byte_class(codes: Iterable[int]) -> bytes:
    """A character class of these bytes; one that matches nothing if there are none.

    >>> byte_class([65, 66])
    b'[\\\\x41\\\\x42]'
    """
    members = b"".join(b"\\x%02x" % code for code in sorted(set(codes)))
    return b"[" + members + b"]" if members else rb"[^\x00-\xff]"


@dataclass(frozen=True)
class Beside:
    """What may stand on one side of a letter: bytes, and whether the end of the text may."""

    allowed: frozenset[int]
    text_end: bool

    def __or__(self, other: "Beside") -> "Beside":
        return Beside(self.allowed | other.allowed, self.text_end or other.text_end)

    def __invert__(self) -> "Beside":
        return Beside(ALL - self.allowed, not self.text_end)

    def behind(self, first: bytes) -> bytes:
        """A look behind a letter that has just been read. `first` is its pattern."""
        if self.text_end:
            return b"(?<!" + byte_class(ALL - self.allowed) + first + b")"
        return b"(?<=" + byte_class(self.allowed) + first + b")"

    def ahead(self) -> bytes:
        """A look at what follows."""
        if self.text_end:
            return b"(?!" + byte_class(ALL - self.allowed) + b")"
        return b"(?=" + byte_class(self.allowed) + b")"


ANYTHING = Beside(ALL, text_end=True)
NOTHING = Beside(frozenset(), text_end=False)
