"""Line charts with an outlook, drawn on the server by Vega-Lite (bars: `bars`): colours are variables of the
stylesheet, so that a chart follows the reader's theme. Each is drawn for a wide page, for a phone and for a small
phone, and the stylesheet shows the one that fits: its text is never scaled below 12 px. Every chart has its table
beside it."""

import contextlib
import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor, log10
from textwrap import wrap
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.utils.translation import get_language
from markupsafe import Markup

from ortak.mechanisms.presentation.formats import compact

#: widths in pixels, by the class that the stylesheet swaps
WIDE, NARROW, SLIM = 800, 358, 288
WIDTHS = {"wide": WIDE, "narrow": NARROW, "slim": SLIM}
#: counted up when the drawing changes: kept drawings are then drawn again
VERSION = "2"
#: height of a label, in pixels
LABEL = 15
#: tokens of the stylesheet, in the order in which series take them
SERIES = ("var(--c1)", "var(--c2)", "var(--c3)", "var(--c4)", "var(--c5)")
DASHES = ([1, 0], [7, 3], [2, 2], [9, 2, 2, 2], [4, 4])
#: what the tokens are in a downloaded picture, which has no stylesheet
LIGHT = {
    "var(--c1)": "#00696f",
    "var(--c2)": "#2b4a7f",
    "var(--c3)": "#8a3a68",
    "var(--c4)": "#6b6a1c",
    "var(--c5)": "#5b6d70",
    "var(--ink)": "#0f1f22",
    "var(--ink-2)": "#44575b",
    "var(--grid)": "#e3e9e8",
    "var(--edge)": "#75888b",
    "var(--paper)": "#ffffff",
}


#: what makes the Vega-Lite specification of a chart of so many pixels from what it shows
Specify = Callable[[dict[str, Any], int], dict[str, Any]]
_PARTS = re.compile(r' (?:role="graphics-\w+"|aria-roledescription="[^"]*")')


@dataclass(frozen=True)
class Line:
    """A series: (year, value) pairs. Missing years break the line. `short` names it where there is little room."""

    label: str
    points: Sequence[tuple[float, float]]
    short: str = ""


@dataclass(frozen=True)
class Outlook:
    """A projection of one line: (year, value, low, high). Its end and its likely range in words; where there is
    little room they belong under the chart, and `short` stands at its end."""

    label: str
    points: Sequence[tuple[float, float, float, float]]
    likely: str = ""
    short: str = ""


def line_chart(
    lines: Sequence[Line], outlook: Outlook | None, unit: str, description: str, zero: bool = False
) -> Markup:
    """Every drawing of a chart, as inline SVG."""
    return inline(_key(lines, outlook, unit, zero), specification, description)


def picture(lines: Sequence[Line], outlook: Outlook | None, unit: str, form: str, zero: bool = False) -> bytes:
    """A picture to download, `svg` or `png`, in the light colours."""
    return downloaded(_key(lines, outlook, unit, zero), specification, form)


def inline(key: str, specify: Specify, description: str) -> Markup:
    """A drawing for each width. `key` is JSON that decides the drawing, `specify` makes its Vega-Lite from that."""
    drawn = (_labelled(_svg(key, width, specify), name, description) for name, width in WIDTHS.items())
    return Markup("".join(drawn))


def downloaded(key: str, specify: Specify, form: str) -> bytes:
    """The wide drawing as a file, `svg` or `png`, in the light colours."""
    import vl_convert

    text = _svg(key, WIDE, specify)
    for token, value in LIGHT.items():
        text = text.replace(token, value)
    text = text.replace("inherit", "sans-serif")
    return vl_convert.svg_to_png(text, scale=2) if form == "png" else text.encode()


def _key(lines: Sequence[Line], outlook: Outlook | None, unit: str, zero: bool) -> str:
    """Everything that decides the drawing, as a text that can be a key."""
    return json.dumps(
        {
            "lines": [[line.label, list(line.points), line.short] for line in lines],
            "outlook": [outlook.label, list(outlook.points), outlook.likely, outlook.short] if outlook else None,
            "unit": unit,
            "zero": zero,
            "language": get_language() or "en",
        }
    )


@lru_cache(maxsize=256)
def _svg(key: str, width: int, specify: Specify) -> str:
    """A drawing, from the cache that all workers share or drawn now."""
    name = hashlib.sha256(f"{VERSION}|{width}|{key}".encode()).hexdigest()
    drawn: str | None = None
    with contextlib.suppress(OSError):
        drawn = caches["drawings"].get(name)
    if drawn is None:
        import vl_convert

        drawn = vl_convert.vegalite_to_svg(specify(json.loads(key), width))
        with contextlib.suppress(OSError):  # a read-only data folder: drawn again next time
            caches["drawings"].set(name, drawn, timeout=None)
    return drawn


