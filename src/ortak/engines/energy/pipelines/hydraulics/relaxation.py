"""A relaxation: every state of the network satisfies it, so where it cannot keep the bounds, nothing can.

The law of a pipe is |q|q between two slopes (its resistance at the least and the most pressure), and |q|q on a range of
flow lies in the hull of pieces between break points. It also says where to start.
"""

from collections.abc import Sequence
from math import inf

import numpy as np

from ortak.engines.energy.pipelines.hydraulics.choosing import BREACH, Choice
from ortak.engines.energy.pipelines.hydraulics.laws import Laws
from ortak.engines.energy.pipelines.hydraulics.network import Loss, Nomination
from ortak.engines.energy.pipelines.hydraulics.reach import bounded
from ortak.engines.energy.pipelines.programme import Answer

PIECES = 4
NARROW = 1e-6
NODES = 2000


def relaxed(
    laws: Laws,
    nomination: Nomination,
    ranges: dict[str, tuple[float, float]],
    banned: Sequence[dict[str, str]] = (),
) -> tuple[Choice, Answer] | None:
    """The programme and its answer, none of the `banned` modes; None if there are no others."""
    choice = Choice(laws, nomination, ranges)
    slopes = _slopes(laws, nomination, ranges)
    for element in laws.elements:
        if element.kind == "pipe":
            _pipe(choice, element.id, *slopes[element.id])
        elif element.kind == "short":
            choice.join(element)
        elif element.kind == "resistor":
            _resistor(choice, element.id)
        else:
            choice.gate(element, None)
            if element.kind == "compressor":
                losses = element.loss_in, element.loss_out
                choice.station(element, 0.0, 0.0, sum(_most_lost(choice, element.id, each) for each in losses))
            elif element.kind == "control":
                _regulator(choice, element.id)
    for modes in banned:
        choice.ban(modes)
    choice.made.costs = [float(cost == BREACH) for cost in choice.made.costs]  # effort is for later
    answer = choice.made.solved(NODES)
    return None if answer is None else (choice, answer)


def _slopes(laws: Laws, nomination: Nomination, ranges: dict[str, tuple[float, float]]) -> dict[str, list[float]]:
    """Of each pipe the least and the most resistance, and the least and the most exp(s) of its climb."""
    limits = bounded(laws.network, nomination)
    count = len(laws.nodes)
    low, high = min(low for low, _ in limits.values()), max(high for _, high in limits.values())
    found: dict[str, list[float]] = {laws.elements[row].id: [inf, 0.0, inf, 0.0] for row in laws.pipes}
    still = np.array([min(abs(one), abs(two)) if one * two > 0 else 0.0 for one, two in ranges.values()])
    fast = np.array([max(abs(one), abs(two)) for one, two in ranges.values()])
    for bar in np.linspace(low, high, 9):
        for flow in (still, fast):
            resisted, stretch, _ = laws.resistance(np.full(count, bar), flow)
            for row, one, two in zip(laws.pipes, resisted, stretch, strict=True):
                each = found[laws.elements[row].id]
                each[0], each[1] = min(each[0], float(one)), max(each[1], float(one))
                each[2], each[3] = min(each[2], float(two)), max(each[3], float(two))
    for each in found.values():
        each[0] *= 1 - 1e-3  # compressibility bends between the pressures tried
        each[1] *= 1 + 1e-3
    return found


def _pipe(choice: Choice, name: str, least: float, most: float, thin: float, thick: float) -> None:
    element = choice.laws.network.elements[name]
    made, flow = choice.made, choice.flows[name]
    low, high = choice.ranges[name]
    forward, back = _signed_square(choice, flow, low, high)
    tail, head = choice.squares[element.tail], choice.squares[element.head]
    lifted = choice.top * max(thick - 1, 1 - thin, 0.0)  # what height may add or take
    middle = {tail: 1.0, head: -1.0}
    made.row(
        middle | {forward: -least, back: most} if forward != back else middle | {forward: -least},
        low=-lifted,
    )
    made.row(middle | {forward: -most, back: least} if forward != back else middle | {forward: -most}, high=lifted)


def _signed_square(choice: Choice, flow: int, low: float, high: float) -> tuple[int, int]:
    """Columns for the squares of a flow forward and back, one of which is nothing."""
    made = choice.made
    columns = []
    if high - low < NARROW * max(1.0, abs(low), abs(high)):
        middle = (low + high) / 2
        for value in (max(middle, 0.0) ** 2, min(middle, 0.0) ** 2):
            columns.append(made.column(0.0, value, value))
        return columns[0], columns[1]
    ends = sorted({*np.linspace(low, high, PIECES + 1).tolist(), *([0.0] if low < 0 < high else [])})
    weights = [(made.column(0.0, 0.0, 1.0), made.column(0.0, 0.0, 1.0), made.choice()) for _ in ends[1:]]
    made.row({piece: 1.0 for _, _, piece in weights}, 1.0, 1.0)
    parts = {flow: -1.0}
    squares: list[dict[int, float]] = [{}, {}]
    below: list[dict[int, float]] = [{}, {}]
    for (one, two, piece), start, end in zip(weights, ends, ends[1:], strict=False):
        made.row({one: 1.0, two: 1.0, piece: -1.0}, 0.0, 0.0)
        parts |= {one: start, two: end}
        side = 0 if start + end > 0 else 1
        squares[side] |= {one: start**2, two: end**2}
        below[side] |= {one: start**2, two: end**2, piece: -(((end - start) / 2) ** 2)}
    made.row(parts, 0.0, 0.0)
    for side in (0, 1):
        column = made.column(0.0, 0.0, max(low**2, high**2))
        made.row({column: -1.0} | squares[side], low=0.0)  # not above the chord
        made.row({column: -1.0} | below[side], high=0.0)  # not further below it than a parabola is
        columns.append(column)
    return columns[0], columns[1]


def _resistor(choice: Choice, name: str) -> None:
    """The pressure falls along the flow, by no more than at the most flow and the least density."""
    element = choice.laws.network.elements[name]
    low, high = choice.ranges[name]
    reach = _most_lost(choice, name, element.loss_in)
    choice.made.row(
        {choice.squares[element.tail]: 1.0, choice.squares[element.head]: -1.0},
        -reach if low < 0 else 0.0,
        reach if high > 0 else 0.0,
    )


def _most_lost(choice: Choice, name: str, loss: Loss) -> float:
    """The most bar2 that a resistor of an element can cost."""
    least = min(bar for bar, _ in bounded(choice.laws.network, choice.nomination).values())
    most = max(abs(choice.laws.loss(loss, flow, least)) for flow in choice.ranges[name])
    return float(2 * most * choice.top**0.5)


def _regulator(choice: Choice, name: str) -> None:
    """The pressure does not rise through a control valve."""
    element = choice.laws.network.elements[name]
    works, top = choice.works[name], 2 * choice.top
    choice.made.row({choice.squares[element.tail]: 1.0, choice.squares[element.head]: -1.0, works: -top}, low=-top)
