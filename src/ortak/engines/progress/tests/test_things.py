"""From linked evidence to the state of a thing."""

import datetime as dt
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ortak.engines.progress import ADOPTED, Link, ProgressError, Thing, Verdict, act_thing, column, figure_thing, status

DAY = dt.date(2023, 1, 1)


def link(stage, grade="recorded", day=DAY, item="TRA-1.law", actor="KZ"):
    return Link(item, actor, stage, day, grade)


def test_the_furthest_stage_counts_in_any_order():
    links = [link("decided"), link("done"), link("started")]
    assert act_thing("TRA-1.law", "KZ", links).state == act_thing("TRA-1.law", "KZ", links[::-1]).state == "done"


def test_an_act_before_adoption_is_in_place():
    assert act_thing("TRA-1.law", "KZ", [link("done", day=ADOPTED - dt.timedelta(days=1))]).state == "in_place"
    assert act_thing("TRA-1.law", "KZ", [link("done", day=ADOPTED)]).state == "done"
    # An act that was there and was renewed was there.
    both = [link("done", day=dt.date(2019, 1, 1)), link("done")]
    assert act_thing("TRA-1.law", "KZ", both).state == "in_place"


def test_the_press_does_not_displace_a_document():
    thing = act_thing("TRA-1.law", "KZ", [link("done", "reported"), link("decided", "documented")])
    assert (thing.state, thing.grade) == ("decided", "documented")
    alone = act_thing("TRA-1.law", "KZ", [link("done", "reported")])
    assert (alone.state, alone.grade) == ("done", "reported")


def test_of_several_sources_for_one_stage_the_strongest_counts():
    thing = act_thing("TRA-1.law", "KZ", [link("done", "documented"), link("done", "confirmed"), link("started")])
    assert thing.grade == "confirmed"


others = st.builds(
    Link,
    st.sampled_from(["TRA-2.law", "other", ""]),
    st.sampled_from(["KZ", "ORG"]),
    st.sampled_from(["decided", "started", "done"]),
    st.dates(dt.date(1992, 1, 1), dt.date(2026, 11, 24)),
    st.sampled_from(["reported", "documented", "recorded", "confirmed"]),
)


@settings(max_examples=10, deadline=None)
@given(st.lists(others, min_size=100, max_size=120))
def test_a_hundred_unlinked_pieces_of_evidence_change_nothing(noise):
    mine = [link("started")]
    quiet = status([act_thing("TRA-1.law", actor, mine) for actor in ("KZ", "UZ")])
    loud = status([act_thing("TRA-1.law", actor, noise[:50] + mine + noise[50:]) for actor in ("KZ", "UZ")])
    assert quiet == loud


def test_every_verdict_has_a_state():
    states = {verdict: figure_thing("i", "KZ", verdict, "recorded").state for verdict in get_args(Verdict)}
    assert states["moderate_progress"] == states["significant_progress"] == "right"
    assert (states["insufficient_progress"], states["no_change"], states["moderate_away"]) == ("slow", "still", "wrong")
    assert (states["fulfilled"], states["too_early"], states["no_data"]) == ("fulfilled", "too_early", "unknown")
    assert figure_thing("i", "KZ", None).state == "not_measurable"


def test_a_column_of_a_member_holds_his_own_things_only():
    things = [Thing("a", "ORG", "unknown"), Thing("a", "KZ", "unknown"), Thing("b", "TR", "unknown")]
    assert column(things, "ORG") == tuple(things)
    assert column(things, "KZ") == (things[1],)


def test_a_known_state_needs_a_grade():
    with pytest.raises(ProgressError, match=r"TRA-1\.law of KZ is 'done' without a grade"):
        Thing("TRA-1.law", "KZ", "done")
    with pytest.raises(ProgressError, match="state is 'finished'"):
        Thing("TRA-1.law", "KZ", "finished")
    with pytest.raises(ProgressError, match=r"the stage of TRA-1\.law"):
        act_thing("TRA-1.law", "KZ", [link("signed")])
