"""Why a network has no dispatch: islands that cannot balance, then what the elastic programme cannot serve, and the
limits that keep it from being served."""

from collections.abc import Callable

import numpy as np

from ortak.engines.energy.grid.case import Floats, Integers
from ortak.engines.energy.grid.elastic import Elastic
from ortak.engines.energy.grid.interior_point import Found, Programme, Tolerance, minimise
from ortak.engines.energy.grid.network import Network

NOTHING = 1e-6
"""Per unit: less than this is missed by rounding."""
MOST_NAMED, NAMED_FROM = 20, 1e-4


def islands_out_of_balance(network: Network, lossless: bool) -> tuple[str, ...]:
    """Islands whose generators cannot meet the load, or must make more than it; a sentence for each.

    Without losses (DC) both ends count; with them only generators that are too small do.

    >>> from dataclasses import replace
    >>> from ortak.engines.energy.grid.network import tiny_network
    >>> net = tiny_network()
    >>> islands_out_of_balance(replace(net, load=net.load * 3), lossless=True)
    ('island of bus 1 (2 buses): loads draw 270 MW, its generators make at most 200 MW',)
    """
    found = []
    drawn = network.load[:, 0] + (network.shunt[:, 0] if lossless else np.minimum(network.shunt[:, 0], 0))
    for number, bus in enumerate(network.reference):
        members, makers = network.island == number, network.island[network.generator_bus] == number
        needed = float(drawn[members].sum())
        least, most = (float(network.active_limits[makers, k].sum()) for k in (0, 1))
        name = f"island of bus {network.bus_name(bus)} ({members.sum()} buses): loads draw"
        draws = f"{name} {needed * network.base_mva:g} MW, its generators make at"
        if needed > most + NOTHING:
            found.append(f"{draws} most {most * network.base_mva:g} MW")
        elif lossless and needed < least - NOTHING:
            found.append(f"{draws} least {least * network.base_mva:g} MW")
    return tuple(found)


def what_is_missed(
    network: Network, programme: Programme, tolerance: Tolerance, limits: Callable[[Found], tuple[Floats, list[str]]]
) -> tuple[str, ...]:
    """Sentences on what the elastic programme misses and on the limits with the largest part in it; none if it misses
    nothing or finds no answer.

    Args:
        network: what is in service.
        programme: its first equalities are the balances of active power, its next those of reactive power, if any.
        tolerance: for the elastic programme.
        limits: multipliers of what was found, and what each belongs to; those of inequalities come first.
    """
    elastic = Elastic.of(programme)
    found = minimise(elastic, tolerance)
    missed, over = elastic.missed(found.x) * network.base_mva, elastic.over(found.x)
    if not found.converged or found.objective <= NOTHING * max(1.0, elastic.equal / 100):
        return ()
    weight, names = limits(found)
    sentences = [_sentence(network, int(row), float(missed[row])) for row in _largest(np.abs(missed))]
    overloaded = [f"{names[row]}: cannot be kept" for row in _largest(over)]
    return tuple(dict.fromkeys([*sentences, *overloaded, *(f"in the way: {names[row]}" for row in _largest(weight))]))


def _largest(weight: Floats) -> Integers:
    order = np.argsort(-weight, kind="stable")[:MOST_NAMED]
    named: Integers = order[weight[order] > max(1e-3 * weight.max(initial=0.0), NAMED_FROM)]
    return named


def _sentence(network: Network, row: int, missed: float) -> str:
    bus, unit = network.bus_name(row % network.buses), "MW" if row < network.buses else "Mvar"
    what = "cannot be served" if missed > 0 else "too much cannot be carried away"
    return f"bus {bus}: {abs(missed):.4g} {unit} {what}"
