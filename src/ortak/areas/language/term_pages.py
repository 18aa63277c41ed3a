"""The pages of the terms: a list to filter and download, and a page for each concept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ortak.areas.language.terms import (
    FORMATS,
    LANGUAGES,
    MEMBERS,
    STATUS_FILTERS,
    TURKIC,
    Concept,
    TermBase,
    TermError,
    UnknownConcept,
    Wanted,
    common_form,
    select,
    termbase,
    written,
)
from ortak.mechanisms.presentation.conditional import conditional
from ortak.mechanisms.presentation.formats import language_name, title
from ortak.mechanisms.presentation.guarding import guarding

PAGE = 50
LONGEST_QUERY = 200
STATUS_WORDS: Mapping[str, Any] = {
    "": _("in use"),
    "in_use": _("in use"),
    "proposed": _("proposed"),
    "agreed": _("agreed"),
    "deprecated": _("given up"),
}
STATUS_MEANINGS: Mapping[str, Any] = {
    "in_use": _("In use in its source. No body that we know of has agreed on it."),
    "proposed": _("Put forward for common use, and not agreed."),
    "agreed": _("Agreed by the body that the source names."),
    "deprecated": _("Given up by the body that the source names."),
}
NAMES_NOTE = _(
    "Member and observer states of the United Nations, by the names that it uses where it names them. Names imply no "
    "position on the status of any country or territory, nor on its borders."
)
#: the formats in the order in which they are offered, with the word for each
OFFERED = {"csv": "CSV", "json": "JSON", "skos": "SKOS", "tbx": "TBX"}


guarded = guarding({UnknownConcept: 404, TermError: 400})


def asked(request: HttpRequest) -> Wanted:
    """What the address asks for."""
    get = request.GET
    languages = tuple(dict.fromkeys(filter(None, get.getlist("language"))))
    words = get.get("q", "")[:LONGEST_QUERY].strip()
    return Wanted(get.get("domain", ""), languages, get.get("status", ""), get.get("source", ""), words)


@guarded
@conditional
def index(request: HttpRequest) -> HttpResponse:
    """The concepts that the address asks for, fifty a page, with their terms side by side."""
    base, wanted = termbase(), asked(request)
    chosen = select(base, wanted)
    pages = Paginator(chosen, PAGE)
    context = {
        "page": pages.get_page(request.GET.get("page")),
        "shown": len(chosen),
        "counts": counts(base),
        "asked": wanted,
        "applied": _applied(base, wanted),
        "columns": wanted.languages or tuple(tag for tag in MEMBERS if tag != get_language()),
        "query": f"{query}&" if (query := _query(wanted)) else "",
        **_words(base),
    }
    return render(request, "language/terms.html", context)


@dataclass(frozen=True)
class Counts:
    """How much the base holds."""

    concepts: int
    terms: int
    languages: int
    agreed: int


def counts(base: TermBase) -> Counts:
    terms = [term for concept in base.concepts.values() for term in concept.terms]
    languages = {LANGUAGES[term.language].code for term in terms}
    return Counts(len(base.concepts), len(terms), len(languages), sum(term.status == "agreed" for term in terms))


def _words(base: TermBase) -> dict[str, Any]:
    """What the templates need to name things in the reader's language."""
    return {
        "base": base,
        "label": lambda concept: concept.label(get_language() or "en"),
        "language_name": language_name,
        "names_note": NAMES_NOTE,
        "languages": list(LANGUAGES),
        "status_words": STATUS_WORDS,
        "status_meanings": STATUS_MEANINGS,
        "statuses": STATUS_FILTERS,
        "offered": OFFERED,
        "turkic": TURKIC,
        "right_to_left": {tag for tag, each in LANGUAGES.items() if each.script == "ARABIC"},
    }


def _query(wanted: Wanted) -> str:
    """The address of a choice, without the page."""
    single = {"q": wanted.words, "domain": wanted.domain, "status": wanted.status, "source": wanted.source}
    pairs = [(name, value) for name, value in single.items() if value]
    return urlencode([*pairs, *(("language", tag) for tag in wanted.languages)])


def _applied(base: TermBase, wanted: Wanted) -> list[tuple[str, str]]:
    """Each filter in words, with the address that leaves it out."""
    found: list[tuple[str, Wanted]] = []
    if wanted.words:
        found.append((wanted.words, replace(wanted, words="")))
    if wanted.domain:
        found.append((title(base.domains[wanted.domain].titles), replace(wanted, domain="")))
    for tag in wanted.languages:
        rest = tuple(other for other in wanted.languages if other != tag)
        found.append((language_name(tag), replace(wanted, languages=rest)))
    if wanted.status:
        found.append((str(STATUS_WORDS[wanted.status]), replace(wanted, status="")))
    if wanted.source:
        found.append((wanted.source, replace(wanted, source="")))
    return [(text, f"?{_query(without)}") for text, without in found]


@guarded
@conditional
def concept_page(request: HttpRequest, identity: str) -> HttpResponse:
    """A concept with all its terms, their common forms, sources and status."""
    base = termbase()
    concept = base.concept(identity)
    own = concept.definitions
    context = {
        "concept": concept,
        "definition": next(((tag, own[tag]) for tag in (get_language() or "en", "en") if tag in own), None),
        "rows": _rows(concept),
        "sources": [base.sources[name] for name in dict.fromkeys(term.source for term in concept.terms)],
        **_words(base),
    }
    return render(request, "language/concept.html", context)


def _rows(concept: Concept) -> list[dict[str, Any]]:
    ordered = (term for tag in LANGUAGES for term in concept.by_language.get(tag, ()))
    return [{"term": term, "common": common_form(term.text, term.language)} for term in ordered]


@guarded
@conditional
def download(request: HttpRequest, name: str) -> HttpResponse:
    """The concepts that the address asks for, or one of them, as a file."""
    base = termbase()
    identity = request.GET.get("concept", "")
    chosen: Sequence[Concept] = [base.concept(identity)] if identity else select(base, asked(request))
    return file_of(request, base, chosen, name)


def file_of(request: HttpRequest, base: TermBase, chosen: Sequence[Concept], name: str) -> HttpResponse:
    """Concepts in a format as a file to keep; identifiers of SKOS lead to the API of this server."""
    root = request.build_absolute_uri(reverse("api:terms_scheme"))
    text = "".join(written(base, chosen, name, root))
    answer = HttpResponse(text, content_type=FORMATS[name].media_type)
    answer["Content-Disposition"] = f'attachment; filename="ortak-terms.{FORMATS[name].ending}"'
    return answer
