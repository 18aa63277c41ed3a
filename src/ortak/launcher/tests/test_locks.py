"""The locks: hash-pinned, naming no index and no machine, and holding what the code imports."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from packaging.requirements import Requirement

CHECKOUT = Path(__file__).parents[4]
SOURCES = CHECKOUT / "src" / "ortak"
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
# Distributions whose module has another name, and those that Django imports for us.
MODULES = {
    "django-csp": "csp",
    "django-htmx": "django_htmx",
    "django-ninja": "ninja",
    "vl-convert-python": "vl_convert",
}
IMPORTED_BY_DJANGO = {"psycopg", "whitenoise", "django_htmx"}
# A test that has no use for it where it is missing.
OPTIONAL_PEERS = {"icu"}


def pins(profile: str) -> dict[tuple[str, str], list[str]]:
    """Every (name, version) of a lock with its lines of hashes."""
    found: dict[tuple[str, str], list[str]] = {}
    current: list[str] = []
    for line in (CHECKOUT / "requirements" / f"{profile}.txt").read_text("utf-8").splitlines():
        if match := re.match(r"([a-z0-9-]+)==(\S+)", line):
            current = found.setdefault((match[1], match[2]), [])
        elif line.strip().startswith("--hash=sha256:"):
            current.append(line)
    return found


@pytest.mark.parametrize("profile", ["tools", "run", "develop"])
def test_every_pin_has_hashes_and_nothing_else_is_named(profile: str) -> None:
    text = (CHECKOUT / "requirements" / f"{profile}.txt").read_text("utf-8")
    assert all(pins(profile).values())
    for line in text.splitlines():
        assert re.match(r"[a-z0-9-]+==\S+ |    --hash=sha256:[0-9a-f]{64}|    #", line), line
    assert not re.search(r"://|file:|index|--find-links", text.replace("importlib", ""))
    assert not re.search(r"#.*(/|\\)\w+(/|\\)", text), "a path of a machine"


def test_what_serves_development_serves_to_run() -> None:
    assert pins("run").keys() <= pins("develop").keys()


@pytest.mark.parametrize(
    ("profile", "asked"),
    [
        ("run", PROJECT["project"]["dependencies"]),
        ("develop", PROJECT["dependency-groups"]["develop"]),
        ("tools", PROJECT["dependency-groups"]["tools"]),
    ],
)
def test_the_locks_answer_what_the_project_asks_for(profile: str, asked: list[str]) -> None:
    """If this fails, pyproject.toml was changed: run `./ortak lock`."""
    locked: dict[str, set[str]] = {}
    for name, version in pins(profile):
        locked.setdefault(name, set()).add(version)
    for requirement in map(Requirement, asked):
        versions = locked.get(requirement.name, set())
        assert versions and all(version in requirement.specifier for version in versions), str(requirement)


def imported(files: Iterable[Path]) -> set[str]:
    """The packages of others that these files import."""
    found = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found - {*sys.stdlib_module_names, "ortak", "conftest"}


def asked_for(requirements: list[str]) -> set[str]:
    names = {Requirement(text).name for text in requirements}
    return {MODULES.get(name, name.replace("-", "_")) for name in names}


def test_to_run_it_asks_for_what_the_code_imports() -> None:
    code = imported(file for file in SOURCES.rglob("*.py") if "tests" not in file.parts)
    assert code == asked_for(PROJECT["project"]["dependencies"]) - IMPORTED_BY_DJANGO


def test_to_develop_it_asks_for_what_the_tests_import() -> None:
    tests = imported([CHECKOUT / "conftest.py", *(file for file in SOURCES.rglob("*.py") if "tests" in file.parts)])
    groups = PROJECT["dependency-groups"]["develop"], PROJECT["project"]["dependencies"]
    assert tests - OPTIONAL_PEERS <= asked_for([*groups[0], *groups[1]])
