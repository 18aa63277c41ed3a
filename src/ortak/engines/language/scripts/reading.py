"""The rules read one by one: slow, plain, and the measure of the compiled form. It also explains which rule decided
what."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from unicodedata import category, combining, normalize

from ortak.engines.language.scripts.orthography import Orthography
from ortak.engines.language.scripts.rules import LETTER, Context, Rule, WordWith


@dataclass(frozen=True)
class Step:
    """A piece of the text, what became of it, and the rule that decided; no rule means that it passed unchanged.
    `others` are the rules of further stages that decided too."""

    start: int
    given: str
    written: str
    rule: Rule | None
    others: tuple[Rule, ...] = ()


def is_letter(sign: str) -> bool:
    """Whether a sign belongs to a word: a letter of any script, or a mark on one.

    >>> is_letter("ә"), is_letter("\\u0301"), is_letter("-")
    (True, True, False)
    """
    return sign.isalpha() or category(sign).startswith("M")


def is_capital(sign: str) -> bool:
    """Whether a sign is a capital letter; Ⓐ is a symbol.

    >>> is_capital("Ә"), is_capital("ә"), is_capital("Ⓐ"), is_capital("")
    (True, False, False, False)
    """
    return sign.isupper() and is_letter(sign)


def folding(script: Orthography, rules: Iterable[Rule]) -> dict[str, str]:
    """For each sign that the rules speak of, the form they have it in: small, and with one sign for those that are
    alike.

    >>> from ortak.engines.language.scripts import orthography
    >>> signs = folding(orthography("uz-Latn"), [])
    >>> signs["Q"], signs["‘"], "Ə" in signs
    ('q', 'ʻ', False)
    """
    given = (sign for rule in rules if not rule.begins_words for sign in rule.given)
    small = dict.fromkeys([*script.letters, *given])
    capital = {script.upper(sign): sign for sign in small if len(script.upper(sign)) == 1}
    groups = [group for group in (script.apostrophes, *script.alike) if group]
    alike = {form: group[0] for group in groups for sign in group for form in (sign, script.upper(sign))}
    return {sign: sign for sign in small} | capital | alike


def compose(text: str, script: Orthography) -> str:
    """The text with the letters of this orthography in one sign each; everything else is left as it is.

    >>> from ortak.engines.language.scripts import orthography
    >>> compose("s\\u0327u e\\u0301", orthography("tr-Latn")) == "şu e\\u0301"
    True
    """
    clusters, composed = _decompositions(script)
    return clusters.sub(lambda match: _joined_letter(match[0], composed)[0], text)


def composition(text: str, script: Orthography) -> Iterator[Step]:
    """`compose` as steps, one for each sign that it leaves alone and one for each letter with its marks.

    >>> from ortak.engines.language.scripts import orthography
    >>> [(step.start, len(step.given), step.written) for step in composition("as\\u0327", orthography("tr-Latn"))]
    [(0, 1, 'a'), (1, 2, 'ş')]
    """
    clusters, composed = _decompositions(script)
    done = 0
    for match in clusters.finditer(text):
        letter = _joined_letter(match[0], composed)[0]
        if letter != match[0]:
            yield from (Step(at, text[at], text[at], None) for at in range(done, match.start()))
            yield Step(match.start(), match[0], letter, None)
            done = match.end()
    yield from (Step(at, text[at], text[at], None) for at in range(done, len(text)))


def parts_of_letters(text: str, script: Orthography) -> frozenset[int]:
    """The places of the marks that are part of a letter of this orthography, in whatever order the marks stand.

    >>> from ortak.engines.language.scripts import orthography
    >>> sorted(parts_of_letters("s\\u0301\\u0327", orthography("tr-Latn")))
    [2]
    """
    clusters, composed = _decompositions(script)
    return frozenset(
        match.start() + at for match in clusters.finditer(text) for at in _joined_letter(match[0], composed)[1]
    )


@cache
def marks(script: Orthography) -> frozenset[str]:
    """The marks that letters of this orthography have when they are written in several signs.

    >>> from ortak.engines.language.scripts import orthography
    >>> sorted(marks(orthography("tr-Latn"))) == ["\\u0306", "\\u0307", "\\u0308", "\\u0327"]
    True
    """
    return frozenset(mark for signs in _decompositions(script)[1] for mark in signs[1:])


@cache
def _decompositions(script: Orthography) -> tuple[re.Pattern[str], dict[str, str]]:
    """What matches a base with marks, and the letters by their base and mark."""
    signs = (sign for small in [*script.letters, *"".join(script.alike)] for sign in (small, script.upper(small)))
    composed = {normalize("NFD", sign): sign for sign in signs if len(sign) == 1 and normalize("NFD", sign) != sign}
    bases = re.escape("".join({signs[0] for signs in composed}))
    return re.compile(f"[{bases}][\u0300-\u036f\u0653-\u0655]+" if bases else r"(?!)"), composed


def _joined_letter(cluster: str, composed: Mapping[str, str]) -> tuple[str, list[int]]:
    """A base with its marks, as far as they make a letter, and the places of those that did. A mark joins the base if
    no mark of its class, or without one, stands between (the Unicode Standard, D115)."""
    letter, rest, joined, classes = cluster[0], "", [], set[int]()
    for at, mark in enumerate(cluster[1:], start=1):
        if letter + mark in composed and combining(mark) not in classes and 0 not in classes:
            letter = composed[letter + mark]
            joined.append(at)
        else:
            rest += mark
            classes.add(combining(mark))
    return letter + rest, joined


@dataclass(frozen=True)
class _Reader:
    """The rules of one direction, found by the first sign they are given."""

    small: Mapping[str, str]
    by_first: Mapping[str, Sequence[tuple[Rule, list[str]]]]
    before_words: Sequence[Rule]
    last_word: list[tuple[int, int]] = field(default_factory=list)
    letters_of_last: set[str | None] = field(default_factory=set)

    def fits(self, context: Context | None, neighbours: str, towards_start: bool) -> bool:
        """Whether a context holds. `neighbours` are the signs beside, the nearest first."""
        if context is None:
            return True

        def holds(item: frozenset[str] | str, at: int) -> bool:
            sign = neighbours[at : at + 1]
            if isinstance(item, frozenset):
                return self.small.get(sign) in {self.small[member] for member in item}
            return (bool(sign) and is_letter(sign)) is (item == LETTER)

        def sequence(items: tuple[frozenset[str] | str, ...]) -> bool:
            ordered = items[::-1] if towards_start else items
            return all(holds(item, at) for at, item in enumerate(ordered))

        return any(map(sequence, context.alternatives)) is not context.negated

    def first_fit(self, text: str, at: int) -> Rule | None:
        for rule, rest in self.by_first.get(self.small.get(text[at], ""), ()):
            end = at + len(rule.given)
            if (
                (not rest or [self.small.get(sign) for sign in text[at + 1 : end]] == rest)
                and self.fits(rule.preceded_by, text[max(0, at - width(rule.preceded_by)) : at][::-1], True)
                and self.fits(rule.followed_by, text[end : end + width(rule.followed_by)], False)
                and self.holds(rule.word, text, at)
            ):
                return rule
        return None

    def before_word(self, text: str, at: int) -> Rule | None:
        """The rule that writes something before the word that begins here, if one does."""
        if text[at] not in self.small or not is_letter(text[at]) or (at and is_letter(text[at - 1])):
            return None
        return next((rule for rule in self.before_words if self.begins(rule, text, at)), None)

    def begins(self, rule: Rule, text: str, at: int) -> bool:
        beginning = text[at : at + width(rule.followed_by)]
        return self.fits(rule.followed_by, beginning, towards_start=False) and self.holds(rule.word, text, at)

    def holds(self, wanted: WordWith | None, text: str, at: int) -> bool:
        """Whether the word around a place holds what it must, and not what it must not."""
        if wanted is None:
            return True
        letters = self.word_letters(text, at)
        return all(map(letters.intersection, self.folded(wanted.held))) and not letters.intersection(
            *self.folded([wanted.barred])
        )

    def word_letters(self, text: str, at: int) -> set[str | None]:
        """The letters of the word around a place; those of the last word are kept."""
        start, end = self.last_word[0] if self.last_word else (0, 0)
        if not start <= at < end:
            start = end = at
            while start and is_letter(text[start - 1]):
                start -= 1
            while end < len(text) and is_letter(text[end]):
                end += 1
            self.last_word[:] = [(start, end)]
            self.letters_of_last.clear()
            self.letters_of_last.update(self.small.get(sign) for sign in text[start:end])
        return self.letters_of_last

    def folded(self, sets: Iterable[frozenset[str]]) -> list[set[str]]:
        return [{self.small[sign] for sign in signs} for signs in sets]


def width(context: Context | None) -> int:
    """How many signs a context looks at.

    >>> width(None)
    0
    """
    return context.width if context else 0


def cased_letters(text: Iterable[str]) -> list[str]:
    """The signs that have a capital and a small form."""
    return [sign for sign in text if sign.isupper() or sign.islower() or sign.istitle()]


def title(text: str, script: Orthography) -> str:
    """The text with its first letter a capital.

    >>> from ortak.engines.language.scripts import orthography
    >>> title("ʼh", orthography("uz-Latn"))
    'ʼH'
    """
    at = next((at for at, sign in enumerate(text) if cased_letters(sign)), 0)
    return text[:at] + script.upper(text[at : at + 1]) + text[at + 1 :]


def capitalise(written: str, given: str, before: str, after: str, target: Orthography) -> str:
    """The capitals of `given` on `written`. One capital that becomes two letters is all capitals only beside
    capitals: Шаҳар is Shahar, ШАҲАР is SHAHAR, and Ш. is Sh."""
    cased = cased_letters(given)
    if not cased or not cased[0].isupper():
        return written
    if len(cased) > 1:
        all_capitals = all(sign.isupper() for sign in cased)
    else:
        all_capitals = is_capital(after) or (not (after and is_letter(after)) and is_capital(before))
    return target.upper(written) if all_capitals else title(written, target)


def read(text: str, script: Orthography, target: Orthography, rules: Sequence[Rule]) -> Iterator[Step]:
    """The steps of a conversion, from left to right."""
    small = folding(script, rules)
    by_first: dict[str, list[tuple[Rule, list[str]]]] = {}
    for rule in rules:
        if not rule.begins_words:
            first, *rest = (small[sign] for sign in rule.given)
            by_first.setdefault(first, []).append((rule, rest))
    reader = _Reader(small, by_first, [rule for rule in rules if rule.begins_words])
    at = unchanged = 0
    while at < len(text):
        beginning = reader.before_word(text, at)
        if beginning:
            if unchanged < at:
                yield Step(unchanged, text[unchanged:at], text[unchanged:at], None)
            yield Step(at, "", beginning.written, beginning)
            unchanged = at
        decided = reader.first_fit(text, at)
        if decided is None:
            at += 1
            continue
        if unchanged < at:
            yield Step(unchanged, text[unchanged:at], text[unchanged:at], None)
        end = at + len(decided.given)
        given, before, after = text[at:end], text[at - 1 : at] if at else "", text[end : end + 1]
        yield Step(at, given, capitalise(decided.written, given, before, after, target), decided)
        at = unchanged = end
    if unchanged < at:
        yield Step(unchanged, text[unchanged:at], text[unchanged:at], None)


def joined(first: Iterable[Step], second: Iterable[Step]) -> tuple[Step, ...]:
    """The steps of two conversions, one after the other, as steps of one: pieces that both leave whole. The pieces
    that the second was given are those that the first wrote.

    >>> one = [Step(0, "ё", "yo", None), Step(1, "ш", "sh", None)]
    >>> [(step.given, step.written) for step in joined(one, [Step(0, "yo", "yo", None), Step(2, "sh", "ş", None)])]
    [('ё', 'yo'), ('ш', 'ş')]
    """
    steps: list[Step] = []
    others = _signs(second)
    one_end = other_end = 0
    group: list[Step] = []
    written: list[Step] = []
    for one in _signs(first):
        group.append(one)
        one_end += len(one.written)
        while other_end < one_end:
            other = next(others)
            written.append(other)
            other_end += len(other.given)
        if one_end == other_end:
            steps.append(_joined(group, written))
            group, written = [], []
    written.extend(others)
    if group or written:
        steps.append(_joined(group, written))
    return tuple(_unchanged_together(steps))


def _signs(steps: Iterable[Step]) -> Iterator[Step]:
    """The steps with what passes unchanged sign by sign."""
    for step in steps:
        if step.rule is None and step.given == step.written and len(step.given) > 1:
            yield from (Step(step.start + at, sign, sign, None) for at, sign in enumerate(step.given))
        else:
            yield step


def _unchanged_together(steps: Iterable[Step]) -> Iterator[Step]:
    for passed, found in groupby(steps, lambda step: step.rule is None and step.given == step.written):
        if passed:
            pieces = list(found)
            text = "".join(step.given for step in pieces)
            yield Step(pieces[0].start, text, text, None)
        else:
            yield from found


def _joined(group: Sequence[Step], written: Sequence[Step]) -> Step:
    all_steps = (*group, *written)
    changed = [step.rule for step in all_steps if step.rule and step.given != step.written]
    rules = list(dict.fromkeys(changed or [step.rule for step in all_steps if step.rule]))
    return Step(
        group[0].start if group else 0,
        "".join(step.given for step in group),
        "".join(step.written for step in written),
        rules[0] if rules else None,
        tuple(rules[1:]),
    )
