"""Answers: the data that the command line writes, as JSON; and long lists in pages."""

import json
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from pydantic import BaseModel, Field

from ortak.mechanisms.presentation.parameters import Parameters
from ortak.portal.api.problems import Invalid

Row = TypeVar("Row")
Answer = TypeVar("Answer", bound=HttpResponseBase)
#: how many rows a page may hold
LARGEST_PAGE = 1000
LARGEST_OFFSET = 10**9


def as_json(value: Any, *, sort: bool = False) -> HttpResponse:
    """A JSON answer. The form is that of the schema, which a test holds against every operation. `sort` is for what may
    come from an engine now and from the database later, which keeps an order of its own: one tag must name the same
    bytes."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=sort)
    return HttpResponse(text, content_type="application/json")


def no_parameters(operation: Callable[..., Answer]) -> Callable[..., Answer]:
    """For an operation without parameters: refuses any."""

    @wraps(operation)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Answer:
        if request.GET:
            raise Invalid(f"there is no parameter {next(iter(request.GET))[:80]!r}; there are none here")
        return operation(request, *args, **kwargs)

    return answer


class Paged(Parameters):
    """Parameters of a list that comes in pages."""

    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="How many rows a page holds.")] = 100
    offset: Annotated[int, Field(ge=0, le=LARGEST_OFFSET, description="How many rows to leave out before it.")] = 0


class Page(BaseModel, Generic[Row]):
    """A part of a list, in an order that stays."""

    count: int = Field(description="How many rows there are in all.")
    next: str | None = Field(description="Address of the next page; null on the last.")
    previous: str | None = Field(description="Address of the page before; null on the first.")
    results: list[Row]


def page(request: HttpRequest, asked: Paged, count: int, results: Sequence[Any]) -> HttpResponse:
    """A page with the addresses of its neighbours, also as `Link` header (RFC 8288)."""
    after, before = asked.offset + asked.limit, max(0, asked.offset - asked.limit)
    beside = {
        "next": _address(request, offset=after) if after < count else None,
        "previous": _address(request, offset=before) if asked.offset else None,
    }
    answer = as_json({"count": count, **beside, "results": results})
    names = {"next": "next", "previous": "prev"}
    if links := [f'<{address}>; rel="{names[rel]}"' for rel, address in beside.items() if address]:
        answer["Link"] = ", ".join(links)
    return answer


def _address(request: HttpRequest, **changes: int) -> str:
    kept = [(name, value) for name, values in request.GET.lists() for value in values if name not in changes]
    query = urlencode([*kept, *changes.items()])
    return request.build_absolute_uri(f"{request.path}?{query}")
