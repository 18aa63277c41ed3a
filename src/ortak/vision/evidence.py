"""Everything known that can decide a status: read once for a class of viewers, at a moment, for some or all
commitments.

Only acts linked to an evidence item and observations of an indicator that an item names are read; nothing else
reaches a status. Modelled figures, external assessments and context never do.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from django.db.models import Q

from ortak.engines.progress import ADOPTED, GRADES, Better, Grade, Link, Movement, Source, grade_of, movement
from ortak.engines.progress import Nature as Kind
from ortak.mechanisms.indicators.ledger import MANY
from ortak.mechanisms.indicators.models import EvidenceQuerySet, Indicator, MilestoneMark, Observation
from ortak.mechanisms.indicators.models import Source as Stored
from ortak.mechanisms.indicators.words import Category, Nature
from ortak.vision.models import EvidenceItem

ORG = "ORG"
#: how many yearly figures make a yearly series
YEARLY_FROM = 3


@dataclass(frozen=True, slots=True)
class Point:
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
        points = [(point.year, point.value) for point in self.series.get((indicator, actor), [])]
        since = [point for point in points if point[0] >= baseline]
        return movement(
            since or points,
            better=cast(Better, about["better"]),
            nature=cast(Kind, about["nature"]),
            baseline=baseline,
            target=about["target"],
            target_year=int(about["target_period"][:4]) if about["target_period"] else None,
            floor=about["floor"],
            ceiling=about["ceiling"],
            scale=_scale(about, since or points),
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
) -> Basis:
    """What the class of viewers with these audiences knows (or knew at a moment) about the commitments. Figures are
    read from the baseline of their indicator on, which is all that a movement uses; from `since` if a page shows
    more."""
    basis = Basis()
    items = EvidenceItem.objects.order_by("commitment", "order")
    for item in items if codes is None else items.filter(commitment__code__in=codes):
        basis.items[item.commitment_id].append(item)
    _read_links(basis, audiences, members, codes, known_on)
    named = {item.indicator for group in basis.items.values() for item in group if item.indicator}
    _read_indicators(basis, named)
    _read_series(basis, audiences, {*members, ORG}, known_on, since)
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
    sources = [
        f"milestone__{which}__{name}" for which in ("source", "second_source") for name in ("who", "form", "publisher")
    ]
    by_item = {item.item: item.by for group in basis.items.values() for item in group}
    acts: dict[tuple[str, Any], tuple[Any, ...]] = {}
    binds: dict[tuple[str, Any], set[str]] = defaultdict(set)
    for row in marks.values_list(*columns, "milestone__how", *sources):
        acts[row[0], row[3]] = row
        binds[row[0], row[3]].add(row[4])
    for (item, milestone), row in acts.items():
        mark = _grade(row[5], row[6:9], row[9:12])
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
    basis: Basis, audiences: Sequence[int], areas: set[str], known_on: datetime | None, since: int
) -> None:
    """Each indicator from its baseline on, or from `since` if that is earlier."""
    from_year: dict[int, list[str]] = defaultdict(list)
    for code, about in basis.indicators.items():
        from_year[min(since, int(about["baseline"][:4]))].append(code)
    for year, codes in from_year.items():
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
    period, then the better founded, then the newer one. A series with three yearly figures is a yearly one: a month
    is not held against years."""
    columns = (
        "indicator__code",
        "ref_area",
        "time_period",
        "first_day",
        "obs_value",
        "how",
        "source_id",
        "second_source_id",
    )
    rows = list(query.order_by("recorded_at", "id").values_list(*columns))
    grades = _grades({row[5:] for row in rows})
    best: dict[tuple[str, str], dict[float, tuple[int, Point]]] = defaultdict(dict)
    for code, area, period, first, value, *said in rows:
        mark = grades[tuple(said)]
        year = first.year + (first.month - 1) / 12 + (first.day - 1) / 365.25
        rank = 4 * _span(period) + GRADES.index(mark)
        held = best[code, area].get(year)
        if held is None or rank >= held[0]:
            best[code, area][year] = rank, Point(year, value, mark, period)
    return {key: _one_frequency([points[year][1] for year in sorted(points)]) for key, points in best.items()}


def _grades(said: set[tuple[Any, ...]]) -> dict[tuple[Any, ...], Grade]:
    """The grade for each way a figure is founded: (how, source, second source)."""
    wanted = {id_ for _, *sources in said for id_ in sources if id_}
    rows = Stored.objects.filter(id__in=wanted) if len(wanted) <= MANY else Stored.objects.all()
    sources = {row[0]: row[1:] for row in rows.values_list("id", "who", "form", "publisher")}
    return {
        (how, first, second): _grade(how, sources[first], sources.get(second, (None,))) for how, first, second in said
    }


def _span(period: str) -> int:
    """Longer periods rank higher: a year 4, a half-year 3, a quarter 2, a month 1, a day 0."""
    if len(period) == 4:
        return 4
    return {"S": 3, "Q": 2}.get(period[5], 1 if len(period) == 7 else 0)


def _one_frequency(points: list[Point]) -> list[Point]:
    yearly = [point for point in points if len(point.period) == 4]
    return yearly if len(yearly) >= YEARLY_FROM else points


def _grade(how: str, first: Sequence[Any], second: Sequence[Any]) -> Grade:
    other = Source(second[0], cast(Any, how), second[1], second[2]) if second and second[0] else None
    return grade_of(Source(first[0], cast(Any, how), first[1], first[2]), other)
