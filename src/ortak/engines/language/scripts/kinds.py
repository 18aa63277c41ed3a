"""Kinds of words, for the compiled form: a letter whose rules depend on the word has one byte for each kind of word."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations

from ortak.engines.language.scripts.contexts import byte_class
from ortak.engines.language.scripts.rules import Rule, WordWith
from ortak.engines.language.scripts.signs import Signs

Kind = tuple[WordWith, ...]
"""The conditions that words of a kind fulfil. Words that fulfil none are ordinary."""


class Kinds:
    """The kinds of words that the rules of one direction tell apart."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = [rule for rule in rules if rule.word]
        self._names: dict[str, Kind] = {}

    @cached_property
    def all(self) -> Sequence[Kind]:
        """Ordinary words, then the others."""
        conditions = list(dict.fromkeys(rule.word for rule in self._rules if rule.word))
        return [kind for size in range(len(conditions) + 1) for kind in combinations(conditions, size)]

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
        self, signs: Signs, small: Mapping[str, str], letters: frozenset[int]
    ) -> Callable[[bytes], bytes] | None:
        """What gives the letters of each kind of words their bytes, and writes what stands before such words. None if
        all words are ordinary."""
        if not self._rules:
            return None
        known = byte_class(code for sign, code in signs.encoded.items() if sign in small)
        kinds = [kind for kind in reversed(self.all) if kind]
        alternatives = [b"".join(self._looks(kind, signs, small, letters)) + b"()" for kind in kinds]
        start = b"(?<!" + byte_class(letters) + b")"
        pattern = re.compile(
            start + b"(?:" + b"|".join(alternatives) + b")(?=(" + known + b"?))" + byte_class(letters) + b"+"
        )
        tables = [b"", *(self._table(kind, signs) for kind in kinds)]
        before = [b"", *(self._before(kind, signs) for kind in kinds)]
        last = len(kinds) + 1

        def give(match: re.Match[bytes]) -> bytes:
            kind = next(at for at in range(1, last) if match[at] is not None)
            word = match[0].translate(tables[kind])
            return before[kind] + word if match[last] else word

        return lambda text: pattern.sub(give, text)

    def _looks(
        self, kind: Kind, signs: Signs, small: Mapping[str, str], letters: frozenset[int]
    ) -> Iterator[bytes]:
        for condition in dict.fromkeys(rule.word for rule in self._rules if rule.word):
            look = b"".join(_look(condition, signs, small, letters))
            yield look if condition in kind else b"(?!" + look + b")"

    def _table(self, kind: Kind, signs: Signs) -> bytes:
        table = bytearray(range(256))
        for name, sign in signs.real.items():
            if self.of(name) == kind:
                table[signs.encoded[sign]] = signs.encoded[name]
        return bytes(table)

    def _before(self, kind: Kind, signs: Signs) -> bytes:
        rule = next((rule for rule in self._rules if rule.begins_words and rule.word in kind), None)
        return signs.write_apart(rule.written) if rule else b""


def _look(
    condition: WordWith, signs: Signs, small: Mapping[str, str], letters: frozenset[int]
) -> Iterator[bytes]:
    def codes(members: frozenset[str]) -> frozenset[int]:
        wanted = {small[sign] for sign in members}
        return signs.codes(lambda sign: small.get(sign) in wanted)

    for members in condition.held:
        found = codes(members)
        yield b"(?=" + byte_class(letters - found) + b"*" + byte_class(found) + b")"
    if condition.barred:
        found = codes(condition.barred)
        yield b"(?!" + byte_class(letters - found) + b"*" + byte_class(found) + b")"
