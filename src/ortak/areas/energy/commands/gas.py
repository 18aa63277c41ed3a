"""Gas: the hydraulics of a network that a file describes."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ortak.areas.energy.commands.group import cli
from ortak.cli import AS_JSON, Refused

if TYPE_CHECKING:
    from ortak.areas.energy.pipelines.gaslib import Instance
    from ortak.engines.energy.pipelines.hydraulics.checking import Residuals
    from ortak.engines.energy.pipelines.hydraulics.nominations import Carried

INFEASIBLE = 3


@cli.group()
def gas() -> None:
    """Gas and oil pipes: hydraulics of a network, what the region's pipes carry, and what happens if one stops.

    \b
    Examples:
      ortak energy gas solve GasLib-40.zip
      ortak energy gas n1
    """


@gas.command()
@click.argument("network", type=click.Path(exists=True, path_type=Path))
@click.argument("nomination", required=False)
@click.option("--friction", default="nikuradse", show_default=True, type=click.Choice(["nikuradse", "hofer"]),
              help="Law of friction in the pipes.")  # fmt: skip
@click.option("--compressibility", default="papay", show_default=True, type=click.Choice(["papay", "aga", "ideal"]),
              help="How far the gas is from an ideal one.")  # fmt: skip
@AS_JSON
def solve(network: Path, nomination: str | None, friction: str, compressibility: str, as_json: bool) -> None:
    """Find pressures, flows and set points that carry a NOMINATION through a gas NETWORK.

    NETWORK is a zip or a folder of GasLib, a .net with its .scn beside it, or a network.json; NOMINATION the name of a
    nomination in it (the first one, if none is named) or a .scn file. Exit 3 if it cannot be carried: then it says
    which bounds cannot hold, and whether that is proved.

    \b
    Examples:
      ortak energy gas solve GasLib-40.zip
      ortak energy gas solve GasLib-11 GasLib_11_scenario --friction hofer --json
    """
    from ortak.areas.energy.pipelines.gaslib import read_instance
    from ortak.engines.energy.pipelines.errors import PipelineError
    from ortak.engines.energy.pipelines.hydraulics.checking import checked
    from ortak.engines.energy.pipelines.hydraulics.nominations import carried

    scenario = Path(nomination) if nomination and nomination.endswith(".scn") else None
    try:
        if scenario and not scenario.is_file():
            raise Refused(f"there is no file {scenario}")
        instance = read_instance(network, None if scenario else nomination, compressibility, scenario)
        found = carried(instance.network, instance.nomination, friction)
    except PipelineError as error:
        raise Refused(str(error)) from None
    residuals = checked(instance.network, instance.nomination, found, friction) if found.feasible else None
    told = _told(instance, found, residuals)
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else "\n".join(_lines(told)))
    if not found.feasible:
        raise click.exceptions.Exit(INFEASIBLE)


def _told(instance: "Instance", found: "Carried", residuals: "Residuals | None") -> dict[str, Any]:
    from ortak.engines.energy.pipelines.hydraulics.checking import ideal_megawatts

    network = instance.network
    status = "carried" if found.feasible else "infeasible" if found.proved else "not found"
    told: dict[str, Any] = {"network": network.name, "nomination": instance.nomination.name, "status": status}
    if residuals is None:
        return told | {
            "proved": found.proved,
            "cannot_hold": [
                {"node": each.node, "bar": each.bar, "allowed_bar": each.bound, "why": str(each)}
                for each in found.breaches
            ],
        }
    elements = []
    for element in network.elements.values():
        row: dict[str, Any] = {"id": element.id, "kind": element.kind, "flow_1000m3_h": found.flow[element.id]}
        if set_point := found.set_points.get(element.id):
            row["set"] = set_point.mode
            if set_point.mode == "works":
                row["ratio" if element.kind == "compressor" else "drop_bar"] = set_point.value
                if element.kind == "compressor":
                    row["ideal_mw"] = ideal_megawatts(network, element, found)
        elements.append(row)
    return told | {
        "pressure_bar": found.pressure,
        "entering_1000m3_h": {node: flow for node, flow in found.injection.items() if flow},
        "elements": elements,
        "residual_balance": residuals.balance,
        "residual_law_bar": residuals.law_bar,
        "broken": list(residuals.broken),
    }


def _lines(told: dict[str, Any]) -> list[str]:
    head = f"{told['network']}, nomination {told['nomination']}: {told['status']}"
    if told["status"] != "carried":
        why = [each["why"] for each in told["cannot_hold"]] or ["no single bound of pressure tells why"]
        proof = "proved: every state breaks a bound" if told["proved"] else "none was found, and none is excluded"
        return [f"{head} ({proof})", *(f"  {each}" for each in why)]
    pressures = told["pressure_bar"]
    low, high = min(pressures, key=pressures.get), max(pressures, key=pressures.get)
    lines = [
        f"{head}; balanced to {told['residual_balance']:.1e}, laws hold to {told['residual_law_bar']:.1e} bar",
        f"pressures from {pressures[low]:.3f} bar at {low} to {pressures[high]:.3f} bar at {high}",
    ]
    for each in told["elements"]:
        if "set" in each:
            more = f" at a ratio of {each['ratio']:.4f}, {each['ideal_mw']:.2f} MW at least" if "ratio" in each else ""
            more = f", {each['drop_bar']:.3f} bar down" if "drop_bar" in each else more
            lines.append(
                f"  {each['kind']} {each['id']}: {each['set']}{more}, {each['flow_1000m3_h']:.2f} thousand m3/h"
            )
    return lines
