"""The same answer for short texts, word by word: a call takes microseconds where arrays would cost more than they give.

    >>> short_chances("Бүгін ауа райы жақсы")[0]
    'Cyrl'
    >>> word("Ата-бабалар")[:2]  # script and letters
    (2, 10)

Words are kept (the most recent ones), since texts repeat them.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from math import exp
from typing import NamedTuple

import numpy as np

from ortak.engines.language.identification.features import BITS, FINISH, LONGEST, MULTIPLIER, NAME, WEIGHTS
from ortak.engines.language.identification.letters import APOSTROPHE, BOUNDARY, COMMON, LEFT_OUT, SCRIPTS, reading
from ortak.engines.language.identification.model import load

SHORT = 120
"""Texts of at most so many characters are read word by word."""
KEPT = 50_000
SHIFT = 32 - BITS
_WEIGHTS = tuple(WEIGHTS.tolist())
_NAME = float(NAME)
_COMBINING = range(0x300, 0x656)


class Word(NamedTuple):
    """What stands between two spaces."""

    script: int
    """Number of its only script; 0 without letters."""
    letters: int
    rows: tuple[int, ...]
    """Rows of the weights of its n-grams."""
    strengths: tuple[float, ...]


def short_chances(text: str) -> tuple[str, list[float]] | None:
    """The main script of a text and the probabilities of its tags; empty if nothing tells.

    None if a word holds letters of several scripts: that is for `features.read_lines`.

    >>> short_chances("12:30"), short_chances("WHO-ның")
    (('', []), None)
    """
    letters = [0] * len(_WEIGHTS)
    words = []
    for each in text.split():
        found = word(each)
        if found is None:
            return None
        letters[found.script] += found.letters
        words.append(found)
    weighed = [count * weight for count, weight in zip(letters, _WEIGHTS, strict=True)]
    main = weighed.index(max(weighed))
    if not 1 <= main <= len(SCRIPTS):
        return "", []
    model = load()[SCRIPTS[main - 1]]
    rows = [row for each in words if each.script == main for row in each.rows]
    strengths = [strength for each in words if each.script == main for strength in each.strengths]
    sums = (np.array(strengths, dtype=np.float32) @ model.weights.take(rows, axis=0)).tolist() if rows else []
    any_text = model.any_text[0].tolist()
    sums = [given + start for given, start in zip(sums, any_text, strict=True)] if sums else any_text
    sums[-1] -= model.calibration.handicap
    heat = model.calibration.base * letters[main] ** model.calibration.growth
    highest = max(sums)
    raised = [exp((each - highest) / heat) for each in sums]
    share = weighed[main] / sum(weighed) / sum(raised)
    return SCRIPTS[main - 1], [each * share for each in raised]


@lru_cache(maxsize=KEPT)
def word(text: str) -> Word | None:
    """What the model reads in a word; None if it holds letters of several scripts.

    >>> word("2024")
    Word(script=0, letters=0, rows=(), strengths=())
    """
    read, script_of, capital = _tables()
    if any(ord(sign) in _COMBINING for sign in text):
        text = unicodedata.normalize("NFC", text)
    points = [_point(ord(sign)) for sign in text]
    points = [point for point in points if read[point] != LEFT_OUT]
    scripts = {script_of[point] for point in points} - {COMMON}
    if len(scripts) > 1:
        return None
    if not scripts:
        return Word(COMMON, 0, (), ())
    number = scripts.pop()
    letters = sum(script_of[point] == number for point in points)
    if number > len(SCRIPTS):
        return Word(number, letters, (), ())
    rows: list[int] = []
    strengths: list[float] = []
    of_place = _rows(SCRIPTS[number - 1])
    codes = [read[point] if script_of[point] == number or read[point] == APOSTROPHE else BOUNDARY for point in points]
    for codes_of_part, is_name in _parts(codes, [capital[point] for point in points]):
        found = _known(codes_of_part, of_place)
        rows += found
        strengths += [_NAME if is_name else 1.0] * len(found)
    return Word(number, letters, tuple(rows), tuple(strengths))


@cache
def _tables() -> tuple["memoryview[int]", "memoryview[int]", "memoryview[bool]"]:
    read, script_of, capital = reading()
    return read.data, script_of.data, capital.data  # type: ignore[return-value]


@cache
def _rows(script: str) -> "memoryview[int]":
    return load()[script].rows.data


def _point(code: int) -> int:
    if code <= 0xFFFF:
        return code
    return 0x1100 if code < 0x1F000 or 0x20000 <= code < 0xE0000 else 0xFFFD


def _parts(codes: list[int], capital: list[bool]) -> Iterator[tuple[list[int], bool]]:
    """Runs between boundaries, an apostrophe at their beginning left out, and whether they begin with one capital."""
    part: list[int] = []
    first = 0
    for place, code in enumerate([*codes, BOUNDARY]):
        if code == BOUNDARY:
            if part:
                yield part, capital[first] and not (len(part) > 1 and capital[first + 1])
            part = []
        elif part or code != APOSTROPHE:
            if not part:
                first = place
            part.append(code)


def _known(part: list[int], of_place: "memoryview[int]") -> list[int]:
    """Rows of the n-grams of a run of letters between boundaries: the hash of `features.places`, in whole numbers."""
    codes = [BOUNDARY, *part, BOUNDARY]
    rows = []
    for start in range(len(codes) - 1):
        held = 0
        for length, code in enumerate(codes[start : start + LONGEST], 1):
            held = (held + code + length) * MULTIPLIER & 0xFFFFFFFF
            row = of_place[((held ^ held >> 15) * FINISH & 0xFFFFFFFF) >> SHIFT]
            if row and (length > 1 or start):
                rows.append(row)
    return rows
