"""What can be done with actors: load them, ask who has which role on a day, and make or find an audience."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from importlib.resources import files

from babel import Locale
from django.db import transaction
from django.db.models import F, Q

from ortak.engines.periods import parse_period
from ortak.mechanisms.actors.models import Actor, Audience, AudienceActor, Role
from ortak.mechanisms.actors.viewers import ORGANIZATION_KEY, PUBLIC_KEY
from ortak.mechanisms.contract.tables import read_table


class UnknownActor(ValueError):
    """A code that is no actor: the message says which are."""


def load_actors() -> int:
    """Actors, roles and the two standing audiences from the data files; loading again changes nothing. Returns the number of actors."""
    folder = files("ortak.mechanisms.actors") / "data"
    actors = {}
    for row in read_table(folder / "actors.csv"):
        names = {tag: row[tag] for tag in row if tag not in ("code", "kind") and row[tag]}
        actors[row["code"]], _ = Actor.objects.update_or_create(
            code=row["code"], defaults={"kind": row["kind"], "names": names, "source_language": "en"}
        )
    for row in read_table(folder / "roles.csv"):
        last = parse_period(row["valid_to"]).last if row["valid_to"] else None
        Role.objects.update_or_create(
            actor=actors[row["actor"]],
            kind=row["kind"],
            valid_from=row["valid_from"],
            defaults={
                "first_day": parse_period(row["valid_from"]).first,
                "last_day": last,
                **{name: row[name] for name in ("source_title", "publisher", "url", "locator")},
            },
        )
    Audience.objects.get_or_create(key=PUBLIC_KEY)
    Audience.objects.get_or_create(key=ORGANIZATION_KEY)
    return len(actors)


def members_on(day: date) -> list[str]:
    """Codes of the members on a day, in the order of their codes; a page sorts them by name in the reader's language."""
    running = Role.objects.filter(kind=Role.Kind.MEMBER, first_day__lte=day).filter(
        Q(last_day__isnull=True) | Q(last_day__gte=day)
    )
    return sorted(running.values_list("actor__code", flat=True))


def roles_on(day: date) -> list[Role]:
    """Every role that runs on the day, with its actor."""
    running = Role.objects.filter(first_day__lte=day).filter(Q(last_day__isnull=True) | Q(last_day__gte=day))
    return list(running.select_related("actor").order_by("kind", "actor__code"))


def public_audience() -> Audience:
    return Audience.objects.get(key=PUBLIC_KEY)


@transaction.atomic
def audience_of(codes: Iterable[str]) -> Audience:
    """The audience of exactly these actors: found, or made once. An owner alone is the audience of one."""
    wanted = sorted(set(codes))
    actors = {actor.code: actor for actor in Actor.objects.filter(code__in=wanted)}
    if missing := [code for code in wanted if code not in actors]:
        valid = ", ".join(Actor.objects.order_by("code").values_list("code", flat=True))
        raise UnknownActor(f"unknown actors {', '.join(missing)}; known are {valid}")
    audience, made = Audience.objects.get_or_create(key="actors:" + ";".join(wanted))
    if made:
        AudienceActor.objects.bulk_create(AudienceActor(audience=audience, actor=actors[code]) for code in wanted)
    return audience


def touch(audiences: Iterable[int]) -> None:
    """Count up the version of the audiences for which something was recorded, inside the caller's transaction."""
    Audience.objects.filter(id__in=set(audiences)).update(version=F("version") + 1)


@lru_cache(maxsize=1)
def territories() -> frozenset[str]:
    """ISO 3166 alpha-2 codes, as CLDR lists them in Babel: what a reference area may be besides an actor."""
    return frozenset(code for code in Locale("en").territories if len(code) == 2 and code.isalpha() and code != "ZZ")
