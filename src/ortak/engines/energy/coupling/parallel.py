"""`released`: compiled like `ortak.engines.compiled`, and without Python's lock while it runs.

>>> @released
... def twice(number: int) -> int:
...     return 2 * number
>>> twice(21)
42
"""

from collections.abc import Callable
from typing import TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., object])


def released(function: Function) -> Function:
    """The function, compiled to machine code at its first call; other threads go on while it runs.

    >>> released(lambda number: number + 1)(1)
    2
    """
    from numba import njit

    return cast(Function, njit(cache=not function.__code__.co_filename.startswith("<"), nogil=True)(function))
