"""Projections of the series that statuses rest on: made by the progress engine, stored with the digest of their
inputs."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from ortak.engines.progress import METHOD_VERSION
from ortak.mechanisms.actors.services import in_order
from ortak.mechanisms.actors.viewers import PUBLIC, Viewer, class_key, visible_to
from ortak.mechanisms.indicators.models import Indicator, Observation
from ortak.mechanisms.indicators.words import Nature
from ortak.vision.evidence import Point, read_points
from ortak.vision.models import StoredOutlook

QUANTITIES = (Nature.LEVEL, Nature.COUNT, Nature.MONEY)


def of_indicator(code: str, ref_area: str | None = None, viewer: Viewer = PUBLIC) -> list[dict[str, Any]]:
    """The outlooks of an indicator, by area: what is stored, or worked out now where it is missing or out of date."""
    indicator = find_indicator(code)
    audiences = visible_to(viewer)
    series = _series(audiences, [code])
    if ref_area is not None and (code, ref_area.upper()) not in series:
        known = ", ".join(in_order(area for _, area in series)) or "none"
        raise UnknownIndicator(f"{code} has no series of {ref_area!r}; it has {known}")
    areas = [ref_area.upper()] if ref_area else in_order(area for _, area in series)
    stored = _stored(class_key(audiences), code)
    return [_kept(indicator, area, series[code, area], stored, class_key(audiences)) for area in areas]


class UnknownIndicator(ValueError):
    """A code or area without a series: says what is near or known."""


def find_indicator(code: str) -> Indicator:
    """The indicator of a code. Raises `UnknownIndicator` with what is near."""
    try:
        return Indicator.objects.get(code=code)
    except Indicator.DoesNotExist:
        from difflib import get_close_matches

        near = get_close_matches(code, Indicator.objects.values_list("code", flat=True), n=4, cutoff=0.5)
        raise UnknownIndicator(f"no indicator {code!r}" + (f"; near are {', '.join(near)}" if near else "")) from None


def work_out_all(viewer: Viewer = PUBLIC) -> Iterator[tuple[int, int]]:
    """Work out every outlook that is missing or out of date; yields (done, total) after each series."""
    audiences = visible_to(viewer)
    key = class_key(audiences)
    indicators = {row.code: row for row in Indicator.objects.filter(pairs=False)}
    series = _series(audiences, list(indicators))
    for done, ((code, area), points) in enumerate(sorted(series.items()), start=1):
        _kept(indicators[code], area, points, _stored(key, code), key)
        yield done, len(series)


def _series(audiences: tuple[int, ...], codes: list[str]) -> dict[tuple[str, str], list[Point]]:
    rows = Observation.objects.filter(
        indicator__code__in=codes, counterpart_area="", modelled=False, audience__in=audiences
    )
    return read_points(rows.current())


def _stored(key: str, code: str) -> dict[str, StoredOutlook]:
    return {row.ref_area: row for row in StoredOutlook.objects.filter(audience_class=key, indicator=code)}


def _kept(
    indicator: Indicator, area: str, points: list[Point], stored: dict[str, StoredOutlook], key: str
) -> dict[str, Any]:
    digest = _digest(indicator, points)
    row = stored.get(area)
    if row and row.digest == digest and row.engine_version == METHOD_VERSION:
        return dict(row.result)
    result = _work_out(indicator, area, points)
    StoredOutlook.objects.update_or_create(
        audience_class=key,
        indicator=indicator.code,
        ref_area=area,
        defaults={"digest": digest, "engine_version": METHOD_VERSION, "result": result},
    )
    return result


def _digest(indicator: Indicator, points: list[Point]) -> str:
    inputs = [_lowest(indicator, points), indicator.ceiling, [(point.year, point.value) for point in points]]
    return hashlib.sha256(json.dumps(inputs).encode()).hexdigest()


def _lowest(indicator: Indicator, points: list[Point]) -> float | None:
    """The least that the figure can be: its floor, or zero for a quantity that never was below it. A rate of growth or
    a balance can fall below zero."""
    if indicator.floor is None and indicator.nature in QUANTITIES and all(point.value >= 0 for point in points):
        return 0.0
    return indicator.floor


def _work_out(indicator: Indicator, area: str, points: list[Point]) -> dict[str, Any]:
    from ortak.engines.progress.outlook import REASONS, NoOutlook, outlook

    yearly = [point for point in points if point.year == int(point.year)]
    found = outlook(
        [int(point.year) for point in yearly],
        [point.value for point in yearly],
        lower=_lowest(indicator, yearly),
        upper=indicator.ceiling,
    )
    base = {"indicator": indicator.code, "ref_area": area}
    if isinstance(found, NoOutlook):
        return base | {"method": None, "reason": REASONS[found.reason], "points": []}
    path = [
        {"year": year, "value": value, "low": low, "high": high}
        for year, value, low, high in zip(found.years, found.values, found.low, found.high, strict=True)
    ]
    return base | {"method": found.method, "reason": None, "parameters": list(found.parameters), "points": path}
