"""Where an indicator is heading, and what carrying out a directive would bring."""

from typing import Any

import click

from ortak.cli import django_ready
from ortak.vision.commands.options import JSON, write_json


@click.command()
@click.argument("indicator", required=False)
@click.option("--area", "ref_area", help="One state, or ORG; else all that have a series.")
@click.option(
    "--all", "everything", is_flag=True, help="Work out and store every outlook that is missing or out of date."
)
@JSON
def outlook(indicator: str | None, ref_area: str | None, everything: bool, as_json: bool) -> None:
    """Where an indicator is heading, with its 80 % interval, no further ahead than the series reaches back.

    \b
    Examples:
      ortak outlook EMBER_ELEC_FOSSIL_SH --area KZ
      ortak outlook --all
    """
    if not everything and not indicator:
        raise click.UsageError("name an indicator, or use --all")
    with django_ready():
        from ortak.vision import outlooks

        if everything:
            for done, total in outlooks.work_out_all():
                click.echo(f"\r{done} of {total} series", nl=done == total, err=True)
            return
        found = outlooks.of_indicator(str(indicator), ref_area)
        if as_json:
            write_json(found)
        else:
            _print_outlooks(found, outlooks.find_indicator(str(indicator)).unit_measure)


def _print_outlooks(found: list[dict[str, Any]], unit: str) -> None:
    from ortak.mechanisms.presentation.formats import number
    from ortak.vision.words import METHODS

    for row in found:
        said = f"in {unit}, by {METHODS[row['method']]}" if row["method"] else row["reason"]
        click.echo(f"{row['indicator']} {row['ref_area']}: {said}")
        for point in row["points"]:
            value, low, high = (number(point[name], language="en") for name in ("value", "low", "high"))
            click.echo(f"  {point['year']}  {value}  likely {low} to {high}")


@click.command()
@click.argument("code", required=False)
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="Change a parameter; may be repeated.")
@JSON
def whatif(code: str | None, settings: tuple[str, ...], as_json: bool) -> None:
    """What would carrying out a directive bring? Without CODE, all questions with their answers.

    \b
    Examples:
      ortak whatif
      ortak whatif language.common_alphabet --json
    """
    pairs = dict(_pair(text) for text in settings)
    with django_ready():
        from ortak.vision.what_ifs import answer, questions

        found = [answer(code, pairs)] if code else [answer(question.code, {}) for question in questions()]
    if as_json:
        write_json(found)
        return
    for row in found:
        result = row["result"]
        click.echo(f"{row['code']} ({', '.join(row['codes'])}): {row['question']}\n  {result['headline']}")
        for gain in result["gains"]:
            level = f"{gain['level']:.0%}"
            span = f"{level}: {gain['low']:.3g} to {gain['high']:.3g}"
            click.echo(f"  {gain['title']}: {gain['value']:.3g} {gain['unit']} ({span})")
        click.echo(f"  cost: {result['cost'] or 'not known'}")


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise click.UsageError(f"--set {text!r} must read NAME=VALUE")
    return name, value
