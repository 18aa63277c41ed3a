"""How well is a fact founded? One mark from who says it and in what form.

Four words, weakest first: *reported* (the press, or a claim without a document), *documented* (a document of a state
or of the Organization, figures of an independent body that measures), *recorded* (a depositary, a gazette, an
intergovernmental statistic or document), *confirmed* (a second source that is independent of the first).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, get_args

from ortak.engines.progress.errors import ProgressError, one_of

Who = Literal["state", "organization", "intergovernmental", "independent", "press"]
How = Literal["act", "statistic", "survey", "estimate"]
Form = Literal["depositary", "gazette", "dataset", "document", "news"]
Grade = Literal["reported", "documented", "recorded", "confirmed"]

GRADES: Final[tuple[Grade, ...]] = get_args(Grade)  # weakest first


@dataclass(frozen=True, slots=True)
class Source:
    """Who says something, how it is known, in what form, and who published it (the publisher's name as cited)."""

    who: Who
    how: How
    form: Form
    publisher: str = ""


def grade(who: Who, how: How, form: Form, confirmed: bool = False) -> Grade:
    """The mark of one fact; `confirmed` says that a second, independent source of at least documented kind exists.

    A press report with such a second source is documented, not confirmed: what founds it is the document, and the
    order in which two sources are written down must not change the mark.

    >>> grade("state", "act", "document")
    'documented'
    >>> grade("intergovernmental", "statistic", "dataset")
    'recorded'
    >>> grade("press", "act", "news"), grade("press", "act", "news", confirmed=True)
    ('reported', 'documented')
    >>> grade("independent", "act", "document"), grade("independent", "statistic", "dataset")
    ('reported', 'documented')
    >>> grade("state", "act", "gazette", confirmed=True)
    'confirmed'
    """
    one_of("who", who, get_args(Who))
    one_of("how", how, get_args(How))
    one_of("form", form, get_args(Form))
    alone = _alone(who, how, form)
    if not confirmed:
        return alone
    return "documented" if alone == "reported" else "confirmed"


def grade_of(first: Source, second: Source | None = None) -> Grade:
    """The mark of a fact with its source and, if there is one, its second source.

    >>> ministry = Source("state", "act", "document", "Ministry of Transport of Kazakhstan")
    >>> grade_of(ministry, Source("intergovernmental", "act", "depositary", "United Nations Treaty Collection"))
    'confirmed'
    >>> grade_of(ministry, Source("state", "act", "document", "Ministry of Energy of Kazakhstan"))
    'documented'
    """
    alone = grade(first.who, first.how, first.form)
    if second is None:
        return alone
    other = grade(second.who, second.how, second.form)
    if "reported" not in (alone, other) and independent(first, second):
        return "confirmed"
    return strongest((alone, other))


def independent(first: Source, second: Source) -> bool:
    """Two sources are independent if both the kind of speaker and the publisher differ.

    A publisher that is not named cannot be shown to differ.

    >>> a = Source("press", "act", "news", "Agency A")
    >>> independent(a, Source("press", "act", "news", "Agency B"))
    False
    """
    one, two = (" ".join(source.publisher.casefold().split()) for source in (first, second))
    return bool(one) and bool(two) and one != two and first.who != second.who


def weakest(grades: Iterable[Grade]) -> Grade | None:
    """The weakest of the marks, None if there are none: a conclusion is founded no better than what it needs.

    >>> weakest(["recorded", "documented", "confirmed"])
    'documented'
    """
    return min(grades, key=_rank, default=None)


def strongest(grades: Iterable[Grade]) -> Grade:
    """The strongest of the marks, for several sources of one and the same fact.

    >>> strongest(["reported", "recorded"])
    'recorded'
    """
    best = max(grades, key=_rank, default=None)
    if best is None:
        raise ProgressError("strongest() needs at least one grade")
    return best


def _alone(who: Who, how: How, form: Form) -> Grade:
    if form in ("depositary", "gazette"):
        return "recorded"
    if form == "news" or who == "press":
        return "reported"
    # What an independent body says of another's act is a claim; what it measures itself is a document of its own.
    if who == "independent" and how == "act":
        return "reported"
    # An estimate is made by a model or by judgement: published, hence documented, but nobody recorded it.
    if who == "intergovernmental" and how != "estimate":
        return "recorded"
    return "documented"


def _rank(mark: Grade) -> int:
    one_of("grade", mark, GRADES)
    return GRADES.index(mark)
