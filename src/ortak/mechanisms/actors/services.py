"""What can be done with actors: load them, ask who has which role on a day, and make or find an audience."""

import re
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
from ortak.mechanisms.contract.tables import Row, read_table

ROLE_COLUMNS = ("actor", "kind", "valid_from", "valid_to", "source_title", "publisher", "url", "locator")


class UnknownActor(ValueError):
    """A code that is no actor or territory: the message says which are."""


@transaction.atomic
def load_actors() -> int:
    """Actors, roles and the two standing audiences from the data files, which are the source of the roles; loading
    again changes nothing. Returns the number of actors."""
    folder = files("ortak.mechanisms.actors") / "data"
    actors = {}
    for row in read_table(folder / "actors.csv", ("code", "kind", "en")):
        names = {tag: row[tag] for tag in row if tag not in ("code", "kind") and row[tag]}
        actors[row["code"]], _ = Actor.objects.update_or_create(
            code=row["code"], defaults={"kind": row["kind"], "names": names, "source_language": "en"}
        )
    kept = [_store_role(row, actors).pk for row in read_table(folder / "roles.csv", ROLE_COLUMNS)]
    Role.objects.exclude(pk__in=kept).delete()
    Audience.objects.get_or_create(key=PUBLIC_KEY)
    Audience.objects.get_or_create(key=ORGANIZATION_KEY)
    return len(actors)


def _store_role(row: Row, actors: dict[str, Actor]) -> Role:
    if row["actor"] not in actors:
        raise UnknownActor(f"{row.place}: unknown actor {row['actor']}; known are {', '.join(sorted(actors))}")
    role, _ = Role.objects.update_or_create(
        actor=actors[row["actor"]],
        kind=row["kind"],
        valid_from=row["valid_from"],
        defaults={
            "first_day": parse_period(row["valid_from"]).first,
            "last_day": parse_period(row["valid_to"]).last if row["valid_to"] else None,
            **{name: row[name] for name in ("source_title", "publisher", "url", "locator")},
        },
    )
    return role


def members_on(day: date) -> list[str]:
    """Codes of the members on a day, in the order of their names in English; a page sorts them by name in the
    reader's language."""
    running = Role.objects.filter(kind=Role.Kind.MEMBER, first_day__lte=day).filter(
        Q(last_day__isnull=True) | Q(last_day__gte=day)
    )
    return in_order(running.values_list("actor__code", flat=True))


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
    if not wanted:
        raise UnknownActor("an audience needs at least one actor; what everybody may see has the audience public")
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


def in_order(codes: Iterable[str]) -> list[str]:
    """Codes in the order of their names in English, the Organization first: the order of every form that has no reader
    with a language of his own."""
    names = _english_names()
    return sorted(codes, key=lambda code: (code != "ORG", names.get(code, code), code))


@lru_cache(maxsize=1)
def _english_names() -> dict[str, str]:
    """Actors as their file names them, territories as CLDR does; only to sort by."""
    named = {str(code): str(name) for code, name in Locale("en").territories.items()}
    rows = read_table(files("ortak.mechanisms.actors") / "data" / "actors.csv", ("code", "en"))
    return named | {row["code"]: row["en"] for row in rows}


def known_area(code: str) -> str:
    """The code of an actor or a territory, in capitals. Raises `UnknownActor` for anything else."""
    actors = in_order(Actor.objects.values_list("code", flat=True))
    if code.upper() not in actors and code.upper() not in territories():
        raise UnknownActor(f"{code[:40]!r} is no actor or ISO 3166 alpha-2 code; actors are {', '.join(actors)}")
    return code.upper()


@lru_cache(maxsize=1)
def territories() -> frozenset[str]:
    """ISO 3166 alpha-2 codes, as CLDR lists them in Babel: what a reference area may be besides an actor."""
    return frozenset(str(code) for code in Locale("en").territories if re.fullmatch("[A-Y][A-Z]|Z[A-Y]", str(code)))
