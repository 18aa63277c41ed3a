"""A member's page: what is known of it, what it owes, and what it has done. Never a rank, never compared with
another."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from ortak.mechanisms.actors.services import members_on
from ortak.mechanisms.presentation.conditional import conditional, viewer_of
from ortak.vision.acts import acts
from ortak.vision.board import board
from ortak.vision.catalogue import Wanted, acts_of
from ortak.vision.provenance import milestone_dict
from ortak.vision.standing import things_of
from ortak.vision.views.areas import glance
from ortak.vision.views.shared import NotFound, by_name, guarded, names, today


@guarded
@conditional
def index(request: HttpRequest) -> HttpResponse:
    shown = board(viewer_of(request), today=today())
    named = names()
    members = [code for code in by_name(shown.columns, named) if code != "ORG"]
    known = {code: (sum(row.columns[code].known for row in shown.directives)) for code in members}
    required = {code: (sum(row.columns[code].required for row in shown.directives)) for code in members}
    context = {"members": members, "names": named, "known": known, "required": required}
    return render(request, "vision/states.html", context)


@guarded
@conditional
def page(request: HttpRequest, code: str) -> HttpResponse:
    members = members_on(today())
    if code.upper() not in members:
        raise NotFound(f"{code!r} is no member on {today()}; members are {', '.join(members)}")
    if code != code.upper():
        return HttpResponsePermanentRedirect(reverse("vision:state", args=[code.upper()]))
    viewer = viewer_of(request)
    shown = board(viewer, today=today())
    counts = Counter(row.columns[code].status for row in shown.directives)
    own = acts_of(Wanted(state=code), viewer)
    context = {
        "code": code,
        "names": names(),
        "glance": glance(shown, code),
        "counts": counts,
        "known": sum(row.columns[code].known for row in shown.directives),
        "required": sum(row.columns[code].required for row in shown.directives),
        "owes": _owes(viewer, code, members),
        "agreements": [act for act in acts(viewer, today=today()) if code in act["signatories"]],
        "acts": [milestone_dict(row) for row in own[:20]],
        "total": own.count(),
    }
    return render(request, "vision/state.html", context)


def _owes(viewer: Any, code: str, members: list[str]) -> list[dict[str, Any]]:
    """What is required of the member and not known: acts and figures, in the order of the vision."""
    from ortak.mechanisms.actors.viewers import visible_to
    from ortak.vision.evidence import gather

    basis = gather(visible_to(viewer), members)
    texts = {item.item: item for group in basis.items.values() for item in group}
    unknown = [
        texts[thing.item]
        for directive in basis.items
        for thing in things_of(basis, directive, [code])
        if thing.actor == code and thing.state == "unknown"
    ]
    return [
        {"item": item.item, "code": item.commitment_id, "titles": item.titles, "kind": item.kind}
        for item in sorted(unknown, key=lambda item: item.order)
    ]
