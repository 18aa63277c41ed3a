"""The errors of this engine: one, because a caller can only do one thing about it, mend the input."""


class ProgressError(ValueError):
    """The input cannot be used. The message says what was wrong, where, and what is valid."""


def one_of(what: str, value: str, valid: tuple[str, ...]) -> None:
    """Refuse a word that is not in a fixed list.

    >>> one_of("better", "up", ("higher", "lower"))
    Traceback (most recent call last):
    ortak.engines.progress.errors.ProgressError: better is 'up'; valid are higher, lower
    """
    if value not in valid:
        raise ProgressError(f"{what} is {value!r}; valid are {', '.join(valid)}")
