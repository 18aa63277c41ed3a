"""What an hour, a tonne-kilometre and a leg are worth: money and CO2 of a way, and what shorter times would bring.

All per TEU of ten tonnes. CO2 is that of the planner (`engines.transport.planning.emissions`).
"""

from collections.abc import Mapping

from ortak.engines.transport.network import Arc, Factor, Network, Spread
from ortak.engines.transport.planning.emissions import carbon
from ortak.engines.transport.simulation import pert

DAY = 24.0
HOUR_OF_BOX = Spread(7.5, 16.0, 26.0)
"""USD for an hour of a TEU: 0.6 to 2.1 % of its worth a day (Hummels and Schaur, "Time as a trade barrier", American
Economic Review 103(7), 2013), its worth 30,000 USD (assumption)."""
TRADE_OF_DAY = Spread(0.005, 0.01, 0.015)
"""Share of trade gained for a day saved: at least 1 % (Djankov, Freund and Pham, "Trading on time", Review of Economics
and Statistics 92(1), 2010); low and high: assumption."""
ELECTRIC = "rail-electric-eu"


def kilograms(network: Network, way: tuple[Arc, ...], electric: bool = False) -> float:
    """kg CO2e of a TEU on the way; what has no known distance counts nothing. With `electric`, all trains have the
    factor of electric traction."""
    factors = _electric(network.factors) if electric else network.factors
    places = network.places
    kilos = (
        carbon(
            arc.leg,
            places[arc.tail].country,
            frozenset((places[arc.tail].country, places[arc.head].country)),
            factors,
        ).kg
        for arc in way
    )
    return sum(each or 0.0 for each in kilos)


def _electric(factors: Mapping[str, Factor]) -> Mapping[str, Factor]:
    return {name: factors[ELECTRIC] if factor.mode == "rail" else factor for name, factor in factors.items()}


def dollars(way: tuple[Arc, ...], chance: float | None = None) -> float:
    """USD of a TEU on the way; with a chance, all rates lie there between low and high."""
    spreads = (arc.leg.cost_usd for arc in way if arc.leg.cost_usd)
    return sum(spread.usual if chance is None else pert(*spread).quantile(chance) for spread in spreads)
