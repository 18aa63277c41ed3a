"""What the engine offers, and what it does without."""

import os
import subprocess
import sys
from inspect import ismodule
from pathlib import Path

import ortak.engines.language.scripts as language


def test_all_names_what_is_there() -> None:
    assert len(set(language.__all__)) == len(language.__all__)
    assert [name for name in language.__all__ if not hasattr(language, name)] == []


def test_every_public_name_is_listed() -> None:
    public = {name for name, value in vars(language).items() if not name.startswith("_") and not ismodule(value)}
    assert public == set(language.__all__)


def test_needs_no_framework_and_no_numbers() -> None:
    use = "import sys, ortak.engines.language.scripts as scripts; scripts.convert('а', 'uz-Cyrl', 'uz-Latn')"
    code = use + "; print(*sorted(sys.modules))"
    environment = os.environ | {"PYTHONPATH": str(Path(language.__path__[0]).parents[3]), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", code]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout.split()
    assert {"django", "numpy", "babel", "click", "icu"} & set(loaded) == set()
    assert "ortak.engines.language.scripts" in loaded


def test_errors_teach() -> None:
    try:
        language.convert("а", "kk-Cyril", "kk-Latn")
    except language.UnknownTag as error:
        assert error.suggestions[0] == "kk-Cyrl"
        assert "kk-Latn-x-common" in str(error)
    try:
        language.convert("a", "tr-Latn", "kk-Latn")
    except language.NoConversion as error:
        assert str(error) == "no conversion from tr-Latn to kk-Latn; tr-Latn has: tr-Latn-x-common"
