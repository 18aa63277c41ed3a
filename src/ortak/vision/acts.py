"""Acts in force: for each agreement of the Organization that needs approval, each signatory's own steps, and whose step
was not found while joint entry into force is awaited. Not found is unknown, not "no"."""

from datetime import date
from typing import Any

from ortak.mechanisms.actors.viewers import PUBLIC, Viewer, visible_to
from ortak.mechanisms.indicators.models import Agreement, Milestone
from ortak.mechanisms.indicators.words import Step
from ortak.vision.provenance import evidence_dict, source_dict

#: steps with which a state has done its own part
OWN_STEP_DONE = {Step.APPROVED, Step.DEPOSITED}


def acts(viewer: Viewer = PUBLIC, *, today: date) -> list[dict[str, Any]]:
    """Every agreement, newest signature first."""
    audiences = visible_to(viewer)
    rows = Milestone.objects.filter(audience__in=audiences, agreement__isnull=False).current()
    rows = rows.select_related("source", "second_source", "owner", "agreement").prefetch_related("binds")
    steps: dict[str, list[Milestone]] = {}
    for milestone in rows.order_by("first_day", "natural_key"):
        steps.setdefault(milestone.agreement.code, []).append(milestone)
    agreements = Agreement.objects.select_related("source").order_by("-signed", "code")
    return [_act(agreement, steps.get(agreement.code, []), today) for agreement in agreements]


def _act(agreement: Agreement, milestones: list[Milestone], today: date) -> dict[str, Any]:
    in_force = agreement.in_force or None
    states = {code: _state(code, milestones, in_force) for code in agreement.signatories}
    not_found = sorted(code for code, state in states.items() if state["status"] != "own step done")
    return {
        "id": agreement.code,
        "title": agreement.titles["en"],
        "signed": agreement.signed or None,
        "place": agreement.place or None,
        "in_force": in_force,
        "entry_rule": agreement.entry_rule or None,
        "own_step_not_found": [] if in_force else not_found,
        "waiting_since": None if in_force else agreement.signed or None,
        "days_since_signature": None if in_force else _days(agreement.signed, today),
        "source": source_dict(agreement.source, agreement.locator),
        "note": agreement.note or None,
        "signatories": states,
    }


def _state(code: str, milestones: list[Milestone], in_force: str | None) -> dict[str, Any]:
    own = [row for row in milestones if code in {bound.actor for bound in row.binds.all()}]
    steps = [{"step": row.step, "date": row.time_period, "title": row.titles["en"], **_source(row)} for row in own]
    done = {row.step for row in own}
    if in_force and (done & OWN_STEP_DONE or Step.ENTERED in done):
        status = "in force"
    elif done & OWN_STEP_DONE:
        status = "own step done"
    else:
        status = "unknown"
    return {"status": status, "steps": steps}


def _source(row: Milestone) -> dict[str, Any]:
    shared = evidence_dict(row)
    return {"source": shared["source"], "second_source": shared["second_source"], "grade": shared["grade"]}


def _days(signed: str, today: date) -> int | None:
    return (today - date.fromisoformat(signed)).days if len(signed) == 10 else None
