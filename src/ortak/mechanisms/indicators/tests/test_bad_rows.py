"""The edge: what cannot be stored or judged is refused with its place and what is valid, before the database sees
it."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import models
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from ortak.mechanisms.actors.services import audience_of, load_actors
from ortak.mechanisms.indicators.models import Agreement, Milestone, Observation, Source
from ortak.mechanisms.indicators.recording import EvidenceError, NewSource, record_milestones, record_observations
from ortak.mechanisms.indicators.tests.samples import MINISTRY, PRESS, TODAY, act, define, figure

FAR = "figures.csv, line 2: "
ACT = "milestones.csv, line 2: "
FIGURES: list[tuple[dict[str, Any], str]] = [
    ({"indicator": "no.such"}, "indicator 'no.such' is not defined"),
    ({"indicator": "x" * 5000}, "indicator 'xxxx"),
    ({"area": ""}, "ref_area is empty; it names a state or ORG"),
    ({"area": "ATLANTIS"}, "'ATLANTIS' is no known actor or ISO 3166 alpha-2 code; the Organization is ORG"),
    ({"area": "kz"}, "'kz' is no known actor"),
    ({"counterpart_area": "ZZ"}, "'ZZ' is no known actor"),
    ({"counterpart_area": "KZ"}, "KZ stands on both sides of the pair"),
    ({"value": float("nan")}, "value nan is not a finite number up to 1e+18"),
    ({"value": float("inf")}, "value inf is not a finite number"),
    ({"value": -float("inf")}, "value -inf is not a finite number"),
    ({"value": 1e300}, "value 1e+300 is not a finite number"),
    ({"value": 10**400}, "value 1000000000000000000000000000000000000000 is not a finite number"),
    ({"period": "2027"}, "2027 lies in the future; a future date can be a target, never evidence"),
    ({"period": "2026-11-25"}, "2026-11-25 lies in the future"),
    ({"period": "9999"}, "9999 lies in the future"),
    ({"period": "2026-12"}, "2026-12 lies in the future"),
    ({"period": "2026"}, "2026 has not ended; a figure of the whole of it has obs_status P (provisional) or E"),
    ({"period": "2026-11"}, "2026-11 has not ended"),
    ({"period": "2026-Q4", "obs_status": "F"}, "2026-Q4 has not ended"),
    ({"period": "2027", "obs_status": "P"}, "2027 lies in the future"),
    ({"source": replace(MINISTRY, published="2099-01-01")}, "published 2099-01-01 lies in the future"),
    ({"source": replace(MINISTRY, published="2026-12")}, "published 2026-12 lies in the future"),
    ({"source": replace(MINISTRY, published="stored copy of 2026-11-25")}, "published 2026-11-25 lies in the future"),
    ({"source": replace(MINISTRY, published="June 2027")}, "published 2027 lies in the future"),
    ({"period": "0000"}, "'0000' is no period"),
    ({"period": "2023-02-30"}, "'2023-02-30' is no period"),
    ({"period": "May 2023"}, "'May 2023' is no period"),
    ({"period": "２０２３"}, "'２０２３' is no period"),
    ({"period": ""}, "'' is no period"),
    ({"period": "2" * 5000}, "'2222"),
    ({"how": "guess"}, "how 'guess' is not one of act, statistic, survey, estimate"),
    ({"obs_status": "AA"}, "obs_status 'AA' is no code of SDMX; valid is e.g. A, P or E"),
    ({"obs_status": ""}, "obs_status '' is no code"),
    ({"source": replace(MINISTRY, who="friend")}, "who 'friend' is not one of state, organization"),
    ({"source": replace(MINISTRY, form="rumour")}, "form 'rumour' is not one of depositary, gazette"),
    ({"source": replace(MINISTRY, title="  ")}, "a source needs a title and a publisher"),
    ({"source": replace(MINISTRY, publisher="")}, "a source needs a title and a publisher"),
    (
        {"source": replace(MINISTRY, url="javascript:alert(1)")},
        "address 'javascript:alert(1)' must begin with https://",
    ),
    ({"source": replace(MINISTRY, url="https:// ")}, "address 'https:// ' must begin with"),
    ({"locator": "a\x00b"}, "locator holds the character U+0000, which is no text"),
    ({"comment": "\ud800"}, "comment holds the character U+D800, which is no text"),
    ({"source": replace(MINISTRY, title="\udcff")}, "title holds the character U+DCFF"),
    ({"comment": "x" * 10_001}, "comment has 10,001 characters; at most 10,000 are stored"),
]
ACTS: list[tuple[dict[str, Any], str]] = [
    ({"key": ""}, "key '' must have 1 to 200 characters"),
    ({"key": "x" * 201}, "key 'xxxx"),
    ({"key": "a|b"}, "key 'a|b' must have 1 to 200 characters, none of them |"),
    ({"actors": ()}, "states is empty; it names who the act binds"),
    ({"actors": ("KZ", "XX")}, "'XX' is no known actor"),
    ({"kind": "miracle"}, "kind 'miracle' is not one of agreement, signature"),
    ({"how": ""}, "how '' is not one of act"),
    ({"titles": {}}, "the sentence that says what was done is empty"),
    ({"titles": {"en": "  "}}, "the sentence that says what was done is empty"),
    ({"titles": {"en": "x" * 2001}}, "the sentence (en) has 2,001 characters"),
    ({"titles": {"en": "x", "tr": "\x00"}}, "the sentence (tr) holds the character U+0000"),
    ({"time_period": "2027-01-01"}, "2027-01-01 lies in the future"),
    ({"marks": (("roads", "", ""),)}, "code 'roads' is no code of the vision; codes read like TRA-5 or PRI-35"),
    ({"marks": (("TRA-1", "TRA-2.law", "done"),)}, "item 'TRA-2.law' must read TRA-1.slug"),
    ({"marks": (("TRA-1", "TRA-1." + "x" * 80, "done"),)}, "item 'TRA-1.xxx"),
    ({"marks": (("TRA-1", "TRA-1.law", "finished"),)}, "stage 'finished' is not one of decided, started, done"),
    ({"marks": (("TRA-1", "TRA-1.law", ""),)}, "stage '' is not one of"),
    ({"marks": (("TRA-1", "", "done"),)}, "item '' must read TRA-1.slug"),
    (
        {"marks": (("TRA-1", "TRA-1.law", "done"), ("TRA-1", "TRA-1.law", "started"))},
        "item TRA-1.law stands twice; an act answers it at one stage",
    ),
    ({"agreement": "treaty"}, "agreement and step go together"),
    ({"step": "signed"}, "agreement and step go together"),
    ({"agreement": "treaty", "step": "signed"}, "agreement 'treaty' is not defined; known are "),
    ({"agreement": "treaty", "step": "lost"}, "step 'lost' is not one of signed, approved, deposited, entered"),
    ({"second_source": replace(PRESS, who="")}, "who '' is not one of"),
    ({"second_source": replace(PRESS, published="2026-11-25")}, "published 2026-11-25 lies in the future"),
    ({"second_locator": "x" * 401}, "second_locator has 401 characters; at most 400 are stored"),
]


@pytest.mark.usefixtures("actors")
class TestRefused:
    @pytest.mark.parametrize(("change", "said"), FIGURES)
    def test_figures(self, change: dict[str, Any], said: str) -> None:
        define()
        with pytest.raises(EvidenceError) as refusal:
            record_observations([figure(), figure(**{"period": "2022"} | change)], dataset="test", today=TODAY)
        assert str(refusal.value).startswith(FAR + said)
        assert len(str(refusal.value)) < 400
        assert not Observation.objects.filter(dataset="test").exists()

    @pytest.mark.parametrize(("change", "said"), ACTS)
    def test_acts(self, change: dict[str, Any], said: str) -> None:
        row = replace(act("second"), **change)
        with pytest.raises(EvidenceError) as refusal:
            record_milestones([act("first"), row], dataset="test", today=TODAY)
        assert str(refusal.value).startswith(ACT + said)
        assert len(str(refusal.value)) < 400
        assert not Milestone.objects.filter(dataset="test").exists()

    @pytest.mark.parametrize("dataset", ["", "a|b", "x" * 121, "ünlü", "two words", "-x", "a\n"])
    def test_names_of_datasets(self, dataset: str) -> None:
        with pytest.raises(EvidenceError, match="must have 1 to 120 letters"):
            record_observations([], dataset=dataset, today=TODAY)

    @pytest.mark.parametrize("dataset", ["transport", "series.values", "vision"])
    def test_names_of_what_ships(self, dataset: str) -> None:
        define()
        with pytest.raises(EvidenceError, match="ships with Ortak; name one of your own"):
            record_observations([figure()], dataset=dataset, today=TODAY)

    def test_an_unknown_owner(self) -> None:
        with pytest.raises(EvidenceError, match=r"owner 'NOBODY' is no known actor; known are AZ, "):
            record_observations([], dataset="test", today=TODAY, owner="NOBODY")

    def test_a_figure_outside_the_scale_of_its_indicator(self) -> None:
        define(nature="share", floor=0, ceiling=100)
        with pytest.raises(EvidenceError, match=r"value 120 lies outside 0 to 100, the scale of test\.hours"):
            record_observations([figure(120.0)], dataset="test", today=TODAY)

    @pytest.mark.parametrize("nature", ["count", "level", "money", "rate", "share", "index"])
    def test_a_figure_beyond_the_one_end_that_is_stated(self, nature: str) -> None:
        define(nature=nature, floor=0)
        with pytest.raises(EvidenceError, match=r"value -5 lies below 0, the floor of test\.hours"):
            record_observations([figure(-5.0)], dataset="test", today=TODAY)
        define("test.top", nature=nature, ceiling=5)
        with pytest.raises(EvidenceError, match=r"value 5\.5 lies above 5, the ceiling of test\.top"):
            record_observations([figure(5.5, indicator="test.top")], dataset="test", today=TODAY)

    def test_a_natural_key_that_is_too_long(self) -> None:
        everyone = audience_of(["AZ", "KG", "KZ", "TR", "UZ", "HU", "TM", "XN", "ORG", "ECO-ORG"])
        everyone.key += ";X" * 170
        with pytest.raises(EvidenceError, match="at most 500 are stored"):
            record_milestones([act("x" * 200)], dataset="test", today=TODAY, audience=everyone)


@pytest.mark.usefixtures("actors")
class TestTaken:
    @pytest.mark.parametrize(
        "fields",
        [
            {"value": -5.0},
            {"period": "2026", "obs_status": "P"},
            {"period": "2026-11", "obs_status": "E"},
            {"period": "2026", "modelled": True, "method": "engine"},
            {"period": "2026-10"},
            {"period": "2026-11-24"},
            {"source": replace(MINISTRY, published="2026-11-24")},
            {"source": replace(MINISTRY, published="2026")},
            {"source": replace(MINISTRY, published="edition 3.2040, no. 12345")},
        ],
    )
    def test_figures(self, fields: dict[str, Any]) -> None:
        define()
        assert record_observations([figure(**fields)], dataset="test", today=TODAY).added == 1

    def test_an_act_of_a_year_that_has_not_ended(self) -> None:
        assert record_milestones([act(time_period="2026")], dataset="test", today=TODAY).added == 1


def limits(model: type[models.Model], *names: str) -> list[tuple[str, int]]:
    return [(name, model._meta.get_field(name).max_length or 10_000) for name in names]


@pytest.mark.usefixtures("actors")
class TestLongTexts:
    """Every text that a caller gives is stored at its limit and refused one character beyond, on either database."""

    SOURCE = limits(Source, "title", "publisher", "published", "licence", "url")
    FIGURE = limits(Observation, "locator", "method", "method_version", "run", "comment")
    ACT = limits(Milestone, "locator", "second_locator", "comment")

    @pytest.mark.parametrize(("name", "limit"), SOURCE)
    def test_of_sources(self, name: str, limit: int) -> None:
        define()
        start = "https://x" if name == "url" else ""
        for length, fits in ((limit, True), (limit + 1, False)):
            source = replace(MINISTRY, **{name: start + "ğ" * (length - len(start))})
            self.one(record_observations, figure(source=source), fits)

    @pytest.mark.parametrize(("name", "limit"), FIGURE)
    def test_of_figures(self, name: str, limit: int) -> None:
        define()
        for length, fits in ((limit, True), (limit + 1, False)):
            self.one(record_observations, figure(**{name: "ğ" * length}), fits)

    @pytest.mark.parametrize(("name", "limit"), ACT)
    def test_of_acts(self, name: str, limit: int) -> None:
        for length, fits in ((limit, True), (limit + 1, False)):
            self.one(record_milestones, act(**{name: "ğ" * length}), fits)

    def one(self, record: Any, row: Any, fits: bool) -> None:
        if fits:
            assert record([row], dataset="test", today=TODAY).added == 1
        else:
            with pytest.raises(EvidenceError, match="are stored"):
                record([row], dataset="test", today=TODAY)


TEXT = st.text(max_size=500)
WORD = st.one_of(
    st.sampled_from(
        ["state", "act", "statistic", "document", "law", "KZ", "ORG", "2023", "TRA-1", "TRA-1.x", "done", ""]
    ),
    TEXT,
)
SOURCES = st.builds(NewSource, WORD, WORD, TEXT, TEXT, TEXT, WORD, TEXT)


class TestAnything(TestCase):
    """Whatever comes in is recorded or refused with `EvidenceError`; a database never has the last word."""

    @classmethod
    def setUpTestData(cls) -> None:
        load_actors()
        define()
        source = Source.objects.create(digest="0" * 64, who="state", form="document", title="t", publisher="p")
        Agreement.objects.create(code="treaty", titles={"en": "Treaty"}, signatories=["KZ"], source=source)

    @given(
        value=st.one_of(st.floats(), st.integers()),
        period=WORD,
        area=WORD,
        how=WORD,
        source=st.one_of(st.just(MINISTRY), SOURCES),
        text=TEXT,
    )
    def test_figures(self, value: float, period: str, area: str, how: str, source: NewSource, text: str) -> None:
        for name in ("locator", "method", "method_version", "run", "comment", "obs_status"):
            row = figure(value, period, area, how=how, source=source, **{name: text})
            self.try_one(record_observations, row)

    @given(
        key=WORD,
        actors=st.lists(WORD, max_size=3).map(tuple),
        marks=st.lists(st.tuples(WORD, WORD, WORD), max_size=3).map(tuple),
        kind=WORD,
        titles=st.dictionaries(st.one_of(st.just("en"), TEXT), TEXT, max_size=2),
        agreement=st.one_of(st.just("treaty"), WORD),
        step=st.one_of(st.just("signed"), WORD),
        text=TEXT,
    )
    def test_acts(self, text: str, **fields: Any) -> None:
        for name in ("locator", "second_locator", "comment"):
            self.try_one(record_milestones, replace(act(), **fields, **{name: text}))

    def try_one(self, record: Any, row: Any) -> None:
        try:
            report = record([row], dataset="test", today=TODAY)
        except EvidenceError as error:
            assert row.place in str(error)
        else:
            assert report.added + report.unchanged == 1
