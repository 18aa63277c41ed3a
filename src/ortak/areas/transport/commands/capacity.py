"""What the corridor can carry, what holds it back, what to build."""

import json
from typing import TYPE_CHECKING, Any

import click

from ortak.areas.transport.commands.group import cli
from ortak.areas.transport.commands.showing import Number, table
from ortak.cli import AS_JSON, Refused

if TYPE_CHECKING:
    from ortak.engines.transport.capacity import Flows, Problem, Relief, Selection


@cli.command()
@click.option("--year", default=2025, show_default=True, type=int, help="Traffic of this year: 2025, 2030 or 2040.")
@click.option("--scenario", default="usual", show_default=True, type=click.Choice(["low", "usual", "high"]),
              help="Growth of the traffic.")  # fmt: skip
@click.option("--budget", type=Number(0), metavar="USD", help="Which investments to choose for so much.")
@click.option("--built", default="", metavar="IDS", help="Investments that are taken as built, as alat-2,feeders-2.")
@AS_JSON
def capacity(year: int, scenario: str, budget: float | None, built: str, as_json: bool) -> None:
    """Find what the corridor can carry in a year, its bottlenecks and what one more unit of each is worth.

    With --budget, the set of investments that saves most for the money is chosen exactly. An investment of unknown
    cost is shown and left out of the choice; --built takes it as given. Only published capacities hold anything back.

    \b
    Examples:
      ortak transport capacity
      ortak transport capacity --year 2030 --budget 1e9
      ortak transport capacity --year 2040 --scenario high --built alat-2 --budget 5e9 --json
    """
    from ortak.areas.transport.network import load_network
    from ortak.areas.transport.operations.capacities import CONTAINERS, FREIGHT, options, problem_of
    from ortak.engines.transport.capacity import cheapest_flow, largest_flow, reliefs, select

    known = {option.id: option for option in options()}
    taken = [word.strip() for word in built.split(",") if word.strip()]
    for word in taken:
        if word not in known:
            raise Refused(f"--built {word!r} is no investment; there are {', '.join(known)}")
    problem = problem_of(load_network(), year, scenario).with_gains(tuple(known[word] for word in taken))
    left = tuple(option for option in known.values() if option.id not in taken)
    cheapest = cheapest_flow(problem)
    most = largest_flow(problem, {CONTAINERS: 1.0, FREIGHT: 0.0})
    each = reliefs(problem, left)
    chosen = select(problem, left, budget) if budget is not None else None
    if as_json:
        whole = {"year": year, "scenario": scenario, "built": taken, **_flows(problem, cheapest, most)}
        whole["investments"] = [_relief(relief) for relief in each]
        whole["selection"] = _selection(chosen, budget)
        click.echo(json.dumps(whole, ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(problem, cheapest, most, each, chosen, f"{year}, {scenario} growth")))


def _flows(problem: "Problem", cheapest: "Flows", most: "Flows") -> dict[str, Any]:
    from ortak.areas.transport.operations.capacities import not_built, titles

    missing = not_built(problem)
    limits = [
        {
            "limit": limit.id,
            "title": titles()[limit.id][0],
            "unit": limit.unit,
            "room": limit.amount,
            "used": cheapest.limits[limit.id].used,
            "usd_per_unit": cheapest.limits[limit.id].worth,
            "teu_per_unit": most.limits[limit.id].worth,
            "built": limit.id not in missing,
        }
        for limit in problem.limits
    ]
    demands = [
        {
            "demand": demand.id,
            "from": demand.source,
            "to": demand.sink,
            "kind": demand.kind,
            "wanted": demand.amount,
            "served": cheapest.served[demand.id],
        }
        for demand in problem.demands
    ]
    return {
        "kinds": _kinds(problem, cheapest),
        "limits": limits,
        "demands": demands,
        "bottlenecks": cheapest.bottlenecks,
    }


def _kinds(problem: "Problem", flows: "Flows") -> dict[str, dict[str, float]]:
    """Wanted and served units of ten tonnes by kind."""
    found: dict[str, dict[str, float]] = {}
    for demand in problem.demands:
        row = found.setdefault(demand.kind, {"wanted": 0.0, "served": 0.0})
        row["wanted"] += demand.amount
        row["served"] += flows.served[demand.id]
    return found


def _relief(relief: "Relief") -> dict[str, Any]:
    from ortak.areas.transport.operations.capacities import investments

    shown = {each.option.id: each for each in investments()}[relief.option]
    return {
        "investment": relief.option,
        "title": shown.option.title,
        "status": shown.status,
        "codes": list(shown.codes),
        "cost_usd": shown.option.cost,
        "saved_usd_a_year": relief.saved,
        "saved_per_usd": relief.per_usd,
        "more": relief.more,
        "gain_source": shown.gain_source,
        "cost_source": shown.cost_source,
        "note": shown.note,
    }


def _selection(chosen: "Selection | None", budget: float | None) -> dict[str, Any] | None:
    if chosen is None:
        return None
    return {
        "budget_usd": budget,
        "chosen": list(chosen.chosen),
        "spent_usd": chosen.spent,
        "saved_usd_a_year": chosen.saved,
        "cost_unknown": list(chosen.left_out),
    }


def _lines(problem: "Problem", cheapest: "Flows", most: "Flows", each: "tuple[Relief, ...]",
           chosen: "Selection | None", what: str) -> list[str]:  # fmt: skip
    from ortak.areas.transport.operations.capacities import titles

    lines = [f"The corridor in {what}, units of ten tonnes a year"]
    rows = [(kind, f"{row['wanted']:,.0f}", f"{row['served']:,.0f}") for kind, row in _kinds(problem, cheapest).items()]
    lines += [*table(("", "wanted", "finds room"), rows), ""]
    used = [
        (
            titles()[limit.id][0],
            f"{cheapest.limits[limit.id].used:,.0f}",
            f"{limit.amount:,.0f} {limit.unit}" if limit.amount else "not built",
            f"{cheapest.limits[limit.id].worth:,.0f}" if limit.amount else "",
            f"{most.limits[limit.id].worth:,.2f}" if limit.amount else "",
        )
        for limit in problem.limits
    ]
    lines += [*table(("Limit", "used", "room", "USD for one more", "TEU for one more"), used), ""]
    lines += _investment_lines(each)
    if chosen is not None:
        names = ", ".join(chosen.chosen) or "nothing: no investment of known cost saves anything by itself"
        lines += ["", f"Chosen: {names}; {chosen.spent / 1e6:,.0f} million USD, saves {chosen.saved / 1e6:,.0f} a year"]
        lines.append(f"Left out, cost unknown: {', '.join(chosen.left_out)}")
    return lines


def _investment_lines(each: "tuple[Relief, ...]") -> list[str]:
    rows = []
    for relief in each:
        shown = _relief(relief)
        cost = "unknown" if shown["cost_usd"] is None else f"{shown['cost_usd'] / 1e6:,.0f}"
        rate = "" if relief.per_usd is None else f"{relief.per_usd:.2f}"
        more = f"{relief.more.get('containers', 0.0):,.0f}"
        rows.append((f"{shown['title']} ({relief.option})", cost, f"{relief.saved / 1e6:,.0f}", rate, more))
    return table(("Investment, each by itself", "million USD", "saved a year", "a USD saves", "more TEU"), rows)
