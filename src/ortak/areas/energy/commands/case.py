"""The region's market as a folder."""

from datetime import datetime
from pathlib import Path

import click

from ortak.areas.energy.commands.group import cli
from ortak.cli import Refused


@cli.command()
@click.option("--year", default=2023, show_default=True, type=int, help="The year of the facts.")
@click.option(
    "--day", type=click.DateTime(["%Y-%m-%d"]), help="One day of it, as 2023-01-16; the whole year if not given."
)
@click.option("--links", default="full", show_default=True, type=click.Choice(["full", "today"]),
              help="All that links can carry, or no more than contracts carry today.")  # fmt: skip
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder for the market.")
def case(year: int, day: datetime | None, links: str, out: Path) -> None:
    """Write the market of the region for a day or a year, made from the facts on plants, demand and links.

    The folder has the columns that `ortak energy clear` reads. Hours are modelled: the weather is drawn, not recorded.

    \b
    Examples:
      ortak energy case --day 2023-01-16 --out market
      ortak energy case --year 2023 --links today --out market
    """
    from ortak.areas.energy.electricity.case import write_case
    from ortak.areas.energy.market_folder import BadFolder

    try:
        hours = write_case(out, year, day.date() if day else None, links)
    except BadFolder as error:
        raise Refused(str(error)) from None
    click.echo(f"{hours} hours written to {out}")
