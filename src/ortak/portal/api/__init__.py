"""The HTTP API, version 1: a URLconf, included under `/api/v1/`.

Each file here is a group of operations. A room with an `api.py` brings its own `router`, which stands under its label:
it is found through the app registry."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, re_path
from ninja import NinjaAPI

from ortak.portal.api import actors, board, bulk, docs, documents, evidence, indicators, register, searching, what_ifs
from ortak.portal.api.bodies import JsonInUtf8
from ortak.portal.api.door import door
from ortak.portal.api.problems import explain_errors, problem

api = NinjaAPI(title="Ortak", version="1", urls_namespace="api", openapi_url=None, docs_url=None, parser=JsonInUtf8())
explain_errors(api)
for module in (documents, board, register, evidence, indicators, what_ifs, actors, searching, bulk):
    api.add_router("", module.router)
for config in apps.get_app_configs():
    if config.name.startswith("ortak.") and config.label != "portal" and find_spec(f"{config.name}.api"):
        api.add_router(f"/{config.label}", import_module(f"{config.name}.api").router, tags=[config.label])


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Any other path under the API."""
    return problem(request, 404, "There is no such resource; /api/v1/ lists those that are there.")


def _patterns() -> list[URLPattern | URLResolver]:
    """Every operation behind the door, then the pages about them, then whatever is not there."""
    patterns = api.urls[0]
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            pattern.callback = door(pattern.callback)
    return [
        path("openapi.json", door(documents.openapi), name="openapi"),
        path("docs", door(docs.docs, language=None), name="docs"),
        *patterns,
        re_path(r"", door(nothing_here)),
    ]


urlpatterns = [path("", include((_patterns(), "api")))]
