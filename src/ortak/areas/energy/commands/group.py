"""`ortak energy`: the verbs join this group."""

import click


@click.group()
def cli() -> None:
    """Energy: the coupled market, the grid and the pipelines.

    \b
    Examples:
      ortak energy clear 2023-01-16
      ortak energy clear market --out result
      ortak energy verify result
      ortak energy whatif energy.coupling
      ortak energy opf case.m --model ac --json
      ortak energy gas solve GasLib-40.zip
    """
