"""All evidence as a list, one row with its whole provenance, and the acts in force."""

from itertools import islice
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ortak.mechanisms.actors.services import members_on
from ortak.mechanisms.presentation.conditional import conditional, viewer_of
from ortak.mechanisms.presentation.downloads import csv_answer
from ortak.vision.acts import acts as all_acts
from ortak.vision.catalogue import Wanted, acts_of, asked_for, catalogue, figures_of, versions
from ortak.vision.models import Section
from ortak.vision.provenance import milestone_dict, observation_dict
from ortak.vision.views.shared import NotFound, by_name, guarded, moment, names, page_of, takes, today

PARAMETERS = ("kind", "code", "state", "indicator", "area", "known-on")
LONGEST_CSV = 200_000


def wanted(request: HttpRequest) -> Wanted:
    """The filter that the address asks for; acts, unless it asks for figures."""
    given = {name: request.GET.get(name) for name in ("code", "state", "indicator", "area")}
    known_on = moment(request.GET.get("known-on", ""))
    return asked_for(kind=request.GET.get("kind") or "acts", known_on=known_on, **given)


@guarded
@takes(*PARAMETERS, "page")
@conditional
def index(request: HttpRequest) -> HttpResponse:
    asked = wanted(request)
    rows = acts_of(asked, viewer_of(request)) if asked.kind == "acts" else figures_of(asked, viewer_of(request))
    found = page_of(request, rows)
    as_dict: Any = milestone_dict if asked.kind == "acts" else observation_dict
    query = request.GET.copy()
    query.pop("page", None)
    named = names()
    context = {
        "page": found,
        "rows": [as_dict(row) for row in found.object_list],
        "total": found.paginator.count,
        "asked": asked,
        "area": asked.area or "",
        "names": named,
        "members": by_name(["ORG", *members_on(today())], named),
        "sections": Section.objects.all(),
        "query": query.urlencode() + ("&" if query else ""),
    }
    return render(request, "vision/evidence.html", context)


@guarded
@takes(*PARAMETERS)
@conditional
def as_csv(request: HttpRequest) -> HttpResponse:
    """Every row that the filter shows, not only a page of it."""
    header = [
        "kind",
        "code",
        "date",
        "states",
        "title",
        "value",
        "unit",
        "grade",
        "who",
        "how",
        "source",
        "publisher",
        "address",
        "place",
    ]
    rows = (
        [
            row["kind"],
            row["code"],
            row["date"],
            ";".join(row["states"]),
            row["title"],
            row.get("value"),
            row.get("unit"),
            row["grade"],
            row["who"],
            row["how"],
            row["source"]["title"],
            row["source"]["publisher"],
            row["source"]["address"],
            row["source"]["place"],
        ]
        for row in islice(catalogue(wanted(request), viewer_of(request)), LONGEST_CSV)
    )
    return csv_answer("ortak-evidence.csv", header, rows)


@guarded
@conditional
def page(request: HttpRequest, identity: UUID) -> HttpResponse:
    rows = list(versions(str(identity), viewer_of(request)))
    if not rows:
        raise NotFound(f"no fact or figure {identity}")
    chosen = next(row for row in rows if row["id"] == str(identity))
    context = {"row": chosen, "versions": rows, "names": names(), "current": rows[-1]["id"] == chosen["id"]}
    return render(request, "vision/evidence_row.html", context)


@guarded
@conditional
def acts(request: HttpRequest) -> HttpResponse:
    found = all_acts(viewer_of(request), today=today())
    named = names()
    waiting = [act for act in found if not act["in_force"]]
    context = {
        "waiting": waiting,
        "in_force": [act for act in found if act["in_force"]],
        "names": named,
        "order": {act["id"]: by_name(list(act["signatories"]), named) for act in found},
    }
    return render(request, "vision/acts.html", context)


@guarded
@conditional
def acts_csv(request: HttpRequest) -> HttpResponse:
    header = [
        "agreement",
        "title",
        "signed",
        "in_force",
        "state",
        "status",
        "step",
        "date",
        "source",
        "publisher",
        "address",
    ]
    rows = []
    for act in all_acts(viewer_of(request), today=today()):
        for state, own in act["signatories"].items():
            for step in own["steps"] or [None]:
                source = step["source"] if step else {"title": None, "publisher": None, "address": None}
                rows.append(
                    [act["id"], act["title"], act["signed"], act["in_force"], state, own["status"]]
                    + ([step["step"], step["date"]] if step else [None, None])
                    + [source["title"], source["publisher"], source["address"]]
                )
    return csv_answer("ortak-acts-in-force.csv", header, rows)
