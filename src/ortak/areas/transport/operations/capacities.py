"""The corridor's limits, demands and investments as a flow problem: `limits.csv`, `demands.csv`, `growth.csv`,
`investments.csv`.

A unit of cargo is ten tonnes: a TEU, or as much of other freight. Only limits that somebody published
hold anything back. Containers cross the Caspian by feeder alone, since what ferries take of them is unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ortak.areas.transport.network.tables import Folder, Row, read_table
from ortak.areas.transport.operations.figures import FOLDER
from ortak.areas.transport.operations.trade import HOUR_OF_BOX
from ortak.engines.transport.capacity import Arc, Demand, Limit, Option, Problem
from ortak.engines.transport.network import Network, TransportError

CONTAINERS, FREIGHT = "containers", "other freight"
KT_OF_UNIT = 0.01
USE = {"TEU": {CONTAINERS: 1.0}, "kt": {CONTAINERS: KT_OF_UNIT, FREIGHT: KT_OF_UNIT}}
ROUTES = frozenset({"middle", "btk", "lapis-lazuli", "zangezur", "cku", "feeder"})
COUNTRIES = frozenset({"CN", "KZ", "KG", "UZ", "TM", "AZ", "GE", "AM", "TR"})
CLOSED_TO_BOXES = ("kz-kuryk--az-alat--ferry", "kz-aktau--az-baku-port--sea", "tm-turkmenbashi--az-baku-port--ferry")
HOUR_OF_FREIGHT = 0.6
"""USD for an hour of ten tonnes of ores, grain and metals: 0.3 % a day of 480 USD a tonne (assumption)."""
ALTERNATIVE_USD, ALTERNATIVE_HOURS = 2_054.0, 37.5 * 24
"""What a TEU pays and takes that finds no room: by sea from Shanghai (methods.csv, cost-sea-asia-med; 35 to 40 days to
Poti, transit_times.csv)."""
ALTERNATIVE_FREIGHT_USD = 6_000.0
"""What ten tonnes of other freight lose that find no room: more than any way costs, so that it goes if it can
(assumption)."""
YEARS = (2025, 2030, 2040)
SCENARIOS = ("low", "usual", "high")


class UnknownYear(TransportError):
    """A year or scenario for which there is no figure: the message lists those that there are."""


@dataclass(frozen=True)
class Investment:
    """An option with what the page shows of it."""

    option: Option
    status: str
    codes: tuple[str, ...]
    gain_source: str
    cost_source: str
    note: str


def problem_of(network: Network, year: int = 2025, scenario: str = "usual", folder: Folder = FOLDER) -> Problem:
    """The corridor with the traffic of a year in a scenario (low, usual, high)."""
    amounts = growth(folder)
    if (year, scenario) not in amounts:
        years = ", ".join(str(each) for each in sorted({each for each, _ in amounts}))
        raise UnknownYear(f"no traffic for {year}, {scenario}; there are {years}, each {', '.join(SCENARIOS)}")
    arcs = _arcs(network)
    return Problem(arcs, _demands(folder, amounts[year, scenario]), _limits(folder, arcs))


def not_built(problem: Problem) -> frozenset[str]:
    """The limits that let nothing through, because the line is not there yet."""
    return frozenset(limit.id for limit in problem.limits if limit.amount == 0)


def growth(folder: Folder = FOLDER) -> Mapping[tuple[int, str], Mapping[str, float]]:
    """Units by kind of cargo, for each year and scenario."""
    found: dict[tuple[int, str], dict[str, float]] = {}
    for row in read_table(folder, "growth"):
        for scenario in SCENARIOS:
            found.setdefault((int(row.number("year")), scenario), {})[row["kind"]] = row.number(scenario)
    return found


def investments(folder: Folder = FOLDER) -> tuple[Investment, ...]:
    """What could be built, with costs where they are known; what is built already adds nothing."""
    return tuple(_investment(row) for row in read_table(folder, "investments"))


def options(folder: Folder = FOLDER) -> tuple[Option, ...]:
    """The investments that add something."""
    return tuple(each.option for each in investments(folder) if each.status != "done")


@cache
def titles(folder: Folder = FOLDER) -> Mapping[str, tuple[str, str]]:
    """Title and unit of each limit."""
    return {row["id"]: (row["title"], row["unit"]) for row in read_table(folder, "limits")}


def _arcs(network: Network) -> tuple[Arc, ...]:
    """Legs of the corridor without roads; ids carry `>` or `<` for the direction."""
    made = []
    for arc in network.arcs:
        leg = arc.leg
        inside = {network.places[arc.tail].country, network.places[arc.head].country} <= COUNTRIES
        if leg.mode == "road" or not inside or not leg.tags & ROUTES or leg.hours is None or leg.id in CLOSED_TO_BOXES:
            continue
        usd = leg.cost_usd.usual if leg.cost_usd else 0.0
        name = f"{leg.id}{'>' if arc.tail == leg.tail else '<'}"
        box, freight = (usd + leg.hours.usual * hour for hour in (HOUR_OF_BOX.usual, HOUR_OF_FREIGHT))
        made.append(Arc(name, arc.tail, arc.head, box, {FREIGHT: freight}))
    return tuple(made)


def _demands(folder: Folder, amounts: Mapping[str, float]) -> tuple[Demand, ...]:
    rows = list(read_table(folder, "demands"))
    penalty = {
        CONTAINERS: ALTERNATIVE_USD + ALTERNATIVE_HOURS * HOUR_OF_BOX.usual,
        FREIGHT: ALTERNATIVE_FREIGHT_USD,
    }
    return tuple(
        Demand(
            row.needed("id"),
            row.needed("from"),
            row.needed("to"),
            row.number("share", 0, 1) * amounts[row["kind"]] / (KT_OF_UNIT if row["kind"] == FREIGHT else 1.0),
            row["kind"],
            penalty[row["kind"]],
        )
        for row in rows
    )


def _limits(folder: Folder, arcs: tuple[Arc, ...]) -> tuple[Limit, ...]:
    known = {arc.id for arc in arcs}
    made = []
    for row in read_table(folder, "limits"):
        named = [way for leg in row.needed("legs").split() for way in _directions(leg)]
        here = tuple(way for way in named if way in known)
        unit = row.one_of("unit", ("TEU", "kt"))
        room = max(row.number("value") - row.number("other"), 0.0)
        made.append(Limit(row.needed("id"), row["title"], here, room, unit, USE[unit]))
    return tuple(made)


def _directions(leg: str) -> tuple[str, ...]:
    return (leg,) if leg[-1] in "<>" else (f"{leg}>", f"{leg}<")


def _investment(row: Row) -> Investment:
    gains = {}
    for gain in row.needed("gains").split():
        limit, _, amount = gain.partition(":")
        try:
            gains[limit] = float(amount)
        except ValueError:
            raise row.refused("gains", f"{gain!r} is not LIMIT:AMOUNT") from None
    cost = row.number("cost_usd") if row["cost_usd"] else None
    note = " ".join(each for each in (row["gain_note"], row["cost_note"]) if each)
    return Investment(
        Option(row.needed("id"), row["title"], cost, gains),
        row["status"],
        tuple(row["codes"].split(";")),
        row["gain_source"],
        row["cost_source"],
        note,
    )
