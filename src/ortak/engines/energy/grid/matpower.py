"""Read a MATPOWER case file, version 2: its numbers and matrices, nothing that MATLAB would have to compute.

The file is data here. A line that computes (`mpc.branch(:, 3) = mpc.branch(:, 3) / 2`) would change the network, so it
is refused and not passed over. Format: Zimmerman and Murillo-Sánchez, MATPOWER User's Manual, appendix B.
"""

import math
import re
from collections.abc import Iterator

import numpy as np

from ortak.engines.energy.grid.case import COLUMNS, Case, Table
from ortak.engines.energy.grid.case_checks import check
from ortak.engines.energy.grid.errors import BadCase

ASSIGNMENT = re.compile(r"""\w+\.(\w+)\s*=\s*(?:([\[{])(.*)|('[^']*'|"[^"]*"|[^;\[{'"]*?)\s*(?:;\s*(.*))?)""")
"""Field; bracket and what follows it, or the value of a scalar and what follows it."""
IDLE = re.compile(r"(function\b.*|end|return|endfunction)?;?")
NUMBER = re.compile(r"[+-]?(\d+\.?\d*([eEdD][+-]?\d+)?|\.\d+([eEdD][+-]?\d+)?|[Ii]nf|[Nn]a[Nn])")
LEAST_COLUMNS = {"bus": 13, "gen": 10, "branch": 13, "gencost": 5}
NEEDED = ("bus", "gen", "branch")
CHANGES_THE_PROBLEM = ("dcline", "A", "l", "u", "N", "H", "Cw", "softlims", "if", "iflims", "storage", "switch")
"""Fields of MATPOWER and PowerModels that add to the network or to the problem; they may be there, but empty."""

Row = tuple[int, list[float]]


def read_case(text: str, name: str = "case") -> Case:
    """The case that a file holds.

    Args:
        text: the file.
        name: what errors call it.

    Raises:
        BadCase: a line that is not understood, a matrix that is missing or of the wrong form, or a network that cannot
            be; with line and reason.

    Source of the format: MATPOWER User's Manual, appendix B.

    >>> case = read_case(TINY, "tiny.m")
    >>> case.base_mva, case.bus["Pd"].tolist(), case.branch["x"].tolist()
    (100.0, [0.0, 90.0], [0.1])
    >>> read_case(TINY.replace("90", "NaN"), "tiny.m")
    Traceback (most recent call last):
    ...
    ortak.engines.energy.grid.errors.BadCase: tiny.m, line 6: Pd is NaN; only finite numbers are valid
    """
    fields = _Fields(name)
    for line, content in _code(text, name):
        fields.take(line, content)
    return check(fields.case())


def _code(text: str, name: str) -> Iterator[tuple[int, str]]:
    """Lines that say something, without comments."""
    block = 0
    for line, raw in enumerate(text.splitlines(), 1):
        content = raw.strip()
        if content == "%{":
            block = block or line
        elif content == "%}":
            block = 0
        elif not block:
            content = _without_comment(content)
            if content:
                yield line, content
    if block:
        raise BadCase(f"{name}, line {block}: a comment %{{ that is never closed by %}}")


def _without_comment(content: str) -> str:
    if "%" not in content:
        return content
    quoted = False
    for place, sign in enumerate(content):
        if sign == "'":
            quoted = not quoted
        elif sign == "%" and not quoted:
            return content[:place].rstrip()
    return content


