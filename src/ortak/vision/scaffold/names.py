"""Names and prefixes that a new area cannot have: they would break an import, hide a verb or a page, or belong to
another."""

import ast
import keyword
import re
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from importlib.resources import files
from pathlib import Path

from ortak.cli import LazyGroup

#: a soft keyword from Python 3.12 on
KEYWORDS = {*keyword.kwlist, *keyword.softkwlist, "type"}
#: what the code of a priority begins with
PRIORITIES = "PRI"
#: apps of Django, and of ours that are no room
APPS = {"auth", "contenttypes", "staticfiles", "admin", "sessions", "messages", "sites", "vision", "portal"}
#: what an address of the portal or of the API begins with
ADDRESSES = {"api", "static", "search", "tools", "participants", "method", "sources", "data", "theme"}
ADDRESSES |= {"board", "priorities", "areas", "states", "indicators", "evidence", "acts", "directives", "explain"}
ADDRESSES |= {"actors", "docs"}
LEFT_OUT = {"tests", "migrations", "templates"}


class ScaffoldError(ValueError):
    """A room that cannot be made: says why, and what is valid."""


def check_name(name: str) -> None:
    """Raise `ScaffoldError` for a name that no area can have."""
    if not re.fullmatch(r"[a-z][a-z_]{2,19}", name):
        raise ScaffoldError(f"{name!r} is no name for an area: 3 to 20 small letters and underscores, e.g. space")
    taken = {
        "a word of Python itself": KEYWORDS,
        "a module of Python": sys.stdlib_module_names,
        "an installed package": packages_distributions(),
        "a verb of ortak": {*LazyGroup().verbs(), "help"},
        "an app of the house": {*APPS, *(room.name for room in files("ortak.mechanisms").iterdir())},
        "an address of the portal or of its API": ADDRESSES,
        "a folder of every room": LEFT_OUT,
    }
    for what, names in taken.items():
        if name in names:
            raise ScaffoldError(f"{name!r} is no name for an area: it is {what}; take another, e.g. {name[:14]}_area")


def check_prefix(prefix: str, places: Iterable[Path]) -> None:
    """Raise `ScaffoldError` for a prefix that is none, or that an area in one of the folders has already."""
    if not re.fullmatch(r"[A-Z]{3}", prefix):
        raise ScaffoldError(f"{prefix!r} is no prefix: three capital letters, e.g. SPA")
    taken = {PRIORITIES: "priorities"}
    for place in places:
        taken |= {found: f"the area {area}" for area, found in prefixes(place)}
    if prefix in taken:
        others = ", ".join(sorted(taken))
        raise ScaffoldError(f"{prefix} is the prefix of {taken[prefix]} already; taken are {others}")


def prefixes(folder: Path) -> Iterator[tuple[str, str]]:
    """The areas in a folder, each with its prefix, as their signs say; none is imported."""
    for sign in sorted(folder.glob("*/apps.py")):
        for node in ast.walk(ast.parse(sign.read_text("utf-8"))):
            if isinstance(node, ast.Assign):
                for name, value in _assigned(node.targets[0], node.value):
                    if name == "prefix" and isinstance(value, ast.Constant) and isinstance(value.value, str):
                        yield sign.parent.name, value.value


def _assigned(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """The names of an assignment with their values, also of several at once."""
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for each, own in zip(target.elts, value.elts, strict=False):
            yield from _assigned(each, own)
    elif isinstance(target, ast.Name):
        yield target.id, value
