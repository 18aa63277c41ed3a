"""What-ifs of the region's electricity."""

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from ortak.areas.energy.commands.group import cli
from ortak.cli import AS_JSON, Refused

if TYPE_CHECKING:
    from ortak.areas.energy.electricity.what_ifs import Answer, Range


@cli.command()
@click.argument("code", required=False)
@click.option("--draws", default=16, show_default=True, type=click.IntRange(0, 1000), help="Draws of what is unsure.")
@click.option("--seed", default=2040, show_default=True, type=click.IntRange(0), help="The seed of all chance.")
@AS_JSON
def whatif(code: str | None, draws: int, seed: int, as_json: bool) -> None:
    """Ask what a change would bring to the region's electricity in a year: to whom, at which prices, how much CO2.

    CODE is one what-if, as energy.coupling or coupling; without it all are answered. The intervals hold 80 % of the
    draws of what is not known for sure.

    \b
    Examples:
      ortak energy whatif
      ortak energy whatif coupling
      ortak energy whatif black_sea_cable --json
    """
    from ortak.areas.energy.electricity.measures import MEASURES, measure
    from ortak.areas.energy.electricity.what_ifs import answers

    try:
        asked = (measure(code),) if code else MEASURES
    except KeyError:
        names = ", ".join(each.code for each in MEASURES)
        raise Refused(f"there is no what-if {code!r}; there are {names}") from None
    with click.progressbar(length=draws + 1, label="worlds", file=sys.stderr) as bar:
        found = answers(asked, draws, seed, lambda: bar.update(1))
    if as_json:
        click.echo(json.dumps({"what_ifs": [as_dict(each) for each in found]}, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(line for each in found for line in _lines(each)))


def as_dict(answer: "Answer") -> dict[str, Any]:
    """What `--json` prints of one answer: EUR m, Mt, TWh and MW a year."""
    return {
        "code": answer.measure.code,
        "codes": list(answer.measure.codes),
        "question": answer.measure.question,
        "assumptions": list(answer.measure.assumptions),
        "region": {part: _range(value) for part, value in answer.region.items()},
        "states": {
            part: {state: _range(value) for state, value in by_state.items()}
            for part, by_state in answer.states.items()
        },
        "prices": {
            zone: {"before": _range(before), "after": _range(after)} for zone, (before, after) in answer.prices.items()
        },
        "draws": answer.draws,
        "seed": answer.seed,
        "level": 0.8,
    }


def _range(value: "Range") -> dict[str, float]:
    return {each: round(getattr(value, each), 3) for each in ("value", "low", "high", "usual")}


def _lines(answer: "Answer") -> Iterator[str]:
    yield f"{answer.measure.question} ({answer.measure.code}; {', '.join(answer.measure.codes)})"
    yield f"{'EUR m a year':14}{'welfare':>12}{'likely range':>22}{'consumers':>12}{'producers':>12}{'links':>10}"
    states = answer.states
    for state, gain in states["welfare"].items():
        others = [states[part][state].value for part in ("consumers", "producers", "rent")]
        yield _row(state, gain, others)
    yield _row(
        "all", answer.region["welfare"], [answer.region[each].value for each in ("consumers", "producers", "rent")]
    )
    yield f"  CO2 {_told(answer.region['co2'])} Mt; not served {_told(answer.region['unserved'])} TWh"
    yield from (f"  Assumed: {text}" for text in answer.measure.assumptions)
    yield ""


def _row(name: str, gain: "Range", others: list[float]) -> str:
    return (
        f"{name:14}{gain.value:12,.1f}{f'{gain.low:,.1f} to {gain.high:,.1f}':>22}"
        f"{others[0]:12,.1f}{others[1]:12,.1f}{others[2]:10,.1f}"
    )


def _told(value: "Range") -> str:
    return f"{value.value:+.2f} ({value.low:+.2f} to {value.high:+.2f})"
