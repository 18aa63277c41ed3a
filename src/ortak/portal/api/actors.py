"""Who is who: actors with their roles, and the participants of the Organization as it lists them itself."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from ortak.mechanisms.actors.models import Actor, Role
from ortak.mechanisms.actors.services import roles_on
from ortak.portal.api.answers import as_json, no_parameters
from ortak.portal.api.forms import Form
from ortak.portal.api.parameters import today

router = Router(tags=["actors"])

RoleKind = Literal["organization", "member", "observer", "body"]
Names = Annotated[dict[str, str], Field(description="The name by BCP 47 tag of the language.")]
NO_POSITION = (
    "The list and its wording are the Organization's own. No position on the status of anybody, of a territory or of a "
    "border is implied."
)


class RoleSource(Form):
    title: str
    publisher: str
    address: str | None
    place: str | None


class ActorRole(Form):
    """What an actor is in the Organization, from when to when."""

    role: RoleKind
    since: str
    until: str | None
    source: RoleSource


class ActorForm(Form):
    code: str
    kind: Literal["state", "entity", "organisation"]
    names: Names
    roles: list[ActorRole]


@router.get("/actors", response=list[ActorForm], summary="Actors")
@no_parameters
def actors(request: HttpRequest) -> HttpResponse:
    """States, entities and organisations that own something or are named here, with their roles."""
    rows = Actor.objects.order_by("code").prefetch_related("roles")
    return as_json([_actor(row) for row in rows])


def _actor(row: Actor) -> dict[str, Any]:
    roles = sorted(row.roles.all(), key=lambda role: (role.first_day, role.kind))
    return {
        "code": row.code,
        "kind": row.kind,
        "names": row.names,
        "roles": [
            {
                "role": role.kind,
                "since": role.valid_from,
                "until": role.last_day.isoformat() if role.last_day else None,
                "source": _source(role),
            }
            for role in roles
        ],
    }


def _source(role: Role) -> dict[str, Any]:
    return {
        "title": role.source_title,
        "publisher": role.publisher,
        "address": role.url or None,
        "place": role.locator or None,
    }


class Participant(Form):
    code: str
    names: Names
    role: RoleKind
    since: str
    source: RoleSource


class Participants(Form):
    as_of: str
    note: str
    participants: list[Participant]


@router.get("/participants", response=Participants, summary="Participants of the Organization")
@no_parameters
def participants(request: HttpRequest) -> HttpResponse:
    """The Organization, its members, observers and sister bodies today."""
    day = today()
    order = list(Role.Kind.values)
    roles = sorted(roles_on(day), key=lambda role: (order.index(role.kind), role.actor.names["en"]))
    found = [
        {
            "code": role.actor.code,
            "names": role.actor.names,
            "role": role.kind,
            "since": role.valid_from,
            "source": _source(role),
        }
        for role in roles
    ]
    return as_json({"as_of": day.isoformat(), "note": NO_POSITION, "participants": found})
