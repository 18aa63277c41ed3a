"""The region's build-out to 2040: what to add, so that demand is met at the least cost.

Days spread over a year and the day of the highest load stand for the year. What stands today stands in 2040, but
for half of the coal and gas plants. Europe sells at its price; selling to it is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ortak.areas.energy.electricity.facts import Facts, Zone, load_facts
from ortak.areas.energy.electricity.market import lines
from ortak.areas.energy.electricity.supply import Supply, clock, kinds, supplies

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ortak.engines.energy.expansion import Link, Plan, System, Technology

    Integers = NDArray[np.int64]
    Numbers = NDArray[np.float64]

TARGET, BASE = 2040, 2023
AREAS = (("AZ", "GE"), ("KG", "KZ-N", "KZ-S", "KZ-W", "TJ", "TM", "UZ"), ("HU",), ("TR",))
SEA = {"caspian", "black-sea"}
MOST_MW = 200_000.0
"""More than any state could build: the plan is not held back by it."""
FIRM = {"wind": 0.1, "solar": 0.0, "hydro": 0.7, "other": 0.7, "Europe": 1.0, "battery": 0.8}
"""What a MW counts for when load is highest; thermal plants as far as they are ready. An estimate."""
USD_A_EUR, MWH_A_THOUSAND_M3, OPERATION_EUR = 1.0813, 9.5, 3.0
NEW = {"wind": "wind onshore", "solar": "solar", "new gas": "gas turbine, combined cycle"}


@dataclass(frozen=True)
class Asked:
    """What is asked: CO2 as a share of today's, reserve shared or each zone's own, links free or as they are."""

    co2_share: float | None = None
    shared: bool = True
    links: bool = True
    days: int = 6
    """How many days, spread over the year, are planned beside that of the highest load."""


@dataclass(frozen=True)
class BuildOut:
    """A plan with what it was asked, and what CO2 today is in the same model."""

    asked: Asked
    system: "System"
    plan: "Plan"
    today_tonnes: float


def figure(facts: Facts, what: str) -> float:
    """A figure of `build_out.csv`."""
    return facts.one("build_out", what=what).number("value")


def annuity(eur: float, years: float, rate: float) -> float:
    """What an investment costs each year of its life.

    >>> round(annuity(1_000.0, 25, 0.07), 2)
    85.81
    """
    yearly: float = eur * rate / (1 - (1 + rate) ** -years)
    return yearly


def growth(facts: Facts, state: str) -> float:
    """Growth of demand a year: that of generation from 2019 to 2024, between none and the most that is carried on."""
    said = {int(row.number("year")): row.number("twh") for row in facts.rows("generation", state=state, fuel="all")}
    if 2019 not in said or 2024 not in said:
        return figure(facts, "growth where unknown")
    carried_on: float = (said[2024] / said[2019]) ** (1 / 5) - 1
    return min(max(carried_on, 0.0), figure(facts, "growth at most"))


def days(load: "Numbers", spread_over: int) -> "tuple[Integers, Numbers]":
    """Numbers of the days that stand for the year, and how many days each stands for; the highest load for itself."""
    import numpy as np

    count = load.shape[0] // 24
    peak = int(load.sum(axis=1).reshape(count, 24).max(axis=1).argmax())
    spread = np.arange(spread_over) * count // spread_over + count // (2 * spread_over)
    found = np.unique(np.append(spread, peak))
    weight = np.where(found == peak, 1.0, (count - 1) / (found.size - 1))
    return found, weight


def system(asked: Asked) -> "tuple[System, float]":
    """The system to be planned, and the CO2 of today, t."""
    import numpy as np

    from ortak.engines.energy.expansion import Store, System

    facts = load_facts()
    base = [each for each in supplies(BASE)]
    zones = tuple(each.zone.id for each in base)
    years = TARGET - BASE
    full = np.stack([_load(facts, each, years) for each in base], axis=1)
    chosen, of_day = days(full, asked.days)
    hours = (chosen[:, None] * 24 + np.arange(24)).reshape(-1)
    rate = figure(facts, "rate")
    battery = facts.one("investment", technology="battery, 4 hours")
    yearly = 1_000 * (
        annuity(battery.number("eur_kw"), battery.number("life_years"), rate) + battery.number("fixed_eur_kw_year")
    )
    home = np.array([0.0 if each.zone.state == "EU" else 1.0 for each in base])
    none = np.zeros(len(zones))
    store = Store("battery", none, MOST_MW * home, yearly * np.ones(len(zones)), 4.0, 0.88, FIRM["battery"])
    areas = AREAS if asked.shared else tuple((zone,) for area in AREAS for zone in area)
    places = tuple(tuple(zones.index(zone) for zone in area) for area in areas)
    today = _today_tonnes(base)
    return System(
        zones=zones, load=full[hours], weight=np.repeat(of_day, 24), day=np.repeat(np.arange(chosen.size), 24),
        technologies=tuple(_technologies(facts, base, hours, rate)), stores=(store,),
        links=tuple(_links(facts, zones, asked, rate)), lost_load_eur=figure(facts, "lost load"),
        most_tonnes=None if asked.co2_share is None else asked.co2_share * today, areas=places,
        peak=np.array([full[:, list(area)].sum(axis=1).max() for area in places]),
        margin=figure(facts, "reserve margin"),
    ), today  # fmt: skip


def _load(facts: Facts, supply: Supply, years: int) -> "Numbers":
    """Load in 2040, with fixed exports and less fixed imports as they are today."""
    import numpy as np

    if supply.zone.state == "EU":
        return np.zeros(supply.load.size)
    grown = supply.load * (1 + growth(facts, supply.zone.state)) ** years
    return np.clip(grown - sum(supply.outside.values(), np.zeros(grown.size)), 0, None)


def _today_tonnes(base: Sequence[Supply]) -> float:
    """CO2 of a coupled market of today, without Europe; t."""
    from ortak.areas.energy.electricity.market import made
    from ortak.areas.energy.electricity.outcome import outcome
    from ortak.areas.energy.electricity.what_ifs import HOURS_A_YEAR, sample
    from ortak.engines.energy.coupling import clear

    world = made(tuple(base), lines(), sample())
    found = outcome(world, clear(world.market))
    at_home = [place for place, each in enumerate(base) if each.zone.state != "EU"]
    return float(found.co2[at_home].sum()) * HOURS_A_YEAR / sample().size


def _technologies(facts: Facts, base: Sequence[Supply], hours: "Integers", rate: float) -> "list[Technology]":
    import numpy as np

    from ortak.engines.energy.expansion import Technology
    from ortak.engines.energy.profiles import sun, wind

    count, none = len(base), np.zeros(len(base))
    home = [each for each in base if each.zone.state != "EU"]
    ready = {name: np.zeros((hours.size, count)) for name in ("wind", "solar", "hydro", "other")}
    stands = {
        name: none.copy() for name in ("wind", "solar", "hydro", "other", "coal", "gas", "new gas", "nuclear", "Europe")
    }
    for place, supply in enumerate(base):
        if supply not in home:
            continue
        zone, has = supply.zone, kinds(facts, supply.zone, BASE)
        of = {name: facts.one(f"{name}_sites", zone=zone.id).number("capacity_factor") for name in ("wind", "solar")}
        year = clock(zone, BASE)
        ready["wind"][:, place] = wind(year, of["wind"], place)[0][hours]
        ready["solar"][:, place] = sun(year, zone.latitude, zone.longitude, of["solar"] * year.hours / 1e6, place)[
            hours
        ]
        stands["wind"][place], stands["solar"][place] = has.get("wind", 0.0), has.get("solar", 0.0)
        for plant in supply.plants:
            if plant.fuel in ("hydro", "other"):
                stands[plant.fuel][place] = max(1.0, has.get("hydro", 0.0) if plant.fuel == "hydro" else plant.mw.max())
                ready[plant.fuel][:, place] = plant.mw[hours] / stands[plant.fuel][place]
        left = figure(facts, "thermal that stands in 2040")
        at_hand = {row.text("kind"): row.number("share") for row in facts.rows("availability", area=zone.state)}
        for fuel in ("coal", "gas", "nuclear"):
            share = (1.0 if fuel == "nuclear" else left) * at_hand.get(fuel, at_hand["thermal"])
            stands[fuel][place] = has.get(fuel, 0.0) * share
    at_europe = np.array([1.0 if each.zone.state == "EU" else 0.0 for each in base])
    stands["Europe"] = 5_000.0 * at_europe
    always = np.ones((hours.size, count))
    found = []
    for name in ("wind", "solar", "hydro", "other", "coal", "gas", "new gas", "nuclear", "Europe"):
        cost, tonnes = _running(facts, base, name)
        new = NEW.get(name)
        yearly = 0.0
        if new:
            of_new = facts.one("investment", technology=new)
            yearly = 1_000 * (
                annuity(of_new.number("eur_kw"), of_new.number("life_years"), rate) + of_new.number("fixed_eur_kw_year")
            )
        most = MOST_MW * (1 - at_europe) if new else none
        firm = FIRM.get(name, 0.95)
        found.append(
            Technology(name, stands[name], most, np.full(count, yearly), cost, tonnes, ready.get(name, always), firm)
        )
    return found


def _running(facts: Facts, base: Sequence[Supply], name: str) -> "tuple[Numbers, float]":
    """Cost of a MWh in each zone, and CO2 of a MWh. Gas is worth what it is sold for abroad; in Hungary its price is
    that of Europe. A zone without a plant of the kind has the cost of the dearest of the others."""
    import numpy as np

    if name in ("wind", "solar", "other"):
        return np.zeros(len(base)), 0.0
    fuel = "gas" if name in ("Europe", "new gas") else name
    known = {row.text("zone"): row.number("eur_mwh") for row in facts.rows("costs", fuel=fuel)}
    efficiency = {"coal": 0.36, "gas": 0.45, "new gas": 0.58, "nuclear": 0.33}.get(name, 1.0)
    other = max(known.values())
    cost = np.array([known.get(each.zone.id, other) for each in base])
    if name in ("gas", "new gas"):
        heat = figure(facts, "gas in 2040") / USD_A_EUR / MWH_A_THOUSAND_M3
        at_home = np.array([each.zone.state not in ("HU", "EU") for each in base])
        cost = np.where(at_home, heat / efficiency + OPERATION_EUR, cost)
    if name == "Europe" or name == "hydro":
        return cost, 0.0
    per_gj = facts.one("emission_factors", fuel=fuel).number("kg_co2_per_gj")
    return cost, per_gj * 3.6 / 1_000 / efficiency


def _links(facts: Facts, zones: tuple[str, ...], asked: Asked, rate: float) -> "list[Link]":
    from ortak.engines.energy.expansion import Link

    standing = {line.id: line for line in lines(year=2027)}
    found = []
    for row in facts.tables["links"]:
        name, ends = row.text("id"), (row.cells["from_zone"], row.cells["to_zone"])
        if not all(end in zones for end in ends) or not row.cells["forward_mw"]:
            continue
        line = standing.get(name)
        built = row.text("status") == "under construction" and row.cells["year"]
        forward, backward = (line.forward, line.backward) if line else (0.0, 0.0)
        if built and not line:
            forward, backward = row.number("forward_mw"), row.number("backward_mw")
        kilometres = _kilometres(facts.zones[ends[0]], facts.zones[ends[1]]) * figure(facts, "detour")
        eur = kilometres * figure(facts, "sea cable" if name in SEA else "overhead line")
        yearly = annuity(eur, 40, rate) if asked.links else None
        found.append(Link(zones.index(ends[0]), zones.index(ends[1]), forward, backward, yearly, 20_000.0))
    return found


def _kilometres(one: Zone, other: Zone) -> float:
    """Great-circle distance of two zones.

    >>> zones = load_facts().zones
    >>> 1_600 < _kilometres(zones["AZ"], zones["UZ"]) < 1_700
    True
    """
    from math import acos, cos, radians, sin

    a, b = radians(one.latitude), radians(other.latitude)
    across = cos(radians(one.longitude - other.longitude))
    return 6_371 * acos(min(1.0, sin(a) * sin(b) + cos(a) * cos(b) * across))


def build_out(asked: Asked) -> BuildOut:
    """The least-cost plan. Raises `NoPlan` if CO2 or reserve cannot be met."""
    from ortak.engines.energy.expansion import plan

    made, today = system(asked)
    return BuildOut(asked, made, plan(made), today)


def as_dict(found: BuildOut) -> dict[str, Any]:
    """What `ortak energy expand --json` prints: MW, TWh, EUR m and Mt a year."""
    plan, of = found.plan, found.system
    names = [each.name for each in of.technologies]
    hours = of.weight[:, None]
    mean = (plan.price * of.load * hours).sum(axis=0) / (of.load * hours).sum(axis=0).clip(1e-9)
    return {
        "year": TARGET,
        "co2_share": found.asked.co2_share, "reserve": "shared" if found.asked.shared else "own",
        "links": "free" if found.asked.links else "as they are",
        "cost_eur_m": round(plan.eur / 1e6, 1), "bound_eur_m": round(plan.bound_eur / 1e6, 1), "gap": plan.gap,
        "co2_mt": round(plan.tonnes / 1e6, 2), "co2_mt_today": round(found.today_tonnes / 1e6, 2),
        "co2_eur_t": round(plan.co2_eur, 2),
        "hours": of.hours,
        "zones": {
            zone: {
                "demand_twh": round(float((of.load[:, place] * of.weight).sum()) / 1e6, 2),
                "added_mw": {
                    name: round(float(mw)) for name, mw in zip(names, plan.built[place], strict=True) if mw > 0.5
                } | ({"battery": round(float(plan.stores[place, 0]))} if plan.stores[place, 0] > 0.5 else {}),
                "made_twh": {
                    name: round(float(mwh) / 1e6, 2)
                    for name, mwh in zip(names, plan.made[place], strict=True)
                    if mwh > 5e3
                },
                "price_eur_mwh": round(float(mean[place]), 2),
                "unserved_gwh": round(float(plan.unserved[place]) / 1e3, 2),
            }
            for place, zone in enumerate(of.zones)
        },
        "links_added_mw": {
            f"{of.zones[link.tail]} - {of.zones[link.head]}": round(float(mw))
            for link, mw in zip(of.links, plan.links, strict=True)
            if mw > 0.5
        },
    }  # fmt: skip
