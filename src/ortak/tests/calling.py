"""A verb called as a user calls it: its exit code, what it printed and what it complained of."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from ortak.cli import answer


class Said(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Said]


def caller(capsys: pytest.CaptureFixture[str], *verb: str) -> Run:
    """Call a verb with further arguments."""

    def one(*arguments: str) -> Said:
        code = answer([*verb, *arguments])
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return one