class _Fields:
    """The fields of the structure, as lines come in."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.scalars: dict[str, tuple[int, str]] = {}
        self.matrices: dict[str, tuple[int, list[Row]]] = {}
        self.open = ""
        """The field whose matrix or list of texts is being read."""
        self.closing = "]"
        self.rest: list[str] = []
        """Signs of a row that goes on in the next line."""

    def refuse(self, line: int, reason: str) -> BadCase:
        return BadCase(f"{self.name}, line {line}: {reason}")

    def take(self, line: int, content: str) -> None:
        if not self.open:
            content = self._opened(line, content)
        if self.open:
            self._row(line, content)

    def _opened(self, line: int, content: str) -> str:
        """Take a statement; what follows the bracket if it opens a matrix."""
        found = ASSIGNMENT.fullmatch(content)
        if not found:
            if IDLE.fullmatch(content):
                return ""
            said = content if len(content) < 60 else content[:57] + "..."
            raise self.refuse(line, f"{said!r} is not data; valid are lines such as mpc.baseMVA = 100; and matrices")
        field, bracket, inside, value, after = found.groups()
        if field in self.scalars or field in self.matrices:
            raise self.refuse(line, f"{field} is given a second time")
        if bracket:
            self.open, self.closing = field, "]" if bracket == "[" else "}"
            self.matrices[field] = line, []
            return str(inside)
        self.scalars[field] = line, value
        return self._opened(line, after) if after else ""

    def _row(self, line: int, content: str) -> None:
        field, closing = self.open, self.closing
        content, closed, after = content.partition(closing)
        if after.strip() not in ("", ";"):
            raise self.refuse(line, f"{after.strip()!r} after the end of {field}")
        if closing == "]":
            self._numbers(line, content, bool(closed))
        elif content.strip():  # a list of texts is not read, but it is there
            self.matrices[field][1].append((line, []))
        if closed:
            self.open = ""

    def _numbers(self, line: int, content: str, last: bool) -> None:
        continued = content.endswith("...")
        pieces = content.removesuffix("...").split(";")
        for place, piece in enumerate(pieces):
            signs = self.rest + piece.replace(",", " ").split()
            self.rest = []
            if continued and not last and place == len(pieces) - 1:
                self.rest = signs
            elif signs:
                self.matrices[self.open][1].append((line, [self._number(line, sign) for sign in signs]))

    def _number(self, line: int, sign: str) -> float:
        if not NUMBER.fullmatch(sign):
            raise self.refuse(line, f"{sign!r} in {self.open} is not a number")
        return float(sign.replace("d", "e").replace("D", "e"))

    def case(self) -> Case:
        if self.open:
            raise self.refuse(self.matrices[self.open][0], f"{self.open} is never closed by {self.closing}")
        for field in CHANGES_THE_PROBLEM:
            if self.matrices.get(field, (0, []))[1]:
                raise self.refuse(self.matrices[field][0], f"{field} is not modelled; it must be empty or left out")
        for field in NEEDED:
            if field not in self.matrices:
                raise BadCase(f"{self.name}: no matrix {field}; needed are {', '.join(NEEDED)}")
        self._version()
        return Case(self.name, self._base(), *(self._table(each) for each in ("bus", "gen", "branch", "gencost")))

    def _version(self) -> None:
        line, version = self.scalars.get("version", (0, ""))
        if version.strip("'\"") != "2":
            said = f", line {line}: version is {version}" if line else ": no version"
            raise BadCase(f"{self.name}{said}; version '2' is read")

    def _base(self) -> float:
        line, said = self.scalars.get("baseMVA", (0, ""))
        if not line:
            raise BadCase(f"{self.name}: no baseMVA")
        base = float(said) if NUMBER.fullmatch(said) else math.nan
        if not 0 < base < math.inf:
            raise self.refuse(line, f"baseMVA is {said!r}; a number above 0 is needed")
        return base

    def _table(self, field: str) -> Table:
        first, rows = self.matrices.get(field, (0, []))
        if not rows:
            if field in ("bus", "gen"):
                raise self.refuse(first, f"{field} has no rows")
            return Table(field, np.zeros((0, LEAST_COLUMNS[field])), np.zeros(0, dtype=np.int64))
        width = len(rows[0][1])
        for line, numbers in rows:
            if len(numbers) != width:
                raise self.refuse(line, f"{len(numbers)} columns in {field}, but {width} in line {rows[0][0]}")
        if width < LEAST_COLUMNS[field]:
            columns = ", ".join(COLUMNS[field])
            raise self.refuse(rows[0][0], f"{field} has {width} columns; at least {LEAST_COLUMNS[field]}: {columns}")
        return Table(field, np.array([numbers for _, numbers in rows]), np.array([line for line, _ in rows]))


TINY = """function mpc = tiny
mpc.version = '2';
mpc.baseMVA = 100;
mpc.bus = [
    1 3  0 0 0 0 1 1 0 230 1 1.1 0.9;
    2 1 90 0 0 0 1 1 0 230 1 1.1 0.9;
];
mpc.gen = [ 1 90 0 50 -50 1 100 1 200 0 ];
mpc.branch = [ 1 2 0.01 0.1 0.02 120 0 0 0 0 1 -30 30 ];
mpc.gencost = [ 2 0 0 3 0.01 20 0 ];
"""
