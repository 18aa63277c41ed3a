"""The same document laid out in the ways in which such files arrive: the alignment stays the same, to the letter."""

import random
import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterable

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ortak.vision.tests.test_importer_official import aligned, bare, items_of, official

BULLETS = ["- ", "• ", "– ", "* ", "— ", "▪ ", "\uf0b7 ", "•", "(a) ", "b) ", "iv. ", "12. ", "3.2. ", "- 7) ", ""]
# An example takes half a second: a quarter of the usual number, and a failing one is shown as it was found.
SLOW = settings(max_examples=settings().max_examples // 4, phases=set(Phase) - {Phase.shrink, Phase.explain})

Layout = Callable[[str], str]


def paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def assert_same(altered: str | bytes) -> None:
    alignment = aligned(altered)
    assert items_of(alignment) == official().gold
    assert len(alignment.texts("section")) == 18
    assert (alignment.unaligned, alignment.missing) == ((), ())


def with_bullets(marks: Iterable[str]) -> Layout:
    """Each line after the preamble begins with the next of the marks."""

    def altered(text: str) -> str:
        chosen = iter(marks)
        return re.sub(r"(?m)^(?:- )?(?=\S)", lambda _: next(chosen), text)

    return altered


def no_emphasis(text: str) -> str:
    return text.replace("*", "")


def no_blank_lines(text: str) -> str:
    return "\n".join(paragraphs(text))


def doubled_blank_lines(text: str) -> str:
    return "\n\n\n".join(paragraphs(text))


def one_line(text: str) -> str:
    return " ".join(paragraphs(text))


def wrapped(width: int, joint: str = "\n\n") -> Layout:
    """Hard wraps; breaks at the hyphens of compounds too."""
    return lambda text: joint.join(textwrap.fill(line, width, break_long_words=False) for line in paragraphs(text))


def hyphenated(width: int, mark: str = "-") -> Layout:
    """Hard wraps with words broken to fill the line."""

    def filled(line: str) -> str:
        done, current = [], ""
        for word in line.split(" "):
            room = width - len(current) - 2
            if len(current) + len(word) + 1 <= width:
                current = f"{current} {word}".strip()
            elif room > 3 and len(word) > room + 3 and word.isalpha() and word.islower():
                done.append(f"{current} {word[:room]}{mark}".strip())
                current = word[room:]
            else:
                done.append(current)
                current = word
        return "\n".join([*done, current])

    return lambda text: "\n\n".join(map(filled, paragraphs(text)))


def with_pages(text: str) -> str:
    """A page break with a number and a running head wherever 3,000 letters are full, in mid-sentence or not."""
    pages = textwrap.wrap(text, 3000, replace_whitespace=False, drop_whitespace=False, break_on_hyphens=False)
    return "".join(
        f"{page.rstrip(' ')}\n\n{number}\n\nTürk Dünyası 2040\n\n" for number, page in enumerate(pages, start=1)
    )


LAYOUTS: dict[str, Layout] = {
    "carriage returns and line feeds": lambda text: text.replace("\n", "\r\n"),
    "carriage returns": lambda text: text.replace("\n", "\r"),
    "Unicode line separators": lambda text: text.replace("\n", "\u2028"),
    "decomposed letters": lambda text: unicodedata.normalize("NFD", text),
    "no emphasis": no_emphasis,
    "no bullets": lambda text: no_emphasis(re.sub(r"(?m)^- ", "", text)),
    "no blank lines": no_blank_lines,
    "more blank lines": doubled_blank_lines,
    "no blank lines, no bullets": lambda text: no_blank_lines(re.sub(r"(?m)^- ", "", text)),
    "one line": one_line,
    "one line, no bullets, no emphasis": lambda text: no_emphasis(one_line(re.sub(r"(?m)^- ", "", text))),
    "every second line break lost": lambda text: re.sub(r"(\S)\n+([^\n]+)(?=\n)", r"\1 \2", text),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "soft hyphens": lambda text: re.sub(r"(\w{4})(?=\w{4})", "\\1\u00ad", text),
    "zero-width spaces": lambda text: text.replace(" ", " \u200b"),
    "tabs and trailing spaces": lambda text: text.replace("\n", "  \t\n").replace("- ", "-\t"),
    "quoted": lambda text: re.sub(r"(?m)^", "> ", text),
    "pages": with_pages,
    "wrapped at 72, no blank lines": wrapped(72, "\n"),
    "wrapped at 66 with bullets": lambda text: wrapped(66)(with_bullets(["• "] * 999)(text)),
    "words broken at line ends": hyphenated(80),
    "words broken by soft hyphens": hyphenated(64, "\u00ad"),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout_changes_nothing(name: str) -> None:
    assert_same(LAYOUTS[name](official().text))


@pytest.mark.parametrize("width", range(60, 101, 8))
@pytest.mark.parametrize("joint", ["\n\n", "\n"])
def test_hard_wraps_change_nothing(width: int, joint: str) -> None:
    assert_same(wrapped(width, joint)(official().text))


@pytest.mark.parametrize("mark", BULLETS)
def test_bullets_of_any_kind_change_nothing(mark: str) -> None:
    assert_same(with_bullets([mark] * 999)(official().text))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_change_nothing(encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert_same(mark + official().text.encode(encoding))


def test_lost_stops_at_the_ends_of_lines_lose_no_row() -> None:
    alignment = aligned(re.sub(r"(?m)[,;.]+[ ]*$", "", official().text))
    assert bare(items_of(alignment)) == bare(official().gold)
    assert (alignment.unaligned, alignment.missing) == ((), ())


@SLOW
@given(st.data(), st.randoms(use_true_random=False))
def test_layouts_mixed_change_nothing(data: st.DataObject, chance: random.Random) -> None:
    text = with_bullets(chance.choice(BULLETS[:-1]) for _ in iter(int, 1))(official().text)
    if data.draw(st.booleans(), "no emphasis"):
        text = no_emphasis(text)
    width = data.draw(st.integers(60, 100) | st.none(), "width")
    joint = data.draw(st.sampled_from(["\n", "\n\n", "\n \n\t\n"]), "joint")
    text = wrapped(width, joint)(text) if width else joint.join(paragraphs(text))
    text = unicodedata.normalize(data.draw(st.sampled_from(["NFC", "NFD"]), "form"), text)
    text = text.replace("\n", data.draw(st.sampled_from(["\n", "\r\n", "\r"]), "line end"))
    assert_same(text.encode(data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), "encoding")))


@SLOW
@given(st.integers(0, 174), st.integers(1, 60))
def test_a_line_broken_between_any_two_words_is_joined(item: int, word: int) -> None:
    code = list(official().gold)[item]
    parts = official().gold[code].split(" ")
    cut = 1 + word % (len(parts) - 1)
    assert_same(official().changed({code: f"{' '.join(parts[:cut])}\n{' '.join(parts[cut:])}"}))
