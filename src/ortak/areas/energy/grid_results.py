"""What the verbs of the grid print, as plain data and as lines."""

from typing import Any

import numpy as np

from ortak.engines.energy.grid import OPTIMAL, SOLVED, Dispatch, Flow, Network, Security


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


def flow_summary(found: Flow) -> dict[str, Any]:
    """A power flow as plain data: MW, Mvar, degrees; voltages and flows only where the equations were solved."""
    network = found.network
    summary: dict[str, Any] = {
        "status": found.status,
        "model": found.model,
        "iterations": found.iterations,
        "mismatch_mva": found.mismatch * network.base_mva if np.isfinite(found.mismatch) else None,
        "buses": [],
        "branches": [],
    }
    if found.status != SOLVED:
        return summary
    into = found.flow * network.base_mva
    m = len(network.tail)
    summary["losses_mw"] = float(into[:, 0].sum())
    summary["voltage_let_go_at"] = [int(network.bus_name(bus)) for bus in found.let_go]
    summary["buses"] = [
        {
            "bus": int(network.bus_name(bus)),
            "voltage_pu": float(magnitude),
            "angle_deg": float(np.degrees(angle)),
            "made_mw": float(made[0]),
            "made_mvar": float(made[1]),
        }
        for bus, ((magnitude, angle), made) in enumerate(zip(found.voltage, found.made * network.base_mva, strict=True))
    ]
    summary["branches"] = [
        {
            **_ends(network, branch),
            "from_mw": float(into[branch, 0]),
            "from_mvar": float(into[branch, 1]),
            "to_mw": float(into[m + branch, 0]),
            "to_mvar": float(into[m + branch, 1]),
            "limit_mva": _limit(network, branch),
            "overloaded": bool(np.hypot(*into[[branch, m + branch]].T).max() > network.rate[branch] * network.base_mva),
        }
        for branch in range(m)
    ]
    return summary


def tell_flow(summary: dict[str, Any]) -> str:
    """The same in lines."""
    if summary["status"] != SOLVED:
        return f"not converged after {summary['iterations']} steps; the equations may have no solution"
    lines = [
        f"{summary['model'].upper()} flow, {summary['iterations']} steps, losses {summary['losses_mw']:.3f} MW, worst "
        f"mismatch {summary['mismatch_mva']:.1e} MVA"
    ]
    for each in summary["branches"]:
        over = ", above its limit" if each["overloaded"] else ""
        lines.append(f"{each['from']} to {each['to']}: {each['from_mw']:.2f} MW, {each['from_mvar']:.2f} Mvar{over}")
    return "\n".join(lines)


def security_summary(found: Security) -> dict[str, Any]:
    """What N-1 found, as plain data in MW."""
    network, base = found.network, found.network.base_mva
    return {
        "branches": len(network.tail),
        "secure": not found.overloads and not len(found.overloaded_before),
        "overloaded_before": [
            {**_ends(network, branch), "mw": float(found.flow[branch]) * base, "limit_mva": _limit(network, branch)}
            for branch in found.overloaded_before.tolist()
        ],
        "overloads": [
            {
                "lost": _ends(network, each.lost),
                **_ends(network, each.branch),
                "mw": each.flow * base,
                "limit_mva": each.limit * base,
            }
            for each in found.overloads
        ],
        "splits": [
            {"lost": _ends(network, int(lost)), "buses_cut_off": [int(network.bus_name(bus)) for bus in apart]}
            for lost, apart in zip(found.splits, found.apart, strict=True)
        ],
    }


def tell_security(summary: dict[str, Any]) -> str:
    """The same in lines."""
    lines = [
        f"{summary['branches']} losses: {len({each['lost']['row'] for each in summary['overloads']})} overload other "
        f"branches, {len(summary['splits'])} cut buses off"
    ]
    for each in summary["overloaded_before"]:
        lines.append(f"already without a loss: {_told(each)}")
    for each in summary["overloads"]:
        lines.append(f"without {_named(each['lost'])}: {_told(each)}")
    for each in summary["splits"]:
        cut = ", ".join(str(bus) for bus in each["buses_cut_off"][:10])
        more = "" if len(each["buses_cut_off"]) <= 10 else f" and {len(each['buses_cut_off']) - 10} more"
        lines.append(f"without {_named(each['lost'])}: cut off {cut}{more}")
    return "\n".join(lines)


def _told(each: dict[str, Any]) -> str:
    return f"{_named(each)} carries {abs(each['mw']):.1f} MW of {each['limit_mva']:g}"


def _named(each: dict[str, Any]) -> str:
    return f"{each['from']} to {each['to']} (row {each['row']})"


def _ends(network: Network, branch: int) -> dict[str, int]:
    tail, head = int(network.tail[branch]), int(network.head[branch])
    return {
        "row": int(network.branch_row[branch]) + 1,
        "from": int(network.bus_name(tail)),
        "to": int(network.bus_name(head)),
    }


def _limit(network: Network, branch: int) -> float | None:
    rate = float(network.rate[branch])
    return rate * network.base_mva if np.isfinite(rate) else None
