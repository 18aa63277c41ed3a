"""A conversion explained: each word and piece of it, the rules that decided, what passed unconverted, what is lost."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ortak.engines.language.scripts.converter import Converter, Loss, converter
from ortak.engines.language.scripts.orthography import Orthography
from ortak.engines.language.scripts.reading import Step, is_letter
from ortak.engines.language.scripts.reporting import Unconverted, unconverted
from ortak.engines.language.scripts.rules import Rule

_AROUND = frozenset('.,;:!?()[]{}<>«»“”„"…—–/،؛؟')
_STRETCH = re.compile(r"\s+|\S+")


@dataclass(frozen=True)
class Span:
    """A piece of the text and what became of it. `line` and `column` count from 1; `rules` decided, each with its
    source, and are none where the piece passed as it is. `kind` says what signs passed that no rule knows, as in a
    report (`Latin letters`), and is empty otherwise."""

    start: int
    line: int
    column: int
    given: str
    written: str
    rules: tuple[Rule, ...]
    kind: str

    @property
    def changed(self) -> bool:
        return self.given != self.written


@dataclass(frozen=True)
class Word:
    """A stretch without spaces that holds a letter. `back` is what the way back makes of it. Signs that are part of no
    word are left out at the ends of all three, where the conversion left them as they are; `spans` hold them."""

    line: int
    column: int
    given: str
    written: str
    back: str
    spans: tuple[Span, ...]

    @property
    def comes_back(self) -> bool:
        """Whether the way back gives the word exactly."""
        return self.back == self.given


@dataclass(frozen=True)
class Explanation:
    """A converted text with its reasons. `spans` are the whole text in its order, `words` those of its stretches that
    hold letters. `bijective` and `losses` are those of the pair, whatever the text."""

    text: str
    result: str
    source: Orthography
    target: Orthography
    through: tuple[Orthography, ...]
    spans: tuple[Span, ...]
    words: tuple[Word, ...]
    unconverted: tuple[Unconverted, ...]
    bijective: bool
    losses: tuple[Loss, ...]

    @property
    def lossy(self) -> bool:
        return bool(self.losses)

    @property
    def lost(self) -> tuple[Word, ...]:
        """The words that do not come back."""
        return tuple(word for word in self.words if not word.comes_back)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that changed something, each once, in the order of the text."""
        return tuple(dict.fromkeys(rule for span in self.spans if span.changed for rule in span.rules))


def explain(text: str, source: str, target: str) -> Explanation:
    """Convert a text between two BCP 47 tags and say why. Raises `UnknownTag` and `NoConversion`. Takes some thousand
    times as long as the conversion: it is for what a reader looks at, not for books.

    >>> found = explain("цирк шўъба", "uz-Cyrl", "uz-Latn")
    >>> found.result, [word.given for word in found.lost]
    ('sirk shoʻba', ['цирк', 'шўъба'])
    >>> span = found.words[0].spans[0]
    >>> span.given, span.written, span.column, span.rules[0].source.id, span.rules[0].id.split(":")[0]
    ('ц', 's', 1, 'uz-imlo-1995', 'uz-Cyrl_uz-Latn')
    """
    chosen = converter(source, target)
    back = converter(target, source)
    places = _Places(text)
    unknown = tuple(unconverted(text, chosen))
    spans = tuple(_spans(chosen.explain(text), places, unknown))
    return Explanation(
        text=text,
        result="".join(span.written for span in spans),
        source=chosen.source,
        target=chosen.target,
        through=chosen.through,
        spans=spans,
        words=tuple(_words(text, spans, back)),
        unconverted=unknown,
        bijective=chosen.bijective,
        losses=chosen.losses,
    )


class _Places:
    """Lines and columns of a text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def of(self, at: int) -> tuple[int, int]:
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1

    def at(self, line: int, column: int) -> int:
        return self._starts[line - 1] + column - 1


def _spans(steps: Sequence[Step], places: _Places, unknown: Sequence[Unconverted]) -> Iterator[Span]:
    """The steps, with what passed cut at spaces and around signs that no rule knows."""
    kinds = {places.at(each.line, each.column) + at: each.kind for each in unknown for at in range(len(each.text))}
    for step in steps:
        if step.rule or step.given != step.written:
            rules = (step.rule, *step.others) if step.rule else ()
            kind = next((kinds[at] for at in range(step.start, step.start + len(step.given)) if at in kinds), "")
            yield Span(step.start, *places.of(step.start), step.given, step.written, rules, kind)
            continue
        for stretch in _STRETCH.finditer(step.given):
            for start, piece, kind in _alike(stretch[0], step.start + stretch.start(), kinds):
                yield Span(start, *places.of(start), piece, piece, (), kind)


def _alike(text: str, start: int, kinds: dict[int, str]) -> Iterator[tuple[int, str, str]]:
    """A stretch cut where signs that no rule knows begin and end."""
    first = 0
    for at in range(1, len(text) + 1):
        kind = kinds.get(start + first, "")
        if at == len(text) or kinds.get(start + at, "") != kind:
            yield start + first, text[first:at], kind
            first = at


def _words(text: str, spans: Sequence[Span], back: Converter) -> Iterator[Word]:
    """The stretches between spaces that hold letters. No rule looks across a space, so each comes back by itself."""
    waiting = list(reversed(spans))
    for stretch in _STRETCH.finditer(text):
        own: list[Span] = []
        while waiting and (waiting[-1].start < stretch.end() or waiting[-1].start == len(text)):
            own.append(waiting.pop())
        if own and any(map(is_letter, stretch[0])):
            written = "".join(span.written for span in own)
            given, written, again = _without_ends(stretch[0], written, back(written))
            yield Word(own[0].line, own[0].column, given, written, again, tuple(own))


def _without_ends(*forms: str) -> tuple[str, ...]:
    """Forms of a word without the signs of punctuation that stand at the same end of all.

    >>> _without_ends("«цирк».", "«sirk».", "«сирк».")
    ('цирк', 'sirk', 'сирк')
    """
    while forms[0] and len({form[:1] for form in forms}) == 1 and forms[0][0] in _AROUND:
        forms = tuple(form[1:] for form in forms)
    while forms[0] and len({form[-1:] for form in forms}) == 1 and forms[0][-1] in _AROUND:
        forms = tuple(form[:-1] for form in forms)
    return forms
