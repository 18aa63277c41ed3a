"""`ortak transport`: the verbs join this group."""

import click

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for a script.")


@click.group()
def cli() -> None:
    """Transport: routes, their time, cost, CO2 and reliability, what the corridor can carry, and air links.

    \b
    Examples:
      ortak transport front edges.csv --from A --to B --json
      ortak transport simulate "Xi'an" Istanbul
      ortak transport air --from Bishkek --to Budapest
    """
