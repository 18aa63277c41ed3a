"""Every fact and figure that a viewer may see, as rows with their whole provenance: for lists, the API and the bulk
file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q

from ortak.mechanisms.actors.services import UnknownActor, known_area
from ortak.mechanisms.actors.viewers import PUBLIC, Viewer, visible_to
from ortak.mechanisms.contract import AreaConfig
from ortak.mechanisms.indicators.models import EvidenceQuerySet, Milestone, Observation
from ortak.vision.explain import UnknownCode, find
from ortak.vision.models import EvidenceItem, Section
from ortak.vision.outlooks import UnknownIndicator, find_indicator
from ortak.vision.provenance import milestone_dict, observation_dict


class UnknownFilter(ValueError):
    """A filter of the list for something that does not exist: says what is near or valid."""


@dataclass(frozen=True)
class Wanted:
    """What a list is asked for; empty means all. Taken as it is: `asked_for` checks what a reader names."""

    code: str | None = None
    state: str | None = None
    kind: str | None = None
    indicator: str | None = None
    known_on: datetime | None = None
    area: str | None = None

    @property
    def is_text(self) -> bool:
        """Whether a database can look for it: no text of ours holds a zero byte."""
        return not any("\x00" in (part or "") for part in (self.code, self.state, self.indicator, self.area))


def asked_for(
    *,
    code: str | None = None,
    state: str | None = None,
    kind: str | None = None,
    indicator: str | None = None,
    known_on: datetime | None = None,
    area: str | None = None,
) -> Wanted:
    """What a reader asks a list for. Raises `UnknownFilter` for whatever does not exist: a filter that is misspelt
    would else find nothing, which reads as if nothing were known."""
    if kind and kind not in ("acts", "figures"):
        raise UnknownFilter(f"kind {kind[:40]!r} does not exist; valid are acts and figures")
    if area and area not in areas():
        raise UnknownFilter(f"area {area[:40]!r} does not exist; valid are {', '.join(areas())}")
    try:
        return Wanted(
            code=find(code).code if code else None,
            state=known_area(state) if state else None,
            kind=kind or None,
            indicator=find_indicator(indicator).code if indicator else None,
            known_on=known_on,
            area=area or None,
        )
    except UnknownActor as error:
        raise UnknownFilter(f"state {error}") from None
    except (UnknownCode, UnknownIndicator) as error:
        raise UnknownFilter(str(error)) from None


def areas() -> list[str]:
    """Every area that may have evidence: those of the vision in its order, then rooms without a section of it."""
    sections = list(Section.objects.values_list("area", flat=True))
    rooms = [config.label for config in apps.get_app_configs() if isinstance(config, AreaConfig)]
    return [*sections, *(room for room in rooms if room not in sections)]


def catalogue(wanted: Wanted | None = None, viewer: Viewer = PUBLIC) -> Iterator[dict[str, Any]]:
    """Acts, newest first, then figures by indicator, state and period."""
    wanted = wanted or Wanted()
    if wanted.kind != "figures" and not wanted.indicator:
        for act in acts_of(wanted, viewer).iterator(chunk_size=500):
            yield milestone_dict(act)
    if wanted.kind != "acts":
        for figure in figures_of(wanted, viewer).iterator(chunk_size=2000):
            yield observation_dict(figure)


def acts_of(wanted: Wanted, viewer: Viewer = PUBLIC) -> EvidenceQuerySet:
    """The acts asked for, newest first."""
    rows = _at(Milestone.objects.filter(audience__in=visible_to(viewer)), wanted.known_on)
    if not wanted.is_text:
        return rows.none()
    if wanted.code:
        rows = rows.filter(marks__code=wanted.code.upper())
    if wanted.state:
        rows = rows.filter(binds__actor=wanted.state.upper())
    if wanted.area:
        rows = rows.filter(dataset=wanted.area)
    rows = rows.distinct().select_related("source", "second_source", "agreement", "owner")
    return rows.prefetch_related("binds", "marks").order_by("-first_day", "natural_key")


def figures_of(wanted: Wanted, viewer: Viewer = PUBLIC) -> EvidenceQuerySet:
    """The figures asked for, by indicator, area and period."""
    rows = _at(Observation.objects.filter(audience__in=visible_to(viewer)), wanted.known_on)
    if not wanted.is_text:
        return rows.none()
    if wanted.code:
        items = EvidenceItem.objects.filter(commitment__code=wanted.code.upper()).exclude(indicator="")
        rows = rows.filter(indicator__code__in=list(items.values_list("indicator", flat=True)))
    if wanted.state:
        rows = rows.filter(Q(ref_area=wanted.state.upper()) | Q(counterpart_area=wanted.state.upper()))
    if wanted.indicator:
        rows = rows.filter(indicator__code=wanted.indicator)
    if wanted.area:
        rows = rows.filter(indicator__area=wanted.area)
    rows = rows.select_related("source", "second_source", "indicator", "owner")
    return rows.order_by("indicator__code", "ref_area", "counterpart_area", "first_day", "id")


def versions(key: str, viewer: Viewer = PUBLIC) -> Iterator[dict[str, Any]]:
    """Every version of the rows whose id or natural key matches, oldest first, superseded and withdrawn ones
    included."""
    if "\x00" in key:
        return
    for model, as_dict in ((Milestone, milestone_dict), (Observation, observation_dict)):
        rows = model.objects.filter(audience__in=visible_to(viewer))
        keys = rows.filter(_matching(key)).order_by().values_list("natural_key", flat=True).distinct()[:50]
        wanted = list(keys)
        related = ["source", "second_source", "owner", "agreement" if model is Milestone else "indicator"]
        for row in rows.filter(natural_key__in=wanted).select_related(*related).order_by("natural_key", "version"):
            yield {**as_dict(row), "version": row.version, "withdrawn": row.withdrawn, "natural_key": row.natural_key}


def _matching(key: str) -> Q:
    try:
        return Q(id=UUID(key))
    except ValueError:
        return Q(natural_key__contains=key)


def _at(rows: EvidenceQuerySet, known_on: datetime | None) -> EvidenceQuerySet:
    return rows.known_on(known_on) if known_on else rows.current()
