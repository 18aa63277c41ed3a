"""From the things a directive requires to one word, by rules that are data.

The rules are read from the top and the first that holds decides. Each needs only the counts, so the same counts give
the same word in whatever order the things come, and `explain` can print the sentence of the rule that decided.

Two principles stand behind the order. What is not known is never counted as good or bad, and never left out: where
fewer than a third of the required things are known, no judgement is made. And a strong word needs a majority: praise
needs as many good things as open ones, "major challenges" needs most of what is known to stand still or move away, so
that one act more can never make the word worse.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from ortak.engines.progress.errors import ProgressError
from ortak.engines.progress.grade import Grade, weakest
from ortak.engines.progress.things import ORGANIZATION, State, Thing

Word = Literal[
    "done",
    "on_track",
    "challenges",
    "major_challenges",
    "not_started",
    "not_reported",
    "not_measurable",
    "too_early",
    "not_applicable",
]

COMPLETE: Final[frozenset[State]] = frozenset({"done", "in_place", "fulfilled"})
GOOD: Final[frozenset[State]] = COMPLETE | {"started", "right"}
OPEN: Final[frozenset[State]] = frozenset({"decided", "too_early"})
STUCK: Final[frozenset[State]] = frozenset({"still", "wrong"})
AGAINST: Final[frozenset[State]] = STUCK | {"slow"}
SILENT: Final[frozenset[Word]] = frozenset({"not_reported", "not_measurable", "not_applicable"})
MISSING: Final[frozenset[State]] = frozenset({"unknown", "not_measurable"})

# No judgement where fewer than one in three of the required things is known.
ONE_IN: Final = 3


@dataclass(frozen=True, slots=True)
class Counts:
    """How many things are in each state. Every required thing is in exactly one field.

    `press_only` are things of a member known from press reports alone: shown, but not judged. `unfounded` (a part of
    the complete ones, not one more) are complete by press reports alone.
    """

    done: int = 0
    in_place: int = 0
    fulfilled: int = 0
    started: int = 0
    right: int = 0
    decided: int = 0
    too_early: int = 0
    slow: int = 0
    still: int = 0
    wrong: int = 0
    unknown: int = 0
    not_measurable: int = 0
    press_only: int = 0
    unfounded: int = 0

    @property
    def complete(self) -> int:
        """Done, in place at adoption, or at the aim."""
        return self.done + self.in_place + self.fulfilled

    @property
    def good(self) -> int:
        """Complete, started, or moving the wanted way."""
        return self.complete + self.started + self.right

    @property
    def open(self) -> int:
        """Known, but not to be judged yet: decided only, or too few figures."""
        return self.decided + self.too_early

    @property
    def stuck(self) -> int:
        """Standing still or moving away."""
        return self.still + self.wrong

    @property
    def against(self) -> int:
        """Too slow, standing still or moving away."""
        return self.slow + self.stuck

    @property
    def known(self) -> int:
        return self.good + self.open + self.against

    @property
    def required(self) -> int:
        return self.known + self.unknown + self.not_measurable + self.press_only

    def line(self) -> dict[str, int]:
        """The numbers of the one sentence about a cell: "of `known` things known, `good` are done or ..."."""
        return {
            "required": self.required,
            "known": self.known,
            "good": self.good,
            "against": self.against,
            "open": self.open,
            "unknown": self.unknown,
            "not_measurable": self.not_measurable,
            "press_only": self.press_only,
        }


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: if `holds`, the word is `word`, and the things in the states `by` decided it."""

    id: str
    word: Word
    sentence: str
    holds: Callable[[Counts], bool]
    by: frozenset[State]


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "nothing-required",
        "not_applicable",
        "Nothing is required here.",
        lambda n: n.required == 0,
        frozenset(),
    ),
    Rule(
        "nothing-measured",
        "not_measurable",
        "Nobody measures yet what is required.",
        lambda n: n.not_measurable == n.required,
        frozenset(),
    ),
    Rule(
        "nothing-known",
        "not_reported",
        "Nothing that is required is known from a document, a record or a statistic.",
        lambda n: n.known == 0,
        frozenset(),
    ),
    Rule(
        "too-little-measured",
        "not_measurable",
        "Fewer than a third of the required things are known, and nobody measures the others yet.",
        lambda n: n.known * ONE_IN < n.required and n.unknown + n.press_only == 0,
        GOOD | OPEN | AGAINST,
    ),
    Rule(
        "too-little-known",
        "not_reported",
        "Fewer than a third of the required things are known.",
        lambda n: n.known * ONE_IN < n.required,
        GOOD | OPEN | AGAINST,
    ),
    Rule(
        "all-in-place",
        "done",
        "Everything required was in place when the vision was adopted.",
        lambda n: n.in_place == n.required and n.unfounded == 0,
        COMPLETE,
    ),
    Rule(
        "all-complete",
        "done",
        "Everything required is done, in place or at its aim.",
        lambda n: n.complete == n.required and n.unfounded == 0,
        COMPLETE,
    ),
    Rule(
        "only-decided",
        "not_started",
        "At least half of what is known are decisions without an act yet, and nothing else has moved.",
        lambda n: n.good == 0 and n.against == 0 and n.decided * 2 >= n.known,
        frozenset({"decided"}),
    ),
    Rule(
        "mostly-open",
        "too_early",
        "For most of what is known it is too early to tell, and nothing known speaks against it.",
        lambda n: n.against == 0 and n.good * 2 < n.known,
        GOOD | OPEN,
    ),
    Rule(
        "none-against",
        "on_track",
        "At least half of what is known is done, begun or moving the right way, and nothing is not.",
        lambda n: n.against == 0,
        GOOD,
    ),
    Rule(
        "most-stuck",
        "major_challenges",
        "More than half of what is known, and at least two things, stand still or move away.",
        lambda n: n.stuck > 1 and n.stuck * 2 > n.known,
        STUCK,
    ),
    Rule(
        "some-against",
        "challenges",
        "Some of what is known is too slow, stands still or moves away.",
        lambda n: True,
        GOOD | AGAINST,
    ),
)
SENTENCES: Final[Mapping[str, str]] = {rule.id: rule.sentence for rule in RULES}


