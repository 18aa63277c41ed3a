"""Terms: search, show, export, agreement between languages, candidates from parallel texts."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from ortak.areas.language.commands.group import cli
from ortak.cli import AS_JSON

DOMAIN = click.option("--domain", default="", metavar="NAME", help="Only this domain, as energy.")
LANGUAGE = click.option("--language", "languages", multiple=True, metavar="TAG", help="With a term in it; repeatable.")
STATUS = click.option("--status", default="", metavar="WORD", help="in_use, proposed, agreed or deprecated.")


@cli.group()
def terms() -> None:
    """The terminology base: concepts with their terms, sources and status.

    \b
    Examples:
      ortak language terms search gümrük
      ortak language terms show customs.customs
      ortak language terms export --format tbx --domain energy > energy.tbx
    """


@terms.command()
@click.argument("words", nargs=-1)
@DOMAIN
@LANGUAGE
@STATUS
@AS_JSON
def search(words: tuple[str, ...], domain: str, languages: tuple[str, ...], status: str, as_json: bool) -> None:
    """Find the concepts that hold all WORDS, in any language or in common letters.

    \b
    Examples:
      ortak language terms search gümrük
      ortak language terms search --domain energy --language kk --json
    """
    from ortak.areas.language.terms import Wanted, concept_dict, select, termbase

    chosen = select(termbase(), Wanted(domain, languages, status, words=" ".join(words)))
    if as_json:
        _print_json([concept_dict(concept) for concept in chosen])
        return
    for concept in chosen:
        shown = languages or ("en", "az", "kk", "ky", "tr", "uz", "tk")
        found = (f"{tag} {term.text}" for tag in shown if (term := concept.preferred(tag)))
        click.echo(f"{concept.id}: {'; '.join(found)}")


@terms.command()
@click.argument("concept")
@AS_JSON
def show(concept: str, as_json: bool) -> None:
    """Show a CONCEPT by its id: every term, its common form, status and source.

    \b
    Examples:
      ortak language terms show customs.customs
    """
    from ortak.areas.language.terms import concept_dict, termbase

    base = termbase()
    found = base.concept(concept)
    record = concept_dict(found)
    if as_json:
        _print_json(record)
        return
    click.echo(f"{found.id}: {base.domains[found.domain].titles['en']}")
    for tag, definition in found.definitions.items():
        click.echo(f"  {tag}: {definition}")
    for term in record["terms"]:
        common = f" [{term['common_form']}]" if term["common_form"] else ""
        status = "" if term["status"] == "in_use" else f", {term['status']}"
        click.echo(f"  {term['language']:<8}{term['term']}{common} ({term['source']}, {term['place']}{status})")


@terms.command()
@click.option("--format", "name", required=True, metavar="NAME", help="csv, json, skos, skos-json, skos-xml or tbx.")
@DOMAIN
@LANGUAGE
@STATUS
@click.option("--concept", "identities", multiple=True, metavar="ID", help="Only this concept; repeatable.")
@click.option("--base", "root", metavar="URL", help="Where identifiers of SKOS begin; else urn:ortak:terms:.")
def export(
    name: str, domain: str, languages: tuple[str, ...], status: str, identities: tuple[str, ...], root: str | None
) -> None:
    """Write concepts to standard output as CSV, JSON, SKOS (Turtle, JSON-LD, RDF/XML) or TBX-Basic.

    \b
    Examples:
      ortak language terms export --format skos > terms.ttl
      ortak language terms export --format tbx --domain energy > energy.tbx
      ortak language terms export --format csv --concept customs.customs
    """
    from ortak.areas.language.terms import Wanted, select, termbase, written
    from ortak.areas.language.terms.skos import BASE

    base = termbase()
    chosen = [base.concept(each) for each in identities] or select(base, Wanted(domain, languages, status))
    for piece in written(base, chosen, name, root or BASE):
        sys.stdout.write(piece)


@terms.command()
@click.option("--domain", default="all", show_default=True, metavar="NAME", help="A domain, or all together.")
@click.option("--language", "languages", multiple=True, metavar="TAG", help="Only pairs with it; twice for one pair.")
@AS_JSON
def agreement(domain: str, languages: tuple[str, ...], as_json: bool) -> None:
    """For each pair of languages, how many concepts have the same word, or a near one, in common letters.

    \b
    Examples:
      ortak language terms agreement
      ortak language terms agreement --domain energy --language kk --json
    """
    from ortak.areas.language.terms.agreement import Pair, agreement_dict, chosen

    rows = chosen(Pair(domain, languages))
    if as_json:
        _print_json([agreement_dict(row) for row in rows])
        return
    for row in rows:
        same, near = row.same_share, row.near_share
        click.echo(
            f"{row.one} {row.other}: same word {same.value:.1%} ({same.low:.1%} to {same.high:.1%}), "
            f"same or near {near.value:.1%} ({near.low:.1%} to {near.high:.1%}) of {row.concepts} concepts"
        )


@terms.command()
@click.option("--source", required=True, type=click.Path(path_type=Path), help="A text, a sentence a line.")
@click.option("--target", required=True, type=click.Path(path_type=Path), help="Its translation, line by line.")
@click.option("--from", "one", required=True, metavar="TAG", help="The language of the source, as tr.")
@click.option("--to", "other", required=True, metavar="TAG", help="The language of the target, as kk.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many are printed at most.")
@click.option("--least", type=click.IntRange(2), default=3, show_default=True, help="In how many lines one must stand.")
@AS_JSON
def candidates(source: Path, target: Path, one: str, other: str, limit: int, least: int, as_json: bool) -> None:
    """Find candidates for terms in two texts that lie line by line side by side, the surest first.

    \b
    Examples:
      ortak language terms candidates --source law.tr.txt --target law.kk.txt --from tr --to kk
      ortak language terms candidates --source a.txt --target b.txt --from uz --to tk --limit 200 --json
    """
    from ortak.areas.language.terms.candidates import align, read_texts

    found = align(*read_texts(source, target), (one, other), least=least)[:limit]
    if as_json:
        _print_json(
            [
                {
                    "source": pair.source.form,
                    "target": pair.target.form,
                    "together": pair.together,
                    "c_value": round(pair.source.c_value, 3),
                    "dice": round(pair.dice, 4),
                    "log_likelihood": round(pair.likelihood, 2),
                }
                for pair in found
            ]
        )
        return
    for pair in found:
        click.echo(
            f"{pair.source.form} = {pair.target.form}  (together in {pair.together} lines, Dice {pair.dice:.2f}, "
            f"log-likelihood {pair.likelihood:.0f}, C-value {pair.source.c_value:.1f})"
        )


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
