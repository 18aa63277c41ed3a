"""Gas and oil of the region: the flows of a year, N-1 of every pipe, expansions; tables, JSON and CSV."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import click

from ortak.areas.energy.commands.gas import gas
from ortak.cli import AS_JSON, Refused

COMMODITY = click.option(
    "--commodity", default="gas", show_default=True, type=click.Choice(["gas", "oil"]), help="What the pipes carry."
)
AS_CSV = click.option("--csv", "as_csv", is_flag=True, help="Print CSV, for a sheet.")


@gas.command()
@COMMODITY
@AS_CSV
@AS_JSON
def flow(commodity: str, as_csv: bool, as_json: bool) -> None:
    """Find what the region's pipes carry in a year: demand first, then what reaches markets outside, then least haul.

    Production and demand are those of one year, each with its source; a minimum cut proves that no more demand can be
    met. Where gas came from is by proportional mixing at every place.

    \b
    Examples:
      ortak energy gas flow
      ortak energy gas flow --commodity oil --json
    """
    from ortak.areas.energy.pipelines.answers import year

    found = year(commodity)
    header = ("pipe", "capacity", "flow", "share")
    rows = [
        (each["pipe"], _said(each["capacity"]), _said(_most(each["flows"])), _share(each)) for each in found["pipes"]
    ]
    tail = [
        f"unserved: {_by_state(found['unserved'])}; nobody takes: {_by_state(found['left'])} ({found['unit']})",
        f"Europe takes {_by_state(found['europe']['takes'])}, from {_by_state(found['europe']['from'])}",
        f"a cut of {found['cut']['value']:g} {found['unit']} "
        f"{'proves' if found['proved'] else 'does not prove'} that no more demand can be met",
    ]
    _print(found, header, rows, tail, as_csv, as_json)


@gas.command()
@click.argument("pipe", required=False)
@COMMODITY
@AS_CSV
@AS_JSON
def n1(pipe: str | None, commodity: str, as_csv: bool, as_json: bool) -> None:
    """Find what happens in a year without one PIPE, or without each in turn.

    By state: demand that stays unserved, what no longer reaches markets outside, production that nobody takes; what
    other pipes carry instead; and a minimum cut that proves that no more demand can be met.

    \b
    Examples:
      ortak energy gas n1
      ortak energy gas n1 scpx --json
    """
    from ortak.areas.energy.pipelines.answers import n1 as without
    from ortak.areas.energy.pipelines.facts import load_facts

    lines = load_facts().lines
    if pipe is not None:
        if pipe not in lines or not lines[pipe].operating or not lines[pipe].capacity:
            known = ", ".join(name for name, line in lines.items() if line.operating and line.capacity)
            raise Refused(f"there is no pipe {pipe!r} that runs with a known capacity; there are {known}")
        commodity = lines[pipe].commodity
    found = without(commodity, pipe)
    header = ("pipe", "carried", "unserved", "outside less", "nobody takes", "instead", "cut", "proved")
    rows = [
        (
            each["pipe"],
            f"{each['carried']:.2f}",
            _by_state(each["unserved"]),
            _by_state(each["outlets"]),
            _by_state(each["left"]),
            _by_state(dict(list(each["instead"].items())[:3])),
            f"{each['cut']['value']:g}",
            "yes" if each["proved"] else "no",
        )
        for each in found
    ]
    _print({"outages": found}, header, rows, [], as_csv, as_json)


@gas.command()
@COMMODITY
@AS_CSV
@AS_JSON
def expansions(commodity: str, as_csv: bool, as_json: bool) -> None:
    """Find what more capacity would bring: at the margin of each pipe, and by each project.

    The margin is the part of one more unit of capacity that would be taken (dual values); a project is carried anew.

    \b
    Examples:
      ortak energy gas expansions
      ortak energy gas expansions --json
    """
    from ortak.areas.energy.pipelines.answers import expansions as brings

    found = brings(commodity)
    header = ("project", "adds", "taken more", "given more", "Europe takes", "of it from")
    rows = [
        (
            each["project"],
            _by_state(each["adds"]),
            _by_state(each["takes"]),
            _by_state(each["gives"]),
            f"{sum(each['europe']['takes'].values()):.2f}",
            _by_state(each["europe"]["from"]),
        )
        for each in found["projects"]
    ]
    worth = ", ".join(f"{name} {part:g}" for name, part in found["marginal"].items()) or "none"
    _print(
        found, header, rows, [f"bottlenecks, and how much of one more unit would be taken: {worth}"], as_csv, as_json
    )


@gas.command()
@AS_JSON
def whatif(as_json: bool) -> None:
    """Ask what new pipes would bring: to Europe, to each state, and to the worst outage.

    The range is between the production of the facts and as much more of Turkmenistan's as the Trans-Caspian line
    could carry.

    \b
    Examples:
      ortak energy gas whatif
      ortak energy gas whatif --json
    """
    from ortak.areas.energy.pipelines.measures import answers

    found = answers()
    if as_json:
        click.echo(json.dumps({"what_ifs": found}, ensure_ascii=False, indent=1))
        return
    header = ("what-if", "Europe takes more", "taken more in all", "less at risk", "by state")
    rows = [
        (
            each["code"],
            *(_range(each[name]) for name in ("europe", "taken", "at_risk")),
            ", ".join(f"{state} {_range(part)}" for state, part in each["states"].items()) or "-",
        )
        for each in found
    ]
    click.echo("\n".join([*_table(header, rows), "bcm a year"]))


@gas.command()
def answers() -> None:
    """Print, as JSON, all that the pages on pipelines show: flows, N-1 and expansions of gas and oil.

    \b
    Examples:
      ortak energy gas answers
    """
    from ortak.areas.energy.pipelines.answers import everything

    click.echo(json.dumps(everything(), ensure_ascii=False, indent=1))


def _range(part: Mapping[str, float]) -> str:
    low, high = part["low"], part["high"]
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def _print(
    found: Any,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    tail: Sequence[str],
    as_csv: bool,
    as_json: bool,
) -> None:
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    elif as_csv:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerows([header, *rows])
        click.echo(text.getvalue(), nl=False)
    else:
        click.echo("\n".join([*_table(header, rows), *tail]))


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (header, *rows)
    ]


def _most(flows: Sequence[float] | None) -> float | None:
    return None if flows is None else max(map(abs, flows))


def _share(each: Mapping[str, Any]) -> str:
    most = _most(each["flows"])
    return f"{100 * most / each['capacity']:.0f} %" if most is not None and each["capacity"] else "-"


def _said(amount: float | None) -> str:
    return "unknown" if amount is None else f"{amount:.2f}"


def _by_state(amounts: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {amount:.2f}" for name, amount in amounts.items()) or "-"
