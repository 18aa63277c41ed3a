"""Who is what in the Organization on a day, from the data files."""

from collections import Counter
from datetime import date

import pytest

from ortak.mechanisms.actors.models import Actor, Audience, AudienceActor, Role
from ortak.mechanisms.actors.services import load_actors, members_on, roles_on, territories

pytestmark = pytest.mark.usefixtures("actors")
FIVE = ["AZ", "KZ", "KG", "TR", "UZ"]


@pytest.mark.parametrize(
    ("day", "members"),
    [
        (date(2009, 10, 2), []),
        (date(2009, 10, 3), ["AZ", "KZ", "KG", "TR"]),
        (date(2019, 9, 13), ["AZ", "KZ", "KG", "TR"]),
        (date(2019, 10, 31), FIVE),
        (date(2021, 11, 12), FIVE),
        (date(2026, 11, 24), FIVE),
    ],
)
def test_members_follow_from_their_roles_on_the_day(day: date, members: list[str]) -> None:
    assert members_on(day) == members


def test_an_observer_is_no_member() -> None:
    observers = {role.actor.code for role in roles_on(date(2026, 11, 24)) if role.kind == Role.Kind.OBSERVER}
    assert observers == {"HU", "TM", "XN", "ECO-ORG"}
    assert observers.isdisjoint(members_on(date(2026, 11, 24)))


def test_roles_end_with_their_last_day() -> None:
    role = Role.objects.get(actor__code="KZ", kind=Role.Kind.MEMBER)
    role.last_day = date(2030, 6, 30)
    role.save()
    assert "KZ" in members_on(date(2030, 6, 30))
    assert "KZ" not in members_on(date(2030, 7, 1))


def test_every_role_names_its_source() -> None:
    assert all(role.source_title and role.publisher for role in Role.objects.all())
    assert all(role.url.startswith(("https://", "http://")) for role in Role.objects.exclude(url=""))


def test_every_actor_has_an_english_name_and_members_all_nine() -> None:
    names = dict(Actor.objects.values_list("code", "names"))
    assert all(found["en"] for found in names.values())
    nine = {"en", "tr", "az", "kk", "ky", "uz", "tk", "hu", "ru"}
    assert {code for code in [*FIVE, "ORG"] if nine - names[code].keys()} == set()


def test_loading_again_changes_nothing() -> None:
    def everything() -> list[list[dict[str, object]]]:
        return [list(model.objects.order_by("pk").values()) for model in (Actor, Role, Audience, AudienceActor)]

    before = everything()
    assert load_actors() == len(before[0])
    assert everything() == before


def test_a_role_that_the_file_does_not_hold_goes() -> None:
    actor = Actor.objects.get(code="HU")
    Role.objects.create(actor=actor, kind="member", valid_from="2020", first_day=date(2020, 1, 1))
    load_actors()
    assert "HU" not in members_on(date(2026, 1, 1))


def test_territories_are_the_codes_of_iso_3166() -> None:
    assert {"AZ", "KG", "KZ", "TM", "TR", "UZ", "HU", "CN"} <= territories()
    assert territories().isdisjoint({"ZZ", "001", "ORG", "EUROPE"})
    assert Counter(map(len, territories())) == {2: len(territories())}
