"""The terms in the API: list and filter, one concept, everything in an open format, what there is to filter by."""

from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema
from pydantic import Field

from ortak.areas.language.term_pages import file_of
from ortak.areas.language.terms import (
    FORMATS,
    LANGUAGES,
    STATUS_FILTERS,
    Concept,
    UnknownConcept,
    Wanted,
    concept_dict,
    select,
    termbase,
)
from ortak.areas.language.terms.agreement import COMPARED, Pair, agreement_dict, chosen
from ortak.mechanisms.presentation.formats import title
from ortak.mechanisms.presentation.parameters import Parameters

router = Router(tags=["language"])

Short = Annotated[str, Field(max_length=80)]
ConceptId = Annotated[str, Path(max_length=80, description="As energy.wind-turbine.")]
FormatName = Literal["csv", "json", "skos", "skos-json", "skos-xml", "tbx"]
LARGEST_PAGE = 1000
LARGEST_OFFSET = 10**9
FILES = {
    "description": "A file",
    "content": {
        each.media_type.partition(";")[0]: {"schema": {} if "json" in each.media_type else {"type": "string"}}
        for each in FORMATS.values()
    },
}


class TermsAsked(Parameters):
    """Which concepts are wanted. Any other parameter is refused: a filter that is misspelt would filter nothing."""

    domain: Annotated[Short, Field(description="Only this domain, e.g. energy.")] = ""
    language: Annotated[
        list[Short],
        Field(description="With a term in each of these.", json_schema_extra={"items": {"enum": list(LANGUAGES)}}),
    ] = []
    status: Annotated[
        Short, Field(description="With a term of this status.", json_schema_extra={"enum": ["", *STATUS_FILTERS]})
    ] = ""
    source: Annotated[Short, Field(description="With a term from this source.")] = ""
    q: Annotated[
        str, Field(max_length=200, description="Only those that hold all these words, in any language or script.")
    ] = ""

    def wanted(self) -> Wanted:
        return Wanted(self.domain, tuple(self.language), self.status, self.source, self.q)


class TermPageAsked(TermsAsked):
    """The same in pages."""

    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="How many concepts a page holds.")] = 100
    offset: Annotated[int, Field(ge=0, le=LARGEST_OFFSET, description="How many to leave out before it.")] = 0


class TermOut(Schema):
    """A term of a concept; `common_form` is empty where the converter has no way to the common alphabet."""

    language: str
    term: str
    common_form: str
    status: Literal["in_use", "proposed", "agreed", "deprecated"]
    source: str
    place: str


class ConceptOut(Schema):
    """A concept with its terms, and definitions by language."""

    id: str
    domain: str
    definitions: dict[str, str]
    terms: list[TermOut]


class ConceptPage(Schema):
    """A part of the list, in an order that stays."""

    count: int
    next: str | None
    previous: str | None
    results: list[ConceptOut]


class DomainOut(Schema):
    id: str
    area: str
    title: str
    concepts: int


class SourceOut(Schema):
    """Where terms are from; `agreed_by` names the body whose agreement it records."""

    id: str
    title: str
    producer: str
    edition: str
    licence: str
    url: str
    agreed_by: str
    note: str


class SchemeOut(Schema):
    """What there is to filter by."""

    concepts: int
    domains: list[DomainOut]
    languages: dict[str, str]
    statuses: list[str]
    sources: list[SourceOut]


@router.get("", response=ConceptPage, summary="Concepts with their terms")
def concepts(request: HttpRequest, asked: Query[TermPageAsked]) -> dict[str, Any]:
    """Concepts in the order of the data files; with words, those that have exactly that term come first."""
    found = select(termbase(), asked.wanted())
    after, before = asked.offset + asked.limit, max(0, asked.offset - asked.limit)
    return {
        "count": len(found),
        "next": _address(request, after) if after < len(found) else None,
        "previous": _address(request, before) if asked.offset else None,
        "results": [concept_dict(concept) for concept in found[asked.offset : after]],
    }


def _address(request: HttpRequest, offset: int) -> str:
    kept = [(name, value) for name, values in request.GET.lists() for value in values if name != "offset"]
    return request.build_absolute_uri(f"{request.path}?{urlencode([*kept, ('offset', offset)])}")


@router.get(
    "/concepts/", response=SchemeOut, summary="Domains, languages and sources of terms", url_name="terms_scheme"
)
def scheme(request: HttpRequest) -> dict[str, Any]:
    """What there is to filter by: domains with their number of concepts, languages, statuses, sources."""
    base = termbase()
    held: dict[str, int] = {}
    for concept in base.concepts.values():
        held[concept.domain] = held.get(concept.domain, 0) + 1
    domains = [
        {"id": each.id, "area": each.area, "title": title(each.titles), "concepts": held.get(each.id, 0)}
        for each in base.domains.values()
    ]
    return {
        "concepts": len(base.concepts),
        "domains": domains,
        "languages": {tag: each.name for tag, each in LANGUAGES.items()},
        "statuses": list(STATUS_FILTERS),
        "sources": [vars(source) for source in base.sources.values()],
    }


@router.get("/concepts/{id}", response=ConceptOut, summary="One concept")
def concept(
    request: HttpRequest, id: Annotated[str, Path(max_length=80, description="As energy.wind-turbine.")]
) -> Any:
    """A concept with every term."""
    return concept_dict(_found(id))


def _found(identity: str) -> Concept:
    from django.http import Http404

    try:
        return termbase().concept(identity)
    except UnknownConcept as error:
        raise Http404(str(error)) from None


class AgreementAsked(Parameters):
    """Which rows of the table are wanted."""

    domain: Annotated[Short, Field(description="A domain, or `all` for all together; without it every row.")] = ""
    language: Annotated[
        list[Short],
        Field(description="Only pairs with these.", json_schema_extra={"items": {"enum": list(COMPARED)}}),
    ] = []


class AgreementOut(Schema):
    """A domain and a pair of languages: of how many concepts the terms are the same word, or the same or a near one,
    with the 95 % interval after Wilson."""

    domain: str
    one: str
    other: str
    concepts: int
    same: int
    same_share: float
    same_low: float
    same_high: float
    near: int
    near_share: float
    near_low: float
    near_high: float


@router.get("/agreement", response=list[AgreementOut], summary="How far languages share their terms")
def agreement(request: HttpRequest, asked: Query[AgreementAsked]) -> list[dict[str, Any]]:
    """Terms in use are compared in the letters of the proposed common alphabet, on concepts that all six languages
    have a term for. Near means an edit distance of at most a quarter of the longer term."""
    return [agreement_dict(row) for row in chosen(Pair(asked.domain, tuple(asked.language)))]


@router.get("/export/{format}", summary="Concepts in an open format", openapi_extra={"responses": {200: FILES}})
def export(request: HttpRequest, format: FormatName, asked: Query[TermsAsked]) -> HttpResponse:
    """CSV and JSON of ours, SKOS in Turtle, JSON-LD and RDF/XML, TBX-Basic (ISO 30042:2019)."""
    base = termbase()
    return file_of(request, base, select(base, asked.wanted()), format)
