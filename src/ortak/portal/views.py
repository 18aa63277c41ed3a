"""The shell's own pages: home, search, participants, method, sources, data, tools."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from ortak.engines.progress import METHOD_VERSION, MOVEMENT_RULES, STATUS_RULES
from ortak.mechanisms.actors.services import roles_on
from ortak.mechanisms.indicators.models import Indicator, Milestone
from ortak.mechanisms.indicators.words import Category
from ortak.mechanisms.presentation.conditional import conditional, viewer_of
from ortak.mechanisms.presentation.formats import language_name
from ortak.portal import navigation
from ortak.portal.across import find_across, guessed, languages
from ortak.portal.searching import find
from ortak.vision.board import board
from ortak.vision.catalogue import Wanted, acts_of, figures_of
from ortak.vision.models import Headline, StandingChange
from ortak.vision.provenance import milestone_dict
from ortak.vision.standing import ensure
from ortak.vision.views.areas import glance
from ortak.vision.views.shared import BadRequest, NotFound, alphabetical, guarded, names, takes, today, words
from ortak.vision.what_ifs import answers, questions

FOLLOW_DEVICE = "device"
THEMES = ("light", "dark", FOLLOW_DEVICE)


@guarded
@conditional
def home(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    shown = board(viewer, today=today())
    key = ensure(viewer, today())
    changes = StandingChange.objects.filter(audience_class=key, column="ORG").order_by("-recorded_at")[:8]
    newest = acts_of(Wanted(), viewer)
    context = {
        "board": shown,
        "counts": shown.counts(),
        "glance": glance(shown),
        "changes": changes,
        "acts": [milestone_dict(row) for row in newest[:6]],
        "what_ifs": answers(questions()[:7]),
        "tools": navigation.tools(),
        "moved": _moved(key),
        "facts": newest.count(),
        "figures": figures_of(Wanted(), viewer).count(),
    }
    return render(request, "portal/home.html", context)


def _moved(key: str) -> list[dict[str, Any]]:
    """Headline figures with the newest periods, as an answer to "what moved"."""
    rows = [
        (code, figure) for code, figure in Headline.objects.filter(audience_class=key).values_list("code", "figure")
    ]
    moved = [(code, figure) for code, figure in rows if "change" in figure and not code.startswith("PRI")]
    moved.sort(key=lambda row: row[1]["period"], reverse=True)
    wanted = {figure["indicator"] for _, figure in moved[:6]}
    titles = {code: texts for code, texts in Indicator.objects.filter(code__in=wanted).values_list("code", "titles")}
    return [{"code": code, "titles": titles[figure["indicator"]], **figure} for code, figure in moved[:6]]


@guarded
@takes("q", "lang", "in")
@conditional
def search(request: HttpRequest) -> HttpResponse:
    asked = words(request)
    found = find(asked, viewer_of(request)) if asked else None
    language, within = _language(request, "lang"), _language(request, "in")
    spoken = language or (guessed(asked) if asked else "")
    listed = {row.code for row in found.commitments} if found else ()
    across = find_across(asked, spoken, within, listed) if asked else []
    context: dict[str, Any] = {"q": asked, "lang": language, "within": within, "found": found, "across": across}
    context |= {"languages": languages(), "name_of": language_name, "guessed": spoken}
    return render(request, "portal/search.html", context)


def _language(request: HttpRequest, name: str) -> str:
    """A language to search in, empty for any. Raises `BadRequest`."""
    given = request.GET.get(name, "")
    if given and given not in languages():
        raise BadRequest(f"{name}={given[:40]!r} is not known; valid are {', '.join(languages())}")
    return given


@conditional
def tools(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/tools.html", {"tools": navigation.tools()})


@conditional
def participants(request: HttpRequest) -> HttpResponse:
    roles: dict[str, list[Any]] = {}
    named = names()
    for role in sorted(roles_on(today()), key=lambda role: alphabetical(named[role.actor.code])):
        roles.setdefault(role.kind, []).append(role)
    return render(request, "portal/participants.html", {"roles": roles, "names": named})


@conditional
def method(request: HttpRequest) -> HttpResponse:
    context = {"rules": STATUS_RULES, "movement_rules": MOVEMENT_RULES, "version": METHOD_VERSION}
    return render(request, "portal/method.html", context)


@conditional
def sources(request: HttpRequest) -> HttpResponse:
    """Producers of the series with licences and editions, and publishers of the facts."""
    series: dict[tuple[str, str], dict[str, Any]] = {}
    for row in Indicator.objects.exclude(producer="").order_by("producer", "code"):
        entry = series.setdefault(
            (row.producer, row.licence),
            {"producer": row.producer, "licence": row.licence, "editions": set(), "indicators": 0},
        )
        entry["editions"].add(row.edition.partition(";")[0])
        entry["indicators"] += 1
    publishers: dict[str, int] = {}
    rows = acts_of(Wanted(), viewer_of(request)).order_by().values_list("id", "source__publisher")
    for _id, publisher in rows:
        publishers[publisher] = publishers.get(publisher, 0) + 1
    context = {
        "series": list(series.values()),
        "publishers": sorted(publishers.items(), key=lambda item: (-item[1], item[0])),
        "assessments": Indicator.objects.filter(category=Category.ASSESSMENT).order_by("code"),
    }
    return render(request, "portal/sources.html", context)


@conditional
def data(request: HttpRequest) -> HttpResponse:
    counts = {"acts": Milestone.objects.current().count(), "indicators": Indicator.objects.count()}
    return render(request, "portal/data.html", {"counts": counts})


@guarded
def theme(request: HttpRequest, theme: str) -> HttpResponse:
    """Fix light or dark colours in this browser, or follow the device again; then back to where the reader was."""
    if theme not in THEMES:
        raise NotFound(f"there are no colours {theme[:40]!r}; there are {', '.join(THEMES)}")
    back = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = f"/{settings.LANGUAGE_CODE}/"
    response = HttpResponseRedirect(back)
    if theme != FOLLOW_DEVICE:
        response.set_cookie("theme", theme, max_age=31_536_000, samesite="Lax", httponly=True)
    else:
        response.delete_cookie("theme")
    return response
