"""Which language a text is in, and in which script.

>>> identify("Bu şehirde doğdum ve burada büyüdüm.").tag
'tr-Latn'
>>> [found.tag for found in identify_lines(["Бүгін ауа райы жақсы", "Бүген һава торышы яхшы", "12:30"])]
['kk-Cyrl', 'tt-Cyrl', 'und']
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from ortak.engines.language.identification.features import Lines, read_lines
from ortak.engines.language.identification.letters import SCRIPTS
from ortak.engines.language.identification.model import UNKNOWN, load
from ortak.engines.language.identification.short import SHORT, short_chances

LEAST = 0.25
"""A tag less likely than this is not said: the text is `und`."""
LONG, PIECE = 262_144, 4_096
"""Of texts with more characters than `LONG` so many in all are read, in pieces of `PIECE` at even distances."""
LINES_AT_ONCE, CHARACTERS_AT_ONCE = 512, 65_536


class Identification(NamedTuple):
    """A tag as `kk-Cyrl`, and how likely it is that this is the language and the script of the text.

    `und`: none of the languages known here, or nothing that tells. Its confidence is the probability of the first; 0.0
    where there are no letters.

    >>> Identification("kk-Cyrl", 0.97).language, Identification("kk-Cyrl", 0.97).script
    ('kk', 'Cyrl')
    """

    tag: str
    confidence: float

    @property
    def language(self) -> str:
        return self.tag.partition("-")[0]

    @property
    def script(self) -> str:
        return self.tag.partition("-")[2]


def identify(text: str, least: float = LEAST) -> Identification:
    """The language and script of a text.

    The main script is the one with most letters (Latin ones count half, as names and brands stand in texts of all
    scripts); what is in others is not read, and lowers the confidence by its share.
    `und` if no tag is as likely as `least`.

    >>> identify("Kitabxana hər gün saat doqquzda açılır").tag
    'az-Latn'
    >>> identify("2024, 100 %"), identify("日本語の文章").tag
    (Identification(tag='und', confidence=0.0), 'und')
    """
    found = short_chances(text) if len(text) <= SHORT else None
    if found is None:
        return _identified([_shortened(text)], least)[0]
    script, chances = found
    if not chances:
        return Identification(UNKNOWN, 0.0)
    likely = max(chances)
    if likely < least:
        return Identification(UNKNOWN, round(chances[-1], 4))
    return Identification(load()[script].tags[chances.index(likely)], round(likely, 4))


def identify_lines(lines: Iterable[str], least: float = LEAST) -> Iterator[Identification]:
    """Each line for itself, many at a time: several times faster than a call a line.

    >>> [found.tag for found in identify_lines(iter(["Salom, qalaysiz?", "Салом, қалайсиз?"]))]
    ['uz-Latn', 'uz-Cyrl']
    """
    for block in _blocks(map(_shortened, lines)):
        yield from _identified(block, least)


def candidates(text: str, most: int = 5) -> list[Identification]:
    """The likeliest tags of a text, the best first; empty without letters of a script known here.

    >>> [found.tag for found in candidates("Менің атым Айгүл", most=1)]
    ['kk-Cyrl']
    """
    lines = read_lines([_shortened(text)])
    number = int(lines.script[0])
    if not 1 <= number <= len(SCRIPTS):
        return []
    model = load()[SCRIPTS[number - 1]]
    chances = model.probabilities(lines)[0]
    order = np.argsort(-chances, kind="stable")[:most]
    return [Identification(model.tags[place], round(float(chances[place]), 4)) for place in order.tolist()]


def tags() -> tuple[str, ...]:
    """The tags that can be found, in alphabetical order, without `und`.

    >>> {"tr-Latn", "kk-Arab", "ug-Latn", "hu-Latn"} <= set(tags())
    True
    """
    return tuple(sorted(tag for model in load().values() for tag in model.tags if tag != UNKNOWN))


def _shortened(text: str) -> str:
    if len(text) <= LONG:
        return text
    step = len(text) / (LONG // PIECE)
    return " ".join(text[int(place * step) : int(place * step) + PIECE] for place in range(LONG // PIECE))


def _blocks(lines: Iterator[str]) -> Iterator[list[str]]:
    """Lines in blocks that fit the processor's cache."""
    while block := list(islice(lines, LINES_AT_ONCE)):
        part: list[str] = []
        size = 0
        for line in block:
            if part and size + len(line) > CHARACTERS_AT_ONCE:
                yield part
                part, size = [], 0
            part.append(line)
            size += len(line) + 1
        yield part


def _identified(texts: Sequence[str], least: float) -> list[Identification]:
    lines = read_lines(texts)
    found = [Identification(UNKNOWN, 0.0)] * len(texts)
    held = np.unique(lines.script).tolist() if len(texts) > 1 else lines.script.tolist()
    for number in held:
        if not 1 <= number <= len(SCRIPTS):
            continue
        chosen = np.flatnonzero(lines.script == number)
        part = lines if chosen.size == len(texts) else _only(lines, chosen)
        model = load()[SCRIPTS[number - 1]]
        chances = model.probabilities(part)
        best = chances.argmax(axis=1)
        likely = chances[np.arange(best.size), best]
        best[likely < least] = len(model.tags) - 1
        sure = np.round(chances[np.arange(best.size), best].astype(float), 4)
        for place, tag, chance in zip(chosen.tolist(), best.tolist(), sure.tolist(), strict=True):
            found[place] = Identification(model.tags[tag], chance)
    return found


def _only(lines: Lines, chosen: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Lines:
    """Some of the lines."""
    sizes = np.diff(lines.starts, append=lines.codes.size)
    kept = np.zeros(lines.starts.size, dtype=bool)
    kept[chosen] = True
    inside = np.repeat(kept, sizes)
    starts = np.concatenate([[0], np.cumsum(sizes[chosen])[:-1]])
    return Lines(
        lines.codes[inside],
        lines.strength[inside],
        starts,
        lines.script[chosen],
        lines.letters[chosen],
        lines.share[chosen],
    )
