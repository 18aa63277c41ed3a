"""`compiled`: numba's `njit` with its cache, typed as leaving the function as it is.

numba is imported when the first compiled function is defined, so a module that defines one is imported only where its
answer is needed. Its cache looks at the file of a function alone, not at those of the functions that it calls: ours
lies in a folder of its own for each state of the engines, so that no code of an older state is ever run.

>>> @compiled
... def twice(number: int) -> int:
...     return 2 * number
>>> twice(21)
42
"""

import hashlib
import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """The function, compiled to machine code at its first call; the code is kept in numba's cache, and other threads go
    on while it runs.

    >>> compiled(lambda number: number + 1)(1)
    2
    """
    return _njit(function)


def compiled_in_place(function: Function) -> Function:
    """Like `compiled`, for a function that makes no arrays and works only in those that it is given.

    Nothing counts the references to them then: numba counts atomically, and where many short functions pass many
    arrays, most of the time goes into that, all the more with several threads.

    >>> import numpy as np
    >>> numbers = np.array([1, 2])
    >>> @compiled_in_place
    ... def twice(numbers):
    ...     for place in range(numbers.size):
    ...         numbers[place] *= 2
    >>> twice(numbers), numbers.tolist()
    (None, [2, 4])
    """
    return _njit(function, _nrt=False)


def _njit(function: Function, **options: bool) -> Function:
    from numba import njit

    _keep_apart()
    made = njit(cache=_has_a_file(function), nogil=True, **options)(function)  # type: ignore[call-overload]  # _nrt
    return cast(Function, made)


@cache
def _keep_apart() -> None:
    """Let the cache lie under the digest of the engines' sources; where that cannot be written, under numba's rules."""
    from numba import config

    here = Path(__file__).parent
    digest = hashlib.sha256()
    for file in sorted(here.rglob("*.py")):
        if "tests" not in file.parts:
            digest.update(file.read_bytes())
    folder = here / "__pycache__" / f"numba-{digest.hexdigest()[:16]}"
    if "NUMBA_CACHE_DIR" in os.environ:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    config.CACHE_DIR = str(folder)  # type: ignore[attr-defined]  # set when it is read
    for other in folder.parent.glob("numba-*"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)


def _has_a_file(function: Callable[..., object]) -> bool:
    """Code that was typed in has no file beside which a cache could lie."""
    return not function.__code__.co_filename.startswith("<")
