"""Sentences made from data, as a page prints them."""

from markupsafe import escape

from ortak.vision.evidence import Point
from ortak.vision.sentences import indicator_finding, rest_sentence

TWO = {"ORG": [Point(2019, 759, "reported", "2019"), Point(2025, 4119, "reported", "2025")]}


def test_a_title_is_escaped_once() -> None:
    said = indicator_finding({"en": "The Corridor's <freight>"}, ["ORG"], {}, TWO, "ORG")
    assert escape(said) == "The Corridor&#39;s &lt;freight&gt;: 759 in 2019, 4,119 in 2025"


def test_a_state_is_called_by_its_name() -> None:
    series = {"KZ": TWO["ORG"]}
    assert indicator_finding({"en": "Freight"}, ["KZ"], {"KZ": "Kazakhstan"}, series, "KZ").startswith("Kazakhstan: ")


def test_the_rest_is_told_by_its_reasons() -> None:
    assert rest_sentence(["unknown", "press", "unknown"]) == (
        "Of the others 2 are unknown, 1 is told by the press alone and not judged."
    )
    assert rest_sentence([]) == ""
