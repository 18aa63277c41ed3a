"""Charts: what is drawn is what was given, in every width, in colours of the stylesheet."""

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.mechanisms.presentation.charts import (
    LABEL,
    WIDTHS,
    Line,
    Outlook,
    _shifts,
    line_chart,
    picture,
    scale,
)

LINE = Line("Kazakhstan", [(2019, 80.0), (2020, 70.0), (2022, 60.0), (2023, 50.0)])
OUTLOOK = Outlook("30 in 2026", [(2023, 50, 50, 50), (2024, 43, 40, 46), (2026, 30, 20, 40)])


@pytest.fixture(autouse=True)
def own_cache(settings: object, tmp_path: Path) -> None:
    """Drawings of this test lie in a folder of its own."""
    backend = "django.core.cache.backends.filebased.FileBasedCache"
    kept = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES = {"default": kept, "drawings": {"BACKEND": backend, "LOCATION": tmp_path}}  # type: ignore[attr-defined]


def drawings(text: str) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", text, re.S)]


def test_a_chart_is_drawn_for_each_width_and_labelled() -> None:
    drawn = drawings(line_chart([LINE], OUTLOOK, "%", 'A line & an "outlook"'))
    assert [svg.get("width") for svg in drawn] == [str(width) for width in WIDTHS.values()]
    assert {svg.get("aria-label") for svg in drawn} == {'A line & an "outlook"'}
    assert [svg.get("class") for svg in drawn] == [f"chart {name}" for name in WIDTHS]


def test_a_projection_says_its_end_and_its_range_where_there_is_room() -> None:
    named = Outlook("30 in 2026", OUTLOOK.points, "likely 20 to 40", "30")
    found = [
        {text.text for text in svg.iter("{http://www.w3.org/2000/svg}text")}
        for svg in drawings(line_chart([LINE], named, "%", "chart"))
    ]
    assert {"30 in 2026", "likely 20 to 40"} <= found[0]
    assert all("30" in texts and "30 in 2026" not in texts for texts in found[1:])


def test_inline_charts_name_tokens_and_pictures_name_colours() -> None:
    inline = str(line_chart([LINE], OUTLOOK, "%", "chart"))
    assert "var(--ink)" in inline
    assert not re.search(r"#[0-9a-f]{6}", inline)
    downloaded = picture([LINE], OUTLOOK, "%", "svg").decode()
    assert "var(--" not in downloaded
    assert picture([LINE], OUTLOOK, "%", "png").startswith(b"\x89PNG")


def test_a_missing_year_breaks_the_line() -> None:
    wide = drawings(line_chart([LINE], None, "%", "chart"))[0]
    drawn = [p.get("d", "") for p in wide.iter("{http://www.w3.org/2000/svg}path") if p.get("stroke") == "var(--ink)"]
    assert any(path.count("M") == 2 and path.count("L") == 2 for path in drawn), drawn


def test_several_lines_carry_their_names() -> None:
    lines = [Line(name, [(2020, k), (2021, k + 1)]) for k, name in enumerate(["Azerbaijan", "Türkiye", "Uzbekistan"])]
    wide = drawings(line_chart(lines, None, "%", "chart"))[0]
    texts = {text.text for text in wide.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Azerbaijan", "Türkiye", "Uzbekistan"} <= texts


@given(st.floats(-1e12, 1e12), st.floats(0, 1e12), st.booleans())
def test_the_scale_holds_every_value_with_round_ticks(low: float, span: float, zero: bool) -> None:
    bottom, top, ticks = scale(low, low + span, zero)
    slack = 1e-6 * max(1.0, abs(low), abs(low + span))
    assert bottom <= low + slack
    assert top >= low + span - slack
    assert 2 <= len(ticks) <= 8
    assert ticks == sorted(ticks)
    if zero and low >= 0:
        assert bottom == 0


@given(st.lists(st.floats(0, 100), min_size=1, max_size=5))
def test_labels_never_cover_each_other(values: list[float]) -> None:
    places = sorted(
        (100 - value) / 100 * 250 + shift for value, shift in zip(values, _shifts(values, 0, 100, 250), strict=True)
    )
    assert all(below - above >= LABEL - 1e-9 for above, below in pairwise(places))
    assert places[-1] <= 250 + 1e-9
