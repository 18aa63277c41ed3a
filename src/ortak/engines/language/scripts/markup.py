"""Conversion of HTML and Markdown: markup, links, addresses and code stay byte for byte, text is converted."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from ortak.engines.language.scripts.around import Piece, convert_around, kept
from ortak.engines.language.scripts.converter import Converter
from ortak.engines.language.scripts.errors import LanguageError
from ortak.engines.language.scripts.reading import is_letter

Span = tuple[int, int]

MARKUPS = ("html", "markdown")

_TAG = r"</?[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*'){0,20000}>"
_DECLARATION = r"<!--.*?(?:-->|\Z)|<![^>]*>|<\?[^>]*>"
_REFERENCE = r"&(?:\#[0-9]+|\#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);"
_HTML = re.compile(f"{_DECLARATION}|{_TAG}|{_REFERENCE}", re.DOTALL)
_NAME = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_NOT_TEXT = frozenset({"code", "kbd", "math", "noscript", "pre", "samp", "script", "style", "svg", "template"})
_NOT_TEXT |= {"textarea", "tt", "var", "xmp"}
_WITHIN_WORDS = frozenset({"a", "abbr", "b", "bdi", "bdo", "big", "em", "font", "i", "ins", "mark", "s", "small"})
_WITHIN_WORDS |= {"span", "strong", "sub", "sup", "u", "wbr"}
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})

_FENCED = r"^(?P<indent>\ {0,3})(?P<fence>`{3,}|~{3,})[^\n]*(?:\n.*?^\ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)"
_FENCED_TO_END = r"^\ {0,3}(?:`{3,}|~{3,}).*\Z"
_MARKDOWN = re.compile(
    "|".join(
        [
            r"\A---\n.*?\n(?:---|\.\.\.)[ \t]*$",  # front matter
            _FENCED,
            _FENCED_TO_END,
            r"(?<=\n\n)(?:(?:\ {4}|\t)[^\n]*(?:\n|\Z)|\n(?=\ {4}|\t))+",  # indented code
            r"(?P<ticks>(?<!`)`+(?!`))(?:.(?!\n\n)){0,20000}?(?<!`)(?P=ticks)(?!`)",  # code
            r"\$\$.{0,20000}?\$\$|(?<![\w\\$])\$[^\s$][^$\n]*(?<=\S)\$(?![\w$])",  # formulas
            r"(?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)",  # where a link leads
            r"^\ {0,3}\[[^\]\n]+\]:[ \t]*\S+",  # a definition: its label is kept where it is used
            r"\{[\#.:][^{}\n]*\}",  # attributes
            r"<(?:[A-Za-z][A-Za-z0-9+.-]*:|[^\s<>@]+@)[^\s<>]*>",  # an address in angle brackets
            r"(?:https?|ftp)://[^\s<>]+|www\.[^\s<>]+|[\w.+-]+@[\w-]+\.[\w.-]+",  # a bare address
            _DECLARATION,
            _TAG,
            _REFERENCE,
        ]
    ),
    re.DOTALL | re.MULTILINE,
)
_LABEL = re.compile(r"^ {0,3}(\[[^\]\n]+\]):", re.MULTILINE)


class UnknownMarkup(LanguageError):
    """No markup has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"unknown markup {name!r}: valid are {', '.join(MARKUPS)}")


def convert_markup(
    text: str, converter: Converter, markup: str, given: Callable[[str], Iterable[Piece]] | None = None
) -> str:
    """A text in HTML or Markdown in the target orthography. Tags with their attributes, comments, character references,
    code, scripts, addresses and link targets are the same bytes before and after. A tag within a word does not part
    its letters. `given` finds words whose spelling is given, as `Lexicon.pieces` does. Raises `UnknownMarkup`.

    >>> from ortak.engines.language.scripts import converter
    >>> to_latin = converter("uz-Cyrl", "uz-Latn")
    >>> convert_markup('<a title="ш" href="/шаҳар">Шаҳар</a> <code>ш</code>', to_latin, "html")
    '<a title="ш" href="/шаҳар">Shahar</a> <code>ш</code>'
    >>> convert_markup("[шаҳар](https://уз/шаҳар) `ш`", to_latin, "markdown")
    '[shahar](https://уз/шаҳар) `ш`'
    """
    spans = list(_merged(not_text(text, markup)))
    pieces = list(_pieces(text, spans, converter))
    if given:
        pieces = list(_with_given(text, pieces, given))
    return convert_around(converter, text, pieces)


def _with_given(text: str, pieces: list[Piece], given: Callable[[str], Iterable[Piece]]) -> Iterator[Piece]:
    """The pieces, and in the text between them the words whose spelling is given."""
    at = 0
    for piece in [*pieces, Piece(len(text), len(text), "")]:
        for word in given(text[at : piece.start]):
            yield Piece(at + word.start, at + word.end, word.written)
        yield piece
        at = piece.end


