"""Concepts as TBX-Basic, a dialect of ISO 30042:2019, in the style that names data categories by attribute (DCA)."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from ortak.areas.language.terms.concepts import Concept, Term, TermBase

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
ADMINISTRATIVE = {
    "agreed": "preferredTerm-admn-sts",
    "proposed": "admittedTerm-admn-sts",
    "deprecated": "deprecatedTerm-admn-sts",
}
"""The picklist of the data category administrativeStatus. A term in use that nobody agreed on has none."""


def tbx(base: TermBase, concepts: Sequence[Concept]) -> Iterator[str]:
    """The document, a piece a concept."""
    used = dict.fromkeys(term.source for concept in concepts for term in concept.terms)
    described = "".join(f"      <p>{escape(_cited(base, source))}</p>\n" for source in used)
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="{NAMESPACE}">\n'
        "<tbxHeader>\n  <fileDesc>\n"
        "    <titleStmt><title>Ortak: terms of the Turkic languages</title></titleStmt>\n"
        f"    <sourceDesc>\n      <p>Terms with their sources, in the admin element of each term.</p>\n{described}"
        "    </sourceDesc>\n  </fileDesc>\n</tbxHeader>\n<text>\n<body>\n"
    )
    for concept in concepts:
        yield _entry(base, concept)
    yield "</body>\n</text>\n</tbx>\n"


def _cited(base: TermBase, identity: str) -> str:
    source = base.sources[identity]
    return f"{identity}: {source.title}, {source.edition}. {source.producer}. {source.licence}"


def _entry(base: TermBase, concept: Concept) -> str:
    subject = escape(base.domains[concept.domain].titles["en"])
    sections = "".join(
        _section(language, terms, concept.definitions.get(language, ""))
        for language, terms in concept.by_language.items()
    )
    return (
        f"<conceptEntry id={quoteattr(concept.id)}>\n"
        f'  <descrip type="subjectField">{subject}</descrip>\n{sections}</conceptEntry>\n'
    )


def _section(language: str, terms: Sequence[Term], definition: str) -> str:
    meaning = f'    <descrip type="definition">{escape(definition)}</descrip>\n' if definition else ""
    return (
        f"  <langSec xml:lang={quoteattr(language)}>\n{meaning}"
        + "".join(_term(term) for term in terms)
        + "  </langSec>\n"
    )


def _term(term: Term) -> str:
    status = ADMINISTRATIVE.get(term.status)
    note = f'      <termNote type="administrativeStatus">{status}</termNote>\n' if status else ""
    source = escape(": ".join(filter(None, (term.source, term.place))))
    return (
        f"    <termSec>\n      <term>{escape(term.text)}</term>\n{note}"
        f'      <admin type="source">{source}</admin>\n    </termSec>\n'
    )
