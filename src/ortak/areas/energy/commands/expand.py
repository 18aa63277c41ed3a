"""The build-out of the region to 2040."""

import json
from collections.abc import Iterator
from typing import Any

import click

from ortak.areas.energy.commands.group import cli
from ortak.cli import AS_JSON, Refused


@cli.command()
@click.option(
    "--co2", "co2_share", type=click.FloatRange(0, 10), help="CO2 of 2040 as a share of today's; free if not given."
)
@click.option("--reserve", default="shared", show_default=True, type=click.Choice(["shared", "own"]),
              help="Reserve held together by those who share a grid, or by each zone.")  # fmt: skip
@click.option("--links", default="free", show_default=True, type=click.Choice(["free", "as-they-are"]),
              help="Links may be built, or stay as they are.")  # fmt: skip
@AS_JSON
def expand(co2_share: float | None, reserve: str, links: str, as_json: bool) -> None:
    """Plan generation, storage and links of the region to 2040 at the least cost.

    A linear program over seven days that stand for a year, with a bound that proves how near it is to the best.

    \b
    Examples:
      ortak energy expand
      ortak energy expand --co2 0.5
      ortak energy expand --co2 0.5 --links as-they-are --reserve own --json
    """
    from ortak.areas.energy.electricity.build_out import Asked, as_dict, build_out
    from ortak.engines.energy.expansion import NoPlan

    try:
        found = as_dict(build_out(Asked(co2_share, reserve == "shared", links == "free")))
    except NoPlan as error:
        raise Refused(str(error)) from None
    click.echo(json.dumps(found, indent=1) if as_json else "\n".join(_lines(found)))


def _lines(found: dict[str, Any]) -> Iterator[str]:
    cost, bound = f"{found['cost_eur_m']:,.0f}", f"{found['bound_eur_m']:,.0f}"
    yield f"{found['year']}: EUR {cost} m a year, no plan below {bound}"
    yield f"CO2 {found['co2_mt']:,.0f} Mt a year, today {found['co2_mt_today']:,.0f}"
    names = ("wind", "solar", "new gas", "battery")
    yield f"{'zone':8}{'TWh':>9}{'EUR/MWh':>9}" + "".join(f"{name + ', MW':>14}" for name in names)
    for zone, each in found["zones"].items():
        added = "".join(f"{each['added_mw'].get(name, 0):14,}" for name in names)
        yield f"{zone:8}{each['demand_twh']:9,.1f}{each['price_eur_mwh']:9.1f}{added}"
    for name, mw in found["links_added_mw"].items():
        yield f"{name:20}{mw:8,} MW more"
    yield f"The last tonne of CO2 is worth {found['co2_eur_t']:,.0f} EUR. {found['hours']} hours stand for the year."
