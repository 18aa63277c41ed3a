"""The language part of the API: convert a text, list the tags."""

from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from ortak.areas.language import term_api
from ortak.areas.language.services import LONGEST, convert_text, targets
from ortak.engines.language.scripts import orthographies

router = Router(tags=["language"])
router.add_router("/terms", term_api.router)


class ConversionIn(Schema):
    """A text and the BCP 47 tags between which it is converted."""

    text: str = Field(max_length=LONGEST, examples=["Ўзбекистон"])
    source: str = Field(alias="from", examples=["uz-Cyrl"])
    target: str = Field(alias="to", examples=["uz-Latn"])


class DecisionOut(Schema):
    """A changed letter and the rule that decided."""

    given: str
    written: str
    times: int
    note: str
    table: str
    row: int
    source: str


class UnconvertedOut(Schema):
    """Signs that passed as they are, and where; lines and columns count from 1."""

    line: int
    column: int
    text: str
    kind: str


class LostOut(Schema):
    """A word that the way back does not give exactly, and what it gives."""

    line: int
    column: int
    given: str
    written: str
    back: str


class ConversionOut(Schema):
    """The converted text with its reasons; `losses` says what cannot be converted back, `lost` which words of this text
    are concerned, and `bijective` that no text is."""

    result: str
    decisions: list[DecisionOut]
    unknown: list[str]
    losses: list[str]
    bijective: bool
    unconverted: list[UnconvertedOut]
    lost: list[LostOut]


class TagOut(Schema):
    """An orthography and the tags it converts to."""

    tag: str
    language: str
    name: str
    status: str
    letters: list[str]
    converts_to: list[str]
    sources: list[str]


@router.get("/tags", response=list[TagOut], summary="The orthographies and their tags")
def tags(request: HttpRequest) -> list[dict[str, Any]]:
    """Every orthography with its letters, its sources and the tags it converts to."""
    reached = targets()
    return [
        {
            "tag": each.tag,
            "language": each.language,
            "name": each.name,
            "status": each.status,
            "letters": [small for _, small in each.pairs],
            "converts_to": reached[each.tag],
            "sources": [f"{source.title}. {source.publisher}, {source.year}" for source in each.sources],
        }
        for each in orthographies()
    ]


class Asked(Schema):
    """What the address asks for."""

    text: str = Field(max_length=LONGEST)
    source: str = Field(alias="from")
    target: str = Field(alias="to")


@router.get("/convert", response=ConversionOut, summary="Convert a text (short texts, cacheable)")
def convert_short(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """The text in the target orthography, with the rule behind every changed letter."""
    return _converted(asked.text, asked.source, asked.target)


@router.post("/convert", response=ConversionOut, summary="Convert a text")
def convert(request: HttpRequest, asked: ConversionIn) -> dict[str, Any]:
    """The same for longer texts: the body holds text, from and to."""
    return _converted(asked.text, asked.source, asked.target)


def _converted(text: str, source: str, target: str) -> dict[str, Any]:
    conversion = convert_text(text, source, target)
    decisions = [
        {
            "given": each.given,
            "written": each.written,
            "times": each.times,
            "note": each.rule.note,
            "table": each.rule.table,
            "row": each.rule.row,
            "source": each.rule.source.title,
        }
        for each in conversion.decisions
    ]
    return {
        "result": conversion.result,
        "decisions": decisions,
        "unknown": list(conversion.unknown),
        "losses": [f"{loss.stage}: {loss.reason}".removeprefix(": ") for loss in conversion.losses],
        "bijective": conversion.explanation.bijective,
        "unconverted": list(conversion.explanation.unconverted),
        "lost": list(conversion.explanation.lost),
    }
