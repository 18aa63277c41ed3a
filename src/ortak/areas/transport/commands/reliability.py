"""The door-to-door times that the portal shows, worked out anew."""

import json
from typing import Any

import click

from ortak.areas.transport.commands.group import cli
from ortak.areas.transport.commands.showing import counted, table
from ortak.cli import AS_JSON

HOURS_A_DAY = 24.0


@cli.command()
@click.argument("journeys", metavar="[JOURNEY]...", nargs=-1)
@click.option("--replications", default=4_000, show_default=True, type=click.IntRange(1, 1_000_000),
              help="Boxes sent in each season.")  # fmt: skip
@click.option("--seed", default=2040, show_default=True, type=click.IntRange(0), help="The seed of all chance.")
@AS_JSON
def reliability(journeys: tuple[str, ...], replications: int, seed: int, as_json: bool) -> None:
    """Simulate the journeys that the portal shows: the year, January and July, and every set of measures.

    JOURNEY is one of journeys.csv, as xian-poti; without it all are simulated, which takes minutes. The portal shows
    what was stored of this command with --json.

    \b
    Examples:
      ortak transport reliability xian-poti
      ortak transport reliability --json > src/ortak/areas/transport/data/reliability.json
    """
    from ortak.areas.transport.network import load_network
    from ortak.areas.transport.operations import journeys as known
    from ortak.areas.transport.operations.reliability import ENGINE, ENGINE_VERSION, stored_journey

    network = load_network()
    asked = [known.journey(name) for name in dict.fromkeys(journeys)] or list(known.journeys().values())
    found = []
    for each in asked:
        with counted(f"{each.id}: draws") as counter:
            found.append(stored_journey(network, each, replications, seed, counter))
    if as_json:
        click.echo(json.dumps({"engine": ENGINE, "version": ENGINE_VERSION, "journeys": found}, ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(found)))


def _lines(found: list[dict[str, Any]]) -> list[str]:
    head = ("Days", "one of ten", "half", "nine of ten", "mean", "January, nine", "July, nine")
    rows = []
    for each in found:
        year, january, july = (each["seasons"][season] for season in ("year", "january", "july"))
        hours = [year["quantiles"][chance] for chance in ("0.1", "0.5", "0.9")]
        hours += [year["mean"], january["quantiles"]["0.9"], july["quantiles"]["0.9"]]
        rows.append((each["journey"], *(f"{value / HOURS_A_DAY:.1f}" for value in hours)))
    return table(head, rows)
