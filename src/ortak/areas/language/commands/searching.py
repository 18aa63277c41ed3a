"""Search across languages: make an index of documents, and ask it."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from ortak.areas.language.commands.group import cli
from ortak.cli import AS_JSON

DIR = click.option(
    "--dir", "folder", required=True, metavar="DIR", type=click.Path(path_type=Path, file_okay=False), help="The index."
)


@cli.group()
@DIR
@click.pass_context
def index(context: click.Context, folder: Path) -> None:
    """Keep an index of documents in DIR: add, delete, compact, count, vectors."""
    context.obj = folder


@index.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.pass_obj
def add(folder: Path, file: Path) -> None:
    """Add the documents of FILE (JSON Lines: id, lang, text; - is standard input). A known id is replaced.

    \b
    Examples:
      ortak language index --dir news add news.jsonl
    """
    from ortak.engines.language.searching import Index, read_documents

    if str(file) == "-":
        now = Index(folder).add(read_documents(sys.stdin.buffer, _identify()))
    else:
        with file.open("rb") as lines:
            now = Index(folder).add(read_documents(lines, _identify()))
    click.echo(_documents(len(now)))


@index.command()
@click.argument("ids", nargs=-1, required=True)
@click.pass_obj
def delete(folder: Path, ids: tuple[str, ...]) -> None:
    """Delete documents by their ids. Where none of them is there, the exit code is 1.

    \b
    Examples:
      ortak language index --dir news delete 17 18
    """
    from ortak.engines.language.searching import Index

    now = Index.existing(folder)
    missing = now.missing(ids)
    now = now.delete(ids)
    for each in missing:
        click.echo(f"no document {each}", err=True)
    click.echo(_documents(len(now)))
    if len(missing) == len(ids):
        sys.exit(1)


@index.command()
@AS_JSON
@click.pass_obj
def count(folder: Path, as_json: bool) -> None:
    """How many documents there are.

    \b
    Examples:
      ortak language index --dir news count
    """
    from ortak.engines.language.searching import Index

    number = len(Index.existing(folder))
    click.echo(json.dumps({"documents": number}) if as_json else _documents(number))


@index.command()
@click.pass_obj
def compact(folder: Path) -> None:
    """Make the index one piece: quickest to ask, and free of what was deleted.

    \b
    Examples:
      ortak language index --dir news compact
    """
    from ortak.engines.language.searching import Index

    click.echo(_documents(len(Index.existing(folder).compact())))


@index.command()
@click.pass_obj
def vectors(folder: Path) -> None:
    """Make the vectors of the optional sentence model, for `search --model`; slow: about 100 words a second.

    \b
    Examples:
      ortak language index --dir news vectors
    """
    from ortak.engines.language.searching import Index
    from ortak.engines.language.searching.sentence_model import sentence_model

    click.echo(_documents(len(Index.existing(folder).with_vectors(sentence_model()))))


@cli.command()
@DIR
@click.argument("query")
@click.option("--lang", "language", metavar="TAG", help="The language of QUERY (default: seen from its letters).")
@click.option("-k", "number", default=10, show_default=True, type=click.IntRange(1, 10_000), help="How many documents.")
@click.option("--in", "languages", multiple=True, metavar="TAG", help="Only documents of this language (repeatable).")
@click.option("--model", "by_meaning", is_flag=True, help="Also by meaning, with the optional sentence model.")
@click.option("--explain", is_flag=True, help="Say which words answer which, and why.")
@AS_JSON
def search(
    folder: Path,
    query: str,
    language: str | None,
    number: int,
    languages: tuple[str, ...],
    by_meaning: bool,
    explain: bool,
    as_json: bool,
) -> None:
    """Find the documents that answer QUERY, whatever Turkic language they are in.

    \b
    Examples:
      ortak language search --dir news "kuraklık" --lang tr
      ortak language search --dir news "құрғақшылық" --in uz --explain
    """
    from ortak.engines.language.searching import Index, checked_language
    from ortak.engines.language.searching import search as find
    from ortak.engines.language.searching.sentence_model import sentence_model

    for each in (*languages, *([language] if language else [])):
        checked_language(each)
    now = Index.existing(folder)
    tag = language or _identify()(query)
    model = sentence_model() if by_meaning else None
    hits = find(now, query, tag, number, languages, model=model)
    if as_json:
        rows = [
            {"id": h.id, "lang": h.language, "score": round(h.score, 4), "text": h.text, "why": _why(h)} for h in hits
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for hit in hits:
        click.echo(f"{hit.score:8.3f}  {hit.id}  {hit.language}  {_short(hit.text)}")
        for reason in hit.why if explain else ():
            click.echo(f"          {reason.query} ~ {reason.document}: {_said(reason)}")


def _documents(number: int) -> str:
    return f"{number} document{'' if number == 1 else 's'}"


def _identify() -> Any:
    from ortak.engines.language.searching import guess

    return guess


def _why(hit: Any) -> list[dict[str, Any]]:
    return [
        {name: value for name, value in asdict(reason).items() if value not in ("", (), ("", ""))} for reason in hit.why
    ]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 100 else f"{line[:99]}…"


def _said(reason: Any) -> str:
    """Why, in words.

    >>> from ortak.engines.language.searching import Reason
    >>> _said(Reason("dil", "тілі", 0, 4, "sounds", 0.9, ("dil", "til"), ("d:t",)))
    'sounds dil, til (d:t), weight 0.90'
    """
    detail = ""
    if reason.changes or any(reason.sounds):
        detail = f" {reason.sounds[0]}, {reason.sounds[1]} ({' '.join(reason.changes) or 'alike'})"
    elif reason.source:
        detail = f" ({reason.source}: {reason.thing or 'one thing'})"
    return f"{reason.how}{detail}, weight {reason.weight:.2f}"
