"""What the corridor can carry, what holds it back, what to build."""

import json
from collections.abc import Mapping
from typing import Any

import click

from ortak.areas.transport.commands.group import cli
from ortak.areas.transport.commands.showing import Number, counted, table
from ortak.cli import AS_JSON

Answer = Mapping[str, Any]


@cli.command()
@click.option("--year", default=2025, show_default=True, type=int, help="Traffic of this year: 2025, 2030 or 2040.")
@click.option("--scenario", default="usual", show_default=True, type=click.Choice(["low", "usual", "high"]),
              help="Growth of the traffic.")  # fmt: skip
@click.option("--budget", type=Number(0), metavar="USD", help="Which investments to choose for so much.")
@click.option("--built", default="", metavar="IDS", help="Investments that are taken as built, as alat-2,feeders-2.")
@click.option("--every", is_flag=True, help="Instead: every year and scenario, as the portal keeps them (JSON).")
@AS_JSON
def capacity(year: int, scenario: str, budget: float | None, built: str, every: bool, as_json: bool) -> None:
    """Find what the corridor can carry in a year, its bottlenecks and what one more unit of each is worth.

    With --budget, the set of investments that saves most for the money is chosen exactly. An investment of unknown
    cost is shown and left out of the choice; --built takes it as given. Only published capacities hold anything back.

    \b
    Examples:
      ortak transport capacity
      ortak transport capacity --year 2030 --budget 1e9
      ortak transport capacity --year 2040 --scenario high --built alat-2 --budget 5e9 --json
      ortak transport capacity --every > src/ortak/areas/transport/data/capacity.json
    """
    from ortak.areas.transport.network import load_network
    from ortak.areas.transport.operations import room

    network = load_network()
    if every:
        with counted("answers") as counter:
            whole = {"engine": room.ENGINE, "version": room.ENGINE_VERSION, "digest": room.digest_of(network)}
            click.echo(json.dumps({**whole, "answers": room.every_room(network, counter)}, ensure_ascii=False))
        return
    taken = tuple(word.strip() for word in built.split(",") if word.strip())
    found = room.room(network, year, scenario, taken, () if budget is None else (budget,))
    if as_json:
        click.echo(json.dumps(_as_json(found), ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(found)))


def _as_json(found: Answer) -> dict[str, Any]:
    from ortak.areas.transport.operations.capacities import titles

    limits = [{**limit, "title": titles()[limit["limit"]][0]} for limit in found["limits"]]
    chosen = found["selections"][0] if found["selections"] else None
    rest = {name: value for name, value in found.items() if name != "selections"}
    return {**rest, "limits": limits, "investments": [_shown(each) for each in found["investments"]]} | {
        "selection": chosen
    }


def _shown(relief: Answer) -> dict[str, Any]:
    from ortak.areas.transport.operations.capacities import investments

    shown = {each.option.id: each for each in investments()}[relief["investment"]]
    return {
        **relief,
        "title": shown.option.title,
        "status": shown.status,
        "codes": list(shown.codes),
        "cost_usd": shown.option.cost,
        "gain_source": shown.gain_source,
        "cost_source": shown.cost_source,
        "note": shown.note,
    }


def _lines(found: Answer) -> list[str]:
    from ortak.areas.transport.operations.capacities import titles

    lines = [f"The corridor in {found['year']}, {found['scenario']} growth, units of ten tonnes a year"]
    rows = [(kind, f"{row['wanted']:,.0f}", f"{row['served']:,.0f}") for kind, row in found["kinds"].items()]
    lines += [*table(("", "wanted", "finds room"), rows), ""]
    used = [
        (
            titles()[limit["limit"]][0],
            f"{limit['used']:,.0f}",
            f"{limit['room']:,.0f} {limit['unit']}" if limit["room"] else "not built",
            f"{limit['usd_per_unit']:,.0f}" if limit["room"] else "",
            f"{limit['teu_per_unit']:,.2f}" if limit["room"] else "",
        )
        for limit in found["limits"]
    ]
    lines += [*table(("Limit", "used", "room", "USD for one more", "TEU for one more"), used), ""]
    lines += _investment_lines(found)
    for chosen in found["selections"]:
        names = ", ".join(chosen["chosen"]) or "nothing: no investment of known cost saves anything by itself"
        spent, saved = (chosen[name] / 1e6 for name in ("spent_usd", "saved_usd_a_year"))
        lines += ["", f"Chosen: {names}; {spent:,.0f} million USD, saves {saved:,.0f} a year"]
        lines.append(f"Left out, cost unknown: {', '.join(chosen['cost_unknown'])}")
    return lines


def _investment_lines(found: Answer) -> list[str]:
    rows = []
    for relief in found["investments"]:
        shown = _shown(relief)
        cost = "unknown" if shown["cost_usd"] is None else f"{shown['cost_usd'] / 1e6:,.0f}"
        rate = "" if shown["saved_per_usd"] is None else f"{shown['saved_per_usd']:.2f}"
        more, saved = f"{shown['more'].get('containers', 0.0):,.0f}", f"{shown['saved_usd_a_year'] / 1e6:,.0f}"
        rows.append((f"{shown['title']} ({shown['investment']})", cost, saved, rate, more))
    return table(("Investment, each by itself", "million USD", "saved a year", "a USD saves", "more TEU"), rows)
