"""The examples in the docstrings run."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

PACKAGE = "ortak.areas.language.terms"
MODULES = sorted(f"{PACKAGE}.{file.stem}" for file in Path(__file__).parents[1].glob("*.py") if file.stem != "__init__")


@pytest.mark.parametrize("name", [PACKAGE, *MODULES, "ortak.areas.language.term_pages"])
def test_examples(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0
