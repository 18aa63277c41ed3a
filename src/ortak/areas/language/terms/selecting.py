"""Choosing concepts: by domain, language, status, source and words, with the words of a search folded once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ortak.areas.language.terms.concepts import IN_USE, STATUSES, Concept, TermBase
from ortak.areas.language.terms.errors import UnknownValue
from ortak.areas.language.terms.languages import LANGUAGES, common_form
from ortak.mechanisms.presentation.folding import plain

STATUS_FILTERS = (IN_USE, *filter(None, STATUSES))


@dataclass(frozen=True)
class Wanted:
    """What concepts are wanted. A concept must have a term in each of the languages; status and source hold for a term
    in one of the languages, or in any where none is named."""

    domain: str = ""
    languages: tuple[str, ...] = ()
    status: str = ""
    source: str = ""
    words: str = ""


def select(base: TermBase, wanted: Wanted) -> tuple[Concept, ...]:
    """The concepts that are wanted, in the order of the files; with words, those first that have a term which is
    exactly that. Raises `UnknownValue`."""
    _check(base, wanted)
    chosen = [concept for concept in base.concepts.values() if _fits(concept, wanted)]
    words = plain(wanted.words).split()
    if not words:
        return tuple(chosen)
    texts = _texts(base)
    found = [concept for concept in chosen if all(word in texts[concept.id] for word in words)]
    whole = f"\n{' '.join(words)}\n"
    return tuple(sorted(found, key=lambda concept: whole not in texts[concept.id]))


def _check(base: TermBase, wanted: Wanted) -> None:
    _known("domain", wanted.domain, base.domains)
    _known("status", wanted.status, STATUS_FILTERS)
    _known("source", wanted.source, base.sources)
    for language in wanted.languages:
        if language not in LANGUAGES:
            raise UnknownValue("language", language, LANGUAGES)


def _known(kind: str, value: str, valid: Collection[str]) -> None:
    if value and value not in valid:
        raise UnknownValue(kind, value, valid)


def _fits(concept: Concept, wanted: Wanted) -> bool:
    if wanted.domain and concept.domain != wanted.domain:
        return False
    if any(language not in concept.by_language for language in wanted.languages):
        return False
    if not wanted.status and not wanted.source:
        return True
    status = "" if wanted.status == IN_USE else wanted.status
    return any(
        (not wanted.languages or term.language in wanted.languages)
        and (not wanted.status or term.status == status)
        and (not wanted.source or term.source == wanted.source)
        for term in concept.terms
    )


def _texts(base: TermBase) -> dict[str, str]:
    """Every term and common form of each concept, a line each, as a search sees it."""
    key = id(base)
    if key not in _INDEX:
        _INDEX.clear()
        _INDEX[key] = (base, {concept.id: _text(concept) for concept in base.concepts.values()})
    return _INDEX[key][1]


_INDEX: dict[int, tuple[TermBase, dict[str, str]]] = {}


def _text(concept: Concept) -> str:
    lines: Sequence[str] = [
        concept.id,
        *(term.text for term in concept.terms),
        *filter(None, (common_form(term.text, term.language) for term in concept.terms)),
        *concept.definitions.values(),
    ]
    return "\n" + "\n".join(dict.fromkeys(map(plain, lines))) + "\n"
