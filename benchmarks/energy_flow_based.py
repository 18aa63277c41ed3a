"""Flow-based coupling against HiGHS: 12 zones, 40 critical elements, 50 offers and 50 bids a zone, 876 hours.

    ortak bench energy_flow_based

HiGHS solves every `EVERY`-th hour as one linear program that is kept and started warm from the hour before; the welfare
must be equal to 1e-9 first. Times as in `energy_coupling`: wall, and processor time beside it.
"""

from collections.abc import Callable

import numpy as np
from energy_coupling import row, timed, year
from numpy.typing import NDArray

from ortak.engines.energy.coupling import Market
from ortak.engines.energy.coupling.domains import Domain
from ortak.engines.energy.coupling.flow_based import FlowBased, clear_flow_based
from ortak.engines.energy.verification import Orders
from ortak.engines.energy.verification.network import NetworkClaim, network_violations

HOURS, ZONES, ELEMENTS, EVERY, ROUNDS, SEED = 876, 12, 40, 10, 5, 20_250_402


def domain_of(hours: int, zones: int, elements: int) -> Domain:
    """Random factors and margins; some elements are full in nearly every hour."""
    dice = np.random.default_rng(SEED)
    factor = np.tile(dice.uniform(-0.4, 0.4, (elements, zones)), (hours, 1, 1))
    margin = dice.uniform(100_000, 900_000, (hours, elements))
    return Domain(tuple(f"e{each}" for each in range(elements)), factor, margin)


def highs_hours(market: Market, domain: Domain, hours: range) -> Callable[[], NDArray[np.float64]]:
    """Net exports as free columns; the program is changed from hour to hour and started from the last basis."""
    import highspy

    zones, steps, elements = len(market.zones), int(market.offers.start[1]), len(domain.elements)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("presolve", "off")
    solver.setOptionValue("threads", 1)
    nothing = (0, np.array([], dtype=np.int32), np.array([]))
    for _ in range(zones + 1):
        solver.addRow(0.0, 0.0, *nothing)
    for _ in range(elements):
        solver.addRow(-np.inf, 0.0, *nothing)
    for sign in (1.0, -1.0):
        for cell in range(zones * steps):
            solver.addCol(0.0, 0.0, 0.0, 1, np.array([cell // steps], dtype=np.int32), np.array([sign]))
    rows = np.arange(zones, zones + 1 + elements, dtype=np.int32)
    for zone in range(zones):
        index = np.concatenate([[zone], rows]).astype(np.int32)
        value = np.concatenate([[-1.0, 1.0], domain.factor[0, :, zone]])
        solver.addCol(0.0, -np.inf, np.inf, index.size, index, value)
    index = np.arange(2 * zones * steps, dtype=np.int32)

    def solve() -> NDArray[np.float64]:
        found = []
        for hour in hours:
            part = slice(hour * zones * steps, (hour + 1) * zones * steps)
            cost = np.concatenate([market.offers.price[part], -market.bids.price[part]]).astype(float)
            high = np.concatenate([market.offers.quantity[part], market.bids.quantity[part]]).astype(float)
            solver.changeColsCost(index.size, index, cost)
            solver.changeColsBounds(index.size, index, np.zeros(index.size), high)
            for element in range(elements):
                solver.changeRowBounds(zones + 1 + element, -np.inf, float(domain.margin[hour, element]))
            solver.run()
            found.append(-solver.getInfo().objective_function_value)
        return np.array(found)

    return solve


def broken(market: Market, domain: Domain, result: FlowBased) -> int:
    """How many rules the independent check finds broken."""
    cells, none = np.arange(market.fixed.size), np.zeros((market.hours, 0))
    offers = Orders(np.repeat(cells, np.diff(market.offers.start)), market.offers.price, market.offers.quantity)
    bids = Orders(np.repeat(cells, np.diff(market.bids.start)), market.bids.price, market.bids.quantity)
    claim = NetworkClaim(
        market.tail, market.head, none[0], none, none, domain.factor, domain.margin, market.fixed, result.price,
        result.sold, result.bought, result.forward, result.back, result.shadow, result.welfare,
    )  # fmt: skip
    return len(network_violations(offers, bids, claim))


def main() -> None:
    """Print the table."""
    market, domain = year(HOURS, ZONES, []), domain_of(HOURS, ZONES, ELEMENTS)
    result, sample = clear_flow_based(market, domain), range(0, HOURS, EVERY)
    solve = highs_hours(market, domain, sample)
    off = np.abs(solve() / result.welfare[::EVERY] - 1).max()
    equal = {"Ortak": f"{broken(market, domain, result)} rules broken", "HiGHS, warm": f"differs by {off:.1e}"}
    work: dict[str, tuple[int, Callable[[], object]]] = {
        "Ortak": (HOURS, lambda: clear_flow_based(market, domain)),
        "HiGHS, warm": (len(sample), solve),
    }
    rounds: dict[str, list[tuple[float, float]]] = {name: [] for name in work}
    for _ in range(ROUNDS):
        for name, (_, each) in work.items():
            rounds[name].append(timed(each))
    full = (result.shadow > 0).sum(axis=1)
    print(
        f"Full elements: none in {int((full == 0).sum())} hours, {full.mean():.1f} on average, {full.max()} at most.\n"
    )
    print("| | Hours | Wall s, median (range) | Processor s | Processor µs per hour | Welfare |")
    print("|---|---:|---:|---:|---:|---|")
    cost = {}
    for name, (hours, _) in work.items():
        line, cost[name] = row(name, hours, rounds[name], equal[name])
        print(line)
    print(f"\nHiGHS: {cost['HiGHS, warm'] / cost['Ortak']:.0f} times the processor time for each hour.")


if __name__ == "__main__":
    main()
