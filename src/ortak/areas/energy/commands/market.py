"""Clear a market folder, and check a result."""

import json
import tempfile
from pathlib import Path
from typing import Any

import click

from ortak.areas.energy.commands.group import cli
from ortak.cli import AS_JSON

PROVED = "proved: every hour is an optimum at these prices, and no block is taken at a loss"
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@cli.command()
@click.argument("market", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the result; else it is shown, not kept.")
@click.option(
    "--outside-prices",
    is_flag=True,
    help="Draw prices that orders leave open to published prices of zones outside; else their middle is taken.",
)
@AS_JSON
def clear(market: Path, out: Path | None, outside_prices: bool, as_json: bool) -> None:
    """Clear the day-ahead market in DIR: prices, flows, blocks and a certificate.

    DIR is a market folder, or the name of a day of the region that ships with Ortak, as 2023-01-16. A folder holds
    simple-bid-curves, transfer-capacities and, if there are any, block-orders, published-exchanges (taken as fixed), as
    .csv or .csv.gz. Published prices are read only with --outside-prices, and only those of zones outside.

    With flow-based-domains, or a column loss_share in transfer-capacities, zones trade within the margins of critical
    elements, and links lose what they lose; block orders are refused then.

    \b
    Examples:
      ortak energy clear 2023-01-16
      ortak energy clear market --out result
      ortak energy clear market --out result --outside-prices --json
    """
    from ortak.areas.energy.commands.showing import tables
    from ortak.areas.energy.market_building import read_market
    from ortak.areas.energy.market_check import check_results
    from ortak.areas.energy.market_folder import BadFolder
    from ortak.areas.energy.market_network import clear_network
    from ortak.areas.energy.market_results import references, summary, write_results
    from ortak.engines.energy.coupling import MarketError
    from ortak.engines.energy.coupling.selection import clear_with_blocks

    with tempfile.TemporaryDirectory() as passing:
        into = out or Path(passing) / "result"
        try:
            folder = read_market(_named(market), outside_prices)
            if folder.domain or folder.loss:
                network = clear_network(folder, into)
                click.echo(json.dumps(network) if as_json else _told_network(network))
                return
            chosen = clear_with_blocks(folder.market, folder.blocks, references=references(folder))
            write_results(folder, chosen, into)
            wrong = [] if out else check_results(into)
        except (BadFolder, MarketError) as error:
            raise click.ClickException(str(error)) from None
    if wrong:
        raise click.ClickException(wrong[0])
    found = summary(folder, chosen)
    if as_json:
        click.echo(json.dumps(found))
        return
    if not out:
        click.echo(f"{tables(folder, chosen.clearing)}\n")
    click.echo(_told(found))
    if not out:
        click.echo(PROVED)


def _named(market: Path) -> Path:
    """The folder itself, or the bundled day of that name."""
    from ortak.areas.energy.electricity.case import bundled

    if market.is_dir():
        return market
    days = bundled()
    if str(market) not in days:
        raise click.ClickException(f"there is no folder {market}; days that ship with Ortak are {', '.join(days)}")
    return days[str(market)]


def _told(found: dict[str, Any]) -> str:
    prices, blocks = found["prices"], found["blocks"]
    return "\n".join(
        [
            f"{found['hours_cleared']} hours, {len(found['zones'])} zones; welfare {found['welfare']:,.2f}: consumers "
            f"{found['consumer_surplus']:,.2f}, producers {found['producer_surplus']:,.2f}, links "
            f"{found['congestion_rent']:,.2f}, the rest to blocks and fixed exchanges",
            f"prices: {prices['one_price_clears']} set by orders alone, {prices['drawn_to_prices_outside']} drawn to "
            f"prices outside, {prices['middle_of_range']} in the middle of the range that clears",
            f"blocks: {blocks['accepted']} of {blocks['orders']} accepted, {blocks['paradoxically_accepted']} "
            f"paradoxically; {blocks['paradoxically_rejected']} paradoxically rejected, who lose "
            f"{blocks['lost_surplus']:,.2f}; gap {blocks['gap']:.1e}",
        ]
    )


def _told_network(found: dict[str, Any]) -> str:
    return (
        f"{found['hours_cleared']} hours, {len(found['zones'])} zones, {len(found['elements'])} critical elements, "
        f"{found['lossy_links']} links with losses; welfare {found['welfare']:,.2f}; elements were full "
        f"{found['full_elements']} times"
    )


@cli.command()
@click.argument("result", metavar="DIR", type=FOLDER)
@click.option("--market", type=FOLDER, help="Where the market folder lies now, if not where it was cleared.")
def verify(result: Path, market: Path | None) -> None:
    """Check the result in DIR, with arithmetic of its own; exit 1 if anything is wrong.

    Limits, balance of every zone and hour, merit order, full links, welfare from both sides, and no block at a loss.

    \b
    Examples:
      ortak energy verify result
    """
    from ortak.areas.energy.market_check import check_results
    from ortak.areas.energy.market_folder import BadFolder
    from ortak.engines.energy.coupling import MarketError

    try:
        found = check_results(result, market)
    except (BadFolder, MarketError) as error:
        raise click.ClickException(str(error)) from None
    for each in found:
        click.echo(each)
    if found:
        raise click.exceptions.Exit(1)
    click.echo(PROVED)
