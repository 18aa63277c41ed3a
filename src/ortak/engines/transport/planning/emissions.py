"""CO2 equivalents of a leg after ISO 14083: tonne-kilometres times a factor, well to wheel.

Which factor a leg takes: rail that of its state, else European diesel traction (by analogy: an upper bound where lines
are electrified); road an articulated lorry of 34 to 40 t; the sea the lane of the leg; a ferry a RoPax ferry. What
happens inside a terminal has no published default factor: only the way between its two places is counted, and the leg
says that its hub is unknown.

>>> factors = {"road-artic-40": Factor("road-artic-40", "road", "lorry", 101.0, "g CO2e per tkm", "Europe")}
>>> leg = Leg("a--b", "a", "b", "road", distance_km=100.0, carrier="road")
>>> carbon(leg, "KZ", frozenset(), factors).kg
101.0
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ortak.engines.transport.network import Factor, Leg

TONNES_PER_TEU = 10.0
"""The default load of the GLEC Framework, average cargo; costs are for the same load."""
PER_TKM = "g CO2e per tkm"
LONG_LANES = frozenset({"CN", "SG", "IN", "AE"})
ASIA_TO_EUROPE_KM = 4_000.0
HUBS = ("terminal handling", "gauge change")


@dataclass(frozen=True, slots=True)
class Carbon:
    """Kilograms of CO2 equivalents for one TEU on a leg, None if unknown; the factor, and what it leaves out."""

    kg: float | None
    factor: str = ""
    estimated: bool = True
    unknown: str = ""


def carbon(
    leg: Leg, state: str, ends: frozenset[str], factors: Mapping[str, Factor], tonnes: float = TONNES_PER_TEU
) -> Carbon:
    """CO2 equivalents of one TEU of so many tonnes on a leg. `state` is where it begins, `ends` its states.

    >>> carbon(Leg("a--b", "a", "b", "rail", carrier="rail"), "KZ", frozenset(), {}).unknown
    'no distance'
    """
    if leg.distance_km is None:
        return Carbon(None, unknown="no distance")
    wanted = _wanted(leg, state, ends)
    factor = next((factors[name] for name in wanted if name in factors), None)
    if factor is None or factor.value is None or factor.unit != PER_TKM:
        return Carbon(None, unknown=f"no factor for {leg.carrier or leg.mode}")
    unknown = f"the {'terminal' if leg.mode == HUBS[0] else 'gauge change'} itself" if leg.mode in HUBS else ""
    estimated = factor.cited.estimated or factor.id != wanted[0] or factor.region not in ("world", state)
    return Carbon(leg.distance_km * tonnes * factor.value / 1000, factor.id, estimated, unknown)


def _wanted(leg: Leg, state: str, ends: frozenset[str]) -> tuple[str, ...]:
    """Ids of factors, the best first."""
    carrier = leg.carrier or leg.mode
    if carrier == "rail":
        return (f"rail-mix-{state.lower()}", "rail-diesel-eu")
    if carrier == "sea":
        long = (leg.distance_km or 0) > ASIA_TO_EUROPE_KM and bool(ends & LONG_LANES)
        return ("sea-asia",) if long else ("sea-short",)
    return {"road": ("road-artic-40",), "ferry": ("ferry-ropax-10-20",)}.get(carrier, ())
