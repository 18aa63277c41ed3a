"""What is stored of statuses, and evidence to change it with."""

from typing import Any

from ortak.mechanisms.actors.viewers import PUBLIC, Viewer, class_key, visible_to
from ortak.mechanisms.indicators.recording import (
    NewMilestone,
    NewObservation,
    record_milestones,
    record_observations,
)
from ortak.mechanisms.indicators.tests.samples import TODAY
from ortak.vision.models import EvidenceItem, Headline, Standing
from ortak.vision.tests.recomputed import Cells

MEMBERS = ["AZ", "KG", "KZ", "TR", "UZ"]
KAZAKHSTAN = Viewer(frozenset({"KZ"}), in_organization=True)


def stored(viewer: Viewer = PUBLIC) -> Cells:
    rows = Standing.objects.filter(audience_class=class_key(visible_to(viewer)))
    return {(row.code, row.column): (row.status, row.grade, row.known, row.required, row.rule) for row in rows}


def headlines(viewer: Viewer = PUBLIC) -> dict[str, Any]:
    return dict(Headline.objects.filter(audience_class=class_key(visible_to(viewer))).values_list("code", "figure"))


def record(*rows: NewObservation, dataset: str = "standing.figures", **options: Any) -> None:
    record_observations(rows, dataset=dataset, today=TODAY, **options)


def record_acts(*rows: NewMilestone, dataset: str = "standing.acts", **options: Any) -> None:
    record_milestones(rows, dataset=dataset, today=TODAY, **options)


def act_items(by: str) -> list[EvidenceItem]:
    return list(EvidenceItem.objects.filter(kind="act", by=by).order_by("item"))
