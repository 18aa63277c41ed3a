"""Market coupling: many bidding zones cleared as one market, as far as their links allow.

>>> from ortak.engines.energy.coupling import clear, tiny_market
>>> clear(tiny_market()).price.tolist()
[[2000, 5000]]
"""

from ortak.engines.energy.coupling.clearing import Clearing, clear
from ortak.engines.energy.coupling.errors import BadMarket, MarketError, NotFeasible
from ortak.engines.energy.coupling.market import Market, curves_of, tiny_market

__all__ = ["BadMarket", "Clearing", "Market", "MarketError", "NotFeasible", "clear", "curves_of", "tiny_market"]
