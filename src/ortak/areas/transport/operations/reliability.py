"""The door-to-door time of a journey as it is stored for the pages: its distribution by season, its causes, and what
each set of measures would make of it.

Usual figures give the values; the ranges of the sets are over draws of the figures between low and high, as in the
what-ifs.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from ortak.areas.transport.operations.corridors import corridor_of
from ortak.areas.transport.operations.figures import Figures, load_figures
from ortak.areas.transport.operations.journeys import Journey
from ortak.areas.transport.operations.measures import usable
from ortak.areas.transport.operations.ways import quickest_way
from ortak.engines.transport.network import Arc, Network
from ortak.engines.transport.simulation import Corridor, Result, simulate
from ortak.engines.transport.simulation.running import HOURS_A_YEAR, SEED
from ortak.engines.transport.what_ifs import set_hours
from ortak.engines.transport.what_ifs.comparing import Range

ENGINE, ENGINE_VERSION = "engines.transport.simulation", "1"
HOURS_A_MONTH = HOURS_A_YEAR / 12
SEASONS = {
    "year": (0.0, HOURS_A_YEAR),
    "january": (0.0, HOURS_A_MONTH),
    "july": (6 * HOURS_A_MONTH, 7 * HOURS_A_MONTH),
}
BINS = 24
DRAWS, BOXES_A_DRAW, BOXES_A_SET = 16, 40, 1_000
NINE = 0.9
Progress = Callable[[int, int], None]


def stored_journey(
    network: Network, asked: Journey, replications: int = 4_000, seed: int = SEED, progress: Progress | None = None
) -> dict[str, Any]:
    """What is stored of a journey: plain values, hours with two decimals."""
    figures = load_figures()
    way = way_of(network, asked, figures)
    corridor = corridor_of(network, way, figures)
    runs = {season: simulate(corridor, replications, seed, start) for season, start in SEASONS.items()}
    return {
        "journey": asked.id,
        "corridor": asked.corridor,
        "direction": asked.direction,
        "from": way[0].tail,
        "to": way[-1].head,
        "digest": digest_of(way, figures),
        "replications": replications,
        "seed": seed,
        "legs": len(way),
        "distance_km": round(sum(arc.leg.distance_km or 0.0 for arc in way)),
        "seasons": {season: _distribution(run) for season, run in runs.items()},
        "causes": [
            {"cause": cause, "hours": round(hours.mean, 2), "nine_of_ten": round(hours.high, 2)}
            for cause, hours in runs["year"].causes.items()
        ],
        "sets": _sets(network, asked, way, corridor, seed, progress),
        "assumptions": list(corridor.assumptions),
    }


def way_of(network: Network, asked: Journey, figures: Figures) -> tuple[Arc, ...]:
    """The legs of a journey."""
    return quickest_way(network, asked.way.start, asked.way.end, figures, asked.way.ask)


def digest_of(way: tuple[Arc, ...], figures: Figures) -> str:
    """A digest of everything that the simulation of a way reads; the same on every machine."""
    legs = [
        (leg.id, tail, leg.mode, leg.carrier, leg.hours, leg.hours_cited.method, [(s.name, s.hours) for s in leg.steps])
        for leg, tail in ((arc.leg, arc.tail) for arc in way)
    ]
    known = [(figure.id, figure.spread) for figure in figures.figures.values()]
    return hashlib.sha256(repr((legs, known, figures.closed)).encode()).hexdigest()[:16]


def _distribution(run: Result) -> dict[str, Any]:
    edges, counts = run.histogram(BINS)
    return {
        "mean": round(run.mean, 2),
        "quantiles": {f"{chance:g}": round(run.quantile(chance), 2) for chance in (0.1, 0.5, 0.9)},
        "edges": [round(edge, 2) for edge in edges],
        "counts": counts,
    }


def _sets(
    network: Network, asked: Journey, way: tuple[Arc, ...], corridor: Corridor, seed: int, progress: Progress | None
) -> list[dict[str, Any]]:
    """For each set of measures the mean and the time that nine of ten boxes stay below, with their ranges."""
    figures = load_figures()
    changes = usable(asked, corridor)
    usual = set_hours(corridor, changes, (None, NINE), BOXES_A_SET, seed)
    drawn = []
    for number in range(DRAWS):
        here = corridor_of(network, way, figures.drawn(seed, number))
        drawn.append(set_hours(here, changes, (None, NINE), BOXES_A_DRAW, seed + number))
        if progress:
            progress(number + 1, DRAWS)
    found = []
    for chosen, hours in usual.items():
        ranges = [Range.of([each[chosen][part] for each in drawn], "hours") for part in (0, 1)]
        found.append(
            {"measures": list(chosen)}
            | {
                name: {"hours": round(value, 2), "low": round(span.low, 2), "high": round(span.high, 2)}
                for name, value, span in zip(("mean", "nine_of_ten"), hours, ranges, strict=True)
            }
        )
    return found
