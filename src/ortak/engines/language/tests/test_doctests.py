"""Every example in the engine's documentation runs and is right."""

import doctest
import importlib
import pkgutil

import pytest

import ortak.engines.language

MODULES = ["ortak.engines.language"] + [
    f"ortak.engines.language.{module.name}"
    for module in pkgutil.iter_modules(ortak.engines.language.__path__)
    if module.name != "tests"
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_most_modules_have_examples() -> None:
    counts = {name: doctest.testmod(importlib.import_module(name)).attempted for name in MODULES}
    assert sorted(name.rpartition(".")[2] for name, count in counts.items() if not count) == ["compiled"]
