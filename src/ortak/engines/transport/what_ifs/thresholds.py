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
from dataclasses import dataclass
from itertools import combinations

from ortak.engines.transport.simulation import Corridor, simulate
from ortak.engines.transport.simulation.running import SEED, Progress
from ortak.engines.transport.what_ifs.changes import Change, in_turn
from ortak.engines.transport.what_ifs.errors import ChangeError

HOURS_A_DAY = 24.0
MOST_MEASURES = 10


@dataclass(frozen=True)
class Below:
    """The sets of measures that do it, none larger than needed; () as the only set if nothing is needed, no set at all
    if none does. `hours` are those of each set."""

    days: float
    sets: tuple[tuple[str, ...], ...]
    hours: tuple[float, ...]


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
    if len(measures) > MOST_MEASURES:
        raise ChangeError(f"{len(measures)} measures; all sets of at most {MOST_MEASURES} can be tried")
    names = list(measures)
    subsets = [chosen for size in range(len(names) + 1) for chosen in combinations(names, size)]
    hours: dict[tuple[str, ...], float] = {}
    for number, chosen in enumerate(subsets):
        result = simulate(in_turn(*(measures[name] for name in chosen))(corridor), replications, seed)
        hours[chosen] = result.mean if share is None else result.quantile(share)
        if progress:
            progress(number + 1, len(subsets))
    return tuple(_smallest(limit, subsets, hours) for limit in days)


def _smallest(days: float, subsets: Sequence[tuple[str, ...]], hours: Mapping[tuple[str, ...], float]) -> Below:
    enough = [chosen for chosen in subsets if hours[chosen] < days * HOURS_A_DAY]
    size = min((len(chosen) for chosen in enough), default=0)
    sets = sorted((chosen for chosen in enough if len(chosen) == size), key=lambda chosen: hours[chosen])
    return Below(days, tuple(sets), tuple(hours[chosen] for chosen in sets))
