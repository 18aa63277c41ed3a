"""What an hour, a tonne-kilometre and a leg are worth: money and CO2 of a way, and what shorter times would bring.

All per TEU of ten tonnes. CO2 is by the default factors of `emission_factors.csv`; a railway without a factor of its
own has that of diesel traction.
"""

from ortak.engines.transport.network import Arc, Network, Spread
from ortak.engines.transport.simulation import pert

TONNES = 10.0
DAY = 24.0
HOUR_OF_BOX = Spread(7.5, 16.0, 26.0)
"""USD for an hour of a TEU: 0.6 to 2.1 % of its worth a day (Hummels and Schaur, "Time as a trade barrier", American
Economic Review 103(7), 2013), its worth 30,000 USD (assumption)."""
TRADE_OF_DAY = Spread(0.005, 0.01, 0.015)
"""Share of trade gained for a day saved: at least 1 % (Djankov, Freund and Pham, "Trading on time", Review of Economics
and Statistics 92(1), 2010); low and high: assumption."""
DIESEL, ELECTRIC = "rail-diesel-eu", "rail-electric-eu"
BY_MODE = {"road": "road-artic-40", "ferry": "ferry-ropax-10-20", "sea": "sea-short"}


def grams(network: Network, arc: Arc) -> Spread:
    """g CO2e for a tonne-kilometre on this leg: electric, usual and diesel traction for a railway, one value else."""
    if arc.leg.mode == "rail" or (arc.leg.mode == "border procedure" and arc.leg.carrier == "rail"):
        low, high = _factor(network, ELECTRIC), _factor(network, DIESEL)
        mix = network.factors.get(f"rail-mix-{network.places[arc.tail].country.lower()}")
        usual = mix.value if mix and mix.value else high
        return Spread(low, min(max(usual, low), high), high)
    value = _factor(network, BY_MODE.get(arc.leg.mode, BY_MODE["road"]))
    return Spread(value, value, value)


def kilograms(network: Network, way: tuple[Arc, ...]) -> float:
    """kg CO2e of a TEU on the way, by usual factors; legs of unknown distance and handling count nothing."""
    return sum((arc.leg.distance_km or 0.0) * TONNES * grams(network, arc).usual / 1000 for arc in way)


def dollars(way: tuple[Arc, ...], chance: float | None = None) -> float:
    """USD of a TEU on the way; with a chance, all rates lie there between low and high."""
    spreads = (arc.leg.cost_usd for arc in way if arc.leg.cost_usd)
    return sum(spread.usual if chance is None else pert(*spread).quantile(chance) for spread in spreads)


def _factor(network: Network, name: str) -> float:
    value = network.factors[name].value
    assert value is not None
    return value
