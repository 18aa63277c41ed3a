"""The errors of the grid.

GridError
  BadCase        a case file that cannot be read as a network: file, line, reason
  NotModelled    a network with something that this model does not hold: what, and what would
"""


class GridError(ValueError):
    """What is wrong with a network that somebody gave.

    >>> issubclass(BadCase, GridError)
    True
    """


class BadCase(GridError):
    """A case file that is no network: file, line, and what is valid."""


class NotModelled(GridError):
    """The network is sound, but the model asked for does not hold something in it."""
