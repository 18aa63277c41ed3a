"""In what order the letters of a text can be decided, one after another, as if all were decided at once.

A pattern that begins with one letter is found at the speed of memory; one that begins with any of several is not. So
each first letter has a pass of its own over the text. Letters given together (`sh`, `ye`) may take a letter that would
be decided otherwise by itself; their pass comes first, and what they take is marked as taken.
"""

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from ortak.engines.language.scripts.contexts import ANYTHING, Beside, byte_class


class Alternative(NamedTuple):
    """One way in which one rule can fit: its first byte, what stands before it, a look at what stands further before,
    the bytes that may come after the first, each a set, a look at what follows them, what is written, and the small
    letters that are given."""

    first: int
    before: Beside
    wider: bytes
    others: tuple[frozenset[int], ...]
    ahead: bytes
    written: str
    given: str

    @property
    def free(self) -> bool:
        """Whether it fits wherever its letters stand."""
        return self.before == ANYTHING and not self.wider and not self.ahead

    @property
    def rest(self) -> bytes:
        """The pattern after the first byte."""
        return self.rest_unless(b"")

    def rest_unless(self, look: bytes) -> bytes:
        """The pattern after the first byte, with one more look from there, which comes late since it seldom says no."""
        others = b"".join(map(byte_class, self.others))
        behind = b"" if self.before == ANYTHING else self.before.behind(b"\\x%02x" % self.first + others)
        looks = behind + self.wider + self.ahead
        return look + others + looks if others else looks + look


class Passes(NamedTuple):
    """The alternatives in the order of their passes. Those of `early` see the text as given; those of `late` are free
    of context, and the letters that they take are kept from the early ones, so that they can come last."""

    early: Sequence[Alternative]
    late: Sequence[Alternative]


def planned(
    alternatives: Sequence[Alternative], codes: Mapping[str, frozenset[int]], capitals: frozenset[int]
) -> Passes | None:
    """The alternatives, which come in the order in which they are tried, as passes. None if two letters wait for each
    other. `codes` are the bytes of each small letter, in all its forms. Capitals, which are few, come last if they take
    no other letter.

    >>> one = Alternative(115, ANYTHING, b"", (frozenset(b"hH"),), b"", "ш", "sh")
    >>> other = Alternative(104, ANYTHING, b"", (), b"(?=a)", "ҳ", "h")
    >>> codes = {"s": frozenset(b"sS"), "h": frozenset(b"hH")}
    >>> early, late = planned([other, one], codes, capitals=frozenset(b"SH"))
    >>> [each.given for each in early], [each.given for each in late]
    (['h'], ['sh'])
    """
    order = _order(alternatives, codes)
    if order is None:
        return None
    ordered = sorted(alternatives, key=lambda each: order[each.given[0]])
    deciding: dict[str, list[Alternative]] = {}
    early, late = [], []
    for each in reversed(ordered):
        taken = _taken(each, deciding, codes) if each.free and len(each.given) > 1 else [0]
        if all(at == len(each.given) - 1 and _always_fits(each, alternatives) for at in taken):
            late.append(each)
        else:
            early.append(each)
            deciding.setdefault(each.given[0], []).append(each)
    return Passes(sorted(early[::-1], key=lambda each: each.first in capitals and not each.others), late[::-1])


def _always_fits(one: Alternative, alternatives: Sequence[Alternative]) -> bool:
    """Whether all letters of an alternative are taken wherever they stand together, by it or by a longer one."""
    free = {each.given for each in alternatives} - {each.given for each in alternatives if not each.free}
    return one.given in free and all(
        each.given[:at] + one.given in free
        for each in alternatives
        for at, letter in enumerate(each.given)
        if at and letter == one.given[0]
    )


def _order(alternatives: Sequence[Alternative], codes: Mapping[str, frozenset[int]]) -> Mapping[str, int] | None:
    """The place of each first letter: before the letters that it can take."""
    beginning: dict[str, list[Alternative]] = {}
    for each in alternatives:
        beginning.setdefault(each.given[0], []).append(each)
    sorter: TopologicalSorter[str] = TopologicalSorter({letter: () for letter in beginning})
    for each in alternatives:
        for at in _taken(each, beginning, codes):
            sorter.add(each.given[at], each.given[0])
    try:
        return {letter: at for at, letter in enumerate(sorter.static_order())}
    except CycleError:
        return None


def _taken(
    one: Alternative, beginning: Mapping[str, Sequence[Alternative]], codes: Mapping[str, frozenset[int]]
) -> list[int]:
    """Which letters after its first an alternative takes although others could begin there."""
    return [
        at
        for at, letter in enumerate(one.given)
        if at and any(other.before.allowed & codes[one.given[at - 1]] for other in beginning.get(letter, ()))
    ]


def unless_later(one: Alternative, late: Sequence[Alternative]) -> bytes:
    """What keeps an early alternative from letters that are left to a late one: longer ones that begin where it does,
    and those that end with its first letter."""
    first = b"\\x%02x" % one.first
    longer = [each for each in late if each.first == one.first and len(each.given) > len(one.given)]
    ending = [each for each in late if each.others and one.first in each.others[-1]]
    return b"".join(
        [
            *(b"(?!" + each.rest + b")" for each in longer),
            *(
                b"(?<!" + b"\\x%02x" % each.first + b"".join(map(byte_class, each.others[:-1])) + first + b")"
                for each in ending
            ),
        ]
    )
