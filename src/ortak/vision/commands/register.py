"""The register: list it, and import the official text in a language."""

from pathlib import Path

import click

from ortak.cli import django_ready
from ortak.vision.commands.options import JSON, LANGUAGE, write_json


@click.group()
def vision() -> None:
    """The register: directives, priorities, import of the official text."""


@vision.command("list")
@click.option("--kind", type=click.Choice(["directive", "priority"]), help="Only directives, or only priorities.")
@LANGUAGE
@JSON
def list_(kind: str | None, language: str, as_json: bool) -> None:
    """Every directive and priority in our own words.

    \b
    Examples:
      ortak vision list --lang tr
      ortak vision list --kind priority --json
    """
    with django_ready():
        from ortak.vision.models import Commitment

        rows = Commitment.objects.filter(kind=kind) if kind else Commitment.objects.all()
        found = [
            {
                "code": row.code,
                "kind": row.kind,
                "area": row.section_id,
                "title": row.titles.get(language) or row.titles["en"],
                "language": language if language in row.titles else "en",
                "services": row.services,
                "served_by": row.served_by,
            }
            for row in rows
        ]
    if as_json:
        write_json(found)
        return
    for row in found:
        click.echo(f"{row['code']:8}{row['title']}")


@vision.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--lang", "language", help="BCP 47 tag of the text; else it is detected and stated.")
@click.option("--supplied-by", default="", help="Who supplied the document.")
@click.option("--dry-run", is_flag=True, help="Align and report; store nothing.")
@JSON
def import_(file: Path, language: str | None, supplied_by: str, dry_run: bool, as_json: bool) -> None:
    """Import the official document in one language and attach its wording to each row, as the version supplied.

    Rows that cannot be aligned are named. The wording is stored only if nearly all of the document is recognised, nine
    rows in ten of each kind (111 directives, 47 priorities, 17 headings of sections); else nothing is changed.

    \b
    Examples:
      ortak vision import vision_tr.txt --dry-run --json
      ortak vision import vision_tr.txt --lang tr --supplied-by "Secretariat"
    """
    with django_ready():
        from ortak.vision.importer.service import import_document

        report = import_document(file, language=language, supplied_by=supplied_by, dry_run=dry_run)
    if as_json:
        write_json(report)
        return
    stated = "detected" if report["detected"] else "as given"
    click.echo(
        f"Language {report['language']} ({stated}): {report['sections']} sections, {report['directives']} directives, "
    )
    click.echo(f"{report['priorities']} priorities aligned; {len(report['unaligned'])} passages without a row, ")
    click.echo(f"without text: {', '.join(report['missing']) or 'none'}")
