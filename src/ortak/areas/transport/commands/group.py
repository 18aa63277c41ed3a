"""`ortak transport`: the verbs join this group."""

import click

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for a script.")


@click.group()
def cli() -> None:
    """Transport: the corridor, its routes, air links.

    \b
    Examples:
      ortak transport air --from Bishkek --to Budapest
      ortak transport air --unserved -n 20
    """
