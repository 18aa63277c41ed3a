"""The register: directives, priorities, one of them with all its words; and the fixed words with their rules."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from ortak.engines.progress import METHOD_VERSION, MOVEMENT_RULES, STATUS_RULES, Grade, Verdict, Word
from ortak.engines.progress.things import State
from ortak.mechanisms.presentation.folding import holds
from ortak.mechanisms.presentation.parameters import Parameters
from ortak.portal.api.answers import as_json, no_parameters
from ortak.portal.api.forms import By, Form, ItemKind, Kind, Texts
from ortak.portal.api.parameters import Code, Language, Short, Words
from ortak.portal.api.problems import Invalid
from ortak.portal.navigation import services
from ortak.vision import words
from ortak.vision.explain import find
from ortak.vision.models import Commitment, EvidenceItem, OfficialText, Section
from ortak.vision.register import service_titles

router = Router(tags=["register"])


class PrioritiesAsked(Parameters):
    q: Words = ""
    language: Language = "en"


class DirectivesAsked(PrioritiesAsked):
    area: Annotated[list[Short], Field(description="Only these areas, e.g. transport.")] = []


class Listed(Form):
    """A directive or priority in our own words, as `ortak vision list --json` writes it."""

    code: str
    kind: Kind
    area: str | None
    title: str
    language: str = Field(description="BCP 47 tag of the title.")
    services: list[str]
    served_by: list[str]


@router.get("/directives", response=list[Listed], summary="The 123 directives")
def directives(request: HttpRequest, asked: Query[DirectivesAsked]) -> HttpResponse:
    """Every directive in our own words, in the order of the vision."""
    areas = list(Section.objects.values_list("area", flat=True))
    if wrong := [area for area in asked.area if area not in areas]:
        raise Invalid(f"area {wrong[0]!r} does not exist; valid are {', '.join(areas)}")
    rows = Commitment.objects.filter(kind=Commitment.Kind.DIRECTIVE)
    return as_json(_listed(rows.filter(section__in=asked.area) if asked.area else rows, asked))


@router.get("/priorities", response=list[Listed], summary="The 52 priorities")
def priorities(request: HttpRequest, asked: Query[PrioritiesAsked]) -> HttpResponse:
    """Every priority in our own words, with the directives that serve it."""
    return as_json(_listed(Commitment.objects.filter(kind=Commitment.Kind.PRIORITY), asked))


def _listed(rows: Iterable[Commitment], asked: PrioritiesAsked) -> list[dict[str, object]]:
    return [
        {
            "code": row.code,
            "kind": row.kind,
            "area": row.section_id,
            "title": row.titles.get(asked.language) or row.titles["en"],
            "language": asked.language if asked.language in row.titles else "en",
            "services": row.services,
            "served_by": row.served_by,
        }
        for row in rows
        if holds(asked.q, row.code, *row.titles.values())
    ]


class Service(Form):
    code: str
    title: str
    built: bool


class RequiredItem(Form):
    item: str
    kind: ItemKind
    by: By
    what: str
    indicator: str | None = Field(description="The figure that should move; null: nobody measures it yet.")
    note: str | None


class Supplied(Form):
    """The wording of the document itself in one language, as it was supplied."""

    language: str
    text: str
    supplied_by: str | None
    version: int
    recorded_at: str


class Registered(Form):
    """All that the register holds of a directive or priority."""

    code: str
    kind: Kind
    area: str | None
    titles: Texts
    title_states: Annotated[
        dict[str, str], Field(description="How each title came about: original, machine, reviewed.")
    ]
    services: list[Service]
    evidence_asked_for: str | None
    items: list[RequiredItem]
    served_by: list[str] = Field(description="Of a priority: the directives that serve it.")
    serves: list[str] = Field(description="Of a directive: the priorities that it serves.")
    official: list[Supplied] = Field(description="Version as supplied; empty while nobody has imported the document.")


@router.get("/vision/{code}", response=Registered, summary="One directive or priority")
@no_parameters
def vision(request: HttpRequest, code: Code) -> HttpResponse:
    """All that the register holds: titles, services, what would show that it is carried out, the wording as
    supplied."""
    row = find(code)
    priorities = Commitment.objects.filter(kind=Commitment.Kind.PRIORITY).values_list("code", "served_by")
    return as_json(
        {
            "code": row.code,
            "kind": row.kind,
            "area": row.section_id,
            "titles": row.titles,
            "title_states": row.title_states,
            "services": [_service(service) for service in row.services],
            "evidence_asked_for": row.evidence or None,
            "items": [_item(item) for item in row.items.order_by("order")],
            "served_by": row.served_by,
            "serves": [priority for priority, served_by in priorities if row.code in served_by],
            "official": _official(row.code),
        }
    )


def _service(code: str) -> dict[str, object]:
    built = services().get(code)
    return {
        "code": code,
        "title": str(built.title) if built else service_titles().get(code, code),
        "built": bool(built),
    }


def _item(item: EvidenceItem) -> dict[str, object]:
    return {
        "item": item.item,
        "kind": item.kind,
        "by": item.by,
        "what": item.titles["en"],
        "indicator": item.indicator or None,
        "note": item.note or None,
    }


def _official(code: str) -> list[dict[str, object]]:
    newest = {text.language: text for text in OfficialText.objects.filter(code=code).order_by("language", "version")}
    return [
        {
            "language": text.language,
            "text": text.text,
            "supplied_by": text.supplied_by or None,
            "version": text.version,
            "recorded_at": text.recorded_at.isoformat(timespec="seconds"),
        }
        for text in newest.values()
    ]


class StatusWord(Form):
    word: Word
    label: str


class GradeWord(Form):
    word: Grade
    label: str


class StateWord(Form):
    word: State
    label: str


class VerdictWord(Form):
    word: Verdict
    label: str


class StatusRule(Form):
    id: str
    word: Word
    sentence: str


class MovementRule(Form):
    id: str
    sentence: str


class FixedWords(Form):
    """The words of the board and the rules behind them; the first status rule that holds decides."""

    method_version: str
    statuses: list[StatusWord]
    grades: list[GradeWord] = Field(description="How well something is founded, weakest first.")
    states: list[StateWord] = Field(description="States of one thing that is required.")
    verdicts: list[VerdictWord] = Field(description="What a figure did since the baseline.")
    status_rules: list[StatusRule]
    movement_rules: list[MovementRule]


@router.get("/status-words", response=FixedWords, summary="The fixed words and their rules")
@no_parameters
def status_words(request: HttpRequest) -> HttpResponse:
    """Every word that a status, a grade, a thing or a movement can have, and the rules that decide."""
    return as_json(
        {
            "method_version": METHOD_VERSION,
            "statuses": _labelled(words.STATUSES),
            "grades": _labelled(words.GRADES),
            "states": _labelled(words.THINGS),
            "verdicts": _labelled(words.VERDICTS),
            "status_rules": [{"id": rule.id, "word": rule.word, "sentence": rule.sentence} for rule in STATUS_RULES],
            "movement_rules": [{"id": rule, "sentence": sentence} for rule, sentence in MOVEMENT_RULES.items()],
        }
    )


def _labelled(labels: Mapping[str, Any]) -> list[dict[str, str]]:
    return [{"word": word, "label": str(label)} for word, label in labels.items()]
