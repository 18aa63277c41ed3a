"""Pages for what has no page of its own: an address that leads nowhere, a request that is refused, a fault. They need
no database, and the last two nothing that could fail as well."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

LAST_RESORT = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>A fault of ours | Ortak</title>'
    "<h1>This page could not be made</h1><p>Ortak is independent software, not an official publication."
)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "portal/404.html", status=404)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _apart(request, 400)


def fault(request: HttpRequest) -> HttpResponse:
    return _apart(request, 500)


def _apart(request: HttpRequest, status: int) -> HttpResponse:
    try:
        return render(request, f"portal/{status}.html", status=status)
    except Exception:  # this is where everything ends that nobody caught
        return HttpResponse(LAST_RESORT, status=status)