def _labelled(svg: str, name: str, description: str) -> str:
    head, _, rest = svg.partition("<svg")
    label = str(Markup.escape(description))
    rest = _PARTS.sub("", rest.replace(' class="marks"', "", 1))  # one picture, not one a mark
    language = "" if get_language() in settings.INTERFACE_LANGUAGES else ' lang="en"'  # the sentence falls back
    return f'{head}<svg class="chart {name}" role="img"{language} aria-label="{label}"{rest}'


def specification(given: dict[str, Any], width: int) -> dict[str, Any]:
    """The Vega-Lite specification of a chart of `width` pixels in all."""
    roomy = width == WIDE
    lines = [[label if roomy else short or label, points] for label, points, short in given["lines"]]
    outlook = _named(given["outlook"], roomy)
    projected = outlook[1] if outlook else []
    years = [point[0] for _, points in lines for point in points] + [point[0] for point in projected]
    values = [point[1] for _, points in lines for point in points] + [v for point in projected for v in point[1:]]
    low, high, ticks = scale(min(values), max(values), given["zero"])
    height = 320 if roomy else 270
    shifts = _shifts([points[-1][1] for _, points in lines], low, high, height - 70)
    layers = [_area(outlook)] if outlook else []
    for index, line in enumerate(lines):
        layers += _line_layers(index, line, len(lines), shifts[index])
    beside = [label for label, _ in lines] if len(lines) > 1 else []
    if outlook:
        layers += _outlook_layers(outlook)
        beside += outlook[0]
    labels = min(16 + max(map(len, beside), default=0) * 7.5, 170 if roomy else 110)
    wanted = 6 if roomy else 4
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": height,
        "padding": {"left": 2, "right": labels, "top": 18, "bottom": 2},
        "autosize": {"type": "fit", "contains": "padding"},
        "background": None,
        "config": config(),
        "encoding": {
            "x": {
                "field": "year",
                "type": "quantitative",
                "axis": {"values": _ticks(min(years), max(years), wanted), "format": "d", "grid": False},
                "scale": {"domain": [min(years), max(years)], "nice": False},
                "title": None,
            },
            "y": {
                "field": "value",
                "type": "quantitative",
                "scale": {"domain": [low, high], "nice": False, "zero": False},
                "axis": {
                    "values": ticks,
                    # a long unit stands above the chart, where it can wrap
                    "title": given["unit"] if len(given["unit"]) * 7.5 < width else None,
                    "labelExpr": tick_labels(ticks, given["language"]),
                },
            },
        },
        "layer": layers,
    }


def tick_labels(ticks: Sequence[float], language: str) -> str:
    """Numbers of the axis as the reader's language writes them, as a Vega expression."""
    labels = [compact(tick, language) for tick in ticks]
    return f"{json.dumps(labels)}[indexof({json.dumps(list(ticks))}, datum.value)]"


def scale(low: float, high: float, zero: bool) -> tuple[float, float, list[float]]:
    """Round ends and three to six ticks between them. Zero is an end where it is near, or wanted."""
    if zero or 0 <= low < 0.35 * high:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low < max(1e-6, 1e-6 * abs(high)):  # flat: a scale around it, upwards from zero
        around = max(1.0, 0.1 * abs(high))
        low, high = (low if abs(low) < 1e-6 else low - around), high + around
    step = 10 ** floor(log10((high - low) / 3))
    step = next(step * factor for factor in (1, 2, 5, 10) if (high - low) / (step * factor) <= 5)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    ticks = [round(number * step, 10) for number in range(first, last + 1)]
    return ticks[0], ticks[-1], ticks


def _shifts(values: Sequence[float], low: float, high: float, height: float) -> list[float]:
    """How far each label moves down from the end of its line, in pixels, so that none covers another."""
    wanted = [(high - value) / (high - low) * height for value in values]
    placed = dict[int, float]()
    for index in sorted(range(len(values)), key=lambda each: wanted[each]):
        above = max(placed.values(), default=-LABEL)
        placed[index] = max(wanted[index], above + LABEL)
    overflow = max(0.0, max(placed.values(), default=0) - height)
    return [placed[index] - overflow - wanted[index] for index in range(len(values))]


