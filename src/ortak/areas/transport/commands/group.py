"""`ortak transport`: the verbs join this group."""

import click

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for a script.")


@click.group()
def cli() -> None:
    """Transport: routes, their time, cost, CO2 and reliability, and what the corridor can carry.

    \b
    Examples:
      ortak transport route "Xi'an" Istanbul
      ortak transport route Tashkent Budapest --criteria time,cost --json
      ortak transport front edges.csv --from A --to B --json
    """