def not_text(text: str, markup: str) -> Iterator[Span]:
    """The spans of a document that are not text, in their order. Raises `UnknownMarkup`.

    >>> list(not_text("a<b>c</b>", "html"))
    [(1, 4), (5, 9)]
    """
    if markup not in MARKUPS:
        raise UnknownMarkup(markup)
    return _html(text) if markup == "html" else _markdown(text)


def text_only(text: str, markup: str) -> str:
    """The document with spaces for what is not text: every sign of the text keeps its line and column.

    >>> text_only("a<b>c</b>", "html")
    'a   c    '
    """
    parts, at = [], 0
    for start, end in _merged(not_text(text, markup)):
        parts += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def _html(text: str) -> Iterator[Span]:
    """Markup, and whole elements whose content is code or a program, or said not to be translated."""
    within, depth, start = "", 0, 0
    for match in _HTML.finditer(text):
        named = _NAME.match(match[0])
        closing, name = (bool(named[1]), named[2].lower()) if named else (False, "")
        if within:
            if name == within and not match[0].endswith("/>"):
                depth += -1 if closing else 1
            if not depth:
                yield start, match.end()
                within = ""
        elif name and not closing and not match[0].endswith("/>") and _is_kept(name, match[0]):
            within, depth, start = name, 1, match.start()
        else:
            yield match.span()
    if within:
        yield start, len(text)


_UNTRANSLATED = re.compile(r"""\stranslate\s*=\s*["']?no\b|\sclass\s*=\s*["'][^"']*\bnotranslate\b""", re.IGNORECASE)


def _is_kept(name: str, tag: str) -> bool:
    return name in _NOT_TEXT or (name not in _VOID and bool(_UNTRANSLATED.search(tag)))


def _markdown(text: str) -> Iterator[Span]:
    labels = {match[1].casefold() for match in _LABEL.finditer(text)}
    found = [match.span() for match in _MARKDOWN.finditer(text)]
    if labels:
        used = re.compile("|".join(map(re.escape, sorted(labels, reverse=True))), re.IGNORECASE)
        found.extend(match.span() for match in used.finditer(text))
    return iter(sorted(found))


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans that overlap or touch, as one."""
    start, end = 0, -1
    for one, other in spans:
        if one > end:
            if end > start:
                yield start, end
            start, end = one, other
        end = max(end, other)
    if end > start:
        yield start, end


def _pieces(text: str, spans: list[Span], converter: Converter) -> Iterator[Piece]:
    """The spans as pieces that are kept. A word with tags in it is one piece, converted here."""
    at = 0
    bounds = [(0, 0), *spans, (len(text), len(text))]
    while at < len(spans):
        last = at
        while last < len(spans) and _within_word(text, bounds[last : last + 3]):
            last += 1
        if last == at:
            yield from kept(text, [spans[at]])
        else:
            yield _word(text, spans[at:last], bounds[at][1], bounds[last + 1][0], converter)
        at = max(last, at + 1)


def _within_word(text: str, bounds: list[Span]) -> bool:
    """Whether the middle one of three spans is a tag between two letters."""
    (_, before), (start, end), (after, _) = bounds
    if before == start or end == after or not is_letter(text[start - 1]) or not is_letter(text[end]):
        return False
    names = [match[2].lower() for match in _NAME.finditer(text, start, end)]
    return bool(names) and _WITHIN_WORDS.issuperset(names)


def _word(text: str, tags: list[Span], earliest: int, latest: int, converter: Converter) -> Piece:
    """The word around tags: its letters are converted together, and each tag stands after what stood before it."""
    start, end = tags[0][0], tags[-1][1]
    while start > earliest and is_letter(text[start - 1]):
        start -= 1
    while end < latest and is_letter(text[end]):
        end += 1
    parts = [text[one:other] for one, other in pairwise([start, *(b for tag in tags for b in tag), end])][::2]
    written = _cut(parts, converter)
    given = [text[one:other] for one, other in tags]
    return Piece(start, end, "".join(part + tag for part, tag in zip(written, [*given, ""], strict=True)))


def _cut(parts: list[str], converter: Converter) -> list[str]:
    """The parts of a word as they are converted together; a letter that lies on a cut goes to its first part."""
    written = ["" for _ in parts]
    ends = [len("".join(parts[: at + 1])) for at in range(len(parts))]
    for step in converter.explain("".join(parts)):
        part = next((at for at, end in enumerate(ends) if step.start < end), len(parts) - 1)
        written[part] += step.written
    return written
