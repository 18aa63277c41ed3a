"""The register as the importer needs it: the titles of one language, in the order in which the document names the
rows."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from ortak.vision.importer.errors import UnknownLanguage

DATA = Path(__file__).resolve().parent.parent / "data"
HEADINGS = frozenset({"pillar", "section"})


@dataclass(frozen=True)
class Row:
    """One row: `kind` is pillar, section, directive or priority; `section` the area of a section or directive,
    else empty."""

    code: str
    kind: str
    section: str
    title: str


@dataclass(frozen=True)
class Register:
    """Rows in document order: the priorities, then each section's heading (before the first of a pillar the
    pillar's), then its directives."""

    language: str
    rows: tuple[Row, ...]

    @cached_property
    def items(self) -> tuple[Row, ...]:
        """The rows that carry a text of their own: priorities and directives."""
        return tuple(row for row in self.rows if row.kind not in HEADINGS)

    @cached_property
    def headings(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.kind in HEADINGS)


@cache
def languages() -> tuple[str, ...]:
    """The languages in which the register has the titles of every directive and priority."""
    return tuple(path.stem for path in sorted((DATA / "titles").glob("*.csv")) if _is_complete(path.stem))


@cache
def load_register(language: str) -> Register:
    """The register in the titles of `language`. Raises `UnknownLanguage` where it has none.

    >>> [row.code for row in load_register("tr").rows[51:55]]
    ['PRI-52', 'pillar:1', 'section:politics', 'POL-1']
    """
    if language not in languages():
        raise UnknownLanguage(f"the register has no titles in {language!r}; it has them in {', '.join(languages())}")
    return _arranged(language, _titles(language))


def _is_complete(language: str) -> bool:
    titles = _titles(language)
    return all(code in titles for code, *_ in _outline())


def _arranged(language: str, titles: Mapping[str, str]) -> Register:
    return Register(language, tuple(Row(code, kind, section, titles[code]) for code, kind, section in _outline()))


@cache
def _outline() -> tuple[tuple[str, str, str], ...]:
    """Code, kind and section of every row, in document order."""
    outline = [(row["code"], "priority", "") for row in _table("priorities.csv")]
    directives = _table("directives.csv")
    pillar = ""
    for section in _table("sections.csv"):
        if section["pillar"] != pillar:
            pillar = section["pillar"]
            outline.append((f"pillar:{pillar}", "pillar", ""))
        area = section["area"]
        outline.append((f"section:{area}", "section", area))
        outline += [(row["code"], "directive", area) for row in directives if row["area"] == area]
    return tuple(outline)


@cache
def _titles(language: str) -> Mapping[str, str]:
    """Titles by code. The English ones of directives and priorities stand in the register's own tables."""
    titles = {row["code"]: row["title"] for row in _table(f"titles/{language}.csv")}
    if language == "en":
        titles |= {row["code"]: row["title"] for name in ("directives.csv", "priorities.csv") for row in _table(name)}
    return titles


@cache
def _table(name: str) -> tuple[dict[str, str], ...]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as stream:
        return tuple(csv.DictReader(stream))
