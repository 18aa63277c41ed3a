"""How well scores rank: average precision, where equal scores count as one step (as scikit-learn defines it)."""

from collections.abc import Sequence

import numpy as np


def average_precision(scores: Sequence[float], right: Sequence[bool]) -> float:
    """The precision at every step down the ranking, weighted by the share of right pairs the step brings in, 0 to 1.

    Raises `ValueError` if no pair is right.

    >>> average_precision([0.9, 0.8, 0.1], [True, False, True])
    0.8333333333333333
    >>> average_precision([0.5, 0.5], [True, False])
    0.5
    """
    truth = np.asarray(right, float)
    if not truth.sum():
        raise ValueError("no pair is right: nothing to find")
    values = np.asarray(scores, float)
    order = np.argsort(-values, kind="stable")
    values, found = values[order], np.cumsum(truth[order])
    ends = np.append(values[1:] != values[:-1], True)
    found, looked_at = found[ends], np.flatnonzero(ends) + 1
    gained = np.diff(np.append(0, found)) / truth.sum()
    return float((gained * found / looked_at).sum())
