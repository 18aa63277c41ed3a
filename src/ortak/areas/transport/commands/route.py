"""Efficient routes between two places of the network."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ortak.areas.transport.commands.group import cli
from ortak.cli import AS_JSON

if TYPE_CHECKING:
    from ortak.engines.transport.network import Network, Place
    from ortak.engines.transport.planning import Route


@cli.command()
@click.argument("origin", metavar="FROM")
@click.argument("destination", metavar="TO")
@click.option("--criteria", default="time,cost,co2,reliability", show_default=True, help="Which to compare, by comma.")
@click.option("--date", "start", type=click.DateTime(["%Y-%m-%d"]), metavar="D",
              help="Day of departure (2026-01-31): its season, and the day on which a timetable begins.")  # fmt: skip
@click.option("--modes", help="Only by these, by comma: rail, road, sea, ferry.")
@click.option("--planned", is_flag=True, help="Also legs that are being built or planned.")
@click.option("--corridors", is_flag=True, help="Instead of the front: the quickest route along each corridor.")
@click.option("--timetable", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE.csv",
              help="Departures: columns leg, from, per_week, departures ('tuesday 18:00; friday 06:30').")  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Every efficient route, not only representatives.")
@AS_JSON
def route(
    origin: str,
    destination: str,
    criteria: str,
    start: datetime | None,
    modes: str | None,
    planned: bool,
    corridors: bool,
    timetable: Path | None,
    everything: bool,
    as_json: bool,
) -> None:
    """Find all efficient routes from a place to another, for one TEU of ten tonnes.

    A place is an id, a UN/LOCODE or a name in any of its spellings. Efficient: no other route is at least as good in
    every criterion and better in one. Time is the mean of a fast, a usual and a slow case of each leg; CO2 follows
    ISO 14083. What is unknown is shown as unknown.

    \b
    Examples:
      ortak transport route "Xi'an" Istanbul
      ortak transport route Tashkent Budapest --criteria time,cost --json
      ortak transport route Almaty Mersin --date 2026-01-15 --corridors
    """
    from ortak.areas.transport import planning
    from ortak.areas.transport.network import load_network, place_names
    from ortak.engines.transport.planning import Planner, representatives, season_of

    network = load_network()
    ends = planning.two_places(*(place_names().find(name) for name in (origin, destination)))
    season = season_of(start.date()) if start else None
    services = planning.read_services(timetable) if timetable else ()
    planner = Planner(network, services, season, _listed(modes), planned)
    compared = _listed(criteria) or ()
    if corridors:
        found = planning.along_corridors(planner, ends[0].id, ends[1].id)
    else:
        routes = planner.routes(ends[0].id, ends[1].id, compared, start.date() if start else None)
        shown = routes if everything else representatives(routes, compared)
        found = [("", each) for each in shown]
    if as_json:
        values = [planning.as_values(each, network) | ({"corridor": name} if name else {}) for name, each in found]
        click.echo(json.dumps({"routes": values}, ensure_ascii=False))
    else:
        click.echo(_as_text(found, ends, network, start))


def _listed(words: str | None) -> tuple[str, ...] | None:
    return None if words is None else tuple(word.strip() for word in words.split(",") if word.strip())


def _as_text(
    found: "list[tuple[str, Route]]", ends: "tuple[Place, Place]", network: "Network", start: datetime | None
) -> str:
    title = f"{ends[0].name} to {ends[1].name}, one TEU of ten tonnes" + (f", from {start:%Y-%m-%d}" if start else "")
    parts = [f"{title}: {len(found)} {'route' if len(found) == 1 else 'routes'}"]
    for number, (name, each) in enumerate(found, start=1):
        parts += ["", *_route_lines(number, name, each, network)]
    parts += ["", "~ estimated by a stated method; ? unknown. Sources of every figure: --json"]
    return "\n".join(parts)


def _route_lines(number: int, name: str, each: "Route", network: "Network") -> list[str]:
    cost = f"{each.cost_usd:,.0f} USD" if each.cost_usd is not None else f"? USD (known: {each.known_cost_usd:,.0f})"
    co2 = f"{each.co2_kg:,.0f} kg CO2e" if each.co2_kg is not None else f"? kg CO2e (known: {each.known_co2_kg:,.0f})"
    days = f"{each.hours / 24:.1f} days (nine of ten: {each.hours_from / 24:.1f} to {each.hours_to / 24:.1f})"
    head = f"{number}. {name + ': ' if name else ''}{days}, {cost}, {co2}, {each.on_time_share:.0%} on time"
    lines = [head]
    if each.best_in:
        lines.append(f"   best in {', '.join(each.best_in)}")
    lines += [f"   {trade}" for trade in each.trades]
    if abs(each.by_season.get("winter", 0) - each.by_season.get("summer", 0)) > 1:
        seasons = ", ".join(f"{season} {hours / 24:.1f} days" for season, hours in each.by_season.items())
        lines.append(f"   by season: {seasons}")
    lines += [f"   {criterion}: {why}" for criterion, why in each.incomplete.items()]
    for leg in each.legs:
        of = leg.arc.leg
        mark = "~" if of.hours_cited.estimated else " "
        price = f"{leg.cost_usd:8,.0f}" if leg.cost_usd is not None else "       ?"
        places = f"{network.places[leg.arc.tail].name} > {network.places[leg.arc.head].name}"
        lines.append(f"   {leg.hours:7.1f} h{mark}{price} USD  {of.mode:18} {places}")
    return lines
