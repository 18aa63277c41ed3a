"""From the facts to the engine's network: one commodity, in whole million m3 or thousand tonnes a year.

A pipe that does not run yet is in it with no capacity, so that a project can give it some; one whose capacity is not
known is not in it.
"""

from functools import cache
from itertools import pairwise

from ortak.areas.energy.pipelines.facts import Facts, Grid, Line, load_facts
from ortak.engines.energy.pipelines.errors import BadNetwork
from ortak.engines.energy.pipelines.flows import Balance, Carried, FlowNetwork, Outage, Pipe, carry, outages
from ortak.engines.sphere import great_circle_km

WHOLE = 1000  # units of the engine in one bcm or Mt


def network_of(facts: Facts, commodity: str) -> FlowNetwork:
    """The network of gas or of oil."""
    if commodity not in ("gas", "oil"):
        raise BadNetwork(f"there is no commodity {commodity!r}; there are gas, oil")
    pipes = [_pipe(facts, line) for line in facts.lines.values() if line.commodity == commodity and line.capacity]
    grids = [_grid(facts, grid) for grid in facts.grids if grid.commodity == commodity]
    balances = [
        Balance(each.id, each.node, each.state, each.kind, whole(each.amount), each.last)
        for each in facts.amounts.values()
        if each.commodity == commodity
    ]
    return FlowNetwork.of([*pipes, *grids], balances)


def whole(amount: float | None) -> int | None:
    """An amount in units of the engine."""
    return None if amount is None else round(amount * WHOLE)


def _pipe(facts: Facts, line: Line) -> Pipe:
    capacity = whole(line.capacity) if line.operating else 0
    return Pipe(line.id, line.course, capacity, _lengths(facts, line.course), line.both_ways)


def _grid(facts: Facts, grid: Grid) -> Pipe:
    ends = (grid.tail, grid.head)
    return Pipe(" ".join(ends), ends, None, _lengths(facts, ends), grid.both_ways)


def _lengths(facts: Facts, course: tuple[str, ...]) -> tuple[int, ...]:
    """Straight lines: the model weighs one way against another by them, and nothing else."""
    points = [facts.nodes[place].point for place in course]
    return tuple(round(great_circle_km(one, two)) for one, two in pairwise(points))


@cache
def usual_year(commodity: str) -> tuple[FlowNetwork, Carried]:
    """The network that ships and its year, worked out once."""
    network = network_of(load_facts(), commodity)
    return network, carry(network)


@cache
def usual_outages(commodity: str) -> tuple[Outage, ...]:
    """N-1 of the network that ships, worked out once."""
    return outages(*usual_year(commodity))
