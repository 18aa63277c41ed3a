"""The errors of market coupling.

MarketError
  BadMarket        the orders or the network cannot be read as a market: which, where and what is valid
  NotFeasible      an hour has no clearing: fixed exchanges cannot be met; which zones, which limit
"""


class MarketError(ValueError):
    """What is wrong with a market that somebody gave.

    >>> issubclass(NotFeasible, MarketError)
    True
    """


class BadMarket(MarketError):
    """The orders or the network are not a market: what, where, and what is valid."""


class NotFeasible(MarketError):
    """Fixed exchanges cannot be met in an hour; the message says in which zones and what would have to give."""
