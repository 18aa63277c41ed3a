"""From blocks to units: where several directives run together they are divided, where one was torn apart it is joined.

A Viterbi search over the pieces of a block: each piece belongs to a row of the register, to a heading, or to none; the words
speak for rows, the cuts between the pieces say what a change costs. Only the boundaries are taken from it. Which row a unit
belongs to is decided afterwards, on the whole unit and without regard to its place (`alignment`). Source of the method:
M. Hearst, "TextTiling" (1997) for the task; A. Viterbi (1967) for the search.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

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
NOT_OF_HEADING = 2.0  # what each other word speaks against it
BEFORE_HEADING = 4.0  # the cost of taking words for a heading
AFTER_HEADING = 1.0  # the most that ending a heading costs: headings bear no stop
HEADING_PIECES = 8
NO_ROW = -1  # the state of text that belongs to no row
IN_HEADING = -2

State = int  # the position of an item among the register's, or one of the two above


@dataclass(frozen=True)
class Unit:
    """A run of text that stands for at most one row, with the line it begins in. A `loose` one was cut off in the middle of a
    sentence: it goes back to the unit before it if no row is found for it. `heading`: it reads like one."""

    text: str
    line: int
    loose: bool = False
    heading: bool = False


@dataclass(frozen=True)
class Step:
    """The best way to the end of a piece in one state: the piece with which its unit began, and the state of the unit before."""

    value: float
    start: int
    source: State


Steps = dict[State, Step]


class Cutter:
    """Cuts blocks into units, for one register. Equal blocks are cut once."""

    def __init__(self, register: Register) -> None:
        self._items = Titles([row.title for row in register.items])
        self._headings = [frozenset(stem(word) for word in words(row.title) if len(word) > 2) for row in register.headings]
        self.units = lru_cache(maxsize=4_000)(self._units)

    def _units(self, block: Block) -> tuple[Unit, ...]:
        """The units of a block, in its order."""
        texts = [words(piece.text) for piece in block]
        if len(block) == 1:
            return (Unit(block[0].text, block[0].line, heading=self._heading(texts[0]) > BEFORE_HEADING),)
        runs = _runs(self._search(texts, block))
        return tuple(_unit(block[start:stop], state == IN_HEADING) for start, stop, state in runs)

    def _search(self, texts: Sequence[tuple[str, ...]], block: Block) -> list[Steps]:
        """The Viterbi search: for the end of each piece, the best way there in each state."""
        states = self._states(texts)
        paths: list[Steps] = []
        arriving: dict[int, Step] = {}
        for place, piece in enumerate(block):
            before = paths[-1] if paths else {}
            for stop, says in self._headings_from(place, texts):
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
        total: Counter[State] = Counter()
        for text in texts:
            for word in text:
                total.update(self._items.matches(word))
        return [NO_ROW, *sorted(state for state, said in total.items() if said >= CANDIDATE)]

    def _says(self, text: Sequence[str], states: Sequence[State]) -> dict[State, float]:
        """What the words of a piece say for each state."""
        against = 0.0
        matched: Counter[State] = Counter()
        for word in text:
            matches = self._items.matches(word)
            doubt = FOREIGN_WORD if matches else UNKNOWN_WORD
            against += doubt
            for state, gain in matches.items():
                matched[state] += gain + doubt
        return {state: 0.0 if state == NO_ROW else matched[state] - against for state in states}

    def _headings_from(self, place: int, texts: Sequence[tuple[str, ...]]) -> list[tuple[int, float]]:
        """The runs of pieces from `place` on that read like a heading: the last piece of each, and what it says."""
        run: tuple[str, ...] = ()
        found = []
        for stop in range(place, min(place + HEADING_PIECES, len(texts))):
            run += texts[stop]
            if (says := self._heading(run)) > 0:
                found.append((stop, says))
        return found

    def _heading(self, text: tuple[str, ...]) -> float:
        """How much a run of words reads like one of the headings."""
        stems = {stem(word) for word in text if len(word) > 2}
        return max(
            HEADING * len(stems & heading) / len(heading) - NOT_OF_HEADING * len(stems - heading) for heading in self._headings
        )


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
    item = max((state for state in left if state >= 0), key=left.__getitem__, default=NO_ROW)
    free = max((state for state in left if state < 0), key=left.__getitem__)
    jump = LOOSE_JUMP if cut.leave > LOOSE else JUMP
    steps = {}
    for state, gain in said.items():
        value, start, source = before[state].value - cut.stay, before[state].start, before[state].source
        ways = [(left[free], free), (left[item] - (jump if state >= 0 else 0.0), item)]
        if state > 0 and state - 1 in left:
            ways.append((left[state - 1], state - 1))
        best, other = max(ways)
        if best > value:
            value, start, source = best, place, other
        steps[state] = Step(value + gain, start, source)
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


def _unit(pieces: Sequence[Piece], heading: bool) -> Unit:
    text = " ".join(piece.text if piece is pieces[0] else piece.mark + piece.text for piece in pieces)
    return Unit(text, pieces[0].line, LOOSE < pieces[0].cut.leave, heading)
