"""Conditional answers: the ETag of a page changes when something that its viewer may see changes, or the software
does."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import get_language

from ortak.mechanisms.actors.viewers import PUBLIC, Viewer, state_of, visible_to

View = Callable[..., HttpResponse]


def viewer_of(request: HttpRequest) -> Viewer:
    """Who looks. Until sign-in comes every reader is the public."""
    return getattr(request, "viewer", PUBLIC)


@lru_cache(maxsize=1)
def software() -> str:
    """A digest of the installed code and templates: a new version never answers "not modified" for an old page."""
    from importlib.resources import files
    from pathlib import Path

    digest = hashlib.sha256()
    root = Path(str(files("ortak")))
    for file in sorted(root.rglob("*")):
        if file.suffix in (".py", ".html", ".css", ".csv", ".mo", ".svg"):
            state = file.stat()
            digest.update(f"{file.relative_to(root)}|{state.st_size}|{state.st_mtime_ns}".encode())
    return digest.hexdigest()[:12]


def etag_of(request: HttpRequest) -> str:
    """The ETag of the request for its viewer. The civil day is in it: "as of", and days counted since a signature,
    turn."""
    theme, day = request.COOKIES.get("theme", ""), datetime.now(UTC).date().isoformat()
    state = state_of(visible_to(viewer_of(request)))
    parts = [software(), state, day, str(get_language()), theme, request.get_full_path()]
    return quote_etag(hashlib.sha256("|".join(parts).encode()).hexdigest()[:32])


def conditional(view: View) -> View:
    """Answer 304 where the reader has the page already; else send it with its ETag, to be asked for again each time."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        etag = etag_of(request)
        given = parse_etags(request.headers.get("If-None-Match", ""))
        if etag in given or f"W/{etag}" in given:
            response = HttpResponse(status=304)
        else:
            response = view(request, *args, **kwargs)
            # "*" holds for a page that is there, whatever its tag (RFC 9110, 13.1.2)
            if "*" in given and response.status_code == 200:
                response = HttpResponse(status=304)
        if response.status_code in (200, 304):
            response["ETag"] = etag
            patch_cache_control(response, no_cache=True)
            if viewer_of(request) != PUBLIC:
                patch_cache_control(response, private=True)
        return response

    return answer
