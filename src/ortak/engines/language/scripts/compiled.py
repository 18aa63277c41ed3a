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
from itertools import chain, groupby, takewhile

from ortak.engines.language.scripts.contexts import ANYTHING, NOTHING, Beside, byte_class
from ortak.engines.language.scripts.kinds import Kind, Kinds
from ortak.engines.language.scripts.orthography import Orthography
from ortak.engines.language.scripts.passes import Alternative, Passes, planned, unless_later
from ortak.engines.language.scripts.reading import capitalise, compose, folding, is_capital, is_letter, marks, title
from ortak.engines.language.scripts.rules import EDGE, Context, Rule
from ortak.engines.language.scripts.signs import CAPITAL, LETTER, ORDINARY, ORDINARY_ARABIC, OTHER, UNUSED, Signs

_PLACES = (CAPITAL, LETTER, OTHER)
_RUNS = re.compile(byte_class(_PLACES) + b"+")
_FEW = 1000  # one sign without a byte in so many, and it is faster to look for each kind by itself

# A byte, a pattern that begins with it, and what is written where it fits.
Pass = tuple[int, re.Pattern[bytes], bytes | Callable[[re.Match[bytes]], bytes]]


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
        self._passes: list[Pass] = []
        self._pattern: re.Pattern[bytes] | None = None
        self._plan(contextual, plain)
        self._dropped = b"".join(code for code, written in self._expansions if not written)
        self._expansions = [(code, written) for code, written in self._expansions if written]

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
        if any(code in encoded for code in self._dropped):
            encoded = encoded.translate(None, self._dropped)
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
        for each in sorted(alternatives, key=lambda each: (each.first in self._capitals, each.first)):
            if merged and merged[-1]._replace(before=each.before) == each:
                each = each._replace(before=merged.pop().before | each.before)
            merged.append(each)
        return merged

    def _plan(self, rules: Sequence[Rule], plain: Sequence[Rule]) -> None:
        """The passes over the text, and one expression for what is left: for all if letters wait for each other, for
        the last if there are not bytes enough to mark what has been decided."""
        codes = {
            letter: frozenset(self._signs.encoded[sign] for sign in signs) for letter, signs in self._variants.items()
        }
        alternatives = self._merged(rules, plain)
        for each in alternatives:
            self._signs.write(each.written)
        passes = planned(alternatives, codes, self._capitals)
        if passes is None:
            self._pattern = self._together(alternatives)
            return
        for each in passes.late:
            self._signs.write_apart(each.written)
        decided, silent = self._marked(passes)
        again = planned(self._merged(rules, plain), codes, self._capitals)
        assert again
        done = list(takewhile(lambda each: decided.keys() >= _marks_of(each), again.early))
        self._passes = list(self._early(done, again.late, decided, silent))
        if len(done) == len(again.early):
            self._passes.extend(self._late(again.late))
        else:
            left = [*again.early[len(done) :], *again.late]
            self._pattern = self._together(sorted(left, key=lambda each: (each.first, -len(each.given))))

    def _marked(self, passes: Passes) -> tuple[Mapping[tuple[int, str], int], bytes]:
        """Bytes for what is decided early, as far as there are bytes, and a table of bytes for the letters that are
        taken by one before them. To contexts they are the letters still."""
        signs = {code: self._signs.real.get(sign, sign) for sign, code in self._signs.encoded.items()}
        decided: dict[tuple[int, str], int] = {}
        silent = bytearray(range(256))
        for each in passes.early:
            new = _marks_of(each) - decided.keys()
            if len(new) > self._signs.left:
                break
            decided |= {key: self._byte_for(key[0], signs[key[0]], key[1]) for key in sorted(new)}
            for code in chain.from_iterable(each.others):
                silent[code] = decided[code, ""]
        return decided, bytes(silent)

    def _byte_for(self, first: int, sign: str, written: str) -> int:
        """A byte for a letter of which something has been decided. To contexts it is the letter still."""
        single = len(written) == 1
        code = self._signs.add_again(f"{first} {written}", sign, written if single else UNUSED)
        if not single:
            self._expansions.append((bytes([code]), self._signs.write(written)))
        return code

    def _early(
        self,
        early: Sequence[Alternative],
        late: Sequence[Alternative],
        decided: Mapping[tuple[int, str], int],
        silent: bytes,
    ) -> Iterator[Pass]:
        """Passes that leave as many bytes as there were, so that the contexts of the next hold."""
        for first, group in self._grouped(early):
            patterns = [each.rest_unless(unless_later(each, late)) for each in group]
            written = [bytes([decided[first, each.written]]) for each in group]
            several = any(each.others for each in group)
            yield first, *_beginning(first, patterns, written, silent if several else None)

    def _late(self, late: Sequence[Alternative]) -> Iterator[Pass]:
        for first, group in self._grouped(late):
            written = [self._signs.write_apart(each.written) for each in group]
            yield first, *_beginning(first, [each.rest for each in group], written)

    def _grouped(self, alternatives: Sequence[Alternative]) -> Iterator[tuple[int, list[Alternative]]]:
        """Alternatives for one pass: one outcome of a letter. Of capitals, which are few, and of letters given together
        all outcomes, since a pass costs more than to tell outcomes apart."""

        def kind(each: Alternative) -> tuple[int, str | None]:
            return each.first, None if each.others or each.first in self._capitals else each.written

        for (first, _), found in groupby(alternatives, key=kind):
            yield first, list(found)

    def _together(self, alternatives: Sequence[Alternative]) -> re.Pattern[bytes] | None:
        """All decisions in one expression, in which `_outputs` are told apart by the groups."""
        groups = []
        for first, found in groupby(alternatives, key=lambda each: each.first):
            patterns = []
            for each in found:
                self._outputs.append(self._signs.write(each.written))
                patterns.append(each.rest + b"()")
            groups.append(_literal(first) + _either(patterns))
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
        others = tuple(map(frozenset, signs[1:]))
        ahead = self._ahead(rule.followed_by)
        if beside_capitals:
            ahead += self._beside_capitals(signs)
        given = "".join(self._small[sign] for sign in rule.given)
        for first in signs[0]:
            literal = b"\\x%02x" % first + b"".join(map(byte_class, others))
            for before, wider in self._behind(rule.preceded_by, literal):
                yield Alternative(first, before, wider, others, ahead, written, given)

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


def _marks_of(one: Alternative) -> set[tuple[int, str]]:
    """The letters that an alternative decides, each with what becomes of it."""
    return {(one.first, one.written), *((code, "") for code in chain.from_iterable(one.others))}


def _literal(code: int) -> bytes:
    return b"\\x%02x" % code


def _either(patterns: Sequence[bytes]) -> bytes:
    return patterns[0] if len(patterns) == 1 else b"(?:" + b"|".join(patterns) + b")"


def _beginning(
    first: int, patterns: Sequence[bytes], written: Sequence[bytes], silent: bytes | None = None
) -> tuple[re.Pattern[bytes], bytes | Callable[[re.Match[bytes]], bytes]]:
    """A byte and one of these patterns after it, with what is written for each. `silent` is what becomes of the
    letters after the first; without it they are left out."""
    if silent is None and len(set(written)) == 1:
        return re.compile(_literal(first) + _either(patterns), re.DOTALL), written[0]
    pattern = re.compile(_literal(first) + _either([each + b"()" for each in patterns]), re.DOTALL)
    outcomes = [b"", *written]
    if silent is None:
        return pattern, lambda match: outcomes[match.lastindex or 0]
    return pattern, lambda match: outcomes[match.lastindex or 0] + match[0][1:].translate(silent)


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
