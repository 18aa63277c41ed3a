"""Audiences and the one function that decides who sees what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from ortak.mechanisms.actors.models import Audience, AudienceActor
from ortak.mechanisms.actors.services import UnknownActor, audience_of, load_actors, public_audience, touch
from ortak.mechanisms.actors.viewers import PUBLIC, Viewer, class_key, state_of, visible_to

CODES = ("AZ", "KG", "KZ", "TR", "UZ", "HU", "ORG")


def keys(viewer: Viewer) -> set[str]:
    return set(Audience.objects.filter(id__in=visible_to(viewer)).values_list("key", flat=True))


@pytest.mark.usefixtures("actors")
class TestVisibility:
    def test_the_public_sees_only_what_is_public(self) -> None:
        audience_of(["KZ"])
        assert keys(PUBLIC) == {"public"}

    def test_a_member_sees_what_is_for_the_organization_and_for_itself(self) -> None:
        audience_of(["KZ"])
        audience_of(["KZ", "UZ"])
        audience_of(["UZ"])
        viewer = Viewer(frozenset({"KZ"}), in_organization=True)
        assert keys(viewer) == {"public", "organization", "actors:KZ", "actors:KZ;UZ"}

    def test_an_actor_outside_sees_nothing_of_the_organization(self) -> None:
        audience_of(["TR"])
        audience_of(["HU"])
        assert keys(Viewer(frozenset({"HU"}))) == {"public", "actors:HU"}

    def test_someone_of_the_organization_without_a_state_sees_no_state_s_own(self) -> None:
        audience_of(["TR"])
        assert keys(Viewer(in_organization=True)) == {"public", "organization"}

    def test_an_unknown_actor_is_the_public(self) -> None:
        assert keys(Viewer(frozenset({"NOBODY"}))) == {"public"}

    def test_the_answer_is_in_rising_order(self) -> None:
        for codes in (["UZ"], ["AZ", "UZ"], ["KG", "UZ"]):
            audience_of(codes)
        seen = visible_to(Viewer(frozenset({"UZ"}), in_organization=True))
        assert list(seen) == sorted(set(seen))
        assert class_key(reversed(seen)) == class_key(seen)

    def test_the_state_of_a_class_changes_only_with_what_it_sees(self) -> None:
        hidden = audience_of(["KZ"])
        public, member = state_of(visible_to(PUBLIC)), state_of(visible_to(Viewer(frozenset({"KZ"}))))
        touch([hidden.id])
        assert state_of(visible_to(PUBLIC)) == public
        assert state_of(visible_to(Viewer(frozenset({"KZ"})))) != member
        touch([public_audience().id])
        assert state_of(visible_to(PUBLIC)) != public

    def test_unknown_actors_are_refused_with_those_that_exist(self) -> None:
        with pytest.raises(UnknownActor, match=r"unknown actors XX; known are AZ, .*UZ"):
            audience_of(["KZ", "XX"])

    def test_an_audience_of_nobody_is_refused(self) -> None:
        with pytest.raises(UnknownActor, match="at least one actor"):
            audience_of([])


class TestDeduplication(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        load_actors()

    @given(st.lists(st.lists(st.sampled_from(CODES), min_size=1, max_size=5), max_size=6))
    def test_one_audience_for_one_set_of_actors(self, wanted: list[list[str]]) -> None:
        before = Audience.objects.count()
        found = [audience_of(codes).id for codes in wanted]
        assert len(set(found)) == len(set(map(frozenset, wanted)))
        assert Audience.objects.count() == before + len(set(found))
        for id_, codes in zip(found, wanted, strict=True):
            stored = AudienceActor.objects.filter(audience=id_).values_list("actor__code", flat=True)
            assert sorted(stored) == sorted(set(codes))
