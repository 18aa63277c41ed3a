"""`ortak transport`: the verbs join this group."""

import click


@click.group()
def cli() -> None:
    """Transport: routes, their time, cost, CO2 and reliability, what the corridor can carry, and air links.

    \b
    Examples:
      ortak transport front edges.csv --from A --to B --json
      ortak transport simulate "Xi'an" Istanbul
      ortak transport air --from Bishkek --to Budapest
    """
