"""What each zone can sell in each hour, and what it needs: from the facts of a year, and draws of what is not sure.

Water, wind and sun have the energy of the year and a shape from `engines.energy.profiles`; thermal plants their
capacity, as far as it is available, in five steps around the cost of their fuel.
"""

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from ortak.areas.energy.electricity.facts import Facts, Zone, load_facts
from ortak.areas.energy.market_folder import BadFolder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ortak.engines.energy.profiles import Year

    Numbers = NDArray[np.float64]

THERMAL = ("coal", "gas", "oil", "nuclear")
MEANT = ((0.95, None), (0.03, 300.0), (0.02, 150.0))
"""Shares of demand and what they would pay at most: nearly all of it the value of lost load. An estimate."""
SPREAD = (0.85, 0.925, 1.0, 1.075, 1.15)
"""Costs of the fifths of a kind of plant, old and new: an estimate."""
MARKET_UTC = 3
"""The day of the market begins at midnight of UTC+3."""
WATER_EUR = 5.0
EUROPE_STEP_MW, EUROPE_STEPS, EUROPE_STEP_EUR = 500.0, 10, 2.0
"""The coupled market of Europe is far larger than the region's: its price gives way by 2 EUR for every 500 MW."""


@dataclass(frozen=True)
class Draw:
    """One possible world: what is not known for sure, as factors; 1 and the usual figures if nothing is said."""

    seed: int = 2040
    demand: float = 1.0
    water: float = 1.0
    gas: float = 1.0
    coal: float = 1.0
    capacity: float = 1.0
    """Of links whose capacity is an estimate."""
    contracts: float = 2.0
    """Greatest flow by contract over the mean flow."""
    lost_load_eur: float = 1_000.0
    """What a MWh that is not served is worth."""


USUAL = Draw()


@dataclass(frozen=True)
class Plant:
    """A step of a zone's offers: what fuel, at what price, how much in each hour, how much CO2."""

    fuel: str
    eur: "float | Numbers"
    mw: "Numbers"
    tonnes_per_mwh: float = 0.0


@dataclass(frozen=True)
class Supply:
    """A zone's year."""

    zone: Zone
    load: "Numbers"
    plants: tuple[Plant, ...]
    needs: tuple[Plant, ...]
    """What is sought, as steps with what would be paid for them; the dearest first."""
    outside: "dict[str, Numbers]" = field(default_factory=dict)
    """Fixed imports by where they come from, MW in each hour; negative: exports."""


def kinds(facts: Facts, zone: Zone, year: int) -> dict[str, float]:
    """Capacity of a zone by fuel, MW: that of its state, for Kazakhstan by the share of the plants that lie in it."""
    found = {}
    for row in facts.rows("capacity", state=zone.state, year=str(year)):
        share = 1.0
        if zone.state == "KZ":
            parts = list(facts.rows("kazakhstan_zones", zone=zone.id, fuel=row.text("fuel")))
            share = parts[0].number("share") if parts else 0.0
        if share:
            found[row.text("fuel")] = row.number("capacity_mw") * share
    return found


def energies(facts: Facts, zone: Zone, year: int) -> dict[str, float]:
    """Energy of water, sun, wind and the rest that does not follow the price, TWh a year."""
    found = {}
    for fuel in ("hydro", "solar", "wind"):
        said = [row for row in facts.rows("generation", state=zone.state, fuel=fuel) if int(row.number("year")) <= year]
        if said:
            found[fuel] = said[-1].number("twh") * _share(facts, zone, fuel)
    if zone.state in ("TR", "HU"):
        found["other"] = _rest(facts, zone.state, year)
    return {fuel: value for fuel, value in found.items() if value > 0}


def _rest(facts: Facts, state: str, year: int) -> float:
    """What is generated from fuels that have no row of their own: biomass, geothermal heat, waste."""
    total = facts.one("generation", state=state, fuel="all", year=str(year)).number("twh")
    named = sum(
        row.number("twh")
        for row in facts.rows("generation", state=state, year=str(year))
        if row.text("fuel") not in ("all", "solar+wind")
    )
    return max(0.0, total - named)


def _share(facts: Facts, zone: Zone, fuel: str) -> float:
    if zone.state != "KZ":
        return 1.0
    rows = list(facts.rows("kazakhstan_zones", zone=zone.id, fuel=fuel))
    return rows[0].number("share") if rows else 0.0


def yearly_demand(facts: Facts, zone: Zone, year: int) -> float:
    """TWh that a zone needs in a year."""
    twh = facts.one("demand", area=zone.state, kind="year", period=str(year)).number("value")
    shares = list(facts.rows("demand", area=zone.id, kind="share"))
    return twh * (shares[0].number("value") if shares else 1.0)


@cache
def supplies(year: int = 2023, draw: Draw = USUAL, added_wind_mw: float = 0.0) -> tuple[Supply, ...]:
    """Every zone's year. `added_wind_mw`: new wind plants in each state (Kazakhstan: in its north).

    Raises:
        BadFolder: the facts do not cover that year.
    """
    facts = load_facts()
    covered = sorted({row.text("period") for row in facts.rows("demand", kind="year")})
    if str(year) not in covered:
        raise BadFolder(f"the facts have no demand for {year}; there is {', '.join(covered)}")
    return tuple(
        europe(facts, zone, year) if zone.state == "EU" else _supply(facts, zone, year, draw, added_wind_mw)
        for zone in facts.zones.values()
    )


