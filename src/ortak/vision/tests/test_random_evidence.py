"""Whatever evidence comes in, in whatever order, statuses are those that building from nothing gives."""

import random
from datetime import UTC, date, datetime, timedelta
from math import ceil, floor

import pytest
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from ortak.mechanisms.actors.services import audience_of
from ortak.mechanisms.actors.viewers import PUBLIC, Viewer, visible_to
from ortak.mechanisms.indicators import ledger
from ortak.mechanisms.indicators.models import Indicator
from ortak.mechanisms.indicators.recording import (
    NewMilestone,
    NewObservation,
)
from ortak.mechanisms.indicators.tests.samples import MINISTRY, PRESS, TODAY, UNITED_NATIONS, act, figure
from ortak.vision.evidence import gather
from ortak.vision.headline import SPARK_FROM, headline
from ortak.vision.models import Commitment, EvidenceItem, Standing
from ortak.vision.standing import ensure, rebuild, statuses_known_on
from ortak.vision.tests.cells import KAZAKHSTAN, MEMBERS, act_items, headlines, record, record_acts, stored
from ortak.vision.tests.recomputed import Cells, recomputed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


SOURCES = st.sampled_from([MINISTRY, UNITED_NATIONS, PRESS])


class TestRandomEvidence(TestCase):
    """Whatever comes in, what is stored is what building from nothing would give."""

    @classmethod
    def setUpTestData(cls) -> None:
        audience_of(["KZ"])
        ensure(KAZAKHSTAN, TODAY)
        cls.items = list(EvidenceItem.objects.order_by("item"))
        known = set(Indicator.objects.values_list("code", flat=True))
        cls.measured = [item for item in cls.items if item.indicator in known]
        cls.acts = [item for item in cls.items if item.kind == "act"]

    @given(st.data())
    # an example is a few lines long as it is, and to shorten it takes minutes
    @settings(max_examples=settings().max_examples // 5, phases=(Phase.reuse, Phase.generate))
    def test_what_is_stored_is_what_building_from_nothing_gives(self, data: st.DataObject) -> None:
        for n in range(data.draw(st.integers(1, 3), "calls")):
            audience = data.draw(st.sampled_from([None, audience_of(["KZ"])]), "audience")
            if data.draw(st.booleans(), "figures"):
                record(*self.figures(data), audience=audience)
            else:
                complete = data.draw(st.booleans(), "complete")
                record_acts(*self.new_acts(data, n), audience=audience, complete=complete)
        for viewer in (PUBLIC, KAZAKHSTAN):
            basis = gather(visible_to(viewer), MEMBERS, since=SPARK_FROM)
            fresh = {code: figure for code in stored_codes() if (figure := headline(basis, code, MEMBERS))}
            assert headlines(viewer) == fresh
            assert stored(viewer) == built_from_nothing(viewer)

    def figures(self, data: st.DataObject) -> list[NewObservation]:
        item = data.draw(st.sampled_from(self.measured), "item")
        values = st.integers(*scale_of(item.indicator))
        periods = data.draw(
            st.lists(st.sampled_from(["2020", "2021", "2022", "2023", "2024", "2024-06", "2025"]), unique=True)
        )
        area, source = data.draw(st.sampled_from([*MEMBERS, "ORG"])), data.draw(SOURCES)
        return [figure(data.draw(values), period, area, indicator=item.indicator, source=source) for period in periods]

    def new_acts(self, data: st.DataObject, n: int) -> list[NewMilestone]:
        chosen = data.draw(st.lists(st.sampled_from(self.acts), max_size=4, unique_by=lambda item: item.item), "items")
        stage = st.sampled_from(["decided", "started", "done"])
        states = st.lists(st.sampled_from([*MEMBERS, "ORG", "HU"]), min_size=1, max_size=6).map(tuple)
        days = st.dates(date(2015, 1, 1), TODAY).map(date.isoformat)
        return [
            act(
                f"act-{place}",
                (item.commitment_id, item.item, data.draw(stage)),
                actors=data.draw(states),
                time_period=data.draw(days),
            )
            for place, item in enumerate(chosen)
        ]


def scale_of(code: str) -> tuple[int, int]:
    """Whole numbers that a figure of this indicator may be."""
    indicator = Indicator.objects.get(code=code)
    return (
        0 if indicator.floor is None else ceil(indicator.floor),
        100 if indicator.ceiling is None else floor(indicator.ceiling),
    )


def stored_codes() -> list[str]:
    return list(Commitment.objects.values_list("code", flat=True))


def built_from_nothing(viewer: Viewer) -> Cells:
    with transaction.atomic():
        Standing.objects.all().delete()
        rebuild(visible_to(viewer), today=TODAY)
        cells = stored(viewer)
        transaction.set_rollback(True)
    return cells


def test_what_the_board_said_on_a_day_can_be_asked_later(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(2040)
    items, indicators = (
        act_items("members") + act_items("ORG"),
        [item.indicator for item in EvidenceItem.objects.exclude(indicator="")],
    )
    defined = set(Indicator.objects.values_list("code", flat=True))
    days = [datetime(2200, 1, day, 12, tzinfo=UTC) for day in range(1, 9)]
    said = {}
    for day in days:
        monkeypatch.setattr(ledger, "clock", lambda day=day: day)
        chosen = chance.sample(items, 3)
        stage = chance.choice(["decided", "started", "done"])
        rows = [
            act(f"act-{n}", (item.commitment_id, item.item, stage), actors=(*MEMBERS, "ORG"))
            for n, item in enumerate(chosen)
        ]
        record_acts(*rows, complete=chance.random() < 0.3)
        code = chance.choice([code for code in indicators if code in defined])
        lowest, highest = scale_of(code)
        record(
            *(
                figure(chance.randint(lowest, highest), str(year), chance.choice(MEMBERS), indicator=code)
                for year in range(2021, 2026)
            )
        )
        said[day] = stored()
    for day in days:
        known = statuses_known_on(day + timedelta(hours=1))
        assert {key: (s.word, s.grade or "", s.known, s.required, s.rule) for key, s in known.items()} == said[day]
    known = statuses_known_on(days[3])
    slowly = recomputed(visible_to(PUBLIC), MEMBERS, days[3])
    assert {key: (s.word, s.grade or "", s.known, s.required, s.rule) for key, s in known.items()} == slowly
