"""The answers to the what-ifs of the corridor, as plain numbers with intervals.

`answer` is one measure, `answers` all of them, `what_brings_below` the table of days. A page or a declaration wraps an
`Answer` in a few lines.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ortak.areas.transport.operations import trade
from ortak.areas.transport.operations.capacities import (
    CONTAINERS,
    FREIGHT,
    SCENARIOS,
    growth,
    options,
    problem_of,
    titles,
)
from ortak.areas.transport.operations.corridors import corridor_of
from ortak.areas.transport.operations.figures import Figures, load_figures
from ortak.areas.transport.operations.journeys import Journey, Way, journey
from ortak.areas.transport.operations.measures import MEASURES, Measure, usable
from ortak.areas.transport.operations.ways import quickest_way
from ortak.engines.transport.capacity import largest_flow
from ortak.engines.transport.network import Arc, Network
from ortak.engines.transport.simulation import Result, pert
from ortak.engines.transport.simulation.randomness import chance_of
from ortak.engines.transport.what_ifs import Below, Gained, Range, compare, set_hours, smallest

DRAWS, REPLICATIONS, SEED = 16, 250, 2040
ROOM_YEAR = 2030
HOURS_A_DAY = 24.0
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Answer:
    """What a measure brings to the mean box and to the corridor; positive is a gain.

    `hours` door to door; `usd` what is paid less for a TEU; `time_usd` what the hours are worth to the owner of a TEU;
    `co2_kg` for a TEU; `teu` more containers in a year because the way is quicker; `room_teu` more because there is
    more room in 2030, None if the measure adds none; `held_by` names the limits that hold the corridor back then.
    """

    measure: Measure
    corridor: str
    gained: Gained
    usd: Range
    time_usd: Range
    co2_kg: Range
    teu: Range
    room_teu: Range | None
    held_by: tuple[str, ...]
    assumptions: tuple[str, ...]
    draws: int

    @property
    def hours(self) -> Range:
        """The headline: hours that the mean box gains."""
        return self.gained.hours


def answer(
    network: Network,
    measure: Measure,
    draws: int = DRAWS,
    replications: int = REPLICATIONS,
    seed: int = SEED,
    progress: Progress | None = None,
    base_runs: list[Result] | None = None,
) -> Answer:
    """One what-if: the corridor and the size of the measure are drawn `draws` times, `replications` boxes each.
    `base_runs` keeps the runs of today's way for another measure of the same way (see `compare`)."""
    usual = load_figures()
    now = _arcs(network, measure.way, usual)
    then = _arcs(network, measure.other, usual) if measure.other else now
    drawn = [usual.drawn(seed, number) for number in range(draws)]
    sizes = [pert(*measure.size).quantile(chance_of(seed, number, measure.code)) for number in range(draws)]
    pairs = []
    for figures, size in zip(drawn, sizes, strict=True):
        here = corridor_of(network, now, figures)
        there = corridor_of(network, then, figures) if measure.other else here
        pairs.append((here, measure.change(size)(there)))
    gained = compare(pairs, replications, seed, progress=progress, base_runs=base_runs)
    chances = [chance_of(seed, number, "money") for number in range(draws)]
    room, held_by = _room(network, measure)
    worth = [
        hours * pert(*trade.HOUR_OF_BOX).quantile(chance) for hours, chance in zip(gained.each, chances, strict=True)
    ]
    traded = growth()[2025, "usual"][CONTAINERS]
    more = [
        traded * hours / HOURS_A_DAY * pert(*trade.TRADE_OF_DAY).quantile(chance)
        for hours, chance in zip(gained.each, chances, strict=True)
    ]
    return Answer(
        measure,
        pairs[0][0].name,
        gained,
        Range.of([_dollars(measure, now, then, *each) for each in zip(sizes, chances, strict=True)], "USD a TEU"),
        Range.of(worth, "USD a TEU"),
        Range.of([_carbon(network, measure, now, then)], "kg CO2e a TEU"),
        Range.of(more, "TEU a year"),
        room,
        held_by,
        (*measure.assumptions, *pairs[0][0].assumptions),
        draws,
    )


