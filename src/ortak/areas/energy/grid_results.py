"""What the verbs of the grid print, as plain data and as lines."""

from typing import Any

import numpy as np

from ortak.engines.energy.grid import OPTIMAL, Dispatch


def dispatch_summary(found: Dispatch, prices: bool = False, outputs: bool = False) -> dict[str, Any]:
    """A dispatch as plain data: MW, Mvar, money per hour; no figures that are not meant where there is no optimum."""
    network, optimal = found.network, found.status == OPTIMAL
    summary: dict[str, Any] = {
        "status": found.status,
        "objective": found.objective if optimal else None,
        "gap": found.gap if optimal else None,
        "model": found.model,
        "iterations": found.iterations,
        "worst_violation_mw": found.violation * network.base_mva if optimal else None,
        "buses": network.buses,
        "islands": len(network.reference),
    }
    if found.reasons:
        summary["reasons"] = list(found.reasons)
    if optimal and outputs:
        summary["generators"] = [
            {"row": int(row) + 1, "bus": int(network.bus_name(bus)), "mw": float(mw), "mvar": float(mvar)}
            for row, bus, (mw, mvar) in zip(
                network.generator_row, network.generator_bus, found.output * network.base_mva, strict=True
            )
        ]
    if optimal and prices:
        summary["prices"] = [
            {
                "bus": int(network.bus_name(bus)),
                "per_mwh": float(found.price[bus, 0]),
                "per_mvarh": float(found.price[bus, 1]),
                "voltage_pu": float(found.voltage[bus, 0]),
                "angle_deg": float(np.degrees(found.voltage[bus, 1])),
            }
            for bus in range(network.buses)
        ]
    return summary


def tell_dispatch(summary: dict[str, Any]) -> str:
    """The same in lines."""
    if summary["status"] != OPTIMAL:
        return "\n".join([summary["status"].replace("_", " "), *summary.get("reasons", ())])
    lines = [
        f"{summary['model'].upper()} optimum {summary['objective']:,.2f} per hour, gap {summary['gap']:.1e}, "
        f"{summary['iterations']} iterations, worst violation {summary['worst_violation_mw']:.1e} MW or Mvar"
    ]
    for each in summary.get("generators", ()):
        lines.append(f"generator {each['row']} at bus {each['bus']}: {each['mw']:.2f} MW, {each['mvar']:.2f} Mvar")
    for each in summary.get("prices", ()):
        lines.append(f"bus {each['bus']}: {each['per_mwh']:.4f} per MWh, voltage {each['voltage_pu']:.4f}")
    return "\n".join(lines)
