"""The auction with flow-based domains, and with links that lose a share of what they carry.

Every hour is a convex piecewise linear program in floating point, solved by `dual_simplex` from the prices at which
each zone outside the domain, and all zones inside it together, would balance alone.

>>> from ortak.engines.energy.coupling.market import tiny_market
>>> line = Domain(("line",), np.array([[[0.5, -0.5]]]), np.array([[10_000.0]]))
>>> market = tiny_market(0)
>>> result = clear_flow_based(market, line)
>>> result.price.tolist(), result.export.tolist(), result.shadow.tolist()
([[2000.0, 5000.0]], [[10000.0, -10000.0]], [[3000.0]])
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ortak.engines.energy.coupling.clearing import FEW_HOURS, THREADS
from ortak.engines.energy.coupling.curves import Curves
from ortak.engines.energy.coupling.domains import Domain
from ortak.engines.energy.coupling.dual_simplex import SOLVED, Ladders, Program
from ortak.engines.energy.coupling.errors import BadMarket, NotFeasible
from ortak.engines.energy.coupling.linear_hour import Limits, Outcome, run
from ortak.engines.energy.coupling.market import Market

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class FlowBased:
    """What the auction gives for H hours, Z zones, L links, K elements; cents per MWh, kWh, cents times kWh / MWh."""

    price: Floats
    """H x Z: hub price less factor times shadow price, summed over the elements; the dual solution found."""
    sold: Floats
    bought: Floats
    export: Floats
    """What a zone sends into the domain; zero outside it; H x Z."""
    forward: Floats
    """What each link takes from its tail; the head gets it less the loss; H x L."""
    back: Floats
    """What each link takes from its head; H x L, zero for links without loss (there `forward` may be negative)."""
    shadow: Floats
    """What one kWh more of margin would be worth, in cents per MWh; H x K."""
    welfare: Floats


def clear_flow_based(market: Market, domain: Domain, loss: Floats | None = None) -> FlowBased:
    """Clear every hour. Links of the market stay as they are; `loss` is the share of each that is lost (L).

    A link that ends in the domain counts there like an order of the zone it ends in (standard hybrid coupling).

    Raises:
        BadMarket: a domain or losses that do not fit.
        NotFeasible: an hour without a solution: which critical element, or which zones.

    >>> from ortak.engines.energy.coupling.domains import no_domain
    >>> from ortak.engines.energy.coupling.market import tiny_market
    >>> result = clear_flow_based(tiny_market(), no_domain(1, 2), np.array([0.1]))
    >>> result.price.tolist(), result.forward.tolist(), result.sold.tolist()
    ([[2000.0, 5000.0]], [[30000.0]], [[90000.0, 33000.0]])
    """
    hours, zones, links = market.hours, len(market.zones), market.tail.size
    domain.checked(hours, zones)
    loss = np.zeros(links) if loss is None else np.asarray(loss, dtype=np.float64)
    if loss.shape != (links,) or not ((loss >= 0) & (loss < 1)).all():
        raise BadMarket("losses are shares from 0 to below 1, one for each link")
    members = domain.members()
    group = np.where(members, 0, np.cumsum(~members) - (0 if members.any() else 1)).astype(np.int64)
    limits = Limits(
        group, _whole(market.tail), _whole(market.head), loss, market.low.astype(np.float64),
        market.high.astype(np.float64), np.nan_to_num(domain.factor, nan=0.0, posinf=0.0), domain.margin.copy(),
        market.fixed.astype(np.float64),
    )  # fmt: skip
    shape, elements = (hours, zones), len(domain.elements)
    outcome = Outcome(
        np.zeros(shape), np.zeros(shape), np.zeros(shape), np.zeros(shape), np.zeros((hours, 2, links)),
        np.zeros((hours, elements)), np.zeros(hours), np.zeros((hours, 2), dtype=np.int64),
    )  # fmt: skip
    offers, bids = (Curves(*map(_whole, curve)) for curve in (market.offers, market.bids))

    def work(numbers: Integers) -> None:
        run(limits, offers, bids, outcome, numbers, market.least, market.most, *_room(market, limits, elements))

    every = np.arange(hours)
    if hours < FEW_HOURS:
        work(every)
    else:
        with ThreadPoolExecutor(THREADS) as threads:
            list(threads.map(work, np.array_split(every, THREADS)))
    bad = np.flatnonzero(outcome.state[:, 0] != SOLVED)
    if bad.size:
        raise NotFeasible(_reason(market, domain, group, int(bad[0]), int(outcome.state[bad[0], 1])))
    forward, back = outcome.flow[:, 0], outcome.flow[:, 1]
    return FlowBased(
        outcome.price, outcome.sold, outcome.bought, outcome.export, forward, back, outcome.shadow, outcome.welfare
    )


def _whole(numbers: Integers) -> Integers:
    return np.ascontiguousarray(numbers, dtype=np.int64)


def _room(market: Market, limits: Limits, elements: int) -> tuple[Ladders, Program]:
    """Working arrays of one thread: zones, links both ways, elements, and the last resort of each group."""
    zones, links = len(market.zones), market.tail.size
    groups = int(limits.group.max()) + 1
    rows, columns = groups + elements, zones + 2 * links + elements + 2 * groups
    most = sum(int(np.diff(curve.start[::zones]).max(initial=0)) for curve in (market.offers, market.bids))
    steps = most + 2 * links + elements + 2 * groups
    ladders = Ladders(np.zeros(columns + 1, dtype=np.int64), np.zeros(steps), np.zeros(steps), np.zeros(steps))
    return ladders, Program(
        np.zeros((rows, columns)), np.zeros(rows, dtype=np.int64), np.zeros(columns, dtype=np.int64),
        np.zeros(columns, dtype=np.int64), np.zeros(columns), np.zeros(columns), np.zeros(columns),
    )  # fmt: skip


def _reason(market: Market, domain: Domain, group: Integers, hour: int, row: int) -> str:
    groups = int(group.max()) + 1
    if row < 0:
        return f"hour {hour + 1}: no solution was found within the number of iterations allowed"
    if row >= groups:
        element = row - groups
        margin = domain.margin[hour, element]
        return f"hour {hour + 1}: nothing keeps critical element {domain.elements[element]} within {margin:.0f} kWh"
    names = ", ".join(market.zones[zone] for zone in np.flatnonzero(group == row))
    return f"hour {hour + 1}: fixed exchanges of {names} exceed what orders, links and the domain there can balance"