def answers(
    network: Network,
    measures: Sequence[Measure] = MEASURES,
    draws: int = DRAWS,
    replications: int = REPLICATIONS,
    seed: int = SEED,
    progress: Progress | None = None,
) -> tuple[Answer, ...]:
    """Several what-ifs in the order given, with the same chance."""
    whole = draws * len(measures)
    found: list[Answer] = []
    ways: list[tuple[Way, list[Result]]] = []
    for measure in measures:
        done = draws * len(found)
        step = (lambda part, _, done=done: progress(done + part, whole)) if progress else None
        runs = next((runs for way, runs in ways if way == measure.way), None)
        if runs is None:
            runs = []
            ways.append((measure.way, runs))
        found.append(answer(network, measure, draws, replications, seed, step, runs))
    return tuple(found)


def what_brings_below(
    network: Network,
    days: Sequence[float] = (),
    asked: Journey | None = None,
    share: float | None = None,
    replications: int = 500,
    seed: int = SEED,
    progress: Progress | None = None,
) -> tuple[Below, ...]:
    """Which smallest sets of measures bring the mean box of a journey (Xi'an - Poti if none is named; or, with
    `share`, this share of boxes) below so many days; without `days`, below each whole number from today's time down to
    what all of them reach."""
    figures, asked = load_figures(), asked or journey("xian-poti")
    corridor = corridor_of(network, _arcs(network, asked.way, figures), figures)
    hours = set_hours(corridor, usable(asked, corridor), (share,), replications, seed, progress)
    by_set = {chosen: each[0] for chosen, each in hours.items()}
    if days:
        return tuple(smallest(limit, by_set) for limit in days)
    return whole_days(by_set)


def whole_days(hours: Mapping[tuple[str, ...], float]) -> tuple[Below, ...]:
    """What brings the hours below each whole number of days, from what needs nothing down to what nothing reaches.

    >>> [(each.days, each.sets) for each in whole_days({(): 60.0, ("port",): 47.0})]
    [(3, ((),)), (2, (('port',),))]
    """
    most, least = (int(which(hours.values()) // HOURS_A_DAY) + 1 for which in (max, min))
    return tuple(smallest(limit, hours) for limit in range(most, least - 1, -1))


def _arcs(network: Network, way: Way, figures: Figures) -> tuple[Arc, ...]:
    return quickest_way(network, way.start, way.end, figures, way.ask)


def _dollars(measure: Measure, now: tuple[Arc, ...], then: tuple[Arc, ...], size: float, chance: float) -> float:
    if measure.money == "tariff":
        rates = [arc.leg.cost_usd for arc in now if arc.leg.mode == "rail" and arc.leg.cost_usd]
        return size * sum(rate.usual - rate.low for rate in rates)
    return trade.dollars(now, chance) - trade.dollars(then, chance) if then is not now else 0.0


def _carbon(network: Network, measure: Measure, now: tuple[Arc, ...], then: tuple[Arc, ...]) -> float:
    if measure.money == "traction":
        return trade.kilograms(network, now) - trade.kilograms(network, now, electric=True)
    return trade.kilograms(network, now) - trade.kilograms(network, then) if then is not now else 0.0


def _room(network: Network, measure: Measure) -> tuple[Range | None, tuple[str, ...]]:
    """More containers that find room, by the scenarios of a year; and what holds the corridor back in the usual one."""
    added = tuple(option for option in options() if option.id in measure.investments)
    if not added:
        return None, ()
    weights = {CONTAINERS: 1.0, FREIGHT: 0.0}
    more: dict[str, float] = {}
    held_by: tuple[str, ...] = ()
    for scenario in SCENARIOS:
        problem = problem_of(network, ROOM_YEAR, scenario)
        boxes = [demand.id for demand in problem.demands if demand.kind == CONTAINERS]
        before, after = (largest_flow(each, weights) for each in (problem, problem.with_gains(added)))
        more[scenario] = sum(after.served[each] - before.served[each] for each in boxes)
        if scenario == "usual":
            held_by = tuple(titles()[limit][0] for limit in after.bottlenecks)
    return Range(more["usual"], min(more.values()), max(more.values()), "TEU a year"), held_by
