"""The examples in the importer's docstrings hold."""

import doctest
import importlib
import pkgutil

import pytest

from ortak.vision import importer

MODULES = [
    importer.__name__,
    *(f"{importer.__name__}.{found.name}" for found in pkgutil.iter_modules(importer.__path__)),
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
