"""What a change would bring to each state in a year, with an interval over draws of what is not sure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ortak.areas.energy.electricity.facts import load_facts
from ortak.areas.energy.electricity.market import Line, lines, made
from ortak.areas.energy.electricity.measures import Measure
from ortak.areas.energy.electricity.outcome import Outcome, outcome
from ortak.areas.energy.electricity.supply import USUAL, Draw, south_asia, supplies

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

STATES = ("AZ", "GE", "HU", "KG", "KZ", "TJ", "TM", "TR", "UZ")
PARTS = ("welfare", "consumers", "producers", "rent")
EVERY = 13
"""One day in thirteen is cleared: 28 days, each day of the week four times."""
LEVEL = 0.8
HOURS_A_YEAR = 8_760
RESERVE_AREAS = (("AZ", "GE"), ("KG", "KZ", "TJ", "TM", "UZ"))


@dataclass(frozen=True)
class Range:
    """The mean of all worlds, what holds 80 % of them, and the usual world alone."""

    value: float
    low: float
    high: float
    usual: float


@dataclass(frozen=True)
class Answer:
    """What a measure brings in a year, as ranges: EUR m, TWh, Mt; `states` by part and state."""

    measure: Measure
    region: dict[str, Range]
    states: dict[str, dict[str, Range]]
    prices: dict[str, tuple[Range, Range]]
    """Price of each zone before and after, EUR a MWh, weighted by demand."""
    draws: int
    seed: int


def draws(number: int, seed: int) -> tuple[Draw, ...]:
    """The usual world, and so many others; what is unsure is drawn from the ranges that the methods state."""
    import numpy as np

    random = np.random.default_rng(seed)
    found = [USUAL]
    for each in range(number):
        found.append(
            Draw(
                seed=seed + each + 1,
                demand=float(random.uniform(0.97, 1.03)),
                water=float(random.uniform(0.85, 1.12)),
                gas=float(random.triangular(0.7, 1.0, 1.3)),
                coal=float(random.triangular(0.7, 1.0, 1.3)),
                capacity=float(random.triangular(0.5, 1.0, 1.5)),
                contracts=float(random.triangular(1.5, 2.0, 3.0)),
                lost_load_eur=float(random.triangular(500.0, 1_000.0, 3_000.0)),
            )
        )
    return tuple(found)


def answers(
    measures: Sequence[Measure], number: int = 16, seed: int = 2040, progress: Callable[[], None] | None = None
) -> tuple[Answer, ...]:
    """The measures, each in the usual world and in so many draws; `progress` is called after each world."""
    found: dict[str, list[dict[str, dict[str, float]]]] = {each.code: [] for each in measures}
    worlds = draws(number, seed)
    for count, draw in enumerate(worlds):
        for each in measures:
            found[each.code].append(_reserve(draw, count, seed) if each.reserve else _market(each, draw))
        supplies.cache_clear()
        if progress:
            progress()
    return tuple(_answer(each, found[each.code], number, seed) for each in measures)


def _market(measure: Measure, draw: Draw) -> dict[str, dict[str, float]]:
    before = _cleared(draw, lines(draw, today=measure.from_today, added=measure.already), measure)
    after = _cleared(draw, lines(draw, added=measure.already + measure.added), measure, measure.wind_mw)
    return _gained(before, after)


def _cleared(draw: Draw, links: Sequence[Line], measure: Measure, wind_mw: float = 0.0) -> Outcome:
    from ortak.engines.energy.coupling import clear

    zones = supplies(draw=draw, added_wind_mw=wind_mw)
    if measure.south_asia_mw:
        zones = (*zones, south_asia(zones[0].load.size, measure.south_asia_mw))
        if not any(line.id == "casa-1000" for line in links):
            links = (*links, Line("casa-1000", "TJ", "AF", 0.0, 0.0))
    world = made(zones, links, sample())
    return outcome(world, clear(world.market))


def sample(every: int = EVERY) -> "NDArray[np.int64]":
    """The hours of one day in so many."""
    import numpy as np

    days = np.arange(every // 2, 365, every)
    hours: NDArray[np.int64] = (days[:, None] * 24 + np.arange(24)).reshape(-1)
    return hours


def _gained(before: Outcome, after: Outcome) -> dict[str, dict[str, float]]:
    zones = load_facts().zones
    scale = HOURS_A_YEAR / sample().size / 1e6
    found: dict[str, dict[str, float]] = {part: {} for part in (*PARTS, "co2", "unserved", "before", "after")}
    for place, zone in enumerate(before.zones):
        state = zones[zone].state if zone in zones else zone
        for part in PARTS:
            gain = float(getattr(after, part)[place] - getattr(before, part)[place]) * scale
            found[part][state] = found[part].get(state, 0.0) + gain
        co2 = float(after.co2[place] - before.co2[place]) * scale
        found["co2"][state] = found["co2"].get(state, 0.0) + co2
        if state in STATES:
            lost = [float(each.wanted[place] - each.served[place]) for each in (before, after)]
            found["unserved"][state] = found["unserved"].get(state, 0.0) + (lost[1] - lost[0]) * scale
            found["before"][zone], found["after"][zone] = float(before.price[place]), float(after.price[place])
    return found


def _reserve(draw: Draw, count: int, seed: int) -> dict[str, dict[str, float]]:
    """What each state saves: its part of the reserve that is not needed, by what it would hold alone."""
    import numpy as np

    random = np.random.default_rng([seed, count])
    rate, price = (0.07, 450.0) if not count else (float(random.uniform(0.05, 0.10)), float(random.uniform(360, 540)))
    of = load_facts().one("investment", technology="gas turbine, open cycle")
    yearly = price * rate / (1 - (1 + rate) ** -of.number("life_years")) + of.number("fixed_eur_kw_year")
    load: dict[str, Numbers] = {}
    for supply in supplies(draw=draw):
        load[supply.zone.state] = load.get(supply.zone.state, np.zeros(supply.load.size)) + supply.load
    saved = dict.fromkeys(STATES, 0.0)
    for area in RESERVE_AREAS:
        alone = {state: reserve(float(load[state].max())) for state in area}
        together = reserve(float(sum(load[state] for state in area).max()))  # type: ignore[union-attr]
        for state in area:
            saved[state] = (sum(alone.values()) - together) * alone[state] / sum(alone.values())
    welfare = {state: mw * yearly / 1_000 for state, mw in saved.items()}
    nothing = dict.fromkeys(STATES, 0.0)
    return {"welfare": welfare, "consumers": nothing, "producers": nothing, "rent": nothing, "co2": nothing,
            "unserved": nothing, "reserve": saved, "before": {}, "after": {}}  # fmt: skip


def reserve(peak_mw: float) -> float:
    """MW that a grid of this peak load keeps ready (UCTE operation handbook, policy 1).

    >>> reserve(0.0), round(reserve(10_000.0))
    (0.0, 200)
    """
    return float((10 * peak_mw + 150**2) ** 0.5) - 150


def _answer(measure: Measure, worlds: list[dict[str, dict[str, float]]], number: int, seed: int) -> Answer:
    parts = [part for part in worlds[0] if part not in ("before", "after")]
    region = {part: _range([sum(world[part].values()) for world in worlds]) for part in parts}
    region["members"] = _range([sum(world["welfare"].get(state, 0.0) for state in STATES) for world in worlds])
    states = {part: {state: _range([world[part].get(state, 0.0) for world in worlds]) for state in
                     sorted({*STATES, *worlds[0][part]})} for part in parts}  # fmt: skip
    prices = {
        zone: (_range([world["before"][zone] for world in worlds]), _range([world["after"][zone] for world in worlds]))
        for zone in worlds[0]["before"]
    }
    return Answer(measure, region, states, prices, number, seed)


def _range(values: list[float]) -> Range:
    import numpy as np

    low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    mean = float(np.mean(values))
    return Range(mean, min(float(low), mean), max(float(high), mean), values[0])
