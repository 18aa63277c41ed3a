"""The board, and the whole chain behind a status."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from ortak.engines.progress import GRADES
from ortak.mechanisms.presentation.conditional import viewer_of
from ortak.mechanisms.presentation.parameters import Parameters
from ortak.portal.api.answers import as_json
from ortak.portal.api.forms import (
    Act,
    By,
    Category,
    Cell,
    Figure,
    Form,
    ItemKind,
    Kind,
    Movement,
    Point,
    Stage,
    Texts,
    ThingState,
)
from ortak.portal.api.parameters import Code, KnownOn, Language, Short, Words, today
from ortak.vision.board import ORDERS, WORDS, Filter, as_dict
from ortak.vision.board import board as board_of
from ortak.vision.explain import explain as chain_of

router = Router(tags=["board"], by_alias=True)


class BoardAsked(Parameters):
    """The filters of the board's page."""

    area: Annotated[list[Short], Field(description="Only these areas, e.g. transport.")] = []
    status: Annotated[
        list[Short],
        Field(
            description="Only rows whose actor has one of these.", json_schema_extra={"items": {"enum": list(WORDS)}}
        ),
    ] = []
    evidence: Annotated[
        list[Short],
        Field(description="Only rows founded like this.", json_schema_extra={"items": {"enum": [*GRADES, "none"]}}),
    ] = []
    actor: Annotated[Short, Field(description="Whose column the filters and the order look at.")] = "ORG"
    q: Words = ""
    order: Annotated[
        Short, Field(description="What the rows are ordered by.", json_schema_extra={"enum": list(ORDERS)})
    ] = "vision"
    down: Annotated[bool, Field(description="Turn the order round.")] = False
    known_on: KnownOn = None
    language: Language = "en"


class Row(Form):
    """A directive or priority on the board."""

    code: str
    area: str | None
    title: str
    required: int = Field(description="How many things are required of the Organization.")
    known: int = Field(description="How many of them are known.")
    columns: dict[str, Cell]
    indicators: list[str]


class Board(Form):
    as_of: str
    audience: Literal["public", "named"]
    method_version: str
    directives: list[Row]
    priorities: list[Row]


@router.get("/board", response=Board, summary="The board")
def board(request: HttpRequest, asked: Query[BoardAsked]) -> HttpResponse:
    """Every directive and priority, or those that the filters leave, for the Organization and each member. A priority
    lies in the areas of the directives that serve it."""
    wanted = Filter(
        areas=tuple(asked.area),
        column=asked.actor.upper(),
        statuses=tuple(asked.status),
        grades=tuple(asked.evidence),
        words=asked.q,
        order=asked.order,
        descending=asked.down,
        language=asked.language,
    )
    return as_json(as_dict(board_of(viewer_of(request), today=today(), known_on=asked.known_on, wanted=wanted)))


class KnownAsked(Parameters):
    known_on: KnownOn = None


class Counts(Form):
    """Of how many things required is how much known, and how it stands."""

    required: int
    known: int
    good: int
    against: int
    open: int
    unknown: int
    not_measurable: int
    press_only: int


class Explained(Cell):
    """One status with the rule that decided it."""

    rule: str
    because: str
    counts: Counts


class CountedAct(Act):
    stage: Stage


class ItemSeries(Form):
    """The figures of one item, with what they did since the baseline."""

    movement: Movement
    points: list[Point]
    latest: Figure | None


class Item(Form):
    """Something that would show that a directive is carried out, with what is known of it."""

    item: str
    code: str
    kind: ItemKind
    by: By
    what: str
    titles: Texts
    indicator: str | None
    states: dict[str, ThingState]
    acts: list[CountedAct]
    figures: dict[str, ItemSeries]


class Beside(Form):
    code: str
    title: str
    category: Category = Field(alias="class")
    unit: str


class Context(Form):
    """What else is known: shown beside, never counted."""

    acts: list[Act]
    indicators: list[Beside]


class Chain(Form):
    """Everything behind the statuses of a directive or priority."""

    code: str
    kind: Kind
    area: str | None
    title: str
    titles: Texts
    services: list[str]
    evidence_asked_for: str
    served_by: list[str]
    as_of: str
    method_version: str
    columns: dict[str, Explained]
    items: list[Item]
    context: Context


@router.get("/explain/{code}", response=Chain, summary="Why a status is what it is")
def explain(request: HttpRequest, code: Code, asked: Query[KnownAsked]) -> HttpResponse:
    """The chain: the word, the rule that decided it, every thing required, what is known of it, and each
    source."""
    chain: dict[str, Any] = chain_of(code, viewer_of(request), today=today(), known_on=asked.known_on)
    return as_json(chain)
