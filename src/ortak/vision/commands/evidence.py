"""Facts and figures: list them, add one, import a file, follow the history of one."""

from pathlib import Path
from typing import Any

import click

from ortak.cli import Refused, django_ready
from ortak.vision.commands.options import JSON, KNOWN_ON, today, write_json


@click.group()
def evidence() -> None:
    """Facts and figures: list, add, import, history."""


@evidence.command("list")
@click.option("--code", help="Only what is about this directive or priority.")
@click.option("--state", help="Only what is about this state (AZ, KZ, KG, TR, UZ) or ORG.")
@click.option("--kind", type=click.Choice(["acts", "figures"]), help="Only acts, or only figures.")
@click.option("--indicator", help="Only figures of this indicator.")
@click.option("--area", help="Only facts of this area, e.g. transport.")
@KNOWN_ON
@JSON
def list_(as_json: bool, **wanted: Any) -> None:
    """Every public fact and figure with its source.

    \b
    Examples:
      ortak evidence list --code TRA-5
      ortak evidence list --area energy --kind acts
      ortak evidence list --kind figures --state KZ --json
    """
    with django_ready():
        from ortak.vision.catalogue import asked_for, catalogue

        rows = catalogue(asked_for(**wanted))
        if as_json:
            _stream_json(rows)
            return
        for row in rows:
            value = f" {row['value']} {row['unit']}" if "value" in row else ""
            click.echo(f"{row['date']:10}  {','.join(row['states']):12}  {row['grade']:10}  {row['title']}{value}")


def _stream_json(rows: Any) -> None:
    """A list of any length, written as it is read."""
    import json

    click.echo("[", nl=False)
    for number, row in enumerate(rows):
        click.echo((",\n" if number else "\n") + json.dumps(row, ensure_ascii=False), nl=False)
    click.echo("\n]")


SOURCE_OPTIONS = [
    click.option("--who", required=True, help="state, organization, intergovernmental, independent or press."),
    click.option("--how", required=True, help="act, statistic, survey or estimate."),
    click.option("--form", required=True, help="depositary, gazette, dataset, document or news."),
    click.option("--title", required=True, help="Title of the source."),
    click.option("--publisher", required=True, help="Publisher of the source."),
    click.option("--published", default="", help="When it was published: 2025, 2025-03 or 2025-03-01."),
    click.option("--url", default="", help="Address of the source."),
    click.option("--locator", default="", help="The place in the source."),
]


def _source_options(command: Any) -> Any:
    for option in reversed(SOURCE_OPTIONS):
        command = option(command)
    return command


@evidence.command()
@click.option("--dataset", required=True, help="The name under which you record, e.g. kz.ministry-of-transport.")
@click.option("--owner", default="ORG", show_default=True, help="The actor that owns the figure.")
@click.option("--indicator", required=True, help="Code of the indicator.")
@click.option("--area", "ref_area", required=True, help="The state or ORG that the figure is about.")
@click.option("--counterpart", "counterpart_area", default="", help="The other state of a pair.")
@click.option("--period", "time_period", required=True, help="2023, 2023-06, 2023-06-12, 2023-Q2.")
@click.option("--value", required=True, type=float, help="The figure, in the indicator's unit.")
@click.option(
    "--obs-status",
    default="A",
    show_default=True,
    help="As SDMX has it: A normal, P provisional, E estimated. A figure of a period that has not ended is P or E.",
)
@_source_options
@click.option("--dry-run", is_flag=True, help="Check and report; store nothing.")
def add(dataset: str, owner: str, value: float, how: str, locator: str, dry_run: bool, **given: Any) -> None:
    """Record one figure. The same again writes nothing; another value supersedes.

    The figure of the example is invented: it is checked, and not stored.

    \b
    Example:
      ortak evidence add --dry-run --dataset kz.example --indicator WDI_IS_RRS_TOTL_KM --area KZ --period 2024 \\
        --value 16000 --who state --how statistic --form document --title "Railways 2024" --publisher "An example"
    """
    names = ("who", "form", "title", "publisher", "published", "url")
    with django_ready():
        from django.db import transaction

        from ortak.mechanisms.indicators.recording import NewObservation, NewSource, record_observations

        source = NewSource(**{name: given.pop(name) for name in names})
        row = NewObservation(obs_value=value, how=how, locator=locator, source=source, place="this figure", **given)
        with transaction.atomic():
            report = record_observations([row], dataset=dataset, today=today(), owner=owner)
            transaction.set_rollback(dry_run)
    click.echo(_said(report) + ("; nothing was stored" if dry_run else ""))


@evidence.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(["figures", "milestones"]), default="figures", show_default=True)
@click.option("--dataset", required=True, help="The name under which the rows are recorded.")
@click.option("--owner", default="ORG", show_default=True, help="The actor that owns the rows.")
@JSON
def import_(file: Path, kind: str, dataset: str, owner: str, as_json: bool) -> None:
    """Import a CSV file in batches of 500 rows: each batch is stored whole or not at all; run it again to go on.

    \b
    Examples:
      ortak evidence import figures.csv --dataset kz.border-hours --owner KZ
      ortak evidence import acts.csv --kind milestones --dataset secretariat
    """
    with django_ready():
        from ortak.mechanisms.indicators.files import import_file

        def told(done: int, report: Any) -> None:
            if not as_json:
                click.echo(f"{done:,} rows read, {report.added:,} added", err=True)

        report = import_file(file, kind, dataset=dataset, owner=owner, today=today(), progress=told)
    if as_json:
        write_json(report.__dict__)
    else:
        click.echo(_said(report))


def _said(report: Any) -> str:
    return f"{report.added} added ({report.superseding} of them supersede), {report.unchanged} unchanged"


@evidence.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export(file: Path) -> None:
    """Write everything public into one data package: CSV tables with a code book (Frictionless Data Package).

    \b
    Example:
      ortak evidence export ortak.zip
    """
    with django_ready():
        from ortak.vision.bulk import write

        part = file.with_name(file.name + ".part")
        try:
            write(part)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
    click.echo(f"{file}: {file.stat().st_size:,} bytes")


@evidence.command()
@click.argument("key")
@JSON
def history(key: str, as_json: bool) -> None:
    """Every version of a fact or figure, oldest first. KEY is its id, or part of its natural key.

    \b
    Examples:
      ortak evidence history cmr-az-2006
      ortak evidence history "WDI_IS_RRS_TOTL_KM|KZ||2020"
    """
    if not key.strip():
        raise Refused(
            "KEY is empty; it is the id of a row or part of its key, which `ortak evidence list --json` shows"
        )
    with django_ready():
        from ortak.vision.catalogue import versions

        rows = list(versions(key))
    if not rows:
        raise Refused(f"nothing is recorded under {key!r}; `ortak evidence list` shows ids and keys")
    if as_json:
        write_json(rows)
        return
    for row in rows:
        value = f" {row['value']} {row['unit']}" if "value" in row else ""
        state = "withdrawn" if row["withdrawn"] else f"version {row['version']}"
        click.echo(f"{row['recorded_at']}  {state}  {row['date']}  {row['title']}{value}")
