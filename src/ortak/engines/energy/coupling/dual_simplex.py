"""A convex piecewise linear program by the dual simplex method: rows hold, columns move along ladders of steps.

A column is a zone, a flow or the room left on a critical element. Its ladder says what the next unit up costs, and how
many units there are at that cost. Columns at rest stand between two steps of their ladder; one column for each row, the
basis, stands inside a step. Each iteration takes the basic column that is furthest beyond its step and moves the prices
until other columns have made up for it: those whose whole step is not enough are passed by (long-step rule: Kostina,
Mathematical Methods of Operations Research 55, 2002), the first that is takes its place in the basis.

>>> SOLVED, INFEASIBLE, UNFINISHED
(0, 1, 2)
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ortak.engines.compiled import compiled_in_place

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

SOLVED, INFEASIBLE, UNFINISHED = 0, 1, 2
EXACT = 1e-6
"""kWh by which a column may stand beyond its step."""
SMALL = 1e-9
"""Entries of the tableau below this are zero."""


class Ladders(NamedTuple):
    """Steps of all columns, cheapest first: those of column c are at `start[c]` to `start[c + 1]`."""

    start: Integers
    cost: Floats
    amount: Floats
    reach: Floats
    """Sum of the amounts of a column up to the end of a step."""


class Program(NamedTuple):
    """What is worked on: R rows, C columns; the arrays are reused."""

    tableau: Floats
    """R x C; the columns of the basis are those of the identity matrix."""
    basis: Integers
    """The column that is basic in each row."""
    row_of: Integers
    """The row in which a column is basic; -1: at rest."""
    stand: Integers
    """How many steps of its ladder a column has behind it; a basic one stands in the step of this number."""
    value: Floats
    """Of each column, counted from the foot of its ladder; C."""
    worth: Floats
    """What a unit of each column is worth at the dual prices; C."""
    base: Floats
    """Where the ladder of each column begins; C."""


@compiled_in_place
def solve(ladders: Ladders, program: Program, most: int) -> tuple[int, int]:
    """From a basis whose prices fit to the optimum: SOLVED, or INFEASIBLE with the row that nothing can mend.

    UNFINISHED after `most` iterations.
    """
    for _ in range(most):
        row, sign, beyond = _furthest(ladders, program)
        if row < 0:
            return SOLVED, -1
        while True:
            column, ahead = _next(ladders, program, row, sign)
            if column < 0:
                return INFEASIBLE, row
            _move_prices(program, row, sign * ahead)
            step = _step_of(program, row, column, sign)
            amount = ladders.amount[ladders.start[column] + step]
            gain = amount if column == program.basis[row] else abs(program.tableau[row, column]) * amount
            if gain >= beyond:
                break
            beyond -= gain
            _pass(program, row, column, sign, amount)
        if column != program.basis[row]:
            _enter(ladders, program, row, column, sign, step)
        else:
            program.stand[column] = step
    return UNFINISHED, -1


@compiled_in_place
def foot_of(ladders: Ladders, column: int, step: int) -> float:
    """Value at which a step of a column begins."""
    return float(ladders.reach[ladders.start[column] + step - 1]) if step > 0 else 0.0


@compiled_in_place
def _furthest(ladders: Ladders, program: Program) -> tuple[int, int, float]:
    """The row whose basic column is furthest above (1) or below (-1) its step, and by how much; row -1: none is."""
    found, sign, most = -1, 0, EXACT
    for row in range(program.basis.size):
        column = program.basis[row]
        foot = foot_of(ladders, column, program.stand[column])
        above = program.value[column] - foot - ladders.amount[ladders.start[column] + program.stand[column]]
        below = foot - program.value[column]
        if above > most:
            found, sign, most = row, 1, above
        if below > most:
            found, sign, most = row, -1, below
    return found, sign, most


@compiled_in_place
def _next(ladders: Ladders, program: Program, row: int, sign: int) -> tuple[int, float]:
    """The column that comes first to a step as the prices move, and how far they move until then; -1: none does."""
    found, nearest, size = -1, np.inf, 0.0
    for column in range(program.worth.size):
        rate = program.tableau[row, column]
        if program.row_of[column] >= 0 and program.row_of[column] != row:
            continue
        if abs(rate) < SMALL:
            continue
        step = _step_of(program, row, column, sign)
        if step < 0 or ladders.start[column] + step >= ladders.start[column + 1]:
            continue
        away = abs(ladders.cost[ladders.start[column] + step] - program.worth[column])
        upward = sign * rate > 0
        if (ladders.cost[ladders.start[column] + step] > program.worth[column]) != upward:
            away = 0.0
        away /= abs(rate)
        if away < nearest - SMALL or (away < nearest + SMALL and abs(rate) > size):
            found, nearest, size = column, min(away, nearest), abs(rate)
    return found, nearest


@compiled_in_place
def _step_of(program: Program, row: int, column: int, sign: int) -> int:
    """The step that a column comes to next: up its ladder or down."""
    upward = sign * program.tableau[row, column] > 0
    if program.row_of[column] == row:
        return int(program.stand[column] + (1 if upward else -1))
    return int(program.stand[column] if upward else program.stand[column] - 1)


@compiled_in_place
def _move_prices(program: Program, row: int, distance: float) -> None:
    if distance != 0.0:
        for column in range(program.worth.size):
            program.worth[column] += distance * program.tableau[row, column]


@compiled_in_place
def _shift(program: Program, column: int, change: float) -> None:
    """A column at rest moves, and all basic ones with it."""
    program.value[column] += change
    for row in range(program.basis.size):
        program.value[program.basis[row]] -= program.tableau[row, column] * change


@compiled_in_place
def _pass(program: Program, row: int, column: int, sign: int, amount: float) -> None:
    """A whole step is taken (or left), and was not enough."""
    upward = 1 if sign * program.tableau[row, column] > 0 else -1
    program.stand[column] += upward
    if program.row_of[column] != row:
        _shift(program, column, upward * amount)


@compiled_in_place
def _enter(ladders: Ladders, program: Program, row: int, column: int, sign: int, step: int) -> None:
    """The column takes the place of the basic one, which comes to rest at the end of its step."""
    leaving = program.basis[row]
    if sign > 0:
        program.stand[leaving] += 1
    rest = foot_of(ladders, leaving, program.stand[leaving])
    _shift(program, column, (program.value[leaving] - rest) / program.tableau[row, column])
    program.value[leaving] = rest
    program.stand[column] = step
    pivot = program.tableau[row, column]
    columns = program.worth.size
    for each in range(columns):
        program.tableau[row, each] /= pivot
    for other in range(program.basis.size):
        factor = program.tableau[other, column]
        if other != row and factor != 0.0:
            for each in range(columns):
                program.tableau[other, each] -= factor * program.tableau[row, each]
            program.tableau[other, column] = 0.0
    program.tableau[row, column] = 1.0
    program.row_of[leaving], program.row_of[column], program.basis[row] = -1, row, column
