"""Charts: what is drawn is what was given, in both widths, in colours of the stylesheet."""

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.mechanisms.presentation.charts import (
    LABEL,
    NARROW,
    WIDE,
    Line,
    Outlook,
    _scale,
    _shifts,
    line_chart,
    picture,
)

LINE = Line("Kazakhstan", [(2019, 80.0), (2020, 70.0), (2022, 60.0), (2023, 50.0)])
OUTLOOK = Outlook("30 in 2026", [(2023, 50, 50, 50), (2024, 43, 40, 46), (2026, 30, 20, 40)])


@pytest.fixture(autouse=True)
def own_cache(settings: object, tmp_path: Path) -> None:
    """Drawings of this test lie in a folder of its own."""
    backend = "django.core.cache.backends.filebased.FileBasedCache"
    kept = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES = {"default": kept, "drawings": {"BACKEND": backend, "LOCATION": tmp_path}}  # type: ignore[attr-defined]


def both(text: str) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", text, re.S)]


def test_a_chart_is_drawn_twice_and_labelled() -> None:
    wide, narrow = both(line_chart([LINE], OUTLOOK, "%", 'A line & an "outlook"'))
    assert (wide.get("width"), narrow.get("width")) == (str(WIDE), str(NARROW))
    assert {wide.get("aria-label"), narrow.get("aria-label")} == {'A line & an "outlook"'}
    assert (wide.get("class"), narrow.get("class")) == ("chart wide", "chart narrow")


def test_inline_charts_name_tokens_and_pictures_name_colours() -> None:
    inline = str(line_chart([LINE], OUTLOOK, "%", "chart"))
    assert "var(--ink)" in inline
    assert not re.search(r"#[0-9a-f]{6}", inline)
    downloaded = picture([LINE], OUTLOOK, "%", "svg").decode()
    assert "var(--" not in downloaded
    assert picture([LINE], OUTLOOK, "%", "png").startswith(b"\x89PNG")


def test_a_missing_year_breaks_the_line() -> None:
    wide = both(line_chart([LINE], None, "%", "chart"))[0]
    drawn = [p.get("d", "") for p in wide.iter("{http://www.w3.org/2000/svg}path") if p.get("stroke") == "var(--ink)"]
    assert any(path.count("M") == 2 and path.count("L") == 2 for path in drawn), drawn


def test_several_lines_carry_their_names() -> None:
    lines = [Line(name, [(2020, k), (2021, k + 1)]) for k, name in enumerate(["Azerbaijan", "Türkiye", "Uzbekistan"])]
    wide = both(line_chart(lines, None, "%", "chart"))[0]
    texts = {text.text for text in wide.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Azerbaijan", "Türkiye", "Uzbekistan"} <= texts


@given(st.floats(-1e12, 1e12), st.floats(0, 1e12), st.booleans())
def test_the_scale_holds_every_value_with_round_ticks(low: float, span: float, zero: bool) -> None:
    bottom, top, ticks = _scale(low, low + span, zero)
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
