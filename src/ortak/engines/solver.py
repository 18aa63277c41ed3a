"""HiGHS, silent and on one thread. It is imported when a solver is made.

>>> solver().getOptionValue("output_flag")[1]
False
"""

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import ArrayLike


def solver() -> Any:
    """A new HiGHS solver. The class that highspy offers prints a banner on standard output, whatever its options, which
    would spoil what a command prints: this is the one below it."""
    import highspy

    made: Any = cast(Any, highspy)._core._Highs()
    made.setOptionValue("output_flag", False)
    made.setOptionValue("threads", 1)
    return made


def linear_model(
    cost: ArrayLike,
    columns: tuple[ArrayLike, ArrayLike],
    rows: tuple[ArrayLike, ArrayLike],
    entries: Sequence[ArrayLike],
    whole: Sequence[int] = (),
) -> Any:
    """A programme for `solver().passModel`: least `cost` with each column and each row between its two limits.

    Args:
        cost: of each column.
        columns: the least and the most of each column.
        rows: the least and the most of each row.
        entries: row, column and value of each place of the matrix that is not zero; no place comes twice.
        whole: columns that take whole numbers.

    >>> highs = solver()
    >>> model = linear_model([3.0, 5.0], ([0, 0], [10, np.inf]), ([12], [np.inf]), ([0, 0], [0, 1], [1.0, 1.0]))
    >>> _passed, _run = highs.passModel(model), highs.run()
    >>> highs.getSolution().col_value
    [10.0, 2.0]
    """
    import highspy

    costs = np.asarray(cost, dtype=np.float64)
    row, column = (np.asarray(each, dtype=np.int64) for each in entries[:2])
    order = np.lexsort((row, column))
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = costs.size, np.size(rows[0])
    model.col_cost_ = costs
    model.col_lower_, model.col_upper_ = (np.asarray(each, dtype=np.float64) for each in columns)
    model.row_lower_, model.row_upper_ = (np.asarray(each, dtype=np.float64) for each in rows)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = np.searchsorted(column[order], np.arange(costs.size + 1)).astype(np.int32)
    model.a_matrix_.index_ = row[order].astype(np.int32)
    model.a_matrix_.value_ = np.asarray(entries[2], dtype=np.float64)[order]
    if whole:
        kinds = [highspy.HighsVarType.kContinuous] * costs.size
        for each in whole:
            kinds[each] = highspy.HighsVarType.kInteger
        model.integrality_ = kinds
    return model
