"""Every example in the documentation of the language engine runs and is right."""

import doctest
import importlib
import pkgutil

import pytest

import ortak.engines.language

MODULES = [
    module.name
    for module in pkgutil.walk_packages(ortak.engines.language.__path__, "ortak.engines.language.")
    if ".tests" not in module.name
]
INTERNAL = {"ortak.engines.language.scripts.compiled"}


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0
    assert bool(result.attempted) is (name not in INTERNAL)
