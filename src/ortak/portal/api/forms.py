"""The forms of what comes back, as the command line writes them: statuses, sources, acts and figures."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from ortak.engines.progress import Grade, Verdict, Word
from ortak.engines.progress.pace import Measure
from ortak.engines.progress.things import State

Who = Literal["state", "organization", "intergovernmental", "independent", "press"]
How = Literal["act", "statistic", "survey", "estimate"]
Medium = Literal["depositary", "gazette", "dataset", "document", "news"]
ActKind = Literal[
    "agreement",
    "signature",
    "approval",
    "deposit",
    "accession",
    "entry_into_force",
    "body",
    "fund",
    "law",
    "programme",
    "decision",
    "event",
    "infrastructure",
]
Step = Literal["signed", "approved", "deposited", "entered"]
Stage = Literal["decided", "started", "done"]
Category = Literal["evidence", "assessment", "context"]
Better = Literal["higher", "lower", "none"]
Kind = Literal["directive", "priority"]
ItemKind = Literal["act", "indicator"]
By = Literal["ORG", "members"]
Texts = Annotated[dict[str, str], Field(description="A text by BCP 47 tag of its language.")]


class Form(BaseModel):
    """What comes back has these members and no others."""

    model_config = ConfigDict(extra="forbid")


class Source(Form):
    """Where something can be looked up, and who says it."""

    title: str
    publisher: str
    published: str | None
    address: str | None
    place: str | None = Field(description="The place in the source.")
    licence: str | None
    who: Who
    form: Medium


class Evidence(Form):
    """What every row of evidence tells of itself."""

    id: str
    grade: Grade | Literal["modelled"] = Field(description="How well it is founded. What is modelled never counts.")
    who: Who
    how: How
    source: Source
    second_source: Source | None
    owner: str
    recorded_at: str
    dataset: str
    method: str | None
    method_version: str | None
    run: str | None
    note: str | None


class Act(Evidence):
    """An act with a date and those whom it binds."""

    kind: ActKind
    code: str
    title: str
    date: str = Field(description="As SDMX writes periods: 2023, 2023-06, 2023-06-12.")
    states: list[str]
    codes: list[str]
    items: list[str] = Field(description="Evidence items that it answers, each with the stage.")
    agreement: str | None
    step: Step | None


class Figure(Evidence):
    """A figure of a state, of a pair of states, or of the Organization."""

    model_config = ConfigDict(json_schema_extra={"title": "Figure"})

    kind: Literal["figure"]
    code: str
    title: str
    date: str = Field(description="As SDMX writes periods: 2023, 2023-06, 2023-06-12.")
    states: list[str] = Field(description="The state; the two states of a pair.")
    value: float
    unit: str
    category: Category = Field(alias="class")


class Movement(Form):
    """What a figure did since the baseline, and the numbers behind it. Rates are a year."""

    verdict: Verdict
    rule: str
    points: int
    first: tuple[float, float] | None
    last: tuple[float, float] | None
    measure: Measure | None
    rate: float | None
    required_rate: float | None
    ratio: float | None
    mark: float | None
    aim: float | None
    because: str = Field(description="The rule in a sentence.")


class Point(Form):
    period: str
    value: float
    grade: Grade


class Cell(Form):
    """One status."""

    status: Word
    grade: Grade | None = Field(description="How well the word is founded; null: nothing is known.")
    known: int
    required: int


class ThingState(Form):
    state: State
    grade: Grade | None
