"""Air links: a trip, pairs of cities without a link, what a new route brings."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ortak.areas.transport.commands.group import cli
from ortak.cli import AS_JSON

if TYPE_CHECKING:
    from ortak.areas.transport.air.answers import Study

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@cli.command()
@click.option("--from", "start", metavar="PLACE", help="An airport as GYD, or a city as Baku.")
@click.option("--to", "end", metavar="PLACE", help="Where to.")
@click.option("--unserved", is_flag=True, help="Pairs of cities without a known link, most modelled demand first.")
@click.option("-n", "most", default=20, show_default=True, type=click.IntRange(1, 100_000), help="How many lines.")
@click.option("--state", "states", multiple=True, metavar="CODE", help="Of this state; twice: of two with each other.")
@click.option(
    "--scope", default="between", show_default=True, metavar="WORD", help="between states, within one, or all."
)
@click.option("--add", "added", metavar="A-B", help="What a new route between two airports would bring.")
@click.option(
    "--since", default=2018, show_default=True, type=click.IntRange(2018, 2100), help="Facts from this year on."
)
@click.option("--connection", "connection_hours", default=1.5, show_default=True, help="Hours on the ground at a stop.")
@click.option("--detour", default=2.0, show_default=True, help="Longest way: times the great circle.")
@click.option("--routes", type=FILE, help="Routes of your own: columns one, other; or OpenFlights routes.dat.")
@click.option("--airports", type=FILE, help="Their airports: columns code, lat, lon; or OpenFlights airports.dat.")
@AS_JSON
def air(
    start: str | None,
    end: str | None,
    unserved: bool,
    most: int,
    states: tuple[str, ...],
    scope: str,
    added: str | None,
    since: int,
    connection_hours: float,
    detour: float,
    routes: Path | None,
    airports: Path | None,
    as_json: bool,
) -> None:
    """Air links of the states: direct and with one stop, gaps, the effect of a new route.

    Links are facts, each with its source; where there is none no route was found, which does not say that nobody
    flies. Hours, demand and effects are modelled. Without an option: how many pairs of airports are linked, by state.

    \b
    Examples:
      ortak transport air --from Bishkek --to Budapest
      ortak transport air --unserved -n 20 --state HU
      ortak transport air --add BSZ-BUD --json
      ortak transport air --from JFK --to TAS --routes routes.dat --airports airports.dat
    """
    from ortak.areas.transport.air import said
    from ortak.engines.transport.air import Rules

    asked = [bool(start or end), unserved, added is not None]
    if sum(asked) > 1:
        raise click.UsageError("one question at a time: --from with --to, --unserved, or --add")
    if bool(start) != bool(end):
        raise click.UsageError("--from and --to go together")
    if airports and not routes:
        raise click.UsageError("--airports goes with --routes")
    found = _study(since, Rules(connection_hours, detour), routes, airports)
    if start and end:
        answer: dict[str, Any] = said.trips(found, start, end, most)
    elif added is not None:
        one, dash, other = added.partition("-")
        if not (dash and one and other):
            raise click.UsageError(f"--add {added}: two airports with a hyphen between them, as BSZ-BUD")
        answer = said.effect(found, one, other, most)
    elif unserved:
        answer = said.gaps(found, states, scope, most)
    else:
        answer = said.states(found)
    click.echo(json.dumps(answer, ensure_ascii=False, indent=1) if as_json else said.in_words(answer))


def _study(since: int, rules: Any, routes: Path | None, airports: Path | None) -> "Study":
    from ortak.areas.transport.air.answers import Study, places
    from ortak.areas.transport.air.facts import air_facts
    from ortak.areas.transport.air.files import read_network

    if routes is None:
        return Study.of_facts(air_facts(), since, rules)
    network, left_out = read_network(routes, airports, places(air_facts()))
    if left_out:
        click.echo(f"{left_out:,} routes left out: {airports} has no airport for them", err=True)
    return Study.of_network(network, rules)
