"""The terminology base: concepts of the vision's areas with their terms in the Turkic languages and others, each with
its source and how far it is agreed. Read-only: the data are the files in `data/terms/`. No Django here.

    >>> from ortak.areas.language.terms import Wanted, select, termbase
    >>> [concept.id for concept in select(termbase(), Wanted(domain="customs", words="gümrük"))][:1]
    ['customs.customs']
"""

from ortak.areas.language.terms.concepts import IN_USE, STATUSES, Concept, Domain, Term, TermBase, TermSource
from ortak.areas.language.terms.errors import BadTerms, BadTexts, Problem, TermError, UnknownConcept, UnknownValue
from ortak.areas.language.terms.languages import LANGUAGES, MEMBERS, TURKIC, Language, common_form, common_tag
from ortak.areas.language.terms.reading import read, termbase
from ortak.areas.language.terms.selecting import STATUS_FILTERS, Wanted, select
from ortak.areas.language.terms.writing import FORMATS, concept_dict, term_dict, written

__all__ = [
    "FORMATS",
    "IN_USE",
    "LANGUAGES",
    "MEMBERS",
    "STATUSES",
    "STATUS_FILTERS",
    "TURKIC",
    "BadTerms",
    "BadTexts",
    "Concept",
    "Domain",
    "Language",
    "Problem",
    "Term",
    "TermBase",
    "TermError",
    "TermSource",
    "UnknownConcept",
    "UnknownValue",
    "Wanted",
    "common_form",
    "common_tag",
    "concept_dict",
    "read",
    "select",
    "term_dict",
    "termbase",
    "written",
]
