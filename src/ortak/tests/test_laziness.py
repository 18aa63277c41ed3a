"""What is not needed is not imported: help without Django, an engine's command without Django, a page without numpy."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

SOURCES = Path(__file__).parents[2]
NUMERIC = ("numpy", "scipy", "statsmodels", "pandas")
WATCHED = (*NUMERIC, "django", "granian", "vl_convert")


def loaded_after(code: str, **environment: str) -> list[str]:
    """Which of the watched packages are loaded after some code has run."""
    report = f"\nimport json, sys\nprint(json.dumps([name for name in {WATCHED!r} if name in sys.modules]))"
    result = subprocess.run(
        [sys.executable, "-c", code + report],
        env={**os.environ, "PYTHONPATH": str(SOURCES), **environment},
        input="salom\n",
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stderr
    return list(json.loads(result.stdout.splitlines()[-1]))


def test_help_loads_no_framework_and_no_numbers() -> None:
    assert loaded_after("from ortak.cli import answer; answer(['--help'])") == []


def test_the_command_line_itself_loads_nothing() -> None:
    assert loaded_after("import ortak.cli") == []


def test_a_conversion_loads_no_django() -> None:
    convert = ["language", "convert", "--from", "uz-Latn", "--to", "uz-Cyrl"]
    assert loaded_after(f"from ortak.cli import answer; assert answer({convert!r}) == 0") == []


def test_the_first_page_needs_no_numbers(served: Any) -> None:
    code = (
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'ortak.portal.settings'\n"
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "assert Client().get('/en/', headers={'host': '127.0.0.1'}).status_code == 200\n"
    )
    assert set(loaded_after(code, ORTAK_HOME=str(served.home))) & set(NUMERIC) == set()
