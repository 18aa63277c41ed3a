"""The coupled market in PyPSA: a bus a zone, a generator a step, a link each way; solved by HiGHS as one program."""

import importlib
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ortak.engines.energy.coupling import Market


def pypsa_hours(market: Market, hours: range) -> Callable[[], NDArray[np.float64]]:
    """The first hours of the market, built outside the clock; their welfare together, in cents times kWh / MWh.

    Bids are generators that take power at the price they pay. Limits of links lie around zero, so each link is two.
    """
    pypsa, pandas = importlib.import_module("pypsa"), importlib.import_module("pandas")
    steps, count = int(market.offers.start[1]), len(hours)
    network = pypsa.Network()
    network.set_snapshots(range(count))
    network.add("Bus", list(market.zones))
    buses = np.repeat(np.array(market.zones), steps)
    for side, curve, sign in (("offer", market.offers, 1.0), ("bid", market.bids, -1.0)):
        names = [f"{side}{number}" for number in range(buses.size)]
        price = pandas.DataFrame(curve.price[: count * buses.size].reshape(count, -1).astype(float), columns=names)
        most = pandas.DataFrame(curve.quantity[: count * buses.size].reshape(count, -1) / 1_000, columns=names)
        network.add(
            "Generator", names, bus=buses, p_nom=1.0, sign=sign, p_max_pu=most, marginal_cost=sign * price,
        )  # fmt: skip
    for way, limit, ends in (("ahead", market.high, (0, 1)), ("back", -market.low, (1, 0))):
        names = [f"{way}{number}" for number in range(market.tail.size)]
        both = [np.array(market.zones)[market.tail], np.array(market.zones)[market.head]]
        most = pandas.DataFrame(limit[:count] / 1_000, columns=names)
        network.add("Link", names, bus0=both[ends[0]], bus1=both[ends[1]], p_nom=1.0, p_max_pu=most)

    def solve() -> NDArray[np.float64]:
        network.optimize(solver_name="highs", log_to_console=False, solver_options={"threads": 1})
        return np.array([-network.objective * 1_000])

    return solve
