"""The board, the chain behind a status, and the acts in force."""

from datetime import datetime
from typing import Any

import click

from ortak.cli import django_ready
from ortak.vision.commands.options import JSON, KNOWN_ON, LANGUAGE, today, write_json

SIGNS = {
    "done": "✓",
    "on_track": "■",
    "challenges": "◪",
    "major_challenges": "☒",
    "not_started": "□",
    "not_reported": "┄",
    "not_measurable": "…",
    "too_early": "·",
    "not_applicable": "–",
}


@click.command()
@click.option("--area", "areas", multiple=True, help="Only this area, e.g. transport; may be repeated.")
@click.option("--status", "statuses", multiple=True, help="Only this status, e.g. on_track; may be repeated.")
@click.option("--actor", default="ORG", show_default=True, help="Whose column --status and --order look at.")
@click.option("--grade", "grades", multiple=True, help="Only this grade of evidence, or none.")
@click.option("--find", "words", default="", help="Only rows with these words in code or title.")
@click.option("--order", default="vision", show_default=True, help="vision, status, known or grade.")
@KNOWN_ON
@LANGUAGE
@JSON
def board(as_json: bool, language: str, known_on: datetime | None, **wanted: Any) -> None:
    """The board: every directive, for the Organization and each member.

    \b
    Examples:
      ortak board
      ortak board --area transport --status challenges
      ortak board --known-on 2026-11-24 --json
    """
    with django_ready():
        from ortak.vision.board import Filter, as_dict
        from ortak.vision.board import board as shown_board

        wanted = {name: tuple(value) if isinstance(value, (list, tuple)) else value for name, value in wanted.items()}
        column = str(wanted.pop("actor")).upper()
        shown = shown_board(today=today(), known_on=known_on, wanted=Filter(column=column, language=language, **wanted))
        if as_json:
            write_json(as_dict(shown))
        else:
            _print_board(shown, language)


def _print_board(shown: Any, language: str) -> None:
    counts = shown.counts(shown.filter.column)
    legend = ", ".join(f"{SIGNS[word]} {number} {word.replace('_', ' ')}" for word, number in counts.items() if number)
    click.echo(f"{len(shown.directives)} of {shown.total} directives on {shown.as_of}: {legend}\n")
    click.echo(f"{'':8}{' '.join(f'{column:>3}' for column in shown.columns)}  known")
    area = ""
    for row in shown.directives:
        if row.area != area:
            area = row.area
            click.echo(f"\n{area}")
        signs = " ".join(f"{SIGNS[cell.status]:>3}" for cell in row.columns.values())
        cell = row.columns["ORG"]
        title = row.titles.get(language) or row.titles["en"]
        click.echo(f"{row.code:8}{signs}  {cell.known:>2} of {cell.required:<3} {title}")


@click.command()
@click.argument("code")
@KNOWN_ON
@JSON
def explain(code: str, known_on: datetime | None, as_json: bool) -> None:
    """The whole chain behind a status, down to each source.

    \b
    Examples:
      ortak explain TRA-5
      ortak explain PRI-35 --json
      ortak explain TRA-5 --known-on 2026-11-24
    """
    with django_ready():
        from ortak.vision.explain import explain as chain_of

        chain = chain_of(code, today=today(), known_on=known_on)
    if as_json:
        write_json(chain)
    else:
        _print_chain(chain)


def _print_chain(chain: dict[str, Any]) -> None:
    click.echo(f"{chain['code']}  {chain['title']}")
    for actor, cell in chain["columns"].items():
        grade = f", {cell['grade']}" if cell["grade"] else ""
        click.echo(f"  {actor:4}{cell['status'].replace('_', ' ')}{grade}: {cell['known']} of {cell['required']} known")
        click.echo(f"      rule {cell['rule']}: {cell['because']}")
    for item in chain["items"]:
        states = ", ".join(f"{actor} {thing['state'].replace('_', ' ')}" for actor, thing in item["states"].items())
        click.echo(f"\n{item['item']}  {item['what']}\n  {states}")
        for act in item["acts"]:
            click.echo(f"  {act['date']}  {', '.join(act['states'])}: {act['title']} [{act['stage']}, {act['grade']}]")
            _print_source(act["source"])
        for actor, figure in item["figures"].items():
            moved, last = figure["movement"], figure["latest"]
            click.echo(
                f"  {actor}: {last['value']} {last['unit']} in {last['date']}; {moved['verdict'].replace('_', ' ')}"
            )
            click.echo(f"      rule {moved['rule']}: {moved['because']}")
            _print_source(last["source"])
    if chain["context"]["acts"]:
        click.echo("\nAlso known, not counted:")
        for act in chain["context"]["acts"]:
            click.echo(f"  {act['date']}  {act['title']}")
            _print_source(act["source"])


def _print_source(source: dict[str, Any]) -> None:
    click.echo(
        f"      {source['title']}, {source['publisher']}" + (f", {source['published']}" if source["published"] else "")
    )
    if source["address"]:
        click.echo(f"      {source['address']}" + (f" ({source['place']})" if source["place"] else ""))


@click.command()
@JSON
def acts(as_json: bool) -> None:
    """Acts in force: what each agreement still waits for, and since when.

    \b
    Examples:
      ortak acts
      ortak acts --json
    """
    with django_ready():
        from ortak.vision.acts import acts as all_acts

        found = all_acts(today=today())
    if as_json:
        write_json(found)
        return
    for act in found:
        state = f"in force since {act['in_force']}" if act["in_force"] else "awaiting entry into force"
        click.echo(f"{act['title']}\n  signed {act['signed'] or 'on an unknown day'}; {state}")
        for actor, own in act["signatories"].items():
            steps = "; ".join(f"{step['step']} {step['date']}" for step in own["steps"]) or "no step found"
            click.echo(f"  {actor:4}{own['status']}: {steps}")
