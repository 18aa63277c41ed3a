"""`ortak energy`: the verbs join this group."""

import click

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for a script.")


@click.group()
def cli() -> None:
    """Energy: the coupled market, the grid and the pipelines.

    \b
    Examples:
      ortak energy clear market --out result
      ortak energy verify result
    """
