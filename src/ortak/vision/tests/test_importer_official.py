"""The official Turkish document, as supplied and altered in every way that lists can be: what is aligned, what is said.

The gold does not come from the importer: the document lists its items in the order of the register, one to a line.
"""

import os
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ortak.vision.importer import Alignment, Register, align, detect_language, load_register, parse

ROOT = Path(__file__).parents[4]
ITEM_MARK = re.compile(r"^-\s+")
# A failing example is shown as it was found instead of made smaller: each takes a fifth of a second.
AS_FOUND = settings(phases=set(Phase) - {Phase.shrink, Phase.explain})
HEADING = re.compile(r"^(?:\d\.|-)\s+\W*\w")


def official_bytes() -> bytes:
    """The document that lies beside the open data; skips the test where there is none."""
    data = Path(os.environ.get("ORTAK_DATA") or ROOT.parent / "shared" / "data")
    file = data.parent / "vision" / "official_tr.txt"
    if not file.is_file():
        reason = f"no official document at {file}: name the folder of open data in the environment variable ORTAK_DATA"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return file.read_bytes()


@dataclass(frozen=True)
class Official:
    """The lines of the document, and in which of them each item stands."""

    lines: tuple[str, ...]
    place: dict[str, int]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def directives(self) -> list[str]:
        return [code for code in self.place if not code.startswith("PRI-")]

    @property
    def priorities(self) -> list[str]:
        return [code for code in self.place if code.startswith("PRI-")]

    @cached_property
    def gold(self) -> dict[str, str]:
        """The wording of each item, without its bullet."""
        return {code: ITEM_MARK.sub("", self.lines[place]) for code, place in self.place.items()}

    def mark(self, code: str) -> str:
        """What stands before an item in its line."""
        found = ITEM_MARK.match(self.lines[self.place[code]])
        return found[0] if found else ""

    def changed(self, texts: dict[str, str]) -> str:
        """The document with other texts in the places of items; an empty one removes the line."""
        lines = list(self.lines)
        for code, text in texts.items():
            lines[self.place[code]] = f"{self.mark(code)}{text}" if text else ""
        return "\n".join(lines)


@cache
def official() -> Official:
    """The document, its items counted off against the register."""
    lines = official_bytes().decode("utf-8").split("\n")
    start = next(place for place, line in enumerate(lines) if line.startswith("- "))
    clause = next(place for place, line in enumerate(lines) if place > start and line.rstrip().endswith(":"))
    priorities = [place for place in range(start, clause) if lines[place].strip()]
    rest = [place for place in range(clause + 1, len(lines)) if lines[place].strip()]
    directives = [place for place in rest if not HEADING.match(lines[place])]
    assert (len(priorities), len(directives), len(rest) - len(directives)) == (52, 123, 22)
    items = register().items
    return Official(tuple(lines), dict(zip((row.code for row in items), [*priorities, *directives], strict=True)))


@cache
def register() -> Register:
    return load_register("tr")


def aligned(text: str | bytes) -> Alignment:
    return align(parse(text.encode() if isinstance(text, str) else text), register())


def items_of(alignment: Alignment) -> dict[str, str]:
    return alignment.texts("priority") | alignment.texts("directive")


def bare(texts: dict[str, str]) -> dict[str, str]:
    """Without the stop at the end, which merging changes."""
    return {code: text.rstrip(" ,.;") for code, text in texts.items()}


def test_the_register_lists_every_row_in_the_order_of_the_document() -> None:
    kinds = [row.kind for row in register().rows]
    assert [kinds.count(kind) for kind in ("priority", "directive", "section", "pillar")] == [52, 123, 18, 4]
    assert [row.code for row in register().items][51:54] == ["PRI-52", "POL-1", "POL-2"]


def test_every_text_of_the_document_finds_its_own_row() -> None:
    alignment = aligned(official().text)
    assert items_of(alignment) == official().gold
    assert len(alignment.texts("section")) == 18
    assert len(alignment.texts("pillar")) == 4
    assert (alignment.unaligned, alignment.missing) == ((), ())


def test_headings_are_the_documents_own_words() -> None:
    sections = aligned(official().text).texts("section")
    lines = {re.sub(r"^-\s+|\*", "", line) for line in official().lines if HEADING.match(line)}
    assert set(sections.values()) <= lines
    assert list(sections) == [row.code for row in register().rows if row.kind == "section"]


def test_its_language_is_detected() -> None:
    assert detect_language(parse(official_bytes())) == "tr"


def test_lines_are_those_of_the_file() -> None:
    wordings = {wording.code: wording.line for wording in aligned(official().text).wordings}
    assert {code: wordings[code] - 1 for code in official().place} == official().place


@pytest.mark.parametrize("section", ["", *(row.section for row in load_register("tr").headings if row.section)])
def test_any_one_removed_is_missing_and_no_other_moves(section: str) -> None:
    """Every directive of each section, and (without section) every priority."""
    wrong = []
    codes = [row.code for row in register().items if row.section == section]
    for code in codes:
        alignment = aligned(official().changed({code: ""}))
        rest = {other: text for other, text in official().gold.items() if other != code}
        if (items_of(alignment), alignment.missing, alignment.unaligned) != (rest, (code,), ()):
            wrong.append(code)
    assert codes
    assert wrong == []


