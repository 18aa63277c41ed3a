"""Who looks, and the one function that decides what is visible."""

from collections.abc import Iterable
from dataclasses import dataclass

#: keys of the two audiences that every installation has
PUBLIC_KEY, ORGANIZATION_KEY = "public", "organization"


@dataclass(frozen=True)
class Viewer:
    """Someone who reads. `actors` are the codes he speaks for; `in_organization` says whether one of them is a
    member, an observer or a body of the Organization. Until sign-in comes every reader is `PUBLIC`."""

    actors: frozenset[str] = frozenset()
    in_organization: bool = False


PUBLIC = Viewer()


def visible_to(viewer: Viewer) -> tuple[int, ...]:
    """The ids of the audiences that contain the viewer, ascending. Every query of owned rows passes through this:
    `Model.objects.visible_to(viewer)` is `audience IN (...)` over exactly these ids."""
    from ortak.mechanisms.actors.models import Audience, AudienceActor

    keys = [PUBLIC_KEY] + ([ORGANIZATION_KEY] if viewer.in_organization else [])
    ids = set(Audience.objects.filter(key__in=keys).values_list("id", flat=True))
    if viewer.actors:
        ids |= set(AudienceActor.objects.filter(actor__code__in=viewer.actors).values_list("audience_id", flat=True))
    return tuple(sorted(ids))


def class_key(audiences: Iterable[int]) -> str:
    """The name of a class of viewers who see the same: what is stored per audience class carries it."""
    return ",".join(map(str, sorted(audiences)))


def audiences_of(key: str) -> list[int]:
    """The audiences of a class, from its name."""
    return [int(part) for part in key.split(",")]


def state_of(audiences: Iterable[int]) -> str:
    """A text that changes exactly when something visible to this class changes: the heart of every ETag. A row that is
    hidden from the class leaves it as it was."""
    from ortak.mechanisms.actors.models import Audience

    rows = Audience.objects.filter(id__in=tuple(audiences)).order_by("id").values_list("id", "version")
    return ".".join(f"{audience}v{version}" for audience, version in rows)
