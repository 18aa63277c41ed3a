"""Which language and script a text is in, line by line."""

import io
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

import click

from ortak.areas.language.commands.group import AS_JSON, cli

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
    not UTF-8 are passed over.

    \b
    Examples:
      echo "Бүгін ауа райы жақсы" | ortak language identify
      ortak language identify --json < lines.txt
    """
    from ortak.engines.language.identification import identify_lines

    for lines in _lines(sys.stdin.buffer):
        if lines:
            click.echo("\n".join(map(_as_json if as_json else _as_text, identify_lines(lines))))


def _as_text(found: "Identification") -> str:
    return f"{found.tag}\t{found.confidence:.4f}"


def _as_json(found: "Identification") -> str:
    return json.dumps({"tag": found.tag, "confidence": found.confidence})


def _lines(stream: BinaryIO) -> Iterator[list[str]]:
    """The lines that have come with each piece; what is beyond `LONGEST_LINE` of a line is read and dropped."""
    line, size = bytearray(), 0
    while piece := _some(stream):
        ready: list[str] = []
        for number, part in enumerate(piece.split(b"\n")):
            if number:
                ready.append(_text(line))
                line, size = bytearray(), 0
            line += part[: max(0, LONGEST_LINE - size)]
            size += len(part)
        yield ready
    if size:
        yield [_text(line)]


def _some(stream: BinaryIO) -> bytes:
    """What is there already, so that a person who types sees an answer."""
    if isinstance(stream, io.BufferedReader):
        return stream.read1(PIECE)
    return stream.read(PIECE)


def _text(line: bytearray) -> str:
    return line.decode("utf-8", "ignore").rstrip("\r")
