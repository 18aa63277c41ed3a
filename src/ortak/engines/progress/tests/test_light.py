"""The portal imports these parts, so they must not bring a numerical library with them."""

import subprocess
import sys

import ortak.engines.progress as progress

HEAVY = ("numpy", "scipy", "statsmodels", "django")


def test_the_package_loads_no_numerical_library():
    code = f"import sys, ortak.engines.progress; print([name for name in {HEAVY!r} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_everything_public_is_there_once():
    assert len(progress.__all__) == len(set(progress.__all__))
    assert all(hasattr(progress, name) for name in progress.__all__)
