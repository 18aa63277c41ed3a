"""What carrying out a directive would bring: the questions, and the answer to one."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router
from pydantic import Field

from ortak.mechanisms.contract import WhatIf, WhatIfError
from ortak.portal.api.answers import as_json, no_parameters
from ortak.portal.api.forms import Form
from ortak.portal.api.problems import NotHere
from ortak.vision import what_ifs as asking

router = Router(tags=["what-ifs"])
WhatIfCode = Annotated[str, Path(max_length=80, description="Code of the question, e.g. language.common_alphabet.")]


class Parameter(Form):
    """Something that the reader may change; the first choice is the default."""

    name: str
    title: str
    choices: list[str]


class Question(Form):
    code: str
    codes: list[str] = Field(description="Directives and priorities that it is about.")
    question: str
    parameters: list[Parameter] = Field(description="To be given in the address when the answer is asked for.")
    version: str


@router.get("/what-ifs", response=list[Question], summary="The questions")
@no_parameters
def what_ifs(request: HttpRequest) -> HttpResponse:
    """Every question that an engine can answer, with what may be changed."""
    return as_json([_question(each) for each in asking.questions()])


def _question(asked: WhatIf) -> dict[str, Any]:
    return {
        "code": asked.code,
        "codes": list(asked.codes),
        "question": str(asked.question),
        "parameters": [
            {"name": each.name, "title": str(each.title), "choices": list(each.choices)} for each in asked.parameters
        ],
        "version": asked.version,
    }


class Gain(Form):
    title: str
    value: float
    low: float
    high: float
    unit: str
    level: float = Field(description="How sure the interval is, 0 to 1.")


class Effect(Form):
    """What it brings to one state or group: positive is a gain, negative a loss."""

    actor: str
    title: str
    value: float
    low: float
    high: float


class Result(Form):
    headline: str
    gains: list[Gain]
    effects: list[Effect]
    assumptions: list[str]
    accounting: str = Field(description="Results may be compared inside one accounting only.")
    method: str
    engine: str
    engine_version: str
    cost: str | None = Field(description="null: not known.")
    notes: list[str]
    parameters: dict[str, str] | None


class Answer(Form):
    code: str
    codes: list[str]
    question: str
    result: Result


@router.get("/what-ifs/{code}", response=Answer, summary="The answer to one")
def what_if(request: HttpRequest, code: WhatIfCode) -> HttpResponse:
    """Gain with its interval, who gains and who loses, cost where known, and the assumptions. Modelled: it explains,
    and never counts as evidence. The parameters of the question are parameters of the address."""
    try:
        asking.question(code)
    except WhatIfError as error:
        raise NotHere(str(error)) from None
    return as_json(asking.answer(code, request.GET.dict()), sort=True)
