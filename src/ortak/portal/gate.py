"""What every page refuses before it is asked: a method that does more than read, and text that no text may be.

The API has a door of its own (`ortak.portal.api.door`). A page that takes more than reading says so in its attribute
`methods`."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ortak.mechanisms.presentation.guarding import problem

READING = ("GET", "HEAD")
ZERO_BYTE = "the address holds a zero byte, which no text may hold"


class Gate:
    """Middleware: asks what the address leads to, not the page itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Sequence[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """A refusal, or None to let the page answer."""
        if request.resolver_match and "api" in request.resolver_match.app_names:
            return None
        methods = getattr(view, "methods", READING)
        if request.method not in methods:
            answer = render(request, "portal/405.html", {"methods": ", ".join(methods)}, status=405)
            answer["Allow"] = ", ".join(methods)
            return answer
        if "\0" in unquote(request.META.get("QUERY_STRING", "")):
            return problem(request, ZERO_BYTE, 400)
        return None
