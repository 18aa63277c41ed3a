"""The rules read one by one: slow, plain, and the measure of the compiled form. It also explains which rule decided
what."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from unicodedata import category, normalize

from ortak.engines.language.scripts.orthography import Orthography
from ortak.engines.language.scripts.rules import LETTER, Context, Rule


@dataclass(frozen=True)
class Step:
    """A piece of the text, what became of it, and the rule that decided; no rule means that it passed unchanged."""

    start: int
    given: str
    written: str
    rule: Rule | None


def is_letter(sign: str) -> bool:
    """Whether a sign belongs to a word: a letter of any script, or a mark on one.

    >>> is_letter("ә"), is_letter("\\u0301"), is_letter("-")
    (True, True, False)
    """
    return sign.isalpha() or category(sign).startswith("M")


def folding(script: Orthography, rules: Iterable[Rule]) -> dict[str, str]:
    """For each sign that the rules speak of, the form they have it in: small, and with one kind of apostrophe.

    >>> from ortak.engines.language.scripts import orthography
    >>> signs = folding(orthography("uz-Latn"), [])
    >>> signs["Q"], signs["‘"], "Ə" in signs
    ('q', 'ʻ', False)
    """
    small = dict.fromkeys([*script.letters, *(sign for rule in rules for sign in rule.given)])
    capital = {script.upper(sign): sign for sign in small if len(script.upper(sign)) == 1}
    apostrophes = dict.fromkeys(script.apostrophes, script.apostrophes[:1])
    return {sign: sign for sign in small} | capital | apostrophes


@cache
def _decompositions(script: Orthography) -> tuple[re.Pattern[str], dict[str, str]]:
    signs = (sign for small in script.letters for sign in {small, script.upper(small)})
    composed = {normalize("NFD", sign): sign for sign in signs if len(sign) == 1 and normalize("NFD", sign) != sign}
    pattern = "|".join(map(re.escape, sorted(composed, reverse=True))) or r"(?!)"
    return re.compile(pattern), composed


def compose(text: str, script: Orthography) -> str:
    """The text with the letters of this orthography in one sign each; everything else is left as it is.

    >>> from ortak.engines.language.scripts import orthography
    >>> compose("s\\u0327u e\\u0301", orthography("tr-Latn")) == "şu e\\u0301"
    True
    """
    pattern, composed = _decompositions(script)
    return pattern.sub(lambda match: composed[match[0]], text)


@dataclass(frozen=True)
class _Reader:
    """The rules of one direction, found by the first sign they are given."""

    small: Mapping[str, str]
    by_first: Mapping[str, Sequence[tuple[Rule, list[str]]]]

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
                and self.fits(rule.preceded_by, text[max(0, at - 2) : at][::-1], towards_start=True)
                and self.fits(rule.followed_by, text[end : end + 2], towards_start=False)
            ):
                return rule
        return None


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
        all_capitals = after.isupper() or (not (after and is_letter(after)) and before.isupper())
    return target.upper(written) if all_capitals else title(written, target)


def read(text: str, script: Orthography, target: Orthography, rules: Sequence[Rule]) -> Iterator[Step]:
    """The steps of a conversion, from left to right."""
    small = folding(script, rules)
    by_first: dict[str, list[tuple[Rule, list[str]]]] = {}
    for rule in rules:
        first, *rest = (small[sign] for sign in rule.given)
        by_first.setdefault(first, []).append((rule, rest))
    reader = _Reader(small, by_first)
    at = unchanged = 0
    while at < len(text):
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
