"""From blocks to units: where several directives run together they are divided, where one was torn apart it is
joined.

A Viterbi search over the pieces of a block: each piece belongs to a row of the register, to a heading, or to none;
the words speak for rows, the cuts between the pieces say what a change costs. Only the boundaries are taken from
it. Which row a unit belongs to is decided afterwards, on the whole unit and without regard to its place
(`alignment`). Source of the method: M. Hearst, "TextTiling" (1997) for the task; A. Viterbi (1967) for the search."""

import heapq
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from ortak.vision.importer.layout import Block, Cut, Piece
from ortak.vision.importer.likeness import Titles
from ortak.vision.importer.register import Register
from ortak.vision.importer.spelling import stem, words

FOREIGN_WORD = 0.3  # what a word of other rows speaks against a row
UNKNOWN_WORD = 0.05  # what a word of no row does
CANDIDATE = 4.0  # a row for which the words of a block say less is not considered in it
JUMP = 2.0  # the cost of going to another row than the next
LOOSE = 5.0  # a boundary that costs more lies in the middle of a sentence: there only the next row may follow,
LOOSE_JUMP = 8.0  # any other at this cost
HEADING = 8.0  # what a complete heading says for itself
NOT_OF_HEADING = 1.5  # what each other word speaks against it
SURE_HEADING = 4.0  # words that say more of a heading are one
BEFORE_HEADING = 4.0  # the cost of taking words for a heading
AFTER_HEADING = 1.0  # the most that ending a heading costs: headings bear no stop
HEADING_PIECES = 8
LONGEST_ITEM = 3_000  # letters; a longer text is not looked into for what may hide in it
STOPS = (",", ";", ".", ":")  # no heading ends with one
NO_ROW = -1  # the state of text that belongs to no row
IN_HEADING = -2

State = int  # the position of an item among the register's, or one of the two above


@dataclass(frozen=True)
class Unit:
    """A run of text that stands for at most one row, with the line it begins in.

    `leave`: what it cost to begin a unit here, 0 at the start of a block. `heading`: it reads like one.
    """

    text: str
    line: int
    leave: float = 0.0
    heading: bool = False

    @property
    def loose(self) -> bool:
        """It was cut off in the middle of a sentence, and goes back to its neighbour if no row is found for one of
        them."""
        return self.leave > LOOSE

    def followed_by(self, other: "Unit") -> "Unit":
        """Both as one unit."""
        return replace(self, text=f"{self.text} {other.text}", heading=False)


class Step(NamedTuple):
    """The best way to the end of a piece in one state: the piece with which its unit began, and the state of the
    unit before."""

    value: float
    start: int
    source: State


Steps = dict[State, Step]


class Cutter:
    """Cuts blocks into units, for one register. Equal blocks are cut once."""

    def __init__(self, register: Register) -> None:
        self._items = Titles([row.title for row in register.items])
        self._headings = [heading_stems(words(row.title)) for row in register.headings]
        self._heading_stems = frozenset[str]().union(*self._headings)
        self.units = lru_cache(maxsize=4_000)(self._units)

    def _units(self, block: Block) -> tuple[Unit, ...]:
        """The units of a block, in its order."""
        texts = [words(piece.text) for piece in block]
        if len(block) == 1:
            heading = self._heading(texts[0]) > SURE_HEADING and not block[0].text.endswith(STOPS)
            return (Unit(block[0].text, block[0].line, heading=heading),)
        return tuple(
            Unit(_text(block[start:stop]), block[start].line, block[start].cut.leave, state == IN_HEADING)
            for start, stop, state in _runs(self._search(texts, block))
        )

    def _search(self, texts: Sequence[tuple[str, ...]], block: Block) -> list[Steps]:
        """The Viterbi search: for the end of each piece, the best way there in each state."""
        states = self._states(texts)
        paths: list[Steps] = []
        arriving: dict[int, Step] = {}
        for place, piece in enumerate(block):
            before = paths[-1] if paths else {}
            for stop, says in self._headings_from(place, texts, block):
                step = _enter_heading(before, piece.cut, place, says)
                if stop not in arriving or arriving[stop].value < step.value:
                    arriving[stop] = step
            steps = _advance(before, self._says(texts[place], states), piece.cut, place)
            if place in arriving:
                steps[IN_HEADING] = arriving[place]
            paths.append(steps)
        return paths

    def _states(self, texts: Sequence[tuple[str, ...]]) -> list[State]:
        """No row, and every row that the words of the block speak for."""
        total: dict[State, float] = defaultdict(float)
        for text in texts:
            for word in text:
                for state, gain in self._items.matches(word).items():
                    total[state] += gain
        return [NO_ROW, *sorted(state for state, said in total.items() if said >= CANDIDATE)]

    def _says(self, text: Sequence[str], states: Sequence[State]) -> dict[State, float]:
        """What the words of a piece say for each state."""
        against = 0.0
        matched: dict[State, float] = defaultdict(float)
        for word in text:
            matches = self._items.matches(word)
            doubt = FOREIGN_WORD if matches else UNKNOWN_WORD
            against += doubt
            for state, gain in matches.items():
                matched[state] += gain + doubt
        return {state: 0.0 if state == NO_ROW else matched.get(state, 0.0) - against for state in states}

    def _headings_from(self, place: int, texts: Sequence[tuple[str, ...]], block: Block) -> list[tuple[int, float]]:
        """The runs of pieces from `place` on that read like a heading: the last piece of each, and what it says."""
        run: tuple[str, ...] = ()
        found = []
        for stop in range(place, min(place + HEADING_PIECES, len(texts))):
            run += texts[stop]
            if (says := self._heading(run)) > SURE_HEADING and not block[stop].text.endswith(STOPS):
                found.append((stop, says))
        return found

    def _heading(self, text: tuple[str, ...]) -> float:
        """How much a run of words reads like one of the headings."""
        said = heading_stems(text)
        if said.isdisjoint(self._heading_stems):
            return -HEADING
        return max(heading_likeness(said, heading) for heading in self._headings)


