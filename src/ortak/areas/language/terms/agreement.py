"""How far the languages share their terms: for each pair, the share of concepts whose terms are the same word.

Terms are compared in the letters of the proposed common alphabet, small, without apostrophes and hyphens. Two terms are
the same word where nothing differs, and near where at most `NEAR` of the letters of the longer one do (edit distance of
Levenshtein 1966 over its length). Of several terms the closest pair counts. Only terms in use or agreed count: what is
proposed is no usage. Only concepts count for which all the languages have a term, so that every pair is measured on the
same ones. Names of countries, languages and currencies are counted apart: a name is often the same everywhere, and says
little about the words of a field. The interval is Wilson's (1927) at 95 %.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Any

from ortak.areas.language.terms.concepts import Concept
from ortak.areas.language.terms.errors import UnknownValue
from ortak.areas.language.terms.languages import common_form, common_tag
from ortak.areas.language.terms.reading import termbase
from ortak.engines.language.distance import Interval, form_distance
from ortak.engines.language.scripts import orthography, wilson

NEAR = 0.25
"""At most one letter of four differs."""

COUNTED = ("", "agreed")

NAMES = "names"
"""What the names of countries, languages and currencies are counted under, apart from all domains together."""

_NAMED = re.compile(r"(?:countries|languages)\..*|finance\.currency-[a-z]{3}")
_DROPPED = str.maketrans({sign: None for sign in "ʻʼ’‘'`-"})


@dataclass(frozen=True)
class Agreement:
    """How many concepts two languages have terms for, and for how many of them the terms are the same word, or at
    least near. `domain` is empty for all domains together without names, and `NAMES` for the names."""

    domain: str
    one: str
    other: str
    concepts: int
    same: int
    near: int

    @property
    def same_share(self) -> Interval:
        """The share with the same word."""
        return wilson(self.same, self.concepts)

    @property
    def near_share(self) -> Interval:
        """The share with the same word or a near one."""
        return wilson(self.near, self.concepts)


COMPARED = ("az", "kk", "ky", "tk", "tr", "uz")
"""The languages that are compared: the Turkic state languages of members and observers."""


@cache
def compared_form(term: str, language: str) -> str:
    """A term as it is compared.

    >>> compared_form("Oʻzbekiston", "uz"), compared_form("IRAK", "tr")
    ('özbekiston', 'ırak')
    """
    small = orthography(common_tag(language)).lower(common_form(term, language))
    return small.translate(_DROPPED)


def closest(one: Sequence[str], other: Sequence[str]) -> float:
    """The least distance between two sets of forms, 0 to 1; anything beyond `NEAR` is 1.

    >>> closest(["gümrük"], ["gömrük", "keden"]) <= NEAR, closest(["gümrük"], ["keden"])
    (True, 1.0)
    """
    if not set(one).isdisjoint(other):
        return 0.0
    found = 1.0
    for a in one:
        for b in other:
            longer = max(len(a), len(b))
            if abs(len(a) - len(b)) <= NEAR * longer and (distance := form_distance(a, b)) <= NEAR:
                found = min(found, distance)
    return found


def is_name(identity: str) -> bool:
    """Whether a concept is a country or region, a language or a currency.

    >>> is_name("countries.tr"), is_name("finance.currency-try"), is_name("finance.currency-exchange")
    (True, True, False)
    """
    return _NAMED.fullmatch(identity) is not None


def _groups(concept: Concept) -> tuple[str, ...]:
    """What a concept is counted under: its domain and all of them, or the names; a currency is no term of finance."""
    if not is_name(concept.id):
        return (concept.domain, "")
    return (NAMES,) if concept.domain == "finance" else (concept.domain, NAMES)


def agreement(concepts: Sequence[Concept], languages: Sequence[str] = COMPARED) -> Iterator[Agreement]:
    """Count for each domain and pair of the languages, under an empty name for all domains together without names, and
    under `NAMES` for the names."""
    counts: dict[tuple[str, str, str], list[int]] = {}
    for concept in concepts:
        forms = _forms(concept, languages)
        if len(forms) < len(languages):
            continue
        for one, other in combinations(sorted(forms), 2):
            distance = closest(forms[one], forms[other])
            for domain in _groups(concept):
                row = counts.setdefault((domain, one, other), [0, 0, 0])
                row[0] += 1
                row[1] += distance == 0
                row[2] += distance <= NEAR
    for (domain, one, other), (whole, same, near) in counts.items():
        yield Agreement(domain, one, other, whole, same, near)


def _forms(concept: Concept, languages: Sequence[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for term in concept.terms:
        if term.language in languages and term.status in COUNTED:
            found.setdefault(term.language, []).append(compared_form(term.text, term.language))
    return found


@cache
def measured() -> Mapping[tuple[str, str, str], Agreement]:
    """The base that ships, by domain and pair of languages, in the order of the alphabet."""
    rows = agreement(tuple(termbase().concepts.values()))
    ordered = sorted(rows, key=lambda row: (row.domain, row.one, row.other))
    return {(row.domain, row.one, row.other): row for row in ordered}


@dataclass(frozen=True)
class Pair:
    """What is asked of the table: a domain, and a pair of languages; empty for all."""

    domain: str = ""
    languages: tuple[str, ...] = ()


def chosen(asked: Pair) -> tuple[Agreement, ...]:
    """The rows of the table that are asked for. `all` as a domain means all of them together without names, `names` the
    names of countries, languages and currencies. Raises `UnknownValue`."""
    domains = {"all": "", NAMES: NAMES, **{name: name for name in termbase().domains}}
    if asked.domain and asked.domain not in domains:
        raise UnknownValue("domain", asked.domain, domains)
    for language in asked.languages:
        if language not in COMPARED:
            raise UnknownValue("language", language, COMPARED)
    return tuple(
        row
        for row in measured().values()
        if (not asked.domain or row.domain == domains[asked.domain])
        and all(language in (row.one, row.other) for language in asked.languages)
    )


def agreement_dict(row: Agreement) -> dict[str, Any]:
    """A row as data; shares with the ends of their intervals."""
    record: dict[str, Any] = {
        "domain": row.domain or "all",
        "one": row.one,
        "other": row.other,
        "concepts": row.concepts,
    }
    for name, count, share in (("same", row.same, row.same_share), ("near", row.near, row.near_share)):
        record |= {
            name: count,
            f"{name}_share": _rounded(share.value),
            f"{name}_low": _rounded(share.low),
            f"{name}_high": _rounded(share.high),
        }
    return record


def _rounded(share: float) -> float:
    return round(share, 4)
