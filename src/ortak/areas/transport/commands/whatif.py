"""What-ifs of the corridor: what each would bring, and what brings it below so many days."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from ortak.areas.transport.commands.group import cli
from ortak.areas.transport.commands.showing import Number, counted, table
from ortak.cli import AS_JSON, Refused

if TYPE_CHECKING:
    from ortak.areas.transport.operations.what_ifs import Answer
    from ortak.engines.transport.what_ifs import Below, Range

HOURS_A_DAY = 24.0


@cli.command()
@click.argument("code", required=False)
@click.option("--below", "days", multiple=True, type=Number(0, 1000, min_open=True), metavar="DAYS",
              help="Only: what brings the corridor below so many days (repeatable).")  # fmt: skip
@click.option("--journey", default="xian-poti", show_default=True, metavar="JOURNEY",
              help="The journey that is to take less: one of `ortak transport reliability`.")  # fmt: skip
@click.option("--share", type=Number(0, 1, min_open=True, max_open=True),
              help="Days that this share of boxes stays below, as 0.9; the mean if not given.")  # fmt: skip
@click.option("--draws", default=16, show_default=True, type=click.IntRange(2, 1000), help="Draws of what is unsure.")
@click.option("--replications", default=250, show_default=True, type=click.IntRange(1, 1_000_000),
              help="Boxes sent in each draw.")  # fmt: skip
@click.option("--seed", default=2040, show_default=True, type=click.IntRange(0), help="The seed of all chance.")
@AS_JSON
def whatif(code: str | None, days: tuple[float, ...], journey: str, share: float | None, draws: int,
           replications: int, seed: int, as_json: bool) -> None:  # fmt: skip
    """Ask what a change would bring to the corridor: hours, money, CO2 and containers, each with its interval.

    CODE is one what-if, as transport.border_time or border_time; without it all are answered, with the table of what
    brings the corridor below so many days. The intervals hold 80 % of the draws of what is not known for sure.

    \b
    Examples:
      ortak transport whatif
      ortak transport whatif border_time
      ortak transport whatif --below 18 --below 15 --share 0.9 --json
      ortak transport whatif --below 14 --journey xian-istanbul
    """
    from ortak.areas.transport.network import load_network
    from ortak.areas.transport.operations import journeys
    from ortak.areas.transport.operations.measures import MEASURES, measure
    from ortak.areas.transport.operations.what_ifs import answers, what_brings_below

    if code and days:
        raise Refused(
            f"{code!r} and --below do not go together: --below looks through every set of measures; give one of the two"
        )
    try:
        asked = (measure(code),) if code else MEASURES
    except KeyError:
        names = ", ".join(each.code for each in MEASURES)
        raise Refused(f"there is no what-if {code!r}; there are {names}") from None
    network, taken = load_network(), journeys.journey(journey)
    found: tuple[Answer, ...] = ()
    if not days:
        with counted("draws") as counter:
            found = answers(network, asked, draws, replications, seed, counter)
    lower: tuple[Below, ...] = ()
    if days or not code:
        with counted("sets of measures") as counter:
            lower = what_brings_below(network, days, taken, share, seed=seed, progress=counter)
    if as_json:
        whole = {"what_ifs": [as_dict(each) for each in found], "below": [_below(each) for each in lower], "seed": seed}
        click.echo(json.dumps(whole, ensure_ascii=False))
    else:
        ends = " to ".join(network.places[end].name for end in (taken.way.start, taken.way.end))
        click.echo("\n".join([*_lines(found), *_below_lines(lower, share, ends)]))


def as_dict(answer: "Answer") -> dict[str, Any]:
    """What `--json` prints of one answer."""
    gained = answer.gained
    return {
        "code": answer.measure.code,
        "codes": list(answer.measure.codes),
        "question": answer.measure.question,
        "corridor": answer.corridor,
        "hours": _range(answer.hours),
        "hours_before": gained.before,
        "hours_after": gained.after,
        "nine_of_ten_before": gained.late_before,
        "nine_of_ten_after": gained.late_after,
        "hours_by_cause": gained.causes,
        "cost_usd": _range(answer.usd),
        "time_usd": _range(answer.time_usd),
        "co2_kg": _range(answer.co2_kg),
        "teu": _range(answer.teu),
        "room_teu": _range(answer.room_teu) if answer.room_teu else None,
        "held_by": list(answer.held_by),
        "size": {
            "says": answer.measure.size_says,
            **dict(zip(("low", "usual", "high"), answer.measure.size, strict=True)),
        },
        "assumptions": list(answer.assumptions),
        "draws": answer.draws,
        "replications": gained.replications,
        "seed": gained.seed,
    }


def _range(value: "Range") -> dict[str, Any]:
    return {"value": value.value, "low": value.low, "high": value.high, "unit": value.unit, "level": 0.8}


def _below(each: "Below") -> dict[str, Any]:
    sets = [{"measures": list(chosen), "hours": hours} for chosen, hours in zip(each.sets, each.hours, strict=True)]
    return {"days": each.days, "sets": sets}


def _lines(found: "Sequence[Answer]") -> list[str]:
    lines: list[str] = []
    for each in found:
        days = (each.gained.before / HOURS_A_DAY, each.gained.after / HOURS_A_DAY)
        lines.append(f"{each.measure.question} ({each.measure.code}; {', '.join(each.measure.codes)})")
        lines.append(f"  {each.corridor}: mean {days[0]:.1f} days, then {days[1]:.1f}")
        rows = [("gain", each.hours), ("paid less", each.usd), ("time is worth", each.time_usd), ("CO2", each.co2_kg)]
        rows += [("more by time", each.teu)] + ([("more by room, 2030", each.room_teu)] if each.room_teu else [])
        lines += [f"  {what:19}{_text(value)}" for what, value in rows]
        if each.held_by:
            lines.append(f"  held back by       {'; '.join(each.held_by)}")
        lines += [f"  Assumed: {text}" for text in each.measure.assumptions]
        lines.append("")
    return lines


def _text(value: "Range") -> str:
    digits = 1 if max(abs(value.low), abs(value.high), abs(value.value)) < 1_000 else 0
    numbers = [f"{each:,.{digits}f}" for each in (value.value, value.low, value.high)]
    return f"{numbers[0]} {value.unit}" + (f" ({numbers[1]} to {numbers[2]})" if value.low != value.high else "")


def _below_lines(found: "Sequence[Below]", share: float | None, ends: str) -> list[str]:
    if not found:
        return []
    what = "the mean box" if share is None else f"{share:.0%} of boxes"
    rows = []
    for each in found:
        sets = [
            " + ".join(name.removeprefix("transport.") for name in chosen) or "nothing needed" for chosen in each.sets
        ]
        rows.append((f"{each.days:g}", " or ".join(sets[:3]) or "no set of these measures"))
    return [
        f"What brings {what} from {ends} below N days",
        *table(("N", "smallest sets, the quickest first"), rows),
    ]
