"""Solve a grid case: the cheapest dispatch, the flows, and what the loss of a branch would do."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ortak.areas.energy.commands.group import cli
from ortak.cli import AS_JSON, Refused

if TYPE_CHECKING:
    from ortak.engines.energy.grid import Network

CASE = click.argument("case", metavar="CASE.m", type=click.Path(exists=True, dir_okay=False, path_type=Path))
MODEL = click.option(
    "--model", type=click.Choice(["dc", "ac"]), required=True, help="dc: linear, active power alone; ac: everything."
)
EXIT_CODES = {"optimal": 0, "solved": 0, "infeasible": 1, "not_converged": 3}


def _network(case: Path) -> "Network":
    from ortak.engines.energy.grid import GridError, network_of, read_case

    try:
        return network_of(read_case(case.read_text("utf-8", "replace"), case.name))
    except GridError as error:
        raise Refused(str(error)) from None


def _answer(found: dict[str, Any], as_json: bool, told: str) -> None:
    click.echo(json.dumps(found) if as_json else told)
    if EXIT_CODES[found["status"]]:
        raise click.exceptions.Exit(EXIT_CODES[found["status"]])


@cli.command()
@CASE
@MODEL
@click.option("--prices", is_flag=True, help="Also the price at every bus.")
@click.option("--dispatch", "outputs", is_flag=True, help="Also the output of every generator.")
@click.option(
    "--reading",
    type=click.Choice(["series", "matpower"]),
    default="series",
    help="Of the DC model: susceptance x/(r²+x²) without taps and shifts, or 1/(x·tap) with shifts.",
)
@AS_JSON
def opf(case: Path, model: str, prices: bool, outputs: bool, reading: str, as_json: bool) -> None:
    """Optimal power flow: the cheapest dispatch that the grid of CASE.m can carry.

    CASE.m is a MATPOWER case, version 2. Exit 1 and status "infeasible" if no dispatch meets all limits, with what
    cannot hold; exit 3 and "not_converged" if the method had to stop; exit 2 if the file is refused.

    \b
    Examples:
      ortak energy opf case.m --model dc --json
      ortak energy opf case.m --model ac --prices --json
    """
    from ortak.areas.energy.grid_results import dispatch_summary, tell_dispatch
    from ortak.engines.energy.grid import GridError, ac_optimal_power_flow, dc_optimal_power_flow

    network = _network(case)
    if not len(network.case.gencost):
        raise Refused(f"{case} has no mpc.gencost: the cheapest dispatch needs what each generator costs")
    try:
        found = dc_optimal_power_flow(network, reading) if model == "dc" else ac_optimal_power_flow(network)
    except GridError as error:
        raise Refused(str(error)) from None
    summary = dispatch_summary(found, prices, outputs)
    _answer(summary, as_json, tell_dispatch(summary))


@cli.command()
@CASE
@MODEL
@click.option("--reactive-limits", is_flag=True, help="AC: let a voltage go where its generators reach their limits.")
@AS_JSON
def powerflow(case: Path, model: str, reactive_limits: bool, as_json: bool) -> None:
    """Power flow: what flows in the grid of CASE.m when generators keep the outputs that it gives.

    The reference bus of each island makes up the rest. Exit 3 and status "not_converged" if the AC equations were not
    solved in 30 steps.

    \b
    Examples:
      ortak energy powerflow case.m --model dc
      ortak energy powerflow case.m --model ac --reactive-limits --json
    """
    from ortak.areas.energy.grid_results import flow_summary, tell_flow
    from ortak.engines.energy.grid import GridError, ac_power_flow, dc_power_flow

    network = _network(case)
    try:
        found = dc_power_flow(network) if model == "dc" else ac_power_flow(network, reactive_limits)
    except GridError as error:
        raise Refused(str(error)) from None
    summary = flow_summary(found)
    _answer(summary, as_json, tell_flow(summary))


@cli.command()
@CASE
@AS_JSON
def contingencies(case: Path, as_json: bool) -> None:
    """N-1: which branches are overloaded after the loss of each branch of CASE.m, one by one, in the DC model.

    Generators keep the outputs that the file gives. A loss that cuts buses off is listed, not solved.

    \b
    Examples:
      ortak energy contingencies case.m
      ortak energy contingencies case.m --json
    """
    from ortak.areas.energy.grid_results import security_summary, tell_security
    from ortak.engines.energy.grid import GridError
    from ortak.engines.energy.grid import contingencies as lose_every_branch

    network = _network(case)
    try:
        summary = security_summary(lose_every_branch(network))
    except GridError as error:
        raise Refused(str(error)) from None
    click.echo(json.dumps(summary) if as_json else tell_security(summary))
