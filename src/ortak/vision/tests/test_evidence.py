"""What a status rests on: which figure of several counts, what is held against what, and whom an act answers for."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.mechanisms.actors.services import audience_of, public_audience
from ortak.mechanisms.indicators.models import Observation
from ortak.mechanisms.indicators.recording import record_milestones, record_observations
from ortak.mechanisms.indicators.tests.samples import MINISTRY, PRESS, TODAY, UNITED_NATIONS, act, define, figure
from ortak.vision.evidence import Basis, Point, gather, of_one_frequency, read_points
from ortak.vision.models import EvidenceItem

MEMBERS = ["AZ", "KG", "KZ", "TR", "UZ"]
ABOUT: dict[str, Any] = {
    "better": "higher",
    "nature": "level",
    "baseline": "2021",
    "target": None,
    "target_period": "",
    "ceiling": None,
    "floor": None,
}


def basis(points: list[Point], **about: Any) -> Basis:
    return Basis(series={("test.hours", "KZ"): points}, indicators={"test.hours": ABOUT | about})


def points(values: dict[str, float]) -> list[Point]:
    found = []
    for period, value in values.items():
        year, _, month = period.partition("-")
        found.append(Point(int(year) + (int(month or 1) - 1) / 12, value, "recorded", period))
    return sorted(found, key=lambda point: point.year)


YEARLY = {"2021": 1200.0, "2022": 1300.0, "2023": 1400.0, "2024": 1500.0}
MONTHLY = {"2025-01": 130.0, "2025-02": 131.0, "2025-03": 132.0}


class TestMovement:
    def test_a_month_is_not_held_against_years(self) -> None:
        mixed = basis(points(YEARLY | MONTHLY)).movement_of("test.hours", "KZ")
        assert mixed == basis(points(YEARLY)).movement_of("test.hours", "KZ")
        assert mixed.verdict == "significant_progress"

    def test_months_alone_are_a_series(self) -> None:
        months = {f"{year}-{month:02}": float(year) for year in range(2021, 2025) for month in (1, 7)}
        assert of_one_frequency(points(months)) == points(months)
        assert basis(points(months)).movement_of("test.hours", "KZ").points == 8

    def test_what_was_before_the_baseline_decides_nothing(self) -> None:
        """A share above 100 long ago, years that would make the series a yearly one: the verdict is the same."""
        before = {str(year): 140.0 for year in range(2000, 2021)}
        for since in (YEARLY, MONTHLY, {"2021": 50.0, "2022": 51.0} | MONTHLY):
            for nature in ("level", "share"):
                scaled = {period: value / 15 for period, value in since.items()}
                alone = basis(points(scaled), nature=nature).movement_of("test.hours", "KZ")
                assert basis(points(before | scaled), nature=nature).movement_of("test.hours", "KZ") == alone

    def test_a_series_that_ended_before_the_baseline_is_named_so(self) -> None:
        assert basis(points({"2019": 1.0})).movement_of("test.hours", "KZ").rule == "no-points-since-baseline"
        assert basis([]).movement_of("test.hours", "KZ").rule == "no-points"

    def test_a_figure_outside_a_scale_that_was_stated_later_stops_nothing(self) -> None:
        wild = points({"2021": 90.0, "2022": 95.0, "2023": 99.0, "2024": 140.0})
        assert (
            basis(wild, nature="share", floor=0.0, ceiling=100.0).movement_of("test.hours", "KZ").verdict == "fulfilled"
        )

    @given(
        st.dictionaries(st.integers(2010, 2026).map(str), st.floats(-1e18, 1e18), max_size=8),
        st.sampled_from(["share", "index", "level", "count", "money", "rate"]),
        st.sampled_from(["higher", "lower"]),
        st.one_of(st.none(), st.floats(0, 100)),
        st.sampled_from([(None, None), (0.0, 100.0), (0.0, None), (None, 100.0)]),
    )
    def test_any_figures_can_be_judged(
        self, values: dict[str, float], nature: str, better: str, target: float | None, ends: tuple[Any, Any]
    ) -> None:
        about = {"nature": nature, "better": better, "target": target, "floor": ends[0], "ceiling": ends[1]}
        period = {"target_period": "2030"} if target is not None else {}
        assert basis(points(values), **about, **period).movement_of("test.hours", "KZ").verdict


@pytest.mark.usefixtures("actors")
class TestSeries:
    @pytest.fixture(autouse=True)
    def indicator(self, actors: None) -> None:
        define()

    def read(self) -> list[tuple[str, float, str]]:
        found = read_points(Observation.objects.filter(indicator__code="test.hours").current())
        return [(point.period, point.value, point.grade) for point in found.get(("test.hours", "KZ"), [])]

    def record(self, *rows: Any, dataset: str = "evidence.test") -> None:
        record_observations(rows, dataset=dataset, today=TODAY)

    def test_the_better_founded_of_two_figures_counts(self) -> None:
        self.record(figure(1.0, source=UNITED_NATIONS))
        self.record(figure(2.0, source=MINISTRY), figure(3.0, source=PRESS))
        assert self.read() == [("2023", 1.0, "recorded")]

    def test_of_equally_founded_ones_the_newer(self) -> None:
        self.record(figure(1.0))
        self.record(figure(2.0), dataset="evidence.other")
        assert self.read() == [("2023", 2.0, "documented")]

    def test_of_equally_founded_ones_in_one_call_the_later(self) -> None:
        publishers = [
            UNITED_NATIONS,
            *(UNITED_NATIONS.__class__(**UNITED_NATIONS.__dict__ | {"title": str(n)}) for n in range(9)),
        ]
        self.record(*(figure(float(n), source=source) for n, source in enumerate(publishers)))
        assert self.read() == [("2023", 9.0, "recorded")]

    def test_of_periods_that_begin_on_one_day_the_longest(self) -> None:
        self.record(figure(1.0, "2023", source=PRESS))
        for value, period in enumerate(("2023-S1", "2023-Q1", "2023-01", "2023-01-01"), start=2):
            self.record(figure(float(value), period, source=UNITED_NATIONS))
        self.record(figure(9.0, "2024-03"), figure(8.0, "2024-02-01"))
        assert self.read() == [
            ("2023", 1.0, "reported"),
            ("2024-02-01", 8.0, "documented"),
            ("2024-03", 9.0, "documented"),
        ]

    def test_a_correction_takes_its_place(self) -> None:
        self.record(figure(1.0, source=UNITED_NATIONS))
        self.record(figure(2.0, source=UNITED_NATIONS))
        assert self.read() == [("2023", 2.0, "recorded")]


@pytest.mark.usefixtures("loaded")
@pytest.mark.django_db
class TestActs:
    def links(self, item: EvidenceItem, audiences: list[int] | None = None) -> list[str]:
        found = gather(audiences or [public_audience().id], MEMBERS, codes=[item.commitment_id])
        return sorted(link.actor for link in found.links[item.item])

    def unanswered(self, by: str) -> EvidenceItem:
        items = EvidenceItem.objects.filter(kind="act", by=by).order_by("item")
        return next(item for item in items if not self.links(item))

    @pytest.mark.parametrize(
        ("by", "bound", "answered"),
        [
            ("members", ("KZ",), ["KZ"]),
            ("members", ("KZ", "UZ", "HU"), ["KZ", "UZ"]),
            ("members", ("ORG",), []),
            ("members", ("HU",), []),
            ("ORG", ("ORG",), ["ORG"]),
            ("ORG", ("AZ", "KG", "KZ", "TR"), []),
            ("ORG", ("AZ", "KG", "KZ", "TR", "UZ"), ["ORG"]),
            ("ORG", ("AZ", "KG", "KZ", "TR", "UZ", "HU"), ["ORG"]),
            ("ORG", ("ORG", "KZ"), ["ORG"]),
        ],
    )
    def test_an_act_answers_for_whom_it_binds(self, by: str, bound: tuple[str, ...], answered: list[str]) -> None:
        item = self.unanswered(by)
        row = act("new", (item.commitment_id, item.item, "done"), actors=bound)
        record_milestones([row], dataset="evidence.test", today=TODAY)
        assert self.links(item) == answered

    def test_a_hidden_act_answers_only_for_those_who_see_it(self) -> None:
        item, hidden = self.unanswered("members"), audience_of(["KZ"])
        row = act("new", (item.commitment_id, item.item, "done"))
        record_milestones([row], dataset="evidence.test", today=TODAY, audience=hidden)
        assert self.links(item) == []
        assert self.links(item, [public_audience().id, hidden.id]) == ["KZ"]

    def test_without_members_nothing_counts_as_an_act_of_all(self) -> None:
        item = self.unanswered("ORG")
        row = act("new", (item.commitment_id, item.item, "done"))
        record_milestones([row], dataset="evidence.test", today=TODAY)
        assert item.item not in gather([public_audience().id], [], codes=[item.commitment_id]).links
