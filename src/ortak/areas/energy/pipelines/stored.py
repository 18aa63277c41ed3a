"""What the engine said of the region's pipes, kept as data; a test holds both files to what it says now.

ortak energy gas answers > src/ortak/areas/energy/data/pipelines/answers.json
ortak energy gas whatif --json > src/ortak/areas/energy/data/pipelines/what_ifs.json
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def stored_answers() -> Mapping[str, Any]:
    """By commodity: the year, N-1 of every pipe, and the expansions."""
    found: Mapping[str, Any] = json.loads(_text("answers"))
    return found


@cache
def stored_outages() -> Mapping[str, Any]:
    """N-1 by pipe."""
    return {each["pipe"]: each for part in stored_answers().values() for each in part["n1"]}


@cache
def stored_what_ifs() -> Mapping[str, Any]:
    """The what-ifs by code."""
    return {each["code"]: each for each in json.loads(_text("what_ifs"))["what_ifs"]}


def _text(name: str) -> str:
    return (files("ortak.areas.energy") / "data" / "pipelines" / f"{name}.json").read_text(encoding="utf-8")
