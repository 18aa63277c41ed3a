"""Every example in the docstrings runs."""

import doctest
import importlib
import pkgutil

import ortak.engines.energy.coupling
import ortak.engines.energy.verification


def test_every_example_runs():
    attempted = 0
    for package in (ortak.engines.energy.coupling, ortak.engines.energy.verification):
        names = [package.__name__] + [
            f"{package.__name__}.{each.name}" for each in pkgutil.iter_modules(package.__path__)
        ]
        for name in names:
            if not name.endswith(".tests"):
                result = doctest.testmod(importlib.import_module(name))
                assert result.failed == 0, name
                attempted += result.attempted
    assert attempted > 20
