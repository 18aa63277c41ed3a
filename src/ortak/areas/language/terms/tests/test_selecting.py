"""Choosing concepts: the filters, counted again by hand, and words in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.areas.language.terms import LANGUAGES, UnknownConcept, UnknownValue, Wanted, select, termbase


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("gümrük", "customs.customs"),
        ("GUMRUK", "customs.customs"),
        ("gömrük", "customs.customs"),
        ("keden", "customs.customs"),  # Kazakh in the common alphabet
        ("кеден бажы", "customs.customs"),
        ("تاموژنا", "customs.customs"),
        ("iqlim oʻzgarishi", "environment.climate-change"),
        ("iqlim o'zgarishi", "environment.climate-change"),
        ("U+1F6C3", None),
        ("customs.customs", "customs.customs"),
        ("nosuchword", None),
    ],
)
def test_words_are_found_in_any_script(words: str, first: str | None) -> None:
    found = select(termbase(), Wanted(words=words))
    assert (found[0].id if found else None) == first


def test_filters_are_what_they_say() -> None:
    base = termbase()
    concepts = list(base.concepts.values())
    both = select(base, Wanted(languages=("kk", "uz")))
    assert list(both) == [c for c in concepts if {"kk", "uz"} <= {term.language for term in c.terms}]
    energy = select(base, Wanted(domain="energy", status="in_use"))
    assert list(energy) == [
        c for c in concepts if c.id.startswith("energy.") and any(not term.status for term in c.terms)
    ]
    agreed = select(base, Wanted(languages=("ru",), status="agreed", source="tir-1975"))
    assert list(agreed) == [
        c for c in concepts if any((t.language, t.status, t.source) == ("ru", "agreed", "tir-1975") for t in c.terms)
    ]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Wanted(domain="x"), "unknown domain 'x'; valid are agriculture, calendar"),
        (Wanted(languages=("kk", "de")), "unknown language 'de'; valid are en, tr, az"),
        (Wanted(status="good"), "unknown status 'good'; valid are in_use, proposed, agreed, deprecated"),
        (Wanted(source="x"), "unknown source 'x'; valid are cldr-annotations"),
    ],
)
def test_what_nothing_has_is_said(wanted: Wanted, said: str) -> None:
    with pytest.raises(UnknownValue, match=said):
        select(termbase(), wanted)


def test_an_unknown_concept_says_what_is_near() -> None:
    with pytest.raises(UnknownConcept, match=r"did you mean energy.wind-turbine"):
        termbase().concept("energy.wind-turbin")


@given(st.text(max_size=20), st.lists(st.sampled_from(sorted(LANGUAGES)), max_size=3))
def test_any_words_choose_a_part(words: str, languages: list[str]) -> None:
    wanted = Wanted(languages=tuple(languages), words=words)
    found = select(termbase(), wanted)
    assert len({concept.id for concept in found}) == len(found) <= len(termbase().concepts)
