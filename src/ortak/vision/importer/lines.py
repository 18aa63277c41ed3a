"""From the text of a document to its lines: without bullets, emphasis marks, page numbers and running heads; words
that were hyphenated at a line's end made whole. Spaces and letters in every Unicode form come out alike."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ortak.vision.importer.spelling import fold

RUNNING_HEAD_REPEATS = 3
RUNNING_HEAD_LETTERS = 80


@dataclass(frozen=True)
class Line:
    """A line with its number in the file. `length` counts the characters it had; a blank line before it and its
    `mark`, a bullet or number with the space after it, set it off."""

    text: str
    number: int
    length: int
    blank_before: bool
    mark: str


SURE_MARKS = "•‣⁃∙●○◦▪▫■□◆◇►▸▶➢➤✓✔·§¤\uf0b7\uf0a7\uf0d8"  # the last three: bullets of old symbol fonts
DASHES = "-–—―‐‑‒−*+"  # also stand between words

_BREAKS = re.compile("\r\n|[\r\n\v\f\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]")
_INVISIBLE = dict.fromkeys(map(ord, "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
                                    "\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"))  # fmt: skip
_EMPHASIS = re.compile(
    r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|^(?:#{1,6}\s+|(?:>\s*)+)|\\(?=[^\w\s])"
)
_MARKED = re.compile(rf"(?:[{SURE_MARKS}]+\s*|[{re.escape(DASHES)}]+(?:\s+|(?=[^\W\d_a-z])))+")
_NUMBERED = re.compile(r"(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[ivxIVX]{1,5}|[^\W\d_])[.)]|\d{1,3}(?:\.\d{1,3})+)\s+")
_PAGE_WORDS = "page|sayfa|s|p|səhifə|бет|bet|стр|страница|sahifa|oldal"
_NUMBER = r"(?:\d{1,3}|(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3}))"
_PAGE_NUMBER = re.compile(
    rf"\W*(?:(?:{_PAGE_WORDS})\W*)?{_NUMBER}(?:(?:\s*[/-]\s*|\s+\w{{2,4}}\s+)\d{{1,3}})?\W*", re.I
)
_BROKEN = "\N{HYPHEN}"  # stands for a soft hyphen at a line's end
_COMPOUND = re.compile(r"\w+-\w+")


def read_lines(text: str) -> list[Line]:
    """The lines that hold text of the document.

    >>> [line.text for line in read_lines("• **Enerji**\\r\\n\\r\\n- 7 -\\r\\nenerji için temiz ener-\\r\\nji,")]
    ['Enerji', 'enerji için temiz enerji,']
    """
    bare = [_visible(line) for line in _BREAKS.split(text)]
    heads = _running_heads(bare)
    lines: list[Line] = []
    blank, turned = True, False
    for number, raw in enumerate(bare, start=1):
        if raw in heads or (raw and _PAGE_NUMBER.fullmatch(raw)):
            turned = True  # a paragraph may go on over the page
        elif not raw:
            blank = True
        else:
            start = bullet_end(raw)
            if rest := raw[start:].strip():
                lines.append(Line(rest, number, len(raw), blank and not turned, raw[:start]))
                blank, turned = False, False
    return _dehyphenated(lines)


def bullet_end(text: str) -> int:
    """How many characters at the start of a line are a bullet, a number or a letter that sets off an item.

    >>> [bullet_end(text) for text in ("- 1. Enerji", "a) Enerji", "2030 hedefleri", "Enerji")]
    [5, 3, 0, 0]
    """
    end = 0
    while found := _MARKED.match(text, end) or _NUMBERED.match(text, end):
        end = found.end()
    return end


def _visible(line: str) -> str:
    shown = re.sub("\N{SOFT HYPHEN}\\s*$", _BROKEN, unicodedata.normalize("NFC", line)).translate(_INVISIBLE)
    return _EMPHASIS.sub("", " ".join(shown.split()))


def _running_heads(bare: Sequence[str]) -> set[str]:
    """Short lines that stand alone again and again, as heads and feet of pages do."""
    alone = Counter(
        line
        for before, line, after in zip(["", *bare], bare, [*bare[1:], ""], strict=False)
        if line
        and len(line) <= RUNNING_HEAD_LETTERS
        and not line[0].islower()
        and _is_apart(before)
        and _is_apart(after)
    )
    return {line for line, times in alone.items() if times >= RUNNING_HEAD_REPEATS}


def _is_apart(line: str) -> bool:
    return not line or _PAGE_NUMBER.fullmatch(line) is not None


def _dehyphenated(lines: Sequence[Line]) -> list[Line]:
    """A word broken at the end of a line goes whole to that line."""
    spelling = _Spelling(lines)
    done: list[Line] = []
    for line in lines:
        if not done or not _is_broken(done[-1], line):
            done.append(line)
            continue
        head, _, rest = line.text.partition(" ")
        done[-1] = replace(done[-1], text=spelling.joined(done[-1].text, head))
        if rest:
            done.append(replace(line, text=rest))
    return done


def _is_broken(before: Line, line: Line) -> bool:
    hyphenated = re.search(rf"\w[-{_BROKEN}]$", before.text) is not None
    return hyphenated and line.text[0].isalnum() and not (line.mark or line.blank_before)


class _Spelling:
    """Whether a hyphen at a line's end belongs to the word: what the rest of the document writes decides."""

    def __init__(self, lines: Sequence[Line]) -> None:
        broken = [(before.text, line.text) for before, line in pairwise(lines) if _is_broken(before, line)]
        torn = Counter(part for left, right in broken for part in (_last_word(left), _first_word(right)))
        times = Counter(word for line in lines for word in _words(line.text))
        self.whole = {word for word, count in times.items() if count > torn[word]}
        self.compounds = {word for line in lines for word in _COMPOUND.findall(fold(line.text))}
        self.breaks_words = any(_last_word(left) + _first_word(right) in self.whole for left, right in broken)

    def joined(self, text: str, head: str) -> str:
        if text[-1] == _BROKEN or (head[0].islower() and not self._is_compound(_last_word(text), _first_word(head))):
            return f"{text[:-1]}{head}"
        return f"{text[:-1]}-{head}"

    def _is_compound(self, left: str, right: str) -> bool:
        if left + right in self.whole:
            return False
        both_are_words = left in self.whole and right in self.whole
        return f"{left}-{right}" in self.compounds or both_are_words or not self.breaks_words


def _last_word(text: str) -> str:
    return _words(text.rsplit(" ", 1)[-1])[-1]


def _first_word(text: str) -> str:
    return _words(text.split(" ", 1)[0])[0]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))
