"""The page of a directive or priority with its whole chain; the priorities; the what-ifs."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from ortak.mechanisms.contract import WhatIfError
from ortak.mechanisms.presentation.conditional import conditional, viewer_of
from ortak.vision.board import board
from ortak.vision.drawings import trend
from ortak.vision.explain import explain, find
from ortak.vision.models import Commitment, Headline, OfficialText, StandingChange
from ortak.vision.outlooks import find_indicator
from ortak.vision.register import service_titles
from ortak.vision.standing import ensure
from ortak.vision.views.shared import NotFound, by_name, guarded, moment, names, takes, today
from ortak.vision.what_ifs import answer, answers, question, questions


@guarded
@takes("known-on")
@conditional
def page(request: HttpRequest, code: str) -> HttpResponse:
    commitment = find(code)
    if code != commitment.code:
        return HttpResponsePermanentRedirect(reverse("vision:commitment", args=[commitment.code]))
    viewer = viewer_of(request)
    known_on = moment(request.GET.get("known-on", ""))
    chain = explain(code, viewer, today=today(), known_on=known_on)
    named = names()
    key = ensure(viewer, today())
    columns = by_name(list(chain["columns"]), named)
    kept = Headline.objects.filter(audience_class=key, code=code).values_list("figure", flat=True)
    headline = None if known_on else kept.first()  # it says what is known now
    measured = find_indicator(headline["indicator"]) if headline else None
    context = {
        "chain": chain,
        "commitment": commitment,
        "columns": columns,
        "names": named,
        "headline": headline,
        "measured": measured,
        "trend": trend(measured, headline["of"], columns, viewer, named) if headline and measured else None,
        "official": _official(code),
        "changes": StandingChange.objects.filter(audience_class=key, code=code).order_by("-recorded_at")[:20],
        "what_ifs": answers([each for each in questions() if code in each.codes]),
        "known_on": request.GET.get("known-on", ""),
        "service_titles": service_titles(),
        "serves": [row.code for row in Commitment.objects.filter(kind="priority") if code in row.served_by],
    }
    return render(request, "vision/commitment.html", context)


def _official(code: str) -> list[OfficialText]:
    """The newest wording as supplied, one a language, the reader's first."""
    newest: dict[str, OfficialText] = {}
    for text in OfficialText.objects.filter(code=code).order_by("version"):
        newest[text.language] = text
    return sorted(newest.values(), key=lambda text: (text.language != get_language(), text.language))


@guarded
@conditional
def priorities(request: HttpRequest) -> HttpResponse:
    shown = board(viewer_of(request), today=today())
    named = names()
    context = {"board": shown, "columns": by_name(shown.columns, named), "names": named}
    return render(request, "vision/priorities.html", context)


@guarded
@conditional
def what_ifs(request: HttpRequest) -> HttpResponse:
    return render(request, "vision/what_ifs.html", {"answers": answers(questions())})


@guarded
@conditional
def what_if(request: HttpRequest, code: str) -> HttpResponse:
    try:
        asked = question(code)
        given: dict[str, str] = {key: str(value) for key, value in request.GET.items() if value}
        found: dict[str, Any] = answer(code, given)
    except WhatIfError as error:
        raise NotFound(str(error)) from None
    return render(request, "vision/what_if.html", {"asked": asked, "answer": found, "given": given, "names": names()})
