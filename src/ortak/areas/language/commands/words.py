"""Words: their lemmas, features and search keys."""

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

import click

from ortak.areas.language.commands.group import AS_JSON, cli

WORD = re.compile(r"[^\W\d_]+(?:[-'’‘ʻʼ`][^\W\d_]+)*[’ʻʼ]?")


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


def rows_of(text: str, language: str, orthography: str = "", every: bool = False) -> Iterator[dict[str, Any]]:
    """The words of a text with their readings: form, lemma, dictionary form, class, features, suffixes, weight, key."""
    from ortak.engines.language.words import analyses

    for word in WORD.findall(text):
        found = analyses(word, language, orthography)
        for each in found if every else found[:1]:
            yield asdict(each)
