"""A page of all operations, with their parameters and what comes back. It is made on the server from the OpenAPI
document, so it needs neither a script nor another site, and never tells anything else than the document."""

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.views.decorators.http import require_safe

from ortak.portal.api.documents import NOTICE, described
from ortak.portal.api.problems import TYPES

TEMPLATE = Path(__file__).parent / "docs.html"
LIMITS = {"minimum": "from", "maximum": "to", "maxLength": "of up to"}
TYPE_NAMES = {"string": "text", "integer": "whole number", "boolean": "true or false", "object": "object by name"}


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The page, in groups of operations."""
    document = described()
    grouped: dict[str, list[tuple[str, str, dict[str, Any]]]] = {}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            grouped.setdefault(operation["tags"][0], []).append((method.upper(), path, operation))
    template = engines["jinja2"].from_string(TEMPLATE.read_text("utf-8"))
    context = {
        "document": document,
        "groups": grouped,
        "problems": TYPES,
        "notice": NOTICE,
        "type_of": type_of,
        "shape_of": lambda operation: shape_of(operation, document),
    }
    return HttpResponse(template.render(context, request))


def type_of(schema: dict[str, Any]) -> str:
    """A type in a few words: a whole number from 1 to 1000; one of done, on_track."""
    if "anyOf" in schema:
        return " or ".join(type_of(each) for each in schema["anyOf"] if each.get("type") != "null")
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if schema.get("type") == "array":
        return f"any number of {type_of(schema.get('items', {})).removeprefix('one of ')}"
    if "enum" in schema:
        return "one of " + ", ".join(map(str, schema["enum"]))
    named = schema.get("format") or schema.get("type", "anything")
    limits = [f"{word} {schema[key]}" for key, word in LIMITS.items() if key in schema]
    return " ".join([TYPE_NAMES.get(named, named), *limits]) + (" characters" if "maxLength" in schema else "")


def shape_of(operation: dict[str, Any], document: dict[str, Any]) -> list[tuple[str, str, str]]:
    """The members of what comes back: name, type, meaning. Empty for what is no JSON object."""
    schema = operation["responses"]["200"].get("content", {}).get("application/json", {}).get("schema", {})
    schema = schema.get("items", schema)
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    members = schema.get("properties", {})
    return [(name, type_of(each), each.get("description", "")) for name, each in members.items()]
