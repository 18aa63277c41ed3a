"""Definitions of indicators and agreements: what could not be judged by later is refused with its place."""

import pytest

from ortak.mechanisms.contract.tables import Row
from ortak.mechanisms.indicators.definitions import define_agreements, define_indicators
from ortak.mechanisms.indicators.models import Agreement, Indicator, Source
from ortak.mechanisms.indicators.recording import EvidenceError

INDICATOR = {
    "code": "test.share",
    "title": "Share of paperless borders",
    "unit": "%",
    "better": "higher",
    "class": "evidence",
    "nature": "share",
    "baseline": "2021",
    "target": "90",
    "target_period": "2030",
    "target_source": "Programme on trade",
    "ceiling": "100",
    "floor": "0",
    "codes": "TRA-1;PRI-2",
    "note": "",
}
AGREEMENT = {
    "agreement": "test-2023",
    "title": "Agreement on tests",
    "signed": "2023-05-04",
    "place": "Shusha",
    "signatories": "KZ;UZ",
    "entry_rule": "Thirty days after the last notice",
    "in_force": "",
    "who": "state",
    "form": "gazette",
    "source_title": "Law on tests",
    "publisher": "Gazette",
    "published": "2023",
    "url": "https://example.kz",
    "locator": "article 1",
    "note": "",
}


def row(base: dict[str, str], **change: str) -> Row:
    made = Row(base | change)
    made.place = "defined.csv, line 2"
    return made


@pytest.mark.django_db
class TestIndicators:
    def test_a_definition_is_stored_and_redefined(self) -> None:
        assert define_indicators([row(INDICATOR)], area="transport") == ["test.share"]
        define_indicators([row(INDICATOR, title="Paperless borders", target="", target_period="")], area="transport")
        found = Indicator.objects.get(code="test.share")
        assert (found.titles, found.target, found.target_period) == ({"en": "Paperless borders"}, None, "")
        assert (found.area, found.codes, found.floor, found.ceiling) == ("transport", ["TRA-1", "PRI-2"], 0, 100)

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"code": ""}, "code is empty"),
            ({"title": ""}, "title is empty"),
            ({"unit": ""}, "unit is empty"),
            ({"code": "x" * 81}, "code has 81 characters; at most 80 are stored"),
            ({"unit": "x" * 121}, "unit_measure has 121 characters"),
            ({"note": "a\x00"}, "note holds the character U+0000"),
            ({"better": "up"}, "better 'up' is not one of higher, lower, none"),
            ({"class": "fact"}, "class 'fact' is not one of evidence, assessment, context"),
            ({"nature": "ratio"}, "nature 'ratio' is not one of share"),
            ({"target": "most"}, "target 'most' is no number"),
            ({"ceiling": "1e300"}, "ceiling 1e300 is not a finite number"),
            ({"floor": "100"}, "floor 100 is not below ceiling 100"),
            ({"target": "120"}, "target 120 lies outside the scale 0 to 100"),
            ({"target": ""}, "target_period is given without a target"),
            ({"target_period": "soon"}, "target_period 'soon' is no period"),
            ({"baseline": "twenty"}, "baseline 'twenty' is no period"),
            ({"codes": "TRA-1;roads"}, "code 'roads' is no code of the vision"),
        ],
    )
    def test_what_cannot_be_judged_by_is_refused(self, change: dict[str, str], said: str) -> None:
        with pytest.raises(EvidenceError) as refusal:
            define_indicators([row(INDICATOR, **change)])
        assert str(refusal.value).startswith(f"defined.csv, line 2: {said}")

    def test_a_code_stands_once(self) -> None:
        with pytest.raises(EvidenceError, match=r"indicator test\.share stands twice"):
            define_indicators([row(INDICATOR), row(INDICATOR)])


@pytest.mark.usefixtures("actors")
class TestAgreements:
    def test_a_definition_is_stored_and_redefined(self) -> None:
        define_agreements([row(AGREEMENT)])
        define_agreements([row(AGREEMENT, in_force="2025-01-01")])
        found = Agreement.objects.get(code="test-2023")
        assert (found.signed, found.in_force, found.signatories) == ("2023-05-04", "2025-01-01", ["KZ", "UZ"])
        assert Source.objects.filter(title="Law on tests").count() == 1

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"agreement": ""}, "an agreement needs a name, a title and signatories"),
            ({"signatories": ";"}, "an agreement needs a name, a title and signatories"),
            ({"signatories": "KZ;XX"}, "signatory 'XX' is no known actor"),
            ({"signed": "autumn"}, "signed 'autumn' is no period"),
            ({"in_force": "2025-13"}, "in_force '2025-13' is no period"),
            ({"source_title": ""}, "a source needs a title and a publisher"),
            ({"who": "nobody"}, "who 'nobody' is not one of"),
            ({"place": "x" * 81}, "place has 81 characters; at most 80 are stored"),
        ],
    )
    def test_what_cannot_be_followed_is_refused(self, change: dict[str, str], said: str) -> None:
        with pytest.raises(EvidenceError) as refusal:
            define_agreements([row(AGREEMENT, **change)])
        assert str(refusal.value).startswith(f"defined.csv, line 2: {said}")
