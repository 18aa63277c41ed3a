"""HiGHS, silent and on one thread. It is imported when a solver is made.

>>> solver().getOptionValue("output_flag")[1]
False
"""

from typing import Any, cast


def solver() -> Any:
    """A new HiGHS solver. The class that highspy offers prints a banner on standard output, whatever its options, which
    would spoil what a command prints: this is the one below it."""
    import highspy

    made: Any = cast(Any, highspy)._core._Highs()
    made.setOptionValue("output_flag", False)
    made.setOptionValue("threads", 1)
    return made
