"""The page that says how far the languages share their terms, by pair and by domain."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from ortak.areas.language.term_pages import guarded
from ortak.areas.language.terms import UnknownValue, termbase
from ortak.areas.language.terms.agreement import (
    COMPARED,
    NAMES,
    NEAR,
    Agreement,
    Pair,
    agreement_dict,
    chosen,
    measured,
)
from ortak.mechanisms.presentation.conditional import conditional
from ortak.mechanisms.presentation.downloads import csv_answer
from ortak.mechanisms.presentation.formats import language_name, title

PAIRS = [f"{one}-{other}" for one, other in combinations(COMPARED, 2)]
FIRST = "az-tr"
ALPHABET = " abcçdefgğhıijklmnoöpqrsştuüvwxyz"


@guarded
@conditional
def index(request: HttpRequest) -> HttpResponse:
    """Every pair in one domain and one pair in every domain, both by their names and never by the result."""
    domain, pair = request.GET.get("domain", ""), request.GET.get("pair", "") or FIRST
    if pair not in PAIRS:
        raise UnknownValue("pair", pair, PAIRS)
    one, other = pair.split("-")
    pairs = sorted(chosen(Pair(domain or "all")), key=lambda row: in_order(pair_name(row.one, row.other)))
    rows = chosen(Pair(languages=(one, other)))
    domains = sorted(rows, key=lambda row: (row.domain != "", row.domain != NAMES, in_order(domain_name(row.domain))))
    measured_domains = {row.domain for row in measured().values()} - {""}
    context: dict[str, Any] = {
        "pairs": pairs,
        "domains": domains,
        "domain": domain,
        "pair": pair,
        "shares": range_of(pairs),
        "choices": sorted(PAIRS, key=lambda each: in_order(pair_name(*each.split("-")))),
        "base": termbase(),
        "measured_domains": sorted(measured_domains, key=lambda each: in_order(domain_name(each))),
        "domain_name": domain_name,
        "names": NAMES,
        "pair_name": pair_name,
        "percent": percent,
        "near": round(100 * NEAR),
    }
    return render(request, "language/agreement.html", context)


def pair_name(one: str, other: str) -> str:
    """A pair of languages in the reader's words."""
    return gettext("%(one)s and %(other)s") % {"one": language_name(one), "other": language_name(other)}


def domain_name(domain: str) -> str:
    """A row of the table of domains in the reader's words."""
    if domain in ("", "all"):
        return gettext("All domains, without names")
    if domain == NAMES:
        return gettext("Names of countries, languages and currencies")
    return title(termbase().domains[domain].titles)


def in_order(name: str) -> tuple[int, ...]:
    """The place of a name in the alphabet, with the letters of Turkish in their places.

    >>> sorted(["Özbekçe", "Türkçe", "Kırgızca", "Kazakça"], key=in_order)
    ['Kazakça', 'Kırgızca', 'Özbekçe', 'Türkçe']
    """
    small = name.replace("I", "ı").replace("İ", "i").lower()
    return tuple(ALPHABET.find(letter) for letter in small)


def range_of(rows: Sequence[Agreement]) -> tuple[float, float] | None:
    """The least and the greatest share of the same word, without saying whose they are."""
    found = [row.same_share.value for row in rows]
    return (min(found), max(found)) if found else None


def percent(share: float) -> float:
    """A share as percent."""
    return 100 * share


@conditional
def as_csv(request: HttpRequest) -> HttpResponse:
    """Every domain and pair."""
    rows = [agreement_dict(row) for row in measured().values()]
    return csv_answer("ortak-terms-agreement.csv", list(rows[0]), (list(row.values()) for row in rows))
