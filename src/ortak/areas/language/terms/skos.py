"""Concepts as SKOS (W3C Recommendation, 2009), each term as an SKOS-XL label with its source and status.

A term of a language is the preferred label, the others are alternative labels, what is given up is a hidden label, as
the integrity conditions S13 and S14 ask. Three ways of writing the same graph: Turtle, JSON-LD, RDF/XML.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from ortak.areas.language.terms.concepts import IN_USE, STATUSES, Concept, Term, TermBase

BASE = "urn:ortak:terms:"
"""Where identifiers begin when nobody says where the base is served."""

PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "dcterms": "http://purl.org/dc/terms/",
    "adms": "http://www.w3.org/ns/adms#",
}
TITLE = "Ortak: terms of the Turkic languages"


@dataclass(frozen=True)
class Literal:
    """A text, with its language if it has one."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Node:
    """A thing with its type (a prefixed name) and what is said of it: predicate, and an address or a text."""

    address: str
    kind: str
    said: tuple[tuple[str, str | Literal], ...]


def graph(base: TermBase, concepts: Sequence[Concept], root: str = BASE) -> Iterator[Node]:
    """The nodes: the scheme, its collections (a domain each), statuses, sources, then each concept and its labels."""
    domains = dict.fromkeys(concept.domain for concept in concepts)
    sources = dict.fromkeys(term.source for concept in concepts for term in concept.terms)
    statuses = dict.fromkeys(term.status or IN_USE for concept in concepts for term in concept.terms)
    yield Node(f"{root}scheme", "skos:ConceptScheme", (("dcterms:title", Literal(TITLE, "en")),))
    for domain in domains:
        titles = (("skos:prefLabel", Literal(text, tag)) for tag, text in base.domains[domain].titles.items())
        members = (("skos:member", f"{root}{concept.id}") for concept in concepts if concept.domain == domain)
        yield Node(f"{root}domain/{domain}", "skos:Collection", (*titles, *members))
    for status in statuses:
        meaning = Literal(STATUSES["" if status == IN_USE else status], "en")
        label = Literal(status.replace("_", " "), "en")
        yield Node(f"{root}status/{status}", "skos:Concept", (("skos:prefLabel", label), ("skos:definition", meaning)))
    for source in sources:
        yield _source(base, source, root)
    for concept in concepts:
        yield from _concept(concept, root)


def _source(base: TermBase, identity: str, root: str) -> Node:
    source = base.sources[identity]
    said: list[tuple[str, str | Literal]] = [
        ("dcterms:title", Literal(f"{source.title}, {source.edition}")),
        ("dcterms:publisher", Literal(source.producer)),
        ("dcterms:license", Literal(source.licence)),
    ]
    if source.url:
        said.append(("dcterms:identifier", Literal(source.url)))
    return Node(f"{root}source/{identity}", "dcterms:BibliographicResource", tuple(said))


def _concept(concept: Concept, root: str) -> Iterator[Node]:
    address = f"{root}{concept.id}"
    said: list[tuple[str, str | Literal]] = [("skos:inScheme", f"{root}scheme"), ("skos:notation", Literal(concept.id))]
    said += [("skos:definition", Literal(text, tag)) for tag, text in concept.definitions.items()]
    labels = []
    for number, (role, term) in enumerate(_roles(concept), start=1):
        label = f"{address}/label/{number}"
        said += [(f"skos:{role}", Literal(term.text, term.language)), (f"skosxl:{role}", label)]
        labels.append(_label(label, term, root))
    yield Node(address, "skos:Concept", tuple(said))
    yield from labels


def _roles(concept: Concept) -> Iterator[tuple[str, Term]]:
    """Each term with the kind of label it is. A text is in one role only, and one a language is preferred."""
    for terms in concept.by_language.values():
        for place, term in enumerate(terms):
            given_up = term.status == "deprecated"
            yield "hiddenLabel" if given_up else "altLabel" if place else "prefLabel", term


def _label(address: str, term: Term, root: str) -> Node:
    place = (("dcterms:bibliographicCitation", Literal(term.place)),) if term.place else ()
    said: tuple[tuple[str, str | Literal], ...] = (
        ("skosxl:literalForm", Literal(term.text, term.language)),
        ("dcterms:source", f"{root}source/{term.source}"),
        *place,
        ("adms:status", f"{root}status/{term.status or IN_USE}"),
    )
    return Node(address, "skosxl:Label", said)


def turtle(nodes: Iterable[Node]) -> Iterator[str]:
    """The graph in Turtle (RDF 1.1), a block a node."""
    yield "".join(f"@prefix {name}: <{address}> .\n" for name, address in PREFIXES.items())
    for node in nodes:
        lines = [f"a {node.kind}", *(f"{name} {_turtle_value(value)}" for name, value in node.said)]
        yield f"\n<{node.address}>\n    " + " ;\n    ".join(lines) + " .\n"


def _turtle_value(value: str | Literal) -> str:
    if isinstance(value, str):
        return f"<{value}>"
    text = json.dumps(value.text, ensure_ascii=False)
    return f"{text}@{value.language}" if value.language else text


def json_ld(nodes: Iterable[Node]) -> Iterator[str]:
    """The graph in JSON-LD 1.1, expanded names through the context."""
    yield '{"@context": ' + json.dumps(PREFIXES) + ', "@graph": ['
    comma = "\n"
    for node in nodes:
        record: dict[str, object] = {"@id": node.address, "@type": node.kind}
        for name, value in node.said:
            values = record.setdefault(name, [])
            assert isinstance(values, list)
            values.append(_json_value(value))
        yield comma + json.dumps(record, ensure_ascii=False)
        comma = ",\n"
    yield "\n]}\n"


def _json_value(value: str | Literal) -> dict[str, str]:
    if isinstance(value, str):
        return {"@id": value}
    return {"@value": value.text, **({"@language": value.language} if value.language else {})}


def rdf_xml(nodes: Iterable[Node]) -> Iterator[str]:
    """The graph in RDF/XML (RDF 1.1)."""
    spaces = " ".join(f"xmlns:{name}={quoteattr(address)}" for name, address in PREFIXES.items())
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF {spaces}>\n'
    for node in nodes:
        said = "".join(f"  {_xml_value(name, value)}\n" for name, value in node.said)
        yield f"<{node.kind} rdf:about={quoteattr(node.address)}>\n{said}</{node.kind}>\n"
    yield "</rdf:RDF>\n"


def _xml_value(name: str, value: str | Literal) -> str:
    if isinstance(value, str):
        return f"<{name} rdf:resource={quoteattr(value)}/>"
    language = f" xml:lang={quoteattr(value.language)}" if value.language else ""
    return f"<{name}{language}>{escape(value.text)}</{name}>"
