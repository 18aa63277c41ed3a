"""From lines to the character n-grams they hold, as places in a table.

A word is a run of letters of the line's main script, with apostrophes inside. Its n-grams of 1 to 5 signs, the ends of
the word counted as signs, are hashed (multiplicative hashing of Knuth, The Art of Computer Programming, volume 3, 6.4).

    >>> lines = read_lines(["Ата Meken"])
    >>> lines.script.tolist(), lines.letters.tolist(), round(float(lines.share[0]), 2)
    ([2], [3], 0.55)
    >>> "".join(chr(c) if c else "|" for c in lines.codes)
    '|ата||||||'
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ortak.engines.language.identification.letters import (
    APOSTROPHE,
    BOUNDARY,
    COMMON,
    LEFT_OUT,
    NEW_LINE,
    code_points,
    reading,
)

LONGEST = 5
"""Signs in the longest n-gram."""
WEIGHTS = np.array([0.0, 0.5, 1.0, 1.0, 1.0], dtype=np.float32)
"""What a letter of each script counts when the main script is chosen: names and brands in Latin letters stand in texts
of every other script, and hardly ever the other way round."""
NAME = np.float32(0.6)
"""What an n-gram of a word with a capital counts, beside 1.0 of others: many are names from anywhere."""
BITS = 22
"""A place has this many bits; place 0 stands for "no n-gram"."""

MULTIPLIER, FINISH = 0x9E3779B1, 0x85EBCA6B


@dataclass(frozen=True)
class Lines:
    """Lines as the model reads them, one after the other."""

    codes: NDArray[np.uint16]
    """Letters, with `BOUNDARY` between words; each line begins with one."""
    strength: NDArray[np.float32]
    """What an n-gram that begins at each code counts."""
    starts: NDArray[np.int64]
    """Where each line begins in `codes`."""
    script: NDArray[np.int64]
    """Number of the main script of each line; 0 if it has no letters."""
    letters: NDArray[np.int64]
    """Letters of each line in its main script."""
    share: NDArray[np.float32]
    """The share of the main script, by `WEIGHTS`; 0 without letters."""


def read_lines(lines: Sequence[str]) -> Lines:
    """Read lines; line breaks inside one are spaces.

    >>> read_lines(["", "123"]).script.tolist()
    [0, 0]
    """
    joined = "\n".join(["", *(line.replace("\n", " ") if "\n" in line else line for line in lines)])
    read, script_of, capital = reading()
    points = code_points(joined)
    codes = read[points]
    left_out = codes == LEFT_OUT
    if left_out.any():
        points, codes = points[~left_out], codes[~left_out]
    scripts = script_of[points]
    starts = np.flatnonzero(codes == NEW_LINE)
    codes[starts] = BOUNDARY
    if len(lines) == 1:
        letters = np.bincount(scripts, minlength=5)[None, :]
    else:
        place = np.repeat(np.arange(len(lines)), np.diff(starts, append=codes.size))
        letters = np.bincount(place * 5 + scripts, minlength=len(lines) * 5).reshape(-1, 5)
    weighed = letters.astype(np.float32) * WEIGHTS
    main = weighed.argmax(axis=1)
    mine = np.arange(main.size)
    share = weighed[mine, main] / np.maximum(weighed.sum(axis=1), np.float32(0.5))
    own = main[0] if len(lines) == 1 else main[place]
    codes[(scripts != own) & (codes != APOSTROPHE)] = BOUNDARY
    quotes = np.flatnonzero(codes == APOSTROPHE)
    if quotes.size:
        first = np.diff(quotes, prepend=-1) != 1
        leading = codes[quotes[first] - 1] == BOUNDARY
        codes[quotes[leading[np.cumsum(first) - 1]]] = BOUNDARY
    return Lines(codes, _strength(codes, capital[points]), starts, main, letters[mine, main] * (main != COMMON), share)


def _strength(codes: NDArray[np.uint16], capital: NDArray[np.bool_]) -> NDArray[np.float32]:
    """`NAME` for the codes of a word that begins with one capital, and for the boundary before it; 1.0 for the rest.

    >>> _strength(np.array([0, 7, 8, 0, 7, 8], np.uint16), np.array([0, 0, 0, 0, 1, 0], bool)).round(1).tolist()
    [1.0, 1.0, 1.0, 0.6000000238418579, 0.6000000238418579, 0.6000000238418579]
    """
    letter = codes != BOUNDARY
    strength = np.ones(codes.size, dtype=np.float32)
    heads = np.flatnonzero(letter[1:] & ~letter[:-1]) + 1
    if capital.any() and heads.size:
        name = capital[heads] & ~np.append(capital & letter, False)[heads + 1]
        word = np.zeros(codes.size, dtype=np.int64)
        word[1:] = np.cumsum(letter[:-1] & ~letter[1:])
        strength[np.append(name, False)[word]] = NAME
    return strength


def places(codes: NDArray[np.uint16]) -> NDArray[np.uint32]:
    """Places of the n-grams that begin at each code: shape (LONGEST, codes).

    >>> found = places(read_lines(["ab"]).codes)
    >>> (found > 0).sum(axis=1).tolist()  # a b; _a ab b_; _ab ab_; _ab_
    [2, 3, 2, 1, 0]
    """
    size = codes.size
    padded = np.zeros(size + LONGEST, dtype=np.uint32)
    padded[:size] = codes
    letter = padded != BOUNDARY
    found = np.zeros((LONGEST, size), dtype=np.uint32)
    inner = np.ones(size, dtype=bool)
    held = np.zeros(size, dtype=np.uint32)
    for length in range(1, LONGEST + 1):
        held = (held + padded[length - 1 : length - 1 + size] + np.uint32(length)) * np.uint32(MULTIPLIER)
        if length == 1:
            valid = letter[:size]
        elif length == 2:
            valid = letter[:size] | letter[1 : size + 1]
        else:
            inner &= letter[length - 2 : length - 2 + size]
            valid = inner
        np.multiply(
            (held ^ (held >> np.uint32(15))) * np.uint32(FINISH) >> np.uint32(32 - BITS), valid, out=found[length - 1]
        )
    return found
