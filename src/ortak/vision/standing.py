"""From evidence to a status for every commitment and column, stored per class of viewers.

The words and rules are the progress engine's; here the things that a commitment requires are put together for it.
Statuses are rebuilt inside the transaction that adds evidence, for the commitments it touches.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction

from ortak.engines.progress import Grade, Status, Thing, act_thing, column, figure_thing, status, weakest
from ortak.mechanisms.actors.services import members_on
from ortak.mechanisms.actors.viewers import PUBLIC, Viewer, audiences_of, class_key, visible_to
from ortak.vision.evidence import ORG, Basis, gather
from ortak.vision.headline import SPARK_FROM, headline
from ortak.vision.models import Commitment, EvidenceItem, Headline, Standing, StandingChange


def things_of(basis: Basis, code: str, members: Sequence[str]) -> list[Thing]:
    """Every thing that a commitment requires, of the Organization and of each member."""
    return [thing for item in basis.items.get(code, []) for thing in _things_of_item(basis, item, members)]


def _things_of_item(basis: Basis, item: EvidenceItem, members: Sequence[str]) -> Iterable[Thing]:
    for actor in members if item.by == EvidenceItem.By.MEMBERS else [ORG]:
        if item.kind == EvidenceItem.Kind.ACT:
            yield act_thing(item.item, actor, basis.links.get(item.item, []))
        else:
            yield _figure(basis, item, actor)


def _figure(basis: Basis, item: EvidenceItem, actor: str) -> Thing:
    about = basis.indicators.get(item.indicator)
    if about is None or about["better"] == "none":
        return figure_thing(item.item, actor, None)
    moved = basis.movement_of(item.indicator, actor)
    points = basis.series.get((item.indicator, actor), [])
    ends = [
        point.grade for point in points if moved.first and moved.last and point.year in (moved.first[0], moved.last[0])
    ]
    mark: Grade | None = weakest(ends)
    return figure_thing(item.item, actor, moved.verdict, mark)


def statuses(basis: Basis, members: Sequence[str], served_by: dict[str, list[str]]) -> dict[tuple[str, str], Status]:
    """The status of every commitment in `served_by` for the Organization and each member. A priority is judged by
    the things of the directives that serve it, and by its own."""
    things = {code: things_of(basis, code, members) for code in basis.items}
    result = {}
    for code, serving in served_by.items():
        required = {(thing.item, thing.actor): thing for each in [code, *serving] for thing in things.get(each, [])}
        for actor in [ORG, *members]:
            result[code, actor] = status(column(required.values(), actor))
    return result


def statuses_known_on(moment: datetime, viewer: Viewer = PUBLIC) -> dict[tuple[str, str], Status]:
    """Every status as it would have been worked out from what the viewer could know at the moment."""
    members = members_on(moment.date())
    return statuses(gather(visible_to(viewer), members, known_on=moment), members, _serving(None))


def _serving(codes: Collection[str] | None) -> dict[str, list[str]]:
    """The commitments and what serves them. With `codes`, those and the priorities that they serve."""
    rows = dict(Commitment.objects.values_list("code", "served_by"))
    if codes is None:
        return rows
    return {code: serving for code, serving in rows.items() if code in codes or not set(codes).isdisjoint(serving)}


@transaction.atomic
def rebuild(audiences: Sequence[int], *, today: date, codes: Collection[str] | None = None) -> int:
    """Work out and store the statuses of all commitments, or of those touched, for one class of viewers. Returns the
    number of cells that changed."""
    members = members_on(today)
    serving = _serving(codes)
    needed = None if codes is None else {code for key, more in serving.items() for code in (key, *more)}
    basis = gather(audiences, members, codes=needed, since=SPARK_FROM, shown=serving)
    fresh = statuses(basis, members, serving)
    key = class_key(audiences)
    changed = _store(key, fresh, everything=codes is None)
    _store_headlines(key, {code: headline(basis, code, members) for code in serving})
    return changed


def rebuild_all(today: date) -> None:
    """Work out the statuses of the public and of every other class of viewers that has any."""
    keys = {class_key(visible_to(PUBLIC)), *_classes()}
    for key in sorted(keys):
        rebuild(audiences_of(key), today=today)


def _classes() -> set[str]:
    return set(Standing.objects.values_list("audience_class", flat=True).distinct())


def _store(key: str, fresh: dict[tuple[str, str], Status], everything: bool) -> int:
    rows = Standing.objects.filter(audience_class=key)
    if not everything:
        rows = rows.filter(code__in={code for code, _ in fresh})
    stored = {(row.code, row.column): row for row in rows}
    changed, moved = [], []
    for (code, actor), found in fresh.items():
        row = Standing(audience_class=key, code=code, column=actor, **_columns(found))
        old = stored.pop((code, actor), None)
        if old is None or any(getattr(old, name) != getattr(row, name) for name in _COLUMNS):
            changed.append(row)
        if old is not None and old.status != row.status:
            change = {"before": old.status, "after": row.status, "rule": row.rule}
            moved.append(StandingChange(audience_class=key, code=code, column=actor, **change))
    cell = ["audience_class", "code", "column"]
    Standing.objects.bulk_create(changed, update_conflicts=True, unique_fields=cell, update_fields=_COLUMNS)
    StandingChange.objects.bulk_create(moved)
    if stored:
        Standing.objects.filter(pk__in=[row.pk for row in stored.values()]).delete()
    return len(changed) + len(stored)


_COLUMNS = ["status", "grade", "required", "known", "counts", "rule"]


def _columns(found: Status) -> dict[str, Any]:
    return {
        "status": found.word,
        "grade": found.grade or "",
        "required": found.required,
        "known": found.known,
        "counts": {name: number for name, number in asdict(found.counts).items() if number},
        "rule": found.rule,
    }


def _store_headlines(key: str, figures: dict[str, dict[str, Any] | None]) -> None:
    rows = Headline.objects.filter(audience_class=key, code__in=figures)
    stored = dict(rows.values_list("code", "figure"))
    changed = [
        Headline(audience_class=key, code=code, figure=figure)
        for code, figure in figures.items()
        if figure is not None and figure != stored.get(code)
    ]
    cell = ["audience_class", "code"]
    Headline.objects.bulk_create(changed, update_conflicts=True, unique_fields=cell, update_fields=["figure"])
    if gone := [code for code in stored if figures[code] is None]:
        rows.filter(code__in=gone).delete()


def rebuild_after(
    sender: object, *, indicators: set[str], marks: set[str], audiences: set[int], today: date | None = None, **_: Any
) -> None:
    """Rebuild what new evidence touches, for every class of viewers that can see it. Runs inside the recording
    transaction."""
    from django.utils import timezone

    items = EvidenceItem.objects.filter(indicator__in=indicators) if indicators else EvidenceItem.objects.none()
    codes = set(marks) | set(items.values_list("commitment__code", flat=True))
    if not codes:
        return
    for key in sorted(_classes()):
        ids = audiences_of(key)
        if audiences & set(ids):
            rebuild(ids, today=today or timezone.now().date(), codes=codes)


def ensure(viewer: Viewer, today: date) -> str:
    """The key of the viewer's class; its statuses are worked out first if nobody of that class has looked yet."""
    audiences = visible_to(viewer)
    key = class_key(audiences)
    if not Standing.objects.filter(audience_class=key).exists():
        rebuild(audiences, today=today)
    return key
