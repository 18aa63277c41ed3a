"""The page that says how far the languages share their terms, by pair and by domain."""

from itertools import combinations
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from ortak.areas.language.term_pages import guarded
from ortak.areas.language.terms import UnknownValue, termbase
from ortak.areas.language.terms.agreement import COMPARED, NEAR, Pair, agreement_dict, chosen, measured
from ortak.mechanisms.presentation.conditional import conditional
from ortak.mechanisms.presentation.downloads import csv_answer
from ortak.mechanisms.presentation.formats import language_name

PAIRS = [f"{one}-{other}" for one, other in combinations(COMPARED, 2)]
FIRST = "az-tr"


@guarded
@conditional
def index(request: HttpRequest) -> HttpResponse:
    """Every pair in one domain, the most alike first, and one pair in every domain."""
    domain, pair = request.GET.get("domain", ""), request.GET.get("pair", "") or FIRST
    if pair not in PAIRS:
        raise UnknownValue("pair", pair, PAIRS)
    one, other = pair.split("-")
    pairs = sorted(chosen(Pair(domain or "all")), key=lambda row: -row.same)
    domains = sorted(chosen(Pair(languages=(one, other))), key=lambda row: (row.domain != "", -row.same_share.value))
    context: dict[str, Any] = {
        "pairs": pairs,
        "domains": domains,
        "domain": domain,
        "pair": pair,
        "choices": PAIRS,
        "base": termbase(),
        "measured_domains": sorted({row.domain for row in measured().values()} - {""}),
        "pair_name": pair_name,
        "percent": percent,
        "near": round(100 * NEAR),
    }
    return render(request, "language/agreement.html", context)


def pair_name(one: str, other: str) -> str:
    """A pair of languages in the reader's words."""
    return gettext("%(one)s and %(other)s") % {"one": language_name(one), "other": language_name(other)}


def percent(share: float) -> float:
    """A share as percent."""
    return 100 * share


@conditional
def as_csv(request: HttpRequest) -> HttpResponse:
    """Every domain and pair."""
    rows = [agreement_dict(row) for row in measured().values()]
    return csv_answer("ortak-terms-agreement.csv", list(rows[0]), (list(row.values()) for row in rows))
