"""How alike the terms are: counted by hand on a small base, again in another way on the whole one."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.areas.language.terms import Concept, Term, UnknownValue, termbase
from ortak.areas.language.terms.agreement import (
    COMPARED,
    NAMES,
    NEAR,
    Agreement,
    Pair,
    agreement,
    agreement_dict,
    chosen,
    closest,
    compared_form,
    measured,
)
from ortak.engines.language.distance import form_distance


def concept(name: str, **terms: str) -> Concept:
    return Concept(f"energy.{name}", "energy", tuple(Term(tag, text, "", "s", "") for tag, text in terms.items()))


def test_counted_by_hand() -> None:
    """kömür, kömür, көмір: Turkish and Azerbaijani agree, Kazakh kömir is near both; gaz and газ are the same word."""
    rows = list(
        agreement(
            [concept("coal", az="kömür", tr="kömür", kk="көмір"), concept("gas", az="qaz", tr="gaz", kk="газ")],
            ("az", "kk", "tr"),
        )
    )
    found = {(row.one, row.other): (row.concepts, row.same, row.near) for row in rows if not row.domain}
    assert found == {("az", "kk"): (2, 0, 1), ("az", "tr"): (2, 1, 1), ("kk", "tr"): (2, 1, 2)}
    assert {row.domain for row in rows} == {"", "energy"}


def test_what_is_proposed_or_given_up_is_no_usage() -> None:
    terms = (
        Term("az", "qaz", "", "s", ""),
        Term("tr", "gaz", "proposed", "s", ""),
        Term("tr", "gaz", "deprecated", "s", ""),
    )
    assert list(agreement([Concept("energy.gas", "energy", terms)], ("az", "tr"))) == []


def test_of_several_terms_the_closest_counts() -> None:
    terms = (Term("az", "qatar", "", "s", ""), Term("tr", "tren", "", "s", ""), Term("tr", "katar", "", "s", ""))
    (row, _) = agreement([Concept("transport.train", "transport", terms)], ("az", "tr"))
    assert (row.same, row.near) == (0, 1)


def test_the_whole_base_counted_again() -> None:
    """Without the short cuts: every distance worked out, for one pair."""
    base = termbase()
    wanted = {}
    for each in base.concepts.values():
        forms = {
            tag: [compared_form(t.text, tag) for t in each.by_language.get(tag, ()) if t.status in ("", "agreed")]
            for tag in COMPARED
        }
        if all(forms.values()):
            least = min(form_distance(a, b) for a in forms["az"] for b in forms["tr"])
            currency = each.domain == "finance" and each.terms[0].source == "cldr-currencies"
            name = currency or each.domain in ("countries", "languages")
            for group in ([] if currency else [each.domain]) + [NAMES if name else ""]:
                row = wanted.setdefault(group, [0, 0, 0])
                for place, holds in enumerate((True, least == 0, least <= NEAR)):
                    row[place] += holds
    found = {row.domain: [row.concepts, row.same, row.near] for row in chosen(Pair(languages=("az", "tr")))}
    assert found == wanted


def test_every_pair_is_measured_on_the_same_concepts() -> None:
    for domain in {row.domain for row in measured().values()}:
        rows = [row for row in measured().values() if row.domain == domain]
        assert len(rows) == len(list(combinations(COMPARED, 2)))
        assert len({row.concepts for row in rows}) == 1
        assert all(row.same <= row.near <= row.concepts for row in rows)


def test_intervals_hold_their_shares() -> None:
    for row in measured().values():
        record = agreement_dict(row)
        assert record["same_low"] <= record["same_share"] <= record["same_high"]
        assert record["near_low"] <= record["near_share"] <= record["near_high"]


def test_the_ends_of_an_interval_solve_its_equation() -> None:
    """Wilson's ends are where the share lies 1.96 standard errors away, each with the error of that end."""
    share = Agreement("", "az", "tr", 1292, 185, 400).same_share
    for end in (share.low, share.high):
        assert (185 / 1292 - end) ** 2 == pytest.approx(1.959964**2 * end * (1 - end) / 1292, rel=1e-5)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Pair("x"), "unknown domain 'x'; valid are all, names, agriculture"),
        (Pair("", ("hu",)), "valid are az, kk, ky, tk, tr, uz"),
    ],
)
def test_what_is_not_compared_is_said(asked: Pair, said: str) -> None:
    with pytest.raises(UnknownValue, match=said):
        chosen(asked)


@given(st.lists(st.text("abcç", max_size=6), min_size=1, max_size=3), st.lists(st.text("abcç", max_size=6), min_size=1))
def test_closest_is_the_least_distance_within_the_threshold(one: list[str], other: list[str]) -> None:
    least = min(form_distance(a, b) for a in one for b in other)
    assert closest(one, other) == (least if least <= NEAR else 1.0) == closest(other, one)


def test_the_docs_print_every_pair_in_the_order_of_the_alphabet() -> None:
    names = {"az": "Azerbaijani", "kk": "Kazakh", "ky": "Kyrgyz", "tk": "Turkmen", "tr": "Turkish", "uz": "Uzbek"}
    wanted = {
        ", ".join(sorted((names[row.one], names[row.other]))): f"{100 * row.same_share.value:.0f} %"
        for row in chosen(Pair("all"))
    }
    text = (Path(__file__).parents[6] / "docs" / "language-terms.md").read_text(encoding="utf-8")
    found = re.findall(r"^\| (\w+, \w+) \| (\d+ %) \(\d+ to \d+\) \| \d+ %", text, re.M)
    assert found == sorted(wanted.items())
