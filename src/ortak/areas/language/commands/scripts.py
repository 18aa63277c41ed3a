"""Scripts of the Turkic languages: convert, explain, list tags, measure accuracy."""

import json
import sys
from typing import Any

import click

from ortak.areas.language.commands.group import cli
from ortak.cli import AS_JSON

SOURCE = click.option("--from", "source", required=True, metavar="TAG", help="Its orthography, as uz-Cyrl.")
TARGET = click.option("--to", "target", required=True, metavar="TAG", help="The one wanted, as uz-Latn.")


@cli.command()
@SOURCE
@TARGET
@click.option("--report", is_flag=True, help="Say on standard error what was not converted, by line and column.")
@click.option("--markup", type=click.Choice(["html", "markdown"]), help="Keep tags, links, addresses and code.")
@click.option("--lexicon", type=click.Path(), metavar="FILE", help="Words as given there: CSV, given,written.")
@click.option("--hints", type=click.Path(), metavar="FILE", help="Written here; the way back reads it and is exact.")
def convert(source: str, target: str, report: bool, markup: str | None, lexicon: str | None, hints: str | None) -> None:
    """Convert standard input to standard output, both UTF-8, a piece at a time.

    With --markup or --hints the whole text is held in memory.

    \b
    Examples:
      echo "Қазақстан" | ortak language convert --from kk-Cyrl --to kk-Latn
      ortak language convert --from tk-Latn --to tk-Latn-x-common < in.txt > out.txt
      ortak language convert --from uz-Cyrl --to uz-Latn --report < in.txt > out.txt
      ortak language convert --from tt-Cyrl --to tt-Latn --markup html < in.html > out.html
      ortak language convert --from kk-Cyrl --to kk-Arab --hints in.hints < in.txt > out.txt
      ortak language convert --from kk-Arab --to kk-Cyrl --hints in.hints < out.txt > in-again.txt
    """
    from ortak.areas.language.converting import Request, run

    if hints and markup:
        raise click.UsageError("--hints goes with plain text, not with --markup")
    request = Request(source, target, report, markup, lexicon, hints)
    run(request, sys.stdin.buffer, sys.stdout.buffer, lambda line: click.echo(line, err=True))
    sys.stdout.buffer.flush()


@cli.command()
@AS_JSON
def tags(as_json: bool) -> None:
    """List the orthographies, their tags, and what each converts to.

    \b
    Examples:
      ortak language tags
      ortak language tags --json
    """
    from ortak.engines.language.scripts import converter, orthographies, reachable

    if as_json:
        rows = [
            {
                "tag": each.tag,
                "name": each.name,
                "status": each.status,
                "converts_to": list(reachable(each.tag)),
                "exact_to": [tag for tag in reachable(each.tag) if not converter(each.tag, tag).lossy],
                "exact_both_ways": [tag for tag in reachable(each.tag) if converter(each.tag, tag).bijective],
            }
            for each in orthographies()
        ]
        _print_json(rows)
        return
    for each in orthographies():
        click.echo(f"{each.tag:<18} {each.name}: {each.status}; to {', '.join(reachable(each.tag))}")


@cli.command()
@SOURCE
@TARGET
@click.argument("text")
@AS_JSON
def explain(source: str, target: str, text: str, as_json: bool) -> None:
    """Say which rule decided each piece of TEXT, with its source.

    \b
    Examples:
      ortak language explain --from uz-Cyrl --to uz-Latn "цирк"
    """
    from ortak.engines.language.scripts import converter

    steps = converter(source, target).explain(text)
    if as_json:
        _print_json([_step(step) for step in steps])
        return
    for step in steps:
        if step.rule is None:
            click.echo(f"{step.given!r} unchanged: no rule")
        else:
            rule = step.rule
            where = f"{rule.table}.csv, row {rule.row}: {rule.source.publisher}"
            click.echo(f"{step.given} > {step.written}  {rule.note or 'one for one'} ({where})")


@cli.command()
@SOURCE
@TARGET
def lexicon(source: str, target: str) -> None:
    """Make a lexicon for a lossy conversion, from text in the TARGET orthography on standard input: the words that the
    conversion would spell otherwise. Use it with `convert --lexicon FILE`.

    \b
    Examples:
      ortak language lexicon --from kk-Arab --to kk-Cyrl < book.txt > words.csv
    """
    import io

    from ortak.engines.language.scripts import converter, decoded, learned_words, write_lexicon

    there, back = converter(target, source), converter(source, target)
    text = "".join(decoded(sys.stdin.buffer))
    file = io.StringIO()
    write_lexicon(file, learned_words(text.splitlines(), there, back))
    click.echo(file.getvalue(), nl=False)


@cli.command()
@AS_JSON
def accuracy(as_json: bool) -> None:
    """How many words come out as published, in both directions, with 95 % intervals.

    \b
    Examples:
      ortak language accuracy
      ortak language accuracy --json
    """
    from ortak.areas.language.accuracy import measured

    if as_json:
        _print_json(
            [
                {
                    "from": each.source,
                    "to": each.target,
                    "words": each.accuracy.words,
                    "right": each.accuracy.right,
                    "share": each.accuracy.share.value,
                    "low": each.accuracy.share.low,
                    "high": each.accuracy.share.high,
                    "measured_on": each.measured_on,
                }
                for each in measured()
            ]
        )
        return
    for each in measured():
        share = each.accuracy.share
        click.echo(
            f"{each.source} to {each.target}: {share.value:.1%} ({share.low:.1%} to {share.high:.1%}) "
            f"of {each.accuracy.words} {each.measured_on}"
        )


def _step(step: Any) -> dict[str, Any]:
    rule = step.rule
    return {
        "start": step.start,
        "given": step.given,
        "written": step.written,
        "note": rule.note if rule else None,
        "table": rule.table if rule else None,
        "row": rule.row if rule else None,
        "source": rule.source.title if rule else None,
    }


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
