"""`ortak energy`: the verbs join this group."""

import click


@click.group()
def cli() -> None:
    """Energy: the coupled market, the grid and the pipelines.

    \b
    Examples:
      ortak energy clear market --out result
      ortak energy verify result
      ortak energy gas solve GasLib-40.zip
    """
