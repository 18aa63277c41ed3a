"""Door-to-door time along a corridor by simulation."""

import json
from typing import TYPE_CHECKING, Any

import click

from ortak.areas.transport.commands.group import cli
from ortak.areas.transport.commands.showing import Number, counted, table
from ortak.cli import AS_JSON, Refused

if TYPE_CHECKING:
    from ortak.engines.transport.simulation import Corridor, Result

HOURS_A_DAY, HOURS_A_MONTH, MONTHS = 24.0, 730.5, 12
ROUTE = click.option("--route", "routes", metavar="TAGS", default="", help="Only legs of these routes, as middle,btk.")
WITHOUT = click.option("--without", metavar="MODES", default="", help="No legs of these modes, as road,ferry.")


@cli.command()
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@ROUTE
@WITHOUT
@click.option("--month", type=click.IntRange(1, 12), help="Leave in this month (1 to 12) instead of all year.")
@click.option("--within", "days", type=Number(0, 1000), help="The share that arrives within so many days.")
@click.option("--from-departure", is_flag=True, help="Begin when the train leaves, not when the box waits for it.")
@click.option("--replications", default=10_000, show_default=True, help="How many boxes are sent, 1 to 1,000,000.")
@click.option("--seed", default=2040, show_default=True, type=click.IntRange(0), help="The seed of all chance.")
@AS_JSON
def simulate(start: str, end: str, routes: str, without: str, month: int | None, days: float | None,
             from_departure: bool, replications: int, seed: int, as_json: bool) -> None:  # fmt: skip
    """Simulate the time from FROM to TO: queues at borders and ports, vessels, wind, trains that fill.

    Thousands of boxes are sent along the quickest way, each on a day of its own with traffic and weather of its own.
    The same seed gives the same answer. What is published and what is assumed: docs/transport-simulation.md.

    \b
    Examples:
      ortak transport simulate "Xi'an" "Poti seaport" --route middle --without road
      ortak transport simulate Altynkol Absheron --route middle --month 1 --within 9
      ortak transport simulate "Xi'an" Istanbul --route middle,btk --without road --replications 100000 --json
    """
    from ortak.areas.transport.network import load_network
    from ortak.areas.transport.operations.corridors import corridor_of
    from ortak.areas.transport.operations.figures import load_figures
    from ortak.areas.transport.operations.ways import quickest_way

    network, figures = load_network(), load_figures()
    way = quickest_way(network, place(start), place(end), figures, ask(routes, without))
    corridor = corridor_of(network, way, figures, gather=not from_departure)
    usual = sum(arc.leg.hours.usual for arc in way if arc.leg.hours)
    within = HOURS_A_DAY * days if days is not None else usual
    result = run(corridor, replications, seed, month)
    if as_json:
        legs = [{"leg": arc.leg.id, "from": arc.tail, "to": arc.head, "mode": arc.leg.mode} for arc in way]
        click.echo(json.dumps({**as_dict(result, within), "legs": legs}, ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(result, within, days is None, len(way))))


def place(name: str) -> str:
    """The id of a place by any of its names."""
    from ortak.areas.transport.network import place_names

    return place_names().find(name).id


def ask(routes: str, without: str) -> Any:
    """Which legs may be used, from the two options; unknown words are refused with those that are valid."""
    from ortak.areas.transport.network import load_network
    from ortak.areas.transport.operations.ways import Ask, routes_of
    from ortak.engines.transport.network import RUNS

    return Ask(_words(routes, "--route", routes_of(load_network())), _words(without, "--without", frozenset(RUNS)))


def _words(text: str, option: str, valid: frozenset[str]) -> frozenset[str]:
    words = frozenset(word.strip() for word in text.split(",") if word.strip())
    for word in sorted(words - valid):
        raise Refused(f"{option} {word!r} is not known; valid are {', '.join(sorted(valid))}")
    return words


def run(corridor: "Corridor", replications: int, seed: int, month: int | None) -> "Result":
    """The simulation, counted on the terminal."""
    from ortak.engines.transport.simulation import simulate as simulated

    start = ((month - 1) * HOURS_A_MONTH, month * HOURS_A_MONTH) if month else (0.0, MONTHS * HOURS_A_MONTH)
    with counted("boxes sent") as counter:
        return simulated(corridor, replications, seed, start, progress=counter)


def as_dict(result: "Result", within: float) -> dict[str, Any]:
    """What `--json` prints, legs apart."""
    edges, counts = result.histogram()
    low, high = result.mean_interval()
    return {
        "corridor": result.corridor.name,
        "replications": int(result.totals.size),
        "seed": result.seed,
        "hours": {
            "mean": result.mean,
            "mean_low": low,
            "mean_high": high,
            "quantiles": {f"{chance:g}": hours for chance, hours in result.quantiles.items()},
        },
        "on_time": {"within_hours": within, "share": result.on_time_share(within)},
        "causes": [
            {"cause": cause, "hours": each.mean, "high": each.high, "share": each.share}
            for cause, each in result.causes.items()
        ],
        "stages": [{"stage": stage, "hours": each.mean, "high": each.high} for stage, each in result.stages.items()],
        "histogram": {"edges": edges, "counts": counts},
        "assumptions": list(result.corridor.assumptions),
    }


def _lines(result: "Result", within: float, promised: bool, legs: int) -> list[str]:
    days = {chance: hours / HOURS_A_DAY for chance, hours in result.quantiles.items()}
    what = "the sum of the usual times of its legs" if promised else "as asked"
    lines = [
        f"{result.corridor.name}: {legs} legs, {result.totals.size:,} boxes, seed {result.seed}",
        f"Half of them within {days[0.5]:.1f} days, nine of ten within {days[0.9]:.1f}, one of ten within "
        f"{days[0.1]:.1f}; mean {result.mean / HOURS_A_DAY:.1f}",
        f"Within {within / HOURS_A_DAY:.1f} days ({what}): {result.on_time_share(within):.0%}",
        "",
    ]
    causes = (
        (cause, f"{each.mean:.1f}", f"{each.high:.1f}", f"{each.share:.0%}") for cause, each in result.causes.items()
    )
    lines += table(("Where the hours go", "mean", "nine of ten below", "share"), causes)
    edges, counts = result.histogram(12)
    most = max(counts)
    lines.append("")
    for low, count in zip(edges, counts, strict=False):
        lines.append(f"{low / HOURS_A_DAY:6.1f} days  {'#' * round(40 * count / most)}")
    return [*lines, "", *(f"Assumed: {each}" for each in result.corridor.assumptions)]
