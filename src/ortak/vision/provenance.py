"""A row of evidence as data: what it says, who says it and how, where it can be looked up, and how well it is
founded."""

from typing import Any, cast

from ortak.engines.progress import Source as Spoken
from ortak.engines.progress import grade_of
from ortak.mechanisms.actors.services import in_order
from ortak.mechanisms.indicators.models import Evidence, Milestone, Observation, Source


def source_dict(source: Source, locator: str) -> dict[str, Any]:
    return {
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published or None,
        "address": source.url or None,
        "place": locator or None,
        "licence": source.licence or None,
        "who": source.who,
        "form": source.form,
    }


def evidence_dict(row: Evidence) -> dict[str, Any]:
    """What observations and milestones share."""
    second = row.second_source
    first = _spoken(row.source, row.how)
    return {
        "id": str(row.id),
        "grade": "modelled" if row.modelled else grade_of(first, _spoken(second, row.how) if second else None),
        "who": row.source.who,
        "how": row.how,
        "source": source_dict(row.source, row.locator),
        "second_source": source_dict(second, row.second_locator) if second else None,
        "owner": row.owner.code,
        "recorded_at": row.recorded_at.isoformat(timespec="seconds"),
        "dataset": row.dataset,
        "method": row.method or None,
        "method_version": row.method_version or None,
        "run": row.run or None,
        "note": row.comment or None,
    }


def observation_dict(row: Observation) -> dict[str, Any]:
    return {
        "kind": "figure",
        "code": row.indicator.code,
        "title": row.indicator.titles["en"],
        "date": row.time_period,
        "states": [area for area in (row.ref_area, row.counterpart_area) if area],
        "value": row.obs_value,
        "unit": row.indicator.unit_measure,
        "class": row.indicator.category,
        **evidence_dict(row),
    }


def milestone_dict(row: Milestone) -> dict[str, Any]:
    marks = list(row.marks.all())
    return {
        "kind": row.kind,
        "code": row.natural_key.rpartition("|")[2],
        "title": row.titles["en"],
        "date": row.time_period,
        "states": in_order(bound.actor for bound in row.binds.all()),
        "codes": sorted({mark.code for mark in marks}),
        "items": sorted(f"{mark.item}:{mark.stage}" for mark in marks if mark.item),
        "agreement": row.agreement.code if row.agreement else None,
        "step": row.step or None,
        **evidence_dict(row),
    }


def _spoken(source: Source, how: str) -> Spoken:
    return Spoken(cast(Any, source.who), cast(Any, how), cast(Any, source.form), source.publisher)
