"""A member's page: what is known of it, what it owes, and what it has done. Never a rank, never compared with
another."""

from collections import Counter

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from ortak.engines.progress import MISSING, press_only
from ortak.mechanisms.actors.services import members_on
from ortak.mechanisms.actors.viewers import Viewer, visible_to
from ortak.mechanisms.presentation.conditional import conditional, viewer_of
from ortak.vision.acts import acts
from ortak.vision.board import board
from ortak.vision.catalogue import Wanted, acts_of
from ortak.vision.evidence import gather
from ortak.vision.models import EvidenceItem
from ortak.vision.provenance import milestone_dict
from ortak.vision.sentences import rest_sentence
from ortak.vision.standing import things_of
from ortak.vision.views.areas import glance
from ortak.vision.views.shared import NotFound, by_name, guarded, names, today


@guarded
@conditional
def index(request: HttpRequest) -> HttpResponse:
    shown = board(viewer_of(request), today=today())
    named = names()
    members = [code for code in by_name(shown.columns, named) if code != "ORG"]
    return render(request, "vision/states.html", {"members": members, "names": named})


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
    owed = _owed(viewer, code, [row.code for row in shown.directives])
    context = {
        "code": code,
        "names": names(),
        "glance": glance(shown, code),
        "counts": counts,
        "known": sum(row.columns[code].known for row in shown.directives),
        "required": sum(row.columns[code].required for row in shown.directives),
        "rest": rest_sentence([reason for _item, reason in owed]),
        "owes": [item for item, reason in owed if reason == "unknown"],
        "agreements": [act for act in acts(viewer, today=today()) if code in act["signatories"]],
        "acts": [milestone_dict(row) for row in own[:20]],
        "total": own.count(),
    }
    return render(request, "vision/state.html", context)


def _owed(viewer: Viewer, code: str, directives: list[str]) -> list[tuple[EvidenceItem, str]]:
    """What the directives require of the member and is not judged, in the order of the vision, with the reason."""
    basis = gather(visible_to(viewer), [code])
    texts = {item.item: item for group in basis.items.values() for item in group}
    return [
        (texts[thing.item], "press" if press_only(thing) else thing.state)
        for directive in directives
        for thing in things_of(basis, directive, [code])
        if thing.actor == code and (press_only(thing) or thing.state in MISSING)
    ]
