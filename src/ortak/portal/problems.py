"""Pages for what has no page of its own: an address that leads nowhere, a request that is refused, a fault. They need
no database, and the last two nothing that could fail as well. A program that asks the API gets a problem document."""

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

LAST_RESORT = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>A fault of ours | Ortak</title>'
    "<h1>This page could not be made</h1><p>Ortak is independent software, not an official publication."
)
API = "/api/"


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "portal/404.html", status=404)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path.startswith(API):
        host = "The name of the host is not one that this server answers to; whoever runs it sets them in ORTAK_HOSTS."
        return _document(request, 400, host if isinstance(exception, DisallowedHost) else "Nothing was changed.")
    return _apart(request, 400)


def fault(request: HttpRequest) -> HttpResponse:
    if request.path.startswith(API):
        return _document(request, 500, "The fault is in the software, not in the request. Nothing was changed or lost.")
    return _apart(request, 500)


def _document(request: HttpRequest, status: int, detail: str) -> HttpResponse:
    from ortak.portal.api.problems import problem

    return problem(request, status, detail)


def _apart(request: HttpRequest, status: int) -> HttpResponse:
    try:
        return render(request, f"portal/{status}.html", status=status)
    except Exception:  # this is where everything ends that nobody caught
        return HttpResponse(LAST_RESORT, status=status)
