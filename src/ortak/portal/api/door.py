"""The door that every request to the API passes: methods, unusable text, language, conditional answers."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation

from ortak.mechanisms.presentation.conditional import conditional
from ortak.portal.api.problems import problem

View = Callable[..., HttpResponseBase]
#: the interface of programs is in English; texts of the vision come in the language asked for
LANGUAGE = "en"


def door(view: View, language: str | None = LANGUAGE) -> View:
    """The view behind the door. `language` None leaves the reader's own."""
    behind: View = conditional(view)  # type: ignore[arg-type]  # it passes on whatever response it gets

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "\0" in unquote(request.get_full_path()):
            return problem(request, 400, "The address holds a zero byte, which no text may hold.")
        asked = request.method
        # what can be read can be asked for its headers alone; the server leaves the body out
        request.method = "GET" if asked == "HEAD" else asked
        with translation.override(language or translation.get_language()):
            response = behind(request, *args, **kwargs)
        request.method = asked
        if response.status_code == 405:
            response = _other_method(request, response)
        response.headers.setdefault("Content-Language", language or translation.get_language() or LANGUAGE)
        return response

    answer.csrf_exempt = True  # type: ignore[attr-defined]  # nothing here acts on a cookie
    return answer


def _other_method(request: HttpRequest, refused: HttpResponseBase) -> HttpResponse:
    """The methods of a path: as an answer to OPTIONS, else with the refusal."""
    allowed = {method.strip() for method in refused.headers.get("Allow", "").split(",")} - {""}
    allowed |= {"HEAD", "OPTIONS"} if "GET" in allowed else {"OPTIONS"}
    named = ", ".join(sorted(allowed))
    if request.method == "OPTIONS":
        answer = HttpResponse(status=204)
    else:
        answer = problem(request, 405, f"{str(request.method)[:20]} is not offered here; valid are {named}.")
    answer["Allow"] = named
    return answer
