"""Cognates: which words of a list are of one origin."""

import csv
import io
import sys
from pathlib import Path

import click

from ortak.areas.language.commands.group import cli


@cli.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option("--phonetic/--spelled", default=None, help="How the forms are written (default: seen from their signs).")
@click.option("--why", is_flag=True, help="A further column: the sounds that correspond.")
def cognates(file: Path, phonetic: bool | None, why: bool) -> None:
    """Score the pairs of words in FILE (CSV: id, language, form; - is standard input) as CSV, 0 to 1.

    Ids that repeat, or a column concept, say which words have one meaning: only these are paired. Otherwise all are.
    Rows without a form or without sounds are left out and named on standard error.

    \b
    Examples:
      ortak language cognates words.csv > scores.csv
      ortak language cognates --why words.csv
    """
    from ortak.engines.language.cognates import align, pair_scores, read_word_list
    from ortak.engines.language.cognates.scoring import as_sounds
    from ortak.engines.language.scripts import decoded_lines

    data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    text = io.StringIO("".join(decoded_lines(io.BytesIO(data))), newline="")
    concepts = read_word_list(text, lambda why: click.echo(why, err=True))
    rows = csv.writer(sys.stdout, lineterminator="\n")
    columns = [f"{name}_{place}" for place in (1, 2) for name in ("id", "language", "form")]
    rows.writerow([*columns, "score", *(["why"] if why else [])])
    for forms in concepts:
        sounds = dict(zip(map(id, forms), as_sounds(forms, phonetic), strict=True))
        for pair in pair_scores([each for each in forms if sounds[id(each)]], phonetic):
            words = [cell for each in (pair.one, pair.other) for cell in (each.id, each.language, each.form)]
            one, other = as_sounds([pair.one, pair.other], phonetic)
            reason = [" ".join(align(one, other).correspondences())] if why else []
            rows.writerow([*words, f"{pair.score:.6f}", *reason])