def _ticks(first: float, last: float, wanted: int) -> list[int]:
    step = max(1, round((last - first) / wanted))
    ticks = list(range(int(first), int(last) + 1, step))
    return ticks if ticks[-1] == int(last) else [*[t for t in ticks if last - t >= step * 0.6], int(last)]


def _rows(label: str, points: Sequence[Sequence[float]]) -> list[dict[str, Any]]:
    """Values with a hole where a year is missing, so that the line breaks there."""
    rows: list[dict[str, Any]] = []
    for year, value in points:
        if rows and year - rows[-1]["year"] > 1.01:
            rows.append({"label": label, "year": rows[-1]["year"] + 0.5, "value": None})
        rows.append({"label": label, "year": year, "value": value})
    return rows


def _line_layers(index: int, line: Sequence[Any], count: int, shift: float) -> list[dict[str, Any]]:
    label, points = line
    colour = "var(--ink)" if count == 1 else SERIES[index % len(SERIES)]
    values = _rows(label, points)
    mark = {
        "type": "line",
        "strokeWidth": 2.25,
        "color": colour,
        "strokeDash": DASHES[index % 5],
        "interpolate": "linear",
    }
    layers: list[dict[str, Any]] = [
        {"data": {"values": values}, "mark": {**mark, "invalid": "break-paths-filter-domains"}}
    ]
    dots = {"type": "point", "filled": True, "size": 18 if count > 1 else 26, "color": colour, "opacity": 1}
    layers.append({"data": {"values": _dotted(values)}, "mark": dots})
    if count > 1:
        layers.append(_label(label, points[-1], colour, shift))
    return layers


def _dotted(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The last figure, and those that no line reaches because the years beside them are missing."""
    known = [row["value"] is not None for row in rows]
    alone = [
        at for at in range(len(rows)) if known[at] and not any(known[max(0, at - 1) : at] + known[at + 1 : at + 2])
    ]
    return [rows[at] for at in sorted({*alone, len(rows) - 1})]


def _area(outlook: Sequence[Any]) -> dict[str, Any]:
    values = [{"year": year, "low": low, "high": high} for year, _, low, high in outlook[1]]
    return {
        "data": {"values": values},
        "mark": {"type": "area", "color": "var(--c1)", "opacity": 0.16},
        "encoding": {"y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}},
    }


def _named(outlook: Sequence[Any] | None, roomy: bool) -> tuple[list[str], Sequence[Any]] | None:
    """The lines of text at the end of a projection, and its points."""
    if outlook is None:
        return None
    label, points, likely, short = outlook
    return ([label, *wrap(likely, 22)] if roomy else [short or label]), points


def _outlook_layers(outlook: tuple[list[str], Sequence[Any]]) -> list[dict[str, Any]]:
    (label, *likely), points = outlook
    values = [{"year": year, "value": value} for year, value, _, _ in points]
    mark = {"type": "line", "strokeWidth": 2.25, "color": "var(--c1)", "strokeDash": [2, 3]}
    end = points[-1][:2]
    return [
        {"data": {"values": values}, "mark": mark},
        _label(label, end, "var(--c1)", 0),
        *(_label(text, end, "var(--ink-2)", LABEL * (1 + at), "normal") for at, text in enumerate(likely)),
    ]


def _label(text: str, at: Sequence[float], colour: str, shift: float, weight: int | str = 600) -> dict[str, Any]:
    place = {"align": "left", "dx": 8, "dy": shift, "clip": False}
    return {
        "data": {"values": [{"year": at[0], "value": at[1], "text": text}]},
        "mark": {"type": "text", "color": colour, "fontWeight": weight, **place},
        "encoding": {"text": {"field": "text"}},
    }


def config() -> dict[str, Any]:
    return {
        "font": "inherit",
        "aria": False,
        "view": {"stroke": None},
        "text": {"fontSize": 13},
        "axis": {
            "labelFontSize": 13,
            "titleFontSize": 13,
            "labelColor": "var(--ink-2)",
            "titleColor": "var(--ink-2)",
            "titleFontWeight": "normal",
            "gridColor": "var(--grid)",
            "domain": False,
            "tickColor": "var(--edge)",
            "labelFlush": False,
        },
        "axisX": {"domain": True, "domainColor": "var(--edge)", "labelPadding": 6},
        "axisY": {
            "ticks": False,
            "titleAlign": "left",
            "titleAnchor": "start",
            "titleAngle": 0,
            "titleX": -4,
            "titleY": -12,
            "labelPadding": 8,
        },
    }
