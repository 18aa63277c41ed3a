"""What finds room on the corridor, as plain values: limits with their worth, demands, and what investments bring."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from ortak.areas.transport.operations.capacities import (
    CONTAINERS,
    FREIGHT,
    SCENARIOS,
    YEARS,
    not_built,
    options,
    problem_of,
)
from ortak.engines.transport.capacity import Flows, Problem, Selection, cheapest_flow, largest_flow, reliefs, select
from ortak.engines.transport.network import Network, TransportError

ENGINE, ENGINE_VERSION = "engines.transport.capacity", "1"
BUDGETS = (1e8, 1e9, 5e9, 1e10)
Progress = Callable[[int, int], None]
ONLY_CONTAINERS = {CONTAINERS: 1.0, FREIGHT: 0.0}


class NoInvestment(TransportError):
    """There is no such investment: the message lists those that there are."""


def room(
    network: Network, year: int, scenario: str, built: Sequence[str] = (), budgets: Sequence[float] = ()
) -> dict[str, Any]:
    """The corridor with the traffic of a year in a scenario once some investments are built: `limits` with what one
    more unit of each is worth, `demands`, `investments` each by itself, and the best choice for each budget."""
    known = {option.id: option for option in options()}
    if unknown := [name for name in built if name not in known]:
        raise NoInvestment(f"{unknown[0]!r} is no investment; there are {', '.join(known)}")
    problem = problem_of(network, year, scenario).with_gains(tuple(known[name] for name in built))
    left = tuple(option for option in known.values() if option.id not in built)
    cheapest, most = cheapest_flow(problem), largest_flow(problem, ONLY_CONTAINERS)
    return {
        "year": year,
        "scenario": scenario,
        "built": list(built),
        "kinds": _kinds(problem, cheapest, most),
        "limits": _limits(problem, cheapest, most),
        "demands": [
            {
                "demand": demand.id,
                "from": demand.source,
                "to": demand.sink,
                "kind": demand.kind,
                "wanted": demand.amount,
                "served": cheapest.served[demand.id],
            }
            for demand in problem.demands
        ],
        "bottlenecks": list(cheapest.bottlenecks),
        "investments": [
            {
                "investment": relief.option,
                "saved_usd_a_year": relief.saved,
                "saved_per_usd": relief.per_usd,
                "more": relief.more,
            }
            for relief in reliefs(problem, left)
        ],
        "selections": [_selection(select(problem, left, budget), budget) for budget in budgets],
    }


def every_room(network: Network, progress: Progress | None = None) -> list[dict[str, Any]]:
    """Every year and scenario with nothing built, with the second stage of Alat, and with all of unknown cost: what is
    stored for the portal."""
    asked = [
        (year, scenario, built)
        for year in YEARS
        for scenario in (SCENARIOS if year != YEARS[0] else ("usual",))
        for built in built_sets().values()
    ]
    found = []
    for number, (year, scenario, built) in enumerate(asked):
        found.append(rounded(room(network, year, scenario, built, BUDGETS)))
        if progress:
            progress(number + 1, len(asked))
    return found


def built_sets() -> dict[str, tuple[str, ...]]:
    """What the portal takes as built, by name."""
    unknown = tuple(option.id for option in options() if option.cost is None)
    return {"nothing": (), "alat-2": ("alat-2",), "unknown-cost": unknown}


def digest_of(network: Network) -> str:
    """A digest of everything that the flows read; the same on every machine."""
    problems = [
        (problem.arcs, problem.demands, problem.limits)
        for year in YEARS
        for problem in (problem_of(network, year, scenario) for scenario in SCENARIOS)
    ]
    return hashlib.sha256(repr((problems, options(), BUDGETS)).encode()).hexdigest()[:16]


def rounded(value: Any) -> Any:
    """The same with numbers to a hundredth, and to six digits below one."""
    if isinstance(value, float):
        return round(value, 2) if abs(value) >= 1 else round(value, 6)
    if isinstance(value, dict):
        return {name: rounded(each) for name, each in value.items()}
    return [rounded(each) for each in value] if isinstance(value, list) else value


def _kinds(problem: Problem, cheapest: Flows, most: Flows) -> dict[str, dict[str, float]]:
    """Wanted and served units of ten tonnes by kind; `most` is the largest flow of containers, whatever it costs."""
    found: dict[str, dict[str, float]] = {}
    for demand in problem.demands:
        row = found.setdefault(demand.kind, {"wanted": 0.0, "served": 0.0})
        row["wanted"] += demand.amount
        row["served"] += cheapest.served[demand.id]
    boxes = (each.id for each in problem.demands if each.kind == CONTAINERS)
    found[CONTAINERS]["most"] = sum(most.served[each] for each in boxes)
    return found


def _limits(problem: Problem, cheapest: Flows, most: Flows) -> list[dict[str, Any]]:
    missing = not_built(problem)
    return [
        {
            "limit": limit.id,
            "unit": limit.unit,
            "room": limit.amount,
            "used": cheapest.limits[limit.id].used,
            "usd_per_unit": cheapest.limits[limit.id].worth,
            "teu_per_unit": most.limits[limit.id].worth,
            "built": limit.id not in missing,
        }
        for limit in problem.limits
    ]


def _selection(chosen: Selection, budget: float) -> dict[str, Any]:
    return {
        "budget_usd": budget,
        "chosen": list(chosen.chosen),
        "spent_usd": chosen.spent,
        "saved_usd_a_year": chosen.saved,
        "cost_unknown": list(chosen.left_out),
    }
