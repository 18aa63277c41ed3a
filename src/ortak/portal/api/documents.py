"""What the API tells of itself: the index, and the OpenAPI document."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe
from ninja import Router
from pydantic import Field

from ortak.mechanisms.contract import MechanismConfig
from ortak.portal.api.answers import as_json, no_parameters
from ortak.portal.api.forms import Form
from ortak.portal.api.problems import MEDIA_TYPE, TYPES, Problem, Wrong

router = Router(tags=["index"])
NOTICE = "Independent software, not an official publication."
ABOUT = (
    "Everything that the pages show, as data: the register of the vision, every public fact and figure with "
    "its source, the status that follows, and the rule that decided it. Forms are those of ortak VERB --json. "
    "Unknown is null, never zero."
)
PROBLEM = {"$ref": "#/components/schemas/Problem"}
HEADERS = {
    "ETag": {"description": "Changes exactly when the answer may have changed.", "schema": {"type": "string"}},
    "Cache-Control": {"description": "To be asked for again each time.", "schema": {"type": "string"}},
}


class Resource(Form):
    path: str
    methods: list[str]
    summary: str


class DeclaredService(Form):
    code: str
    title: str
    area: str
    codes: list[str]
    page: str | None = Field(description="Its page in English; null where it has none yet.")


class Index(Form):
    """What there is, and which services the areas declare."""

    title: str
    version: str
    notice: str
    openapi: str
    documentation: str
    bulk: str
    resources: list[Resource]
    services: list[DeclaredService]


@router.get("/", response=Index, summary="What there is")
@no_parameters
def index(request: HttpRequest) -> HttpResponse:
    """Every operation, and every service with its page, as the apps declare them."""
    document = described()
    return as_json(
        {
            "title": document["info"]["title"],
            "version": document["info"]["version"],
            "notice": NOTICE,
            "openapi": reverse("api:openapi"),
            "documentation": reverse("api:docs"),
            "bulk": reverse("api:bulk"),
            "resources": [
                {
                    "path": path,
                    "methods": [method.upper() for method in operations],
                    "summary": next(iter(operations.values()))["summary"],
                }
                for path, operations in document["paths"].items()
            ],
            "services": list(_services()),
        }
    )


def _services() -> Iterator[dict[str, Any]]:
    for config in apps.get_app_configs():
        if isinstance(config, MechanismConfig):
            for service in config.services:
                yield {
                    "code": service.code,
                    "title": str(service.title),
                    "area": config.label,
                    "codes": list(service.codes),
                    "page": _page(service.url),
                }


def _page(name: str | None) -> str | None:
    try:
        return reverse(name) if name else None
    except NoReverseMatch:
        return None


@lru_cache(maxsize=1)
def described() -> dict[str, Any]:
    """The OpenAPI document: what ninja derives from the operations, with the headers and problems that they share."""
    from ortak.portal.api import api

    document: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema()))
    document["info"]["description"] = f"{NOTICE} {ABOUT}"
    document["components"]["schemas"]["Problem"] = _problem_schema()
    document["components"]["responses"] = {
        "Problem": {"description": "What was wrong, and what is valid.", "content": {MEDIA_TYPE: {"schema": PROBLEM}}}
    }
    for operations in document["paths"].values():
        for method, operation in operations.items():
            _complete(method, operation)
    return document


def _problem_schema() -> dict[str, Any]:
    schema = Problem.model_json_schema()
    wrong = {"type": "array", "items": Wrong.model_json_schema()}
    del schema["$defs"]
    schema["properties"]["errors"] |= {"anyOf": [wrong, {"type": "null"}]}
    return schema


def _complete(method: str, operation: dict[str, Any]) -> None:
    """What the door adds to every operation."""
    responses = operation["responses"]
    if method == "get":
        responses["200"]["headers"] = HEADERS
        responses["304"] = {"description": "The copy that the ETag names is still good."}
    for status in map(str, TYPES):
        responses.setdefault(status, {"$ref": "#/components/responses/Problem"})


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    return as_json(described())
