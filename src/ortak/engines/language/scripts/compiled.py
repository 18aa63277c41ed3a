"""The rules compiled to the fastest form that pure Python has.

Every sign that the rules or ordinary text need gets one byte. A text is encoded with that table (C code, some 4 ns a
sign); where rules depend on the word, letters of some words get another byte of their own (`kinds`); the letters whose
rules look at their neighbours are decided by one regular expression over bytes; letters that become several are
replaced one kind at a time (a memory scan each); and the result is decoded with a second table, in which the byte of a
letter that becomes one other letter already stands for that one, so that plain letters cost nothing. Signs without a
byte are put back at the end: one of three bytes keeps their place and tells whether a capital, another letter or
something else was there.

`reading.read` is the same thing said plainly, and a property test holds the two equal.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, groupby
from operator import itemgetter

from ortak.engines.language.scripts.contexts import ANYTHING, NOTHING, Beside, byte_class
from ortak.engines.language.scripts.kinds import Kind, Kinds
from ortak.engines.language.scripts.orthography import Orthography
from ortak.engines.language.scripts.reading import capitalise, compose, folding, is_capital, is_letter, marks, title
from ortak.engines.language.scripts.rules import EDGE, Context, Rule
from ortak.engines.language.scripts.signs import CAPITAL, LETTER, ORDINARY, ORDINARY_ARABIC, OTHER, UNUSED, Signs

_PLACES = (CAPITAL, LETTER, OTHER)
_RUNS = re.compile(byte_class(_PLACES) + b"+")
_PASSES = 6  # as many scans for a letter take as long as one for a set of letters
_FEW = 1000  # one sign without a byte in so many, and it is faster to look for each kind by itself

# The first byte, what stands before it, the rest of the pattern, and what is written.
Alternative = tuple[int, Beside, bytes, str]


class Compiled:
    """One direction of one table, ready to run. `convert` is the only thing to call."""

    def __init__(self, script: Orthography, target: Orthography, rules: Sequence[Rule]) -> None:
        self._script, self._target = script, target
        self._small = folding(script, rules)
        self._marks = marks(script)
        self._signs = Signs()
        self._expansions: list[tuple[bytes, bytes]] = []
        self._outputs: list[bytes] = [b""]
        self._kinds = Kinds(rules)
        changing = [rule for rule in rules if not rule.begins_words]
        plain = [rule for rule in changing if _is_plain(rule)]
        self._write_plain(plain)
        self._variants: dict[str, list[str]] = {}
        for sign in self._signs.encoded:
            if (real := self._signs.real.get(sign, sign)) in self._small:
                self._variants.setdefault(self._small[real], []).append(sign)
        self._look_at_signs()
        self._words = self._kinds.compiled(self._signs, self._small, self._letters, self._ahead)
        contextual = [rule for rule in changing if not _is_plain(rule)]
        together = {self._small[sign] for rule in contextual if len(rule.given) > 1 for sign in rule.given}
        decided = self._decided(self._merged(contextual, plain), together)
        alternatives = self._merged(contextual, plain)
        self._passes = list(self._single(alternatives, decided))
        self._pattern = self._several([each for each in alternatives if (each[0], each[3]) not in decided])

    def convert(self, text: str) -> str:
        """The text in the target orthography."""
        encoded = self._signs.encode(text)
        if not any(place in encoded for place in _PLACES):
            return self._signs.decode(self._convert_bytes(encoded))
        waiting = "".join(text[start:end] for start, end in _places(encoded))
        if not self._marks.isdisjoint(waiting):
            composed = compose(text, self._script)
            if composed != text:
                return self.convert(composed)
        return "".join(self._put_back(self._convert_bytes(encoded), waiting))

    def _put_back(self, result: bytes, waiting: str) -> Iterator[str]:
        """The result with the signs that had no byte in their places."""
        decoded = self._signs.decode(result)
        done = taken = 0
        for start, end in _places(result):
            yield decoded[done:start]
            yield waiting[taken : taken + end - start]
            taken += end - start
            done = end
        assert taken == len(waiting)
        yield decoded[done:]

    def _convert_bytes(self, encoded: bytes) -> bytes:
        outputs = self._outputs
        if self._words:
            encoded = self._words(encoded)
        for first, pattern, code in self._passes:
            if first in encoded:
                encoded = pattern.sub(code, encoded)
        if self._pattern:
            encoded = self._pattern.sub(lambda match: outputs[match.lastindex or 0], encoded)
        for code, written in self._expansions:
            encoded = encoded.replace(code, written)
        return encoded

    def _write_plain(self, plain: Sequence[Rule]) -> None:
        """Bytes for all signs of the text, and the letters that become none or several."""
        several = []
        for kind in self._kinds.all:
            for sign, small in self._small.items():
                if kind and small not in self._kinds.letters(kind, self._small):
                    continue
                rule = next((r for r in plain if self._small[r.given] == small and r.word in (None, *kind)), None)
                written = capitalise(rule.written, sign, "", "", self._target) if rule else sign
                add = self._adder(sign, kind)
                if len(written) == 1:
                    add(written)
                else:
                    several.append((add, written))
        arabic = ORDINARY_ARABIC if "Arab" in self._script.tag else ()
        for sign in (*ORDINARY, *arabic):
            if sign not in self._small:
                self._signs.add(sign, sign)
        for add, written in several:
            self._expansions.append((bytes([add(UNUSED)]), self._signs.write(written)))

    def _adder(self, sign: str, kind: Kind) -> Callable[[str], int]:
        if kind:
            return partial(self._signs.add_again, self._kinds.name(sign, kind), sign)
        return partial(self._signs.add, sign)

    def _look_at_signs(self) -> None:
        self._letters = self._signs.codes(is_letter) | {CAPITAL, LETTER}
        self._capitals = self._signs.codes(is_capital) | {CAPITAL}

    def _merged(self, rules: Sequence[Rule], plain: Sequence[Rule]) -> Sequence[Alternative]:
        """All alternatives, those of a first byte beside each other and in the order in which they are tried; small
        letters, which are more, before capitals."""
        self._look_at_signs()
        alternatives = [
            *chain.from_iterable(map(self._alternatives, rules)),
            *chain.from_iterable(map(self._shouts, plain)),
        ]
        merged: list[Alternative] = []
        for first, before, rest, written in sorted(alternatives, key=lambda each: (each[0] in self._capitals, each[0])):
            if merged and merged[-1][0] == first and merged[-1][2:] == (rest, written):
                before = merged.pop()[1] | before
            merged.append((first, before, rest, written))
        return merged

    def _decided(self, alternatives: Sequence[Alternative], together: set[str]) -> Mapping[tuple[int, str], int]:
        """A byte for each letter that is given by itself only (not `together` with others) and each thing written for
        it, where a scan for that letter alone pays: it often becomes another letter, or few letters are left. To
        contexts it is the letter still, so that one letter can be decided after another."""
        for each in alternatives:
            self._signs.write(each[3])
        signs = {code: self._signs.real.get(sign, sign) for sign, code in self._signs.encoded.items()}
        outputs = {
            first: list(dict.fromkeys(map(itemgetter(3), found)))
            for first, found in groupby(alternatives, key=itemgetter(0))
        }
        alone = {first for first in outputs if self._small[signs[first]] not in together}
        often = {first for first in alone if any(len(written) == 1 for written in outputs[first])}
        chosen = alone if len(outputs) - len(often) <= _PASSES and alone == set(outputs) else often
        decided: dict[tuple[int, str], int] = {}
        for first in sorted(chosen):
            if self._signs.left >= len(outputs[first]):
                for written in outputs[first]:
                    decided[first, written] = self._byte_for(first, signs[first], written)
        return decided

    def _byte_for(self, first: int, sign: str, written: str) -> int:
        single = len(written) == 1
        code = self._signs.add_again(f"{first} {written}", sign, written if single else UNUSED)
        if not single:
            self._expansions.append((bytes([code]), self._signs.write(written)))
        return code

    def _single(
        self, alternatives: Sequence[Alternative], decided: Mapping[tuple[int, str], int]
    ) -> Iterator[tuple[int, re.Pattern[bytes], bytes]]:
        """The decisions on letters given by themselves: the letter, what it must match, and the byte it becomes."""
        for (first, written), found in groupby(alternatives, key=itemgetter(0, 3)):
            if (first, written) in decided:
                literal = b"\\x%02x" % first
                patterns = [_behind_and_rest(before, literal, rest) for _, before, rest, _ in found]
                pattern = literal + (patterns[0] if len(patterns) == 1 else b"(?:" + b"|".join(patterns) + b")")
                yield first, re.compile(pattern, re.DOTALL), bytes([decided[first, written]])

    def _several(self, alternatives: Sequence[Alternative]) -> re.Pattern[bytes] | None:
        """The decisions on letters given together, in one expression, since they compete for letters."""
        groups = []
        for first, found in groupby(alternatives, key=itemgetter(0)):
            literal, patterns = b"\\x%02x" % first, []
            for _, before, rest, written in found:
                self._outputs.append(self._signs.write(written))
                patterns.append(_behind_and_rest(before, literal, rest) + b"()")
            groups.append(literal + (patterns[0] if len(patterns) == 1 else b"(?:" + b"|".join(patterns) + b")"))
        return re.compile(b"|".join(groups), re.DOTALL) if groups else None

    def _alternatives(self, rule: Rule) -> Iterator[Alternative]:
        """A rule as alternatives of the expression: one for each first byte, context before, and way its capitals can
        stand."""
        for signs, written, beside_capitals in self._by_capitals(rule):
            yield from self._alternative(rule, signs, written, beside_capitals)

    def _shouts(self, rule: Rule) -> Iterator[Alternative]:
        """A capital without context that becomes several letters: all of them capitals beside capitals."""
        for signs, written, beside_capitals in self._by_capitals(rule):
            if beside_capitals:
                yield from self._alternative(rule, signs, written, True)

    def _by_capitals(self, rule: Rule) -> Iterator[tuple[list[list[int]], str, bool]]:
        """The ways in which capitals can stand in what is given: the bytes of each sign, what is then written, and
        whether this holds only beside capitals. An earlier way is tried first."""
        forms = [self._variants[self._small[sign]] for sign in rule.given]
        if rule.word:
            forms[0] = [v for v in forms[0] if rule.word in self._kinds.of(v)]
        real, encoded = self._signs.real, self._signs.encoded
        small = [[encoded[v] for v in signs if not real.get(v, v).isupper()] for signs in forms]
        capital = [[encoded[v] for v in signs if real.get(v, v).isupper()] for signs in forms]
        whole = [[*s, *c] for s, c in zip(small, capital, strict=True)]
        cased = [at for at, signs in enumerate(capital) if signs]
        if not cased:
            yield whole, rule.written, False
            return
        head = cased[0]
        titled = title(rule.written, self._target)
        shout = self._target.upper(rule.written)
        with_capital = [*whole[:head], capital[head], *whole[head + 1 :]]
        yield [*whole[:head], small[head], *whole[head + 1 :]], rule.written, False
        if shout != titled and len(cased) > 1:
            yield [c or s for s, c in zip(small, capital, strict=True)], shout, False
        elif shout != titled:
            yield with_capital, shout, True
        yield with_capital, titled, False

    def _alternative(
        self, rule: Rule, signs: list[list[int]], written: str, beside_capitals: bool
    ) -> Iterator[Alternative]:
        rest = b"".join(map(byte_class, signs[1:])) + self._ahead(rule.followed_by)
        if beside_capitals:
            rest += self._beside_capitals(signs)
        for first in signs[0]:
            literal = b"\\x%02x" % first
            for before, wider in self._behind(rule.preceded_by, literal):
                yield first, before, wider + rest, written

    def _beside_capitals(self, signs: list[list[int]]) -> bytes:
        """A capital follows, or no letter follows and a capital precedes."""
        capital = byte_class(self._capitals)
        width = b"".join(map(byte_class, signs))
        return b"(?:(?=" + capital + b")|(?!" + byte_class(self._letters) + b")(?<=" + capital + width + b"))"

    def _behind(self, context: Context | None, first: bytes) -> Iterator[tuple[Beside, bytes]]:
        """What may stand before: sets of bytes, and for contexts of several signs a look that the pattern holds."""
        if context is None:
            yield ANYTHING, b""
            return
        narrow, wide = self._narrow_and_wide(context)
        if context.negated:
            yield ~narrow, b"".join(b"(?<!" + look + first + b")" for look in wide)
            return
        if narrow != NOTHING:
            yield narrow, b""
        for look in wide:
            yield ANYTHING, b"(?<=" + look + first + b")"

    def _ahead(self, context: Context | None) -> bytes:
        if context is None:
            return b""
        narrow, wide = self._narrow_and_wide(context)
        if context.negated:
            return (~narrow).ahead() + b"".join(b"(?!" + look + b")" for look in wide)
        looks = [b"(?=" + look + b")" for look in wide]
        return b"(?:" + b"|".join([narrow.ahead(), *looks] if narrow != NOTHING else looks) + b")"

    def _narrow_and_wide(self, context: Context) -> tuple[Beside, list[bytes]]:
        """The alternatives of one sign as one set, those of several signs as patterns."""
        narrow, wide = NOTHING, []
        for sequence in context.alternatives:
            sets = [self._beside(item) for item in sequence]
            if len(sets) == 1:
                narrow |= sets[0]
            else:
                wide.append(self._look(sequence, sets))
        return narrow, wide

    def _look(self, sequence: Sequence[frozenset[str] | str], sets: Sequence[Beside]) -> bytes:
        """A sequence as a pattern. The edge of a word at its outer end may be the end of the text."""
        letter = byte_class(self._letters)
        first = b"(?<!" + letter + b")" if sequence[0] == EDGE else byte_class(sets[0].allowed)
        last = b"(?!" + letter + b")" if sequence[-1] == EDGE else byte_class(sets[-1].allowed)
        return first + b"".join(byte_class(beside.allowed) for beside in sets[1:-1]) + last

    def _beside(self, item: frozenset[str] | str) -> Beside:
        if isinstance(item, str):
            letters = Beside(self._letters, text_end=False)
            return ~letters if item == EDGE else letters
        wanted = {self._small[sign] for sign in item}
        return Beside(self._signs.codes(lambda sign: self._small.get(sign) in wanted), text_end=False)


def _behind_and_rest(before: Beside, literal: bytes, rest: bytes) -> bytes:
    return (b"" if before == ANYTHING else before.behind(literal)) + rest


def _is_plain(rule: Rule) -> bool:
    return len(rule.given) == 1 and not rule.has_context


def _places(encoded: bytes) -> Iterator[tuple[int, int]]:
    """Where signs without a byte stand, runs or single ones in their order."""
    if sum(map(encoded.count, map(_byte, _PLACES))) * _FEW > len(encoded):
        return (match.span() for match in _RUNS.finditer(encoded))
    return ((at, at + 1) for at in sorted(chain.from_iterable(_found(encoded, _byte(place)) for place in _PLACES)))


def _byte(code: int) -> bytes:
    return bytes([code])


def _found(encoded: bytes, place: bytes) -> Iterator[int]:
    at = encoded.find(place)
    while at >= 0:
        yield at
        at = encoded.find(place, at + 1)
