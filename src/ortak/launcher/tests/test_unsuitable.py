"""A Python that Ortak cannot run on is refused in a sentence, on standard error, with exit 2."""

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

SCRIPT = Path(__file__).parents[4] / "ortak"


def _unsuitable_pythons() -> list[str]:
    """Those that are on this machine, also the ones that pyenv keeps, and do start."""
    names = ["python2", *(f"python3.{minor}" for minor in range(3, 11)), "pypy3"]
    kept = Path(os.environ.get("PYENV_ROOT", "/nowhere")).glob("versions/*/bin/python")
    code = "import sys; sys.exit(sys.version_info[:2] >= (3, 11) and sys.implementation.name == 'cpython')"
    found = [*filter(None, map(shutil.which, names)), *map(str, sorted(kept))]
    return [path for path in found if subprocess.run([path, "-c", code], capture_output=True).returncode == 0]


@pytest.fixture
def script() -> ModuleType:
    loader = SourceFileLoader("ortak_script", str(SCRIPT))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_refused_by_the_real_interpreters() -> None:
    pythons = _unsuitable_pythons()
    if not pythons:
        pytest.skip("no unsuitable Python on this machine; the tests below simulate them")
    for python in pythons:
        refused = subprocess.run([python, str(SCRIPT), "run"], capture_output=True, text=True)
        assert (refused.returncode, refused.stdout) == (2, ""), python
        assert "needs CPython 3.11 to 3.14" in refused.stderr
        assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("version", [(2, 7), (3, 6), (3, 10), (3, 15), (4, 0)])
def test_refused_by_version(
    script: ModuleType, version: tuple[int, int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (*version, 0, "final", 0))
    with pytest.raises(SystemExit) as exit_:
        script.refuse_what_does_not_suit()
    assert exit_.value.code == 2
    assert "this is cpython {}.{}".format(*version) in capsys.readouterr().err


def test_another_implementation_is_refused(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "implementation", SimpleNamespace(name="pypy"))
    with pytest.raises(SystemExit):
        script.refuse_what_does_not_suit()
    assert "this is pypy" in capsys.readouterr().err


@pytest.mark.parametrize("minor", [11, 12, 13, 14])
def test_suitable_versions_pass(script: ModuleType, minor: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, minor, 0, "final", 0))
    script.refuse_what_does_not_suit()


def test_windows_is_shown_its_way(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(script, "os", SimpleNamespace(name="nt", path=os.path))
    with pytest.raises(SystemExit):
        script.refuse_what_does_not_suit()
    assert "pip install ." in capsys.readouterr().err


def test_the_script_can_be_read_by_old_pythons() -> None:
    """The oldest grammar that this Python still knows; no string may be a formatted one and no name annotated."""
    tree = ast.parse(SCRIPT.read_text("utf-8"), feature_version=(3, 4))
    newer = [n for n in ast.walk(tree) if isinstance(n, ast.JoinedStr | ast.AnnAssign | ast.NamedExpr | ast.Nonlocal)]
    assert newer == []
    assert not any(isinstance(n, ast.FunctionDef) and n.returns for n in ast.walk(tree))
