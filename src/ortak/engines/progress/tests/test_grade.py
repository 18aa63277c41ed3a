"""Grades against a table written from the design's words, and the properties a statistician would ask for."""

from itertools import product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.engines.progress import GRADES, ProgressError, Source, grade, grade_of, independent, strongest, weakest
from ortak.engines.progress.grade import Form, How, Who

# The design: depositary, gazette, intergovernmental statistic: recorded; document of a state or the Organization:
# documented; press, or a claim without a document: reported. Figures that an independent body measured are documented.
TABLE = """
                 depositary  gazette   dataset     document    news
state            recorded    recorded  documented  documented  reported
organization     recorded    recorded  documented  documented  reported
intergovernmental recorded   recorded  recorded    recorded    reported
independent      recorded    recorded  documented  documented  reported
press            recorded    recorded  reported    reported    reported
"""
CELLS = [
    (who, form, mark)
    for line in TABLE.strip().splitlines()[1:]
    for who, *marks in [line.split()]
    for form, mark in zip(get_args(Form), marks, strict=True)
]

sources = st.builds(
    Source,
    st.sampled_from(get_args(Who)),
    st.sampled_from(get_args(How)),
    st.sampled_from(get_args(Form)),
    st.sampled_from(["", "Agency A", "agency  a", "Ministry B"]),
)


@pytest.mark.parametrize(("who", "form", "mark"), CELLS)
def test_the_table_of_the_design(who, form, mark):
    assert grade(who, "statistic", form) == mark


def test_the_table_is_complete():
    assert {(who, form) for who, form, _ in CELLS} == set(product(get_args(Who), get_args(Form)))


def test_an_intergovernmental_estimate_is_documented_not_recorded():
    assert grade("intergovernmental", "estimate", "dataset") == "documented"
    assert grade("intergovernmental", "survey", "dataset") == "recorded"


@pytest.mark.parametrize("form", get_args(Form))
def test_what_an_independent_body_says_of_an_act_is_a_claim_unless_it_copies_a_record(form):
    assert grade("independent", "act", form) == ("recorded" if form in ("depositary", "gazette") else "reported")


def test_two_papers_that_quote_one_minister_are_one():
    first, second = Source("press", "act", "news", "Agency A"), Source("press", "act", "news", "Paper B")
    assert not independent(first, second)
    assert grade_of(first, second) == "reported"


def test_the_same_publisher_under_two_hats_is_not_independent():
    assert not independent(
        Source("state", "act", "document", "A  Ministry"), Source("press", "act", "news", "a ministry")
    )


def test_a_publisher_that_is_not_named_cannot_confirm():
    known = Source("state", "act", "document", "Ministry")
    assert grade_of(known, Source("intergovernmental", "act", "depositary", "")) == "recorded"


@given(sources, sources)
def test_the_order_of_two_sources_does_not_matter(first, second):
    assert independent(first, second) == independent(second, first)
    assert grade_of(first, second) == grade_of(second, first)


@given(sources, sources)
def test_a_second_source_never_weakens_and_press_never_confirms(first, second):
    alone, both = grade_of(first), grade_of(first, second)
    assert GRADES.index(both) >= GRADES.index(alone)
    if grade_of(second) == "reported":
        assert both == alone


@given(st.lists(st.sampled_from(GRADES), min_size=1))
def test_weakest_and_strongest(marks):
    ranks = sorted(GRADES.index(mark) for mark in marks)
    assert (weakest(marks), strongest(marks)) == (GRADES[ranks[0]], GRADES[ranks[-1]])


def test_bad_words_are_refused():
    with pytest.raises(ProgressError, match="who is 'minister'; valid are state"):
        grade("minister", "act", "document")
    with pytest.raises(ProgressError, match="grade is 'certain'"):
        weakest(["certain"])
    with pytest.raises(ProgressError, match="at least one"):
        strongest([])
    assert weakest([]) is None
