"""Concepts in every format that goes out: JSON and CSV of ours, SKOS in three notations, TBX."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ortak.areas.language.terms.concepts import IN_USE, Concept, Term, TermBase
from ortak.areas.language.terms.errors import UnknownValue
from ortak.areas.language.terms.languages import common_form
from ortak.areas.language.terms.skos import BASE, Node, graph, json_ld, rdf_xml, turtle
from ortak.areas.language.terms.tbx import tbx

CSV_HEAD = ("concept", "domain", "language", "term", "common_form", "status", "source", "place")

Writer = Callable[[TermBase, Sequence[Concept], str], Iterator[str]]


@dataclass(frozen=True)
class Format:
    """A format by its name, with its media type and the ending of a file."""

    name: str
    media_type: str
    ending: str
    write: Writer


def term_dict(term: Term) -> dict[str, str]:
    """A term as data; no status is written as `in_use`."""
    return {
        "language": term.language,
        "term": term.text,
        "common_form": common_form(term.text, term.language),
        "status": term.status or IN_USE,
        "source": term.source,
        "place": term.place,
    }


def concept_dict(concept: Concept) -> dict[str, Any]:
    """A concept with its terms as data."""
    return {
        "id": concept.id,
        "domain": concept.domain,
        "definitions": dict(concept.definitions),
        "terms": [term_dict(term) for term in concept.terms],
    }


def table(concepts: Sequence[Concept]) -> Iterator[tuple[str, ...]]:
    """A row a term, in the columns of `CSV_HEAD`."""
    for concept in concepts:
        for term in concept.terms:
            row = term_dict(term)
            yield concept.id, concept.domain, *(row[name] for name in CSV_HEAD[2:])


def _csv(base: TermBase, concepts: Sequence[Concept], root: str) -> Iterator[str]:
    for row in (CSV_HEAD, *table(concepts)):
        line = io.StringIO()
        csv.writer(line).writerow([f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell for cell in row])
        yield line.getvalue()


def _json(base: TermBase, concepts: Sequence[Concept], root: str) -> Iterator[str]:
    used = dict.fromkeys(term.source for concept in concepts for term in concept.terms)
    document = {"concepts": [*map(concept_dict, concepts)], "sources": [vars(base.sources[name]) for name in used]}
    yield json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _rdf(serialise: Callable[[Iterator[Node]], Iterator[str]]) -> Writer:
    return lambda base, concepts, root: serialise(graph(base, concepts, root))


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        Format("csv", "text/csv; charset=utf-8", "csv", _csv),
        Format("json", "application/json", "json", _json),
        Format("skos", "text/turtle; charset=utf-8", "ttl", _rdf(turtle)),
        Format("skos-json", "application/ld+json", "jsonld", _rdf(json_ld)),
        Format("skos-xml", "application/rdf+xml", "rdf", _rdf(rdf_xml)),
        Format("tbx", "application/x-tbx+xml", "tbx", lambda base, concepts, root: tbx(base, concepts)),
    )
}
"""Every format by its name."""


def written(base: TermBase, concepts: Sequence[Concept], name: str, root: str = BASE) -> Iterator[str]:
    """Concepts in a format, piece by piece. `root` is where the identifiers of SKOS begin. Raises `UnknownValue`."""
    if name not in FORMATS:
        raise UnknownValue("format", name, FORMATS)
    return FORMATS[name].write(base, concepts, root)
