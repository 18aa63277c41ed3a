"""Charts of bars: each value is drawn at its place, in every width."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ortak.mechanisms.presentation.bars import Distribution, Stacked, bar_chart, bar_picture, distribution, stacked
from ortak.mechanisms.presentation.charts import WIDTHS

SHARES = Distribution([10.0, 12.0, 14.0, 16.0], [20.0, 50.0, 30.0], [(13.0, "half 13")], "days")
BARS = Stacked([("Xi'an to Poti", [8.0, 3.0, 5.0], "16.0"), ("Almaty to Poti", [5.0, 0.1, 4.0], "9.1")], "days")


@pytest.fixture(autouse=True)
def own_cache(settings: object, tmp_path: Path) -> None:
    """Drawings of this test lie in a folder of its own."""
    backend = "django.core.cache.backends.filebased.FileBasedCache"
    kept = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES = {"default": kept, "drawings": {"BACKEND": backend, "LOCATION": tmp_path}}  # type: ignore[attr-defined]


@pytest.mark.parametrize("chart", [SHARES, BARS])
def test_a_chart_is_drawn_for_each_width_and_as_a_file(chart: Distribution | Stacked) -> None:
    drawn = re.findall(r"<svg.*?</svg>", bar_chart(chart, "what it shows"), re.S)
    assert [ElementTree.fromstring(svg).get("width") for svg in drawn] == [str(width) for width in WIDTHS.values()]
    assert all('aria-label="what it shows"' in svg and "var(--c1)" in svg for svg in drawn)
    assert "var(--" not in bar_picture(chart, "svg").decode()
    assert bar_picture(chart, "png").startswith(b"\x89PNG")


def test_bars_of_a_distribution_stand_on_their_classes() -> None:
    given = {"unit": "days", "language": "en", "edges": SHARES.edges, "shares": SHARES.shares, "marks": SHARES.marks}
    bars = distribution(given, 800)["layer"][0]["data"]["values"]
    assert [(bar["from"], bar["to"], bar["share"]) for bar in bars] == [(10, 12, 20), (12, 14, 50), (14, 16, 30)]
    assert "half 13" in bar_chart(SHARES, "x")


def test_parts_follow_each_other_and_small_ones_carry_no_number() -> None:
    given = {"unit": "days", "language": "en", "bars": [list(bar) for bar in BARS.bars]}
    parts = stacked(given, 358)["layer"][0]["data"]["values"]
    assert [(part["from"], part["to"]) for part in parts[:3]] == [(0, 8), (8, 11), (11, 16)]
    assert [part["text"] for part in parts] == ["1", "2", "3", "1", "", "3"]
    text = bar_chart(BARS, "x")
    assert all(word in text for word in ("Almaty to Poti", "16.0", "9.1"))
