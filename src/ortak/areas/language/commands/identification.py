"""Which language and script a text is in, line by line."""

import codecs
import io
import json
import sys
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

import click

from ortak.areas.language.commands.group import cli
from ortak.cli import AS_JSON

if TYPE_CHECKING:
    from ortak.engines.language.identification import Identification

PIECE = 1 << 16
LONGEST_LINE = 1 << 20
"""Of a longer line this much is read, from its beginning: enough for any language."""


@cli.command()
@AS_JSON
def identify(as_json: bool) -> None:
    """Say for every line of standard input (UTF-8) its language and script, and how sure that is.

    A line in, TAG, a tab and the probability out. und: none of the languages known here, or no letters. Bytes that are
    not UTF-8 are passed over, and counted on standard error. Lines end at a line feed, and nowhere else.

    \b
    Examples:
      echo "Бүгін ауа райы жақсы" | ortak language identify
      ortak language identify --json < lines.txt
    """
    from ortak.engines.language.identification import identify_lines

    dropped = Counter[str]()
    for lines in _lines(sys.stdin.buffer, dropped):
        if lines:
            click.echo("\n".join(map(_as_json if as_json else _as_text, identify_lines(lines))))
    if number := dropped["bytes"]:
        click.echo(f"{number:,} byte{'' if number == 1 else 's'} passed over: not UTF-8", err=True)


def _as_text(found: "Identification") -> str:
    return f"{found.tag}\t{found.confidence:.4f}"


def _as_json(found: "Identification") -> str:
    return json.dumps({"tag": found.tag, "confidence": found.confidence})


def _lines(stream: BinaryIO, dropped: Counter[str]) -> Iterator[list[str]]:
    """The lines that have come with each piece; what is beyond `LONGEST_LINE` of a line is read and dropped."""
    line, size = bytearray(), 0
    while piece := _some(stream):
        ready: list[str] = []
        for number, part in enumerate(piece.split(b"\n")):
            if number:
                ready.append(_text(line, dropped))
                line, size = bytearray(), 0
            line += part[: max(0, LONGEST_LINE - size)]
            size += len(part)
        yield ready
    if size:
        yield [_text(line, dropped)]


def _some(stream: BinaryIO) -> bytes:
    """What is there already, so that a person who types sees an answer."""
    if isinstance(stream, io.BufferedReader):
        return stream.read1(PIECE)
    return stream.read(PIECE)


def _text(line: bytearray, dropped: Counter[str]) -> str:
    """The line as text; what a cut at `LONGEST_LINE` left of a sign is not counted as dropped."""
    decoder = codecs.getincrementaldecoder("utf-8")("ignore")
    text = decoder.decode(line, final=len(line) < LONGEST_LINE)
    dropped["bytes"] += len(line) - len(text.encode()) - len(decoder.getstate()[0])
    return text.rstrip("\r")
