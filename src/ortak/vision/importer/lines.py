"""From the text of a document to its lines: without bullets, emphasis marks, page numbers and running heads; words that were
hyphenated at a line's end made whole. Spaces and letters in every Unicode form come out alike."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ortak.vision.importer.spelling import fold

RUNNING_HEAD_REPEATS = 3
RUNNING_HEAD_LETTERS = 80


@dataclass(frozen=True)
class Line:
    """A line with its number in the file. `length` counts the characters it had; `blank_before` and `bullet` set it off."""

    text: str
    number: int
    length: int
    blank_before: bool
    bullet: bool


SURE_MARKS = "•‣⁃∙●○◦▪▫■□◆◇►▸▶➢➤✓✔·§¤\uf0b7\uf0a7\uf0d8"  # the last three: bullets of old symbol fonts
DASHES = "-–—―‐‑‒−*+"  # noqa: RUF001  # also stand between words

_BREAKS = re.compile("\r\n|[\r\n\v\f\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]")
_INVISIBLE = dict.fromkeys(map(ord, "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
                                    "\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"))  # fmt: skip
_EMPHASIS = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|^(?:#{1,6}|>)\s+|\\(?=[^\w\s])")
_MARKED = re.compile(rf"(?:[{SURE_MARKS}]+\s*|[{re.escape(DASHES)}]+(?:\s+|(?=[^\W\d_a-z])))+")
_NUMBERED = re.compile(r"(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[ivxIVX]{1,5}|[^\W\d_])[.)]|\d{1,3}(?:\.\d{1,3})+)\s+")
_PAGE_WORDS = "page|sayfa|s|p|səhifə|бет|bet|стр|страница|sahifa|oldal"
_PAGE_NUMBER = re.compile(
    rf"\W*(?:(?:{_PAGE_WORDS})\W*)?(?:\d{{1,3}}|(?=[ivx])x{{0,3}}(?:ix|iv|v?i{{0,3}}))(?:\s*(?:/|-|\w{{2,4}})\s*\d{{1,3}})?\W*", re.I
)
_HYPHENATED = re.compile(r"(\w+)-$")
_COMPOUND = re.compile(r"\w+-\w+")


def read_lines(text: str) -> list[Line]:
    """The lines that hold text of the document.

    >>> [line.text for line in read_lines("• **Enerji**\\r\\n\\r\\n- 7 -\\r\\nuygun fiyatlı ener-\\r\\njiye erişim,")]
    ['Enerji', 'uygun fiyatlı enerjiye', 'erişim,']
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
                lines.append(Line(rest, number, len(raw), blank and not turned, start > 0))
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
    shown = re.sub("\N{SOFT HYPHEN}\\s*$", "-", unicodedata.normalize("NFC", line)).translate(_INVISIBLE)
    return _EMPHASIS.sub("", " ".join(shown.split()))


def _running_heads(bare: Sequence[str]) -> set[str]:
    """Short lines that stand alone again and again, as heads and feet of pages do."""
    alone = Counter(
        line
        for before, line, after in zip(["", *bare], bare, [*bare[1:], ""], strict=False)
        if line and len(line) <= RUNNING_HEAD_LETTERS and not line[0].islower() and _is_apart(before) and _is_apart(after)
    )
    return {line for line, times in alone.items() if times >= RUNNING_HEAD_REPEATS}


def _is_apart(line: str) -> bool:
    return not line or _PAGE_NUMBER.fullmatch(line) is not None


def _dehyphenated(lines: Sequence[Line]) -> list[Line]:
    """A word broken at the end of a line goes whole to that line."""
    whole = {word for line in lines for word in re.findall(r"\w+", fold(line.text))}
    compounds = {word for line in lines for word in _COMPOUND.findall(fold(line.text))}
    done: list[Line] = []
    for line in lines:
        head, _, rest = line.text.partition(" ")
        broken = _HYPHENATED.search(done[-1].text) if done and not (line.bullet or line.blank_before) else None
        if broken is None or not head[0].isalnum():
            done.append(line)
            continue
        hyphen = "-" if _keeps_hyphen(broken[1], head, whole, compounds) else ""
        done[-1] = replace(done[-1], text=f"{done[-1].text[:-1]}{hyphen}{head}")
        if rest:
            done.append(replace(line, text=rest))
    return done


def _keeps_hyphen(left: str, right: str, whole: set[str], compounds: set[str]) -> bool:
    """Whether a hyphen at a line's end belongs to the word: what the rest of the document writes decides."""
    if not right[0].islower():
        return True
    first, second = fold(left), fold(re.match(r"\w+", right)[0])  # type: ignore[index]  # it begins with a letter
    if first + second in whole:
        return False
    return f"{first}-{second}" in compounds
