"""Market coupling: a year of hours against HiGHS and OR-tools, and a day with 400 block orders.

    ortak bench energy_coupling

The year: 8 zones, 10 links, 50 offers and 50 bids in each zone and hour, 8,760 hours, drawn with a stated seed. Peers
solve every `EVERY`-th hour of that year, HiGHS as one linear program that is kept and started warm, and are compared
by the hour; their welfare must be equal first. Wall time, median and range of the rounds; processor time beside it,
because the machine may be shared. PyPSA solves the first week as one program; building it is not counted, the
formulation by linopy is.
"""

import importlib
import statistics
import time
from collections.abc import Callable

import numpy as np
from _energy_pypsa import pypsa_hours
from numpy.typing import NDArray

from ortak.engines.energy.coupling import Clearing, Market, clear
from ortak.engines.energy.coupling.blocks import Block
from ortak.engines.energy.coupling.curves import Curves
from ortak.engines.energy.coupling.selection import clear_with_blocks
from ortak.engines.energy.verification import Claim, Orders, violations

Integers = NDArray[np.int64]
EVERY, ROUNDS, SEED, WEEK = 40, 5, 20_250_401, 168
RING = [(each, (each + 1) % 8) for each in range(8)] + [(0, 4), (2, 6)]


def year(hours: int, zones: int, links: list[tuple[int, int]], steps: int = 50, seed: int = SEED) -> Market:
    """A random market; the zones differ in price level, the links are full in about half of the hours."""
    dice = np.random.default_rng(seed)
    cells = hours * zones
    level = np.tile(dice.integers(1_000, 9_000, zones), hours)[:, None]
    asked = np.sort(dice.integers(-5_000, 15_000, (cells, steps)) + level, axis=1)
    paid = -np.sort(-dice.integers(3_000, 23_000, (cells, steps)), axis=1)
    start = np.arange(cells + 1, dtype=np.int64) * steps
    capacity = dice.integers(0, 800_000, (2, hours, len(links)))
    ends = np.array(links, dtype=np.int64).reshape(-1, 2)
    return Market(
        tuple(f"z{each}" for each in range(zones)), ends[:, 0].copy(), ends[:, 1].copy(), -capacity[0], capacity[1],
        np.zeros((hours, zones), dtype=np.int64),
        Curves(start, asked.ravel(), dice.integers(1, 200_000, cells * steps)),
        Curves(start, paid.ravel(), dice.integers(1, 150_000, cells * steps)),
    ).checked()  # fmt: skip


def broken(market: Market, result: Clearing) -> int:
    """How many rules the independent check finds broken."""
    cells = np.arange(market.fixed.size)
    offers = Orders(np.repeat(cells, np.diff(market.offers.start)), market.offers.price, market.offers.quantity)
    bids = Orders(np.repeat(cells, np.diff(market.bids.start)), market.bids.price, market.bids.quantity)
    claim = Claim(
        market.tail, market.head, market.low, market.high, market.fixed,
        result.price, result.flow, result.sold, result.bought, result.welfare,
    )  # fmt: skip
    return len(violations(offers, bids, claim, market.least, market.most))


