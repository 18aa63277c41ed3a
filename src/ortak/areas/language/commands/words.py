"""Words: their lemmas, features and search keys."""

import csv
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict

import click

from ortak.areas.language.commands.group import cli
from ortak.cli import AS_JSON


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
    from ortak.areas.language.taking_apart import checked, taken_apart
    from ortak.engines.language.scripts import decoded_lines

    checked(language, orthography)
    lines: Iterable[str] = [" ".join(text)] if text else decoded_lines(sys.stdin.buffer)
    rows = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
    for line in lines:
        for each in taken_apart(line, language, orthography, every):
            if as_json:
                click.echo(json.dumps(asdict(each), ensure_ascii=False))
            else:
                rows.writerow([each.form, each.lemma, each.features, each.key])
        sys.stdout.flush()
