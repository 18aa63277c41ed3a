"""The room of a new area: the furniture that every area has, with real, small content that its own tests hold."""

from importlib.resources import files
from pathlib import Path
from string import Template

from ortak.vision.scaffold.names import ScaffoldError, check_name, check_prefix

__all__ = ["ScaffoldError", "make_area"]
AREAS = Path(str(files("ortak.areas")))
FURNITURE = files("ortak.vision.scaffold") / "furniture"
#: where each piece goes; `NAME` stands for the area's name
PIECES = {
    "apps.txt": "apps.py",
    "services.txt": "services.py",
    "views.txt": "views.py",
    "urls.txt": "urls.py",
    "page.txt": "templates/NAME/facts.html",
    "api.txt": "api.py",
    "commands.txt": "commands.py",
    "indicators.txt": "data/indicators.csv",
    "figures.txt": "data/figures.csv",
    "milestones.txt": "data/milestones.csv",
    "tests.txt": "tests/test_NAME.py",
}


def make_area(name: str, prefix: str, title: str, into: Path | None = None) -> list[Path]:
    """Write the room `name` with code prefix `prefix` below `into`; returns the files. Nothing that exists is
    overwritten.

    Raises `ScaffoldError` for a name or prefix that cannot be used."""
    folder = (into or AREAS) / name
    if folder.exists():
        raise ScaffoldError(f"{folder} exists already; nothing was written")
    check_name(name)
    check_prefix(prefix, {AREAS, folder.parent})
    if not title.strip() or any(sign in title for sign in '"\\{}\n'):
        raise ScaffoldError(f"{title!r} is no title: one line without quotation marks and braces")
    values = {
        "name": name,
        "prefix": prefix,
        "title": title,
        "class_name": "".join(w.capitalize() for w in name.split("_")),
    }
    written = [_write(folder / "__init__.py", ""), _write(folder / "tests" / "__init__.py", "")]
    for piece, place in PIECES.items():
        text = Template((FURNITURE / piece).read_text(encoding="utf-8")).substitute(values)
        written.append(_write(folder / place.replace("NAME", name), text))
    return sorted(written)


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
