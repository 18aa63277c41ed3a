"""Reading the data files, and saying of each line that cannot be meant what is wrong and what is valid.

domains.csv       id,area,en,tr                                        the fields
sources.csv       id,title,producer,edition,licence,url,agreed_by,note where terms are from
definitions.csv   concept,language,definition                          in our own words
DOMAIN.csv        concept,language,term,status,source,place            the terms, a file a domain
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from ortak.areas.language.terms.concepts import STATUSES, Concept, Domain, Term, TermBase, TermSource
from ortak.areas.language.terms.errors import BadTerms, Problem
from ortak.areas.language.terms.languages import LANGUAGES, wrong_script

DATA = Path(__file__).parents[1] / "data" / "terms"
TERM_HEAD = ("concept", "language", "term", "status", "source", "place")
SOURCE_HEAD = ("id", "title", "producer", "edition", "licence", "url", "agreed_by", "note")
DOMAIN_HEAD = ("id", "area", "en", "tr")
DEFINITION_HEAD = ("concept", "language", "definition")
TABLES = ("domains.csv", "sources.csv", "definitions.csv")
IDENTITY = re.compile(r"[a-z_]+\.[a-z0-9]+(?:-[a-z0-9]+)*")
LANGUAGE_LIST = ", ".join(LANGUAGES)
STATUS_LIST = "empty, " + ", ".join(word for word in STATUSES if word)

Row = tuple[int, dict[str, str]]


@cache
def termbase() -> TermBase:
    """The terminology base that ships, read once."""
    return read(DATA)


def read(folder: Path) -> TermBase:
    """Read the files of a folder. Raises `BadTerms` with every problem of every file."""
    problems: list[Problem] = []
    domains = _domains(folder, problems)
    sources = _sources(folder, problems)
    rows: dict[str, list[Term]] = {}
    for file in sorted(path for path in folder.glob("*.csv") if path.name not in TABLES):
        if file.stem not in domains:
            problems.append(Problem(file.name, 1, f"no domain is called {file.stem!r}; valid are {', '.join(domains)}"))
            continue
        rows |= _terms(file, sources, problems)
    definitions = _definitions(folder, rows.keys(), problems)
    if problems:
        raise BadTerms(problems)
    concepts = {
        identity: Concept(identity, identity.partition(".")[0], tuple(terms), definitions.get(identity, {}))
        for identity, terms in rows.items()
    }
    return TermBase(concepts, domains, sources)


def _table(file: Path, head: Sequence[str], problems: list[Problem]) -> list[Row]:
    """The rows of a file with their line numbers. A row with too few or too many cells is a problem."""
    found: list[Row] = []
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        problems.append(Problem(file.name, 1, "the file is missing"))
        return found
    except UnicodeDecodeError as error:
        problems.append(Problem(file.name, 1, f"not UTF-8 at byte {error.start}; save the file as UTF-8"))
        return found
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        first = next(reader, [])
        if first != list(head):
            problems.append(Problem(file.name, 1, f"the head is {','.join(first)!r}; valid is {','.join(head)}"))
            return found
        for cells in reader:
            if len(cells) == len(head):
                found.append((reader.line_num, dict(zip(head, cells, strict=True))))
            elif cells:
                what = f"{len(cells)} cells; valid are {len(head)}: {','.join(head)}"
                problems.append(Problem(file.name, reader.line_num, what))
    except csv.Error as error:
        problems.append(Problem(file.name, reader.line_num, f"not CSV: {error}"))
    return found


def _domains(folder: Path, problems: list[Problem]) -> dict[str, Domain]:
    found: dict[str, Domain] = {}
    for line, row in _table(folder / "domains.csv", DOMAIN_HEAD, problems):
        if not row["en"] or not row["tr"] or row["id"] in found:
            what = f"domain {row['id']!r} needs an id of its own and its name in en and tr"
            problems.append(Problem("domains.csv", line, what))
        found[row["id"]] = Domain(row["id"], row["area"], {"en": row["en"], "tr": row["tr"]})
    return found


def _sources(folder: Path, problems: list[Problem]) -> dict[str, TermSource]:
    found: dict[str, TermSource] = {}
    for line, row in _table(folder / "sources.csv", SOURCE_HEAD, problems):
        if empty := [name for name in ("title", "producer", "edition", "licence") if not row[name]]:
            what = f"source {row['id']!r} lacks {', '.join(empty)}"
            problems.append(Problem("sources.csv", line, what))
        if row["id"] in found:
            problems.append(Problem("sources.csv", line, f"source {row['id']!r} stands twice"))
        found[row["id"]] = TermSource(**row)
    return found


def _terms(file: Path, sources: Mapping[str, TermSource], problems: list[Problem]) -> dict[str, list[Term]]:
    """The terms of a file by concept."""
    found: dict[str, list[Term]] = {}
    lines: dict[tuple[str, str, str], int] = {}
    last = ""
    for line, row in _table(file, TERM_HEAD, problems):
        identity = row["concept"]
        wrong = [*_wrong_identity(identity, file.stem), *_wrong_term(row, sources)]
        if identity != last and identity in found:
            wrong.append(f"concept {identity!r} stands further up already: its rows belong together")
        key = (identity, row["language"], row["term"])
        if key in lines:
            wrong.append(f"the term {row['term']!r} stands in line {lines[key]} already")
        lines.setdefault(key, line)
        problems.extend(Problem(file.name, line, what) for what in wrong)
        term = Term(row["language"], row["term"], row["status"], row["source"], row["place"])
        found.setdefault(identity, []).append(term)
        last = identity
    return found


def _wrong_identity(identity: str, domain: str) -> Iterable[str]:
    if not IDENTITY.fullmatch(identity) or identity.partition(".")[0] != domain:
        yield f"concept {identity!r}; valid is {domain}. and a name of a-z, 0-9 and hyphens, as {domain}.some-thing"


def _wrong_term(row: Mapping[str, str], sources: Mapping[str, TermSource]) -> Iterable[str]:
    term, language, status, source = row["term"], row["language"], row["status"], row["source"]
    if not term or term != " ".join(unicodedata.normalize("NFC", term).split()):
        yield f"the term {term!r} is empty, not in Unicode form NFC, or has spaces that do not belong"
    if language not in LANGUAGES:
        yield f"unknown language {language!r}; valid are {LANGUAGE_LIST}"
    elif wrong := wrong_script(term, language):
        yield f"wrong script: {wrong}"
    if status not in STATUSES:
        yield f"unknown status {status!r}; valid are {STATUS_LIST}"
    if source not in sources:
        yield f"unknown source {source!r}; valid are {', '.join(sources)}"
    elif status in ("agreed", "deprecated") and not sources[source].agreed_by:
        yield f"status {status!r}, but sources.csv names no body that agreed in {source!r} (column agreed_by)"


def _definitions(folder: Path, known: Iterable[str], problems: list[Problem]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    concepts = set(known)
    for line, row in _table(folder / "definitions.csv", DEFINITION_HEAD, problems):
        identity, language = row["concept"], row["language"]
        if identity not in concepts:
            problems.append(Problem("definitions.csv", line, f"no concept {identity!r} has terms"))
        elif language not in LANGUAGES or not row["definition"]:
            what = f"language {language!r} or an empty definition; valid are {LANGUAGE_LIST}"
            problems.append(Problem("definitions.csv", line, what))
        elif language in found.get(identity, {}):
            problems.append(Problem("definitions.csv", line, f"{identity!r} has a definition in {language} already"))
        found.setdefault(identity, {})[language] = row["definition"]
    return found
