"""DC optimal power flow: the cheapest dispatch by the linear model, with a bound that proves it."""

from dataclasses import replace

import numpy as np

from ortak.engines.energy.grid.case import Floats
from ortak.engines.energy.grid.checking import outside
from ortak.engines.energy.grid.dc_model import SERIES, DcModel, dc_model
from ortak.engines.energy.grid.dc_programme import DcProgramme, check_costs
from ortak.engines.energy.grid.dispatch import INFEASIBLE, NOT_CONVERGED, OPTIMAL, Dispatch
from ortak.engines.energy.grid.infeasibility import islands_out_of_balance, what_is_missed
from ortak.engines.energy.grid.interior_point import Found, Tolerance, minimise
from ortak.engines.energy.grid.network import Network


def dc_optimal_power_flow(network: Network, reading: str = SERIES, tolerance: Tolerance | None = None) -> Dispatch:
    """The cheapest dispatch by the DC model: a global optimum, with a duality gap.

    Args:
        network: what is in service.
        reading: of the model, `dc_model.SERIES` or `dc_model.MATPOWER`.
        tolerance: when a point counts as optimal.

    Raises:
        NotModelled: a cost that is not convex quadratic or piecewise linear, or a branch without reactance.

    Returns:
        the dispatch; `infeasible`, with reasons, where none meets all limits.

    >>> from ortak.engines.energy.grid.network import tiny_network
    >>> found = dc_optimal_power_flow(tiny_network())
    >>> found.status, round(found.objective, 4), round(float(found.price[1, 0]), 4)
    ('optimal', 1881.0, 21.8)
    """
    tolerance = tolerance or Tolerance()
    model = dc_model(network, reading)
    check_costs(model)
    programme = DcProgramme(model)
    reasons = islands_out_of_balance(network, lossless=True)
    found = minimise(programme, replace(tolerance, iterations=0) if reasons else tolerance)
    if not found.converged and not reasons:
        reasons = what_is_missed(network, programme, tolerance, lambda other: _limits(programme, other))
    n, g = network.buses, len(network.generator_bus)
    output = np.column_stack([found.x[n : n + g], np.zeros(g)])
    objective = network.costs.value(programme.outputs(found.x))
    flow = model.flows(found.x[:n])
    return Dispatch(
        network=network,
        model="dc",
        status=OPTIMAL if found.converged and not reasons else INFEASIBLE if reasons else NOT_CONVERGED,
        objective=objective,
        gap=(objective - lower_bound(programme, found)) / max(1.0, abs(objective)),
        iterations=found.iterations,
        violation=_missed(model, programme.flow_limits, flow, output[:, 0]),
        output=output,
        voltage=np.column_stack([np.ones(n), found.x[:n]]),
        flow=np.column_stack([np.concatenate([flow, -flow]), np.zeros(2 * len(flow))]),
        price=np.column_stack([found.equal, np.zeros(n)]) / network.base_mva,
        reasons=reasons,
    )


def lower_bound(programme: DcProgramme, found: Found) -> float:
    """A cost that no dispatch can undercut, from the multipliers alone.

    Prices at the buses and multipliers of the flows split the problem into generators and branches, each of which is
    then solved for itself (Lagrangian duality). What the multipliers miss of a balance at the angles (rounding) is
    taken off at the angles found."""
    model, net = programme.model, programme.model.network
    n = net.buses
    price = found.equal
    above, below = programme.limited
    pull = np.zeros(len(model.susceptance))  # what one more unit of flow is worth to the limits
    pull[above] -= found.unequal[: len(above)]
    pull[below] += found.unequal[len(above) : len(above) + len(below)]
    low, high = programme.flow_limits.T
    carried = np.where(pull > 0, np.where(np.isfinite(low), low, 0), np.where(np.isfinite(high), high, 0))
    ohm = pull - (price[net.tail] - price[net.head])
    rest = model.flow_matrix().T @ ohm
    rest[net.reference] = 0.0
    at_reference = (net.start_voltage[net.reference, 1])[net.island]
    slack = float(np.abs(rest) @ np.abs(found.x[:n] - at_reference))
    shifted = float(ohm @ (model.susceptance * model.shift))
    return float(price @ model.needed) + float(pull @ carried) + shifted + _makers(programme, price) - slack


def _makers(programme: DcProgramme, price: Floats) -> float:
    """The least cost less revenue of all generators at these prices, each within its limits."""
    net, costs = programme.model.network, programme.model.network.costs
    g = len(net.generator_bus)
    paid = price[net.generator_bus]
    enough = float(np.abs(programme.model.needed).sum()) + float(
        np.abs(net.active_limits[np.isfinite(net.active_limits)]).sum()
    )
    low, high = np.clip(net.active_limits, -enough, enough).T
    padded = np.pad(costs.polynomial[:g], ((0, 0), (0, 3)))[:, :3]
    bent = padded[:, 2] > 0
    best = np.where(
        bent, (paid - padded[:, 1]) / np.where(bent, 2 * padded[:, 2], 1), np.where(paid > padded[:, 1], high, low)
    )
    best = np.clip(best, low, high)
    total = float((padded[:, 0] + padded[:, 1] * best + padded[:, 2] * best**2 - paid * best).sum())
    for each in programme.lined:
        lines = costs.output_of_line == each
        slope, constant = costs.slope[lines], costs.intercept[lines]
        corners = -np.diff(constant) / np.where(np.diff(slope) == 0, 1.0, np.diff(slope))
        points = np.clip(np.concatenate([[low[each], high[each]], corners]), low[each], high[each])
        cost = (slope[:, None] * points + constant[:, None]).max(axis=0)
        total += float((cost - paid[each] * points).min()) + float(paid[each] * best[each])  # instead of no cost
    return total


def _missed(model: DcModel, limits: Floats, flow: Floats, output: Floats) -> float:
    net = model.network
    drawn = model.needed.copy()
    np.add.at(drawn, net.tail, flow)
    np.add.at(drawn, net.head, -flow)
    np.add.at(drawn, net.generator_bus, -output)
    return max(
        float(np.abs(drawn).max(initial=0.0)),
        outside(flow, limits[:, 0], limits[:, 1]),
        outside(output, net.active_limits[:, 0], net.active_limits[:, 1]),
    )


def _limits(programme: DcProgramme, found: Found) -> tuple[Floats, list[str]]:
    """Multipliers of limits, and what each belongs to."""
    net = programme.model.network
    n, g = net.buses, len(net.generator_bus)
    above, below = programme.limited
    branch = np.concatenate([above, below])
    limit = np.concatenate([programme.flow_limits[above, 1], programme.flow_limits[below, 0]]) * net.base_mva
    names = [
        f"branch {net.branch_name(int(k))}, limit of {abs(most):g} MW" for k, most in zip(branch, limit, strict=True)
    ]
    names += [f"cost of generator {net.generator_row[k] + 1}" for k in net.costs.output_of_line[programme.lines]]
    weight = [found.unequal]
    for side, multiplier, column in (("least", found.lower, 0), ("most", found.upper, 1)):
        weight.append(multiplier[n : n + g])
        for place, bus in enumerate(net.generator_bus):
            value = net.active_limits[place, column] * net.base_mva
            names.append(f"generator at bus {net.bus_name(bus)}, at {side} {value:g} MW")
    return np.concatenate(weight), names
