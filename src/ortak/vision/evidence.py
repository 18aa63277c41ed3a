"""Everything known that can decide a status: read once for a class of viewers, at a moment, for some or all commitments.

Only acts linked to an evidence item and observations of an indicator that an item names are read; nothing else reaches a status.
Modelled figures, external assessments and context never do."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from ortak.engines.progress import Better, Grade, Link, Movement, Nature, Source, grade_of, movement
from ortak.mechanisms.indicators.models import EvidenceQuerySet, Indicator, MilestoneMark, Observation
from ortak.mechanisms.indicators.words import Category
from ortak.vision.models import EvidenceItem

ORG = "ORG"


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of a series: the period as a year with its fraction, the value, how well it is founded, and its period text."""

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
        """How the figure of an actor moved since the baseline, by the engine's rules."""
        about = self.indicators[indicator]
        points = self.series.get((indicator, actor), [])
        ends = (about["floor"], about["ceiling"])
        return movement(
            [(point.year, point.value) for point in points],
            better=cast(Better, about["better"]),
            nature=cast(Nature, about["nature"]),
            baseline=int(about["baseline"][:4]),
            target=about["target"],
            target_year=int(about["target_period"][:4]) if about["target_period"] else None,
            floor=ends[0],
            ceiling=ends[1],
            scale=cast(tuple[float, float], ends) if None not in ends and about["nature"] in ("share", "index") else None,
        )


def gather(
    audiences: Sequence[int],
    members: Sequence[str],
    *,
    codes: Collection[str] | None = None,
    known_on: datetime | None = None,
    since: int | None = 2021,
) -> Basis:
    """What the class of viewers with these audiences knows (or knew at a moment) about the commitments. `since` leaves out
    figures before that year, which no movement uses."""
    basis = Basis()
    items = EvidenceItem.objects.order_by("commitment", "order")
    for item in items if codes is None else items.filter(commitment__in=codes):
        basis.items[item.commitment_id].append(item)
    _read_links(basis, audiences, members, codes, known_on)
    named = {item.indicator for group in basis.items.values() for item in group if item.indicator}
    _read_indicators(basis, named)
    _read_series(basis, audiences, {*members, ORG}, known_on, since)
    return basis


def _read_links(
    basis: Basis, audiences: Sequence[int], members: Sequence[str], codes: Collection[str] | None, known_on: datetime | None
) -> None:
    marks = MilestoneMark.objects.exclude(item="").filter(milestone__audience__in=audiences, milestone__withdrawn=False)
    marks = marks.filter(milestone__modelled=False)
    if codes is not None:
        marks = marks.filter(code__in=codes)
    marks = _at(marks, known_on)
    columns = ("item", "stage", "milestone__first_day", "milestone_id", "milestone__binds__actor")
    sources = [f"milestone__{which}__{name}" for which in ("source", "second_source") for name in ("who", "form", "publisher")]
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
    """An item of the members is answered by those whom the act binds; one of the Organization by itself or by all members."""
    if by == EvidenceItem.By.MEMBERS:
        return bound & members
    return [ORG] if by and (ORG in bound or members <= bound) else []


def _at(marks: Any, known_on: datetime | None) -> Any:
    if known_on is None:
        return marks.filter(milestone__successor__isnull=True)
    from django.db.models import Q

    later = Q(milestone__successor__isnull=True) | Q(milestone__successor__recorded_at__gt=known_on)
    return marks.filter(later, milestone__recorded_at__lte=known_on)


def _read_indicators(basis: Basis, codes: set[str]) -> None:
    names = ("code", "better", "nature", "baseline", "target", "target_period", "ceiling", "floor", "unit_measure", "titles")
    rows = Indicator.objects.filter(code__in=codes, category=Category.EVIDENCE, modelled=False)
    basis.indicators = {row["code"]: row for row in rows.values(*names)}


def _read_series(
    basis: Basis, audiences: Sequence[int], areas: set[str], known_on: datetime | None, since: int | None
) -> None:
    query: EvidenceQuerySet = Observation.objects.filter(
        indicator__code__in=list(basis.indicators),
        ref_area__in=areas,
        counterpart_area="",
        modelled=False,
        audience__in=audiences,
    )
    query = query.current() if known_on is None else query.known_on(known_on)
    if since is not None:
        query = query.filter(first_day__year__gte=since)
    basis.series = read_points(query)


def read_points(query: EvidenceQuerySet) -> dict[tuple[str, str], list[Point]]:
    """Series by indicator and area, one point a period: of two sources of one period the better founded, then the newer one."""
    columns = ("indicator__code", "ref_area", "time_period", "first_day", "obs_value", "how", "source_id", "second_source_id")
    from ortak.mechanisms.indicators.models import Source as Stored

    sources = {row[0]: row[1:] for row in Stored.objects.values_list("id", "who", "form", "publisher")}
    grades: dict[tuple[Any, ...], Grade] = {}
    best: dict[tuple[str, str], dict[float, Point]] = defaultdict(dict)
    for code, area, period, first, value, how, source, second in query.order_by("recorded_at", "id").values_list(*columns):
        key = (how, source, second)
        mark = grades.get(key) or grades.setdefault(key, _grade(how, sources[source], sources.get(second, (None,))))
        year = first.year + (first.month - 1) / 12 + (first.day - 1) / 365.25
        held = best[code, area].get(year)
        if held is None or GRADE_ORDER[mark] >= GRADE_ORDER[held.grade]:
            best[code, area][year] = Point(year, value, mark, period)
    return {key: [points[year] for year in sorted(points)] for key, points in best.items()}


GRADE_ORDER = {"reported": 0, "documented": 1, "recorded": 2, "confirmed": 3}


def _grade(how: str, first: Sequence[Any], second: Sequence[Any]) -> Grade:
    other = Source(second[0], cast(Any, how), second[1], second[2]) if second and second[0] else None
    return grade_of(Source(first[0], cast(Any, how), first[1], first[2]), other)
