"""The words: every small case against a second reading of the rules, and what must never happen."""

from dataclasses import fields, replace
from itertools import combinations_with_replacement
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.engines.progress import STATUS_RULES, STATUS_SENTENCES, Counts, ProgressError, State, Thing, Word, status

STATES = get_args(State)
UNKNOWN = ("unknown", "not_measurable")
# From warning to praise. The words in the middle judge nothing.
RANK = {
    "major_challenges": 0,
    "challenges": 1,
    "not_reported": 2,
    "not_measurable": 2,
    "not_started": 2,
    "too_early": 2,
    "on_track": 3,
    "done": 4,
}
BETTER = {
    "wrong": ["still", "slow", "too_early", "right", "fulfilled"],
    "still": ["slow", "right", "fulfilled"],
    "slow": ["right", "fulfilled"],
    "too_early": ["right", "fulfilled"],
    "right": ["fulfilled"],
    "decided": ["started", "done", "in_place"],
    "started": ["done", "in_place"],
}


def things(*states, actor="KZ", grade="recorded"):
    return [
        Thing(f"item-{place}", actor, state, None if state in UNKNOWN else grade) for place, state in enumerate(states)
    ]


def word(*states):
    return status(things(*states)).word


SMALL = [states for size in range(6) for states in combinations_with_replacement(STATES, size)]


def read_again(states):
    """docs/status.md read a second time, in other words than the engine's table."""
    known = [state for state in states if state not in UNKNOWN]
    complete = [state for state in states if state in ("done", "in_place", "fulfilled")]
    good = len(complete) + sum(state in ("started", "right") for state in states)
    stuck = sum(state in ("still", "wrong") for state in states)
    bad = stuck + states.count("slow")
    if not states:
        return "not_applicable"
    if set(states) == {"not_measurable"}:
        return "not_measurable"
    if len(known) < len(states) / 3 or not known:
        return "not_reported" if "unknown" in states else "not_measurable"
    if len(complete) == len(states):
        return "done"
    if bad:
        return "major_challenges" if stuck > len(known) / 2 and stuck >= 2 else "challenges"
    if good >= len(known) / 2:
        return "on_track"
    return "not_started" if good == 0 and states.count("decided") >= len(known) / 2 else "too_early"


def test_every_case_of_up_to_five_things():
    assert {states: word(*states) for states in SMALL} == {states: read_again(states) for states in SMALL}


def test_every_rule_and_every_word_is_used():
    found = [status(things(*states)) for states in SMALL]
    assert {one.rule for one in found} == set(STATUS_SENTENCES)
    assert {one.word for one in found} == set(get_args(Word)) == {rule.word for rule in STATUS_RULES}
    assert len(STATUS_SENTENCES) == len(STATUS_RULES)


def test_doing_more_never_makes_the_word_worse():
    for states in SMALL:
        before = RANK.get(word(*states))
        for place, state in enumerate(states):
            for better in BETTER.get(state, []):
                changed = (*states[:place], better, *states[place + 1 :])
                assert RANK[word(*changed)] >= before, (states, changed)


def test_what_is_unknown_never_turns_a_warning_into_praise_or_calm():
    for states in SMALL:
        before = word(*states)
        if before not in ("challenges", "major_challenges"):
            continue
        for more in (1, 3, 14):
            for unknown in UNKNOWN:
                assert word(*states, *[unknown] * more) in (before, "not_reported", "not_measurable")


def test_the_word_done_needs_everything_known():
    for states in SMALL:
        if any(state in UNKNOWN for state in states):
            assert word(*states) != "done"


many = st.lists(
    st.builds(
        lambda state, actor, grade: (state, actor, None if state in UNKNOWN else grade),
        st.sampled_from(STATES),
        st.sampled_from(["ORG", "AZ", "KZ", "KG", "TR", "UZ"]),
        st.sampled_from(["reported", "documented", "recorded", "confirmed"]),
    ),
    max_size=40,
).map(lambda rows: [Thing(f"item-{place}", actor, state, grade) for place, (state, actor, grade) in enumerate(rows)])


@given(many, st.randoms())
def test_the_order_does_not_matter(required, random):
    shuffled = list(required)
    random.shuffle(shuffled)
    one, other = status(required), status(shuffled)
    assert (one.word, one.rule, one.counts, one.grade) == (other.word, other.rule, other.counts, other.grade)


@given(many)
def test_every_thing_is_counted_once(required):
    counts = status(required).counts
    assert counts.required == len(required)
    assert sum(getattr(counts, field.name) for field in fields(Counts)) - counts.unfounded == len(required)
    line = counts.line()
    assert line["known"] == line["good"] + line["against"] + line["open"]
    assert line["required"] == line["known"] + line["unknown"] + line["not_measurable"] + line["press_only"]


@given(many)
def test_the_grade_is_the_weakest_of_what_decided(required):
    found = status(required)
    order = ["reported", "documented", "recorded", "confirmed"]
    if found.word in ("not_reported", "not_measurable", "not_applicable"):
        assert found.grade is None
    else:
        assert found.grade == min((thing.grade for thing in found.decided_by), key=order.index)


@given(many)
def test_only_evidence_that_decided_can_lower_the_grade(required):
    found = status(required)
    raised = [
        thing if thing in found.decided_by or thing.grade in (None, "reported") else replace(thing, grade="confirmed")
        for thing in required
    ]
    assert status(raised).grade == found.grade


# Grades and words


def test_a_member_is_not_judged_by_the_press():
    found = status(things("done", "wrong", grade="reported"))
    assert (found.word, found.grade, found.known, found.counts.press_only) == ("not_reported", None, 0, 2)


def test_the_organization_may_be_judged_by_the_press_but_is_not_done_by_it():
    found = status(things("done", "done", actor="ORG", grade="reported"))
    assert (found.word, found.grade, found.counts.unfounded) == ("on_track", "reported", 2)
    assert status(things("done", "done", actor="ORG", grade="documented")).word == "done"


def test_what_was_in_place_is_done_but_said_to_be_in_place():
    found = status(things("in_place", "in_place"))
    assert (found.word, found.rule) == ("done", "all-in-place")
    assert status(things("in_place", "done")).rule == "all-complete"


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (["done", "right", "started", "wrong", "too_early", *["unknown"] * 4], "challenges"),  # the design's example
        (["right", "unknown", "unknown"], "on_track"),  # exactly a third is known
        (["right", "unknown", "unknown", "unknown"], "not_reported"),
        (["right", "not_measurable", "not_measurable", "not_measurable"], "not_measurable"),
        (["wrong", *["decided"] * 9], "challenges"),  # one figure does not make a whole directive stand still
        (["started", *["decided"] * 9], "too_early"),  # one act does not put it on track either
        (["decided", "decided"], "not_started"),
        (["slow", "slow", "slow"], "challenges"),  # moving, only too slowly
        (["still", "still", "slow"], "major_challenges"),
    ],
)
def test_cases_a_reader_would_ask_about(states, expected):
    assert word(*states) == expected


def test_the_same_thing_twice_is_refused():
    with pytest.raises(ProgressError, match="item law of KZ is there twice"):
        status([Thing("law", "KZ", "unknown"), Thing("law", "KZ", "unknown")])
