"""The whole chain of a status: the word, the rule that decided it, every thing required, and what is known of it
down to the source."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from ortak.engines.progress import METHOD_VERSION, MOVEMENT_RULES, STATUS_SENTENCES, Movement, Thing, column, status
from ortak.mechanisms.actors.services import members_on
from ortak.mechanisms.actors.viewers import PUBLIC, Viewer, visible_to
from ortak.mechanisms.indicators.models import Indicator, Milestone, Observation
from ortak.mechanisms.indicators.words import Category
from ortak.vision.evidence import ORG, Basis, gather
from ortak.vision.models import Commitment, EvidenceItem
from ortak.vision.provenance import milestone_dict, observation_dict
from ortak.vision.standing import things_of


class UnknownCode(ValueError):
    """A code that is no directive or priority: suggests the nearest ones."""


def find(code: str) -> Commitment:
    """The commitment of a code, in any letter case. Raises `UnknownCode` with what is near."""
    wanted = code.strip().upper()
    rows = Commitment.objects.select_related("section")
    found = rows.filter(code=wanted).first() if wanted.isprintable() else None
    if found:
        return found
    from difflib import get_close_matches

    near = get_close_matches(wanted[:20], rows.values_list("code", flat=True), n=4, cutoff=0.4)
    hint = f"; near are {', '.join(near)}" if near else ""
    raise UnknownCode(f"{code[:40]!r} is no directive or priority{hint}; codes read like TRA-1 or PRI-35")


def explain(code: str, viewer: Viewer = PUBLIC, *, today: date, known_on: datetime | None = None) -> dict[str, Any]:
    """Everything behind the cells of one commitment, as data: the same for the page, the command and the API."""
    commitment = find(code)
    audiences = visible_to(viewer)
    members = members_on(known_on.date() if known_on else today)
    codes = [commitment.code, *commitment.served_by]
    basis = gather(audiences, members, codes=codes, known_on=known_on, since=2000)
    things = {(t.item, t.actor): t for each in codes for t in things_of(basis, each, members)}
    acts = _acts(audiences, [item.item for each in codes for item in basis.items.get(each, [])], known_on)
    return {
        "code": commitment.code,
        "kind": commitment.kind,
        "area": commitment.section_id,
        "title": commitment.titles["en"],
        "titles": commitment.titles,
        "services": commitment.services,
        "evidence_asked_for": commitment.evidence,
        "served_by": commitment.served_by,
        "as_of": (known_on.date() if known_on else today).isoformat(),
        "method_version": METHOD_VERSION,
        "columns": {actor: _verdict(column(things.values(), actor)) for actor in [ORG, *members]},
        "items": [
            _item(basis, item, members, things, acts, audiences, known_on)
            for each in codes
            for item in basis.items.get(each, [])
        ],
        "context": _context(commitment, audiences, known_on),
    }


def _verdict(things: Sequence[Thing]) -> dict[str, Any]:
    found = status(things)
    return {
        "status": found.word,
        "grade": found.grade,
        "known": found.known,
        "required": found.required,
        "rule": found.rule,
        "because": STATUS_SENTENCES[found.rule],
        "counts": found.counts.line(),
    }


def _acts(audiences: Sequence[int], items: Sequence[str], known_on: datetime | None) -> dict[str, list[dict[str, Any]]]:
    query = Milestone.objects.filter(audience__in=audiences, marks__item__in=items).distinct()
    query = query.known_on(known_on) if known_on else query.current()
    found: dict[str, list[dict[str, Any]]] = {}
    rows = query.select_related("source", "second_source", "agreement", "owner").prefetch_related("binds", "marks")
    for milestone in rows.order_by("first_day", "natural_key"):
        for mark in milestone.marks.all():
            if mark.item:
                found.setdefault(mark.item, []).append({"stage": mark.stage, **milestone_dict(milestone)})
    return found


def _item(
    basis: Basis,
    item: EvidenceItem,
    members: Sequence[str],
    things: dict[tuple[str, str], Thing],
    acts: dict[str, list[dict[str, Any]]],
    audiences: Sequence[int],
    known_on: datetime | None,
) -> dict[str, Any]:
    actors = list(members) if item.by == EvidenceItem.By.MEMBERS else [ORG]
    result = {
        "item": item.item,
        "code": item.commitment_id,
        "kind": item.kind,
        "by": item.by,
        "what": item.titles["en"],
        "titles": item.titles,
        "indicator": item.indicator or None,
        "states": {actor: _thing(things[item.item, actor]) for actor in actors},
        "acts": acts.get(item.item, []),
        "figures": {},
    }
    if item.indicator in basis.indicators:
        result["figures"] = {
            actor: _figures(basis, item.indicator, actor, audiences, known_on)
            for actor in actors
            if basis.series.get((item.indicator, actor))
        }
    return result


def _thing(thing: Thing) -> dict[str, Any]:
    return {"state": thing.state, "grade": thing.grade}


def _figures(
    basis: Basis, indicator: str, actor: str, audiences: Sequence[int], known_on: datetime | None
) -> dict[str, Any]:
    moved = basis.movement_of(indicator, actor)
    points = basis.series[indicator, actor]
    return {
        "movement": movement_dict(moved),
        "points": [{"period": point.period, "value": point.value, "grade": point.grade} for point in points],
        "latest": latest(indicator, actor, audiences, known_on),
    }


def movement_dict(moved: Movement) -> dict[str, Any]:
    """A movement as data, with the sentence of the rule that decided it."""
    return {**asdict(moved), "because": MOVEMENT_RULES[moved.rule]}


def latest(indicator: str, area: str, audiences: Sequence[int], known_on: datetime | None) -> dict[str, Any] | None:
    """The newest observation of a series with its whole provenance."""
    query = Observation.objects.filter(
        indicator__code=indicator, ref_area=area, counterpart_area="", audience__in=audiences, modelled=False
    )
    query = query.known_on(known_on) if known_on else query.current()
    row = (
        query.select_related("source", "second_source", "indicator", "owner")
        .order_by("-first_day", "-recorded_at")
        .first()
    )
    return observation_dict(row) if row else None


def _context(commitment: Commitment, audiences: Sequence[int], known_on: datetime | None) -> dict[str, Any]:
    """What else is known: acts that answer no item, and indicators that may not decide. Shown beside, never counted."""
    query = Milestone.objects.filter(audience__in=audiences, marks__code=commitment.code, marks__item="").distinct()
    query = query.known_on(known_on) if known_on else query.current()
    rows = query.select_related("source", "second_source", "agreement", "owner").prefetch_related("binds", "marks")
    used = set(commitment.items.exclude(indicator="").values_list("indicator", flat=True))
    others = [
        row for row in Indicator.objects.order_by("code") if commitment.code in row.codes and row.code not in used
    ]
    return {
        "acts": [milestone_dict(row) for row in rows.order_by("-first_day", "natural_key")],
        "indicators": [
            {"code": row.code, "title": row.titles["en"], "class": row.category, "unit": row.unit_measure}
            for row in others
            if row.category != Category.EVIDENCE or not row.pairs
        ],
    }
