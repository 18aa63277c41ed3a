"""The examples in the documentation of the engine's modules run."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import ortak.engines.transport

ROOT = Path(ortak.engines.transport.__file__).parent
MODULES = [
    ".".join(("ortak.engines.transport", *file.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
    for file in sorted(ROOT.rglob("*.py"))
    if "tests" not in file.parts
]


@pytest.mark.parametrize("name", ["ortak.engines.compiled", "ortak.engines.solver", "ortak.engines.sphere", *MODULES])
def test_examples_run(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0
