"""Words: their lemmas, features and search keys."""

import csv
import json
import sys
from collections.abc import Iterable

import click

from ortak.areas.language.commands.group import AS_JSON, cli
from ortak.areas.language.readings import rows_of


@cli.command()
@click.argument("text", nargs=-1)
@click.option("--lang", "language", required=True, metavar="CODE", help="az, ba, kk, ky, tk, tr, tt, ug or uz.")
@click.option("--from", "orthography", default="", metavar="TAG", help="Its orthography (default: by script).")
@click.option("--all", "every", is_flag=True, help="Every reading of a word, not the likeliest alone.")
@AS_JSON
def words(text: tuple[str, ...], language: str, orthography: str, every: bool, as_json: bool) -> None:
    """The words of TEXT (else of standard input, line by line) with lemma, features and search key, tab-separated.

    \b
    Examples:
      ortak language words "Кітаптарымызды ағаштан жасадық" --lang kk
      ortak language words --lang tr --json < book.txt
      ortak language words "yüzünde" --lang tr --all
    """
    from ortak.engines.language.scripts import UnknownTag, orthographies
    from ortak.engines.language.words import grammar

    grammar(language)
    tags = [each.tag for each in orthographies() if each.tag.startswith(f"{language}-")]
    if orthography and orthography not in tags:
        raise UnknownTag(orthography, tags)
    lines: Iterable[str] = [" ".join(text)] if text else sys.stdin
    rows = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
    for line in lines:
        for row in rows_of(line, language, orthography, every):
            if as_json:
                click.echo(json.dumps(row, ensure_ascii=False))
            else:
                rows.writerow([row["form"], row["lemma"], row["features"], row["key"]])
        sys.stdout.flush()
