"""Every example in the docstrings runs."""

import doctest
import importlib
import pkgutil

import ortak.engines.energy.grid as grid


def test_every_example_runs():
    attempted = 0
    for each in pkgutil.iter_modules(grid.__path__, f"{grid.__name__}."):
        if not each.ispkg:
            result = doctest.testmod(importlib.import_module(each.name))
            assert result.failed == 0, each.name
            attempted += result.attempted
    assert attempted > 40
