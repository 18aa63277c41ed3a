"""Kinds of words, for the compiled form: a letter whose rules depend on the word has one byte for each kind of word."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, combinations

from ortak.engines.language.scripts.contexts import byte_class
from ortak.engines.language.scripts.rules import Context, Rule, WordWith
from ortak.engines.language.scripts.signs import Signs

Kind = tuple[WordWith, ...]
"""The conditions that words of a kind fulfil. Words that fulfil none are ordinary."""


class Kinds:
    """The kinds of words that the rules of one direction tell apart.

    >>> from ortak.engines.language.scripts import rules
    >>> [len(kind) for kind in Kinds(rules("kk-Cyrl", "kk-Arab")).all]
    [0, 1]
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = [rule for rule in rules if rule.word]
        self._names: dict[str, Kind] = {}

    @cached_property
    def all(self) -> Sequence[Kind]:
        """Ordinary words, then the others."""
        conditions = list(dict.fromkeys(rule.word for rule in self._rules if rule.word))
        kinds = chain.from_iterable(combinations(conditions, size) for size in range(len(conditions) + 1))
        return [kind for kind in kinds if _possible(kind, conditions)]

    def letters(self, kind: Kind, small: Mapping[str, str]) -> frozenset[str]:
        """The letters that have a byte of their own in these words."""
        return frozenset(small[r.given[0]] for r in self._rules if r.word in kind and not r.begins_words)

    def name(self, sign: str, kind: Kind) -> str:
        """What a sign is called in these words."""
        name = f"{sign}{self.all.index(kind)}"
        self._names[name] = kind
        return name

    def of(self, name: str) -> Kind:
        """The kind of words in which a sign has this name."""
        return self._names.get(name, ())

    def compiled(
        self,
        signs: Signs,
        small: Mapping[str, str],
        letters: frozenset[int],
        ahead: Callable[[Context | None], bytes],
    ) -> Callable[[bytes], bytes] | None:
        """What gives the letters of each kind of words their bytes, and writes what stands before such words. None if
        all words are ordinary. `ahead` is the pattern of a context that follows."""
        if not self._rules:
            return None
        known = byte_class(code for sign, code in signs.encoded.items() if sign in small)
        kinds = [kind for kind in reversed(self.all) if kind]
        whole = byte_class(letters) + b"+"
        alternatives, tables, before = [], [b""], [b""]
        for kind in kinds:
            look = b"".join(self._looks(kind, signs, small, letters))
            for rule in self._beginnings(kind):
                alternatives.append(look + b"(?=" + known + b")" + ahead(rule.followed_by) + whole + b"()")
                tables.append(self._table(kind, signs))
                before.append(signs.write_apart(rule.written))
            alternatives.append(look + whole + b"()")
            tables.append(self._table(kind, signs))
            before.append(b"")
        pattern = re.compile(b"(?<!" + byte_class(letters) + b")(?:" + b"|".join(alternatives) + b")")

        def give(match: re.Match[bytes]) -> bytes:
            at = match.lastindex or 0
            return before[at] + match[0].translate(tables[at])

        return lambda text: pattern.sub(give, text)

    def _beginnings(self, kind: Kind) -> list[Rule]:
        return [rule for rule in self._rules if rule.begins_words and rule.word in kind]

    def _looks(self, kind: Kind, signs: Signs, small: Mapping[str, str], letters: frozenset[int]) -> Iterator[bytes]:
        for condition in dict.fromkeys(rule.word for rule in self._rules if rule.word):
            look = b"".join(_look(condition, signs, small, letters))
            yield look if condition in kind else b"(?!" + look + b")"

    def _table(self, kind: Kind, signs: Signs) -> bytes:
        table = bytearray(range(256))
        for name, sign in signs.real.items():
            if self.of(name) == kind:
                table[signs.encoded[sign]] = signs.encoded[name]
        return bytes(table)


def _possible(kind: Kind, conditions: Sequence[WordWith]) -> bool:
    """Whether words can fulfil these conditions and no others."""
    held = [members for condition in kind for members in condition.held]
    barred = frozenset().union(*(condition.barred for condition in kind))
    if any(members <= barred for members in held):
        return False
    implied = [
        condition
        for condition in conditions
        if condition.barred <= barred and all(any(one <= other for one in held) for other in condition.held)
    ]
    return kind == () or set(implied) <= set(kind)


def _look(condition: WordWith, signs: Signs, small: Mapping[str, str], letters: frozenset[int]) -> Iterator[bytes]:
    def codes(members: frozenset[str]) -> frozenset[int]:
        wanted = {small[sign] for sign in members}
        return signs.codes(lambda sign: small.get(sign) in wanted)

    for members in condition.held:
        found = codes(members)
        yield b"(?=" + byte_class(letters - found) + b"*" + byte_class(found) + b")"
    if condition.barred:
        found = codes(condition.barred)
        yield b"(?!" + byte_class(letters - found) + b"*" + byte_class(found) + b")"