@lru_cache(maxsize=50_000)
def heading_stems(text: tuple[str, ...]) -> frozenset[str]:
    """What identifies a heading: the stems of its words, without the shortest."""
    return frozenset(stem(word) for word in text if len(word) > 2)


def heading_likeness(said: frozenset[str], heading: frozenset[str]) -> float:
    """How much words read like a heading: at most `HEADING`, not positive where more speaks against it.

    >>> heading_likeness(heading_stems(("nakliye", "gumruk")), heading_stems(("ulastirma", "gumruk")))
    2.5
    """
    common = len(said & heading)
    return HEADING * common / len(heading) - NOT_OF_HEADING * (len(said) - common)


def _leaving(before: Steps, cut: Cut) -> dict[State, float]:
    return {
        state: step.value - (min(cut.leave, AFTER_HEADING) if state == IN_HEADING else cut.leave)
        for state, step in before.items()
    }


def _enter_heading(before: Steps, cut: Cut, place: int, says: float) -> Step:
    if not before:
        return Step(says - BEFORE_HEADING, place, NO_ROW)
    left = _leaving(before, cut)
    source = max(left, key=left.__getitem__)
    return Step(left[source] + says - BEFORE_HEADING, place, source)


def _advance(before: Steps, said: dict[State, float], cut: Cut, place: int) -> Steps:
    """One step of the search: each state is reached by going on, from the row before it, by a jump, or from no row."""
    if not before:
        return {state: Step(gain, place, NO_ROW) for state, gain in said.items()}
    left = _leaving(before, cut)
    jump = LOOSE_JUMP if cut.leave > LOOSE else JUMP
    free = max((left[state], state) for state in left if state < 0)
    first, second = (*heapq.nlargest(2, ((left[state], state) for state in left if state >= 0)), free, free)[:2]
    steps = {}
    for state, gain in said.items():
        going_on = before[state]
        value, item = second if state == first[1] else first
        best, other = max(free, (value - jump, item) if state >= 0 else first)
        if left.get(state - 1, best) > best and state > 0:
            best, other = left[state - 1], state - 1
        if best > going_on.value - cut.stay:
            steps[state] = Step(best + gain, place, other)
        else:
            steps[state] = Step(going_on.value - cut.stay + gain, going_on.start, going_on.source)
    return steps


def _runs(paths: Sequence[Steps]) -> list[tuple[int, int, State]]:
    """The best way through all pieces: for each unit its first piece, the one after its last, and its state."""
    runs = []
    stop = len(paths)
    state = max(paths[-1], key=lambda state: paths[-1][state].value)
    while stop > 0:
        step = paths[stop - 1][state]
        runs.append((step.start, stop, state))
        stop, state = step.start, step.source
    return runs[::-1]


def _text(pieces: Sequence[Piece]) -> str:
    """The text of the pieces. The mark of the first set it off; the others' belong to the sentence."""
    return " ".join([pieces[0].text, *(piece.mark + piece.text for piece in pieces[1:])])
