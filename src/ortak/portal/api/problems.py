"""Errors as problem documents (RFC 9457): what was wrong, what is valid.

    a wrong request             400  malformed-request     a zero byte, a body that is no JSON
    a thing that is not there   404  not-found             with what is near
    a method that is not there  405  method-not-allowed    with those that are
    a body that is too large    413  too-large
    a body of another kind      415  unsupported-media     only JSON in UTF-8 is read
    a value that cannot be      422  invalid-parameter     with what is valid

Whatever class of our own a room raises for what a caller can mend becomes one of these; anything else is a bug."""

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from pydantic import BaseModel, Field

from ortak.vision.explain import UnknownCode
from ortak.vision.outlooks import UnknownIndicator

MEDIA_TYPE = "application/problem+json"
#: the path of the page that explains each type of problem
EXPLAINED = "/api/v1/docs"
TYPES = {
    400: ("malformed-request", "The request is malformed"),
    404: ("not-found", "There is nothing here"),
    405: ("method-not-allowed", "This method is not offered here"),
    413: ("too-large", "The request is too large"),
    415: ("unsupported-media", "A body of this kind is not read here"),
    422: ("invalid-parameter", "A value cannot be used"),
}
LONGEST_DETAIL = 1000


class NotHere(Exception):
    """Something that does not exist."""


class Malformed(Exception):
    """A request that cannot be read."""


class OtherMedia(Exception):
    """A body that is not of the kind that is read here."""


class Invalid(Exception):
    """A value that cannot be used."""


class Wrong(BaseModel):
    """One wrong value."""

    where: str = Field(description="The part of the request and the name, e.g. query limit.")
    what: str = Field(description="What was wrong, and what is valid.")


class Problem(BaseModel):
    """What went wrong, for people and programs (RFC 9457)."""

    type: str = Field(description="Address that explains this type of problem.")
    title: str = Field(description="The type of problem in words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What was wrong this time, and what is valid.")
    instance: str = Field(description="The path that was asked.")
    errors: list[Wrong] | None = Field(None, description="Each wrong value, where there may be several.")


def problem(request: HttpRequest, status: int, detail: str, errors: Sequence[Wrong] = ()) -> HttpResponse:
    """A problem document."""
    kind, title = TYPES.get(status, ("problem", "The request cannot be answered"))
    document: dict[str, Any] = {
        "type": f"{EXPLAINED}#{kind}",
        "title": title,
        "status": status,
        "detail": _shortened(detail),
        "instance": _shortened(request.path),
    }
    if errors:
        document["errors"] = [wrong.model_dump() for wrong in errors]
    answer = HttpResponse(json.dumps(document), content_type=MEDIA_TYPE, status=status)
    answer["Cache-Control"] = "no-cache"
    return answer


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_DETAIL else text[:LONGEST_DETAIL] + "…"


def explain_errors(api: NinjaAPI) -> None:
    """Let the API answer every error that a caller can mend with a problem document."""
    by_class: dict[type[Exception], int] = {
        NotHere: 404,
        UnknownCode: 404,
        UnknownIndicator: 404,
        Http404: 404,
        Malformed: 400,
        SuspiciousOperation: 400,
        Invalid: 422,
    }
    for kind, status in by_class.items():
        api.add_exception_handler(kind, partial(_answered, status))
    api.add_exception_handler(RequestDataTooBig, _too_big)
    api.add_exception_handler(HttpError, _of_ninja)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(ValueError, _of_ours)


def _answered(status: int, request: HttpRequest, error: Any) -> HttpResponse:
    return problem(request, status, str(error) or TYPES[status][1])


def _too_big(request: HttpRequest, error: Any) -> HttpResponse:
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
    return problem(request, 413, f"The body has more than {limit:,} bytes, which is all that is read.")


def _of_ninja(request: HttpRequest, error: Any) -> HttpResponse:
    if isinstance(error.__cause__, OtherMedia):  # ninja wraps whatever happens while a body is read
        return problem(request, 415, str(error.__cause__))
    return problem(request, error.status_code, error.message)


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    found = [Wrong(where=_where(each), what=_said(each)) for each in error.errors]
    return problem(request, 422, "; ".join(f"{each.where}: {each.what}" for each in found), found)


def _where(error: dict[str, Any]) -> str:
    """The part of the request and the name; the name of the group of parameters says nothing to a caller."""
    return " ".join(str(part) for part in error["loc"] if part != "asked")


def _said(error: dict[str, Any]) -> str:
    """The sentence of a validator of ours, else that of the library."""
    return str(error["msg"]).removeprefix("Value error, ")


def _of_ours(request: HttpRequest, error: Any) -> HttpResponse:
    """Errors of the rooms say what is valid; any other is a bug and shows itself."""
    if not type(error).__module__.startswith("ortak."):
        raise error
    return problem(request, 422, str(error))
