"""Charts of bars: a distribution, and wholes made of parts side by side. Drawn as line charts are (`charts`)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from markupsafe import Markup

from ortak.mechanisms.presentation.charts import (
    SERIES,
    SLIM,
    WIDE,
    Specify,
    config,
    downloaded,
    inline,
    scale,
    tick_labels,
)

#: pixels of a bar with its name above it
ROW = 46
#: the smallest share of the widest bar that has room for the number of a part
ROOM = 0.05


@dataclass(frozen=True)
class Distribution:
    """Shares by class: `edges` is one longer than `shares`; `marks` are values named on the chart."""

    edges: Sequence[float]
    shares: Sequence[float]
    marks: Sequence[tuple[float, str]]
    unit: str


@dataclass(frozen=True)
class Stacked:
    """Bars of at most five parts, which are numbered as they come; each has its name and the sum in words."""

    bars: Sequence[tuple[str, Sequence[float], str]]
    unit: str


Chart = Distribution | Stacked


def bar_chart(chart: Chart, description: str) -> Markup:
    """Every drawing of a chart, as inline SVG."""
    return inline(*_asked(chart), description)


def bar_picture(chart: Chart, form: str) -> bytes:
    """A picture to download, `svg` or `png`, in the light colours."""
    return downloaded(*_asked(chart), form)


def _asked(chart: Chart) -> tuple[str, Specify]:
    given: dict[str, Any] = {"unit": chart.unit, "language": get_language() or "en"}
    if isinstance(chart, Distribution):
        given |= {"edges": list(chart.edges), "shares": list(chart.shares), "marks": list(chart.marks)}
        return json.dumps(given), distribution
    given["bars"] = [[name, list(parts), total] for name, parts, total in chart.bars]
    return json.dumps(given), stacked


def distribution(given: dict[str, Any], width: int) -> dict[str, Any]:
    """The Vega-Lite specification of a distribution: a bar for each class, a line with its name for each mark."""
    edges, shares = given["edges"], given["shares"]
    bars = [
        {"from": low, "to": high, "share": share} for low, high, share in zip(edges, edges[1:], shares, strict=False)
    ]
    ticks = [tick for tick in scale(edges[0], edges[-1], zero=False)[2] if edges[0] <= tick <= edges[-1]]
    _, most, heights = scale(0.0, 1.25 * max(shares), zero=True)
    marks = [
        {"from": value, "name": name, "share": most * (1 - 0.09 * place)}
        for place, (value, name) in enumerate(given["marks"])
    ]
    x = {
        "field": "from",
        "type": "quantitative",
        "scale": {"domain": [edges[0], edges[-1]], "nice": False, "zero": False},
        "axis": {"values": ticks, "title": given["unit"], "grid": False, "labelExpr": _labels(given, ticks)},
    }
    y = {
        "field": "share",
        "type": "quantitative",
        "scale": {"domain": [0, most], "nice": False},
        "axis": {"values": heights, "title": "%", "labelExpr": _labels(given, heights)},
    }
    rule = {"type": "rule", "color": "var(--ink)", "strokeWidth": 1.5, "strokeDash": [4, 3]}
    text = {"type": "text", "align": "left", "dx": 5, "color": "var(--ink)", "fontWeight": 600}
    return _whole(width, 300 if width == WIDE else 250) | {
        "encoding": {"x": x, "y": y},
        "layer": [
            {
                "data": {"values": bars},
                "mark": {"type": "bar", "color": "var(--c1)", "stroke": "var(--paper)", "strokeWidth": 1},
                "encoding": {"x2": {"field": "to"}, "y2": {"datum": 0}},
            },
            {"data": {"values": marks}, "mark": rule, "encoding": {"y2": {"datum": 0}}},
            {"data": {"values": marks}, "mark": text, "encoding": {"text": {"field": "name"}}},
        ],
    }


def stacked(given: dict[str, Any], width: int) -> dict[str, Any]:
    """The Vega-Lite specification of stacked bars: the name above each bar, the number of a part within it where
    there is room, the sum at its end."""
    whole = max(sum(parts) for _, parts, _ in given["bars"])
    parts, names = [], []
    for row, (name, values, total) in enumerate(given["bars"]):
        at = 0.0
        for place, value in enumerate(values):
            number_of = str(place + 1) if value >= ROOM * whole else ""
            parts.append(
                {"row": row, "from": at, "to": at + value, "colour": SERIES[place % 5], "text": number_of}
                | {"middle": at + value / 2}
            )
            at += value
        names.append({"row": row, "from": 0.0, "text": name, "to": at, "total": total})
    low, high, ticks = scale(0.0, whole, zero=True)
    x = {
        "field": "from",
        "type": "quantitative",
        "scale": {"domain": [low, max(high, whole * (1.25 if width == SLIM else 1.15))], "nice": False},
        "axis": {"values": ticks, "title": given["unit"], "labelExpr": _labels(given, ticks)},
    }
    y = {"field": "row", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0.62, "paddingOuter": 0.31}}
    bar = {"type": "bar", "stroke": "var(--paper)", "strokeWidth": 1}
    inside = {"type": "text", "color": "var(--paper)", "fontWeight": 600}
    above = {"type": "text", "align": "left", "dy": -17, "color": "var(--ink)"}
    after = {"type": "text", "align": "left", "dx": 6, "color": "var(--ink)", "fontWeight": 600}
    filled = {"x2": {"field": "to"}, "color": {"field": "colour", "type": "nominal", "scale": None}}
    return _whole(width, ROW * len(names) + 40) | {
        "encoding": {"x": x, "y": y},
        "layer": [
            {"data": {"values": parts}, "mark": bar, "encoding": filled},
            {
                "data": {"values": parts},
                "mark": inside,
                "encoding": {"x": {"field": "middle", "type": "quantitative"}, "text": {"field": "text"}},
            },
            {"data": {"values": names}, "mark": above, "encoding": {"text": {"field": "text"}}},
            {
                "data": {"values": names},
                "mark": after,
                "encoding": {"x": {"field": "to", "type": "quantitative"}, "text": {"field": "total"}},
            },
        ],
    }


def _whole(width: int, height: int) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": height,
        "padding": {"left": 2, "right": 8, "top": 18, "bottom": 2},
        "autosize": {"type": "fit", "contains": "padding"},
        "background": None,
        "config": config(),
    }


def _labels(given: dict[str, Any], ticks: Sequence[float]) -> str:
    return tick_labels(ticks, given["language"])