def swapped(first: str, second: str) -> Alignment:
    gold = official().gold
    return aligned(official().changed({first: gold[second], second: gold[first]}))


def assert_both_or_neither(alignment: Alignment, first: str, second: str) -> None:
    """Both texts are with their own rows, or both are reported; no other row has changed."""
    gold, found = official().gold, items_of(alignment)
    others = {code: text for code, text in gold.items() if code not in (first, second)}
    assert {code: text for code, text in found.items() if code not in (first, second)} == others
    if first in found or second in found:
        assert {first: found.get(first), second: found.get(second)} == {first: gold[first], second: gold[second]}
        assert (alignment.missing, alignment.unaligned) == ((), ())
    else:
        assert set(alignment.missing) == {first, second}
        assert {unit.text for unit in alignment.unaligned} == {gold[first], gold[second]}


@AS_FOUND
@given(st.randoms(use_true_random=False))
def test_any_two_directives_may_be_swapped(chance: random.Random) -> None:
    first, second = chance.sample(official().directives, 2)
    assert_both_or_neither(swapped(first, second), first, second)


@AS_FOUND
@given(st.randoms(use_true_random=False))
def test_any_two_priorities_may_be_swapped(chance: random.Random) -> None:
    first, second = chance.sample(official().priorities, 2)
    assert_both_or_neither(swapped(first, second), first, second)


@pytest.mark.parametrize("every", [0, 1])
def test_neighbours_may_be_swapped_all_at_once(every: int) -> None:
    gold, texts = official().gold, {}
    for codes in (official().directives[every:], official().priorities[every:]):
        for first, second in zip(codes[::2], codes[1::2], strict=False):
            texts |= {first: gold[second], second: gold[first]}
    alignment = aligned(official().changed(texts))
    assert items_of(alignment) == gold
    assert len(alignment.texts("section")) == 18


@pytest.mark.nightly
def test_any_two_neighbours_may_be_swapped() -> None:
    for codes in (official().directives, official().priorities):
        for first, second in pairwise(codes):
            assert_both_or_neither(swapped(first, second), first, second)


def merged(pairs: Sequence[tuple[str, str]], joint: str) -> Alignment:
    """The document with the second of each pair moved to the end of the first."""
    texts: dict[str, str] = {}
    for first, second in pairs:
        texts |= {first: official().gold[first].rstrip(" ,.;") + joint + official().gold[second], second: ""}
    return aligned(official().changed(texts))


@pytest.mark.parametrize("every", [0, 1])
@pytest.mark.parametrize("joint", [" ", ", ", "\n", ",\n", "; ", " • "])
def test_merged_neighbours_are_split(joint: str, every: int) -> None:
    """All pairs of neighbours: the odd ones in one document, the even ones in another."""
    pairs = [
        pair
        for codes in (official().directives[every:], official().priorities[every:])
        for pair in zip(codes[::2], codes[1::2], strict=False)
    ]
    alignment = merged(pairs, joint)
    assert bare(items_of(alignment)) == bare(official().gold)
    assert (alignment.unaligned, alignment.missing) == ((), ())


@pytest.mark.nightly
@pytest.mark.parametrize("joint", [" ", ", ", "\n"])
def test_any_two_merged_neighbours_are_split(joint: str) -> None:
    for codes in (official().directives, official().priorities):
        for pair in pairwise(codes):
            alignment = merged([pair], joint)
            assert bare(items_of(alignment)) == bare(official().gold), pair
            assert (alignment.unaligned, alignment.missing) == ((), ())


def test_a_foreign_sentence_is_reported_and_a_text_that_stands_twice_too() -> None:
    foreign = "Bu cümle listelere sonradan ve yanlışlıkla girmiş olup hiçbir maddeye karşılık gelmez."
    alignment = aligned(official().changed({"HEA-3": f"{official().gold['HEA-3']}\n\n{foreign}"}))
    assert [unit.text for unit in alignment.unaligned] == [foreign]
    twice = aligned(official().changed({"TOU-4": official().gold["ENE-6"]}))
    assert twice.missing == ("TOU-4",)
    assert [unit.text for unit in twice.unaligned] == [official().gold["ENE-6"]]
    assert items_of(twice)["ENE-6"] == official().gold["ENE-6"]


def test_any_heading_removed_is_missing_and_no_item_changes() -> None:
    wrong = []
    for wording in aligned(official().text).wordings:
        if ":" in wording.code:
            lines = list(official().lines)
            lines[wording.line - 1] = ""
            alignment = aligned("\n".join(lines))
            if (items_of(alignment), alignment.missing, alignment.unaligned) != (official().gold, (wording.code,), ()):
                wrong.append(wording.code)
    assert wrong == []


def test_swapped_headings_go_to_no_wrong_section() -> None:
    lines = list(official().lines)
    places = [place for place, line in enumerate(lines) if "Turizm**" in line or line == "- Sağlık"]
    assert len(places) == 2
    lines[places[0]], lines[places[1]] = lines[places[1]], lines[places[0]]
    alignment = aligned("\n".join(lines))
    sections = alignment.texts("section")
    assert sections.get("section:tourism", "Turizm") == "Turizm"
    assert sections.get("section:health", "Sağlık") == "Sağlık"
    assert items_of(alignment) == official().gold
