"""AC optimal power flow: the cheapest dispatch that the network can carry, voltages and reactive power included."""

from dataclasses import replace

import numpy as np

from ortak.engines.energy.grid.ac_programme import AcProgramme
from ortak.engines.energy.grid.branch_flow import power_into
from ortak.engines.energy.grid.case import Floats
from ortak.engines.energy.grid.checking import missed
from ortak.engines.energy.grid.dispatch import INFEASIBLE, NOT_CONVERGED, OPTIMAL, Dispatch
from ortak.engines.energy.grid.infeasibility import islands_out_of_balance, what_is_missed
from ortak.engines.energy.grid.interior_point import Found, Tolerance, minimise
from ortak.engines.energy.grid.network import Network


def ac_optimal_power_flow(network: Network, tolerance: Tolerance | None = None) -> Dispatch:
    """The cheapest dispatch by the AC equations: a local optimum, as the problem is not convex.

    Args:
        network: what is in service.
        tolerance: when a point counts as optimal.

    Returns:
        the dispatch. `status` is `optimal`; `infeasible`, with reasons (the network cannot be balanced, by a local
        search); or `not_converged`.

    Source of the method: Wang, Murillo-Sánchez, Zimmerman, Thomas (2007); see `interior_point`.

    >>> from ortak.engines.energy.grid.network import tiny_network
    >>> found = ac_optimal_power_flow(tiny_network())
    >>> found.status, round(found.objective, 2), found.violation < 1e-7
    ('optimal', 1895.88, True)
    """
    tolerance = tolerance or Tolerance()
    programme = AcProgramme(network)
    reasons = islands_out_of_balance(network, lossless=False)
    found = minimise(programme, replace(tolerance, iterations=0) if reasons else tolerance)
    if not found.converged and not reasons:
        reasons = what_is_missed(network, programme, tolerance, lambda other: _limits(programme, other))
    n, g = network.buses, len(network.generator_bus)
    angle, magnitude = found.x[:n], found.x[n : 2 * n]
    output = found.x[2 * n : 2 * n + 2 * g].reshape(2, g).T
    voltage = np.column_stack([magnitude, angle])
    return Dispatch(
        network=network,
        model="ac",
        status=OPTIMAL if found.converged and not reasons else INFEASIBLE if reasons else NOT_CONVERGED,
        objective=network.costs.value(output.T.ravel()),
        gap=found.gap,
        iterations=found.iterations,
        violation=missed(network, voltage, output).worst,
        output=output,
        voltage=voltage,
        flow=power_into(programme.ends, angle, magnitude),
        price=found.equal.reshape(2, n).T / network.base_mva,
        reasons=reasons,
    )


def _limits(programme: AcProgramme, found: Found) -> tuple[Floats, list[str]]:
    """Multipliers of limits, and what each belongs to."""
    net = programme.network
    n, g = net.buses, len(net.generator_bus)
    weight, names = [found.unequal], []
    for end in programme.rated:
        name = net.branch_name(int(end) % len(net.tail))
        names.append(f"branch {name}, limit of {net.rate[end % len(net.tail)] * net.base_mva:g} MVA")
    for which, branches, column in zip(("highest", "lowest"), programme.turned, (1, 0), strict=True):
        for branch in branches.tolist():
            limit = np.degrees(net.angle_limits[branch, column])
            names.append(f"branch {net.branch_name(branch)}, {which} angle of {limit:g} degrees")
    names += [f"cost of output {k}" for k in net.costs.output_of_line]
    for side, multiplier in (("lowest", found.lower), ("highest", found.upper)):
        weight += [multiplier[n : 2 * n], multiplier[2 * n : 2 * n + 2 * g]]
        names += [f"bus {net.bus_name(k)}, {side} voltage" for k in range(n)]
        for power in ("active", "reactive"):
            names += [f"generator at bus {net.bus_name(k)}, {side} {power} power" for k in net.generator_bus]
    return np.concatenate(weight), names
