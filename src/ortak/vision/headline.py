"""The one figure that stands for a commitment on the board, with a short series behind it.

An indicator of the Organization shows its own value. An indicator of the members shows the median of the members
that have the latest common year, three at least, with the lowest and highest: a description of what they report, not
an estimate for the region. Figures from before 2015 are no headline.
"""

from collections.abc import Sequence
from statistics import median
from typing import Any

from ortak.vision.evidence import ORG, Basis, Point, of_one_frequency
from ortak.vision.models import EvidenceItem

SPARK_FROM = 2015
LEAST_MEMBERS = 3  # fewer are those members, not the region
A_YEAR = (0.99, 1.01)


def headline(basis: Basis, code: str, members: Sequence[str]) -> dict[str, Any] | None:
    """The figure of the first indicator item that has one; None where no item has a figure."""
    for item in basis.items.get(code, []):
        if item.kind == EvidenceItem.Kind.INDICATOR and item.indicator in basis.indicators:
            figure = _own(basis, item.indicator) or _of_members(basis, item.indicator, members)
            if figure:
                about = basis.indicators[item.indicator]
                return {"indicator": item.indicator, "unit": about["unit_measure"], **figure}
    return None


def _own(basis: Basis, indicator: str) -> dict[str, Any] | None:
    points = _recent(basis, indicator, ORG)
    if not points:
        return None
    last = points[-1]
    figure = {"of": "organization", "value": last.value, "period": last.period}
    return figure | _history([(point.year, point.value) for point in points])


def _of_members(basis: Basis, indicator: str, members: Sequence[str]) -> dict[str, Any] | None:
    years: dict[float, list[Point]] = {}
    for actor in members:
        for point in _recent(basis, indicator, actor):
            years.setdefault(point.year, []).append(point)
    needed = max((len(points) for points in years.values()), default=0)
    common = sorted(year for year, points in years.items() if len(points) == needed)
    if not common or needed < LEAST_MEMBERS:
        return None
    values = [point.value for point in years[common[-1]]]
    figure = {"of": "members", "value": median(values), "low": min(values), "high": max(values), "members": len(values)}
    history = [(year, median(point.value for point in years[year])) for year in common]
    return figure | {"period": years[common[-1]][0].period} | _history(history)


def _recent(basis: Basis, indicator: str, actor: str) -> list[Point]:
    points = basis.series.get((indicator, actor), [])
    return of_one_frequency([point for point in points if point.year >= SPARK_FROM])


def _history(points: list[tuple[float, float]]) -> dict[str, Any]:
    """Change over the last year of the series, and the points of a small line."""
    changed = {}
    if len(points) > 1 and A_YEAR[0] <= points[-1][0] - points[-2][0] <= A_YEAR[1]:
        changed = {"change": points[-1][1] - points[-2][1]}
    spark = [[year, value] for year, value in points]
    return changed | {"spark": spark if len(spark) > 2 else []}
