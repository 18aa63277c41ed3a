"""The language part of the API: convert a text, list the tags."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from ortak.areas.language import term_api
from ortak.areas.language.identifying import UNKNOWN, Line, identify_text
from ortak.areas.language.services import LONGEST, checked_words, convert_text, targets
from ortak.areas.language.taking_apart import taken_apart
from ortak.engines.language.scripts import orthographies
from ortak.mechanisms.presentation.parameters import Parameters

if TYPE_CHECKING:
    from ortak.engines.language.identification import Identification

router = Router(tags=["language"])
router.add_router("/terms", term_api.router)


class ConversionIn(Schema):
    """A text and the BCP 47 tags between which it is converted."""

    text: str = Field(max_length=LONGEST, examples=["Ўзбекистон"])
    source: str = Field(alias="from", examples=["uz-Cyrl"])
    target: str = Field(alias="to", examples=["uz-Latn"])
    lexicon: dict[str, str] = Field(
        default_factory=dict,
        max_length=LONGEST,
        description="Words whose spelling is given, small letters. They go before the rules.",
        examples=[{"суъний": "sunʼiy"}],
    )


class WordOut(Schema):
    """A word of the text and how it is written."""

    given: str
    written: str


class DecisionOut(Schema):
    """A changed letter, the rule that decided, and the first words in which it did."""

    given: str
    written: str
    times: int
    words: list[WordOut]
    note: str
    table: str
    row: int
    source: str


class PlaceOut(Schema):
    """Signs that passed as they are; line and column count from 1, columns in code points."""

    line: int
    column: int
    text: str
    kind: str
    within_word: bool


class LostOut(Schema):
    """A word that the way back does not give exactly, and what it gives."""

    line: int
    column: int
    given: str
    written: str
    back: str


class ConversionOut(Schema):
    """The converted text with its reasons: `chosen` the words that the lexicon decided, `unconverted` what passed as it
    is, `losses` what cannot be converted back, `lost` the words of this text that it concerns, `bijective` whether both
    ways are exact for any text."""

    result: str
    decisions: list[DecisionOut]
    chosen: list[WordOut]
    unconverted: list[PlaceOut]
    losses: list[str]
    lost: list[LostOut]
    bijective: bool


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


class ConversionAsked(Parameters):
    """What the address asks for."""

    text: str = Field(max_length=LONGEST)
    source: str = Field(alias="from")
    target: str = Field(alias="to")


@router.get("/convert", response=ConversionOut, summary="Convert a text (short texts, cacheable)")
def convert_short(request: HttpRequest, asked: Query[ConversionAsked]) -> dict[str, Any]:
    """The text in the target orthography, with the rule behind every changed letter."""
    return _converted(asked.text, asked.source, asked.target)


@router.post("/convert", response=ConversionOut, summary="Convert a text")
def convert(request: HttpRequest, asked: ConversionIn) -> dict[str, Any]:
    """The same for longer texts: the body holds text, from, to, and a lexicon if there is one."""
    return _converted(asked.text, asked.source, asked.target, checked_words(asked.lexicon))


def _converted(text: str, source: str, target: str, lexicon: dict[str, str] | None = None) -> dict[str, Any]:
    conversion = convert_text(text, source, target, lexicon)
    found = conversion.explanation
    decisions = [
        {
            "given": each.given,
            "written": each.written,
            "times": each.times,
            "words": _words(each.words),
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
        "chosen": _words(conversion.chosen),
        "unconverted": [vars(place) for place in found.unconverted],
        "losses": [f"{loss.stage}: {loss.reason}".removeprefix(": ") for loss in found.losses],
        "lost": [{name: getattr(word, name) for name in LostOut.model_fields} for word in conversion.lost],
        "bijective": found.bijective,
    }


class ReadingOut(Schema):
    """A word of the text with one reading: its lemma, its features (Universal Dependencies) and its search key."""

    form: str
    lemma: str
    features: str
    key: str


class WordsAsked(Parameters):
    """A text whose words are to be taken apart."""

    text: str = Field(max_length=LONGEST, examples=["Кітаптарымызды ағаштан жасадық"])
    language: str = Field(alias="lang", max_length=10, description="az, ba, kk, ky, tk, tr, tt, ug or uz.")


@router.get("/words", response=list[ReadingOut], summary="The words of a text taken apart")
def words(request: HttpRequest, asked: Query[WordsAsked]) -> list[dict[str, Any]]:
    """Every word with its likeliest reading, in any script of the language."""
    found = taken_apart(asked.text, asked.language)
    return [{name: getattr(each, name) for name in ReadingOut.model_fields} for each in found]


class CandidateOut(Schema):
    """A tag as kk-Cyrl, its language and script, and its probability; `und` has neither."""

    tag: str
    language: str
    script: str
    confidence: float


class LineOut(CandidateOut):
    """A line of the text, and what else it may be. `number` counts from 1."""

    number: int
    others: list[CandidateOut]


class TextIn(Parameters):
    """A text whose lines are to be identified."""

    text: str = Field(max_length=LONGEST, examples=["Бүгін ауа райы жақсы\nBugün hava güzel"])


@router.get("/identify", response=list[LineOut], summary="The language and script of every line (short texts)")
def identify_short(request: HttpRequest, asked: Query[TextIn]) -> list[dict[str, Any]]:
    """Each line that is not empty with its tag and probability; `und` where that is unknown."""
    return [_line(each) for each in identify_text(asked.text)]


@router.post("/identify", response=list[LineOut], summary="The language and script of every line")
def identify(request: HttpRequest, asked: TextIn) -> list[dict[str, Any]]:
    """The same for longer texts."""
    return [_line(each) for each in identify_text(asked.text)]


def _line(line: Line) -> dict[str, Any]:
    return {"number": line.number, "others": [_candidate(each) for each in line.others], **_candidate(line.found)}


def _candidate(found: "Identification") -> dict[str, Any]:
    language = "" if found.tag == UNKNOWN else found.language
    return {"tag": found.tag, "language": language, "script": found.script, "confidence": found.confidence}


def _words(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"given": given, "written": written} for given, written in pairs]
