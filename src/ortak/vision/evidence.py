"""Everything known that can decide a status: read once for a class of viewers, at a moment, for some or all
commitments.

Only acts linked to an evidence item and observations of an indicator that an item names are read; nothing else
reaches a status. Modelled figures, external assessments and context never do.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple, cast

from django.db.models import Q

from ortak.engines.periods import parse_period
from ortak.engines.progress import ADOPTED, GRADES, Better, Grade, Link, Movement, Source, grade_of, movement
from ortak.engines.progress import Nature as Kind
from ortak.mechanisms.indicators.models import EvidenceQuerySet, Indicator, MilestoneMark, Observation
from ortak.mechanisms.indicators.words import Category, Nature
from ortak.vision.models import EvidenceItem

ORG = "ORG"
_SOURCES = [f"{which}__{name}" for which in ("source", "second_source") for name in ("who", "form", "publisher")]
#: how many yearly figures make a yearly series
YEARLY_FROM = 3


class Point(NamedTuple):
    """A figure of a series: the period as a year with its fraction, the value, how well it is founded, and its
    period text."""

    year: float
    value: float
    grade: Grade
    period: str


@dataclass
class Basis:
    """What a status can rest on."""

    items: dict[str, list[EvidenceItem]] = field(default_factory=lambda: defaultdict(list))
    links: dict[str, list[Link]] = field(default_factory=lambda: defaultdict(list))
    series: dict[tuple[str, str], list[Point]] = field(default_factory=dict)
    indicators: dict[str, dict[str, Any]] = field(default_factory=dict)

    def movement_of(self, indicator: str, actor: str) -> Movement:
        """How the figure of an actor moved since the baseline, by the engine's rules. What was read of the time
        before never matters, so that a verdict is the same whoever asks."""
        about = self.indicators[indicator]
        baseline = int(about["baseline"][:4])
        points = self.series.get((indicator, actor), [])
        since = of_one_frequency([point for point in points if point.year >= baseline])
        judged = [(point.year, point.value) for point in since or points]
        return movement(
            judged,
            better=cast(Better, about["better"]),
            nature=cast(Kind, about["nature"]),
            baseline=baseline,
            target=about["target"],
            target_year=int(about["target_period"][:4]) if about["target_period"] else None,
            floor=about["floor"],
            ceiling=about["ceiling"],
            scale=_scale(about, judged),
        )


def _scale(about: dict[str, Any], points: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """The scale of a share or an index with both ends stated. A figure recorded before they were stated may lie
    outside; then it has no scale."""
    low, high = about["floor"], about["ceiling"]
    if low is None or high is None or about["nature"] not in (Nature.SHARE, Nature.INDEX):
        return None
    return (low, high) if all(low <= value <= high for _, value in points) else None


def gather(
    audiences: Sequence[int],
    members: Sequence[str],
    *,
    codes: Collection[str] | None = None,
    known_on: datetime | None = None,
    since: int = ADOPTED.year,
    shown: Collection[str] | None = None,
) -> Basis:
    """What the class of viewers with these audiences knows (or knew at a moment) about the commitments. Figures are
    read from the baseline of their indicator on, which is all that a movement uses; from `since` if that is earlier,
    for the commitments that are `shown` (else for all)."""
    basis = Basis()
    items = EvidenceItem.objects.order_by("commitment", "order")
    for item in items if codes is None else items.filter(commitment__code__in=codes):
        basis.items[item.commitment_id].append(item)
    _read_links(basis, audiences, members, codes, known_on)
    named = {item.indicator: False for group in basis.items.values() for item in group if item.indicator}
    for code in basis.items if shown is None else shown:
        named |= {item.indicator: True for item in basis.items.get(code, ()) if item.indicator}
    _read_indicators(basis, set(named))
    from_year = {
        code: min(since if named[code] else ADOPTED.year, int(about["baseline"][:4]))
        for code, about in basis.indicators.items()
    }
    _read_series(basis, audiences, {*members, ORG}, known_on, from_year)
    return basis


def _read_links(
    basis: Basis,
    audiences: Sequence[int],
    members: Sequence[str],
    codes: Collection[str] | None,
    known_on: datetime | None,
) -> None:
    marks = MilestoneMark.objects.exclude(item="").filter(milestone__audience__in=audiences, milestone__withdrawn=False)
    marks = marks.filter(milestone__modelled=False)
    if codes is not None:
        marks = marks.filter(code__in=codes)
    marks = _at(marks, known_on)
    columns = ("item", "stage", "milestone__first_day", "milestone_id", "milestone__binds__actor")
    sources = [f"milestone__{name}" for name in _SOURCES]
    by_item = {item.item: item.by for group in basis.items.values() for item in group}
    acts: dict[tuple[str, Any], tuple[Any, ...]] = {}
    binds: dict[tuple[str, Any], set[str]] = defaultdict(set)
    for row in marks.values_list(*columns, "milestone__how", *sources):
        acts[row[0], row[3]] = row
        binds[row[0], row[3]].add(row[4])
    for (item, milestone), row in acts.items():
        mark = _grade_of(*row[5:])
        for actor in _counts_for(by_item.get(item, ""), binds[item, milestone], set(members)):
            basis.links[item].append(Link(item, actor, row[1], row[2], mark))


def _counts_for(by: str, bound: set[str], members: set[str]) -> Iterable[str]:
    """An item of the members is answered by those whom the act binds; one of the Organization by itself or by all
    members."""
    if by == EvidenceItem.By.MEMBERS:
        return bound & members
    return [ORG] if by and (ORG in bound or set() < members <= bound) else []


def _at(marks: Any, known_on: datetime | None) -> Any:
    if known_on is None:
        return marks.filter(milestone__successor__isnull=True)
    later = Q(milestone__successor__isnull=True) | Q(milestone__successor__recorded_at__gt=known_on)
    return marks.filter(later, milestone__recorded_at__lte=known_on)


def _read_indicators(basis: Basis, codes: set[str]) -> None:
    names = (
        "code",
        "better",
        "nature",
        "baseline",
        "target",
        "target_period",
        "ceiling",
        "floor",
        "unit_measure",
        "titles",
    )
    rows = Indicator.objects.filter(code__in=codes, category=Category.EVIDENCE, modelled=False)
    basis.indicators = {row["code"]: row for row in rows.values(*names)}


def _read_series(
    basis: Basis,
    audiences: Sequence[int],
    areas: set[str],
    known_on: datetime | None,
    from_year: dict[str, int],
) -> None:
    """The figures of each indicator from its year on."""
    for year in set(from_year.values()):
        codes = [code for code, first in from_year.items() if first == year]
        query: EvidenceQuerySet = Observation.objects.filter(
            indicator__code__in=codes,
            ref_area__in=areas,
            counterpart_area="",
            modelled=False,
            audience__in=audiences,
            first_day__year__gte=year,
        )
        basis.series |= read_points(query.current() if known_on is None else query.known_on(known_on))


def read_points(query: EvidenceQuerySet) -> dict[tuple[str, str], list[Point]]:
    """Series by indicator and area, one point a moment: of two figures that begin on the same day that of the longer
    period, then the better founded, then the newer one."""
    columns = ("indicator__code", "ref_area", "time_period", "obs_value", "how", *_SOURCES)
    best: dict[tuple[str, str], dict[float, tuple[int, Any]]] = defaultdict(dict)
    ranks: dict[tuple[str, ...], int] = {}
    for row in query.order_by("recorded_at", "id").values_list(*columns):
        said = row[4:]
        if said not in ranks:
            ranks[said] = GRADES.index(_grade_of(*said))
        year, span = _place(row[2])
        rank = span + ranks[said]
        held = best[row[:2]].get(year)
        if held is None or rank >= held[0]:
            best[row[:2]][year] = rank, row
    return {
        key: [Point(year, row[3], GRADES[ranks[row[4:]]], row[2]) for year, (_, row) in sorted(found.items())]
        for key, found in best.items()
    }


def of_one_frequency(points: list[Point]) -> list[Point]:
    """The points that can be held against each other: where there are three yearly figures, a month is not held against
    years."""
    yearly = [point for point in points if len(point.period) == 4]
    return yearly if len(yearly) >= YEARLY_FROM else points


@lru_cache(maxsize=4096)
def _place(period: str) -> tuple[float, int]:
    """Where a period begins, as a year with its fraction, and its rank by length, above that of any grade."""
    first = parse_period(period).first
    return first.year + (first.month - 1) / 12 + (first.day - 1) / 365.25, _span(period) * len(GRADES)


def _span(period: str) -> int:
    """Longer periods rank higher: a year 4, a half-year 3, a quarter 2, a month 1, a day 0."""
    if len(period) == 4:
        return 4
    return {"S": 3, "Q": 2}.get(period[5], 1 if len(period) == 7 else 0)


@lru_cache(maxsize=4096)
def _grade_of(how: str, *said: str | None) -> Grade:
    """The grade of what is known in this way from (who, form, publisher) of one source or of two."""
    first, second = (
        Source(cast(Any, who), cast(Any, how), cast(Any, form), publisher or "")
        for who, form, publisher in (said[:3], said[3:])
    )
    return grade_of(first, second if second.who else None)