@dataclass(frozen=True, slots=True)
class Status:
    """The word of one cell, the rule that decided it, the counts behind it, and how well it is founded.

    `decided_by` are the things the rule rests on; `grade` is the weakest grade among them. A word that says that too
    little is known has none.
    """

    word: Word
    rule: str
    counts: Counts
    grade: Grade | None
    decided_by: tuple[Thing, ...]

    @property
    def required(self) -> int:
        return self.counts.required

    @property
    def known(self) -> int:
        return self.counts.known


def status(things: Iterable[Thing]) -> Status:
    """The status of one cell of the board from the things that it requires.

    Raises ProgressError if the same item of the same actor comes twice.

    >>> law = Thing("TRA-1.law", "KZ", "done", "recorded")
    >>> hours = Thing("TRA-1.hours", "KZ", "wrong", "documented")
    >>> s = status([law, hours, Thing("TRA-1.fund", "KZ", "unknown")])
    >>> s.word, s.rule, s.known, s.required, s.grade
    ('challenges', 'some-against', 2, 3, 'documented')
    >>> status([]).word
    'not_applicable'
    """
    required = tuple(things)
    _check_unique(required)
    judged = tuple(thing for thing in required if not press_only(thing))
    counts = _count(required, judged)
    rule = next(rule for rule in RULES if rule.holds(counts))
    decided_by = tuple(thing for thing in judged if thing.state in rule.by)
    mark = weakest(thing.grade for thing in decided_by if thing.grade is not None)
    return Status(rule.word, rule.id, counts, None if rule.word in SILENT else mark, decided_by)


def press_only(thing: Thing) -> bool:
    """Whether a thing is shown but not judged: a member's cell rests on depositaries, official releases and
    statistics; press reports and claims stand beside it.

    >>> [press_only(Thing("TRA-1.law", actor, "done", "reported")) for actor in ("KZ", "ORG")]
    [True, False]
    """
    return thing.grade == "reported" and thing.actor != ORGANIZATION and thing.state not in MISSING


def _count(required: tuple[Thing, ...], judged: tuple[Thing, ...]) -> Counts:
    states = Counter[str](thing.state for thing in judged)
    unfounded = sum(thing.state in COMPLETE and thing.grade == "reported" for thing in judged)
    return Counts(**states, press_only=len(required) - len(judged), unfounded=unfounded)


def _check_unique(things: tuple[Thing, ...]) -> None:
    seen: set[tuple[str, str]] = set()
    for thing in things:
        key = (thing.item, thing.actor)
        if key in seen:
            raise ProgressError(f"item {thing.item} of {thing.actor} is there twice; each is required once")
        seen.add(key)
