"""Every example in the docstrings runs."""

import doctest
import importlib
import pkgutil

import ortak.engines.energy.pipelines as pipelines


def test_every_example_runs():
    attempted = 0
    for each in pkgutil.walk_packages(pipelines.__path__, f"{pipelines.__name__}."):
        if ".tests" not in each.name:
            result = doctest.testmod(importlib.import_module(each.name))
            assert result.failed == 0, each.name
            attempted += result.attempted
    assert attempted > 20
