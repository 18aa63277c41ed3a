"""What the terminology base is made of: concepts, their terms, domains and sources.

A concept is a thing or an idea; each of its terms is a word for it in one language, as a source has it. What nobody has
agreed on has no status: it is in use in its source, no more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ortak.areas.language.terms.errors import UnknownConcept

STATUSES: Mapping[str, str] = {
    "": "in use in its source; no body that we know of has agreed on it",
    "proposed": "put forward for common use, and not agreed",
    "agreed": "agreed by the body that its source names",
    "deprecated": "given up by the body that its source names",
}
"""The words for how far a term is agreed, and what they mean."""

IN_USE = "in_use"
"""How an empty status is asked for in a filter and written in an export."""


@dataclass(frozen=True)
class TermSource:
    """Where terms are taken from. `agreed_by` names the body whose agreement it records, with the act; else empty."""

    id: str
    title: str
    producer: str
    edition: str
    licence: str
    url: str
    agreed_by: str
    note: str


@dataclass(frozen=True)
class Domain:
    """A field in which a word has one meaning, with the area of the vision that it belongs to."""

    id: str
    area: str
    titles: Mapping[str, str]


@dataclass(frozen=True)
class Term:
    """A word for a concept in a language, its status, its source and the place in it."""

    language: str
    text: str
    status: str
    source: str
    place: str


@dataclass(frozen=True)
class Concept:
    """A concept with its terms in all languages, and definitions by language, in our own words."""

    id: str
    domain: str
    terms: tuple[Term, ...]
    definitions: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_language(self) -> Mapping[str, tuple[Term, ...]]:
        """The terms of each language, the preferred one first: agreed before the others, deprecated last."""
        order = {"agreed": 0, "": 1, "proposed": 2, "deprecated": 3}
        found: dict[str, list[Term]] = {}
        for term in self.terms:
            found.setdefault(term.language, []).append(term)
        return {
            language: tuple(sorted(terms, key=lambda term: order[term.status])) for language, terms in found.items()
        }

    def preferred(self, language: str) -> Term | None:
        """The first term of a language."""
        terms = self.by_language.get(language)
        return terms[0] if terms else None

    def label(self, language: str) -> Term:
        """The preferred term of a language, else the English one, else whichever there is."""
        return self.preferred(language) or self.preferred("en") or self.terms[0]


@dataclass(frozen=True)
class TermBase:
    """Everything: concepts by id in the order of their files, domains and sources by id."""

    concepts: Mapping[str, Concept]
    domains: Mapping[str, Domain]
    sources: Mapping[str, TermSource]

    def concept(self, identity: str) -> Concept:
        """The concept with this id. Raises `UnknownConcept`."""
        try:
            return self.concepts[identity]
        except KeyError:
            raise UnknownConcept(identity, self.concepts.keys()) from None
