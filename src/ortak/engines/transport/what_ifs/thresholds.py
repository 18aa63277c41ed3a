"""What brings the corridor below so many days: the smallest sets of measures, found by trying all of them.

>>> from ortak.engines.transport.simulation import Corridor, Move, constant
>>> from ortak.engines.transport.what_ifs.changes import quicker
>>> way = Corridor("way", (Move("rail", constant(60.0)), Move("port", constant(40.0), "port")))
>>> measures = {"port": lambda it: quicker(it, "port", 0.5), "rail": lambda it: quicker(it, "moving", 0.5)}
>>> found = below(way, measures, [3.6, 3.0, 1.0], replications=10)
>>> [(each.days, each.sets) for each in found]
[(3.6, (('rail',), ('port',))), (3.0, (('rail',),)), (1.0, ())]
"""

from collections.abc import Mapping, Sequence
from itertools import combinations

from ortak.engines.transport.simulation import Corridor, simulate
from ortak.engines.transport.simulation.running import SEED, Progress
from ortak.engines.transport.smallest_sets import Below, Chosen, smallest
from ortak.engines.transport.what_ifs.changes import Change, in_turn
from ortak.engines.transport.what_ifs.errors import ChangeError

MOST_MEASURES = 10


def below(
    corridor: Corridor,
    measures: Mapping[str, Change],
    days: Sequence[float],
    share: float | None = None,
    replications: int = 500,
    seed: int = SEED,
    progress: Progress | None = None,
) -> tuple[Below, ...]:
    """For each number of days, the smallest sets of measures with a mean below it, or, with `share`, with this share of
    boxes below it. Sets of one size are sorted, the quickest first."""
    found = set_hours(corridor, measures, (share,), replications, seed, progress)
    hours = {chosen: each[0] for chosen, each in found.items()}
    return tuple(smallest(limit, hours) for limit in days)


def set_hours(
    corridor: Corridor,
    measures: Mapping[str, Change],
    shares: Sequence[float | None] = (None, 0.9),
    replications: int = 500,
    seed: int = SEED,
    progress: Progress | None = None,
) -> dict[Chosen, tuple[float, ...]]:
    """The hours with each set of measures, the empty one first, smaller ones before larger: for each of `shares` the
    hours that this share of boxes stays below, the mean for None."""
    if len(measures) > MOST_MEASURES:
        raise ChangeError(f"{len(measures)} measures; all sets of at most {MOST_MEASURES} can be tried")
    subsets = [chosen for size in range(len(measures) + 1) for chosen in combinations(measures, size)]
    hours: dict[Chosen, tuple[float, ...]] = {}
    for number, chosen in enumerate(subsets):
        result = simulate(in_turn(*(measures[name] for name in chosen))(corridor), replications, seed)
        hours[chosen] = tuple(result.mean if share is None else result.quantile(share) for share in shares)
        if progress:
            progress(number + 1, len(subsets))
    return hours
