"""What a verb shows while it works, and how it writes tables."""

import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click


class Number(click.FloatRange):
    """A number in a range; `nan` and `inf`, which every comparison lets through, are refused."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        number = float(super().convert(value, param, ctx))
        if not math.isfinite(number):
            self.fail(f"{value} is not a finite number.", param, ctx)
        return number


class Counter:
    """`done` of a whole, on one line of the terminal's error stream; nothing where there is no terminal."""

    def __init__(self, what: str) -> None:
        self.what, self.shown = what, sys.stderr.isatty()

    def __call__(self, done: int, whole: int) -> None:
        if self.shown:
            click.echo(f"\r{self.what}: {done:,} of {whole:,}", nl=False, err=True)


@contextmanager
def counted(what: str) -> Iterator[Counter]:
    """A counter whose line is gone when the work is done or stopped."""
    counter = Counter(what)
    try:
        yield counter
    finally:
        if counter.shown:
            click.echo("\r\x1b[K", nl=False, err=True)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a table: the first column to the left, the others to the right."""
    cells = [list(header), *(list(row) for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(header))]
    lines = []
    for row in cells:
        others = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        lines.append("  ".join((row[0].ljust(widths[0]), *others)).rstrip())
    return lines
