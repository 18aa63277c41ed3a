"""`compiled`: numba's `njit` with its cache, typed as leaving the function as it is.

numba is imported when the first compiled function is defined, so a module that defines one is imported only where its
answer is needed. numba keeps code by the file of a function and does not see a change in a file that it calls: whoever
edits a compiled function touches the files of its callers too.

>>> @compiled
... def twice(number: int) -> int:
...     return 2 * number
>>> twice(21)
42
"""

from collections.abc import Callable
from typing import TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """The function, compiled to machine code at its first call; the code is kept in numba's cache.

    >>> compiled(lambda number: number + 1)(1)
    2
    """
    from numba import njit

    return cast(Function, njit(cache=_has_a_file(function))(function))


def _has_a_file(function: Callable[..., object]) -> bool:
    """Code that was typed in has no file beside which a cache could lie."""
    return not function.__code__.co_filename.startswith("<")