def highs_hours(market: Market, hours: range) -> Callable[[], Integers]:
    """One linear program, changed from hour to hour and started from the basis of the hour before."""
    import highspy

    zones, steps = len(market.zones), int(market.offers.start[1])
    columns = 2 * zones * steps + market.tail.size
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("presolve", "off")
    solver.setOptionValue("threads", 1)
    for _ in range(zones):
        solver.addRow(0.0, 0.0, 0, np.array([], dtype=np.int32), np.array([]))
    for sign in (1.0, -1.0):
        for cell in range(zones * steps):
            solver.addCol(0.0, 0.0, 0.0, 1, np.array([cell // steps], dtype=np.int32), np.array([sign]))
    for tail, head in zip(market.tail, market.head, strict=True):
        solver.addCol(0.0, 0.0, 0.0, 2, np.array([tail, head], dtype=np.int32), np.array([-1.0, 1.0]))
    index = np.arange(columns, dtype=np.int32)

    def solve() -> Integers:
        found = []
        for hour in hours:
            part = slice(hour * zones * steps, (hour + 1) * zones * steps)
            none = np.zeros(market.tail.size)
            cost = np.concatenate([market.offers.price[part], -market.bids.price[part], none]).astype(float)
            low = np.concatenate([np.zeros(2 * zones * steps), market.low[hour]]).astype(float)
            high = np.concatenate([market.offers.quantity[part], market.bids.quantity[part], market.high[hour]])
            solver.changeColsCost(columns, index, cost)
            solver.changeColsBounds(columns, index, low, high.astype(float))
            solver.run()
            found.append(round(-solver.getInfo().objective_function_value))
        return np.array(found)

    return solve


def ortools_hours(market: Market, hours: range) -> Callable[[], Integers]:
    """Minimum-cost flow, a graph for each hour: source to zones for offers, zones to sink for bids, links both ways."""
    min_cost_flow = importlib.import_module("ortools.graph.python.min_cost_flow")

    zones, steps = len(market.zones), int(market.offers.start[1])
    zone = np.repeat(np.arange(zones), steps)
    source = np.full(zone.size, zones)
    tails = np.concatenate([source, zone, market.tail, market.head])
    heads = np.concatenate([zone, source, market.head, market.tail])

    def solve() -> Integers:
        found = []
        for hour in hours:
            part = slice(hour * zones * steps, (hour + 1) * zones * steps)
            none = np.zeros(2 * market.tail.size, dtype=np.int64)
            cost = np.concatenate([market.offers.price[part], -market.bids.price[part], none])
            limits = (market.offers.quantity[part], market.bids.quantity[part], market.high[hour], -market.low[hour])
            flow = min_cost_flow.SimpleMinCostFlow()
            flow.add_arcs_with_capacity_and_unit_cost(tails, heads, np.concatenate(limits), cost)
            flow.solve()
            found.append(-flow.optimal_cost())
        return np.array(found)

    return solve


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and processor seconds."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - processor


def row(name: str, hours: int, rounds: list[tuple[float, float]], welfare: str) -> tuple[str, float]:
    """A line of the table, and the processor seconds for a thousand hours."""
    wall = [each[0] for each in rounds]
    processor = statistics.median(each[1] for each in rounds)
    spread = f"{statistics.median(wall):.3f} ({min(wall):.3f} to {max(wall):.3f})"
    return (
        f"| {name} | {hours:,} | {spread} | {processor:.3f} | {1e6 * processor / hours:,.0f} | {welfare} |",
        processor / hours,
    )


def main() -> None:
    """Print the tables."""
    market, sample = year(8_760, 8, RING), range(0, 8_760, EVERY)
    result = clear(market)
    rules = broken(market, result)
    contenders: dict[str, tuple[int, Callable[[], object]]] = {"Ortak": (8_760, lambda: clear(market))}
    absent: list[str] = []
    equal = {"Ortak": f"{rules} rules broken, imbalance 0 kWh"}
    for name, make in (("HiGHS, warm", highs_hours), ("OR-tools, minimum-cost flow", ortools_hours)):
        try:
            solve = make(market, sample)
        except ImportError:
            absent.append(name)
            continue
        difference = int(np.abs(solve() - result.welfare[::EVERY]).max())
        equal[name] = f"differs by at most {difference}"
        contenders[name] = (len(sample), solve)
    try:
        solve = pypsa_hours(market, range(WEEK))
    except ImportError:
        absent.append("PyPSA")
    else:
        total = float(result.welfare[:WEEK].sum())
        equal["PyPSA, a week"] = f"differs by {abs(float(solve().sum()) / total - 1):.1e}"
        contenders["PyPSA, a week"] = (WEEK, solve)
    rounds: dict[str, list[tuple[float, float]]] = {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, (_, work) in contenders.items():
            rounds[name].append(timed(work))
    print("| | Hours | Wall s, median (range) | Processor s | Processor µs per hour | Welfare per hour |")
    print("|---|---:|---:|---:|---:|---|")
    cost = {}
    for name, (hours, _) in contenders.items():
        line, cost[name] = row(name, hours, rounds[name], equal[name])
        print(line)
    for name in list(contenders)[1:]:
        print(f"\n{name}: {cost[name] / cost['Ortak']:.0f} times the processor time for each hour.")
    print(f"\nAbsent: {', '.join(absent) or 'none'}.")
    dice = np.random.default_rng(SEED)
    more = [(each, (each + 1) % 40) for each in range(40)]
    more += [(int(tail), int(head)) for tail, head in (dice.choice(40, 2, replace=False) for _ in range(30))]
    large = year(876, 40, more)
    wall, processor = timed(lambda: clear(large))
    print(f"\n40 zones, 70 links, 876 hours: {wall:.2f} s wall, {processor:.2f} s processor; ", end="")
    print(f"{broken(large, clear(large))} rules broken.")
    blocks_of_a_day()


def blocks_of_a_day(count: int = 400) -> None:
    """A day of 8 zones with 400 blocks: a quarter linked to another, a quarter in exclusive groups of four."""
    dice = np.random.default_rng(SEED)
    market = year(24, 8, RING)
    blocks: list[Block] = []
    for number in range(count):
        begin, length, zone = int(dice.integers(0, 20)), int(dice.integers(3, 12)), int(dice.integers(0, 8))
        sign, energy = 1 if dice.random() < 0.8 else -1, int(dice.integers(10, 200)) * 1_000
        legs = tuple((hour, zone, sign * energy) for hour in range(begin, min(24, begin + length)))
        parent = number - 1 if number % 4 == 1 else -1
        group = f"g{number // 16}" if number % 4 == 3 else ""
        blocks.append(Block(f"b{number}", int(dice.integers(4_000, 14_000)), legs, parent, group))
    found = []
    wall, processor = timed(lambda: found.append(clear_with_blocks(market, blocks)))
    chosen = found[0]
    losing = sum(1 for each in chosen.reasons if each == "paradoxically accepted")
    print(
        f"\n{count} blocks in a day: {wall:.2f} s wall, {processor:.2f} s processor; {int(chosen.taken.sum())} taken, ",
        end="",
    )
    print(f"{losing} of them at a loss that no linked block carries; ", end="")
    print(f"{int((chosen.lost > 0).sum())} paradoxically rejected; gap at most {chosen.gap:.1e}.")


if __name__ == "__main__":
    main()
