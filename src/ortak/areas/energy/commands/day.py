"""A day of the region that ships with Ortak, cleared."""

import json

import click

from ortak.areas.energy.commands.group import cli
from ortak.cli import Refused


@cli.command()
@click.argument("day")
def day(day: str) -> None:
    """Print a day of the region, cleared and proved, with the steps of every zone and hour, as JSON.

    \b
    Examples:
      ortak energy day 2023-01-16
    """
    from ortak.areas.energy.electricity.days import cleared
    from ortak.areas.energy.market_folder import BadFolder

    try:
        found = cleared(day)
    except BadFolder as error:
        raise Refused(str(error)) from None
    click.echo(json.dumps(found, separators=(",", ":")))
