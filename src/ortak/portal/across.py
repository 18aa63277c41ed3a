"""Search that crosses languages: a Turkish word finds the Kazakh title and the Uzbek term, and says why.

What is searched is public: the titles of the register in every language, and the terms of the Turkic languages. The
index lies in the data folder under the digest of what was loaded, engines included, so a page never reads an old one;
loading makes it.
"""

import shutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ortak.areas.language.terms import MEMBERS, TURKIC, termbase
from ortak.portal import environment
from ortak.vision.loading import loaded_digest
from ortak.vision.models import Commitment

MOST = 20
ANSWERS = 4
LOOKED_AT = 120  # several hits are often one concept in several languages
SOURCES = {"cldr": "Unicode CLDR", "django": "Django", "panlex-swadesh": "PanLex"}
LEAST_SURE = 0.6  # of a word; below this the likeness is chance more often than not


@dataclass(frozen=True)
class Piece:
    """A part of a text; `answers` marks the words that the query found."""

    text: str
    answers: bool


@dataclass(frozen=True)
class Answer:
    """A text that answers the words asked: its language, its pieces, and why, in words."""

    language: str
    pieces: tuple[Piece, ...]
    why: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Across:
    """A directive, a priority or a concept, its page, its name by language, and its texts that answer, those in other
    languages than the words asked first."""

    code: str
    kind: str
    address: str
    titles: Mapping[str, str]
    answers: tuple[Answer, ...]


def languages() -> tuple[str, ...]:
    """The languages that can be asked in and searched, members' first."""
    return tuple(dict.fromkeys(code.partition("-")[0] for code in (*MEMBERS, *TURKIC, "hu", "ru", "en")))


def guessed(asked: str) -> str:
    """The likeliest language of the words asked."""
    from ortak.engines.language.searching import guess

    return guess(asked)


def build() -> bool:
    """Make the index of what is loaded now, if it is not there yet. Older ones are removed."""
    folder = _folder()
    if folder.exists():
        return False
    from ortak.engines.language.searching import Document, Index

    making = folder.with_name(f"{folder.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    Index(making).add(Document(*each) for each in documents())
    making.rename(folder)
    for other in folder.parent.iterdir():
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
    return True


def documents() -> Iterator[tuple[str, str, str]]:
    """What is searched: an id, a language, a text."""
    for code, titles in Commitment.objects.order_by("code").values_list("code", "titles"):
        for language, text in sorted(titles.items()):
            yield f"vision {code} {language}", language, text
    for concept in termbase().concepts.values():
        for number, term in enumerate(concept.terms):
            yield f"term {concept.id} {number}", term.language, term.text


def find_across(asked: str, language: str = "", within: str = "", known: Collection[str] = ()) -> list[Across]:
    """What has titles or terms whose words answer the words asked, the best first: of any language or only `within`
    one, a concept also where it is named in another. Without a `language` that of the words is guessed; of `known`
    directives and priorities the titles in it are left out. Nothing where no index was made."""
    folder = _folder()
    if not folder.exists():
        return []
    from ortak.engines.language.searching import search

    language = language or guessed(asked)
    answers: dict[tuple[str, str], list[Answer]] = {}
    for hit in search(_opened(folder), asked, language, LOOKED_AT):
        kind, code, _rest = hit.id.split(" ", 2)
        spoken = hit.language.partition("-")[0]
        sure = [reason for reason in hit.why if reason.weight >= LEAST_SURE]
        if not sure or (kind == "vision" and (code in known if spoken == language else within not in ("", spoken))):
            continue
        why = tuple(dict.fromkeys(_in_words(reason) for reason in sure))
        answer = Answer(hit.language, _pieces(hit.text, sure), why)
        answers.setdefault((kind, code), []).append(answer)
    if within:
        answers = {thing: kept for thing, found in answers.items() if (kept := _only(within, *thing, found))}
    things = list(answers)[:MOST]
    titles = dict(Commitment.objects.filter(code__in=[code for _, code in things]).values_list("code", "titles"))
    return [_across(kind, code, titles, language, answers[kind, code]) for kind, code in things]


def _across(kind: str, code: str, titles: Mapping[str, Any], language: str, answers: list[Answer]) -> Across:
    first = sorted(answers, key=lambda each: each.language.partition("-")[0] == language)[:ANSWERS]
    if kind == "vision":
        return Across(code, kind, reverse("vision:commitment", args=[code]), titles[code], tuple(first))
    names = {term.language: term.text for term in reversed(termbase().concept(code).terms)}
    return Across(code, kind, reverse("language:concept", args=[code]), names, tuple(first))


def _only(within: str, kind: str, code: str, found: list[Answer]) -> list[Answer]:
    """The answers in one language; of a concept that was found in another language, its terms in that one."""
    kept = [answer for answer in found if answer.language.partition("-")[0] == within]
    if kept or kind == "vision":
        return kept
    why = (_("a term of the concept that “%(document)s” names") % {"document": found[0].text}, *found[0].why)
    terms = (term for term in termbase().concept(code).terms if term.language.partition("-")[0] == within)
    return [Answer(term.language, (Piece(term.text, True),), why) for term in terms][:1]


def _folder() -> Path:
    return environment.data_home() / "search" / loaded_digest()[:16]


@lru_cache(maxsize=1)
def _opened(folder: Path) -> Any:
    from ortak.engines.language.searching import Index

    return Index(folder)


def _in_words(reason: Any) -> str:
    words = {"query": reason.query, "document": reason.document}
    if reason.how == "same word":
        return _("“%(document)s” is the same word as “%(query)s”") % words
    if reason.how == "lexicon" and reason.thing:
        words |= {"thing": reason.thing, "source": SOURCES.get(reason.source, reason.source)}
        return _("“%(document)s” and “%(query)s” are names of the same thing: “%(thing)s” in %(source)s") % words
    if reason.how in ("lexicon", "sentence model"):
        return _("“%(document)s” and “%(query)s” mean much the same to a model of many languages") % words
    if not reason.changes:
        return _("“%(document)s” sounds as “%(query)s” does") % words
    changes = ", ".join(dict.fromkeys(change.replace(":", " : ") for change in reason.changes))
    return _("“%(document)s” answers “%(query)s” by sounds that correspond: %(changes)s") % (
        words | {"changes": changes}
    )


def _pieces(text: str, reasons: list[Any]) -> tuple[Piece, ...]:
    done, pieces = 0, []
    for start, end in sorted({(reason.start, reason.end) for reason in reasons}):
        if start >= done:
            pieces += [Piece(text[done:start], False), Piece(text[start:end], True)]
            done = end
    pieces.append(Piece(text[done:], False))
    return tuple(piece for piece in pieces if piece.text)