def clock(zone: Zone, year: int) -> "Year":
    """The hours of the market's year as the zone's clock shows them."""
    from ortak.engines.energy.profiles import Year

    return Year(year, zone.utc_hours, MARKET_UTC)


def _supply(facts: Facts, zone: Zone, number: int, draw: Draw, added_wind_mw: float) -> Supply:
    import numpy as np

    from ortak.engines.energy.profiles import Season, demand, sun, water, wind

    year = clock(zone, number)
    seeds = [draw.seed * 1_000 + 10 * place + 1 for place, each in enumerate(facts.zones) if each == zone.id]
    seed = seeds[0]
    shape = facts.one("demand_shapes", zone=zone.id)
    season = Season(shape.number("winter"), shape.number("summer"), shape.number("swing"))
    load = demand(year, yearly_demand(facts, zone, number) * draw.demand, season, seed)
    has, makes = kinds(facts, zone, number), energies(facts, zone, number)
    plants = []
    if "wind" in makes or added_wind_mw:
        share, _ = wind(year, facts.one("wind_sites", zone=zone.id).number("capacity_factor"), seed + 1)
        built = added_wind_mw if zone.id not in ("KZ-S", "KZ-W") else 0.0
        plants.append(Plant("wind", 0.0, share * (makes.get("wind", 0.0) * 1e6 / share.sum() + built)))
    if "solar" in makes:
        plants.append(Plant("solar", 0.0, sun(year, zone.latitude, zone.longitude, makes["solar"], seed + 2)))
    if "other" in makes:
        plants.append(Plant("other", 1.0, np.full(year.hours, makes["other"] * 1e6 / year.hours)))
    if "hydro" in makes and has.get("hydro"):
        of = facts.one("hydro_seasons", zone=zone.id)
        twh = min(makes["hydro"] * draw.water, 0.95 * has["hydro"] * year.hours / 1e6)
        plants.append(
            Plant(
                "hydro", WATER_EUR, water(year, twh, has["hydro"], of.number("amplitude"), of.number("peak_day"), load)
            )
        )
    plants += _thermal(facts, zone, has, draw, year.hours)
    outside = {
        row.text("outside"): np.full(year.hours, row.number("net_import_twh") * 1e6 / year.hours)
        for row in facts.rows("outside_exchanges", zone=zone.id)
    }
    needs = tuple(Plant("demand", draw.lost_load_eur if eur is None else eur, share * load) for share, eur in MEANT)
    return Supply(zone, load, tuple(plants), needs, outside)


def _thermal(facts: Facts, zone: Zone, has: dict[str, float], draw: Draw, hours: int) -> list[Plant]:
    import numpy as np

    ready = {row.text("kind"): row.number("share") for row in facts.rows("availability", area=zone.state)}
    plants = []
    for fuel in THERMAL:
        if not has.get(fuel):
            continue
        of = facts.one("costs", zone=zone.id, fuel=fuel)
        level = of.number("eur_mwh") * {"gas": draw.gas, "coal": draw.coal, "oil": draw.gas}.get(fuel, 1.0)
        per_gj = facts.one("emission_factors", fuel=fuel).number("kg_co2_per_gj")
        tonnes = per_gj * 3.6 / 1_000 / of.number("efficiency")
        mw = np.full(hours, has[fuel] * ready.get(fuel, ready["thermal"]) / len(SPREAD))
        plants += [Plant(fuel, level * step, mw, tonnes) for step in SPREAD]
    return plants


def europe_price(facts: Facts, zone: Zone, year: int) -> "Numbers":
    """The price of the coupled market of Europe in each hour: that of a gas plant, dearer when demand is high."""
    from ortak.engines.energy.profiles import Season, demand

    level = facts.one("costs", zone=zone.id, fuel="gas").number("eur_mwh")
    load = demand(clock(zone, year), 1.0, Season(0.12, 0.0), weather=0.0)
    price: Numbers = level * (load / load.mean())
    return price


def europe(facts: Facts, zone: Zone, year: int) -> Supply:
    """The zone beyond: sells a little above its price, buys a little below it."""
    import numpy as np

    price = europe_price(facts, zone, year)
    of = facts.one("costs", zone=zone.id, fuel="gas")
    tonnes = facts.one("emission_factors", fuel="gas").number("kg_co2_per_gj") * 3.6 / 1_000 / of.number("efficiency")
    mw = np.full(price.size, EUROPE_STEP_MW)
    plants = tuple(Plant("Europe", price + EUROPE_STEP_EUR * (step + 0.5), mw, tonnes) for step in range(EUROPE_STEPS))
    needs = tuple(Plant("Europe", price - EUROPE_STEP_EUR * (step + 0.5), mw, tonnes) for step in range(EUROPE_STEPS))
    return Supply(zone, price, plants, needs)


def south_asia(hours: int, mw: float) -> Supply:
    """Buyers at the far end of CASA-1000, who pay what Afghanistan pays for power of Tajikistan."""
    import numpy as np

    eur = load_facts().one("costs", zone="AF", fuel="demand").number("eur_mwh")
    zone = Zone("AF", "AF", "Afghanistan and Pakistan", "Kabul", 34.53, 69.17, 4)
    return Supply(zone, np.zeros(hours), (), (Plant("CASA-1000", eur, np.full(hours, mw)),))
