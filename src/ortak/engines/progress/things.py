"""What a directive asks of somebody, one thing at a time, and the state each thing is in.

A thing is an evidence item (an act that is required, or a figure that should move) and the actor who owes it: the
Organization ("ORG") or a member. Everything known that is not linked to an item is context and cannot reach a thing.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, get_args

from ortak.engines.progress.errors import ProgressError, one_of
from ortak.engines.progress.grade import GRADES, Grade, strongest
from ortak.engines.progress.movement import Verdict

State = Literal[
    "done",  # the act is there, adopted since the vision
    "in_place",  # the act was there at adoption: fulfilled, but not progress
    "fulfilled",  # the figure is at its target or limit
    "started",  # signed, begun
    "right",  # the figure moves the wanted way
    "decided",  # a decision, no act yet
    "too_early",  # too few figures since the baseline
    "slow",  # the figure moves the wanted way, too slowly for its target
    "still",  # the figure stands still
    "wrong",  # the figure moves away
    "unknown",  # somebody owes an answer
    "not_measurable",  # nobody measures it yet
]
Stage = Literal["decided", "started", "done"]

ORGANIZATION: Final = "ORG"
ADOPTED: Final = dt.date(2021, 11, 12)  # the day the vision was adopted
STAGES: Final[tuple[Stage, ...]] = get_args(Stage)  # weakest first

_OF_VERDICT: Final[dict[Verdict, State]] = {
    "fulfilled": "fulfilled",
    "significant_progress": "right",
    "moderate_progress": "right",
    "insufficient_progress": "slow",
    "no_change": "still",
    "moderate_away": "wrong",
    "significant_away": "wrong",
    "too_early": "too_early",
    "no_data": "unknown",
}


@dataclass(frozen=True, slots=True)
class Thing:
    """One required thing of one actor. `grade` is how well its state is founded; None where nothing is known."""

    item: str
    actor: str
    state: State
    grade: Grade | None = None

    def __post_init__(self) -> None:
        one_of("state", self.state, get_args(State))
        if self.grade is not None:
            one_of("grade", self.grade, GRADES)
        elif self.state not in ("unknown", "not_measurable"):
            valid = ", ".join(GRADES)
            raise ProgressError(f"{self.item} of {self.actor} is {self.state!r} without a grade; valid are {valid}")


@dataclass(frozen=True, slots=True)
class Link:
    """A milestone that is linked to an item: the stage it shows for the actor, its first day, and its grade."""

    item: str
    actor: str
    stage: Stage
    day: dt.date
    grade: Grade


def act_thing(item: str, actor: str, evidence: Iterable[Link], *, adopted: dt.date = ADOPTED) -> Thing:
    """The state of a required act from the evidence linked to it; other evidence is not looked at.

    The furthest stage counts, and of its sources the strongest. Press reports are used only where there is nothing
    else: a stage that only the press reports does not displace a documented one. An act whose period begins before
    adoption is in place, since it cannot be shown to be progress.

    >>> law = Link("TRA-1.law", "KZ", "done", dt.date(2023, 5, 1), "recorded")
    >>> act_thing("TRA-1.law", "KZ", [law])
    Thing(item='TRA-1.law', actor='KZ', state='done', grade='recorded')
    >>> act_thing("TRA-1.law", "UZ", [law]).state
    'unknown'
    """
    mine = [link for link in evidence if link.item == item and link.actor == actor]
    if not mine:
        return Thing(item, actor, "unknown")
    for link in mine:
        one_of(f"the stage of {item}", link.stage, STAGES)
    solid = [link for link in mine if link.grade != "reported"] or mine
    stage = max((link.stage for link in solid), key=STAGES.index)
    showing = [link for link in solid if link.stage == stage]
    mark = strongest(link.grade for link in showing)
    if stage != "done":
        return Thing(item, actor, stage, mark)
    return Thing(item, actor, "in_place" if min(link.day for link in showing) < adopted else "done", mark)


def figure_thing(item: str, actor: str, verdict: Verdict | None, grade: Grade | None = None) -> Thing:
    """The state of a figure from the verdict on its movement; None: nobody measures it yet.

    >>> figure_thing("TRA-1.hours", "TR", "moderate_progress", "recorded").state
    'right'
    >>> figure_thing("TRA-1.hours", "TR", None).state
    'not_measurable'
    """
    if verdict is None:
        return Thing(item, actor, "not_measurable")
    one_of("verdict", verdict, get_args(Verdict))
    state = _OF_VERDICT[verdict]
    return Thing(item, actor, state, None if state == "unknown" else grade)


def column(things: Iterable[Thing], actor: str) -> tuple[Thing, ...]:
    """The things one column of the board judges: all of them for the Organization, his own for a member.

    >>> own, theirs = Thing("POL-1.body", "ORG", "unknown"), Thing("POL-1.law", "AZ", "unknown")
    >>> len(column([own, theirs], "ORG")), len(column([own, theirs], "AZ")), len(column([own, theirs], "TR"))
    (2, 1, 0)
    """
    return tuple(thing for thing in things if actor in (ORGANIZATION, thing.actor))
